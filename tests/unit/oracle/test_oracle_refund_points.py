"""Points at a refund: what is taken, what comes back, and what is owed when it is missing."""

import datetime as dt
from zoneinfo import ZoneInfo

from tests.helpers.oracle import OracleShop
from tests.helpers.oracle_outcomes import accepted, reason, utc
from tests.helpers.oracle_types import Rules

TODAY = dt.date(2026, 3, 10)
YEAR_END = dt.date(2027, 3, 31)
"""The last day of points earned today."""


def owe_fifty(shop: OracleShop, ann: int) -> None:
    """Earn 50 points, turn them into 0.50 of credit, and give the sale back."""
    accepted(shop.sale("a", ann, 5_000))
    accepted(shop.redeem("r", ann, 50))
    accepted(shop.refund("b", "a"))


def test_points_are_earned_anew_on_what_is_still_paid(shop: OracleShop, ann: int) -> None:
    assert accepted(shop.sale("a", ann, 1_050)).points_earned == 10
    # 9.90 still earns 9, 9.40 as well; floored once on what is left, never on what goes back.
    assert accepted(shop.refund("b", "a", 60)).points_taken == 1
    assert accepted(shop.refund("c", "a", 50)).points_taken == 0
    assert shop.state(ann).lots == (("points", 9, YEAR_END, TODAY),)
    assert accepted(shop.refund("d", "a")).points_taken == 9
    assert shop.house() == {}


def test_the_rate_is_the_one_stored_in_the_sale(shop: OracleShop, ann: int) -> None:
    accepted(shop.sale("a", ann, 40_000))
    assert accepted(shop.sale("b", ann, 5_000)).points_earned == 60
    accepted(shop.sale("c", ann, 60_000))
    assert shop.state(ann).tier == "gold"
    # 25.00 left at x1.2 earn 30, at x1.5 they would earn 37.
    assert accepted(shop.refund("r", "b", 2_500)).points_taken == 30


def test_they_are_taken_from_the_sales_own_lot_first(shop: OracleShop, ann: int) -> None:
    accepted(shop.opening("o", ann, points=100, ends=TODAY))
    accepted(shop.sale("a", ann, 5_000))
    accepted(shop.refund("b", "a", 2_000))
    assert shop.state(ann).lots == (
        ("points", 100, TODAY, TODAY),
        ("points", 30, YEAR_END, TODAY),
    )


def test_then_from_the_others_soonest_end_first(shop: OracleShop, ann: int) -> None:
    accepted(shop.sale("a", ann, 5_000))
    accepted(shop.redeem("r", ann, 40))
    accepted(shop.opening("o1", ann, points=100))
    accepted(shop.opening("o2", ann, points=15, ends=TODAY))
    refund = accepted(shop.refund("b", "a"))
    assert [e.amount for e in refund.entries if e.account == "points"] == [-10, -15, -25, 50]
    assert shop.state(ann).lots[1:] == (("points", 75, None, TODAY),)


def test_only_what_is_missing_in_all_is_owed(shop: OracleShop, ann: int) -> None:
    owe_fifty(shop, ann)
    state = shop.state(ann)
    assert state.points == -50
    assert state.lots == (("credit", 50, None, TODAY), ("points", -50, None, TODAY))


def test_nothing_is_redeemed_while_points_are_owed(shop: OracleShop, ann: int) -> None:
    bob = shop.new_customer()
    owe_fifty(shop, ann)
    assert reason(shop.redeem("x", ann, 1)) == "negative_points"
    assert reason(shop.sale("x", ann, 100, {"points": 1, "cash": 99})) == "negative_points"
    assert reason(shop.transfer("x", ann, bob, "points", 1)) == "negative_points"
    paid = {"credit": 50, "cash": 50}
    assert reason(shop.sale("x", ann, 100, paid)) == "negative_points"


def test_the_next_points_fill_the_debt_and_the_rest_is_theirs(shop: OracleShop, ann: int) -> None:
    owe_fifty(shop, ann)
    accepted(shop.sale("c", ann, 3_000))
    assert shop.state(ann).lots[1:] == (("points", -20, None, TODAY),)
    sale = accepted(shop.sale("d", ann, 4_500))
    assert sale.points_earned == 45
    assert shop.state(ann).lots[1:] == (("points", 25, YEAR_END, TODAY),)
    accepted(shop.redeem("s", ann, 25))


def test_every_credit_of_points_fills_a_debt(shop: OracleShop, ann: int) -> None:
    bob = shop.new_customer()
    owe_fifty(shop, ann)
    accepted(shop.opening("o", ann, points=10))
    accepted(shop.adjust("j", ann, "points", 15))
    accepted(shop.opening("p", bob, points=40))
    accepted(shop.transfer("t", bob, ann, "points", 40))
    assert shop.state(ann).lots[1:] == (("points", 15, None, TODAY),)


def test_two_debts_are_filled_the_older_one_first(shop: OracleShop, ann: int) -> None:
    owe_fifty(shop, ann)
    accepted(shop.sale("c", ann, 5_000))
    accepted(shop.adjust("j", ann, "points", 30))
    accepted(shop.redeem("s", ann, 30))
    accepted(shop.refund("d", "c", 4_000))
    assert shop.state(ann).points == -40
    accepted(shop.sale("e", ann, 500))
    accepted(shop.refund("f", "c"))
    assert [line[1] for line in shop.state(ann).lots[2:]] == [-35, -10]
    accepted(shop.sale("g", ann, 2_000))
    assert [line[1] for line in shop.state(ann).lots[2:]] == [-15, -10]


def test_an_undone_sale_owes_again_what_it_had_filled(shop: OracleShop, ann: int) -> None:
    owe_fifty(shop, ann)
    accepted(shop.sale("c", ann, 3_000))
    accepted(shop.reverse("u", "c", void=False))
    assert shop.state(ann).points == -50


def test_a_refund_whose_debt_was_filled_is_kept(shop: OracleShop, ann: int) -> None:
    owe_fifty(shop, ann)
    accepted(shop.sale("c", ann, 100))
    assert reason(shop.reverse("u", "b", void=False)) == "touched"
    accepted(shop.reverse("v", "c", void=False))
    accepted(shop.reverse("u", "b", void=False))
    assert shop.state(ann).points == 0


def test_points_that_paid_go_back_to_their_lots_last_drawn_first(
    shop: OracleShop, ann: int
) -> None:
    accepted(shop.opening("o1", ann, points=200, ends=TODAY))
    accepted(shop.opening("o2", ann, points=500))
    accepted(shop.sale("a", ann, 300, {"points": 300}))
    refund = accepted(shop.refund("b", "a", 150))
    assert (refund.points_back, refund.of_house("bonus")) == (150, 150)
    assert refund.of_house("points", "point") == -150
    assert shop.state(ann).lots == (("points", 50, TODAY, TODAY), ("points", 500, None, TODAY))


def test_points_of_a_part_are_floored_and_the_whole_gives_all() -> None:
    shop = OracleShop(Rules(worth_points=1, worth_minor=3), ZoneInfo("UTC"))
    shop.set_now(utc(2026, 3, 10))
    ann = shop.new_customer()
    accepted(shop.opening("o", ann, points=10))
    accepted(shop.sale("a", ann, 30, {"points": 10}))
    # 10 x 10 / 30 = 3.3, 20 x 10 / 30 = 6.6, and the last cent completes them.
    back = [accepted(shop.refund(f"r{n}", "a", 10)).points_back for n in range(3)]
    assert back == [3, 3, 4]
    assert (shop.state(ann).points, shop.house()) == (10, {("opening", "point"): -10})


def test_points_of_an_ended_lot_come_back_for_thirty_days(shop: OracleShop, ann: int) -> None:
    accepted(shop.opening("o", ann, points=300, ends=TODAY))
    accepted(shop.sale("a", ann, 300, {"points": 300}))
    shop.set_now(utc(2026, 4, 1))
    accepted(shop.refund("b", "a", 100))
    assert shop.state(ann).lots == (("points", 100, dt.date(2026, 5, 1), dt.date(2026, 4, 1)),)


def test_points_that_come_back_make_up_for_what_is_missing(shop: OracleShop, ann: int) -> None:
    accepted(shop.opening("o", ann, points=500))
    accepted(shop.sale("a", ann, 5_500, {"cash": 5_000, "points": 500}))
    accepted(shop.redeem("r", ann, 50))
    refund = accepted(shop.refund("b", "a"))
    assert (refund.points_taken, refund.points_back) == (50, 500)
    assert shop.state(ann).lots[1:] == (("points", 450, None, TODAY),)


def test_in_two_refunds_it_comes_to_the_same(shop: OracleShop, ann: int) -> None:
    accepted(shop.opening("o", ann, points=500))
    accepted(shop.sale("a", ann, 5_500, {"cash": 5_000, "points": 500}))
    accepted(shop.redeem("r", ann, 50))
    accepted(shop.refund("b", "a", 5_000))
    assert shop.state(ann).points == -50
    accepted(shop.refund("c", "a"))
    assert shop.state(ann).lots[1:] == (("points", 450, None, TODAY),)
