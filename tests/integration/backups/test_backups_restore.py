"""The way back: proven before anything is touched, all of it or nothing, and itself undone."""

import datetime as dt
import os
import shutil
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from smbcrm.bootstrap import backups, open_shop
from smbcrm.core.clock import SetClock
from smbcrm.core.i18n import Translator
from smbcrm.membership.backups import types
from smbcrm.membership.services import Services
from smbcrm.models import replacing, upgrade
from smbcrm.models.connect import connect, uri_of
from smbcrm.models.session import Session
from smbcrm.models.upgrade import DatabaseTooNew, create_database
from tests.helpers import postgres
from tests.helpers.contents import contents
from tests.helpers.misfortune import spoil
from tests.helpers.small_shop import customer, sell, small_shop

HOUR = dt.timedelta(hours=1)


def test_back_to_a_copy_and_forth_again(sqlite_shop: Services, clock: SetClock) -> None:
    shop = sqlite_shop
    shop.backups.now()
    then = contents(shop.address)
    clock.instant += HOUR
    sell(shop, 5000)
    customer(shop, "Later")
    later = contents(shop.address)

    clock.instant += HOUR
    done = shop.backups.restore()
    assert contents(shop.address) == then
    assert done.verdict.clean
    assert done.set_aside is None
    assert done.before
    assert done.before.reason is types.BackupReason.BEFORE_RESTORE
    assert contents(done.before.path) == later, "what was is not lost"
    assert shop.audit.verify().clean, "what was given up on purpose is not missed"
    assert [copy.superseded for copy in shop.backups.copies()] == [True, False]

    clock.instant += HOUR
    sell(shop, 700)
    clock.instant += HOUR
    forth = shop.backups.restore(done.before.name)
    assert contents(shop.address) == later
    assert forth.verdict.clean
    assert shop.audit.verify().clean
    assert [copy.superseded for copy in shop.backups.copies()] == [True, False, False]
    sell(shop, 100)
    assert shop.audit.verify().clean


def test_a_restored_file_is_a_shop_like_any_other(sqlite_shop: Services, clock: SetClock) -> None:
    made = sqlite_shop.backups.now()
    sqlite_shop.backups.restore(made.name)
    shop = open_shop(sqlite_shop.address, clock=clock)
    with_wal = connect(sqlite_shop.address)
    with_wal.connect()
    assert Session(with_wal).row("PRAGMA journal_mode") == ("wal",)
    with_wal.close()
    sell(shop, 100)
    shop.close()
    folder = sqlite_shop.backups.shelf.folder
    assert not [path for path in folder.iterdir() if path.name.startswith(".")], "leftovers"
    assert made.path.exists()


def test_a_copy_is_named_or_lies_elsewhere(sqlite_shop: Services, tmp_path: Path) -> None:
    made = sqlite_shop.backups.now()
    elsewhere = tmp_path / "stick" / "copy of may.backup"
    elsewhere.parent.mkdir()
    shutil.copy(made.path, elsewhere)
    elsewhere.chmod(0o444)
    for name in (made.name, str(made.path), str(elsewhere)):
        assert sqlite_shop.backups.restore(name).source.name in {made.name, elsewhere.name}
    assert [path.name for path in elsewhere.parent.iterdir()] == [elsewhere.name]
    for name in ("gone", str(tmp_path), "a\0b", "x" * 5000):
        with pytest.raises(types.CopyNotFound):
            sqlite_shop.backups.restore(name)


def test_without_a_good_copy_there_is_nothing_to_go_back_to(sqlite_shop: Services) -> None:
    with pytest.raises(types.NoGoodCopy):
        sqlite_shop.backups.restore()


def test_a_live_shop_can_be_taken_over_from_its_file(
    sqlite_shop: Services, tmp_path: Path, clock: SetClock
) -> None:
    """A file that another program has open in WAL mode is copied as it is at this moment."""
    new = tmp_path / "new" / "shop.db"
    sell(sqlite_shop, 4200)  # lies in the WAL
    backups(str(new), clock=clock).restore(sqlite_shop.address)
    assert contents(new) == contents(sqlite_shop.address)


# ----------------------------------------------------------------------------------- PostgreSQL


def test_a_server_is_only_filled_where_it_is_empty(
    postgres_server: str, postgres_url: str, clock: SetClock
) -> None:
    shop = small_shop(postgres_url, clock)
    removed = customer(shop, "Removed")
    shop.customers.uow.run(
        lambda work: [
            work.session.execute(statement, removed)  # type: ignore[attr-defined]
            for statement in (
                "UPDATE account SET holder = NULL WHERE holder = ?",
                "DELETE FROM customer WHERE id = ?",
            )
        ]
    )
    made = shop.backups.now()
    assert made.verified, made.findings
    before = contents(postgres_url)
    with pytest.raises(types.RestoreNeedsEmpty, match="Nothing was changed"):
        shop.backups.restore()
    assert contents(postgres_url) == before
    assert shop.backups.copies() == (made,)

    with postgres.fresh_database(postgres_server) as address:
        done = backups(address, clock=clock).restore(str(made.path))
        assert (done.before, done.set_aside, done.verdict.clean) == (None, None, True)
        assert contents(address) == before
        new = open_shop(address, clock=clock)
        assert customer(new, "Next") == removed + 1, "a number is never given twice"
        sell(new, 100, removed + 1)
        assert new.audit.verify().clean
        new.close()
        with pytest.raises(types.RestoreNeedsEmpty):
            backups(address, clock=clock).restore(str(made.path))
    shop.close()


def test_a_shop_moves_from_a_file_to_a_server_and_back(
    sqlite_shop: Services, postgres_url: str, tmp_path: Path, clock: SetClock
) -> None:
    removed = customer(sqlite_shop, "Removed")
    made = sqlite_shop.backups.now()
    backups(postgres_url, clock=clock).restore(str(made.path))
    assert contents(postgres_url) == contents(sqlite_shop.address)
    server = open_shop(postgres_url, clock=clock)
    assert customer(server, "Next") == removed + 1
    sell(server, 900)
    back = server.backups.now()
    file = str(tmp_path / "back.db")
    backups(file, clock=clock).restore(str(back.path))
    assert contents(file) == contents(postgres_url)
    server.close()
    again = open_shop(file, clock=clock)
    assert customer(again, "Last") == removed + 2
    assert again.audit.verify().clean
    again.close()


def test_an_empty_server_stays_empty_where_filling_fails(
    sqlite_shop: Services, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = sqlite_shop.backups.now()
    figures = types.BackupFigures(0, 0, 0, 0, 0, "")
    monkeypatch.setattr("smbcrm.models.copying.figures_of", lambda db: (figures, id(db)))
    with pytest.raises(types.CopyDiffers):
        backups(postgres_url).restore(str(made.path))
    db = connect(postgres_url)
    db.connect()
    assert db.get_tables() == []
    db.close()


# ------------------------------------------------------------------------- what is no good copy


def bad_files(folder: Path, good: Path) -> dict[str, Path]:
    """Return files that are no good copies, by what is wrong with them."""
    made = {name: folder / f"{name}.backup" for name in ("empty", "junk", "half", "spoiled")}
    made["empty"].touch()
    made["junk"].write_bytes(os.urandom(50_000))
    made["half"].write_bytes(good.read_bytes()[: good.stat().st_size // 2])
    made["spoiled"].write_bytes(good.read_bytes())
    spoil(made["spoiled"], 0.2)
    made["foreign"] = folder / "foreign.backup"
    foreign = sqlcipher.connect(str(made["foreign"]))
    foreign.execute("CREATE TABLE setting (key TEXT, value TEXT)")
    foreign.close()
    made["bare"] = folder / "bare.backup"
    create_database(str(made["bare"]))
    return made


def test_what_is_no_good_copy_is_refused_before_anything_is_touched(
    shop: Services, tmp_path: Path, home: Path
) -> None:
    good = shop.backups.now()
    folder = tmp_path / "files"
    folder.mkdir()
    before = contents(shop.address)
    for what, file in bad_files(folder, good.path).items():
        with pytest.raises((types.CopyUnusable, types.CopyDoesNotAddUp)) as caught:
            shop.backups.restore(str(file))
        assert "Nothing was changed" in Translator("en").render(caught.value), what
        assert caught.value.params["name"] == file.name, what
        assert contents(shop.address) == before
        assert shop.backups.copies() == (good,), "not even a copy was made"
    assert home.exists() or Path(shop.address).exists()


def test_a_newer_copy_is_refused(
    sqlite_shop: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = upgrade.MIGRATIONS
    monkeypatch.setattr(upgrade, "MIGRATIONS", with_a_step(tmp_path))
    newer = tmp_path / "newer.db"
    small_shop(str(newer)).close()
    monkeypatch.setattr(upgrade, "MIGRATIONS", shipped)
    before = contents(sqlite_shop.address)
    with pytest.raises(DatabaseTooNew):
        sqlite_shop.backups.restore(str(newer))
    assert contents(sqlite_shop.address) == before


def with_a_step(folder: Path) -> Path:
    """Return a folder of migrations with one more."""
    steps = folder / "steps"
    shutil.copytree(upgrade.MIGRATIONS, steps, ignore=shutil.ignore_patterns("__pycache__"))
    (steps / "9000_tip.py").write_text(
        "from smbcrm.models.schema import create\n"
        "def up(_migrator, db):\n    create(db, ('ALTER TABLE sale ADD COLUMN tip {int}',))\n"
    )
    return steps


def test_an_older_copy_is_brought_up_to_date_on_the_way(
    shop: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: SetClock
) -> None:
    older = shop.backups.now()
    bytes_before = older.path.read_bytes()
    shipped = set(upgrade.shipped_migrations())
    monkeypatch.setattr(upgrade, "MIGRATIONS", with_a_step(tmp_path))
    new = tmp_path / "new.db"
    done = backups(str(new), clock=clock).restore(str(older.path))
    assert done.verdict.clean
    db = connect(str(new))
    db.connect()
    assert upgrade.applied_migrations(db) == shipped | {"9000_tip"}
    assert Session(db).rows("SELECT tip FROM sale LIMIT 1") == [(None,)]
    db.close()
    assert older.path.read_bytes() == bytes_before


def test_books_that_do_not_add_up_are_accepted_only_on_purpose(
    sqlite_shop: Services, tmp_path: Path
) -> None:
    copy = tmp_path / "odd.backup"
    shutil.copy(sqlite_shop.backups.now().path, copy)
    connection = sqlcipher.connect(str(copy), isolation_level=None)
    connection.execute("UPDATE account SET balance = balance + 1 WHERE balance > 100")
    connection.close()
    with pytest.raises(types.CopyDoesNotAddUp) as caught:
        sqlite_shop.backups.restore(str(copy))
    assert "its entries say" in Translator("en").render(caught.value)
    done = sqlite_shop.backups.restore(str(copy), accept_findings=True)
    assert not done.verdict.clean
    assert contents(sqlite_shop.address) == contents(copy)


# ------------------------------------------------------------------------------ whoever is there


def test_a_shop_that_is_open_elsewhere_is_not_replaced(
    sqlite_shop: Services, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replacing, "_WAIT_MILLISECONDS", 20)
    sqlite_shop.backups.now()
    sell(sqlite_shop, 5000)
    before = contents(sqlite_shop.address)
    other = open_shop(sqlite_shop.address, clock=clock)
    assert other.customers.ids()
    with pytest.raises(types.ShopInUse, match="Nothing was changed"):
        sqlite_shop.backups.restore()
    assert contents(sqlite_shop.address) == before
    assert len(sqlite_shop.backups.copies()) == 1
    sell(other, 100)
    other.close()
    assert sqlite_shop.backups.restore().verdict.clean


def test_whoever_comes_in_between_waits_for_the_lock(sqlite_shop: Services) -> None:
    """While one connection replaces the shop another can neither read the old nor the half."""
    made = sqlite_shop.backups.now()
    sqlite_shop.close()
    path = Path(sqlite_shop.address)
    with replacing.taken(path) as seat:
        other = sqlcipher.connect(uri_of(path, "rw"), uri=True, isolation_level=None)
        other.execute("PRAGMA busy_timeout = 0")
        with pytest.raises(sqlcipher.OperationalError, match="locked"):
            other.execute("SELECT * FROM setting")
        seat.replace(made.path)
        with pytest.raises(sqlcipher.OperationalError, match="locked"):
            other.execute("SELECT * FROM setting")
    assert other.execute("SELECT COUNT(*) FROM setting").fetchone() != (0,)
    other.close()
