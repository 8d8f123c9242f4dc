"""Clears what a database gave free, so that nothing of an erased person is left in its file."""

from smbcrm.models.connect import connect
from smbcrm.models.faults import DatabaseBusy
from smbcrm.models.schema import is_postgres
from smbcrm.models.upgrade import opened


def sweep(address: str) -> bool:
    """Write a SQLite file anew without what was deleted; tell whether nothing else was at work.

    A server sees to that by itself, and hands nothing out of what was deleted.
    """
    db = connect(address)
    if is_postgres(db):
        return True
    try:
        with opened(db):
            db.execute_sql("VACUUM")
            busy, *_ = db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except DatabaseBusy:
        return False
    return not busy
