"""Makes a database and brings an old one up to date: all steps or none, whoever else is about.

Traps of the migration runner that are handled here: it takes `[` in a path as a pattern, finds
nothing where the files were not shipped, knows no lock between several tills that start at once,
and a rebuilt table loses its triggers without a word.
"""

import contextlib
import glob
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import peewee

from smbcrm.core.errors import EnvironmentFault, UserError
from smbcrm.core.i18n import N_
from smbcrm.models.connect import (
    ShopExists,
    connect,
    create_file,
    is_postgres_url,
    remove_file,
    shown,
    sqlite,
)
from smbcrm.models.drivers import database_errors
from smbcrm.models.faults import DiskFailing, fault_of
from smbcrm.models.guards import missing_guards
from smbcrm.models.schema import is_postgres

if TYPE_CHECKING:
    from playhouse.migrations import Runner

    from smbcrm.membership.backups.types import Backup

MIGRATIONS = Path(__file__).with_name("migrations")
# Any number will do, if no other program on the same server takes the same one.
_ADVISORY_LOCK = 7_305_001
# Tills that start together wait for the one that upgrades.
_WAIT_MILLISECONDS = 300_000
HISTORY = "schema_migration"  # the runner's own table: written as the steps are taken


class DatabaseTooNew(EnvironmentFault):
    """The database was made by a later version."""

    msgid = N_(
        "This shop was opened with a newer version of the program ({name}). Update this PC first."
    )


class NoShopHere(EnvironmentFault):
    """The database exists and holds no shop."""

    msgid = N_("There is no shop in this database.")
    command = N_("Make one with: smbcrm init")


class GuardsMissing(EnvironmentFault):
    """After an upgrade the triggers that guard the ledger are not all there; it was taken back."""

    msgid = N_(
        "The upgrade would lose guards of the ledger ({names}) and was not done. The shop is as it "
        "was: go on with the version before, and report this."
    )


class CopyNotProven(EnvironmentFault):
    """The copy that is made before an upgrade is not good, so there would be no way back."""

    msgid = N_(
        "The copy made before the upgrade does not add up: {finding}. The upgrade was not done and "
        "the shop is as it was: go on with the version before, and report this."
    )


class DatabaseNotEmpty(UserError):
    """A new shop is made in a database of its own."""

    msgid = N_("{address} holds other tables. Give an empty database; make one with: createdb NAME")


class DatabaseNotUnicode(UserError):
    """The database cannot hold every name."""

    msgid = N_(
        "{address} is kept in {encoding} and cannot hold every name. Make it anew with: "
        "createdb --encoding=UTF8 --template=template0 NAME"
    )


def create_database(address: str, *, durable: bool = True) -> None:
    """Make the tables of a new shop; where that fails nothing is left behind.

    Raises ShopExists, DatabaseNotEmpty, DatabaseNotUnicode.
    """
    if is_postgres_url(address):
        _make_tables(connect(address, durable=durable), address)
        return
    path = create_file(address)
    try:
        _make_tables(sqlite(path, durable=durable), address)
    except BaseException:
        remove_file(path)
        raise


def discard_database(address: str) -> None:
    """Remove the file of a new shop that could not be filled; PostgreSQL's tables can wait."""
    if not is_postgres_url(address):
        remove_file(Path(address).absolute())


def discard_shop(address: str) -> None:
    """Remove a shop that the caller has made and could not fill, on PostgreSQL its tables.

    It comes after a failure, which may be the database's own: what cannot be removed stays.
    """
    from smbcrm.models.tables.base import table_of  # noqa: PLC0415 - few shops end here
    from smbcrm.models.tables.catalogue import TABLES  # noqa: PLC0415

    discard_database(address)
    if is_postgres_url(address):
        db = connect(address)
        with contextlib.suppress(EnvironmentFault, *database_errors()), opened(db), alone(db):
            for table in (HISTORY, *map(table_of, TABLES)):
                db.execute_sql(f'DROP TABLE IF EXISTS "{table}" CASCADE')


def make_safe(address: str) -> None:
    """Make a shop that was filled with `durable` off outlive a power cut, as others do.

    Nobody has it open in this program: closing the file drops the locks of its connections
    (https://sqlite.org/howtocorrupt.html, 2.2). PostgreSQL writes all that was committed before
    with the next commit that waits for the disk (its manual, "Asynchronous Commit").
    """
    from smbcrm.models.backup_shelf import sync, sync_folder  # noqa: PLC0415 - few are made

    db = connect(address)
    with opened(db):
        db.execute_sql("ANALYZE" if is_postgres(db) else "PRAGMA wal_checkpoint(TRUNCATE)")
    if not is_postgres(db):
        path = Path(address).absolute()
        try:
            sync(path)
            sync_folder(path.parent)
        except OSError as error:
            raise DiskFailing from error


def _make_tables(db: peewee.Database, address: str) -> None:
    with opened(db), alone(db):
        if not holds_tables_only(db):
            refuse_unless_empty(db, address)
        take_steps(db)


def refuse_unless_empty(db: peewee.Database, address: str) -> None:
    """Raise ShopExists, DatabaseNotEmpty or DatabaseNotUnicode where no shop can be made."""
    if applied_migrations(db):
        raise ShopExists(path=shown(address))
    if db.get_tables():
        raise DatabaseNotEmpty(address=shown(address))
    if is_postgres(db):
        encoding = db.execute_sql("SHOW server_encoding").fetchone()[0]
        if encoding != "UTF8":
            raise DatabaseNotUnicode(address=shown(address), encoding=encoding)


def holds_tables_only(db: peewee.Database) -> bool:
    """Tell whether the tables are there and no shop is in them: making it was cut off."""
    if not applied_migrations(db):
        return False
    return db.execute_sql("SELECT 1 FROM setting LIMIT 1").fetchone() is None


def upgrade_database(address: str, copy_first: "Callable[[], Backup]") -> list[str]:
    """Bring a shop up to date and return the names of the steps taken.

    `copy_first` makes a copy and is called before the first step of an upgrade. Raises
    DatabaseTooNew, NoShopHere, CopyNotProven, GuardsMissing, or Damaged for a file that is no
    shop; the shop is then as it was.
    """
    db = connect(address)
    with opened(db):
        if not applied_migrations(db) or holds_tables_only(db):
            raise NoShopHere
        return _upgrade(db, copy_first)


def upgrade_file(path: Path) -> list[str]:
    """Bring a copy of a shop up to date, a SQLite file that nobody else uses."""
    db = sqlite(path, durable=False)
    with opened(db):
        return _upgrade(db, copy_first=None)


@contextlib.contextmanager
def opened(db: peewee.Database) -> Iterator[None]:
    """Open a database for a while; what goes wrong in it becomes a fault where it is one."""
    try:
        db.connect()
        yield
    except database_errors() as error:
        raise fault_of(error) or error from error
    finally:
        with contextlib.suppress(*database_errors()):
            db.close()


@contextlib.contextmanager
def alone(db: peewee.Database) -> Iterator[None]:
    """Hold the only transaction that changes tables; raise DatabaseBusy after minutes of waiting.

    SQLite takes the switch for references only outside of a transaction, and rebuilding a table
    with it on would delete the rows that refer to it.
    """
    if not is_postgres(db):
        db.execute_sql(f"PRAGMA busy_timeout = {_WAIT_MILLISECONDS}")
        db.execute_sql("PRAGMA foreign_keys = 0")
    with db.atomic():
        if is_postgres(db):
            db.execute_sql(f"SET LOCAL lock_timeout = {_WAIT_MILLISECONDS}")
            db.execute_sql("SELECT pg_advisory_xact_lock(%s)", (_ADVISORY_LOCK,))
        yield


def applied_migrations(db: peewee.Database) -> set[str]:
    """Return the names of the steps a database has taken."""
    if not db.table_exists(HISTORY):
        return set()
    return {name for (name,) in db.execute_sql(f"SELECT name FROM {HISTORY}")}


def shipped_migrations() -> list[str]:
    """Return the names of the steps this version knows; never none."""
    names = sorted(path.stem for path in MIGRATIONS.glob("[0-9]*.py"))
    if not names:
        raise FileNotFoundError(MIGRATIONS)
    return names


def take_steps(db: peewee.Database, last: str | None = None) -> list[str]:
    """Take the steps that are missing, up to a certain one; raise GuardsMissing."""
    shipped_migrations()  # none would be no error to the runner
    steps: list[str] = _runner(db).up(last)
    missing = missing_guards(db, last)
    if missing:
        raise GuardsMissing(names=missing)
    return steps


def is_current(db: peewee.Database) -> bool:
    """Tell whether a database has taken every step; raise DatabaseTooNew for one we do not know."""
    shipped = set(shipped_migrations())
    applied = applied_migrations(db)
    newer = sorted(applied - shipped)
    if newer:
        raise DatabaseTooNew(name=newer[-1])
    return applied == shipped


def _runner(db: peewee.Database) -> "Runner":
    from playhouse.migrations import Runner  # noqa: PLC0415 - few starts have steps to take

    return Runner(db, glob.escape(str(MIGRATIONS)))


def _upgrade(db: peewee.Database, copy_first: "Callable[[], Backup] | None") -> list[str]:
    if is_current(db):
        return []
    with alone(db):
        if is_current(db):  # another till was quicker
            return []
        if copy_first is not None:
            _refuse_unless_proven(copy_first())
        return take_steps(db)


def _refuse_unless_proven(copy: "Backup") -> None:
    if not copy.verified:
        raise CopyNotProven(finding=next(iter(copy.findings), copy.name))
