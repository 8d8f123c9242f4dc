"""Makes a database and brings an old one up to date.

Traps of the migration runner that are handled here: it takes `[` in a path as a pattern, finds
nothing where the files were not shipped, knows no lock between several tills that start at once,
and a rebuilt table loses its triggers without a word.
"""

import glob
from collections.abc import Callable
from pathlib import Path

import peewee
from playhouse.migrations import Runner

from smbcrm.core.errors import EnvironmentFault
from smbcrm.core.i18n import N_
from smbcrm.models.connect import connect, create_file, is_postgres_url
from smbcrm.models.faults import DATABASE_ERRORS, Damaged, fault_of
from smbcrm.models.guards import missing_guards
from smbcrm.models.schema import is_postgres

MIGRATIONS = Path(__file__).with_name("migrations")
# Any number will do, if no other program on the same server takes the same one.
_ADVISORY_LOCK = 7_305_001


class DatabaseTooNew(EnvironmentFault):
    """The database was made by a later version."""

    msgid = N_(
        "This shop was opened with a newer version of the program ({name}). Update this PC first."
    )


class NoShopHere(EnvironmentFault):
    """The database exists and holds no shop."""

    msgid = N_("There is no shop in this database. Make one with: smbcrm init")


class GuardsMissing(EnvironmentFault):
    """After an upgrade the triggers that guard the ledger are not all there."""

    msgid = N_("The ledger's guards are missing after the upgrade: {names}. Restore the last copy.")


def create_database(address: str, *, durable: bool = True) -> None:
    """Make the tables of a new shop; raise ShopExists where there is one."""
    if not is_postgres_url(address):
        address = str(create_file(address))
    db = connect(address, durable=durable)
    try:
        db.connect()
        _upgrade(db, before=lambda: None)
    except DATABASE_ERRORS as error:
        raise fault_of(error) or error from error
    finally:
        if not db.is_closed():
            db.close()


def upgrade_database(address: str, copy_first: Callable[[], object]) -> list[str]:
    """Bring a shop up to date and return the names of the steps taken.

    `copy_first` makes a copy and is called before the first step of an upgrade. Raises
    DatabaseTooNew, NoShopHere, or Damaged for a file that is no database.
    """
    db = connect(address)
    try:
        db.connect()
        return _upgrade(db, before=lambda: _copy(db, copy_first))
    except DATABASE_ERRORS as error:
        raise fault_of(error) or Damaged() from error
    finally:
        if not db.is_closed():
            db.close()


def _copy(db: peewee.Database, copy_first: Callable[[], object]) -> None:
    if "setting" not in db.get_tables():
        raise NoShopHere
    copy_first()


def applied_migrations(db: peewee.Database) -> set[str]:
    """Return the names of the steps a database has taken."""
    return set(_runner(db).applied())


def shipped_migrations() -> list[str]:
    """Return the names of the steps this version knows; never none."""
    names = sorted(path.stem for path in MIGRATIONS.glob("[0-9]*.py"))
    if not names:
        raise FileNotFoundError(MIGRATIONS)
    return names


def _runner(db: peewee.Database) -> Runner:
    return Runner(db, glob.escape(str(MIGRATIONS)))


def _upgrade(db: peewee.Database, before: Callable[[], None]) -> list[str]:
    shipped = shipped_migrations()
    applied = applied_migrations(db)
    newer = sorted(applied - set(shipped))
    if newer:
        raise DatabaseTooNew(name=newer[-1])
    if applied == set(shipped):
        return []
    before()
    if is_postgres(db):
        db.execute_sql("SELECT pg_advisory_lock(%s)", (_ADVISORY_LOCK,))
    try:
        steps: list[str] = _runner(db).up()
        missing = missing_guards(db)
        if missing:
            raise GuardsMissing(names=missing)
        return steps
    finally:
        if is_postgres(db):
            db.execute_sql("SELECT pg_advisory_unlock(%s)", (_ADVISORY_LOCK,))
