"""What a database error means: try again, tell the user what to do, or a bug.

peewee wraps errors, raises driver errors raw while iterating, and reports a full disk as "cannot
rollback", so the whole chain of causes is walked.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeGuard

from sqlcipher3 import dbapi2 as sqlcipher

from smbcrm.core.errors import EnvironmentFault
from smbcrm.core.i18n import N_
from smbcrm.models.drivers import postgres_error

if TYPE_CHECKING:
    import psycopg

_RETRY_STATES = frozenset({"40001", "40P01", "23505"})


class Conflict(EnvironmentFault):
    """Another till changed the same things again and again."""

    msgid = N_("Another till is working on the same customer. Nothing was recorded. Try again.")


class DatabaseBusy(EnvironmentFault):
    """Somebody holds the database for longer than we wait."""

    msgid = N_("The shop's database is busy. Nothing was recorded. Try again in a moment.")


class DiskFull(EnvironmentFault):
    """The disk has no room left."""

    msgid = N_("The disk is full. Nothing was recorded. Make room, then try again.")


class DiskFailing(EnvironmentFault):
    """The disk answers with an error: unplugged, failing, or a quota is used up."""

    msgid = N_(
        "The disk cannot be read or written: it is full, unplugged or failing. Nothing was "
        "recorded. Check it, then try again."
    )


class ReadOnly(EnvironmentFault):
    """The file or its folder may not be opened or written, or the role lacks the right."""

    msgid = N_(
        "The shop's database cannot be opened or written. Check that you may write to it and to "
        "its folder and that the disk is not write-protected, then try again."
    )


class Damaged(EnvironmentFault):
    """The file is damaged or no shop at all."""

    msgid = N_("The shop's file is damaged or is not a shop. Restore the last good copy.")
    command = N_("Use: smbcrm backup list, then smbcrm backup restore")


class ShopFileGone(EnvironmentFault):
    """The file that was opened is no longer the one at the shop's path."""

    msgid = N_(
        "The shop's file was moved, deleted or replaced while the program was using it. Nothing "
        "was recorded. Put it back or restore a backup, then try again."
    )


class DatabaseAway(EnvironmentFault):
    """The database cannot be reached."""

    msgid = N_(
        "The shop's database cannot be reached. Check the network, the server and the address."
    )


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
        if _of_postgres(item) and item.sqlstate in _RETRY_STATES:
            return True
        if isinstance(item, sqlcipher.Error) and _name(item).startswith("SQLITE_BUSY"):
            return True
    return False


def fault_of(error: BaseException) -> EnvironmentFault | None:
    """Return the fault to show for a database error; None for what only a bug explains."""
    for item in causes(error):
        fault = None
        if _of_postgres(item):
            fault = _postgres_fault(item)
        elif isinstance(item, sqlcipher.Error):
            fault = _sqlite_fault(item)
        if fault is not None:
            return fault
    return None


def _of_postgres(error: BaseException) -> "TypeGuard[psycopg.Error]":
    kind = postgres_error()
    return kind is not None and isinstance(error, kind)


def _name(error: sqlcipher.Error) -> str:
    name: str = getattr(error, "sqlite_errorname", "")
    return name or _BY_WORDS.get(str(error), "")


def _sqlite_fault(error: sqlcipher.Error) -> EnvironmentFault | None:
    name = _name(error)
    for start, fault in _SQLITE_FAULTS:
        if name.startswith(start):
            return fault()
    return None


# The online backup raises words without a name: those of sqlite3_errstr.
_BY_WORDS = {
    "database is locked": "SQLITE_BUSY",
    "database or disk is full": "SQLITE_FULL",
    "disk I/O error": "SQLITE_IOERR",
    "attempt to write a readonly database": "SQLITE_READONLY",
    "unable to open database file": "SQLITE_CANTOPEN",
    "database disk image is malformed": "SQLITE_CORRUPT",
    "file is not a database": "SQLITE_NOTADB",
}
# The driver gives no extended codes, so an IOERR may be a quota as well as a broken disk.
_SQLITE_FAULTS: tuple[tuple[str, type[EnvironmentFault]], ...] = (
    ("SQLITE_BUSY", DatabaseBusy),
    ("SQLITE_LOCKED", DatabaseBusy),
    ("SQLITE_PROTOCOL", DatabaseBusy),
    ("SQLITE_FULL", DiskFull),
    ("SQLITE_IOERR", DiskFailing),
    ("SQLITE_READONLY", ReadOnly),
    ("SQLITE_CANTOPEN", ReadOnly),
    ("SQLITE_PERM", ReadOnly),
    ("SQLITE_CORRUPT", Damaged),
    ("SQLITE_NOTADB", Damaged),
)
# https://www.postgresql.org/docs/current/errcodes-appendix.html
_POSTGRES_FAULTS: tuple[tuple[str, type[EnvironmentFault]], ...] = (
    ("40", Conflict),
    ("55P03", DatabaseBusy),
    ("57014", DatabaseBusy),
    ("53100", DiskFull),
    ("58030", DiskFailing),
    ("25006", ReadOnly),
    ("42501", ReadOnly),
    ("XX001", Damaged),
    ("XX002", Damaged),
    ("08", DatabaseAway),
    ("57P", DatabaseAway),
)


def _postgres_fault(error: "psycopg.Error") -> EnvironmentFault | None:
    state = error.sqlstate or ""
    for start, fault in _POSTGRES_FAULTS:
        if state.startswith(start):
            return fault()
    import psycopg  # noqa: PLC0415 - it is loaded already: it raised this

    return DatabaseAway() if isinstance(error, psycopg.OperationalError) else None
