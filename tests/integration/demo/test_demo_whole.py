"""A demo shop is there whole and safe on the disk, or not at all."""

import datetime as dt
import os
from pathlib import Path

import pytest

from smbcrm.bootstrap import make_demo, open_shop
from smbcrm.membership.demo.service import DemoShop
from smbcrm.models.connect import ShopNotFound, connect, is_postgres_url
from smbcrm.models.session import Session
from smbcrm.models.upgrade import NoShopHere, discard_shop
from tests.helpers.contents import contents
from tests.helpers.small_shop import small_shop

NOW = dt.datetime(2026, 11, 21, 15, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
def test_one_that_is_given_up_leaves_nothing(
    shop_address: str, error: type[BaseException], tmp_path: Path
) -> None:
    steps = []

    def progress(done: int, _total: int) -> None:
        steps.append(done)
        if len(steps) == 3:
            raise error

    with pytest.raises(error):
        make_demo(shop_address, customers=30, now=NOW, progress=progress)
    assert len(steps) == 3, "it was given up before anything was in it"
    with pytest.raises((NoShopHere, ShopNotFound)):
        open_shop(shop_address)
    assert is_postgres_url(shop_address) or not list(tmp_path.glob("shop*"))
    made = make_demo(shop_address, customers=30, now=NOW)
    verdict = made.audit.verify()
    made.close()
    assert verdict.clean
    assert verdict.figures.operations > 100


def test_what_others_keep_in_a_database_stays(postgres_url: str) -> None:
    small_shop(postgres_url).close()
    db = connect(postgres_url)
    db.connect()
    Session(db).execute("CREATE TABLE mine (id integer)")
    discard_shop(postgres_url)
    assert db.get_tables() == ["mine"]
    db.close()


def test_where_a_shop_is_no_demo_takes_its_place(shop_address: str) -> None:
    small_shop(shop_address).close()
    before = contents(shop_address)
    with pytest.raises(Exception, match="already exists"):
        make_demo(shop_address, customers=30, now=NOW)
    assert contents(shop_address) == before


def test_a_finished_one_outlives_a_power_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What counts is that file and folder are synced when all is written, and nothing after."""
    path = tmp_path / "demo.db"
    synced: dict[int, tuple[int, bool]] = {}
    original = os.fsync

    def fsync(descriptor: int) -> None:
        known = os.fstat(descriptor)
        wal = path.with_name("demo.db-wal")
        synced[known.st_ino] = (known.st_size, wal.exists() and wal.stat().st_size > 0)
        original(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    make_demo(str(path), customers=30, now=NOW).close()
    assert synced[path.stat().st_ino] == (path.stat().st_size, False)
    assert tmp_path.stat().st_ino in synced


def test_on_a_server_its_end_waits_for_the_disk(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A commit that waits writes all before it; it is that of the statistics."""
    ends = []
    original = DemoShop.make

    def make(self: DemoShop, progress: object) -> None:
        original(self, progress)  # type: ignore[arg-type]
        ends.append(statistics(postgres_url))

    monkeypatch.setattr(DemoShop, "make", make)
    make_demo(postgres_url, customers=30, now=NOW).close()
    assert statistics(postgres_url) > ends[0]


def statistics(address: str) -> int:
    """Return the number of tables whose rows were counted."""
    db = connect(address)
    db.connect()
    row = Session(db).row("SELECT COUNT(*) FROM pg_class WHERE relkind = 'r' AND reltuples > 0")
    db.close()
    assert row
    return int(row[0])
