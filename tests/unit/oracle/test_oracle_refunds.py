"""Refunds of money and value: what goes back where, and what stands in the way."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from tests.helpers.oracle import OracleShop
from tests.helpers.oracle_outcomes import accepted, reason, utc
from tests.helpers.oracle_types import Entry, Rules

TODAY = dt.date(2026, 3, 10)
MIXED = {"card": 4_000, "cash": 2_000, "stored": 3_000, "credit": 400, "points": 600}
"""A sale of 100.00 paid in five ways: 40.00, 20.00, 30.00, 4.00, and 600 points for 6.00."""


def shop_and_customer(rules: Rules) -> tuple[OracleShop, int]:
    shop = OracleShop(rules, ZoneInfo("UTC"))
    shop.set_now(utc(2026, 3, 10))
    return shop, shop.new_customer()


def sell_mixed(shop: OracleShop, ann: int) -> None:
    """Give Ann 50.00 + 10.00 stored, 4.00 credit and 1,600 points, and sell her for 100.00."""
    accepted(shop.opening("o", ann, principal=5_000, gift=1_000, points=2_000))
    accepted(shop.redeem("r", ann, 400))
    assert accepted(shop.sale("a", ann, 10_000, MIXED)).points_earned == 85


def test_a_cash_sale_of_68_goes_back_whole(shop: OracleShop) -> None:
    accepted(shop.sale("a", None, 6_800))
    refund = accepted(shop.refund("b", "a"))
    assert refund.entries == (Entry("tender:cash", "money", 6_800), Entry("sales", "money", -6_800))
    assert (refund.net, refund.back) == (6_800, (("cash", 6_800),))
    assert shop.house() == {}


def test_a_part_goes_back_and_the_rest_later(shop: OracleShop) -> None:
    accepted(shop.sale("a", None, 6_800))
    assert accepted(shop.refund("b", "a", 800)).back == (("cash", 800),)
    assert shop.house() == {("tender:cash", "money"): -6_000, ("sales", "money"): 6_000}
    assert accepted(shop.refund("c", "a")).net == 6_000


def test_a_refund_is_dated_today_and_the_day_of_the_sale_stays(shop: OracleShop, ann: int) -> None:
    accepted(shop.sale("a", ann, 6_800))
    shop.set_now(utc(2026, 5, 2))
    assert accepted(shop.refund("b", "a")).business_date == dt.date(2026, 5, 2)
    assert shop.tender_totals(TODAY) == {"cash": -6_800}
    assert shop.tender_totals(dt.date(2026, 5, 2)) == {"cash": 6_800}
    assert shop.state(ann).last_visit == TODAY


def test_card_goes_back_before_cash_and_money_before_value(shop: OracleShop, ann: int) -> None:
    sell_mixed(shop, ann)
    first = accepted(shop.refund("b", "a", 5_000))
    assert (first.back, first.points_taken) == ((("card", 4_000), ("cash", 1_000)), 50)
    second = accepted(shop.refund("c", "a", 3_000))
    # 20.00 of stored value: 2000 x 2500 / 3000 = 1666.6 principal, the rest is gift.
    assert (second.back, second.points_taken) == ((("cash", 1_000), ("stored", 2_000)), 27)
    assert (second.of_customer("principal"), second.of_customer("gift")) == (1_666, 334)
    third = accepted(shop.refund("d", "a"))
    assert third.back == (("stored", 1_000), ("credit", 400), ("points", 600))
    assert (third.points_back, third.points_taken) == (600, 8)
    state = shop.state(ann)
    assert (state.principal, state.gift, state.credit, state.points) == (5_000, 1_000, 400, 1_600)


def test_stored_value_goes_back_first_where_the_shop_says_so() -> None:
    shop, ann = shop_and_customer(Rules(refund_order="stored"))
    sell_mixed(shop, ann)
    refund = accepted(shop.refund("b", "a", 5_000))
    assert refund.back == (("stored", 3_000), ("card", 2_000))
    assert (refund.of_customer("principal"), refund.of_customer("gift")) == (2_500, 500)
    assert refund.points_taken == 45
    assert accepted(shop.refund("c", "a")).back == (
        ("card", 2_000),
        ("cash", 2_000),
        ("credit", 400),
        ("points", 600),
    )


def test_all_tenders_go_back_in_their_order(shop: OracleShop) -> None:
    ways = ("other", "cash", "transfer", "alipay", "wechat", "card")
    accepted(shop.sale("a", None, 600, dict.fromkeys(ways, 100)))
    went = [accepted(shop.refund(f"r{n}", "a", 100)).back[0][0] for n in range(6)]
    assert went == ["card", "wechat", "alipay", "transfer", "other", "cash"]


def test_lots_are_refilled_in_reverse_order_of_drawing(shop: OracleShop, ann: int) -> None:
    sooner, later = dt.date(2026, 4, 30), dt.date(2026, 5, 31)
    accepted(shop.opening("o1", ann, gift=1_000, ends=sooner))
    accepted(shop.opening("o2", ann, gift=1_000, ends=later))
    accepted(shop.sale("a", ann, 1_500, {"stored": 1_500}))
    assert shop.state(ann).lots == (("gift", 500, later, TODAY),)
    accepted(shop.refund("b", "a", 700))
    assert shop.state(ann).lots == (("gift", 200, sooner, TODAY), ("gift", 1_000, later, TODAY))
    accepted(shop.refund("c", "a"))
    assert shop.state(ann).lots == (("gift", 1_000, sooner, TODAY), ("gift", 1_000, later, TODAY))


@pytest.mark.parametrize("booked", [False, True])
def test_what_belongs_to_an_ended_lot_comes_back_for_thirty_days(
    shop: OracleShop,
    ann: int,
    booked: bool,  # noqa: FBT001 - a case
) -> None:
    accepted(shop.opening("o", ann, gift=1_000, ends=TODAY))
    accepted(shop.sale("a", ann, 400, {"stored": 400}))
    shop.set_now(utc(2026, 3, 11))
    if booked:
        accepted(shop.expire(shop.today))
    refund = accepted(shop.refund("b", "a"))
    assert len(refund.expired) == (0 if booked else 1)
    thirty_days_on = dt.date(2026, 4, 10)
    assert shop.state(ann).lots == (("gift", 400, thirty_days_on, dt.date(2026, 3, 11)),)
    assert shop.house()["expired", "money"] == 600
    assert shop.operations[-1].opened[0].source == 1


def test_an_expiry_once_booked_stands_even_if_the_clock_goes_back(
    shop: OracleShop, ann: int
) -> None:
    accepted(shop.opening("o", ann, gift=1_000, ends=TODAY))
    accepted(shop.sale("a", ann, 400, {"stored": 400}))
    shop.set_now(utc(2026, 3, 11))
    accepted(shop.expire(shop.today))
    shop.set_now(utc(2026, 3, 10))
    accepted(shop.refund("b", "a"))
    assert shop.state(ann).lots == (("gift", 400, dt.date(2026, 4, 9), TODAY),)


def test_what_is_no_standing_sale_is_not_refunded(shop: OracleShop, ann: int) -> None:
    accepted(shop.top_up("t", ann, 20_000))
    accepted(shop.sale("a", ann, 100))
    accepted(shop.sale("b", ann, 100))
    accepted(shop.reverse("u", "a", void=False))
    accepted(shop.refund("r", "b", 50))
    assert reason(shop.refund("x", "never")) == "unknown_operation"
    for other in ("t", "u", "r"):
        assert reason(shop.refund("x", other)) == "not_refundable"
    assert reason(shop.refund("x", "a")) == "already_reversed"


def test_no_more_goes_back_than_is_left(shop: OracleShop) -> None:
    accepted(shop.sale("a", None, 6_800))
    assert reason(shop.refund("x", "a", 0)) == "bad_amount"
    assert reason(shop.refund("x", "a", -1)) == "bad_amount"
    assert reason(shop.refund("x", "a", 6_801)) == "more_than_left"
    accepted(shop.refund("b", "a", 6_000))
    assert reason(shop.refund("x", "a", 801)) == "more_than_left"
    accepted(shop.refund("c", "a", 800))
    assert reason(shop.refund("x", "a")) == "more_than_left"


def test_a_refund_sent_twice_is_done_once(shop: OracleShop) -> None:
    accepted(shop.sale("a", None, 6_800))
    first = shop.refund("b", "a", 800)
    assert shop.refund("b", "a", 800) == first
    assert len(shop.operations) == 2
    assert reason(shop.refund("b", "a")) == "request_reused"


def test_a_sale_is_not_undone_while_a_refund_of_it_stands(shop: OracleShop, ann: int) -> None:
    accepted(shop.sale("a", ann, 6_800))
    accepted(shop.refund("b", "a", 800))
    assert reason(shop.reverse("u", "a", void=False)) == "refunded"
    assert reason(shop.reverse("u", "a", void=True)) == "refunded"
    accepted(shop.reverse("u", "b", void=False))
    accepted(shop.reverse("v", "a", void=True))
    assert (shop.house(), shop.state(ann).lots) == ({}, ())


def test_an_undone_refund_leaves_nothing_behind(shop: OracleShop, ann: int) -> None:
    sell_mixed(shop, ann)
    state, house = shop.state(ann), shop.house()
    accepted(shop.refund("b", "a"))
    undo = accepted(shop.reverse("u", "b", void=False))
    assert undo.business_date == TODAY
    assert (shop.state(ann), shop.house()) == (state, house)
    assert accepted(shop.refund("c", "a")).net == 10_000


def test_refunds_of_one_sale_are_taken_back_last_one_first(shop: OracleShop) -> None:
    accepted(shop.sale("a", None, 100, {"card": 60, "cash": 40}))
    accepted(shop.refund("b", "a", 60))
    accepted(shop.refund("c", "a", 40))
    # Without the first, the second would have paid by card and not in cash.
    assert reason(shop.reverse("u", "b", void=False)) == "later_refund"
    accepted(shop.reverse("u", "c", void=False))
    accepted(shop.reverse("v", "b", void=False))
    assert accepted(shop.refund("d", "a", 40)).back == (("card", 40),)


def test_a_refund_is_kept_once_what_it_gave_back_is_spent(shop: OracleShop, ann: int) -> None:
    accepted(shop.opening("o", ann, principal=1_000))
    accepted(shop.sale("a", ann, 600, {"stored": 600}))
    accepted(shop.refund("b", "a"))
    accepted(shop.sale("c", ann, 401, {"stored": 401}))
    assert reason(shop.reverse("u", "b", void=False)) == "touched"
    accepted(shop.reverse("v", "c", void=False))
    accepted(shop.sale("d", ann, 400, {"stored": 400}))
    accepted(shop.reverse("u", "b", void=False))
    assert shop.state(ann).principal == 0


def test_a_refund_into_a_new_lot_is_kept_once_that_is_touched(shop: OracleShop, ann: int) -> None:
    accepted(shop.opening("o", ann, gift=1_000, ends=TODAY))
    accepted(shop.sale("a", ann, 400, {"stored": 400}))
    shop.set_now(utc(2026, 3, 11))
    accepted(shop.refund("b", "a"))
    accepted(shop.sale("c", ann, 1, {"stored": 1}))
    assert reason(shop.reverse("u", "b", void=False)) == "touched"


def test_a_refund_never_lowers_a_tier_here(shop: OracleShop, ann: int) -> None:
    accepted(shop.sale("a", ann, 40_000))
    accepted(shop.refund("b", "a"))
    assert shop.state(ann).tier == "silver"
    assert accepted(shop.sale("c", ann, 1_000)).points_earned == 12


def test_what_went_back_does_not_count_towards_a_tier(shop: OracleShop, ann: int) -> None:
    accepted(shop.sale("a", ann, 30_000))
    accepted(shop.refund("b", "a", 10_000))
    accepted(shop.sale("c", ann, 19_999))
    assert shop.state(ann).tier == "regular"
    accepted(shop.sale("d", ann, 1))
    assert shop.state(ann).tier == "silver"


def test_an_undone_refund_counts_towards_no_tier(shop: OracleShop, ann: int) -> None:
    accepted(shop.sale("a", ann, 30_000))
    accepted(shop.refund("b", "a", 10_000))
    accepted(shop.reverse("u", "b", void=False))
    accepted(shop.sale("c", ann, 10_000))
    assert shop.state(ann).tier == "silver"


def test_a_refund_lowers_the_spend_of_its_own_date(shop: OracleShop, ann: int) -> None:
    shop.set_now(utc(2025, 3, 10))
    accepted(shop.sale("a", ann, 30_000))
    shop.set_now(utc(2026, 3, 10))
    accepted(shop.refund("b", "a"))
    # The sale has left the 12 months that end today; the refund of it lies in them.
    accepted(shop.sale("c", ann, 69_999))
    assert shop.state(ann).tier == "regular"
    accepted(shop.sale("d", ann, 1))
    assert shop.state(ann).tier == "silver"


def test_gift_that_went_back_lowers_no_spend(shop: OracleShop, ann: int) -> None:
    accepted(shop.opening("o", ann, gift=10_000))
    accepted(shop.sale("a", ann, 40_000, {"stored": 10_000, "card": 30_000}))
    assert accepted(shop.refund("b", "a", 30_000)).points_taken == 300
    assert accepted(shop.refund("c", "a")).points_taken == 0
    accepted(shop.sale("d", ann, 40_000))
    assert shop.state(ann).tier == "silver"
