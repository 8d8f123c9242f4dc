"""Databases with the tables of a shop and nothing in them, which tests use one after the other.

To make the tables takes the server longer than most tests need. So a database is emptied after a
test and given to the next one, under another name: what is kept beside a database goes by its name.
One whose tables, columns, indexes or triggers a test has changed is dropped, and so are those of a
server where the role is no superuser: it could not delete what the ledger's triggers guard.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from smbcrm.models.upgrade import HISTORY, create_database
from tests.helpers import postgres

_USES = 50
"""After so many tests a database is made anew: deleted rows leave their room behind."""
_SHAPE = """SELECT md5(string_agg(line, '|' ORDER BY line)) FROM (
    SELECT 'c' || table_name || '.' || column_name || data_type || is_nullable
        || COALESCE(column_default, '') AS line
        FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT 'i' || indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT 't' || pg_get_triggerdef(oid) || tgenabled::text FROM pg_trigger
        WHERE NOT tgisinternal
    UNION ALL SELECT 'k' || conname || pg_get_constraintdef(oid) FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace) shape"""
_ALONE = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()"""
_RESTART = """SELECT setval(c.oid::regclass, s.seqstart, FALSE)
    FROM pg_class c JOIN pg_sequence s ON s.seqrelid = c.oid
    WHERE c.oid <> pg_get_serial_sequence(%s, 'id')::regclass"""
"""Number the rows from 1 again, but for the history of the steps, whose rows stay."""


class _Free(NamedTuple):
    """A database that nobody uses: its name, its shape as it was made, what stood in it then."""

    name: str
    shape: str
    began: tuple[tuple[str, tuple[object, ...]], ...]
    uses: int


_free: dict[str, list[_Free]] = {}


@contextmanager
def tables_only(server: str) -> Iterator[str]:
    """Yield the address of a database in which a shop can be made at once."""
    pool = _free.setdefault(server, [])
    one = _renamed(server, pool.pop()) if pool else _made(server)
    try:
        yield _address(server, one.name)
    finally:
        if one.uses < _USES and _emptied(server, one):
            pool.append(one._replace(uses=one.uses + 1))
        else:
            postgres.drop(server, one.name)


def drop_all() -> None:
    """Drop the databases that nobody uses."""
    for server, pool in _free.items():
        while pool:
            postgres.drop(server, pool.pop().name)


def _made(server: str) -> _Free:
    name = postgres.create(server)
    create_database(_address(server, name))
    with psycopg.connect(_address(server, name)) as connection:
        began = tuple(
            (table, row)
            for table in _tables(connection)
            for row in connection.execute(
                sql.SQL("SELECT * FROM {}").format(sql.Identifier(table))
            ).fetchall()
        )
        return _Free(name, _shape(connection), began, 0)


def _renamed(server: str, one: _Free) -> _Free:
    name = postgres.new_name()
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                sql.Identifier(one.name), sql.Identifier(name)
            )
        )
    return one._replace(name=name)


def _emptied(server: str, one: _Free) -> bool:
    """Put a database back to how it was made; tell whether that could be done."""
    try:
        with psycopg.connect(_address(server, one.name)) as connection:
            connection.execute(_ALONE)
            if _shape(connection) != one.shape:
                return False
            # Without it the triggers that guard the ledger would refuse.
            connection.execute("SET session_replication_role = replica")
            for table in _tables(connection):
                connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
            for table, row in one.began:
                values = sql.SQL(", ").join(map(sql.Literal, row))
                connection.execute(
                    sql.SQL("INSERT INTO {} VALUES ({})").format(sql.Identifier(table), values)
                )
            connection.execute(_RESTART, (HISTORY,))
    except psycopg.Error:
        return False
    return True


def _tables(connection: psycopg.Connection) -> list[str]:
    """Return the tables in which anything stands, but for the history of the steps."""
    names = [
        name
        for (name,) in connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> %s",
            (HISTORY,),
        )
    ]
    parts = [
        sql.SQL("SELECT {} WHERE EXISTS (SELECT 1 FROM {})").format(
            sql.Literal(name), sql.Identifier(name)
        )
        for name in names
    ]
    return [name for (name,) in connection.execute(sql.SQL(" UNION ALL ").join(parts))]


def _shape(connection: psycopg.Connection) -> str:
    ((shape,),) = connection.execute(_SHAPE).fetchall()
    return str(shape)


def _address(server: str, name: str) -> str:
    return urlsplit(server)._replace(path=f"/{name}").geturl()
