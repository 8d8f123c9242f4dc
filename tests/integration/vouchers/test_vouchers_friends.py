"""Bring a friend: both get a voucher when the friend first buys, and that is once for ever."""

import datetime as dt

import pytest

from smbcrm.membership.customers.types import Details
from smbcrm.membership.sales.types import ReverseRequest, SaleRequest, TopUpRequest
from smbcrm.membership.tiers.types import HoldRequest
from smbcrm.membership.vouchers.errors import FriendVoucherUsed
from smbcrm.membership.vouchers.types import DefinitionChanges, NewDefinition, VoucherState
from tests.integration.vouchers.conftest import Two


def test_both_get_one_when_the_friend_first_buys(two: Two) -> None:
    hers, anns, bill = two.given()
    assert [(one.code, one.moved, one.until) for one in bill.vouchers] == [(hers, 1, "2026-05-09")]
    shown = two.shop.services.benefits.show(anns)
    assert (shown.voucher.definition, shown.voucher.lot.expires_on) == (
        "friends",
        dt.date(2026, 5, 9),
    )
    assert two.shop.sell(two.ann, 5_000, anns).amount == 3_500
    assert two.shop.sell(two.cleo, 5_000, hers).amount == 3_500


def test_only_the_first_sale_brings_them(two: Two) -> None:
    two.given()
    before = two.both()
    two.shop.sell(two.cleo, 2_000)
    two.shop.sell(two.ann, 2_000)
    two.shop.sell(two.shop.bob, 2_000)
    two.shop.sell(None, 2_000)
    assert two.both() == before
    assert two.shop.living(two.shop.bob) == set()


def test_a_quote_of_the_first_sale_gives_nothing(two: Two) -> None:
    quoted = two.shop.services.till.quote_sale(SaleRequest(two.shop.act(), two.cleo, 2_000))
    assert len(quoted.vouchers) == 1
    assert two.both() == (set(), set())


def test_a_top_up_and_a_visit_are_no_first_sale(two: Two) -> None:
    services = two.shop.services
    services.till.top_up(TopUpRequest(two.shop.act(), two.cleo, 10_000))
    assert two.both() == (set(), set())
    assert two.given()[2].amount == 2_000


def test_who_bought_before_they_were_brought_brings_nothing(two: Two) -> None:
    shop = two.shop
    shop.sell(shop.bob, 2_000)
    code = shop.services.customers.get(shop.ann).code
    shop.services.customers.edit(shop.bob, Details(referrer=code))
    shop.sell(shop.bob, 2_000)
    assert (shop.living(shop.bob), shop.living(shop.ann)) == (set(), set())


def test_what_is_switched_off_or_over_is_not_given(two: Two) -> None:
    edit = two.shop.services.vouchers.edit
    two.shop.services.vouchers.add(
        NewDefinition("march", "In March", "bring_a_friend", 500, last_day=dt.date(2026, 3, 11))
    )
    edit("friends", DefinitionChanges(active=False))
    two.shop.on(3, 12)
    two.shop.sell(two.cleo, 2_000)
    assert two.both() == (set(), set())


def test_each_gets_what_is_for_their_tier(two: Two) -> None:
    two.shop.services.vouchers.edit("friends", DefinitionChanges(tiers=("gold",)))
    two.shop.services.tiers.hold(HoldRequest(two.ann, "gold", None, "goodwill"), two.shop.act())
    two.shop.sell(two.cleo, 2_000)
    hers, anns = two.both()
    assert (hers, len(anns)) == (set(), 1)


def test_undo_takes_both_back_and_the_next_sale_is_the_first(two: Two) -> None:
    hers, anns, bill = two.given()
    two.shop.undo(bill.operation)
    assert (two.both(), two.states(hers, anns)) == ((set(), set()), [VoucherState.VOID] * 2)
    two.shop.sell(two.cleo, 2_000)
    assert [len(one) for one in two.both()] == [1, 1]


def test_void_takes_both_back(two: Two) -> None:
    bill = two.given()[2]
    asked = ReverseRequest(two.shop.act(), bill.operation, "twice")
    two.shop.services.till.reverse(asked)
    assert two.both() == (set(), set())


def test_undo_is_refused_while_one_of_them_is_used(two: Two) -> None:
    hers, anns, bill = two.given()
    used = two.shop.sell(two.ann, 5_000, anns)
    with pytest.raises(FriendVoucherUsed, match=f"{anns}.*Give a refund instead"):
        two.shop.undo(bill.operation)
    assert two.shop.living(two.cleo) == {hers}
    two.shop.undo(used.operation)
    two.shop.undo(bill.operation)
    assert two.both() == (set(), set())


def test_undo_of_the_first_of_two_sales_leaves_them(two: Two) -> None:
    """As in a shop where that sale never was: then the other one would have brought them."""
    hers, anns, bill = two.given()
    other = two.shop.sell(two.cleo, 3_000)
    two.shop.undo(bill.operation)
    assert two.both() == ({hers}, {anns})
    two.shop.undo(other.operation)
    assert two.both() == (set(), set())


def test_a_part_that_goes_back_leaves_them(two: Two) -> None:
    hers, anns, bill = two.given()
    two.shop.refund(bill, 1_999)
    assert two.both() == ({hers}, {anns})
    back = two.shop.refund(bill)
    assert two.both() == (set(), set())
    assert [(one.code, one.moved, one.amount) for one in back.vouchers] == [(hers, -1, 0)]


def test_a_whole_refund_makes_those_void_that_were_not_used(two: Two) -> None:
    hers, anns, bill = two.given()
    two.shop.sell(two.ann, 5_000, anns)
    two.shop.refund(bill)
    assert two.states(hers, anns) == [VoucherState.VOID, VoucherState.USED]


def test_a_refund_taken_back_brings_them_back(two: Two) -> None:
    hers, anns, bill = two.given()
    refund = two.shop.refund(bill)
    two.shop.undo(refund.operation)
    assert two.both() == ({hers}, {anns})
    two.shop.undo(bill.operation)
    assert two.both() == (set(), set())


def test_who_gave_all_back_and_buys_again_brings_nothing(two: Two) -> None:
    bill = two.given()[2]
    two.shop.refund(bill)
    two.shop.on(4, 1)
    two.shop.sell(two.cleo, 9_000)
    assert two.both() == (set(), set())


def test_a_refund_leaves_them_while_something_else_is_kept(two: Two) -> None:
    hers, anns, bill = two.given()
    other = two.shop.sell(two.cleo, 3_000)
    two.shop.refund(bill)
    assert two.both() == ({hers}, {anns})
    two.shop.refund(other)
    assert two.both() == (set(), set())


def test_giving_back_and_taking_back_by_turns_leaves_none(two: Two) -> None:
    """The first sale was given back, the other one never was: nothing is kept."""
    bill = two.given()[2]
    other = two.shop.sell(two.cleo, 3_000)
    two.shop.refund(bill)
    two.shop.undo(other.operation)
    assert two.both() == (set(), set())


def test_a_later_sale_is_undone_whatever_the_first_brought(two: Two) -> None:
    hers, _, bill = two.given()
    used = two.shop.sell(two.ann, 5_000, *two.shop.living(two.ann))
    two.shop.refund(bill)
    later = two.shop.sell(two.cleo, 3_000)
    two.shop.undo(later.operation)
    assert (two.both(), two.shop.state(hers)) == ((set(), set()), VoucherState.VOID)
    two.shop.refund(used)
    assert two.both() == (set(), set()), "what a friend brought who kept nothing never comes back"


def test_her_own_that_paid_for_another_sale_goes_with_the_last(two: Two) -> None:
    hers, anns, bill = two.given()
    other = two.shop.sell(two.cleo, 5_000, hers)
    two.shop.refund(bill)
    two.shop.refund(other)
    assert two.both() == (set(), set())
    assert two.states(hers, anns) == [VoucherState.USED, VoucherState.VOID]


def test_a_first_sale_of_long_ago_dates_them_back(two: Two) -> None:
    two.shop.on(3, 20)
    act = two.shop.act(dt.date(2026, 3, 1))
    two.shop.services.till.sale(SaleRequest(act, two.cleo, 2_000))
    for code in (*two.shop.living(two.cleo), *two.shop.living(two.ann)):
        assert two.shop.services.benefits.show(code).voucher.lot.expires_on == dt.date(2026, 4, 30)
