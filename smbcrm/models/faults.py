"""What a database error means: try again, tell the user what to do, or a bug.

peewee wraps errors, raises driver errors raw while iterating, and reports a full disk as "cannot
rollback", so the whole chain of causes is walked.
"""

from collections.abc import Iterator

import peewee
import psycopg
from sqlcipher3 import dbapi2 as sqlcipher

from smbcrm.core.errors import EnvironmentFault
from smbcrm.core.i18n import N_

DATABASE_ERRORS = (peewee.PeeweeException, psycopg.Error, sqlcipher.Error)

_RETRY_STATES = frozenset({"40001", "40P01", "23505"})
_LOCK_STATES = frozenset({"55P03"})


class Conflict(EnvironmentFault):
    """Another till changed the same things again and again."""

    msgid = N_("Another till is working on the same customer. Nothing was recorded. Try again.")


class DatabaseBusy(EnvironmentFault):
    """Somebody holds the database for longer than we wait."""

    msgid = N_("The shop's database is busy. Nothing was recorded. Try again in a moment.")


class DiskFull(EnvironmentFault):
    """The disk has no room left."""

    msgid = N_("The disk is full. Nothing was recorded. Make room, then try again.")


class ReadOnly(EnvironmentFault):
    """The file or its folder may not be written."""

    msgid = N_(
        "The shop's file cannot be written. Check that you may write to its folder and that the "
        "disk is not write-protected, then try again."
    )


class Damaged(EnvironmentFault):
    """The file is damaged or no shop at all."""

    msgid = N_(
        "The shop's file is damaged or is not a shop. Restore the last good copy: smbcrm backup "
        "list, then smbcrm backup restore."
    )


class DatabaseAway(EnvironmentFault):
    """The database cannot be reached."""

    msgid = N_("The shop's database cannot be reached. Check the network and the server.")


def causes(error: BaseException) -> Iterator[BaseException]:
    """Yield the error and everything it was raised from."""
    seen: set[int] = set()
    waiting: list[BaseException | None] = [error]
    while waiting:
        item = waiting.pop()
        if item is None or id(item) in seen:
            continue
        seen.add(id(item))
        yield item
        waiting += [item.__context__, item.__cause__]


def is_conflict(error: BaseException) -> bool:
    """Tell whether repeating the whole step may succeed."""
    for item in causes(error):
        if isinstance(item, psycopg.Error) and item.sqlstate in _RETRY_STATES:
            return True
        if isinstance(item, sqlcipher.Error) and _name(item).startswith("SQLITE_BUSY"):
            return True
    return False


def fault_of(error: BaseException) -> EnvironmentFault | None:
    """Return the fault to show for a database error; None for what only a bug explains."""
    for item in causes(error):
        fault = None
        if isinstance(item, psycopg.Error):
            fault = _postgres_fault(item)
        elif isinstance(item, sqlcipher.Error):
            fault = _sqlite_fault(item)
        if fault is not None:
            return fault
    return None


def _name(error: sqlcipher.Error) -> str:
    name: str = getattr(error, "sqlite_errorname", "")
    return name


def _sqlite_fault(error: sqlcipher.Error) -> EnvironmentFault | None:
    name = _name(error)
    for start, fault in (
        ("SQLITE_BUSY", DatabaseBusy),
        ("SQLITE_LOCKED", DatabaseBusy),
        ("SQLITE_FULL", DiskFull),
        ("SQLITE_IOERR", DiskFull),
        ("SQLITE_READONLY", ReadOnly),
        ("SQLITE_CANTOPEN", ReadOnly),
        ("SQLITE_CORRUPT", Damaged),
        ("SQLITE_NOTADB", Damaged),
    ):
        if name.startswith(start):
            return fault()
    return None


def _postgres_fault(error: psycopg.Error) -> EnvironmentFault | None:
    state = error.sqlstate or ""
    if state in _LOCK_STATES:
        return DatabaseBusy()
    if state == "53100":
        return DiskFull()
    if state == "25006":
        return ReadOnly()
    if isinstance(error, psycopg.OperationalError) or state.startswith(("08", "57P")):
        return DatabaseAway()
    return None
