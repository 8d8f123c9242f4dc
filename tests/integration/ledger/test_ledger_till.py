"""The till, by examples: what is sold, undone and voided, and what is refused."""

import datetime as dt
from collections.abc import Iterator

import pytest

from smbcrm.core.amounts import LARGEST
from smbcrm.core.clock import SetClock
from smbcrm.core.ids import uuid7
from smbcrm.membership.bills.types import Balances, Bill, BillLine, BillPayment
from smbcrm.membership.items.types import Item, NewItem, UnknownItem
from smbcrm.membership.ledger.named import UnknownOperation
from smbcrm.membership.ledger.opening import OpeningBalance, opening
from smbcrm.membership.ledger.posting import post
from smbcrm.membership.ledger.postings import Request
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.requests.types import Act, DateInFuture
from smbcrm.membership.sales import errors
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.desk import NoteTooLong
from smbcrm.membership.sales.types import (
    ItemQuantity,
    RedeemRequest,
    ReverseRequest,
    SaleRequest,
    TopUpRequest,
)
from smbcrm.membership.services import Services
from smbcrm.membership.staff.types import UnknownStaff, UnknownTerminal
from smbcrm.models.work import Work
from tests.helpers.twin import database, new_customer, new_shop

NOON = dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC)
CLOCK = SetClock(NOON)


@pytest.fixture
def shop(shop_address: str) -> Iterator[Services]:
    CLOCK.instant = NOON
    services = new_shop(shop_address, CLOCK)
    yield services
    assert services.audit.verify().clean
    services.close()


@pytest.fixture
def who(shop: Services) -> int:
    return new_customer(shop)


def act(terminal: str | None = None, note: str = "") -> Act:
    return Act(uuid7(CLOCK), terminal=terminal, note=note)


def undo(shop: Services, bill: Bill, terminal: str | None = None) -> Bill:
    return shop.till.reverse(ReverseRequest(act(terminal), bill.operation))


def void(shop: Services, bill: Bill, reason: str = "wrong_amount") -> Bill:
    return shop.till.reverse(ReverseRequest(act("Till 2"), bill.operation, reason))


def test_the_bill_says_what_was_sold_and_how_it_was_paid(shop: Services, who: int) -> None:
    shop.items.add(NewItem("TEA", "Tea", 750, points_factor=200))
    shop.items.add(NewItem("CUP", "Cup", 1_300))
    shop.till.top_up(TopUpRequest(act(), who, 20_000))
    bill = shop.till.sale(
        SaleRequest(
            act(),
            who,
            items=(ItemQuantity("TEA", 2_000), ItemQuantity("CUP")),
            payments={Means.STORED: 1_100, Means.CASH: 2_000},
        )
    )
    assert bill.lines == (
        BillLine("TEA", "Tea", 2_000, 750, 1_500),
        BillLine("CUP", "Cup", 1_000, 1_300, 1_300),
    )
    assert bill.payments == (
        BillPayment("cash", 1_700, given=2_000, change=300),
        BillPayment("stored", 1_100, principal=1_000, gift=100),
    )
    # 28.00, of which 27.00 money and paid part: (15.00 x 2 + 13.00) x 27 / 28 = 41.46 points.
    assert (bill.amount, bill.points, bill.bill_number) == (2_800, 41, 2)
    assert bill.after == Balances(principal=19_000, gift=1_900, points=41)
    assert shop.bills.find(bill.operation).bill == bill


def test_items_that_cannot_be_sold(shop: Services, who: int) -> None:
    tea: Item = shop.items.add(NewItem("TEA", "Tea", 10**9))

    def sell(*items: ItemQuantity, amount: int | None = None) -> None:
        shop.till.sale(SaleRequest(act(), who, amount, items))

    with pytest.raises(errors.NothingSold):
        sell()
    with pytest.raises(UnknownItem):
        sell(ItemQuantity("COFFEE"))
    for quantity in (0, -1_000, 10**9 + 1):
        with pytest.raises(errors.BadQuantity):
            sell(ItemQuantity(tea.code, quantity))
    with pytest.raises(errors.AmountsDisagree):
        sell(ItemQuantity(tea.code), amount=1)
    # So many that no database could hold the sum.
    with pytest.raises(errors.BadAmount):
        sell(*[ItemQuantity(tea.code, 10**9)] * 20)
    for amount in (0, -1, LARGEST + 1):
        with pytest.raises(errors.BadAmount):
            sell(amount=amount)


def test_the_desk_refuses_who_where_when_and_a_novel(shop: Services) -> None:
    tomorrow = NOON.date() + dt.timedelta(days=1)
    for bad, refusal in (
        (Act(uuid7(CLOCK), staff="Nobody"), UnknownStaff),
        (Act(uuid7(CLOCK), terminal="Till 9"), UnknownTerminal),
        (Act(uuid7(CLOCK), date=tomorrow), DateInFuture),
        (Act(uuid7(CLOCK), note="x" * 2_001), NoteTooLong),
    ):
        with pytest.raises(refusal):
            shop.till.sale(SaleRequest(bad, None, 100))


def test_a_top_up_is_paid_with_money(shop: Services, who: int) -> None:
    shop.till.top_up(TopUpRequest(act(), who, 500))
    stored = TopUpRequest(act(), who, 500, {Means.STORED: 500})
    with pytest.raises(errors.BadTopUpPayment):
        shop.till.top_up(stored)
    card = shop.till.top_up(TopUpRequest(act(), who, 500, {Means.CARD: 300, Means.CASH: 250}))
    assert card.payments == (
        BillPayment("cash", 200, given=250, change=50),
        BillPayment("card", 300),
    )


def test_undo_is_for_the_same_till_within_30_minutes(shop: Services, who: int) -> None:
    bill = shop.till.sale(SaleRequest(act(), who, 6_800))
    with pytest.raises(errors.OtherTerminal, match=f"^Bill {bill.bill_number} was"):
        undo(shop, bill, "Till 2")
    CLOCK.instant = NOON + dt.timedelta(minutes=30, microseconds=1)
    with pytest.raises(errors.UndoTooLate, match="refund"):
        undo(shop, bill)
    CLOCK.instant = NOON + dt.timedelta(minutes=30)
    back = undo(shop, bill)
    assert (back.reverses, back.amount, back.bill_number) == (bill.operation, 6_800, None)
    with pytest.raises(errors.AlreadyReversed, match="2026-05-04"):
        undo(shop, bill)
    with pytest.raises(errors.NotReversible, match="Reversal of 2026-05-04"):
        undo(shop, back)


def test_void_is_for_any_till_on_the_same_business_day_with_a_reason(
    shop: Services, who: int
) -> None:
    bill = shop.till.top_up(TopUpRequest(act(), who, 500))
    with pytest.raises(errors.BadReason, match="wrong_customer"):
        void(shop, bill, "felt like it")
    CLOCK.instant = dt.datetime(2026, 5, 5, 4, tzinfo=dt.UTC)
    with pytest.raises(errors.VoidTooLate, match="withdrawal"):
        void(shop, bill)
    CLOCK.instant = dt.datetime(2026, 5, 5, 3, 59, tzinfo=dt.UTC)
    assert void(shop, bill).after == Balances()


def test_what_was_used_since_is_named(shop: Services, who: int) -> None:
    brought = shop.till.sale(SaleRequest(act(), who, 6_800))
    used = shop.till.redeem(RedeemRequest(act(), who, 60))
    both = rf"What Bill {brought.bill_number} brought was .* by Bill {used.bill_number}\."
    with pytest.raises(errors.Touched, match=both):
        undo(shop, brought)
    undo(shop, used)
    assert undo(shop, brought).after == Balances()


def test_an_operation_is_found_by_its_bill_number(shop: Services) -> None:
    bill = shop.till.sale(SaleRequest(act(), None, 6_800))
    for name in ("2", "0", "-1", "\u0661", "x", uuid7(CLOCK)):
        with pytest.raises(UnknownOperation):
            shop.till.reverse(ReverseRequest(act(), name))
    assert shop.till.reverse(ReverseRequest(act(), str(bill.bill_number))).amount == 6_800


def test_an_opening_is_not_undone_at_the_till(shop: Services, who: int) -> None:
    request = Request(uuid7(CLOCK), "asked", 1, 1, NOON)

    def bring_in(work: Work) -> None:
        balances = (OpeningBalance(AccountKind.PRINCIPAL, 900),)
        post(work, opening(work.ledger.wallet(who), request, NOON.date(), balances, "USD"))

    database(shop).run(bring_in)
    with pytest.raises(errors.NotReversible):
        shop.till.reverse(ReverseRequest(act(), request.id))
    assert shop.ledger.standing(who).principal == 900


def test_a_note_is_kept_as_it_is(shop: Services, who: int) -> None:
    note = "<b>allergic</b>\x00 to =cmd|' /C calc'!A0 {first_name} \u202e"
    shop.till.sale(SaleRequest(act(note=note), who, 100))
    (row,) = shop.history.of_customer(who)
    assert row.note == note.replace("\x00", "")
