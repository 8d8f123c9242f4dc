"""How the oracle spends stored value, gives gifts and counts points, by the settings of a shop."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.helpers.oracle import OracleShop
from tests.helpers.oracle_arithmetic import solar_birthday
from tests.helpers.oracle_outcomes import accepted, utc
from tests.helpers.oracle_types import OfferRule, Rules, TierRule

TUESDAY = utc(2026, 3, 10)


@pytest.mark.parametrize(
    ("order", "principal", "gift", "points"),
    [
        ("pro_rata", 5_563, 557, 55),
        ("gift_first", 4_120, 2_000, 41),
        ("principal_first", 6_120, 0, 61),
    ],
)
def test_stored_value_is_spent_in_the_order_of_the_shop(
    shop: OracleShop, ann: int, order: str, principal: int, gift: int, points: int
) -> None:
    shop.rules = Rules(spend_order=order)
    shop.top_up("t", ann, 20_000)
    sold = accepted(shop.sale("s", ann, 6_120, {"stored": 6_120}))
    assert (sold.of_customer("principal"), sold.of_customer("gift")) == (-principal, -gift)
    assert sold.points_earned == points


def test_a_refund_gives_back_in_the_proportion_this_sale_took(shop: OracleShop, ann: int) -> None:
    shop.rules = Rules(spend_order="gift_first")
    shop.top_up("t", ann, 20_000)
    shop.sale("s", ann, 4_000, {"stored": 4_000})
    shop.rules = Rules(spend_order="principal_first")
    back = accepted(shop.refund("r", "s", 1_001))
    assert (back.of_customer("principal"), back.of_customer("gift")) == (500, 501)


def test_an_offer_holds_for_its_tiers_and_its_days(shop: OracleShop, ann: int) -> None:
    first, last = dt.date(2026, 3, 9), dt.date(2026, 3, 10)
    shop.rules = Rules(
        offers=(
            OfferRule(10_000, 500),
            OfferRule(10_000, 900, last=dt.date(2026, 3, 9)),
            OfferRule(10_000, 800, first=first, last=last),
            OfferRule(20_000, 700),
            OfferRule(10_000, 5_000, tiers=frozenset({"gold"})),
        )
    )
    gifts = [accepted(shop.top_up(f"{n}", ann, n)).gift for n in (9_999, 10_000, 50_000)]
    assert gifts == [0, 800, 800]
    assert accepted(shop.top_up("b", ann, 10_000, date=dt.date(2026, 3, 8))).gift == 900
    shop.sale("s", ann, 100_000)
    assert accepted(shop.top_up("gold", ann, 10_000)).gift == 5_000


def test_weekday_birthday_and_tier_multiply_and_are_floored_once(shop: OracleShop) -> None:
    bea = shop.new_customer(solar_birthday(3, 10))
    regular = TierRule("regular", 0, 150, 0, birthday_percent=200)
    shop.rules = Rules(tiers=(regular,), weekdays=((1, 125),))
    assert accepted(shop.sale("b", bea, 1_033)).points_earned == 38  # 10.33 x 1.5 x 1.25 x 2
    monday = dt.date(2026, 3, 9)
    assert accepted(shop.sale("m", bea, 1_033, date=monday)).points_earned == 15
    shop.rules = replace(shop.rules, tiers=(replace(regular, birthday_month=True),))
    assert accepted(shop.sale("n", bea, 1_033, date=monday)).points_earned == 30
    assert accepted(shop.refund("r", "b", 533)).points_taken == 20  # 5.00 still earns 18


def test_the_29th_of_february_is_the_28th_in_common_years() -> None:
    days = [day for day in (27, 28) if solar_birthday(2, 29)(dt.date(2026, 2, day))]
    assert days == [28]
    assert not solar_birthday(2, 29)(dt.date(2028, 2, 28))


def test_gift_money_earns_only_by_the_rule(shop: OracleShop, ann: int) -> None:
    shop.rules = Rules(on_gift=True)
    shop.top_up("t", ann, 20_000)
    assert accepted(shop.sale("s", ann, 6_120, {"stored": 6_120})).points_earned == 61
    shop.rules = Rules()
    assert accepted(shop.refund("r", "s", 1_020)).points_taken == 61 - 51


def test_value_that_earned_with_its_top_up_earns_no_more(shop: OracleShop, ann: int) -> None:
    shop.top_up("early", ann, 5_000)
    shop.rules = Rules(earn_at="top_up")
    assert accepted(shop.top_up("late", ann, 20_000)).points_earned == 200
    shop.rules = Rules()  # what was earned already is not earned again after a change
    sold = accepted(shop.sale("s", ann, 10_800, {"stored": 10_800}))
    assert sold.of_customer("principal") == -10_000
    assert sold.points_earned == 50
    back = accepted(shop.refund("r", "s", 5_400))
    assert back.points_taken == 25


def test_a_withdrawal_takes_back_what_the_top_up_had_earned(shop: OracleShop, ann: int) -> None:
    shop.rules = Rules(earn_at="top_up")
    shop.top_up("t", ann, 333)
    assert [accepted(shop.withdraw(f"{n}", ann, 111)).points_earned for n in range(3)] == [-1] * 3
    shop.top_up("u", ann, 300)
    shop.redeem("r", ann, 2)
    assert accepted(shop.withdraw("w", ann, 300)).points_earned == -3
    assert shop.state(ann).points == -2
