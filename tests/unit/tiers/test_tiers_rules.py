"""How a customer gets a tier, and which gift a top-up brings. Amounts are cents."""

import datetime as dt

import pytest

from smbcrm.membership.requests.types import DateTooEarly
from smbcrm.membership.tiers.rules import (
    check_code,
    check_look,
    check_order,
    coming_day,
    held,
    live,
    ordered,
    review_after,
    review_of,
    shipped_thresholds,
)
from smbcrm.membership.tiers.types import (
    BadTierCode,
    ComingRule,
    LowestStays,
    Membership,
    Tier,
    TierCodeTaken,
    TierReason,
    TiersUnordered,
    TooFarAhead,
)
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


def test_a_window_may_have_other_months() -> None:
    assert window_start(MAY_4, 1) == dt.date(2026, 4, 5)
    assert window_start(dt.date(2026, 3, 31), 1) == dt.date(2026, 3, 1)


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


# ------------------------------------------------------------------------- days and orders

QUARTERS = ((1, 1), (4, 1), (7, 1), (10, 1))


@pytest.mark.parametrize(
    ("day", "due", "following"),
    [
        (dt.date(2026, 1, 1), dt.date(2026, 1, 1), dt.date(2026, 4, 1)),
        (dt.date(2026, 3, 31), dt.date(2026, 1, 1), dt.date(2026, 4, 1)),
        (dt.date(2026, 12, 31), dt.date(2026, 10, 1), dt.date(2027, 1, 1)),
    ],
)
def test_the_last_and_the_next_review_date(day: dt.date, due: dt.date, following: dt.date) -> None:
    assert (review_of(QUARTERS, day), review_after(QUARTERS, day)) == (due, following)
    assert review_of(((6, 30),), dt.date(2026, 6, 29)) == dt.date(2025, 6, 30)


def test_tomorrow_is_still_by_the_old_rule() -> None:
    coming = ComingRule(coming_day(MAY_4), SILVER._replace(spend_from=1, name="Elsewhere"))
    for day in (MAY_4, MAY_4 + dt.timedelta(days=1)):
        assert live(TIERS, [coming], day) == TIERS
    there = live(TIERS, [coming], MAY_4 + dt.timedelta(days=2))
    assert there == (REGULAR, SILVER._replace(spend_from=1), GOLD, FRIENDS)


def test_an_order_names_every_tier_and_keeps_the_lowest() -> None:
    moved = ordered(TIERS, ["regular", "friends", "silver", "gold"])
    assert [(tier.code, tier.rank) for tier in moved] == [
        ("regular", 0),
        ("friends", 1),
        ("silver", 2),
        ("gold", 3),
    ]
    for codes in (
        ["silver", "regular", "gold", "friends"],
        ["regular", "silver", "gold"],
        ["regular", "silver", "gold", "gold"],
        ["regular", "silver", "gold", "friends", "x"],
        [],
    ):
        with pytest.raises(LowestStays):
            ordered(TIERS, codes)
    with pytest.raises(TiersUnordered):
        ordered(TIERS, ["regular", "gold", "silver", "friends"])


def test_ways_of_different_months_are_not_compared() -> None:
    quick = SILVER._replace(spend_from=200_000, months=3)
    check_order((REGULAR, GOLD, quick))
    by_visits = (REGULAR, SILVER._replace(visits_from=10), GOLD._replace(visits_from=10))
    with pytest.raises(TiersUnordered):
        check_order(by_visits)


def test_a_code_is_short_and_nobody_elses() -> None:
    assert check_code(TIERS, "vip-2") == "vip-2"
    for code in ("", "VIP", "a b", "x" * 21):
        with pytest.raises(BadTierCode):
            check_code(TIERS, code)
    with pytest.raises(TierCodeTaken):
        check_code(TIERS, "gold")


def test_a_review_is_looked_at_within_ten_years() -> None:
    today = dt.date(2026, 11, 22)
    assert check_look(dt.date(2036, 11, 22), today) == dt.date(2036, 11, 22)
    assert check_look(dt.date(2020, 1, 1), today) == dt.date(2020, 1, 1)
    with pytest.raises(TooFarAhead, match="2036-11-22"):
        check_look(dt.date(9999, 1, 1), today)
    with pytest.raises(DateTooEarly):
        check_look(dt.date(1, 1, 1), today)
