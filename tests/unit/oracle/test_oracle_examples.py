"""Sales, top-ups, redemptions and openings, as product.md section 3 tells them."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from tests.helpers.oracle import OracleShop
from tests.helpers.oracle_outcomes import accepted, reason, utc
from tests.helpers.oracle_types import Entry, Rules, State, TierRule

TODAY = dt.date(2026, 3, 10)


def shop_with(rules: Rules) -> OracleShop:
    shop = OracleShop(rules, ZoneInfo("UTC"))
    shop.set_now(utc(2026, 3, 10))
    return shop


def test_a_cash_sale_of_68_to_a_walk_in_has_two_entries(shop: OracleShop) -> None:
    sale = accepted(shop.sale("a", None, 6800))
    assert sale.entries == (Entry("tender:cash", "money", -6800), Entry("sales", "money", 6800))
    assert shop.tender_totals(TODAY) == {"cash": -6800}


def test_a_customer_earns_one_point_per_whole_unit(shop: OracleShop, ann: int) -> None:
    sale = accepted(shop.sale("a", ann, 6899))
    assert sale.points_earned == 68
    assert sale.of_customer("points") == 68
    assert sale.of_house("points", "point") == -68


def test_points_end_with_the_month_twelve_months_after_earning(shop: OracleShop, ann: int) -> None:
    accepted(shop.sale("a", ann, 6800))
    assert shop.state(ann).lots == (("points", 68, dt.date(2027, 3, 31), TODAY),)


def test_a_top_up_of_500_opens_principal_and_a_gift_of_50(shop: OracleShop, ann: int) -> None:
    top_up = accepted(shop.top_up("a", ann, 50_000))
    assert [(e.account, e.amount) for e in top_up.entries] == [
        ("tender:cash", -50_000),
        ("principal", 50_000),
        ("bonus", -5_000),
        ("gift", 5_000),
    ]
    assert shop.state(ann).lots == (
        ("principal", 50_000, None, TODAY),
        ("gift", 5_000, dt.date(2027, 3, 10), TODAY),
    )


@pytest.mark.parametrize(
    ("amount", "gift"),
    [(19_999, 0), (20_000, 2_000), (49_999, 2_000), (50_000, 5_000), (200_000, 5_000)],
)
def test_the_largest_offer_reached_applies_once(
    shop: OracleShop, ann: int, amount: int, gift: int
) -> None:
    assert accepted(shop.top_up("a", ann, amount)).gift == gift
    assert shop.state(ann).gift == gift


def test_an_offer_can_be_declined(shop: OracleShop, ann: int) -> None:
    assert accepted(shop.top_up("a", ann, 50_000, offer=False)).gift == 0
    assert shop.house() == {("tender:cash", "money"): -50_000}


def test_a_top_up_by_card_is_no_cash_earns_no_points_and_is_no_visit(
    shop: OracleShop, ann: int
) -> None:
    accepted(shop.top_up("a", ann, 150_000, means="card"))
    state = shop.state(ann)
    assert shop.tender_totals(TODAY) == {"card": -150_000}
    assert (state.points, state.tier, state.last_visit) == (0, "regular", None)


def test_stored_value_is_not_a_means_to_top_up(shop: OracleShop, ann: int) -> None:
    assert reason(shop.top_up("a", ann, 100, means="stored")) == "wrong_means"


def test_stored_value_is_spent_pro_rata_with_principal_floored(shop: OracleShop, ann: int) -> None:
    accepted(shop.top_up("t", ann, 50_000))
    sale = accepted(shop.sale("a", ann, 6800, {"stored": 6800}))
    # 6800 x 50000 / 55000 = 6181.8
    assert sale.of_customer("principal") == -6181
    assert sale.of_customer("gift") == -619
    assert sale.of_house("sales") == 6800
    assert sale.points_earned == 61


def test_each_part_draws_its_own_lots_soonest_end_first(shop: OracleShop, ann: int) -> None:
    accepted(shop.top_up("t1", ann, 20_000, date=dt.date(2026, 2, 1)))
    accepted(shop.top_up("t2", ann, 20_000, date=dt.date(2026, 1, 1)))
    sale = accepted(shop.sale("a", ann, 33_000, {"stored": 33_000}))
    assert [(e.account, e.amount) for e in sale.entries if e.lot is not None][:4] == [
        ("principal", -20_000),
        ("principal", -10_000),
        ("gift", -2_000),
        ("gift", -1_000),
    ]
    assert shop.state(ann).lots[:2] == (
        ("principal", 10_000, None, dt.date(2026, 2, 1)),
        ("gift", 1_000, dt.date(2027, 2, 1), dt.date(2026, 2, 1)),
    )


def test_the_soonest_end_goes_before_the_oldest_and_no_end_last(shop: OracleShop, ann: int) -> None:
    later, sooner = dt.date(2026, 12, 31), dt.date(2026, 12, 30)
    accepted(shop.opening("o1", ann, points=10, date=dt.date(2026, 1, 1)))
    accepted(shop.opening("o2", ann, points=20, ends=later, date=dt.date(2026, 1, 2)))
    accepted(shop.opening("o3", ann, points=30, ends=sooner))
    accepted(shop.redeem("r", ann, 35))
    assert shop.state(ann).lots[1:] == (
        ("points", 15, later, dt.date(2026, 1, 2)),
        ("points", 10, None, dt.date(2026, 1, 1)),
    )


def test_lots_alike_are_drawn_in_the_order_they_were_made(shop: OracleShop, ann: int) -> None:
    first = accepted(shop.opening("o1", ann, points=10)).entries[1].lot
    accepted(shop.opening("o2", ann, points=10))
    assert accepted(shop.redeem("r", ann, 4)).entries[0].lot == first


def test_all_stored_value_can_be_spent_and_not_a_cent_more(shop: OracleShop, ann: int) -> None:
    accepted(shop.top_up("t", ann, 20_000))
    assert reason(shop.sale("a", ann, 22_001, {"stored": 22_001})) == "short_stored"
    accepted(shop.sale("b", ann, 22_000, {"stored": 22_000}))
    assert (shop.state(ann).principal, shop.state(ann).gift) == (0, 0)


def test_points_paying_3_00_are_a_bonus_of_the_house(shop: OracleShop, ann: int) -> None:
    accepted(shop.opening("o", ann, points=500))
    sale = accepted(shop.sale("a", ann, 300, {"points": 300}))
    assert [(e.account, e.unit, e.amount) for e in sale.entries] == [
        ("points", "point", -300),
        ("points", "point", 300),
        ("bonus", "money", -300),
        ("sales", "money", 300),
    ]
    assert shop.state(ann).points == 200


def test_points_into_store_credit(shop: OracleShop, ann: int) -> None:
    accepted(shop.opening("o", ann, points=300))
    redeem = accepted(shop.redeem("a", ann, 300))
    assert [(e.account, e.unit, e.amount) for e in redeem.entries] == [
        ("points", "point", -300),
        ("points", "point", 300),
        ("bonus", "money", -300),
        ("credit", "money", 300),
    ]
    assert shop.state(ann) == State(
        0, 0, 300, 0, (("credit", 300, None, TODAY),), "regular", last_visit=None
    )


def test_nothing_is_earned_on_gift_points_or_credit(shop: OracleShop, ann: int) -> None:
    accepted(shop.opening("o", ann, gift=1_000, points=2_000))
    accepted(shop.redeem("r", ann, 1_000))
    paid = {"stored": 1_000, "credit": 1_000, "points": 1_000}
    assert accepted(shop.sale("a", ann, 3_000, paid)).points_earned == 0
    assert shop.state(ann).points == 0


def test_the_points_base_is_money_and_principal_together(shop: OracleShop, ann: int) -> None:
    accepted(shop.opening("o", ann, principal=1_050, points=100))
    paid = {"stored": 1_050, "card": 900, "wechat": 50, "points": 100}
    # 1050 + 900 + 50 = 20.00; floored once, not part by part.
    assert accepted(shop.sale("a", ann, 2_100, paid)).points_earned == 20


def test_points_must_make_whole_minor_units() -> None:
    shop = shop_with(Rules(exponent=0, earn_points=10, worth_minor=10))
    lin = shop.new_customer()
    accepted(shop.opening("o", lin, points=100))
    assert reason(shop.redeem("a", lin, 25)) == "wrong_points"
    assert reason(shop.sale("b", lin, 2, {"points": 25})) == "wrong_points"
    accepted(shop.redeem("c", lin, 30))
    assert shop.state(lin).credit == 3


def test_taiwan_earns_ten_points_per_100() -> None:
    shop = shop_with(Rules(exponent=0, earn_points=10, worth_minor=10))
    lin = shop.new_customer()
    assert accepted(shop.sale("a", lin, 1_259)).points_earned == 125


def test_too_few_points_or_credit(shop: OracleShop, ann: int) -> None:
    accepted(shop.opening("o", ann, points=100))
    assert reason(shop.redeem("a", ann, 101)) == "short_points"
    assert reason(shop.sale("b", ann, 300, {"points": 300})) == "short_points"
    assert reason(shop.sale("c", ann, 300, {"credit": 300})) == "short_credit"


def test_points_just_earned_cannot_pay_their_own_sale(shop: OracleShop, ann: int) -> None:
    assert reason(shop.sale("a", ann, 10_001, {"cash": 10_000, "points": 1})) == "short_points"


def test_cash_above_the_due_is_change(shop: OracleShop) -> None:
    sale = accepted(shop.sale("a", None, 6800, {"cash": 10_000}))
    assert (sale.given, sale.change, sale.of_house("tender:cash")) == (10_000, 3_200, -6800)


def test_cash_beside_a_card_pays_what_is_left(shop: OracleShop) -> None:
    sale = accepted(shop.sale("a", None, 6800, {"cash": 2_000, "card": 5_000}))
    assert (sale.given, sale.change) == (2_000, 200)
    assert shop.tender_totals(TODAY) == {"card": -5_000, "cash": -1_800}


@pytest.mark.parametrize(
    "payments",
    [{"cash": 6799}, {"card": 6801}, {"card": 6799}, {}, {"card": 7000, "cash": 100}],
)
def test_any_other_sum_is_refused(shop: OracleShop, payments: dict[str, int]) -> None:
    assert reason(shop.sale("a", None, 6800, payments)) == "not_settled"
    assert shop.operations == ()


@pytest.mark.parametrize("means", ["stored", "credit", "points"])
def test_a_walk_in_has_no_value_to_spend(shop: OracleShop, means: str) -> None:
    assert reason(shop.sale("a", None, 100, {means: 100})) == "no_customer"


def test_amounts_are_above_zero_and_means_known(shop: OracleShop, ann: int) -> None:
    assert reason(shop.sale("a", ann, 0)) == "bad_amount"
    assert reason(shop.sale("a", ann, 100, {"cash": 200, "card": -100})) == "bad_amount"
    assert reason(shop.sale("a", ann, 100, {"gold": 100})) == "wrong_means"
    assert reason(shop.top_up("a", ann, -1)) == "bad_amount"
    assert reason(shop.redeem("a", ann, 0)) == "bad_amount"
    assert reason(shop.opening("a", ann)) == "bad_amount"
    assert reason(shop.opening("a", ann, principal=5, gift=-1)) == "bad_amount"
    assert reason(shop.sale("a", ann + 1, 100)) == "unknown_customer"


def test_an_opening_stands_against_the_opening_account(shop: OracleShop, ann: int) -> None:
    ends = dt.date(2026, 12, 31)
    accepted(shop.opening("o", ann, principal=300, gift=20, points=7, ends=ends))
    assert shop.house() == {("opening", "money"): -320, ("opening", "point"): -7}
    assert [lot[2] for lot in shop.state(ann).lots] == [ends, ends, ends]
    assert shop.state(ann).last_visit is None


@pytest.mark.parametrize(
    ("gross", "discount"), [(3, 0), (4, 1), (10, 2), (9_999, 1_500), (10_001, 1_500)]
)
def test_the_tier_discount_is_rounded_half_up_once(gross: int, discount: int) -> None:
    tiers = (TierRule("regular", 0, 100, 0), TierRule("silver", 1, 100, 15))
    shop = shop_with(Rules(tiers=tiers))
    ann = shop.new_customer()
    assert accepted(shop.sale("first", ann, gross)).discount == 0
    sale = accepted(shop.sale("second", ann, gross))
    assert (sale.discount, sale.net, sale.given) == (discount, gross - discount, gross - discount)


def test_the_same_request_twice_returns_the_first_outcome(shop: OracleShop, ann: int) -> None:
    first = accepted(shop.sale("a", ann, 300, {"cash": 100, "card": 200}))
    shop.set_now(utc(2026, 5, 1))
    again = shop.sale("a", ann, 300, {"card": 200, "cash": 100}, terminal="Till 1")
    assert again == first
    assert len(shop.operations) == 1


def test_the_same_id_for_something_else_is_refused(shop: OracleShop, ann: int) -> None:
    accepted(shop.sale("a", ann, 300))
    assert reason(shop.sale("a", ann, 301)) == "request_reused"
    assert reason(shop.sale("a", ann, 300, {"card": 300})) == "request_reused"
    assert reason(shop.top_up("a", ann, 300)) == "request_reused"
    assert reason(shop.reverse("a", "a", void=False)) == "request_reused"


def test_a_refused_id_may_be_used_again(shop: OracleShop, ann: int) -> None:
    assert reason(shop.sale("a", ann, 300, {"stored": 300})) == "short_stored"
    accepted(shop.sale("a", ann, 300))


def test_customers_do_not_share_value(shop: OracleShop, ann: int) -> None:
    bob = shop.new_customer()
    accepted(shop.top_up("t", ann, 20_000))
    assert reason(shop.sale("a", bob, 100, {"stored": 100})) == "short_stored"
    assert shop.state(bob) == State(0, 0, 0, 0, (), "regular", last_visit=None)
