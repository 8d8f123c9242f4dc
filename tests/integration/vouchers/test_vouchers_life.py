"""The life of a voucher: issued, held, used, void, ended, given back."""

import datetime as dt
from dataclasses import replace

import pytest

from smbcrm.membership.benefits.types import BuyRequest, IssueRequest, VoidVoucherRequest
from smbcrm.membership.ledger.posting import AlreadyExpired
from smbcrm.membership.requests.types import RequestReused
from smbcrm.membership.sales.errors import (
    BadReason,
    LotEnded,
    ShortPoints,
    Touched,
)
from smbcrm.membership.sales.types import ReverseRequest, SaleRequest
from smbcrm.membership.tiers.limits import NotForTier
from smbcrm.membership.vouchers import errors
from smbcrm.membership.vouchers.types import DefinitionChanges, VoucherState
from tests.integration.vouchers.conftest import VoucherShop


def test_a_voucher_is_used_once_and_shown_on_the_bill(shop: VoucherShop) -> None:
    (code,) = shop.issue("ten")
    bill = shop.sell(shop.ann, 6_800, code)
    assert (bill.amount, bill.discount, bill.points) == (5_800, 1_000, 58)
    (told,) = bill.vouchers
    assert (told.code, told.moved, told.amount, told.name) == (code, -1, 1_000, "Tenner")
    with pytest.raises(errors.VoucherUsed, match="Bill 1"):
        shop.sell(shop.ann, 6_800, code)
    assert shop.state(code) is VoucherState.USED
    moves = shop.services.benefits.show(code).moves
    assert [(one.kind, one.amount) for one in moves] == [("voucher_issue", 1), ("sale", -1)]


def test_several_at_once_in_the_order_they_are_chosen(shop: VoucherShop) -> None:
    ten, tenth = shop.issue("ten")[0], shop.issue("tenth")[0]
    assert shop.sell(shop.ann, 10_000, tenth, ten).amount == 8_000
    ten, tenth = shop.issue("ten")[0], shop.issue("tenth")[0]
    assert shop.sell(shop.ann, 10_000, ten, tenth).amount == 8_100


def test_every_refusal_says_why_and_leaves_all_as_it_was(shop: VoucherShop) -> None:
    mine, other, tenth = shop.issue("ten")[0], shop.issue("ten", shop.bob)[0], *shop.issue("tenth")
    (trim,), (again,) = shop.issue("trim"), shop.issue("again")
    for who, amount, codes, refusal in (
        (shop.ann, 5_000, (other,), errors.ForeignVoucher),
        (None, 5_000, (mine,), errors.VoucherNeedsCustomer),
        (shop.ann, 5_000, (mine, mine.lower()), errors.VoucherTwice),
        (shop.ann, 5_000, ("V123",), errors.UnknownVoucher),
        (shop.ann, 5_000, ("nonsense",), errors.UnknownVoucher),
        (shop.ann, 1_999, (tenth,), errors.MinimumSpend),
        (shop.ann, 5_000, (trim,), errors.VoucherNeedsItem),
        (shop.ann, 5_000, (again,), errors.VoucherNotYet),
        (shop.ann, 1_000, (mine, shop.issue("ten")[0]), errors.NothingOff),
    ):
        with pytest.raises(refusal):
            shop.sell(who, amount, *codes)
    with pytest.raises(errors.ForeignVoucher, match=r"belongs to Bob \(C0*2\)"):
        shop.sell(shop.ann, 5_000, other)
    assert {mine, tenth, trim, again} <= shop.living(shop.ann)


def test_a_free_item_costs_nothing_and_its_line_says_so(shop: VoucherShop) -> None:
    (code,) = shop.issue("trim")
    bill = shop.sell_items("CUT", "TRIM", vouchers=(code,))
    assert (bill.amount, bill.vouchers[0].amount) == (3_400, 1_200)
    (code,) = shop.issue("trim")
    assert shop.sell_items("TRIM", vouchers=(code,)).amount == 0


def test_the_next_visit_is_another_day(shop: VoucherShop) -> None:
    (code,) = shop.issue("again")
    shop.on(3, 11, hour=3)  # the business day of the 10th lasts until 4 in the morning
    with pytest.raises(errors.VoucherNotYet):
        shop.sell(shop.ann, 5_000, code)
    shop.on(3, 11)
    assert shop.sell(shop.ann, 5_000, code).amount == 4_500


def test_a_voucher_ends_with_its_last_day(shop: VoucherShop) -> None:
    early, late = shop.issue("ten")[0], shop.issue("ten")[0]
    shop.on(4, 10, hour=3)
    assert shop.sell(shop.ann, 5_000, early).amount == 4_000
    shop.on(4, 10)
    with pytest.raises(errors.VoucherExpired, match="ended on 2026-04-09"):
        shop.sell(shop.ann, 5_000, late)
    assert shop.state(late) is VoucherState.EXPIRED
    assert shop.services.ledger.expire() == 1
    assert shop.state(late) is VoucherState.EXPIRED
    with pytest.raises(errors.VoucherExpired):
        shop.void(late)
    with pytest.raises(AlreadyExpired):
        shop.issue("ten", date=dt.date(2026, 3, 10))


def test_what_was_promised_stays_when_the_shop_promises_less(shop: VoucherShop) -> None:
    (code,) = shop.issue("ten")
    shop.services.vouchers.edit("ten", DefinitionChanges(value=1, minimum=9_000, days=1))
    shop.on(4, 9)
    assert shop.sell(shop.ann, 5_000, code).amount == 4_000


def test_who_may_have_it_and_what_is_off(shop: VoucherShop) -> None:
    with pytest.raises(NotForTier):
        shop.issue("gold")
    shop.sell(shop.ann, 120_000)
    shop.issue("gold")
    with pytest.raises(errors.NotForTierOf) as refused:
        shop.issue("gold", shop.ann, shop.bob)
    assert str(refused.value.params["customer"]) == "Bob (C000002)"
    assert shop.living(shop.bob) == set(), "all or none"
    shop.services.vouchers.edit("ten", DefinitionChanges(active=False))
    with pytest.raises(errors.DefinitionOff):
        shop.issue("ten")
    with pytest.raises(errors.UnknownDefinition):
        shop.issue("none")


def test_one_request_for_many_counts_once(shop: VoucherShop) -> None:
    asked = IssueRequest(shop.act(), "ten", (shop.bob, shop.ann, shop.bob))
    first = shop.services.benefits.issue(asked)
    assert [one.holder for one in first] == [shop.bob, shop.ann]
    for _ in range(4):
        again = shop.services.benefits.issue(asked)
        assert [one.code for one in again] == [one.code for one in first]
    assert (len(shop.living(shop.ann)), len(shop.living(shop.bob))) == (1, 1)
    with pytest.raises(RequestReused):
        shop.services.benefits.issue(replace(asked, definition="tenth"))


def test_a_sale_with_vouchers_counts_once(shop: VoucherShop) -> None:
    (code,) = shop.issue("ten")
    asked = SaleRequest(shop.act(), shop.ann, 5_000, vouchers=(code,))
    first = shop.services.till.sale(asked)
    for _ in range(4):
        assert shop.services.till.sale(asked) == first
    assert shop.services.till.sale(replace(asked, vouchers=(code.lower(),))) == first
    with pytest.raises(RequestReused):
        shop.services.till.sale(replace(asked, vouchers=()))


def test_undo_gives_it_back_and_takes_an_issue_out(shop: VoucherShop) -> None:
    (code,) = shop.issue("ten")
    bill = shop.sell(shop.ann, 5_000, code)
    issue = shop.services.benefits.show(code).moves[0].id
    with pytest.raises(Touched):
        shop.undo(issue)
    shop.undo(bill.operation)
    assert shop.state(code) is VoucherState.RETURNED
    shop.undo(issue)
    assert shop.state(code) is VoucherState.VOID
    with pytest.raises(errors.VoucherIsVoid):
        shop.sell(shop.ann, 5_000, code)


def test_void_ends_it_and_can_be_undone(shop: VoucherShop) -> None:
    (code,) = shop.issue("ten")
    asked = VoidVoucherRequest(shop.act(), code, "mistake")
    bill = shop.services.benefits.void(asked)
    assert shop.services.benefits.void(asked) == bill
    assert shop.state(code) is VoucherState.VOID
    with pytest.raises(errors.VoucherIsVoid):
        shop.void(code)
    shop.undo(bill.operation)
    assert shop.state(code) is VoucherState.RETURNED
    with pytest.raises(BadReason):
        shop.services.benefits.void(VoidVoucherRequest(shop.act(), code, "whim"))
    with pytest.raises(errors.UnknownVoucher):
        shop.void("V999")


def test_it_comes_back_when_all_has_gone_back(shop: VoucherShop) -> None:
    (code,) = shop.issue("ten")
    bill = shop.sell(shop.ann, 5_000, code)
    assert shop.refund(bill, 3_999).vouchers == ()
    last = shop.refund(bill)
    assert [(one.code, one.moved) for one in last.vouchers] == [(code, 1)]
    assert shop.state(code) is VoucherState.RETURNED
    shop.undo(last.operation)
    assert shop.state(code) is VoucherState.USED
    with pytest.raises(errors.VoucherUsed, match="Bill 1"):
        shop.sell(shop.ann, 5_000, code)


def test_what_had_ended_comes_back_for_30_days_under_its_code(shop: VoucherShop) -> None:
    (code,) = shop.issue("ten")
    bill = shop.sell(shop.ann, 5_000, code)
    shop.on(5, 1)
    back = shop.refund(bill)
    assert (back.again_until, back.vouchers[0].until) == ("2026-05-31", "2026-05-31")
    shop.on(5, 31)
    shop.on(6, 1, hour=3, minute=50)  # the last ten minutes of its last day
    again = shop.sell(shop.ann, 5_000, code)
    assert again.amount == 4_000
    shop.on(6, 1, hour=4)
    with pytest.raises(LotEnded):
        shop.undo(again.operation)


def test_a_shop_may_keep_them(shop: VoucherShop) -> None:
    shop.services.shop.set("refund.vouchers", "off")
    (code,) = shop.issue("ten")
    assert shop.refund(shop.sell(shop.ann, 5_000, code)).vouchers == ()
    assert shop.state(code) is VoucherState.USED


def test_for_points(shop: VoucherShop) -> None:
    benefits = shop.services.benefits
    with pytest.raises(errors.NotForPoints):
        benefits.buy(BuyRequest(shop.act(), shop.ann, "ten"))
    with pytest.raises(ShortPoints):
        benefits.buy(BuyRequest(shop.act(), shop.ann, "bought"))
    shop.sell(shop.ann, 6_000)
    asked = BuyRequest(shop.act(), shop.ann, "bought")
    bill = benefits.buy(asked)
    assert benefits.buy(asked) == bill
    assert (bill.points, bill.after.points) == (-50, 10)
    (told,) = bill.vouchers
    assert (told.moved, told.name) == (1, "For points")
    shop.undo(bill.operation)
    assert shop.services.ledger.standing(shop.ann).points == 60
    assert shop.state(told.code) is VoucherState.VOID


@pytest.mark.parametrize("held", [True, False])
def test_a_voucher_chosen_at_one_till_is_held_there(shop: VoucherShop, *, held: bool) -> None:
    benefits, (code,) = shop.services.benefits, shop.issue("ten")
    benefits.hold(shop.act(till="Till 2"), code)
    assert shop.state(code) is VoucherState.HELD
    with pytest.raises(errors.VoucherHeld, match="at Till 2, until 2026-03-10 12:15"):
        benefits.hold(shop.act(till="Till 1"), code)
    with pytest.raises(errors.VoucherHeld):
        shop.sell(shop.ann, 5_000, code, till="Till 1")
    with pytest.raises(errors.VoucherHeld):
        shop.void(code)
    if held:
        benefits.hold(shop.act(till="Till 2"), code)
        bill = shop.sell(shop.ann, 5_000, code, till="Till 2")
        shop.services.till.reverse(
            ReverseRequest(shop.act(till="Till 1"), bill.operation, "wrong_amount")
        )
        assert shop.state(code) is VoucherState.RETURNED, "a hold ends with the use"
    else:
        benefits.release(shop.act(till="Till 1"), code)
        assert shop.state(code) is VoucherState.HELD, "only its own till lets it go"
        benefits.release(shop.act(till="Till 2"), code)
        benefits.hold(shop.act(till="Till 1"), code)
        shop.on(3, 10, minute=15)
        benefits.hold(shop.act(till="Till 2"), code)


def test_a_used_voucher_is_not_held(shop: VoucherShop) -> None:
    (code,) = shop.issue("ten")
    shop.sell(shop.ann, 5_000, code)
    with pytest.raises(errors.VoucherUsed):
        shop.services.benefits.hold(shop.act(), code)


def test_a_clock_set_back_holds_nothing_for_long(shop: VoucherShop) -> None:
    (code,) = shop.issue("ten")
    shop.services.benefits.hold(shop.act(till="Till 2"), code)
    shop.on(3, 10, hour=9)
    shop.services.benefits.hold(shop.act(till="Till 1"), code)
    assert shop.sell(shop.ann, 5_000, code, till="Till 1").amount == 4_000
