"""Carries a whole shop from one database to another, page by page or row by row."""

from pathlib import Path

import peewee
from sqlcipher3 import dbapi2 as sqlcipher

from smbcrm.membership.backups.types import BackupFigures, CopyDiffers
from smbcrm.models.connect import new_file, sqlite, uri_of
from smbcrm.models.guards import APPEND_ONLY
from smbcrm.models.session import Session
from smbcrm.models.tables.attachments import FileContentRow
from smbcrm.models.tables.base import table_of
from smbcrm.models.tables.catalogue import TABLES
from smbcrm.models.upgrade import HISTORY, alone, applied_migrations, opened, take_steps


def figures_of(db: peewee.Database) -> BackupFigures:
    """Return how much a database holds, in whatever version of the tables."""
    row = Session(db).row(
        "SELECT (SELECT COUNT(*) FROM customer), (SELECT COUNT(*) FROM operation), "
        "(SELECT COUNT(*) FROM entry), (SELECT COALESCE(SUM(balance), 0) FROM account), seq, hash "
        "FROM chain_head"
    )
    if row is None:  # somebody removed it: verify says so
        return BackupFigures(0, 0, 0, 0, 0, "")
    customers, operations, entries, balances, seq, last = row
    return BackupFigures(customers, operations, entries, int(balances), seq, last)


def copy_pages(source: peewee.Database, file: Path) -> None:
    """Write the moment that a SQLite source stands still at to a new file.

    The online backup reads in the transaction that its connection has open; sales go on meanwhile.
    """
    new_file(file)
    target = sqlcipher.connect(uri_of(file, "rw"), uri=True, isolation_level=None)
    try:
        target.execute("PRAGMA synchronous = off")  # the finished file is synced once
        target.execute("PRAGMA journal_mode = off")  # and thrown away where it is not finished
        source.connection().backup(target)
    finally:
        target.close()
    settle(file)


def settle(file: Path) -> None:
    """Make a file complete in itself: without WAL it can be read where nothing may be written."""
    connection = sqlcipher.connect(uri_of(file, "rw"), uri=True, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous = off")
        connection.execute("PRAGMA journal_mode = delete")
    finally:
        connection.close()


def copy_rows(source: peewee.Database, file: Path) -> None:
    """Write the moment that a PostgreSQL source stands still at to a new SQLite file.

    The file gets the tables of the source's own version, so an old shop can be copied before it is
    upgraded.
    """
    new_file(file)
    target = sqlite(file, durable=False)
    with opened(target):
        target.execute_sql("PRAGMA journal_mode = off")
        with alone(target):
            take_steps(target, max(applied_migrations(source)))
            for table in _tables(target):
                _pour(source, target, table)
            for table, last in _last_numbers(source).items():
                target.execute_sql("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
                target.execute_sql("INSERT INTO sqlite_sequence VALUES (?, ?)", (table, last))
    settle(file)


def _tables(db: peewee.Database) -> list[str]:
    """Return the tables of a shop, those of this version in the order of the catalogue."""
    present = {name for name in db.get_tables() if not name.startswith("sqlite_")}
    present -= {HISTORY, table_of(FileContentRow)}  # files lie beside the copies, each once
    known = [table_of(model) for model in TABLES if table_of(model) in present]
    return [*known, *sorted(present.difference(known))]


def _pour(source: peewee.Database, target: peewee.Database, table: str) -> None:
    columns = [column.name for column in target.get_columns(table)]
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join("?" * len(columns))
    if table not in APPEND_ONLY:
        target.execute_sql(f'DELETE FROM "{table}"')  # what the steps put there
    rows = Session(source).stream(f'SELECT {names} FROM "{table}"')
    target.connection().executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)


def _numbered() -> list[str]:
    """Return the tables whose rows the database numbers."""
    return [
        table_of(model)
        for model in TABLES
        if isinstance(model._meta.primary_key, peewee.BigAutoField)  # noqa: SLF001 - documented
    ]


def _last_numbers(source: peewee.Database) -> dict[str, int]:
    """Return the last number given in each table: a number that was given is never given again."""
    numbers = {}
    present = set(source.get_tables())
    for table in _numbered():
        if table in present:
            name = source.execute_sql("SELECT pg_get_serial_sequence(%s, 'id')", (table,))
            row = source.execute_sql(f"SELECT last_value, is_called FROM {name.fetchone()[0]}")
            last, called = row.fetchone()
            numbers[table] = last if called else last - 1
    return numbers


def fill_postgres(db: peewee.Database, file: Path) -> None:
    """Make the tables of this version in an empty PostgreSQL and copy all rows of a file there.

    The caller holds the transaction. Raises CopyDiffers where not everything arrived.
    """
    source = sqlite(file, read_only=True)
    with opened(source):
        take_steps(db)
        for model in TABLES:
            _copy_in(source, db, model)
        given = dict(source.execute_sql("SELECT name, seq FROM sqlite_sequence").fetchall())
        for table in _numbered():
            last = given.get(table, 0)
            db.execute_sql(
                "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s, %s)",
                (table, max(last, 1), last > 0),
            )
        if figures_of(db) != figures_of(source):
            raise CopyDiffers


def _copy_in(source: peewee.Database, db: peewee.Database, model: type[peewee.Model]) -> None:
    table = table_of(model)
    fields = model._meta.sorted_fields  # noqa: SLF001 - documented
    names = ", ".join(f'"{field.column_name}"' for field in fields)
    switches = [isinstance(field, peewee.BooleanField) for field in fields]
    if table not in APPEND_ONLY:
        db.execute_sql(f'DELETE FROM "{table}"')  # what the steps put there
    rows = Session(source).stream(f'SELECT {names} FROM "{table}"')
    with (
        db.connection().cursor() as cursor,
        cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as stream,
    ):
        for row in rows:
            stream.write_row(
                [bool(v) if switch else v for v, switch in zip(row, switches, strict=True)]
            )
