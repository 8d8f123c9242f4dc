"""What the counter says of one customer: the pure rules. Amounts are cents."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.core.clock import BusinessDay
from smbcrm.membership.bills.types import Balances
from smbcrm.membership.cards.types import Card, CardState
from smbcrm.membership.counter import rules
from smbcrm.membership.counter.ports import Left
from smbcrm.membership.counter.types import NextTier
from smbcrm.membership.customers.kinds import Status
from smbcrm.membership.customers.types import Profile
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.occasions.types import (
    Calendar,
    Occasion,
    OccasionKind,
    OccasionSettings,
)
from smbcrm.membership.tiers.types import Tier

TODAY = dt.date(2026, 3, 10)
ZONES = ("UTC", "Asia/Shanghai", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe")
REGULAR = Tier(1, "regular", 0, "Regular", None, 100, 0)
SILVER = Tier(2, "silver", 1, "Silver", 40_000, 120, 0)
FRIENDS = Tier(3, "friends", 2, "Friends", None, 120, 0)  # by invitation only
GOLD = Tier(4, "gold", 3, "Gold", 100_000, 150, 0)
TIERS = (REGULAR, SILVER, FRIENDS, GOLD)


@given(
    st.sampled_from(ZONES),
    st.integers(0, 23),
    st.dates(dt.date(1990, 1, 1), dt.date(2040, 1, 1)),
)
def test_a_day_begins_at_the_first_instant_that_bears_its_date(
    zone: str, begins_at: int, date: dt.date
) -> None:
    day = BusinessDay(ZoneInfo(zone), begins_at)
    begins = day.begins(date)
    assert day.date(begins) == date
    assert day.date(begins - dt.timedelta(microseconds=1)) < date


POINTS = AccountKind.POINTS


def test_owned_says_what_is_left_of_each_kind() -> None:
    left = {POINTS: Left(-3, -5), AccountKind.GIFT: Left(7, 7), AccountKind.CREDIT: Left(9, 4)}
    assert rules.owned(left) == Balances(principal=0, gift=7, credit=9, points=-3)
    assert rules.owned({AccountKind.VISITS: Left(3, 1)}) == Balances()


@pytest.mark.parametrize(
    ("left", "worth", "money"),
    [
        ({POINTS: Left(1240, 1240)}, Fraction(1), 1240),
        ({POINTS: Left(7, 3)}, Fraction(1, 2), 3),
        ({POINTS: Left(99, -1)}, Fraction(1), 0),
        ({AccountKind.GIFT: Left(100, 100)}, Fraction(1), 0),
        ({}, Fraction(7, 3), 0),
    ],
)
def test_points_are_worth_what_may_be_redeemed_floored(
    left: dict[AccountKind, Left], worth: Fraction, money: int
) -> None:
    assert rules.points_money(left, worth) == money


def card(number: str, state: CardState) -> Card:
    return Card(number, 1, state, TODAY, None, None, dt.datetime(2026, 3, 10, tzinfo=dt.UTC))


def test_the_newest_living_card_is_shown_else_the_newest_dead_one() -> None:
    lost, active, issued = (
        card("3", CardState.LOST),
        card("2", CardState.ACTIVE),
        card("1", CardState.ISSUED),
    )
    assert rules.card_to_show([lost, active, issued]) == active
    assert rules.card_to_show([lost, issued]) == issued
    assert rules.card_to_show([lost, card("0", CardState.VOID)]) == lost
    assert rules.card_to_show([]) is None


@pytest.mark.parametrize(
    ("held", "spend", "expected"),
    [
        (REGULAR, 0, NextTier("Silver", 40_000)),
        (REGULAR, 39_999, NextTier("Silver", 1)),
        (REGULAR, 40_000, NextTier("Gold", 60_000)),
        (SILVER, 0, NextTier("Gold", 100_000)),
        (FRIENDS, 99_999, NextTier("Gold", 1)),
        (SILVER, 100_000, None),
        (GOLD, 0, None),
    ],
)
def test_the_next_tier_is_the_next_that_more_spend_brings(
    held: Tier, spend: int, expected: NextTier | None
) -> None:
    assert rules.next_tier(TIERS, held, spend) == expected


def born(
    month: int,
    day: int | None,
    year: int | None = 1990,
    kind: OccasionKind = OccasionKind.BIRTHDAY,
) -> Occasion:
    return Occasion(kind, Calendar.SOLAR, year, month, day)


def test_since_is_the_first_day_that_is_known() -> None:
    added, visit = dt.date(2024, 5, 6), dt.date(2023, 8, 9)
    assert rules.customer_since(Profile(), added, None) == added
    assert rules.customer_since(Profile(), added, visit) == visit
    assert rules.customer_since(Profile(), visit, added) == visit
    noted = born(3, None, 2021, OccasionKind.CUSTOMER_SINCE)
    assert rules.customer_since(Profile(occasions=(noted,)), added, visit) == dt.date(2021, 3, 1)
    nothing = (
        born(3, 2, None, OccasionKind.CUSTOMER_SINCE),
        born(3, 2, 2001),
        Occasion(OccasionKind.CUSTOMER_SINCE, Calendar.LUNAR, 2001, 3, 2),
        born(3, 2, 2025, OccasionKind.CUSTOMER_SINCE),
    )
    assert rules.customer_since(Profile(occasions=nothing), added, visit) == visit


def test_the_soonest_occasion_within_thirty_days_is_said() -> None:
    wedding = born(4, 9, 2016, OccasionKind.WEDDING_ANNIVERSARY)
    found = rules.next_occasion([wedding, born(3, 13)], TODAY, OccasionSettings())
    assert found is not None
    assert (found.occasion, found.date, found.days_left) == (born(3, 13), dt.date(2026, 3, 13), 3)
    assert (found.age, found.whole_month, found.calendar) == (36, False, Calendar.SOLAR)
    last = rules.next_occasion([wedding], TODAY, OccasionSettings())
    assert last is not None
    assert (last.days_left, last.age) == (30, 10)
    assert rules.next_occasion([born(4, 10)], TODAY, OccasionSettings()) is None


def test_a_month_that_has_begun_is_said_all_through_but_after_a_day_of_its_own() -> None:
    march, day = born(3, None, None), born(3, 10, None, OccasionKind.CHILD_BIRTHDAY)
    found = rules.next_occasion([march], TODAY, OccasionSettings())
    assert found is not None
    assert (found.days_left, found.age, found.whole_month) == (0, None, True)
    both = rules.next_occasion([march, day], TODAY, OccasionSettings())
    assert both is not None
    assert both.occasion == day


def test_a_birthday_is_said_before_what_falls_on_the_same_day() -> None:
    wedding = born(3, 12, None, OccasionKind.WEDDING_ANNIVERSARY)
    found = rules.next_occasion([wedding, born(3, 12)], TODAY, OccasionSettings())
    assert found is not None
    assert found.occasion == born(3, 12)


def test_nothing_is_said_of_the_dead() -> None:
    profile = Profile(occasions=(born(3, 10),))
    settings = OccasionSettings()
    assert rules.occasion_to_say(profile, TODAY, settings) is not None
    dead = replace(profile, status=Status.DECEASED)
    assert rules.occasion_to_say(dead, TODAY, settings) is None
