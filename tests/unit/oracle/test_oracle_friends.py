"""Vouchers for friends in the oracle: figures that an owner would check."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from tests.helpers.oracle import OracleShop
from tests.helpers.oracle_outcomes import accepted, reason, utc
from tests.helpers.oracle_types import Rules, VoucherRule

FREE = VoucherRule("free", "amount_off", 2_000)
TWO = VoucherRule("two", "bring_a_friend", 1_500, days=60)


@pytest.fixture
def shop() -> OracleShop:
    """Return a shop at noon of 10 March 2026 in which 1 brought 2."""
    shop = OracleShop(Rules(vouchers=(TWO, FREE)), ZoneInfo("UTC"))
    shop.set_now(utc(2026, 3, 10))
    shop.brought(shop.new_customer() + 1, by=1)
    shop.new_customer()
    return shop


def living(shop: OracleShop) -> list[int]:
    """Return how many vouchers each of the two has that live."""
    return [len(shop.living_vouchers(who)) for who in (1, 2)]


def test_both_get_one_with_the_first_sale_and_none_with_the_second(shop: OracleShop) -> None:
    accepted(shop.sale("a", 2, 2_000))
    assert shop.state(1).vouchers == (("vouchers", 1, dt.date(2026, 5, 9), shop.today),)
    accepted(shop.sale("b", 2, 2_000))
    accepted(shop.sale("c", 1, 2_000))
    assert living(shop) == [1, 1]


def test_undo_takes_both_and_is_refused_once_one_was_used(shop: OracleShop) -> None:
    accepted(shop.sale("a", 2, 2_000))
    accepted(shop.reverse("u", "a", void=False))
    assert living(shop) == [0, 0]
    accepted(shop.sale("b", 2, 2_000))
    sale = accepted(shop.sale("c", 1, 5_000, vouchers=shop.living_vouchers(1)))
    assert sale.net == 3_500
    assert reason(shop.reverse("v", "b", void=False)) == "touched"


def test_what_is_given_back_leaves_none_and_brings_none_again(shop: OracleShop) -> None:
    accepted(shop.sale("a", 2, 2_000))
    accepted(shop.refund("r", "a", 1_999))
    assert living(shop) == [1, 1]
    accepted(shop.refund("s", "a"))
    assert living(shop) == [0, 0]
    accepted(shop.sale("b", 2, 2_000))
    assert living(shop) == [0, 0]


def test_what_was_used_does_not_come_back_with_its_own_sale(shop: OracleShop) -> None:
    accepted(shop.sale("a", 2, 2_000))
    accepted(shop.sale("b", 1, 5_000, vouchers=shop.living_vouchers(1)))
    accepted(shop.refund("r", "a"))
    assert accepted(shop.refund("s", "b")).vouchers_returned == ()
    assert living(shop) == [0, 0]


def test_what_came_to_nothing_is_neither_first_nor_kept(shop: OracleShop) -> None:
    accepted(shop.issue_voucher("i", 2, "free"))
    accepted(shop.sale("a", 2, 2_000, vouchers=shop.living_vouchers(2)))
    assert living(shop) == [0, 0]
    accepted(shop.sale("b", 2, 2_000))
    assert living(shop) == [1, 1]
    accepted(shop.refund("r", "b"))
    assert living(shop) == [0, 0]


def test_what_an_earlier_sale_gave_is_made_void_today(shop: OracleShop) -> None:
    accepted(shop.sale("a", 2, 2_000))
    shop.set_now(utc(2026, 3, 12))
    accepted(shop.sale("b", 2, 2_000))
    accepted(shop.refund("r", "a"))
    accepted(shop.reverse("u", "b", void=False))
    assert living(shop) == [0, 0]
    last = shop.operations[-2:]
    assert [(one.kind, one.business_date) for one in last] == [("voucher_gone", shop.today)] * 2


def test_what_the_undone_sale_gave_is_taken_out_on_its_day(shop: OracleShop) -> None:
    accepted(shop.sale("a", 2, 2_000, date=dt.date(2026, 3, 8)))
    accepted(shop.reverse("u", "a", void=False))
    last = shop.operations[-2:]
    on = dt.date(2026, 3, 8)
    assert [(one.kind, one.business_date) for one in last] == [("reversal", on)] * 2


def test_what_came_back_was_not_used_whatever_lot_it_lies_in(shop: OracleShop) -> None:
    accepted(shop.sale("a", 2, 2_000))
    accepted(shop.sale("b", 1, 5_000, vouchers=shop.living_vouchers(1)))
    shop.set_now(utc(2026, 6, 1))
    accepted(shop.refund("s", "b"))
    assert living(shop) == [1, 0]
    accepted(shop.sale("c", 2, 2_000))
    accepted(shop.refund("r", "a"))
    accepted(shop.reverse("u", "c", void=False))
    assert living(shop) == [0, 0]
