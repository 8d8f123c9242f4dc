"""One moment of a shop, on a connection of its own: for verify, backup and other long reads."""

import contextlib
from collections.abc import Iterator

import peewee

from smbcrm.models.connect import connect
from smbcrm.models.drivers import database_errors
from smbcrm.models.schema import is_postgres


@contextlib.contextmanager
def snapshot(address: str) -> Iterator[peewee.Database]:
    """Yield a database that is open for reading only and stands still until it is closed."""
    db = connect(address)
    try:
        db.connect()
        stand_still(db)
        yield db
    finally:
        with contextlib.suppress(*database_errors()):
            if not db.is_closed():
                db.connection().rollback()
                db.close()


def stand_still(db: peewee.Database) -> None:
    """Begin a transaction that only reads and sees what is there now.

    SQLite takes its moment at the first read, therefore there is one here.
    """
    if is_postgres(db):
        db.execute_sql("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        db.execute_sql("SELECT 1").fetchone()
        return
    db.execute_sql("PRAGMA query_only = 1")
    db.execute_sql("BEGIN")
    db.execute_sql("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
