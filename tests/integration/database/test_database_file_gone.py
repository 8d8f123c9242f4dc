"""The shop's file is deleted, moved or replaced under an open program: no sale goes astray."""

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from smbcrm.bootstrap import backups, open_shop
from smbcrm.core.clock import SetClock
from smbcrm.core.errors import EnvironmentFault
from smbcrm.membership.services import Services
from smbcrm.models import shop_file, uow
from smbcrm.models.connect import SIDE_FILES
from smbcrm.models.faults import Damaged, ShopFileGone
from smbcrm.models.shop_file import identity_of, refuse_another
from smbcrm.models.upgrade import DatabaseTooNew
from tests.helpers.small_shop import START, customer, sell, small_shop

PATIENCE = 30.0
"""Seconds after which nothing comes any more."""
SIDES = ("", *SIDE_FILES)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "shop.db"
    small_shop(str(path)).close()
    return path


@pytest.fixture
def shop(file: Path) -> Iterator[Services]:
    """Yield a shop in use, with a sale that only its WAL holds."""
    made = open_shop(str(file), clock=SetClock(START))
    sell(made, 100)
    yield made
    made.close()


def move(path: Path, to: Path, sides: tuple[str, ...] = SIDES) -> None:
    for side in sides:
        source = path.with_name(path.name + side)
        if source.exists():
            source.rename(to.with_name(to.name + side))


def delete(path: Path) -> None:
    for side in SIDES:
        path.with_name(path.name + side).unlink(missing_ok=True)


def operations(path: Path) -> int:
    """Return how many operations a shop holds whose books are clean."""
    shop = open_shop(str(path), clock=SetClock(START))
    verdict = shop.audit.verify()
    shop.close()
    assert verdict.findings == ()
    return verdict.figures.operations


def read(shop: Services) -> object:
    return shop.customers.ids()


def verify(shop: Services) -> object:
    return shop.audit.verify()


def sale(shop: Services) -> object:
    return sell(shop, 100)


def test_nothing_is_sold_into_a_file_that_was_deleted(file: Path, shop: Services) -> None:
    delete(file)
    for act in (sale, sale, read, sale, verify):
        with pytest.raises(ShopFileGone, match="Nothing was recorded"):
            act(shop)
    assert not list(file.parent.glob("shop.db*")), "no empty shop is made either"


@pytest.mark.parametrize("sides", [SIDES, ("",)])
@pytest.mark.parametrize("first", [read, sale])
def test_the_next_sale_after_the_file_is_back_is_booked_once(
    file: Path, shop: Services, sides: tuple[str, ...], first: Callable[[Services], object]
) -> None:
    before = shop.audit.verify().figures.operations
    away = file.with_name("away.db")
    move(file, away, sides)
    with pytest.raises(ShopFileGone):
        first(shop)
    assert operations(away) == before, "what was sold before is in the file, wherever it lies"
    move(away, file)
    sell(shop, 100)
    shop.close()
    assert operations(file) == before + 1


def test_a_file_that_was_away_between_two_sales_does_no_harm(file: Path, shop: Services) -> None:
    before = shop.audit.verify().figures.operations
    away = file.with_name("away.db")
    move(file, away)
    move(away, file)
    sell(shop, 100)
    assert shop.audit.verify().figures.operations == before + 1


@pytest.mark.parametrize("sides", [SIDES, ("",)])
def test_another_shop_in_its_place_is_opened_as_what_it_is(
    file: Path, shop: Services, sides: tuple[str, ...]
) -> None:
    before = shop.audit.verify().figures.operations
    other, away = file.with_name("other.db"), file.with_name("away.db")
    second = small_shop(str(other))
    for name in ("Bo", "Cy"):
        customer(second, name)
    people = second.customers.ids()
    second.close()
    there = operations(other)
    move(file, away, sides)
    other.rename(file)
    with pytest.raises(ShopFileGone):
        sell(shop, 100)
    assert tuple(shop.customers.ids()) == tuple(people)
    sell(shop, 100)
    shop.close()
    assert operations(file) == there + 1
    assert operations(away) == before


def test_what_is_moved_while_a_sale_waits_takes_the_sale_back(
    file: Path, shop: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = shop.audit.verify().figures.operations
    away = file.with_name("away.db")
    looks = []

    def look(path: Path, opened: shop_file.Identity | None) -> None:
        looks.append(path)
        refuse_another(path, opened)
        if len(looks) == 1:
            move(file, away)

    monkeypatch.setattr(uow, "refuse_another", look)
    with pytest.raises(ShopFileGone):
        sell(shop, 100)
    assert len(looks) == 2
    move(away, file)
    shop.close()
    assert operations(file) == before


def test_no_shop_in_its_place_is_not_made_one(file: Path, shop: Services) -> None:
    delete(file)
    file.touch()
    for fault in (ShopFileGone, Damaged, Damaged):
        with pytest.raises(fault):
            sell(shop, 100)
    assert file.read_bytes() == b""


def change_steps(path: Path, statement: str) -> None:
    connection = sqlcipher.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE schema_migration SET name = '9999_later' WHERE id = 1", DatabaseTooNew),
        ("DELETE FROM schema_migration", ShopFileGone),
    ],
)
def test_a_shop_of_another_version_is_left_to_the_next_start(
    file: Path, shop: Services, statement: str, fault: type[EnvironmentFault]
) -> None:
    other = file.with_name("other.db")
    small_shop(str(other)).close()
    change_steps(other, statement)
    delete(file)
    other.rename(file)
    for expected in (ShopFileGone, fault, fault):
        with pytest.raises(expected):
            sell(shop, 100)


def test_where_a_file_has_no_number_nothing_is_refused(
    file: Path, shop: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse_another(file, None)
    found = list(file.stat())
    found[1] = 0
    monkeypatch.setattr(Path, "stat", lambda _: os.stat_result(found))
    assert identity_of(file) is None
    sell(shop, 100)
    shop.close()
    sell(shop, 100)


def test_what_may_not_be_looked_at_is_left_to_sqlite(
    file: Path, shop: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: Path) -> os.stat_result:
        raise PermissionError

    monkeypatch.setattr(Path, "stat", refused)
    assert identity_of(file) is None
    sell(shop, 100)


def test_the_watch_goes_over_to_the_file_that_lies_there(file: Path, shop: Services) -> None:
    changed, ended, begun = (threading.Event() for _ in range(3))
    watching = threading.Thread(
        target=shop.changes.watch, args=(ended.is_set, changed.set, begun.set)
    )
    watching.start()
    try:
        assert begun.wait(PATIENCE)
        delete(file)
        small_shop(str(file)).close()
        assert changed.wait(PATIENCE), "what is shown is no longer what is there"
    finally:
        ended.set()
        watching.join(PATIENCE)


def test_a_deleted_shop_is_restored_under_the_open_program(file: Path, shop: Services) -> None:
    shelf = backups(str(file), clock=SetClock(START))
    before = shop.audit.verify().figures.operations
    shelf.now()
    delete(file)
    with pytest.raises(ShopFileGone):
        sell(shop, 100)
    shop.backups.restore()
    sell(shop, 100)
    shop.close()
    assert operations(file) == before + 1
