"""Vouchers and rewards: issued, used, given back, void; figures that an owner would check."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from tests.helpers.oracle import OracleShop
from tests.helpers.oracle_outcomes import accepted, reason, utc
from tests.helpers.oracle_types import (
    PackageRule,
    Refusal,
    RewardRule,
    Rules,
    TierRule,
    VoucherRule,
)
from tests.helpers.oracle_voucher_sums import Line, take_off

TODAY = dt.date(2026, 3, 10)
TENNER = VoucherRule("tenner", "amount_off", 1_000, days=30)
TENTH = VoucherRule("tenth", "percent_off", 1_000)
BIG = VoucherRule("big", "amount_off", 500, minimum=5_000)
WASH = VoucherRule("wash", "free_item", item="wash")
AGAIN = VoucherRule("again", "next_visit", 700, days=60)
BOUGHT = VoucherRule("bought", "amount_off", 300, points=200)
SILVER = VoucherRule("silver", "amount_off", 2_000, days=90, entry="silver")
MAY = VoucherRule(
    "may", "amount_off", 400, first_day=dt.date(2026, 5, 1), last_day=dt.date(2026, 5, 31)
)
RULES = Rules(
    vouchers=(TENNER, TENTH, BIG, WASH, AGAIN, BOUGHT, SILVER, MAY),
    packages=(PackageRule("wash", 3_000, 3),),
    rewards=(RewardRule("shampoo", 400, stock=2), RewardRule("trim", 500)),
)


def shop_of(rules: Rules) -> OracleShop:
    """Return a shop at noon of 10 March 2026."""
    shop = OracleShop(rules, ZoneInfo("UTC"))
    shop.set_now(utc(2026, 3, 10))
    return shop


@pytest.fixture
def shop() -> OracleShop:
    return shop_of(RULES)


def given(shop: OracleShop, who: int, code: str) -> int:
    """Issue a voucher and return its number."""
    accepted(shop.issue_voucher(f"issue-{len(shop.operations)}", who, code))
    return shop.vouchers_of(who)[-1]


def test_a_voucher_is_issued_and_lies_on_an_account(shop: OracleShop, ann: int) -> None:
    issued = accepted(shop.issue_voucher("i", ann, "tenner"))
    assert [(e.account, e.unit, e.amount) for e in issued.entries] == [
        ("vouchers", "voucher", -1),
        ("vouchers", "voucher", 1),
    ]
    assert shop.state(ann).vouchers == (("vouchers", 1, dt.date(2026, 4, 9), TODAY),)
    assert reason(shop.issue_voucher("x", ann, "none")) == "unknown_voucher"


def test_a_tenner_off_68_leaves_58_to_pay_and_to_earn_on(shop: OracleShop, ann: int) -> None:
    number = given(shop, ann, "tenner")
    sale = accepted(shop.sale("s", ann, 6_800, vouchers=[number]))
    assert (sale.net, sale.discount, sale.points_earned) == (5_800, 1_000, 58)
    assert sale.off == ((number, 1_000),)
    assert shop.state(ann).vouchers == ()
    assert reason(shop.sale("t", ann, 6_800, vouchers=[number])) == "dead_voucher"


def test_what_is_left_of_an_amount_is_lost(shop: OracleShop, ann: int) -> None:
    number = given(shop, ann, "tenner")
    sale = accepted(shop.sale("s", ann, 640, vouchers=[number]))
    assert (sale.net, sale.off) == (0, ((number, 640),))
    assert sale.of_house("sales") == 0


def test_each_voucher_works_on_what_the_one_before_left() -> None:
    """100.00 less 7 % is 93.00; 10 % off that 9.30, and 10.00 off the rest: 73.70.

    The other way round the 10 % is of 83.00 only: 74.70.
    """
    rules = Rules(tiers=(TierRule("regular", 0, 100, 7),), vouchers=(TENNER, TENTH))
    for order, net in ((("tenth", "tenner"), 7_370), (("tenner", "tenth"), 7_470)):
        shop = shop_of(rules)
        who = shop.new_customer()
        numbers = [given(shop, who, code) for code in order]
        assert accepted(shop.sale("s", who, 10_000, vouchers=numbers)).net == net


def test_the_minimum_is_looked_at_after_the_tier_and_before_any_voucher() -> None:
    rules = Rules(tiers=(TierRule("regular", 0, 100, 10),), vouchers=(TENNER, BIG))
    shop = shop_of(rules)
    who = shop.new_customer()
    numbers = [given(shop, who, "tenner"), given(shop, who, "big")]
    assert reason(shop.sale("s", who, 5_555, vouchers=numbers)) == "short_spend"
    assert accepted(shop.sale("s", who, 5_556, vouchers=numbers)).net == 3_500


def test_a_percentage_is_rounded_half_up_once_and_split_by_largest_remainder() -> None:
    """10 % of 0.25 are 2.5 cents: 3. Of 3 cents over 10, 10 and 5 the first two get one each."""
    lines = [Line(10), Line(10), Line(5)]
    after = take_off(TENTH, lines, spend=25)
    assert [line.net for line in after] == [9, 9, 4]


def test_a_free_item_lies_on_its_line_piece_by_piece(shop: OracleShop, ann: int) -> None:
    """Two of 3.01 together are 6.02: the first free one takes 3.01, the second what is left."""
    lines = [Line(500), Line(601, "wash", 2_000)]
    once = take_off(WASH, lines, spend=1_101)
    twice = take_off(WASH, once, spend=1_101)
    assert [line.net for line in once] == [500, 300]
    assert [line.net for line in twice] == [500, 0]
    with pytest.raises(Refusal, match="needs_item"):
        take_off(WASH, twice, spend=1_101)
    numbers = [given(shop, ann, "wash") for _ in range(2)]
    assert reason(shop.sale("s", ann, 500, vouchers=numbers)) == "needs_item"
    sold = accepted(shop.sale("s", ann, 500, packages={"wash": 1}, vouchers=numbers[:1]))
    assert (sold.net, shop.state(ann).visits_left("wash")) == (500, 3)


def test_nothing_off_uses_nothing_up(shop: OracleShop, ann: int) -> None:
    numbers = [given(shop, ann, "tenner"), given(shop, ann, "tenner")]
    assert reason(shop.sale("s", ann, 900, vouchers=numbers)) == "no_effect"


def test_a_voucher_is_its_customers_own(shop: OracleShop, ann: int) -> None:
    bob, number = shop.new_customer(), given(shop, ann, "tenner")
    assert reason(shop.sale("s", bob, 5_000, vouchers=[number])) == "foreign_voucher"
    assert reason(shop.sale("s", None, 5_000, vouchers=[number])) == "no_customer"
    assert reason(shop.sale("s", ann, 5_000, vouchers=[number, number])) == "twice"
    assert reason(shop.sale("s", ann, 5_000, vouchers=[999])) == "unknown_voucher"


def test_valid_from_its_first_day_through_its_last(shop: OracleShop, ann: int) -> None:
    number = given(shop, ann, "may")
    assert reason(shop.sale("s", ann, 5_000, vouchers=[number])) == "not_yet"
    shop.set_now(utc(2026, 6, 1, 3))  # the business day of 31 May lasts until 4 in the morning
    accepted(shop.sale("s", ann, 5_000, vouchers=[number]))
    late = shop_of(RULES)
    late.set_now(utc(2026, 4, 1))
    who = late.new_customer()
    number = given(late, who, "may")
    late.set_now(utc(2026, 6, 1, 5))
    assert reason(late.sale("s", who, 5_000, vouchers=[number])) == "dead_voucher"
    accepted(late.sale("t", who, 5_000))
    assert late.state(who).vouchers == ()
    assert reason(late.issue_voucher("x", who, "may")) == "expired_already"


def test_the_next_visit_is_another_day(shop: OracleShop, ann: int) -> None:
    number = given(shop, ann, "again")
    assert reason(shop.sale("s", ann, 5_000, vouchers=[number])) == "not_yet"
    shop.set_now(utc(2026, 3, 11))
    assert accepted(shop.sale("s", ann, 5_000, vouchers=[number])).net == 4_300


def test_a_voucher_for_points(shop: OracleShop, ann: int) -> None:
    assert reason(shop.buy_voucher("b", ann, "tenner")) == "not_for_points"
    assert reason(shop.buy_voucher("b", ann, "bought")) == "short_points"
    accepted(shop.opening("o", ann, points=250))
    bought = accepted(shop.buy_voucher("b", ann, "bought"))
    assert [(e.account, e.unit, e.amount) for e in bought.entries] == [
        ("points", "point", -200),
        ("points", "point", 200),
        ("vouchers", "voucher", -1),
        ("vouchers", "voucher", 1),
    ]
    accepted(shop.reverse("u", "b", void=False))
    assert (shop.state(ann).points, shop.state(ann).vouchers) == (250, ())


def test_an_undone_sale_gives_its_voucher_back(shop: OracleShop, ann: int) -> None:
    number = given(shop, ann, "tenner")
    accepted(shop.sale("s", ann, 5_000, vouchers=[number]))
    accepted(shop.reverse("u", "s", void=False))
    assert accepted(shop.sale("t", ann, 5_000, vouchers=[number])).net == 4_000


def test_a_voucher_comes_back_with_the_last_cent(shop: OracleShop, ann: int) -> None:
    number = given(shop, ann, "tenner")
    accepted(shop.sale("s", ann, 5_000, vouchers=[number]))
    assert accepted(shop.refund("r", "s", 3_999)).vouchers_returned == ()
    assert accepted(shop.refund("q", "s")).vouchers_returned == (number,)
    assert shop.state(ann).vouchers == (("vouchers", 1, dt.date(2026, 4, 9), TODAY),)
    accepted(shop.sale("t", ann, 5_000, vouchers=[number]))
    assert reason(shop.reverse("u", "q", void=False)) == "touched"


def test_a_refund_that_leaves_too_little_takes_the_voucher_of_the_tier(
    shop: OracleShop, ann: int
) -> None:
    accepted(shop.sale("s", ann, 40_000))
    (number,) = shop.living_vouchers(ann)
    accepted(shop.refund("r", "s", 1))
    assert shop.living_vouchers(ann) == []
    accepted(shop.reverse("u", "r", void=False))
    assert shop.living_vouchers(ann) == [number]


def test_what_else_was_bought_that_day_bears_it_until_it_is_undone(
    shop: OracleShop, ann: int
) -> None:
    accepted(shop.sale("s", ann, 40_000))
    numbers = shop.living_vouchers(ann)
    accepted(shop.sale("t", ann, 50_000))
    accepted(shop.refund("r", "s"))
    assert shop.living_vouchers(ann) == numbers
    accepted(shop.reverse("u", "t", void=False))
    assert shop.living_vouchers(ann) == []


def test_one_that_was_used_does_not_come_back_to_a_tier_not_kept(
    shop: OracleShop, ann: int
) -> None:
    accepted(shop.sale("s", ann, 40_000))
    (number,) = shop.living_vouchers(ann)
    accepted(shop.sale("t", ann, 5_000, vouchers=(number,)))
    accepted(shop.refund("r", "s"))
    assert accepted(shop.refund("q", "t")).vouchers_returned == ()
    assert shop.living_vouchers(ann) == []


def test_an_ended_voucher_comes_back_for_30_days(shop: OracleShop, ann: int) -> None:
    number = given(shop, ann, "tenner")
    accepted(shop.sale("s", ann, 5_000, vouchers=[number]))
    shop.set_now(utc(2026, 5, 1))
    assert accepted(shop.refund("r", "s")).vouchers_returned == (number,)
    ends = dt.date(2026, 5, 31)
    assert shop.state(ann).vouchers == (("vouchers", 1, ends, dt.date(2026, 5, 1)),)
    assert accepted(shop.sale("t", ann, 5_000, vouchers=[number])).net == 4_000


def test_a_shop_may_keep_its_vouchers() -> None:
    shop = shop_of(Rules(vouchers=(TENNER,), vouchers_back=False))
    who = shop.new_customer()
    accepted(shop.sale("s", who, 5_000, vouchers=[given(shop, who, "tenner")]))
    assert accepted(shop.refund("r", "s")).vouchers_returned == ()
    assert shop.state(who).vouchers == ()


def test_a_void_voucher_is_over(shop: OracleShop, ann: int) -> None:
    number = given(shop, ann, "tenner")
    voided = accepted(shop.void_voucher("v", number))
    assert [(e.account, e.amount) for e in voided.entries] == [("vouchers", -1), ("adjustment", 1)]
    assert reason(shop.void_voucher("w", number)) == "dead_voucher"
    assert reason(shop.sale("s", ann, 5_000, vouchers=[number])) == "dead_voucher"
    accepted(shop.reverse("u", "v", void=False))
    accepted(shop.sale("s", ann, 5_000, vouchers=[number]))


def test_who_enters_a_tier_gets_its_voucher_once(shop: OracleShop, ann: int) -> None:
    accepted(shop.sale("a", ann, 39_999))
    assert shop.state(ann).vouchers == ()
    accepted(shop.sale("b", ann, 100))
    assert shop.state(ann).vouchers == (("vouchers", 1, dt.date(2026, 6, 8), TODAY),)
    accepted(shop.sale("c", ann, 100))
    assert len(shop.vouchers_of(ann)) == 1
    accepted(shop.reverse("u", "b", void=False))  # the next sale reached silver all the same
    assert len(shop.state(ann).vouchers) == 1
    accepted(shop.reverse("v", "c", void=False))
    assert (shop.state(ann).tier, shop.state(ann).vouchers) == ("regular", ())


def test_a_sale_whose_voucher_was_used_stays(shop: OracleShop, ann: int) -> None:
    accepted(shop.sale("a", ann, 40_000))
    (number,) = shop.vouchers_of(ann)
    accepted(shop.sale("b", ann, 5_000, vouchers=[number]))
    assert reason(shop.reverse("u", "a", void=False)) == "touched"
    assert shop.state(ann).tier == "silver"
    accepted(shop.reverse("v", "b", void=False))
    accepted(shop.reverse("u", "a", void=False))
    assert (shop.state(ann).tier, shop.state(ann).vouchers) == ("regular", ())


def test_a_reward_costs_points_and_stock(shop: OracleShop, ann: int) -> None:
    accepted(shop.opening("o", ann, points=1_300))
    accepted(shop.redeem_reward("a", ann, "shampoo", 2))
    assert reason(shop.redeem_reward("b", ann, "shampoo")) == "out_of_stock"
    assert reason(shop.redeem_reward("b", ann, "trim", 2)) == "short_points"
    assert reason(shop.redeem_reward("b", ann, "trim", 0)) == "bad_amount"
    assert reason(shop.redeem_reward("b", ann, "soap")) == "unknown_reward"
    assert shop.state(ann).points == 500
    accepted(shop.reverse("u", "a", void=False))
    accepted(shop.redeem_reward("c", ann, "shampoo"))
    assert shop.state(ann).points == 900
