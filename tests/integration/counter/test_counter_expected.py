"""Who is expected: whose day it is today or in the next three days."""

import datetime as dt
import random
from pathlib import Path

import pytest

from smbcrm.membership.counter.board import Board, Expected
from smbcrm.membership.counter.expecting import DAYS_AHEAD, days_sought
from smbcrm.membership.customers.kinds import Status
from smbcrm.membership.customers.types import Details
from smbcrm.membership.occasions import lunar
from smbcrm.membership.occasions.choices import settings_of
from smbcrm.membership.occasions.rules import occurrences
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind
from smbcrm.membership.sales.types import SaleRequest
from smbcrm.models.queries import counter_statements as sql
from smbcrm.models.queries.bought import BOUGHT
from smbcrm.models.work import Work
from tests.helpers.shops import MORNING, StillShop, still_shop

TODAY = MORNING.date()
GONE = {Status.MOVED, Status.DECEASED}


def solar(
    day: dt.date, year: int | None = None, kind: OccasionKind = OccasionKind.BIRTHDAY
) -> Occasion:
    return Occasion(kind, Calendar.SOLAR, year, day.month, day.day)


def in_days(days: int) -> dt.date:
    return TODAY + dt.timedelta(days=days)


def add(shop: StillShop, name: str, *occasions: Occasion, status: Status = Status.ACTIVE) -> int:
    details = Details(full_name=name, occasions=occasions, status=status)
    return shop.services.customers.add(details).id


def board(shop: StillShop) -> Board:
    return shop.services.counter.board()


def test_the_nearest_stands_first_then_who_came_last(shop: StillShop) -> None:
    for days in (4, 3, 1, 0, -1):
        add(shop, f"in {days}", solar(in_days(days), 1990))
    often = add(shop, "often", solar(TODAY))
    shop.services.till.sale(SaleRequest(shop.act(1), often, 100))
    month = Occasion(OccasionKind.BIRTHDAY, Calendar.SOLAR, None, 3, None)
    add(shop, "some day in March", month)
    seen = board(shop)
    assert [one.name for one in seen.expected] == ["often", "in 0", "in 1", "in 3"]
    assert seen.expected_in_all == 4
    regular, today, *_ = seen.expected
    assert (regular.customer, regular.days_left, regular.age) == (often, 0, None)
    assert (today.age, today.date, today.tier_code) == (36, TODAY, "regular")


def test_a_whole_month_is_said_until_its_first_day_after_those_of_the_day(
    shop: StillShop,
) -> None:
    first = dt.date(2026, 4, 1)
    add(shop, "April", Occasion(OccasionKind.BIRTHDAY, Calendar.SOLAR, None, 4, None))
    add(shop, "1 April", solar(first))
    said = {}
    for day in (28, 29, 31, 32, 33):
        shop.clock.instant = MORNING.replace(day=1) + dt.timedelta(days=day - 1)
        said[day] = [one.name for one in board(shop).expected]
    both = ["1 April", "April"]
    assert said == {28: [], 29: both, 31: both, 32: both, 33: []}


def test_each_stands_there_once_and_seven_are_enough(shop: StillShop) -> None:
    add(shop, "twice", solar(in_days(1)), solar(TODAY, 2016, OccasionKind.WEDDING_ANNIVERSARY))
    for number in range(8):
        add(shop, f"Guest {number}", solar(in_days(2)))
    seen = board(shop)
    assert [one.name for one in seen.expected] == [
        "twice",
        *(f"Guest {number}" for number in range(7, 1, -1)),
    ]
    assert seen.expected[0].occasion.kind is OccasionKind.WEDDING_ANNIVERSARY
    assert (seen.expected[0].age, seen.expected_in_all) == (10, 9)


def test_who_has_moved_away_or_died_is_not_expected(shop: StillShop) -> None:
    for status in Status:
        add(shop, status, solar(TODAY), status=status)
    seen = board(shop)
    assert {one.name for one in seen.expected} == set(Status) - GONE
    assert seen.expected_in_all == 2


def test_an_allergy_and_the_lunar_calendar_are_said(shop: StillShop) -> None:
    day = lunar.to_lunar(in_days(1))
    moon = Occasion(OccasionKind.BIRTHDAY, Calendar.LUNAR, 1990, day.month, day.day)
    shop.services.customers.add(Details(full_name="月", alert="PPD", occasions=(moon,)))
    add(shop, "Sun", solar(in_days(2)))
    moonlit, sunny = board(shop).expected
    assert (moonlit.alert, moonlit.lunar, moonlit.age) == (True, True, 36)
    assert (sunny.alert, sunny.lunar, sunny.days_left) == (False, False, 2)


@pytest.mark.parametrize("start", ["2023-02-26", "2025-07-22", "2026-02-14", "2028-02-27"])
@pytest.mark.parametrize("rules", [("february_28", "leap"), ("march_1", "both")])
def test_the_same_are_found_as_by_looking_at_everybody(
    shop: StillShop, start: str, rules: tuple[str, str]
) -> None:
    """The days around 29 February, leap month 6 of 2025 and New Year's Eve of 2026."""
    shop.services.shop.set("occasion.february_29", rules[0])
    shop.services.shop.set("occasion.leap_month", rules[1])
    first = dt.date.fromisoformat(start)
    known = _everybody(shop, first, random.Random(f"{start}{rules}"))  # noqa: S311 - test data
    settings = settings_of(shop.services.shop.shop())
    for days in range(6):
        shop.clock.instant = MORNING.combine(first, MORNING.timetz()) + dt.timedelta(days=days)
        today = first + dt.timedelta(days=days)
        last = today + dt.timedelta(days=DAYS_AHEAD)
        coming = {
            (number, found.date, found.age)
            for number, occasion in known.items()
            for found in occurrences(occasion, today, last, settings)[:1]
        }
        seen = board(shop)
        assert seen.expected_in_all == len(coming)
        said = {(one.customer, one.date, one.age) for one in seen.expected}
        assert said <= coming
        assert _dates(seen.expected) == sorted(day for _, day, _ in coming)[:7]


def _dates(expected: tuple[Expected, ...]) -> list[dt.date]:
    return [one.date for one in expected]


def _everybody(shop: StillShop, first: dt.date, rng: random.Random) -> dict[int, Occasion]:
    """Add people whose days lie about a date, in both calendars; return their occasions."""
    known = {}
    for number in range(24):
        day = first + dt.timedelta(days=rng.randrange(-2, 12))
        year = rng.choice((None, 1960, day.year))
        if number % 2:
            occasion = rng.choice((solar(day, year), solar(dt.date(2000, 2, 29))))
        else:
            moon = lunar.to_lunar(day)
            number_of_day = rng.choice((moon.day, 30, None))
            occasion = Occasion(
                OccasionKind.BIRTHDAY,
                Calendar.LUNAR,
                None,
                moon.month,
                number_of_day,
                moon.month in lunar.LEAP_MONTHS and rng.random() < 0.5,
            )
        known[add(shop, f"Guest {number}", occasion)] = occasion
    return known


def test_nobody_else_is_looked_at(tmp_path: Path) -> None:
    """Of the tables that grow, the board reads by index; SQLite says so of an empty one too."""
    with still_shop(str(tmp_path / "shop.db")) as shop:
        sought = days_sought(TODAY, settings_of(shop.services.shop.shop()))
        named = " UNION ALL ".join(
            sql.SOUGHT.format(int="INTEGER", day="day IS NULL" if one.day is None else "day = ?")
            for one in sought
        )
        for statement in (
            sql.EXPECTED.format(sources=named),
            *(sql.SERVED, sql.SERVED_HERE, sql.RECORDED_HERE, sql.NEWCOMERS),
            *(sql.NEW_SINCE, sql.SALES),
            *(sql.OWNED, sql.CASH, BOUGHT.format("?"), sql.LAST_PAYMENTS),
        ):
            steps = shop.uow.read(_plan, statement)
            scanned = {step.split()[1] for step in steps if step.startswith("SCAN")}
            tables = {name for name in scanned if not name.startswith("(")}
            assert tables <= {"tier", "f", "n"}, statement


def _plan(work: Work, statement: str) -> list[str]:
    params = [""] * statement.count("?")
    return [row[-1] for row in work.session.rows(f"EXPLAIN QUERY PLAN {statement}", *params)]
