"""How a customer gets a tier. Amounts are cents."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.membership.tiers.rules import (
    held,
    reached,
    shipped_thresholds,
    upgrades,
)
from smbcrm.membership.tiers.types import Membership, Spend, Tier, TierReason
from smbcrm.membership.tiers.window import window_start

REGULAR = Tier(1, "regular", 0, "Regular", None, 100, 0)
SILVER = Tier(2, "silver", 1, "Silver", 40_000, 120, 0)
GOLD = Tier(3, "gold", 2, "Gold", 100_000, 150, 0)
FRIENDS = Tier(4, "friends", 3, "Friends", None, 200, 0)  # by invitation only
TIERS = (REGULAR, SILVER, GOLD, FRIENDS)
MAY_4 = dt.date(2026, 5, 4)


def member(number: int, tier: Tier, since: dt.date) -> Membership:
    return Membership(number, tier.id, since, TierReason.SPEND, None, None)


# -------------------------------------------------------------------------------- defaults


@pytest.mark.parametrize(
    ("currency", "thresholds"),
    [
        ("USD", (400, 1000)),
        ("GBP", (400, 1000)),
        ("CNY", (2_000, 5_000)),
        ("TWD", (12_000, 30_000)),
        ("JPY", (None, None)),
    ],
)
def test_a_new_shop_has_what_fits_its_currency(
    currency: str, thresholds: tuple[int | None, int | None]
) -> None:
    assert shipped_thresholds(currency) == thresholds


# --------------------------------------------------------------------------------- windows


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (MAY_4, dt.date(2025, 5, 5)),
        (dt.date(2024, 2, 29), dt.date(2023, 3, 1)),
        (dt.date(2025, 2, 28), dt.date(2024, 2, 29)),
        (dt.date(2025, 3, 1), dt.date(2024, 3, 2)),
    ],
)
def test_twelve_months_end_today(day: dt.date, first: dt.date) -> None:
    assert window_start(day) == first


def test_a_tier_is_reached_with_the_very_cent() -> None:
    assert reached(TIERS, 39_999) is None
    assert reached(TIERS, 40_000) == SILVER
    assert reached(TIERS, 99_999) == SILVER
    assert reached(TIERS, 10**9) == GOLD


def test_the_tier_held_is_the_latest_that_had_begun() -> None:
    silver = member(1, SILVER, dt.date(2026, 1, 10))
    gold = member(2, GOLD, MAY_4)
    assert held([silver, gold], dt.date(2026, 1, 9)) is None
    assert held([silver, gold], dt.date(2026, 1, 10)) == silver
    assert held([gold, silver], MAY_4) == gold
    assert held([], MAY_4) is None


def test_of_two_on_one_day_the_later_one_counts() -> None:
    silver, gold = member(1, SILVER, MAY_4), member(2, GOLD, MAY_4)
    assert held([gold, silver], MAY_4) == gold


# -------------------------------------------------------------------------------- upgrades


def spends(*sales: tuple[dt.date, int]) -> list[Spend]:
    return [Spend(day, seq, amount) for seq, (day, amount) in enumerate(sales, start=1)]


def test_the_sale_that_reaches_400_makes_silver_at_once() -> None:
    sales = spends((dt.date(2026, 1, 10), 25_000), (MAY_4, 14_999), (MAY_4, 1))
    assert upgrades(TIERS, REGULAR, sales, MAY_4) == [(sales[2], SILVER)]


def test_what_lies_more_than_twelve_months_back_does_not_count() -> None:
    just_in = spends((dt.date(2025, 5, 5), 25_000), (MAY_4, 15_000))
    just_out = spends((dt.date(2025, 5, 4), 25_000), (MAY_4, 15_000))
    assert upgrades(TIERS, REGULAR, just_in, MAY_4) == [(just_in[1], SILVER)]
    assert upgrades(TIERS, REGULAR, just_out, MAY_4) == []


def test_one_large_sale_may_skip_a_tier_and_later_ones_change_nothing() -> None:
    sales = spends((MAY_4, 120_000), (MAY_4, 50_000))
    assert upgrades(TIERS, REGULAR, sales, MAY_4) == [(sales[0], GOLD)]


def test_a_sale_noted_later_for_an_earlier_day_works_from_there_on() -> None:
    first_day = dt.date(2026, 2, 1)
    sales = spends((first_day, 40_000), (MAY_4, 60_000))
    assert upgrades(TIERS, REGULAR, sales, first_day) == [(sales[0], SILVER), (sales[1], GOLD)]


def test_a_tier_is_never_lowered_by_a_sale() -> None:
    assert upgrades(TIERS, GOLD, spends((MAY_4, 40_000)), MAY_4) == []
    assert upgrades(TIERS, FRIENDS, spends((MAY_4, 500_000)), MAY_4) == []


DAYS = st.dates(dt.date(2024, 1, 1), dt.date(2026, 12, 31))
SALES = st.lists(st.tuples(DAYS, st.integers(0, 60_000)), max_size=12).map(
    lambda sales: spends(*sorted(sales))
)


@given(SALES, DAYS)
def test_upgrades_rise_and_each_is_earned_in_its_twelve_months(
    sales: list[Spend], since: dt.date
) -> None:
    found = upgrades(TIERS, REGULAR, sales, since)
    ranks = [tier.rank for _, tier in found]
    assert ranks == sorted(set(ranks))
    for spend, tier in found:
        assert spend.date >= since
        until = [one for one in sales if (one.date, one.seq) <= (spend.date, spend.seq)]
        total = sum(one.amount for one in until if one.date >= window_start(spend.date))
        assert reached(TIERS, total) == tier


@given(SALES, DAYS)
def test_working_it_out_from_a_later_day_continues_where_the_earlier_days_ended(
    sales: list[Spend], since: dt.date
) -> None:
    whole = upgrades(TIERS, REGULAR, sales, dt.date.min)
    before = [(spend, tier) for spend, tier in whole if spend.date < since]
    start = before[-1][1] if before else REGULAR
    assert [*before, *upgrades(TIERS, start, sales, since)] == whole
