"""Making a database and bringing an old one up to date: all of it or nothing."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from multiprocessing.synchronize import Barrier
from pathlib import Path

import peewee
import psycopg
import pytest

from smbcrm.bootstrap import create_shop, open_shop
from smbcrm.core.clock import SetClock
from smbcrm.core.errors import EnvironmentFault, UserError
from smbcrm.core.i18n import Translator
from smbcrm.membership.backups.types import Backup, BackupReason
from smbcrm.membership.setup.service import NewShop, SetupService
from smbcrm.models import upgrade
from smbcrm.models.connect import ShopExists, ShopNotFound, connect, is_postgres_url
from smbcrm.models.guards import missing_guards
from smbcrm.models.session import Session
from tests.helpers.processes import together
from tests.helpers.small_shop import START, small_shop

SHIPPED = set(upgrade.shipped_migrations())
ADD_COLUMN = """
from smbcrm.models.schema import create
def up(_migrator, db):
    create(db, ("ALTER TABLE sale ADD COLUMN tip {int}",))
"""
REBUILD = """
import peewee
def up(migrator, db):
    migrator.migrate(migrator.alter_column_type("sale", "rate", peewee.CharField()))
"""
DROP_GUARD = """
from smbcrm.models.schema import is_postgres
def up(_migrator, db):
    db.execute_sql("DROP TRIGGER sale_no_update" + " ON sale" * is_postgres(db))
"""
BREAK = """
from smbcrm.models.schema import create
def up(_migrator, db):
    create(db, ("CREATE TABLE half (id {int})", "CREATE TABLE done ("))
"""


def copied() -> Backup:
    """Return a copy as good as any, for upgrades that are not about it."""
    return Backup(Path("the-copy"), START, BackupReason.MANUAL, "", 0, None, verified=True)


@pytest.fixture
def steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Return what ships further steps, from a folder whose name looks like a pattern."""
    folder = tmp_path / "steps [v2] *"
    shutil.copytree(upgrade.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))

    def ship(**sources: str) -> None:
        for name, source in sources.items():
            (folder / f"{name.removeprefix('n')}.py").write_text(source)
        monkeypatch.setattr(upgrade, "MIGRATIONS", folder)

    return ship


def state(address: str) -> tuple[set[str], set[str], list[str], list[tuple[object, ...]]]:
    """Return steps taken, tables, guards missed and the ledger of a shop."""
    db = connect(address)
    db.connect()
    try:
        tables = {name for name in db.get_tables() if not name.startswith("sqlite_")}
        rows = Session(db).rows("SELECT seq, hash FROM operation ORDER BY seq")
        return upgrade.applied_migrations(db), tables, missing_guards(db), rows
    finally:
        db.close()


def test_the_steps_are_shipped_and_found(steps: Callable[..., None], shop_address: str) -> None:
    steps()
    upgrade.create_database(shop_address)
    assert state(shop_address)[0] == SHIPPED >= {"0001_initial"}


def test_a_program_without_its_steps_does_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upgrade, "MIGRATIONS", tmp_path / "not shipped")
    with pytest.raises(FileNotFoundError):
        upgrade.create_database(str(tmp_path / "shop.db"))
    assert not list(tmp_path.iterdir())


def test_a_shop_is_copied_and_then_brought_up_to_date(
    steps: Callable[..., None], shop_address: str
) -> None:
    made = small_shop(shop_address)
    made.close()
    before = state(shop_address)
    steps(n9002_tip=ADD_COLUMN, n9003_tip=ADD_COLUMN.replace("tip", "tip2"))
    shop = open_shop(shop_address, clock=SetClock(START))
    assert state(shop_address)[0] == SHIPPED | {"9002_tip", "9003_tip"}
    assert state(shop_address)[3] == before[3]
    (copy,) = shop.backups.copies()
    assert (copy.reason, copy.verified) == (BackupReason.BEFORE_UPGRADE, True)
    assert state(str(copy.path)) == before, "the copy is of the version before"
    assert shop.audit.verify().clean
    shop.close()
    open_shop(shop_address, clock=SetClock(START)).close()
    assert shop.backups.copies() == (copy,), "nothing to do, nothing to copy"


def test_without_a_copy_there_is_no_upgrade(steps: Callable[..., None], shop_address: str) -> None:
    class NoRoom(EnvironmentFault):
        pass

    def fail() -> Backup:
        raise NoRoom

    small_shop(shop_address).close()
    before = state(shop_address)
    steps(n9002_tip=ADD_COLUMN)
    with pytest.raises(NoRoom):
        upgrade.upgrade_database(shop_address, fail)
    assert state(shop_address) == before


def test_with_a_copy_that_is_not_proven_there_is_no_upgrade(
    steps: Callable[..., None], shop_address: str
) -> None:
    made = small_shop(shop_address)
    made.close()
    db = connect(shop_address)
    db.connect()
    Session(db).execute("UPDATE account SET balance = balance + 1 WHERE balance > 100")
    db.close()
    before = state(shop_address)
    steps(n9002_tip=ADD_COLUMN)
    with pytest.raises(upgrade.CopyNotProven) as caught:
        open_shop(shop_address, clock=SetClock(START))
    assert "does not add up: " in Translator("en").render(caught.value)
    assert state(shop_address) == before
    (copy,) = made.backups.copies()
    assert copy.findings == (caught.value.params["finding"], *copy.findings[1:])
    unread = replace(copied(), verified=False)
    with pytest.raises(upgrade.CopyNotProven, match="the-copy"):
        upgrade.upgrade_database(shop_address, lambda: unread)
    assert state(shop_address) == before


@pytest.mark.parametrize("source", [REBUILD, DROP_GUARD])
def test_an_upgrade_that_loses_a_guard_is_taken_back(
    steps: Callable[..., None], shop_address: str, source: str
) -> None:
    small_shop(shop_address).close()
    before = state(shop_address)
    steps(n9002_tip=ADD_COLUMN, n9003_lose=source)
    if source is REBUILD and is_postgres_url(shop_address):
        assert upgrade.upgrade_database(shop_address, copied), "ALTER COLUMN keeps triggers"
        return
    with pytest.raises(upgrade.GuardsMissing) as caught:
        upgrade.upgrade_database(shop_address, copied)
    assert "sale_no_update" in str(caught.value)
    assert state(shop_address) == before


def test_an_upgrade_that_fails_leaves_nothing_half_done(
    steps: Callable[..., None], shop_address: str
) -> None:
    small_shop(shop_address).close()
    before = state(shop_address)
    steps(n9002_tip=ADD_COLUMN, n9003_break=BREAK)
    with pytest.raises(peewee.PeeweeException):
        upgrade.upgrade_database(shop_address, copied)
    assert state(shop_address) == before


def test_rebuilding_a_table_keeps_what_refers_to_it(
    steps: Callable[..., None], shop_address: str
) -> None:
    small_shop(shop_address).close()
    rebuild = REBUILD.replace('"sale", "rate"', '"customer", "notes"')
    steps(n9002_rebuild=rebuild)
    upgrade.upgrade_database(shop_address, copied)
    db = connect(shop_address)
    db.connect()
    assert Session(db).row("SELECT COUNT(*) FROM customer_phone") == (1,)
    assert Session(db).row("SELECT COUNT(*) FROM search_part") != (0,)
    db.close()


def test_a_newer_database_is_refused(
    steps: Callable[..., None], shop_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_shop(shop_address).close()
    shipped = upgrade.MIGRATIONS
    steps(n9002_tip=ADD_COLUMN)
    upgrade.upgrade_database(shop_address, copied)
    after = state(shop_address)
    monkeypatch.setattr(upgrade, "MIGRATIONS", shipped)
    with pytest.raises(upgrade.DatabaseTooNew, match="9002_tip"):
        open_shop(shop_address)
    assert state(shop_address) == after


def test_where_there_is_a_shop_none_is_made(shop_address: str) -> None:
    small_shop(shop_address).close()
    before = state(shop_address)
    with pytest.raises(ShopExists) as caught:
        upgrade.create_database(shop_address)
    assert "smbcrm@" not in str(caught.value), "an address may hold a password"
    assert state(shop_address) == before


def test_a_database_with_other_tables_is_refused(postgres_url: str) -> None:
    with psycopg.connect(postgres_url) as connection:
        connection.execute("CREATE TABLE mine (id integer)")
    with pytest.raises(upgrade.DatabaseNotEmpty):
        upgrade.create_database(postgres_url)
    with pytest.raises(upgrade.NoShopHere):
        open_shop(postgres_url)
    with psycopg.connect(postgres_url) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        assert tables.fetchall() == [("mine",)]


def test_a_database_that_cannot_hold_every_name_is_refused(
    postgres_server: str, postgres_url: str
) -> None:
    name = f"{postgres_url.rpartition('/')[2]}_latin"
    create = f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(create.encode())
        try:
            with pytest.raises(upgrade.DatabaseNotUnicode, match="SQL_ASCII"):
                upgrade.create_database(postgres_url.rpartition("/")[0] + "/" + name)
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def test_a_shop_that_could_not_be_filled_is_none(
    shop_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the power went")

    with monkeypatch.context() as patch:
        patch.setattr(SetupService, "make", fail)
        with pytest.raises(RuntimeError):
            create_shop(shop_address, NewShop("Small"))
    assert is_postgres_url(shop_address) or not Path(shop_address).exists()
    with pytest.raises((upgrade.NoShopHere, ShopNotFound)):
        open_shop(shop_address)
    create_shop(shop_address, NewShop("Small")).close()
    open_shop(shop_address).close()


def test_tables_without_a_shop_in_them_are_none(shop_address: str) -> None:
    upgrade.create_database(shop_address)
    with pytest.raises(upgrade.NoShopHere):
        open_shop(shop_address)


# -------------------------------------------------------------------------- several at one moment


def make_at_once(barrier: Barrier, address: str) -> str:
    barrier.wait()
    try:
        create_shop(address, NewShop("Small")).close()
    except (UserError, EnvironmentFault) as error:
        return type(error).__name__
    return "made"


def upgrade_at_once(barrier: Barrier, argument: tuple[str, Path]) -> tuple[list[str], list[str]]:
    """Return the steps taken, and one copy where one was made."""
    address, folder = argument
    upgrade.MIGRATIONS = folder
    copies: list[str] = []
    barrier.wait()

    def copy() -> Backup:
        copies.append("copy")
        return copied()

    return upgrade.upgrade_database(address, copy), copies


def test_of_several_who_make_a_shop_one_does(shop_address: str) -> None:
    answers = together(4, make_at_once, shop_address)
    assert answers.count("made") == 1, answers
    shop = open_shop(shop_address)
    assert len(shop.staff.staff()) == 1
    assert shop.audit.verify().clean
    shop.close()


def test_of_several_who_upgrade_one_does(steps: Callable[..., None], shop_address: str) -> None:
    small_shop(shop_address).close()
    slow = ADD_COLUMN + "    import time; time.sleep(0.3)\n"
    steps(n9002_tip=slow, n9003_tip=ADD_COLUMN.replace("tip", "tip2"))
    answers = together(4, upgrade_at_once, (shop_address, upgrade.MIGRATIONS))
    assert sorted(answers) == [([], [])] * 3 + [(["9002_tip", "9003_tip"], ["copy"])]
    assert state(shop_address)[2] == []
