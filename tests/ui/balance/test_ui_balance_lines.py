"""What somebody reads on Card and balance: purses, lines with what was left, where it lies."""

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from smbcrm.core.clock import SetClock
from smbcrm.core.errors import EnvironmentFault
from smbcrm.core.ids import job_id
from smbcrm.membership.benefits.types import (
    IssueRequest,
    VoidVoucherRequest,
    VoucherVoidReason,
)
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.packages.types import NewPackage, Terms
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.codes import Means, VoidReason
from smbcrm.membership.sales.types import (
    ItemQuantity,
    ReverseRequest,
    SaleRequest,
    TopUpRequest,
)
from smbcrm.membership.services import Services
from smbcrm.membership.shop.settings import SPEND_ORDER
from smbcrm.membership.value.types import AdjustRequest
from smbcrm.membership.visits.types import UseRequest
from smbcrm.membership.vouchers.types import NewDefinition
from smbcrm.ui.balance.lines import PAGE, WHAT
from smbcrm.ui.customer.page import CustomerPage
from smbcrm.ui.desk import Desk
from tests.helpers.held_jobs import HeldJobs
from tests.helpers.room import RecordingRoom, sit_down
from tests.ui.balance.conftest import (
    PutUp,
    act,
    click,
    named,
    press,
    seen,
    shown,
    table_of,
)

Key = Qt.Key


def choose(page: CustomerPage, purse: str) -> None:
    """Press the word of a purse."""
    assert page.parts.balance.choice.purses is not None
    for button in page.parts.balance.choice.purses.buttons():
        if button.text() == purse:
            click(button)
            return
    raise LookupError(purse)


def test_the_page_says_whose_it_is_and_what_protects_them(page: CustomerPage) -> None:
    words = seen(page.head)
    assert words[0] == "Hannah Brooks"
    alert = ["Allergic to PPD hair dye", "Use ammonia- and PPD-free colour only."]
    assert words[-2:] == alert


def test_every_purse_has_its_figure(page: CustomerPage) -> None:
    assert seen(page.parts.balance.figures) == [
        *("Stored value", "$162.00", "paid 147.28 + gift 14.72"),
        *("Points", "1,292", "worth $12.92"),
    ]


def test_lines_come_newest_first_with_what_was_left_of_both_parts(page: CustomerPage) -> None:
    assert table_of(page) == [
        ["21 Nov", "Sale 2, Owner", "−52.72", "−5.28", "147.28", "14.72", "162.00"],
        [
            *("21 Nov", "Top up 200.00, gift 20.00, Owner · cash"),
            *("+200.00", "+20.00", "200.00", "20.00", "220.00"),
        ],
    ]


def test_what_was_taken_back_stands_struck_and_its_reversal_is_a_line(
    page: CustomerPage, services: Services, hannah: int
) -> None:
    sale = services.till.sale(
        SaleRequest(act(services), hannah, 2200, payments={Means.STORED: 2200})
    )
    assert isinstance(services.clock, SetClock)
    services.clock.instant += dt.timedelta(minutes=4)
    request = ReverseRequest(act(services), sale.operation, VoidReason.WRONG_CUSTOMER)
    services.till.reverse(request)
    QApplication.processEvents()
    back, struck = table_of(page)[:2]
    assert back[1] == "Reversal: Sale 4: wrong customer, Owner · 4 minutes later"
    assert struck[1] == "Sale 4, Owner"
    assert (back[2:4], struck[2:4]) == (["+20.00", "+2.00"], ["−20.00", "−2.00"])
    assert (back[6], struck[6]) == ("162.00", "140.00")
    model, role = page.parts.balance.table.model(), Qt.ItemDataRole.AccessibleTextRole
    said = [model.data(model.index(row, WHAT), role) for row in (0, 1)]
    assert said[1] == "reversed, Sale 4, Owner"
    assert "reversed" not in said[0]


def test_points_are_a_purse_of_their_own(page: CustomerPage) -> None:
    choose(page, "Points")
    assert table_of(page) == [
        ["21 Nov", "Sale 3, Owner", "+1,240", "1,292"],
        ["21 Nov", "Sale 2, Owner", "+52", "52"],
    ]
    assert page.parts.balance.lots.isVisible()
    assert seen(page.parts.balance.lots)[0] == "Where these 1,292 lie"
    assert "Sale · 21 Nov 2026" in seen(page.parts.balance.lots)


def test_where_the_balance_lies(page: CustomerPage) -> None:
    assert seen(page.parts.balance.lots) == [
        *("Where the $162.00 lies", "Paid and gift are spent in proportion, soonest end first."),
        *("Paid part · Top up", "147.28", "21 Nov · no end", "of 200.00"),
        *("Gift part · Top up", "14.72", "until 21 Nov 2027", "of 20.00"),
    ]


@pytest.mark.parametrize(
    ("order", "said"),
    [
        ("gift_first", "The gift is spent first, soonest end first."),
        ("principal_first", "What was paid is spent first, soonest end first."),
    ],
)
def test_the_order_of_the_shop_is_said(
    services: Services, room: RecordingRoom, put_up: PutUp, hannah: int, order: str, said: str
) -> None:
    services.shop.set(SPEND_ORDER.key, order)
    assert said in seen(put_up(sit_down(services, room), hannah).parts.balance.lots)


def test_packages_are_told_apart(
    desk: Desk, put_up: PutUp, services: Services, hannah: int
) -> None:
    for code, name in (("DRY", "Blow-dry 10"), ("CUT5", "Cut 5")):
        services.packages.add(NewPackage(code, name, 9000, Terms(10, 6)), act(services))
        items = (ItemQuantity(code),)
        services.till.sale(SaleRequest(act(services), hannah, items=items))
    services.visits.use(UseRequest(act(services), hannah, "DRY", 3))
    page = put_up(desk, hannah)
    assert seen(page.parts.balance.figures)[6:] == [
        *("Blow-dry 10", "7 of 10", "until 21 May 2027"),
        *("Cut 5", "10 of 10", "until 21 May 2027"),
    ]
    choose(page, "Visit package")
    assert page.parts.balance.choice.packages.isVisible()
    assert [line[2:] for line in table_of(page)] == [["−3", "7"], ["+10", "10"]]
    page.parts.balance.choice.packages.setCurrentIndex(1)
    page.parts.balance.choice.packages.activated.emit(1)
    assert [line[2:] for line in table_of(page)] == [["+10", "10"]]
    choose(page, "Stored value")
    assert not page.parts.balance.choice.packages.isVisible()


def test_a_voucher_says_why_it_was_made_void(
    desk: Desk, put_up: PutUp, services: Services, hannah: int
) -> None:
    services.vouchers.add(NewDefinition("THANKS", "Thank you", "amount_off", value=500))
    for _ in range(2):
        (given,) = services.benefits.issue(IssueRequest(act(services), "THANKS", (hannah,)))
    lost = VoidVoucherRequest(act(services), given.code, VoucherVoidReason.LOST)
    services.benefits.void(lost)
    page = put_up(desk, hannah)
    choose(page, "Vouchers")
    assert table_of(page)[0][1] == "Voucher made void · Thank you: it was lost, Owner"


def test_enter_opens_the_bill_and_esc_goes_back_to_the_line(
    page: CustomerPage, room: RecordingRoom, hannah: int
) -> None:
    page.parts.balance.table.setFocus()
    press(Key.Key_Down, Key.Key_Return)
    assert shown(page) == "bill"
    assert any(word.startswith("E-bill 1") for word in seen(page.body.bill))
    assert page.escape()
    assert shown(page) == "lines"
    assert page.parts.balance.table.hasFocus()
    assert page.parts.balance.table.currentIndex().row() == 1
    assert room.asked == []
    assert page.escape()
    assert room.asked == [("open_customer", hannah, "")]


def test_a_line_without_a_bill_says_who_recorded_it(
    page: CustomerPage, services: Services, hannah: int
) -> None:
    kind = AccountKind.GIFT
    services.value.adjust(AdjustRequest(act(services), hannah, kind, 4000, "goodwill"))
    QApplication.processEvents()
    assert table_of(page)[0][1:4] == ["Adjustment: goodwill, Owner", "", "+40.00"]
    page.parts.balance.table.setFocus()
    press(Key.Key_Home, Key.Key_Return)
    assert shown(page) == "lines"
    assert page.note.isVisible()
    assert page.note.text() == (
        "Adjustment: goodwill. Recorded today 10:24 by Owner, Till 1. No bill was made for it."
    )
    assert page.escape()
    assert not page.note.isVisible()


def test_the_chosen_line_stays_where_newer_ones_come(
    page: CustomerPage, services: Services, hannah: int
) -> None:
    page.parts.balance.table.setFocus()
    press(Key.Key_Down)
    services.till.top_up(TopUpRequest(act(services), hannah, 1000))
    QApplication.processEvents()
    assert len(table_of(page)) == 3
    assert page.parts.balance.table.currentIndex().row() == 2


def long_story(services: Services, customer: int, count: int) -> None:
    """Let somebody top up so often, one unit more each time."""
    for number in range(count):
        request = Act(job_id("test", "story", number))
        services.till.top_up(TopUpRequest(request, customer, 100 + number, with_offer=False))


def test_a_long_story_is_read_page_by_page_and_says_what_is_older(
    desk: Desk, put_up: PutUp, services: Services
) -> None:
    who = named(services, "Hanna Becker")
    long_story(services, who, PAGE * 2 + 7)
    page = put_up(desk, who)
    model = page.parts.balance.table.model()
    assert model.rowCount() == PAGE * 2 + 7
    assert page.parts.balance.older.isVisible()
    assert page.parts.balance.older.text().startswith("Older: 21 Nov, ")
    before = page.parts.balance.table.verticalScrollBar().value()
    click(page.parts.balance.older)
    assert page.parts.balance.table.verticalScrollBar().value() > before
    page.parts.balance.table.setFocus()
    press(Key.Key_End)
    assert table_of(page)[-1][2:] == ["+1.00", "", "1.00", "0.00", "1.00"]
    assert not page.parts.balance.older.isVisible()


def test_somebody_who_never_paid_in(desk: Desk, put_up: PutUp, services: Services) -> None:
    page = put_up(desk, named(services, "Hanna Becker"))
    assert table_of(page) == []
    assert "Nothing was ever recorded here." in seen(page.parts.balance)
    assert not page.parts.balance.lots.isVisible()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert page.parts.balance.choice.isAncestorOf(focus)


class AwayError(EnvironmentFault):
    msgid = "The database is away."


def test_a_fault_is_told_and_asked_again(
    desk: Desk, put_up: PutUp, hannah: int, room: RecordingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = type(desk.services.balance).count

    def away(*_args: object) -> int:
        raise AwayError

    monkeypatch.setattr(type(desk.services.balance), "count", away)
    page = put_up(desk, hannah)
    assert [type(one) for one in room.troubles] == [AwayError]
    monkeypatch.setattr(type(desk.services.balance), "count", real)
    room.try_again()
    assert len(table_of(page)) == 2


def test_nobody_of_that_number_leads_back_to_the_counter(
    desk: Desk, put_up: PutUp, room: RecordingRoom
) -> None:
    put_up(desk, 99)
    assert room.asked == [("go", "counter")]
    assert len(room.troubles) == 1


def test_what_is_looked_at_outlives_the_page(
    desk: Desk, put_up: PutUp, page: CustomerPage, hannah: int
) -> None:
    choose(page, "Points")
    page.parts.balance.table.setFocus()
    press(Key.Key_Return)
    memory = page.memory()
    again = put_up(desk, 0)
    again.recall(memory)
    again.arrive()
    QApplication.processEvents()
    assert shown(again) == "bill"
    assert again.memory() == memory
    again.escape()
    assert [line[3] for line in table_of(again)] == ["1,292", "52"]
    del hannah


def test_answers_that_come_late_are_those_of_the_customer_who_is_shown(
    desk: Desk, put_up: PutUp, services: Services, hannah: int
) -> None:
    jobs = HeldJobs()
    page = put_up(replace(desk, jobs=jobs), hannah)
    page.arrive(str(named(services, "Hanna Becker")))
    jobs.do_all()
    assert seen(page.head)[0] == "Hanna Becker"
    assert table_of(page) == []
