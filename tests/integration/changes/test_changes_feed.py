"""Each till hears of what the others write, and of nothing else."""

import contextlib
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from smbcrm.bootstrap import open_shop
from smbcrm.core.clock import SystemClock
from smbcrm.core.ids import uuid7
from smbcrm.membership.changes.ports import ChangeFeed
from smbcrm.membership.ledger.postings import OperationPosted
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.errors import NotSettled
from smbcrm.membership.sales.types import SaleRequest
from smbcrm.membership.services import Services
from smbcrm.models.changes import DatabaseChanges
from smbcrm.models.connect import is_postgres_url
from smbcrm.models.replacing import taken
from smbcrm.models.work import Work
from tests.helpers.small_shop import small_shop
from tests.helpers.twin import database

PATIENCE = 30.0
"""Seconds after which nothing comes any more; what is waited for comes in two."""
QUIET = 1.75
"""Seconds in which a change would have been told twice over."""


class Listener:
    """Watches a shop on a thread of its own, as a window does."""

    def __init__(self, feed: ChangeFeed) -> None:
        self.feed = feed
        self.changes = 0
        self.failure: BaseException | None = None
        self._begun = threading.Event()
        self._told = threading.Condition()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def start(self) -> None:
        self._thread.start()

    def has_begun(self) -> bool:
        return self._begun.wait(PATIENCE)

    def end(self) -> None:
        self._stop.set()
        self.comes_to_an_end()

    def comes_to_an_end(self) -> None:
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()

    def hears(self, act: Callable[[], object]) -> None:
        """Do something and wait until it is told."""
        before = self.changes
        act()
        with self._told:
            assert self._told.wait_for(lambda: self.changes > before, PATIENCE)

    def hears_nothing(self) -> None:
        before = self.changes
        time.sleep(QUIET)
        assert self.changes == before

    def has_heard(self, times: int) -> bool:
        """Wait until so many changes were told."""
        with self._told:
            return self._told.wait_for(lambda: self.changes >= times, PATIENCE)

    def _watch(self) -> None:
        try:
            self.feed.watch(self._stop.is_set, self._changed, self._begun.set)
        except ZeroDivisionError as error:
            self.failure = error

    def _changed(self) -> None:
        with self._told:
            self.changes += 1
            self._told.notify_all()


@contextlib.contextmanager
def listening(feed: ChangeFeed) -> Iterator[Listener]:
    listener = Listener(feed)
    listener.start()
    try:
        assert listener.has_begun()
        yield listener
    finally:
        listener.end()


@pytest.fixture
def shop(shop_address: str) -> Iterator[Services]:
    services = small_shop(shop_address, SystemClock())
    yield services
    services.close()


@pytest.fixture
def listener(shop: Services) -> Iterator[Listener]:
    with listening(DatabaseChanges(shop.address)) as made:
        yield made


def sell(shop: Services, amount: int = 100) -> None:
    shop.till.sale(SaleRequest(Act(uuid7(shop.clock)), None, amount))


def connections(address: str) -> int:
    """Return how many others are connected to a PostgreSQL database and listen."""
    with psycopg.connect(address) as connection:
        row = connection.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND query LIKE 'LISTEN%'"
        ).fetchone()
    assert row
    return int(row[0])


def gone_within_patience(address: str) -> bool:
    """Tell whether the last listener is gone; the server sees a hung up line a moment later."""
    end = time.monotonic() + PATIENCE
    while connections(address):
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def hang_up(address: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND query LIKE 'LISTEN%'"
        )


def test_a_sale_of_another_process_is_heard(shop: Services, listener: Listener) -> None:
    command = ("-m", "smbcrm", "--shop", shop.address, "sale", "-", "1.00")
    listener.hears(lambda: subprocess.run([sys.executable, *command], check=True))


def test_each_of_two_hears_the_others_sale(shop: Services, listener: Listener) -> None:
    other = open_shop(shop.address)
    with listening(other.changes) as second:
        second.hears(lambda: listener.hears(lambda: sell(shop)))
        listener.hears(lambda: second.hears(lambda: sell(other)))
    other.close()


def test_the_own_sale_is_heard_too(shop: Services) -> None:
    seen: list[object] = []
    shop.events.subscribe(OperationPosted, seen.append)
    with listening(shop.changes) as listener:
        listener.hears(lambda: sell(shop))
    assert len(seen) == 1


def test_a_changed_setting_is_heard(shop: Services, listener: Listener) -> None:
    listener.hears(lambda: shop.shop.set("shop.phone", "1"))
    listener.hears(lambda: shop.staff.rename_staff(1, "Rosa"))


def test_nothing_is_heard_while_nothing_is_written(shop: Services, listener: Listener) -> None:
    request = SaleRequest(Act(uuid7(shop.clock)), None, 100, payments={Means.CARD: 50})
    shop.till.quote_sale(SaleRequest(Act(uuid7(shop.clock)), None, 100))
    with pytest.raises(NotSettled):
        shop.till.sale(request)
    with pytest.raises(ZeroDivisionError):
        database(shop).run(_told_and_then_broken)
    assert shop.audit.verify().clean
    shop.customers.find("陈")
    listener.hears_nothing()
    listener.hears(lambda: sell(shop))


def _told_and_then_broken(work: Work) -> None:
    work.settings.put("shop.phone", "1")
    work.record("something")
    raise ZeroDivisionError


def test_a_busy_till_is_told_in_few_words(shop: Services, listener: Listener) -> None:
    def busy() -> None:
        for _ in range(40):
            sell(shop)

    listener.hears(busy)
    time.sleep(QUIET)
    assert 0 < listener.changes < 40


def test_no_connection_is_left_when_it_ends(shop: Services) -> None:
    with listening(shop.changes):
        if is_postgres_url(shop.address):
            assert connections(shop.address) == 1
    shop.close()
    if is_postgres_url(shop.address):
        assert gone_within_patience(shop.address)
    else:
        with taken(Path(shop.address)):  # by nobody else
            pass


def test_what_a_screen_breaks_ends_it_and_leaves_no_connection(
    shop: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise ZeroDivisionError

    listener = Listener(shop.changes)
    monkeypatch.setattr(listener, "_changed", broken)
    listener.start()
    assert listener.has_begun()
    sell(shop)
    listener.comes_to_an_end()
    assert isinstance(listener.failure, ZeroDivisionError)
    test_no_connection_is_left_when_it_ends(shop)


def test_a_lost_connection_is_made_again_and_what_was_missed_is_told(
    shop: Services, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    if is_postgres_url(shop.address):
        listener.hears(lambda: hang_up(shop.address))
    else:
        with monkeypatch.context() as patch:
            patch.setattr("smbcrm.models.changes._SqliteEar._version", _locked)
            time.sleep(QUIET)
            assert listener.changes == 0
        assert listener.has_heard(1)
    listener.hears(lambda: sell(shop))


def _locked(_: object) -> int:
    raise sqlcipher.OperationalError("database is locked")


def test_it_lets_go_and_comes_back(shop: Services) -> None:
    with listening(shop.changes) as listener:
        shop.close()
        shop.changes.let_go()
        if is_postgres_url(shop.address):
            assert connections(shop.address) == 0
        else:
            with taken(Path(shop.address)):
                time.sleep(QUIET)
                assert listener.changes == 0, "it tries again, and waits for its turn"
        assert listener.has_heard(1)
        listener.hears(lambda: sell(shop))
    shop.changes.let_go()  # nobody listens, so there is nothing to wait for


def test_a_copy_is_put_back_under_a_window(tmp_path: Path) -> None:
    shop = small_shop(str(tmp_path / "shop.db"), SystemClock())
    shop.backups.now()
    sell(shop)
    with listening(shop.changes) as listener:
        listener.hears(shop.backups.restore)
        assert shop.audit.verify().clean
    shop.close()


@pytest.mark.parametrize("address", ["postgresql://nobody@127.0.0.1:1/none", "/no/such/file.db"])
def test_a_shop_that_is_away_is_tried_until_told_to_stop(address: str) -> None:
    listener = Listener(DatabaseChanges(address))
    listener.start()
    time.sleep(QUIET)
    listener.end()
    assert (listener.changes, listener.failure) == (0, None)


def test_a_shop_that_comes_later_is_listened_to_from_then_on(tmp_path: Path) -> None:
    address = str(tmp_path / "shop.db")
    listener = Listener(DatabaseChanges(address))
    listener.start()
    shop = small_shop(address, SystemClock())
    assert listener.has_begun()
    listener.hears(lambda: sell(shop))
    listener.end()
    shop.close()
