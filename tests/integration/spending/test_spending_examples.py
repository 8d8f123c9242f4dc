"""Spend orders, points at top-up, gift money, birthdays and paying out, by examples. Cents."""

import datetime as dt
from collections.abc import Sequence

import pytest

from smbcrm.core.money import Money
from smbcrm.membership.customers.types import Details
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind
from smbcrm.membership.offers.types import NewOffer
from smbcrm.membership.refunds.types import RefundRequest
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.errors import PointsBelowZero
from smbcrm.membership.sales.types import RedeemRequest, SaleRequest
from smbcrm.membership.tiers.types import BirthdaySpan, TierChanges
from smbcrm.membership.value.types import (
    AdjustRequest,
    HandedOver,
    OwnerPaysOut,
    PaysNothingOut,
    TransferRequest,
    WithdrawRequest,
)
from tests.integration.spending.conftest import SpendingShop


def born(shop: SpendingShop, month: int, day: int, calendar: Calendar) -> int:
    birthday = Occasion(OccasionKind.BIRTHDAY, calendar, None, month, day)
    return shop.services.customers.add(Details(full_name="Bea", occasions=(birthday,))).id


@pytest.mark.parametrize(
    ("order", "parts"),
    [("pro_rata", (5_563, 557)), ("gift_first", (4_120, 2_000)), ("principal_first", (6_120, 0))],
)
def test_a_refund_goes_back_as_this_sale_took_whatever_the_order_is_now(
    shop: SpendingShop, order: str, parts: tuple[int, int]
) -> None:
    shop.top_up(shop.ann, 20_000)
    shop.set(stored_value__order=order)
    bill = shop.spend(shop.ann, 6_120)
    paid = bill.payments[0]
    assert (paid.principal, paid.gift) == parts
    shop.set(stored_value__order="principal_first")
    first, rest = shop.refund(bill, 1_001), shop.refund(bill)
    back = [sum(filter(None, (one.payments[0].principal, 0))) for one in (first, rest)]
    assert sum(back) == parts[0]
    assert back[0] == 1_001 * parts[0] // 6_120
    assert rest.after.principal == 20_000
    assert rest.after.gift == 2_000
    assert rest.after.points == 0


def test_handing_over_is_in_proportion_in_every_shop(shop: SpendingShop) -> None:
    """Else the gift could be parted from the money it was given for, and outlive its withdrawal."""
    shop.top_up(shop.ann, 20_000)
    shop.set(stored_value__order="gift_first")
    asked = TransferRequest(shop.act(), shop.ann, shop.bob, 5_000, "family")
    assert shop.services.value.transfer(asked).gift == 455


def test_points_at_top_up_are_not_earned_again_when_it_is_spent(shop: SpendingShop) -> None:
    early = shop.top_up(shop.ann, 10_000)
    shop.set(points__earned_at="top_up")
    late = shop.top_up(shop.ann, 10_000)
    assert (early.points, late.points, late.after.points) == (0, 100, 100)
    shop.set(points__earned_at="spend")
    bill = shop.spend(shop.ann, 15_000)
    assert bill.points == 100, "only what had not earned before"
    assert shop.refund(bill, 7_500).points == -50
    assert shop.refund(bill).points == -50


def test_a_top_up_that_earned_is_undone_with_its_points(shop: SpendingShop) -> None:
    shop.set(points__earned_at="top_up")
    bill = shop.top_up(shop.ann, 10_000)
    assert shop.undo(bill).after.points == 0


def test_gift_money_earns_where_the_shop_says_so(shop: SpendingShop) -> None:
    shop.top_up(shop.ann, 20_000)
    shop.set(points__on_gift="on")
    bill = shop.spend(shop.ann, 11_000)
    assert bill.points == 110
    shop.set(points__on_gift="off")
    assert shop.spend(shop.ann, 11_000).points == 100
    assert shop.refund(bill, 5_500).points == -55, "by the rules of that sale"
    shop.set(points__on_gift="on", points__earned_at="top_up")
    assert shop.top_up(shop.bob, 20_000).points == 220


def test_the_tier_counts_what_was_paid_and_no_gift(shop: SpendingShop) -> None:
    shop.set(points__on_gift="on", stored_value__order="gift_first")
    shop.services.offers.add(NewOffer(10_000, 90_000, anyway=True))
    shop.top_up(shop.ann, 10_000)
    assert shop.spend(shop.ann, 90_000).points == 900
    assert shop.services.customers.show(shop.ann).tier == "Regular"


def test_a_birthday_counts_by_the_calendar_of_the_customer(shop: SpendingShop) -> None:
    changes = TierChanges(birthday_factor=300)
    shop.services.tiers.edit("regular", changes)
    solar = born(shop, 3, 10, Calendar.SOLAR)
    lunar = born(shop, 1, 22, Calendar.LUNAR)  # the 22nd of the first month: 10 March 2026
    assert shop.sell(solar, 1_000).points == 30
    assert shop.sell(lunar, 1_000).points == 30
    assert shop.sell(shop.ann, 1_000).points == 10
    the_day_before = shop.sell(solar, 1_000, dt.date(2026, 3, 9))
    assert the_day_before.points == 10
    shop.services.tiers.edit("regular", TierChanges(birthday_span=BirthdaySpan.MONTH))
    assert shop.sell(solar, 1_000, dt.date(2026, 3, 9)).points == 30
    assert shop.sell(solar, 1_000, dt.date(2026, 2, 28)).points == 10


def test_a_refund_takes_points_at_the_rate_of_the_day_of_the_sale(shop: SpendingShop) -> None:
    shop.set(points__weekdays="tue=2")
    bill = shop.sell(shop.ann, 1_050)
    assert bill.points == 21
    shop.set(points__weekdays="none")
    shop.pass_by(days=3)
    assert shop.refund(bill, 550).points == -11
    assert shop.sell(shop.ann, 1_050, dt.date(2026, 3, 10)).points == 10


def test_a_withdrawal_takes_the_points_of_its_top_up(shop: SpendingShop) -> None:
    shop.set(points__earned_at="top_up")
    shop.top_up(shop.ann, 1_000)
    shop.sell(shop.ann, 500)
    first = shop.withdraw(shop.ann, 333)
    assert (first.points, first.after.points) == (-4, 11)
    second = shop.withdraw(shop.ann, 667)
    assert (second.points, second.after.points) == (-6, 5)
    shop.undo(second)
    assert shop.withdraw(shop.ann, 667).points == -6


@pytest.mark.parametrize("parts", [(10_000,), (1, 3_333, 6_666)])
def test_points_that_are_spent_are_owed_when_money_is_paid_out(
    shop: SpendingShop, parts: Sequence[int]
) -> None:
    """Else a top-up, its points spent and its money back, again and again, would be free money."""
    shop.set(points__earned_at="top_up")
    shop.top_up(shop.ann, 10_000)
    shop.services.till.sale(shop.asked(shop.ann, {Means.POINTS: 60}))
    asked = WithdrawRequest(shop.act(), shop.ann, parts[0])
    shown = shop.services.value.quote_withdrawal(asked)
    bills = [shop.withdraw(shop.ann, part) for part in parts]
    assert (shown.points, shown.after.points) == (bills[0].points, bills[0].after.points)
    assert sum(bill.points for bill in bills) == -100
    assert bills[-1].after.points == -60
    with pytest.raises(PointsBelowZero):
        shop.services.till.redeem(RedeemRequest(shop.act(), shop.ann, 1))
    assert shop.top_up(shop.ann, 10_000).after.points == 40
    redeemed = shop.services.till.redeem(RedeemRequest(shop.act(), shop.ann, 40))
    assert redeemed.after.points == 0


def test_a_withdrawal_that_left_points_below_zero_is_undone(shop: SpendingShop) -> None:
    shop.set(points__earned_at="top_up")
    shop.top_up(shop.ann, 10_000)
    shop.services.till.sale(shop.asked(shop.ann, {Means.POINTS: 60}))
    bill = shop.withdraw(shop.ann, 10_000)
    assert shop.undo(bill).after.points == 40
    shop.services.till.redeem(RedeemRequest(shop.act(), shop.ann, 40))


def test_what_was_handed_over_is_paid_out_where_its_points_are(shop: SpendingShop) -> None:
    shop.set(points__earned_at="top_up")
    shop.top_up(shop.ann, 1_000)
    shop.sell(shop.bob, 5_000)
    hand = shop.services.value.transfer
    hand(TransferRequest(shop.act(), shop.ann, shop.bob, 1_000, "family"))
    with pytest.raises(HandedOver) as refused:
        shop.withdraw(shop.bob, 1_000)
    assert refused.value.params["amount"] == Money(1_000, shop.services.shop.shop().currency)
    hand(TransferRequest(shop.act(), shop.bob, shop.ann, 1_000, "family"))
    assert shop.withdraw(shop.ann, 1_000).points == -10


def test_only_the_owner_pays_out_or_nobody(shop: SpendingShop) -> None:
    shop.top_up(shop.ann, 1_000)
    shop.services.staff.add_staff("Mia")
    shop.set(stored_value__pay_out="owner")
    assert shop.withdraw(shop.ann, 100).amount == 100
    owner = shop.services.staff.all_staff()[0]
    shop.services.staff.rename_staff(owner.name, "Nora")
    shop.services.staff.set_staff_active("Nora", active=False)
    with pytest.raises(OwnerPaysOut) as refused:
        shop.withdraw(shop.ann, 100)
    assert refused.value.params == {"owner": "Nora", "staff": "Mia"}
    shop.set(stored_value__pay_out="nobody")
    with pytest.raises(PaysNothingOut):
        shop.withdraw(shop.ann, 100)


def test_a_whole_bill_is_paid_by_points_of_an_odd_value(shop: SpendingShop) -> None:
    asked = AdjustRequest(shop.act(), shop.ann, AccountKind.POINTS, 20_000, "promised")
    shop.services.value.adjust(asked)
    shop.set(points__worth_points="7", points__worth_minor="3")
    paid = SaleRequest(shop.act(), shop.ann, 6_120, (), {Means.POINTS: 14_280})
    bill = shop.services.till.sale(paid)
    assert (bill.amount, bill.points, bill.payments[0].amount) == (6_120, 0, 6_120)
    part = shop.services.refunds.refund(RefundRequest(shop.act(), bill.operation, 61))
    assert sum(one.points or 0 for one in part.payments) == 142
    rest = shop.services.refunds.refund(RefundRequest(shop.act(), bill.operation))
    assert sum(one.points or 0 for one in rest.payments) == 14_280 - 142


def test_a_shorter_life_is_for_new_points_and_gifts_only(shop: SpendingShop) -> None:
    shop.sell(shop.ann, 1_000)
    shop.top_up(shop.ann, 20_000)
    shop.set(points__months="1", stored_value__gift_months="1")
    shop.pass_by(days=340)
    shop.services.ledger.expire()
    owned = shop.services.ledger.standing(shop.ann)
    assert (owned.points, owned.gift) == (10, 2_000)
    shop.sell(shop.ann, 1_000)
    shop.pass_by(days=60)
    assert shop.services.ledger.expire()
