"""A voucher of a tier that goes once the day of its issue is closed: made void today."""

import datetime as dt
from dataclasses import replace

import pytest

from smbcrm.membership.bills.types import Bill
from smbcrm.membership.dayclose.types import CloseRequest, Day
from smbcrm.membership.ledger.closing import DayClosed
from smbcrm.membership.ledger.types import OperationKind
from smbcrm.membership.sales import errors
from smbcrm.membership.sales.types import ReverseRequest, SaleRequest
from smbcrm.membership.tiers.types import HoldRequest
from smbcrm.membership.vouchers.types import VoucherMove, VoucherState
from tests.integration.vouchers.conftest import VoucherShop

FIRST_DAY = dt.date(2026, 3, 10)
NEXT_DAY = dt.date(2026, 3, 11)


def held(shop: VoucherShop) -> str:
    """Give Ann a tier by hand; return the voucher that came with it."""
    shop.services.tiers.hold(HoldRequest(shop.ann, "silver", None, "goodwill"), shop.act())
    (code,) = shop.living(shop.ann)
    return code


def close(shop: VoucherShop, date: dt.date | None = None) -> None:
    shop.services.dayclose.close(CloseRequest(shop.act(date), 0, word="a test"))


def look(shop: VoucherShop) -> Day:
    return shop.services.dayclose.look(CloseRequest(shop.act(FIRST_DAY)))


def last_move(shop: VoucherShop, code: str) -> VoucherMove:
    return shop.services.benefits.show(code).moves[-1]


def was_made_void(shop: VoucherShop, code: str, date: dt.date) -> bool:
    move = last_move(shop, code)
    told = (move.kind, move.reason_code, move.business_date)
    return told == (OperationKind.VOUCHER_VOID, "not_entered", date)


def moved_to_another_day(shop: VoucherShop) -> tuple[str, Bill]:
    """Let a sale of the day before bring a voucher, and one of today lead to the tier instead.

    The voucher keeps the day of its issue. Returns it and the bill of the later sale.
    """
    shop.on(3, 11)
    first = shop.services.till.sale(SaleRequest(shop.act(FIRST_DAY), shop.ann, 50_000))
    (code,) = shop.living(shop.ann)
    second = shop.sell(shop.ann, 45_000)
    shop.undo(first.operation)
    return code, second


def test_an_entry_undone_leaves_the_closed_day_of_its_voucher(shop: VoucherShop) -> None:
    code, sale = moved_to_another_day(shop)
    close(shop, FIRST_DAY)
    before = look(shop)
    shop.undo(sale.operation)
    assert (look(shop), shop.living(shop.ann)) == (before, set())
    assert was_made_void(shop, code, NEXT_DAY)


def test_an_entry_undone_takes_its_voucher_out_of_an_open_day(shop: VoucherShop) -> None:
    code, sale = moved_to_another_day(shop)
    shop.undo(sale.operation)
    move = last_move(shop, code)
    assert (move.kind, move.business_date) == (OperationKind.REVERSAL, FIRST_DAY)


def test_a_tier_taken_back_elsewhere_leaves_what_a_till_has_closed(shop: VoucherShop) -> None:
    code = held(shop)
    close(shop)
    before = look(shop).takings
    shop.services.tiers.unhold(shop.ann, shop.act(till="Till 2"))
    assert look(shop).takings == before
    assert was_made_void(shop, code, FIRST_DAY)


def test_only_the_owner_makes_it_void_on_a_closed_day(shop: VoucherShop) -> None:
    code = held(shop)
    shop.services.staff.add_staff("Mia")
    close(shop)
    with pytest.raises(DayClosed, match="2026-03-10 is closed"):
        shop.services.tiers.unhold(shop.ann, replace(shop.act(), staff="Mia"))
    assert shop.state(code) is VoucherState.ISSUED
    shop.services.tiers.unhold(shop.ann, shop.act())
    assert was_made_void(shop, code, FIRST_DAY)


def test_what_the_program_made_void_is_not_undone(shop: VoucherShop) -> None:
    code, sale = moved_to_another_day(shop)
    close(shop, FIRST_DAY)
    shop.undo(sale.operation)
    made = last_move(shop, code).id
    for reason in (None, "twice"):
        with pytest.raises(errors.MadeByProgram, match="Issue a new voucher"):
            shop.services.till.reverse(ReverseRequest(shop.act(), made, reason))
    assert shop.state(code) is VoucherState.VOID


def test_a_void_by_hand_is_undone_as_before(shop: VoucherShop) -> None:
    (code,) = shop.issue("ten")
    made = shop.void(code)
    shop.undo(made.operation)
    assert shop.living(shop.ann) == {code}


def test_the_end_of_a_voucher_is_not_undone(shop: VoucherShop) -> None:
    (code,) = shop.issue("ten")
    shop.on(5, 1)
    assert shop.services.ledger.expire(shop.act()) == 1
    ended = last_move(shop, code)
    assert ended.kind is OperationKind.EXPIRY
    with pytest.raises(errors.MadeByProgram, match="Issue a new voucher"):
        shop.undo(ended.id)
    with pytest.raises(errors.MadeByProgram, match="Issue a new voucher"):
        shop.services.till.reverse(ReverseRequest(shop.act(), ended.id, "twice"))
