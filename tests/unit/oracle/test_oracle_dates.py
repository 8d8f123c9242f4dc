"""Business dates, ends of lots, back-dating and tiers over time in the oracle."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from tests.helpers.oracle import OracleShop
from tests.helpers.oracle_arithmetic import add_months, points_end
from tests.helpers.oracle_outcomes import accepted, reason, utc
from tests.helpers.oracle_types import Rules, TierRule

TODAY = dt.date(2026, 3, 10)


@pytest.mark.parametrize(
    ("hour", "minute", "day"), [(19, 59, 9), (20, 0, 10), (16, 0, 9), (23, 59, 10)]
)
def test_the_day_begins_at_four_local_time(hour: int, minute: int, day: int) -> None:
    shop = OracleShop(Rules(), ZoneInfo("Asia/Shanghai"))
    shop.set_now(utc(2026, 3, 9, hour, minute))
    assert accepted(shop.sale("a", None, 100)).business_date == dt.date(2026, 3, day)


@pytest.mark.parametrize(
    ("day", "month_on"),
    [
        (dt.date(2026, 3, 10), dt.date(2027, 3, 10)),
        (dt.date(2024, 2, 29), dt.date(2025, 2, 28)),
        (dt.date(2026, 12, 31), dt.date(2027, 12, 31)),
    ],
)
def test_gift_ends_on_the_same_day_of_the_month_or_the_last(
    day: dt.date, month_on: dt.date
) -> None:
    assert add_months(day, 12) == month_on


def test_points_of_any_day_of_a_month_end_on_its_last_day() -> None:
    assert points_end(dt.date(2026, 2, 1), 12) == dt.date(2027, 2, 28)
    assert points_end(dt.date(2027, 2, 28), 12) == dt.date(2028, 2, 29)


def test_months_are_counted_over_the_turn_of_the_year_in_both_directions() -> None:
    assert add_months(dt.date(2026, 1, 31), -2) == dt.date(2025, 11, 30)
    assert add_months(dt.date(2026, 11, 30), 1) == dt.date(2026, 12, 30)


def test_a_lot_is_valid_through_the_end_of_its_last_day(shop: OracleShop, ann: int) -> None:
    accepted(shop.opening("o", ann, points=100, ends=TODAY))
    shop.set_now(utc(2026, 3, 11, 3, 59))
    accepted(shop.redeem("a", ann, 40))
    shop.set_now(utc(2026, 3, 11, 4, 0))
    assert reason(shop.redeem("b", ann, 40)) == "short_points"


def test_a_lot_that_is_over_cannot_be_drawn_by_back_dating(shop: OracleShop, ann: int) -> None:
    accepted(shop.opening("o", ann, points=100, ends=TODAY))
    shop.set_now(utc(2026, 3, 11))
    assert reason(shop.redeem("a", ann, 40, date=TODAY)) == "short_points"


def test_an_expiry_is_booked_before_the_next_operation(shop: OracleShop, ann: int) -> None:
    accepted(shop.opening("o", ann, gift=100, points=7, ends=TODAY))
    shop.set_now(utc(2026, 5, 1))
    assert shop.state(ann).gift == 100
    sale = accepted(shop.sale("a", ann, 50))
    assert len(sale.expired) == 2
    gift, points, last = shop.operations[1:]
    assert [gift.kind, points.kind, last.kind] == ["expiry", "expiry", "sale"]
    assert gift.business_date == points.business_date == dt.date(2026, 3, 11)
    assert [(e.account, e.amount) for e in gift.entries] == [("gift", -100), ("expired", 100)]
    assert shop.house()["expired", "point"] == 7
    assert shop.state(ann).lots == ()


def test_a_refused_operation_books_no_expiry(shop: OracleShop, ann: int) -> None:
    accepted(shop.opening("o", ann, gift=100, ends=TODAY))
    shop.set_now(utc(2026, 5, 1))
    assert reason(shop.sale("a", ann, 50, {"stored": 50})) == "short_stored"
    assert shop.state(ann).gift == 100


def test_only_the_customer_of_the_operation_is_looked_at(shop: OracleShop, ann: int) -> None:
    bob = shop.new_customer()
    accepted(shop.opening("o", ann, gift=100, ends=TODAY))
    shop.set_now(utc(2026, 5, 1))
    assert accepted(shop.sale("a", bob, 50)).expired == ()
    assert accepted(shop.sale("b", None, 50)).expired == ()


def test_expire_books_everything_due_once(shop: OracleShop, ann: int) -> None:
    bob = shop.new_customer()
    accepted(shop.opening("o1", ann, gift=100, ends=TODAY))
    accepted(shop.opening("o2", bob, principal=50, ends=TODAY))
    assert accepted(shop.expire(TODAY)).expired == ()
    assert reason(shop.expire(dt.date(2026, 3, 11))) == "future_date"
    shop.set_now(utc(2026, 3, 11))
    booked = accepted(shop.expire(shop.today))
    assert (len(booked.expired), booked.of_house("expired")) == (2, 150)
    assert accepted(shop.expire(shop.today)).expired == ()


def test_gift_of_an_offer_and_points_run_out(shop: OracleShop, ann: int) -> None:
    accepted(shop.top_up("t", ann, 50_000))
    accepted(shop.sale("a", ann, 10_000))
    shop.set_now(utc(2027, 3, 11))
    accepted(shop.expire(shop.today))
    assert (shop.state(ann).gift, shop.state(ann).points) == (0, 100)
    shop.set_now(utc(2027, 4, 1))
    accepted(shop.expire(shop.today))
    assert (shop.state(ann).principal, shop.state(ann).points) == (50_000, 0)


def test_a_date_to_come_is_refused(shop: OracleShop, ann: int) -> None:
    tomorrow = dt.date(2026, 3, 11)
    assert reason(shop.sale("a", ann, 50, date=tomorrow)) == "future_date"
    assert reason(shop.opening("b", ann, points=5, date=tomorrow)) == "future_date"


def test_a_back_dated_credit_counts_from_its_date(shop: OracleShop, ann: int) -> None:
    day = dt.date(2025, 4, 15)
    accepted(shop.top_up("t", ann, 20_000, date=day))
    accepted(shop.sale("a", ann, 500, date=day))
    assert shop.state(ann).lots == (
        ("principal", 20_000, None, day),
        ("gift", 2_000, dt.date(2026, 4, 15), day),
        ("points", 5, dt.date(2026, 4, 30), day),
    )
    assert shop.state(ann).last_visit == day
    assert shop.tender_totals(TODAY) == {}
    assert shop.tender_totals(day) == {"cash": -20_500}


def test_a_credit_that_would_be_over_is_refused_whole(shop: OracleShop, ann: int) -> None:
    assert reason(shop.top_up("a", ann, 20_000, date=dt.date(2025, 3, 9))) == "expired_already"
    assert reason(shop.sale("b", ann, 500, date=dt.date(2025, 2, 28))) == "expired_already"
    assert reason(shop.opening("c", ann, gift=5, ends=dt.date(2026, 3, 9))) == "expired_already"
    assert shop.operations == ()
    accepted(shop.top_up("a", ann, 20_000, date=dt.date(2025, 3, 10)))
    accepted(shop.top_up("d", ann, 19_999, date=dt.date(2020, 1, 1)))
    accepted(shop.sale("b", ann, 500, date=dt.date(2025, 3, 1)))
    accepted(shop.sale("e", ann, 99, date=dt.date(2020, 1, 1)))


def test_last_visit_is_the_latest_date_and_not_the_latest_entry(shop: OracleShop, ann: int) -> None:
    accepted(shop.sale("a", ann, 500))
    accepted(shop.sale("b", ann, 500, date=dt.date(2026, 1, 2)))
    accepted(shop.redeem("r", ann, 5))
    assert shop.state(ann).last_visit == TODAY


def test_silver_from_400_at_once_but_for_the_next_sale(shop: OracleShop, ann: int) -> None:
    assert accepted(shop.sale("a", ann, 39_999)).points_earned == 399
    assert shop.state(ann).tier == "regular"
    assert accepted(shop.sale("b", ann, 1)).points_earned == 0
    assert shop.state(ann).tier == "silver"
    assert accepted(shop.sale("c", ann, 1_099)).points_earned == 13


def test_one_sale_may_reach_gold(shop: OracleShop, ann: int) -> None:
    assert accepted(shop.sale("a", ann, 100_000)).points_earned == 1_000
    assert shop.state(ann).tier == "gold"
    assert accepted(shop.sale("b", ann, 1_000)).points_earned == 15


def test_spend_is_money_and_principal_only(shop: OracleShop, ann: int) -> None:
    accepted(shop.opening("o", ann, principal=20_000, gift=20_000, points=20_000))
    accepted(shop.redeem("r", ann, 10_000))
    paid = {"stored": 40_000, "credit": 10_000, "points": 10_000, "alipay": 19_999}
    accepted(shop.sale("a", ann, 79_999, paid))
    assert shop.state(ann).tier == "regular"
    accepted(shop.sale("b", ann, 1))
    assert shop.state(ann).tier == "silver"


def test_the_window_is_twelve_months_that_end_on_the_day(shop: OracleShop, ann: int) -> None:
    bob = shop.new_customer()
    shop.set_now(utc(2025, 3, 10))
    accepted(shop.sale("a", ann, 20_000))
    shop.set_now(utc(2025, 3, 11))
    accepted(shop.sale("b", bob, 20_000))
    shop.set_now(utc(2026, 3, 10))
    accepted(shop.sale("c", ann, 20_000))
    accepted(shop.sale("d", bob, 20_000))
    assert (shop.state(ann).tier, shop.state(bob).tier) == ("regular", "silver")


def test_a_tier_is_kept_when_its_spend_has_left_the_window(shop: OracleShop, ann: int) -> None:
    accepted(shop.sale("a", ann, 40_000))
    shop.set_now(utc(2028, 1, 1))
    assert accepted(shop.sale("b", ann, 1_000)).points_earned == 12


def test_a_back_dated_sale_earns_at_the_tier_of_its_own_date(shop: OracleShop, ann: int) -> None:
    accepted(shop.sale("a", ann, 40_000))
    earlier = accepted(shop.sale("b", ann, 1_000, date=dt.date(2026, 3, 9)))
    assert earlier.points_earned == 10
    assert accepted(shop.sale("c", ann, 1_000, date=TODAY)).points_earned == 12


def test_a_back_dated_sale_can_lift_the_spend_of_a_later_date(shop: OracleShop, ann: int) -> None:
    accepted(shop.sale("a", ann, 20_000))
    accepted(shop.sale("b", ann, 20_000, date=dt.date(2026, 1, 5)))
    assert shop.state(ann).tier == "silver"
    on_that_day = accepted(shop.sale("c", ann, 1_000, date=dt.date(2026, 1, 5)))
    assert on_that_day.points_earned == 10


def test_a_tier_without_a_spend_is_never_reached_by_spend() -> None:
    tiers = (TierRule("regular", 0, 100, 0), TierRule("invited", None, 300, 20))
    shop = OracleShop(Rules(tiers=tiers), ZoneInfo("UTC"))
    shop.set_now(utc(2026, 3, 10))
    ann = shop.new_customer()
    accepted(shop.sale("a", ann, 9_000_000))
    assert shop.state(ann).tier == "regular"


def test_factors_multiply_and_are_floored_once() -> None:
    tiers = (TierRule("regular", 0, 150, 0),)
    rules = Rules(tiers=tiers, earn_points=3, earn_minor=200)
    shop = OracleShop(rules, ZoneInfo("UTC"))
    shop.set_now(utc(2026, 3, 10))
    # 1.99 x 3/2 x 1.5 = 4.4775; flooring the rate first would give 2 x 1.5 = 3.
    assert accepted(shop.sale("a", shop.new_customer(), 199)).points_earned == 4
