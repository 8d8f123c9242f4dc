"""The private PostgreSQL server that the suite stands on."""

import json
import shutil
import subprocess
import sys

import psycopg
import pytest

from tests.helpers import postgres, postgres_keeper


def test_every_test_gets_an_empty_database_of_its_own(postgres_server: str) -> None:
    with (
        postgres.fresh_database(postgres_server) as first,
        postgres.fresh_database(postgres_server) as second,
    ):
        with psycopg.connect(first) as connection:
            connection.execute("CREATE TABLE mine (id integer)")
        with psycopg.connect(second) as connection:
            found = connection.execute("SELECT to_regclass('mine')").fetchone()
    assert found == (None,)


def test_a_database_goes_even_while_somebody_is_connected(postgres_server: str) -> None:
    with postgres.fresh_database(postgres_server) as address:
        connection = psycopg.connect(address)
    with pytest.raises(psycopg.OperationalError):
        connection.execute("SELECT 1")
    connection.close()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(address)


def test_the_server_ends_with_whoever_started_it() -> None:
    with subprocess.Popen(
        [sys.executable, postgres_keeper.__file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as keeper:
        assert keeper.stdin
        assert keeper.stdout
        port = json.loads(keeper.stdout.readline())["port"]
        address = f"postgresql://{postgres_keeper.ROLE}@127.0.0.1:{port}/postgres"
        psycopg.connect(address).close()
        keeper.stdin.close()  # what the system does when a test run is killed
        assert keeper.wait() == 0
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(address)


def test_where_postgresql_is_missing_a_test_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    with pytest.raises(postgres_keeper.ServerFault, match="not installed"):
        postgres_keeper.program_folder()
