"""Bring a friend: what counts as bought and kept, and how vouchers end that an earlier day gave."""

import datetime as dt

import pytest

from smbcrm.membership.benefits.types import IssueRequest
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.dayclose.types import CloseRequest
from smbcrm.membership.items.types import NewItem
from smbcrm.membership.ledger.closing import DayClosed
from smbcrm.membership.ledger.types import OperationKind
from smbcrm.membership.refunds.types import RefundRequest
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.types import ItemQuantity, ReverseRequest, SaleRequest
from smbcrm.membership.vouchers.errors import FriendVoucherUsed
from smbcrm.membership.vouchers.types import VoucherMove, VoucherState
from tests.integration.vouchers.conftest import Two

ENDED = dt.date(2026, 6, 1)
"""The last day of a voucher for friends that is given sixty days before."""


def free_trim(two: Two) -> Bill:
    """Let Cleo have a trim for a voucher that makes it free."""
    (code,) = two.shop.issue("trim", two.cleo)
    items = (ItemQuantity("TRIM"),)
    return two.shop.services.till.sale(
        SaleRequest(two.shop.act(), two.cleo, items=items, vouchers=(code,))
    )


def last_move(two: Two, code: str) -> VoucherMove:
    return two.shop.services.benefits.show(code).moves[-1]


def back_dated(two: Two, who: int, amount: int, days: int) -> Bill:
    act = two.shop.act(ENDED - dt.timedelta(days=days))
    return two.shop.services.till.sale(SaleRequest(act, who, amount))


def test_a_sale_of_nothing_is_no_first_one(two: Two) -> None:
    two.shop.services.items.add(NewItem("GIFT", "A sample", 0))
    items = (ItemQuantity("GIFT"),)
    two.shop.services.till.sale(SaleRequest(two.shop.act(), two.cleo, items=items))
    assert free_trim(two).amount == 0
    assert two.both() == (set(), set())
    two.given()


def test_something_free_is_nothing_kept(two: Two) -> None:
    hers, anns, bill = two.given()
    free_trim(two)
    two.shop.refund(bill)
    assert two.both() == (set(), set())
    assert two.states(hers, anns) == [VoucherState.VOID] * 2


def test_undo_of_the_only_sale_besides_something_free_takes_both(two: Two) -> None:
    _, anns, bill = two.given()
    free_trim(two)
    used = two.shop.sell(two.ann, 5_000, anns)
    with pytest.raises(FriendVoucherUsed):
        two.shop.undo(bill.operation)
    two.shop.undo(used.operation)
    two.shop.undo(bill.operation)
    assert two.both() == (set(), set())
    two.given()


def test_the_day_of_the_first_sale_stays_closed(two: Two) -> None:
    """It was given back while another sale was kept; the void of that one is of today alone."""
    hers, anns, bill = two.given()
    first_day = dt.date(2026, 3, 10)
    two.shop.services.dayclose.close(CloseRequest(two.shop.act(), 0, word="a test"))
    two.shop.on(3, 11)
    before = two.shop.services.dayclose.look(CloseRequest(two.shop.act(first_day)))
    other = two.shop.sell(two.cleo, 3_000)
    two.shop.refund(bill)
    assert two.both() == ({hers}, {anns})
    two.shop.services.till.reverse(ReverseRequest(two.shop.act(), other.operation, "twice"))
    assert two.both() == (set(), set())
    for code in (hers, anns):
        made = last_move(two, code)
        assert (made.kind, made.reason_code) == (OperationKind.VOUCHER_VOID, "nothing_kept")
        assert made.business_date == dt.date(2026, 3, 11)
    assert two.shop.services.dayclose.look(CloseRequest(two.shop.act(first_day))) == before
    said = two.shop.services.counter.customer(two.ann).recent
    assert [one.items for one in said if one.row.kind is OperationKind.VOUCHER_VOID] == [
        ("Bring a friend",)
    ]


def test_what_the_undone_sale_itself_brought_goes_on_its_own_day(two: Two) -> None:
    two.shop.on(3, 20)
    act = two.shop.act(dt.date(2026, 3, 12))
    bill = two.shop.services.till.sale(SaleRequest(act, two.cleo, 2_000))
    (anns,) = two.shop.living(two.ann)
    two.shop.undo(bill.operation)
    made = last_move(two, anns)
    assert (made.kind, made.business_date) == (OperationKind.REVERSAL, dt.date(2026, 3, 12))


def test_only_the_owner_makes_them_void_after_the_close(two: Two) -> None:
    """The other sale is dated yesterday; what it leads to is of today, and that is closed."""
    hers, anns, bill = two.given()
    two.shop.services.staff.add_staff("Mia")
    two.shop.on(3, 12)
    act = two.shop.act(dt.date(2026, 3, 11))
    other = two.shop.services.till.sale(SaleRequest(act, two.cleo, 3_000))
    two.shop.refund(bill)
    two.shop.services.dayclose.close(CloseRequest(two.shop.act(), 0, word="a test"))
    mia = Act(two.shop.act().request_id, "Mia")
    with pytest.raises(DayClosed, match="2026-03-12 is closed"):
        two.shop.services.till.reverse(ReverseRequest(mia, other.operation))
    assert two.both() == ({hers}, {anns})
    two.shop.undo(other.operation)
    assert two.both() == (set(), set())


def test_one_that_came_back_in_a_new_lot_goes_with_the_last_sale(two: Two) -> None:
    _, anns, bill = two.given()
    used = two.shop.sell(two.ann, 5_000, anns)
    two.shop.on(6, 1)
    two.shop.refund(used)
    assert two.shop.state(anns) is VoucherState.RETURNED
    other = two.shop.sell(two.cleo, 3_000)
    two.shop.refund(bill)
    two.shop.undo(other.operation)
    assert (two.both(), two.shop.state(anns)) == ((set(), set()), VoucherState.VOID)


def test_one_that_came_back_in_a_new_lot_was_not_used(two: Two) -> None:
    """The shop's day ends between a sale and its undo, and with it what the sale had brought."""
    two.shop.on(6, 2, 3, 50)
    bill = back_dated(two, two.cleo, 2_000, 60)
    (anns,) = two.shop.living(two.ann)
    used = two.shop.sell(two.ann, 5_000, anns)
    two.shop.on(6, 2, 4, 5)
    two.shop.refund(used)
    assert two.shop.living(two.ann) == {anns}
    two.shop.undo(bill.operation)
    assert (two.both(), two.shop.state(anns)) == ((set(), set()), VoucherState.VOID)


def test_one_that_came_back_and_ended_was_not_used(two: Two) -> None:
    two.shop.on(6, 2, 3, 50)
    bill = back_dated(two, two.cleo, 2_000, 60)
    (anns,) = two.shop.living(two.ann)
    two.shop.undo(two.shop.sell(two.ann, 5_000, anns).operation)
    two.shop.on(6, 2, 4, 5)
    two.shop.undo(bill.operation)
    assert (two.both(), two.shop.state(anns)) == ((set(), set()), VoucherState.EXPIRED)


def test_one_of_a_tier_that_came_back_in_a_new_lot_goes_with_the_tier(two: Two) -> None:
    two.shop.on(6, 2, 3, 50)
    bill = back_dated(two, two.shop.bob, 40_000, 90)
    (code,) = two.shop.living(two.shop.bob)
    used = two.shop.sell(two.shop.bob, 5_000, code)
    two.shop.on(6, 2, 4, 5)
    two.shop.refund(used)
    two.shop.undo(bill.operation)
    made = last_move(two, code)
    assert (made.kind, made.reason_code) == (OperationKind.VOUCHER_VOID, "not_entered")
    assert two.shop.living(two.shop.bob) == set()


def test_a_void_says_before_what_becomes_void_and_whose(two: Two) -> None:
    hers, anns, bill = two.given()
    refunds = two.shop.services.refunds
    quote = refunds.propose_void(ReverseRequest(two.shop.act(), bill.operation, "twice"))
    ended = {(one.voucher.code, one.owner) for one in quote.ended}
    assert (ended, quote.vouchers) == ({(hers, ""), (anns, "Ann")}, ())
    assert two.both() == ({hers}, {anns})
    again = refunds.propose(RefundRequest(two.shop.act(), bill.operation))
    assert {(one.voucher.code, one.owner) for one in again.ended} == ended
    part = refunds.propose(RefundRequest(two.shop.act(), bill.operation, 1))
    assert (part.ended, part.vouchers) == ((), ())


def test_a_void_says_what_comes_back_for_good_only(two: Two) -> None:
    """Hers paid for the other sale; with that nothing is kept, so it does not come back to her."""
    hers, anns, bill = two.given()
    other = two.shop.sell(two.cleo, 5_000, hers)
    two.shop.refund(bill)
    asked = ReverseRequest(two.shop.act(), other.operation, "twice")
    quote = two.shop.services.refunds.propose_void(asked)
    assert quote.vouchers == ()
    assert [(one.voucher.code, one.owner) for one in quote.ended] == [(anns, "Ann")]
    (ten,) = two.shop.services.benefits.issue(IssueRequest(two.shop.act(), "ten", (two.cleo,)))
    third = two.shop.sell(two.cleo, 5_000, ten.code)
    asked = ReverseRequest(two.shop.act(), third.operation, "twice")
    quote = two.shop.services.refunds.propose_void(asked)
    assert [one.code for one in quote.vouchers] == [ten.code]
    assert quote.ended == ()
