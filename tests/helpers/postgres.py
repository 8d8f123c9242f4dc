"""The tests' PostgreSQL: one private server on loopback for a run, a fresh database for a test.

`SMBCRM_TEST_POSTGRES` names a server to use instead (the address of a role that may create
databases). Where no server can be had the tests that need one fail; they are never skipped.
"""

import atexit
import itertools
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from tests.helpers import postgres_keeper

VARIABLE = "SMBCRM_TEST_POSTGRES"
_numbers = itertools.count(1)


def server_url() -> str:
    """Return the address for creating databases; start the run's own server where there is none.

    The address is left in the environment, where worker processes find it. Raises ServerFault.
    """
    if VARIABLE not in os.environ:
        os.environ[VARIABLE] = _start()
    return os.environ[VARIABLE]


def _start() -> str:
    keeper = subprocess.Popen(
        [sys.executable, postgres_keeper.__file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert keeper.stdin
    assert keeper.stdout
    answer = json.loads(keeper.stdout.readline() or '{"fault": "the keeper of the server died"}')
    keeper.stdout.close()

    def end() -> None:
        assert keeper.stdin
        keeper.stdin.close()
        keeper.wait()

    if "fault" in answer:
        end()
        raise postgres_keeper.ServerFault(answer["fault"])
    atexit.register(end)
    return f"postgresql://{postgres_keeper.ROLE}@127.0.0.1:{answer['port']}/postgres"


def new_name() -> str:
    """Return a name that no database of this run has."""
    return f"smbcrm_test_{os.getpid()}_{next(_numbers)}"


def create(server: str) -> str:
    """Make an empty database and return its name."""
    name = new_name()
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(
                sql.Identifier(name)
            )
        )
    return name


def drop(server: str, name: str) -> None:
    """Drop a database with whoever is connected."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def fresh_database(server: str) -> Iterator[str]:
    """Yield the address of a new empty database, dropped afterwards."""
    name = create(server)
    try:
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
    finally:
        drop(server, name)
