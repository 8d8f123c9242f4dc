"""A voucher for a tier goes with a refund that leaves too little for that tier. In cents."""

import datetime as dt

import pytest

from smbcrm.membership.bills.types import Bill
from smbcrm.membership.ledger.types import OperationKind
from smbcrm.membership.refunds.types import RefundRequest
from smbcrm.membership.sales.types import ItemQuantity, ReverseRequest, SaleRequest
from smbcrm.membership.tiers.types import HoldRequest, TierChanges
from smbcrm.membership.vouchers.types import VoucherState
from tests.integration.vouchers.conftest import VoucherShop


@pytest.fixture
def bill(shop: VoucherShop) -> Bill:
    """Return the sale of 400 by which Ann comes up to silver."""
    return shop.sell(shop.ann, 40_000)


def code_of(bill: Bill) -> str:
    (code,) = (one.code for one in bill.vouchers if one.moved > 0)
    return code


def silver_by(shop: VoucherShop, **ways: object) -> None:
    changes = TierChanges(spend_from=0, **ways)  # type: ignore[arg-type]
    shop.services.tiers.edit("silver", changes, shop.act())
    shop.on(3, 13)


def test_it_goes_with_all_of_the_sale_and_the_tier_stays(shop: VoucherShop, bill: Bill) -> None:
    shop.on(3, 20)
    refund = shop.refund(bill)
    assert [(one.code, one.moved) for one in refund.vouchers] == [(code_of(bill), -1)]
    assert shop.state(code_of(bill)) is VoucherState.VOID
    assert shop.services.customers.show(shop.ann).tier == "Silver"


def test_it_goes_with_the_cent_that_was_needed(shop: VoucherShop, bill: Bill) -> None:
    refunds = shop.services.refunds
    quote = refunds.propose(RefundRequest(shop.act(), bill.operation, 1))
    assert [(one.voucher.code, one.owner) for one in quote.ended] == [(code_of(bill), "")]
    assert shop.living(shop.ann) == {code_of(bill)}
    refund = shop.refund(bill, 1)
    assert shop.living(shop.ann) == set()
    shop.undo(refund.operation)
    assert shop.living(shop.ann) == {code_of(bill)}


def test_it_goes_with_an_earlier_sale_that_helped(shop: VoucherShop) -> None:
    first = shop.sell(shop.ann, 30_000)
    shop.on(3, 12)
    code = code_of(shop.sell(shop.ann, 11_000))
    shop.refund(first, 1_000)
    assert shop.living(shop.ann) == {code}
    shop.refund(first, 1)
    assert shop.living(shop.ann) == set()


def test_what_else_was_bought_that_day_bears_it_and_what_came_later_not(
    shop: VoucherShop, bill: Bill
) -> None:
    other = shop.sell(shop.ann, 45_000)
    shop.refund(bill)
    assert shop.living(shop.ann) == {code_of(bill)}
    shop.on(3, 11)
    shop.sell(shop.ann, 40_000)
    shop.refund(other, 10_000)
    assert shop.living(shop.ann) == set()


def test_a_used_one_stays_used_and_does_not_come_back(shop: VoucherShop, bill: Bill) -> None:
    used = shop.sell(shop.ann, 5_000, code_of(bill))
    shop.refund(bill)
    assert shop.state(code_of(bill)) is VoucherState.USED
    shop.refund(used)
    assert shop.state(code_of(bill)) is VoucherState.USED


def test_one_that_an_undo_puts_back_becomes_void(shop: VoucherShop, bill: Bill) -> None:
    used = shop.sell(shop.ann, 5_000, code_of(bill))
    shop.refund(bill)
    shop.undo(used.operation)
    last = shop.services.benefits.show(code_of(bill)).moves[-1]
    assert (last.kind, last.reason_code) == (OperationKind.VOUCHER_VOID, "too_little_kept")
    assert shop.living(shop.ann) == set()


def test_one_of_two_refunds_undone_puts_nothing_back_that_the_other_takes(
    shop: VoucherShop,
) -> None:
    most, rest = shop.sell(shop.ann, 39_900), shop.sell(shop.ann, 100)
    first = shop.refund(rest)
    second = shop.refund(most)
    shop.undo(first.operation)
    assert shop.living(shop.ann) == set()
    shop.undo(second.operation)
    assert shop.state(code_of(rest)) is VoucherState.VOID


def test_what_bore_it_alone_is_undone(shop: VoucherShop, bill: Bill) -> None:
    other = shop.sell(shop.ann, 45_000)
    shop.refund(bill)
    request = ReverseRequest(shop.act(), other.operation, "twice")
    quote = shop.services.refunds.propose_void(request)
    assert [one.voucher.code for one in quote.ended] == [code_of(bill)]
    shop.undo(other.operation)
    assert shop.living(shop.ann) == set()


def test_one_that_was_given_by_hand_stays(shop: VoucherShop) -> None:
    bought = shop.sell(shop.ann, 10_000)
    shop.services.tiers.hold(HoldRequest(shop.ann, "silver", None, "invitation"), shop.act())
    living = shop.living(shop.ann)
    shop.refund(bought)
    assert shop.living(shop.ann) == living != set()


def test_it_goes_with_a_visit_that_all_goes_back(shop: VoucherShop) -> None:
    silver_by(shop, visits_from=2)
    shop.sell(shop.ann, 100)
    shop.on(3, 14)
    second = shop.sell(shop.ann, 100)
    shop.refund(second, 99)
    assert shop.living(shop.ann) == {code_of(second)}
    shop.refund(second)
    assert shop.living(shop.ann) == set()


def test_it_goes_with_points_that_go_back(shop: VoucherShop) -> None:
    silver_by(shop, points_from=50)
    bought = shop.sell(shop.ann, 5_050)
    shop.refund(bought, 50)
    assert shop.living(shop.ann) == {code_of(bought)}
    shop.refund(bought, 100)
    assert shop.living(shop.ann) == set()


@pytest.mark.parametrize("rest", [None, 3_400])
def test_it_goes_with_the_last_of_what_paid_for_the_tier(
    shop: VoucherShop, rest: int | None
) -> None:
    silver_by(shop, item="CUT", item_months=3)
    items = (ItemQuantity("CUT", 2_000), ItemQuantity("TRIM"))
    till = shop.services.till
    bought = till.sale(SaleRequest(shop.act(), shop.ann, items=items))
    refunds, one = shop.services.refunds, {1: 1_000}
    for lines in ({2: 1_000}, one):
        refunds.refund(RefundRequest(shop.act(), bought.operation, lines=lines))
        assert shop.living(shop.ann) == {code_of(bought)}
    if rest is None:
        refunds.refund(RefundRequest(shop.act(), bought.operation, lines=one))
    else:
        shop.refund(bought, rest)
    assert shop.living(shop.ann) == set()


def test_one_line_of_several_goes_back_that_paid_for_the_tier(shop: VoucherShop) -> None:
    silver_by(shop, item="CUT", item_months=3)
    bought = shop.sell_items("CUT", "TRIM")
    shop.services.refunds.refund(RefundRequest(shop.act(), bought.operation, lines={1: 1_000}))
    assert shop.living(shop.ann) == set()


def test_a_sale_of_long_ago_bears_nothing(shop: VoucherShop) -> None:
    old = shop.sell(shop.ann, 10_000)
    shop.clock.instant += dt.timedelta(days=400)
    code = code_of(shop.sell(shop.ann, 40_000))
    shop.refund(old)
    assert shop.living(shop.ann) == {code}


def test_one_whose_entry_was_undone_meanwhile_is_not_put_back(shop: VoucherShop) -> None:
    most, rest = shop.sell(shop.ann, 39_500), shop.sell(shop.ann, 1_000)
    refund = shop.refund(most)
    shop.undo(rest.operation)
    shop.undo(refund.operation)
    last = shop.services.benefits.show(code_of(rest)).moves[-1]
    assert (last.kind, last.reason_code) == (OperationKind.VOUCHER_VOID, "not_entered")
    again = shop.sell(shop.ann, 1_000)
    assert shop.living(shop.ann) == {code_of(again)}
