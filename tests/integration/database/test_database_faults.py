"""When the disk, a lock or the file itself is in the way: a sentence, and nothing half done."""

import ctypes
from pathlib import Path
from typing import TYPE_CHECKING, cast

import peewee
import psycopg
import pytest
from sqlcipher3 import _sqlite3 as driver
from sqlcipher3 import dbapi2 as sqlcipher

from smbcrm.bootstrap import create_shop, open_shop
from smbcrm.core.clock import SetClock
from smbcrm.core.errors import EnvironmentFault
from smbcrm.membership.services import Services
from smbcrm.membership.setup.service import NewShop
from smbcrm.models import connect as opening
from smbcrm.models import faults
from tests.helpers.misfortune import locked, nobody, open_folder, spoil, with_little_room
from tests.helpers.small_shop import START, sell, small_shop

if TYPE_CHECKING:
    from smbcrm.models.uow import PeeweeUnitOfWork

ROOM = 400_000


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "shop.db"
    small_shop(str(path)).close()
    return path


def opened(path: Path | str) -> Services:
    return open_shop(str(path), clock=SetClock(START))


def sql(shop: Services, statement: str) -> None:
    """Run a statement on the shop's own connection."""
    uow = cast("PeeweeUnitOfWork", shop.till.uow)
    uow.read(lambda work: work.session.execute(statement))


def operations(path: Path | str) -> int:
    """Return how many operations a shop holds whose books are clean."""
    shop = opened(path)
    verdict = shop.audit.verify()
    shop.close()
    assert verdict.findings == ()
    return verdict.figures.operations


# --------------------------------------------------------------------------------- no room left


def sell_until_it_breaks(address: str) -> tuple[int, str, int]:
    """Return how many sales were acknowledged, the fault, and how many can be read after it."""
    shop = opened(address)
    done = 0
    try:
        for _ in range(2000):
            sell(shop, 100)
            done += 1
    except EnvironmentFault as fault:
        readable = shop.audit.verify().figures.operations
        return done, type(fault).__name__, readable
    return done, "", 0


def make_a_shop(address: str) -> str:
    try:
        create_shop(address, NewShop("Small"))
    except EnvironmentFault as fault:
        return type(fault).__name__
    return ""


def test_a_full_disk_loses_nothing_that_was_acknowledged(file: Path) -> None:
    before = operations(file)
    done, fault, readable = with_little_room(ROOM, sell_until_it_breaks, str(file))
    assert fault == "DiskFailing"  # a limit; a disk without room is DiskFull
    assert done > 5
    assert readable == operations(file) == before + done
    shop = opened(file)
    sell(shop, 100)  # there is room again
    shop.close()
    assert operations(file) == before + done + 1


def test_a_file_that_may_not_grow(file: Path) -> None:
    shop = opened(file)
    before = shop.audit.verify().figures.operations
    sql(shop, "PRAGMA max_page_count = 1")  # no more than there are
    done = 0
    with pytest.raises(faults.DiskFull, match="Make room"):  # noqa: PT012 - at some sale
        for _ in range(2000):
            sell(shop, 100)
            done += 1
    assert len(shop.customers.ids()) == 2
    sell(shop, 100)  # the fault dropped the connection, and the limit with it
    shop.close()
    assert operations(file) == before + done + 1


@pytest.mark.parametrize("room", [0, 2000, 40_000, 300_000])
def test_a_shop_for_which_there_is_no_room_is_not_made(tmp_path: Path, room: int) -> None:
    assert with_little_room(room, make_a_shop, str(tmp_path / "new.db")) == "DiskFailing"
    assert not list(tmp_path.iterdir())


# ------------------------------------------------------------------------------------ no rights


def test_a_file_that_may_not_be_written() -> None:
    with open_folder() as folder:
        path = folder / "shop.db"
        small_shop(str(path)).close()
        before = path.read_bytes()
        path.chmod(0o444)
        folder.chmod(0o555)
        with nobody(), pytest.raises(faults.ReadOnly):
            opened(path)
        folder.chmod(0o777)
        with nobody(), pytest.raises(faults.ReadOnly):
            sell(opened(path), 100)
        assert path.read_bytes() == before
        path.chmod(0o666)
        assert operations(path) == 6


def test_a_role_that_may_not_write(postgres_url: str) -> None:
    small_shop(postgres_url).close()
    role = f"reader_{postgres_url.rpartition('_')[2]}"
    with psycopg.connect(postgres_url, autocommit=True) as owner:
        owner.execute(f"CREATE ROLE {role} LOGIN".encode())
        try:
            owner.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}".encode())
            shop = opened(postgres_url.replace("smbcrm@", f"{role}@"))
            with pytest.raises(faults.ReadOnly):
                sell(shop, 100)
            shop.close()
        finally:
            owner.execute(f"DROP OWNED BY {role}".encode())
            owner.execute(f"DROP ROLE {role}".encode())
    assert operations(postgres_url) == 6


# ------------------------------------------------------------------------------ somebody else


def test_a_file_that_another_program_holds(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "BUSY_MILLISECONDS", 20)
    shop = opened(file)
    with locked(file):
        with pytest.raises(faults.DatabaseBusy, match="Nothing was recorded"):
            sell(shop, 100)
        assert len(shop.customers.ids()) == 2, "reading goes on"
    sell(shop, 100)
    shop.close()
    assert operations(file) == 7


def test_a_table_that_another_program_holds(
    postgres_url: str,
) -> None:
    small_shop(postgres_url).close()
    shop = opened(postgres_url)
    with psycopg.connect(postgres_url) as other:
        other.execute("LOCK TABLE chain_head")
        sql(shop, "SET lock_timeout = 50")
        with pytest.raises(faults.DatabaseBusy, match="Nothing was recorded"):
            sell(shop, 100)
    sell(shop, 100)
    shop.close()
    assert operations(postgres_url) == 7


# ---------------------------------------------------------------------------------- a bad file


def test_a_file_of_which_half_is_gone(file: Path) -> None:
    with file.open("r+b") as content:
        content.truncate(file.stat().st_size // 2)
    with pytest.raises((faults.Damaged, faults.DiskFailing)):
        sell(opened(file), 100)


@pytest.mark.parametrize("where", [0.0, 0.03, 0.3, 0.6])
def test_rubbish_in_a_file_is_found(file: Path, where: float) -> None:
    spoil(file, where)
    try:
        shop = opened(file)
        assert not shop.audit.verify().clean
        shop.close()
    except faults.Damaged as fault:
        assert "Restore the last good copy" in str(fault)  # noqa: PT017 - either is a right answer


# ----------------------------------------------------------------------------------- meanings


def sqlite_error(name: str) -> Exception:
    error = sqlcipher.OperationalError("words that nobody should rely on")
    error.sqlite_errorname = name
    return error  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("SQLITE_BUSY", faults.DatabaseBusy),
        ("SQLITE_BUSY_SNAPSHOT", faults.DatabaseBusy),
        ("SQLITE_LOCKED", faults.DatabaseBusy),
        ("SQLITE_PROTOCOL", faults.DatabaseBusy),
        ("SQLITE_FULL", faults.DiskFull),
        ("SQLITE_IOERR", faults.DiskFailing),
        ("SQLITE_READONLY_DIRECTORY", faults.ReadOnly),
        ("SQLITE_CANTOPEN", faults.ReadOnly),
        ("SQLITE_CORRUPT", faults.Damaged),
        ("SQLITE_NOTADB", faults.Damaged),
        ("SQLITE_CONSTRAINT_UNIQUE", None),
        ("SQLITE_ERROR", None),
    ],
)
def test_what_sqlite_says(name: str, fault: type[EnvironmentFault] | None) -> None:
    assert type(faults.fault_of(sqlite_error(name))) is (fault or type(None))


PRIMARY = {5: "BUSY", 8: "READONLY", 10: "IOERR", 11: "CORRUPT", 13: "FULL", 14: "CANTOPEN"}


@pytest.mark.parametrize(("code", "name"), [*PRIMARY.items(), (26, "NOTADB")])
def test_words_without_a_name_mean_the_same(code: int, name: str) -> None:
    """The online backup raises the words of sqlite3_errstr and nothing else."""
    library = ctypes.CDLL(driver.__file__)
    library.sqlite3_errstr.restype = ctypes.c_char_p
    words = sqlcipher.OperationalError(library.sqlite3_errstr(code).decode())
    meant = faults.fault_of(sqlite_error(f"SQLITE_{name}"))
    assert type(faults.fault_of(words)) is type(meant) is not type(None)


@pytest.mark.parametrize(
    ("state", "fault"),
    [
        ("55P03", faults.DatabaseBusy),
        ("57014", faults.DatabaseBusy),
        ("40001", faults.Conflict),
        ("40P01", faults.Conflict),
        ("53100", faults.DiskFull),
        ("53300", faults.DatabaseAway),
        ("58030", faults.DiskFailing),
        ("25006", faults.ReadOnly),
        ("42501", faults.ReadOnly),
        ("57P01", faults.DatabaseAway),
        ("08006", faults.DatabaseAway),
        ("XX001", faults.Damaged),
        ("23505", None),
        ("42P01", None),
        ("P0001", None),
    ],
)
def test_what_postgresql_says(state: str, fault: type[EnvironmentFault] | None) -> None:
    error = psycopg.errors.lookup(state)()
    assert type(faults.fault_of(error)) is (fault or type(None))


def test_the_cause_is_found_under_what_covers_it() -> None:
    """A full disk arrives as `cannot rollback`, raised while the first error was handled."""
    try:
        try:
            try:
                raise sqlite_error("SQLITE_FULL")
            except sqlcipher.Error as error:
                raise peewee.OperationalError("disk") from error
        except peewee.OperationalError:
            raise peewee.OperationalError("cannot rollback")  # noqa: B904 - as peewee does
    except peewee.OperationalError as error:
        covered = error
    assert type(faults.fault_of(covered)) is faults.DiskFull
    assert not faults.is_conflict(covered)
    circle = RuntimeError()
    circle.__context__ = circle.__cause__ = circle
    assert faults.fault_of(circle) is None
