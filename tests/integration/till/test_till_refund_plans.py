"""What a refund would do, told before: what of a sale is left, what goes back to which lot."""

import datetime as dt
from collections.abc import Iterator

import pytest

from smbcrm.core.clock import SetClock
from smbcrm.core.ids import uuid7
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.items.types import NewItem
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.refunds.planning import GoesBack, LineLeft
from smbcrm.membership.refunds.types import AllRefunded, NotASale, RefundRequest, SaleTakenBack
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import (
    ItemQuantity,
    RedeemRequest,
    ReverseRequest,
    SaleRequest,
    TopUpRequest,
)
from smbcrm.membership.services import Services
from tests.helpers.contents import contents
from tests.helpers.twin import new_customer, new_shop

NOON = dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC)
MAY, NEXT_MAY = dt.date(2026, 5, 4), dt.date(2027, 5, 4)
CLOCK = SetClock(NOON)


@pytest.fixture
def shop(shop_address: str) -> Iterator[Services]:
    CLOCK.instant = NOON
    services = new_shop(shop_address, CLOCK)
    for code, name, price in (("COL", "Colour", 14_000), ("SET", "Argan set", 4_500)):
        services.items.add(NewItem(code, name, price))
    yield services
    assert services.audit.verify().findings == ()
    services.close()


@pytest.fixture
def who(shop: Services) -> int:
    customer = new_customer(shop)
    shop.till.top_up(TopUpRequest(act(), customer, 50_000))
    return customer


def act() -> Act:
    return Act(uuid7(CLOCK))


def sell(shop: Services, who: int | None) -> Bill:
    """Sell a colour and two sets: 100.00 of stored value, the rest in cash."""
    items = (ItemQuantity("COL"), ItemQuantity("SET", 2000))
    paid = {Means.STORED: 10_000, Means.CASH: 13_000} if who else {Means.CASH: 23_000}
    return shop.till.sale(SaleRequest(act(), who, items=items, payments=paid))


def test_a_sale_says_what_of_it_is_left(shop: Services, who: int) -> None:
    sold = sell(shop, who)
    found = shop.refunds.sale_left(str(sold.bill_number))
    assert (found.operation, found.customer, found.business_date) == (sold.operation, who, MAY)
    assert (found.net, found.gone, found.points, found.voidable) == (23_000, 0, sold.points, True)
    assert list(found.paid.items()) == [(Means.CASH, 13_000), (Means.STORED, 10_000)]
    assert found.lines == (
        LineLeft(1, "Colour", 1000, 14_000, 0, 14_000),
        LineLeft(2, "Argan set", 2000, 4_500, 0, 9_000),
    )
    one = shop.refunds.refund(RefundRequest(act(), sold.operation, lines={2: 1000}))
    found = shop.refunds.sale_left(sold.operation)
    assert (found.gone, found.voidable, found.points) == (4_500, False, sold.points + one.points)
    assert [line.quantity for line in found.lines] == [1000, 1000]
    shop.refunds.refund(RefundRequest(act(), sold.operation, lines={1: 1000}))
    assert [line.number for line in shop.refunds.sale_left(sold.operation).lines] == [2]


def test_a_refund_is_told_part_by_part_and_leaves_nothing(shop: Services, who: int) -> None:
    sold = sell(shop, who)
    before = contents(shop.address)
    asked = RefundRequest(act(), sold.operation, 16_000)
    quote = shop.refunds.propose(asked)
    assert quote.parts == (
        GoesBack(Means.CASH, 13_000),
        GoesBack(Means.STORED, 2_727, AccountKind.PRINCIPAL, MAY, None),
        GoesBack(Means.STORED, 273, AccountKind.GIFT, MAY, NEXT_MAY),
    )
    assert contents(shop.address) == before
    assert shop.refunds.refund(asked) == quote.bill


def test_what_has_ended_lives_again(shop: Services, who: int) -> None:
    sold = sell(shop, who)
    CLOCK.instant = NOON + dt.timedelta(days=400)
    until = CLOCK.instant.date() + dt.timedelta(days=30)
    quote = shop.refunds.propose(RefundRequest(act(), sold.operation))
    gift = GoesBack(Means.STORED, 910, AccountKind.GIFT, MAY, NEXT_MAY, until)
    assert quote.parts[-1] == gift
    assert not shop.refunds.sale_left(sold.operation).voidable


def test_points_that_paid_come_back_and_are_told_apart(shop: Services, who: int) -> None:
    sell(shop, who)
    paid = {Means.POINTS: 100, Means.CASH: 900}
    sold = shop.till.sale(SaleRequest(act(), who, 1_000, payments=paid))
    quote = shop.refunds.propose(RefundRequest(act(), sold.operation))
    assert quote.parts == (
        GoesBack(Means.CASH, 900),
        GoesBack(Means.POINTS, 100, AccountKind.POINTS),
    )
    void = shop.refunds.propose_void(ReverseRequest(act(), sold.operation, "test"))
    assert set(void.parts) == set(quote.parts)
    assert void.bill.reverses == sold.operation
    assert void.bill.after.points == quote.bill.after.points


def test_a_sale_of_which_something_was_used_is_not_voided(shop: Services, who: int) -> None:
    sold = sell(shop, who)
    assert shop.refunds.sale_left(sold.operation).voidable
    shop.till.redeem(RedeemRequest(act(), who, 100))
    assert not shop.refunds.sale_left(sold.operation).voidable


def test_a_walk_in_gets_the_money_back(shop: Services) -> None:
    sold = sell(shop, None)
    assert shop.refunds.sale_left(sold.operation).customer is None
    quote = shop.refunds.propose(RefundRequest(act(), sold.operation))
    assert quote.parts == (GoesBack(Means.CASH, 23_000),)


def test_only_a_sale_that_stands_goes_back(shop: Services, who: int) -> None:
    sold = sell(shop, who)
    points = shop.till.redeem(RedeemRequest(act(), who, 100))
    back = shop.refunds.refund(RefundRequest(act(), sold.operation))
    for operation, refusal in (
        (sold.operation, AllRefunded),
        (points.operation, NotASale),
        (back.operation, NotASale),
    ):
        with pytest.raises(refusal):
            shop.refunds.sale_left(operation)
    with pytest.raises(NotASale, match=r"only sales are refunded. Undo or void it instead."):
        shop.refunds.sale_left(back.operation)
    with pytest.raises(NotASale, match=r"Bill 1 is no sale.* Pay it out by a withdrawal instead."):
        shop.refunds.sale_left("1")
    shop.till.reverse(ReverseRequest(act(), back.operation))
    shop.till.reverse(ReverseRequest(act(), points.operation))
    shop.till.reverse(ReverseRequest(act(), sold.operation))
    with pytest.raises(SaleTakenBack):
        shop.refunds.sale_left(sold.operation)


def test_the_board_offers_no_undo_of_what_was_refunded_since(shop: Services, who: int) -> None:
    sold = sell(shop, who)
    back = shop.refunds.refund(RefundRequest(act(), sold.operation, 1_000))
    seen = shop.counter.board()
    rows = {row.operation: row for row in seen.served}
    assert rows[sold.operation].undo_until is None
    row = rows[back.operation]
    assert (row.kind, row.amount, row.means) == ("refund", 1_000, (Means.CASH,))
    assert row.undo_until is not None
    assert seen.undoable == row


def test_nor_of_a_walk_in_that_was_refunded_since(shop: Services) -> None:
    sold = sell(shop, None)
    first = shop.refunds.refund(RefundRequest(act(), sold.operation, 1_000))
    last = shop.refunds.refund(RefundRequest(act(), sold.operation, 1_000))
    may = {row.operation for row in shop.counter.board().served if row.undo_until}
    assert may == {last.operation}
    shop.till.reverse(ReverseRequest(act(), last.operation))
    may = {row.operation for row in shop.counter.board().served if row.undo_until}
    assert may == {first.operation}
