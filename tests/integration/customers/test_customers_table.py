"""The list as a table that jumps anywhere: any order, either way, any part of it."""

import datetime as dt
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from smbcrm.membership.customers.kinds import Status
from smbcrm.membership.customers.lists import (
    MOST_CHOSEN,
    CustomerFilter,
    CustomerRow,
    CustomerSort,
)
from smbcrm.membership.customers.types import Details
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import RedeemRequest, ReverseRequest, SaleRequest, TopUpRequest
from smbcrm.models.queries.customer_statements import order
from smbcrm.models.work import Work
from tests.helpers.shops import MORNING, StillShop, still_shop

RANKS = {"regular": 0, "silver": 1, "gold": 2}
BY: dict[CustomerSort, Callable[[CustomerRow], Any]] = {
    CustomerSort.CODE: lambda row: row.code,
    CustomerSort.NAME: lambda row: row.full_name,
    CustomerSort.CREATED: lambda row: row.created_at,
    CustomerSort.LAST_VISIT: lambda row: row.last_visit or dt.date.min,
    CustomerSort.TIER: lambda row: RANKS[row.tier_code],
    CustomerSort.STORED: lambda row: row.principal + row.gift,
    CustomerSort.POINTS: lambda row: row.points,
}


@pytest.fixture
def table(shop: StillShop) -> StillShop:
    """Return a shop with two dozen customers who have come, saved and left in their own ways."""
    customers, till = shop.services.customers, shop.services.till
    rng = random.Random(5)  # noqa: S311 - test data, and it must repeat
    shop.clock.instant = MORNING - dt.timedelta(days=380)
    names = ("b", "B", "é", "Z", "陈雨桐", "陈", "a", "")
    for number in range(24):
        shop.clock.instant += dt.timedelta(days=rng.randrange(3))
        status = rng.choice((Status.ACTIVE, Status.ACTIVE, Status.MOVED))
        name, phone = names[number % len(names)], f"138001380{number:02}"
        who = customers.add(Details(full_name=name, phones=(phone,), status=status)).id
        for _ in range(rng.randrange(3)):
            amount = rng.choice((100, 5_000, 210_000, 600_000))
            shop.clock.instant += dt.timedelta(days=rng.randrange(4))
            till.sale(SaleRequest(shop.act(rng.getrandbits(60)), who, amount))
        if number % 5 == 0:
            till.top_up(TopUpRequest(shop.act(rng.getrandbits(60)), who, 100_000))
        if number % 10 == 0:
            paid = {Means.STORED: 70_000}
            request = SaleRequest(shop.act(rng.getrandbits(60)), who, 70_000, payments=paid)
            bill = till.sale(request)
            till.reverse(ReverseRequest(shop.act(rng.getrandbits(60)), bill.operation))
    # The gifts and points of the first weeks have ended by now, and nobody has booked that.
    shop.clock.instant = MORNING
    return shop


def everybody(shop: StillShop, sort: CustomerSort) -> list[CustomerRow]:
    """Return all rows as the list says them, put in order here."""
    rows = shop.services.customers.page()
    return sorted(rows, key=lambda row: (BY[sort](row), row.id))


@pytest.mark.parametrize("sort", CustomerSort)
def test_every_order_is_that_of_what_the_rows_show(table: StillShop, sort: CustomerSort) -> None:
    expected = everybody(table, sort)
    assert len(expected) == 24
    assert len({BY[sort](row) for row in expected}) > 2, "else the order says nothing"
    page_at = table.services.customers.page_at
    assert list(page_at(sort=sort)) == expected
    assert list(page_at(sort=sort, descending=True)) == expected[::-1]


@pytest.mark.parametrize("sort", CustomerSort)
def test_any_part_is_that_part_of_the_whole(table: StillShop, sort: CustomerSort) -> None:
    page_at = table.services.customers.page_at
    for descending in (False, True):
        expected = everybody(table, sort)[:: -1 if descending else 1]
        for offset in (0, 1, 9, 11, 12, 13, 19, 23, 24, 30):
            for limit in (1, 2, 5, 12, 200):
                part = page_at(sort=sort, offset=offset, limit=limit, descending=descending)
                assert list(part) == expected[offset : offset + limit], (offset, limit)


def test_a_status_and_a_text_choose_together(table: StillShop) -> None:
    customers = table.services.customers
    rows = everybody(table, CustomerSort.NAME)
    chen = [row for row in rows if "陈" in row.full_name]
    away = [row for row in chen if row.status is Status.MOVED]
    assert 0 < len(away) < len(chen)
    by_text, both = CustomerFilter(text=" chen "), CustomerFilter(Status.MOVED, "chen")
    for chosen, expected in ((by_text, chen), (both, away)):
        assert list(customers.page_at(chosen)) == expected
        assert list(customers.page_at(chosen, descending=True, offset=1)) == expected[-2::-1]
        assert customers.count(chosen) == len(expected)
        assert customers.ids(chosen) == tuple(sorted(row.id for row in expected))
        assert list(customers.page(chosen, CustomerSort.NAME)) == expected


def test_a_text_finds_what_it_finds_at_the_counter(table: StillShop) -> None:
    customers = table.services.customers
    for text in ("1380013800", "0001", "cyt", "陈", "C000003", "nobody at all"):
        found = {row.id for row in customers.find(text, 200)}
        assert set(customers.ids(CustomerFilter(text=text))) == found, text
    assert customers.page_at(CustomerFilter(text="nobody at all")) == ()


@pytest.mark.parametrize("text", ["", " ", "z", "?!"])
def test_a_text_too_short_to_look_for_leaves_nobody_out(table: StillShop, text: str) -> None:
    assert table.services.customers.count(CustomerFilter(text=text)) == 24


def test_a_text_may_find_many(shop: StillShop) -> None:
    """More than there are marks for the few: the statement has room for all."""
    for number in range(20):
        shop.services.customers.add(Details(full_name=f"Ann {number:02}"))
    chosen = CustomerFilter(text="ann")
    names = [row.full_name for row in shop.services.customers.page_at(chosen, limit=500)]
    assert names == [f"Ann {number:02}" for number in range(20)]
    assert MOST_CHOSEN > 20


def test_what_a_row_shows_is_what_the_counter_shows(table: StillShop) -> None:
    shop = table.services
    ann = shop.customers.add(Details(full_name="Ann", alert="PPD")).id
    first = shop.cards.issue(ann)
    second = shop.cards.replace(first.number)
    shop.till.sale(SaleRequest(table.act(1), ann, 250_000))
    shop.till.redeem(RedeemRequest(table.act(2), ann, 100))
    for row in shop.customers.page_at():
        view = shop.counter.customer(row.id)
        assert (row.tier, row.tier_code) == (view.shown.tier, view.tier_code)
        assert (row.visits, row.spend) == (view.visits, view.spend)
        owned = (view.owned.principal, view.owned.gift, view.owned.credit, view.owned.points)
        assert (row.principal, row.gift, row.credit, row.points) == owned
        assert row.card == (view.card.number if view.card else "")
        assert row.alert == bool(view.shown.customer.profile.alert)
        if row.id == ann:
            assert (row.card, row.alert, row.tier_code) == (second.number, True, "silver")


@pytest.mark.parametrize(
    "sort",
    sorted(set(CustomerSort) - {CustomerSort.TIER, CustomerSort.STORED, CustomerSort.POINTS}),
)
def test_an_order_that_stands_in_an_index_is_walked_there(
    tmp_path: Path, sort: CustomerSort
) -> None:
    """Without a look at the rows that are passed over; SQLite says so of an empty table too."""
    by = order(sort, descending=True).by
    statement = f"SELECT c.id FROM customer c WHERE 1 = 1 ORDER BY {by} LIMIT 200 OFFSET 100"

    def plan(work: Work) -> list[str]:
        return [row[-1] for row in work.session.rows(f"EXPLAIN QUERY PLAN {statement}")]

    with still_shop(str(tmp_path / "shop.db")) as shop:
        (step,) = shop.uow.read(plan)
    assert "COVERING INDEX" in step or sort is CustomerSort.CREATED


def test_what_ends_today_still_counts(shop: StillShop) -> None:
    ann = shop.services.customers.add(Details(full_name="Ann")).id
    shop.services.customers.add(Details(full_name="Bob"))
    shop.services.till.top_up(TopUpRequest(shop.act(1), ann, 100_000))
    lots = shop.services.ledger.standing(ann).lots
    (last_day,) = (lot.expires_on for lot in lots if lot.expires_on is not None)
    shop.clock.instant = dt.datetime.combine(last_day, dt.time(12), dt.UTC)
    first, *_ = shop.services.customers.page_at(sort=CustomerSort.STORED, descending=True)
    assert (first.id, first.gift > 0) == (ann, True)
    shop.clock.instant += dt.timedelta(days=1)
    first, *_ = shop.services.customers.page_at(sort=CustomerSort.STORED, descending=True)
    assert (first.principal, first.gift) == (100_000, 0)
