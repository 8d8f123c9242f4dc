"""The list as a table that jumps anywhere: any order, either way, any part of it."""

import datetime as dt
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from smbcrm.membership.customers.kinds import Status
from smbcrm.membership.customers.lists import (
    KEYED,
    MOST_CHOSEN,
    CustomerFilter,
    CustomerRow,
    CustomerSort,
)
from smbcrm.membership.customers.types import Details
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind
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
    CustomerSort.PHONE: lambda row: row.phone or None,
    CustomerSort.EMAIL: lambda row: row.email.lower() or None,
    CustomerSort.CARD: lambda row: row.card or None,
    CustomerSort.BIRTHDAY: lambda row: born(row.birthday),
    CustomerSort.VISITS: lambda row: row.visits,
    CustomerSort.SPEND: lambda row: row.spend,
    CustomerSort.STORED: lambda row: row.principal + row.gift,
    CustomerSort.PAID: lambda row: row.principal,
    CustomerSort.GIFT: lambda row: row.gift,
    CustomerSort.CREDIT: lambda row: row.credit,
    CustomerSort.POINTS: lambda row: row.points,
}
SUN, MOON, BIRTHDAY = Calendar.SOLAR, Calendar.LUNAR, OccasionKind.BIRTHDAY
BIRTHDAYS: tuple[tuple[Occasion, ...], ...] = (
    (Occasion(BIRTHDAY, SUN, 1990, 3, 10),),
    (Occasion(BIRTHDAY, SUN, None, 3, 5),),
    (Occasion(BIRTHDAY, SUN, None, 3, None),),
    (Occasion(BIRTHDAY, MOON, None, 4, 1),),
    (Occasion(BIRTHDAY, MOON, None, 4, 1, is_leap_month=True),),
    (),
    (Occasion(BIRTHDAY, SUN, 1980, 11, 30),),
)


def born(birthday: Occasion | None) -> object:
    """Return where a birthday stands in the year; those of the moon come later."""
    if birthday is None:
        return None
    lunar, leap = birthday.calendar is Calendar.LUNAR, birthday.is_leap_month
    return lunar, birthday.month, leap, birthday.day or 0


def person(number: int, name: str, status: Status) -> Details:
    """Return somebody who has left some of it empty."""
    return Details(
        full_name=name,
        phones=(f"138001380{number:02}",) if number % 4 else (),
        status=status,
        email=("", f"Z{number}@x.com", f"a{number}@x.com")[number % 3],
        occasions=BIRTHDAYS[number % len(BIRTHDAYS)],
    )


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
        name = names[number % len(names)]
        who = customers.add(person(number, name, status)).id
        if number % 3 == 0:
            shop.services.cards.issue(who)
        for _ in range(rng.randrange(3)):
            amount = rng.choice((100, 5_000, 210_000, 600_000))
            shop.clock.instant += dt.timedelta(days=rng.randrange(4))
            till.sale(SaleRequest(shop.act(rng.getrandbits(60)), who, amount))
        if number % 5 == 0:
            till.top_up(
                TopUpRequest(shop.act(rng.getrandbits(60)), who, 100_000 * (1 + number % 4))
            )
        if number % 6 == 0:
            till.sale(SaleRequest(shop.act(rng.getrandbits(60)), who, 900_000))
            credit = 100 * (1 + number // 6)
            till.redeem(RedeemRequest(shop.act(rng.getrandbits(60)), who, credit))
        if number % 10 == 0:
            paid = {Means.STORED: 70_000}
            request = SaleRequest(shop.act(rng.getrandbits(60)), who, 70_000, payments=paid)
            bill = till.sale(request)
            till.reverse(ReverseRequest(shop.act(rng.getrandbits(60)), bill.operation))
    # The gifts and points of the first weeks have ended by now, and nobody has booked that.
    shop.clock.instant = MORNING
    return shop


def everybody(
    shop: StillShop, sort: CustomerSort, *, descending: bool = False
) -> list[CustomerRow]:
    """Return all rows as the list says them, put in order here: who has nothing there last."""
    value, rows = BY[sort], shop.services.customers.page(limit=1000)
    known = sorted(
        (row for row in rows if value(row) is not None),
        key=lambda row: (value(row), row.id),
        reverse=descending,
    )
    gaps = sorted((row for row in rows if value(row) is None), key=lambda row: row.id)
    return [*known, *(gaps[::-1] if descending else gaps)]


@pytest.mark.parametrize("sort", CustomerSort)
def test_every_order_is_that_of_what_the_rows_show(table: StillShop, sort: CustomerSort) -> None:
    expected = everybody(table, sort)
    assert len(expected) == 24
    assert len({BY[sort](row) for row in expected}) > 2, "else the order says nothing"
    page_at = table.services.customers.page_at
    assert list(page_at(sort=sort)) == expected
    assert list(page_at(sort=sort, descending=True)) == everybody(table, sort, descending=True)


@pytest.mark.parametrize("sort", CustomerSort)
def test_any_part_is_that_part_of_the_whole(table: StillShop, sort: CustomerSort) -> None:
    page_at = table.services.customers.page_at
    for descending in (False, True):
        expected = everybody(table, sort, descending=descending)
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
    [*KEYED, CustomerSort.LAST_VISIT],
)
def test_an_order_that_stands_in_an_index_is_walked_there(
    tmp_path: Path, sort: CustomerSort
) -> None:
    """Without a look at the rows that are passed over; SQLite says so of an empty table too."""
    by = order(sort, MORNING.date()).by(descending=True)
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
