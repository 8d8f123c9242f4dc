"""A refund: what of a sale comes back, what goes where, and what somebody has afterwards."""

import datetime as dt
from functools import partial

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smbcrm.core.clock import SetClock
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.customers.types import Details
from smbcrm.membership.items.types import ItemKind, NewItem
from smbcrm.membership.refunds.types import RefundRequest
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import ItemQuantity, SaleRequest
from smbcrm.membership.shop.settings import REFUND_ORDER
from smbcrm.membership.vouchers.types import NewDefinition
from smbcrm.ui.counter.goes_back import BackRow
from smbcrm.ui.counter.panel import REFUND
from smbcrm.ui.counter.refund_body import Part
from smbcrm.ui.counter.refund_panel import RefundMemory, RefundPanel
from smbcrm.ui.counter.summary_rows import changed_figures
from smbcrm.ui.counter.take_back import TakeBack
from smbcrm.ui.desk import Desk
from tests.helpers.money_hands import ENTER, Hands, sit_at, view_of, words_in
from tests.helpers.package_hands import HANNAH, add_packages, sold, use
from tests.helpers.room import RecordingRoom
from tests.helpers.till_trouble import with_faulty
from tests.helpers.voucher_hands import issue

SPACE, DOWN = Qt.Key.Key_Space, Qt.Key.Key_Down


@pytest.fixture(autouse=True)
def argan(desk: Desk) -> None:
    """Let the salon sell argan sets."""
    desk.services.items.add(NewItem("ARGAN", "Argan set", 4500, ItemKind.PRODUCT))


def sell(desk: Desk, **paid: int) -> Bill:
    """Sell a colour and two argan sets to Hannah, 214.00."""
    items = (ItemQuantity("COL"), ItemQuantity("ARGAN", 2000))
    payments = {Means(name): amount for name, amount in paid.items()}
    who = view_of(desk, HANNAH).shown.customer.id
    return desk.services.till.sale(SaleRequest(desk.act(), who, items=items, payments=payments))


def sit(qtbot: QtBot, desk: Desk, bill: Bill) -> tuple[Hands, RefundPanel]:
    sale = desk.services.refunds.sale_left(bill.operation)
    view = None if bill.customer is None else view_of(desk, HANNAH)
    hands = sit_at(qtbot, lambda desk, view: RefundPanel(desk, view, sale), desk, view)
    assert isinstance(hands.panel, RefundPanel)
    return hands, hands.panel


def rows(panel: RefundPanel) -> list[tuple[object, ...]]:
    """Return the rows of what goes back: place, account, lot, amount."""
    return [
        (row.place, row.title, " ".join(filter(None, (row.rest, row.again))), row.amount)
        for row in panel.inside.back.rows
    ]


def _says(panel: RefundPanel, words: str) -> bool:
    return words in words_in(panel)


def choose_reason(hands: Hands, panel: RefundPanel) -> None:
    hands.tab_to(panel.inside.reason.combo)
    hands.press(DOWN)


def test_a_ticked_line_goes_back_and_everything_is_told_before(qtbot: QtBot, desk: Desk) -> None:
    bill = sell(desk, stored=10_000, cash=11_400)
    hands, panel = sit(qtbot, desk, bill)
    assert panel.frame.take.reason == "Tick what comes back."
    assert not panel.half_done()
    hands.press(SPACE)
    hands.wait_for("Give back $124.00")
    assert rows(panel) == [
        (1, "Cash", "of the 114.00 paid", "114.00"),
        (2, "Stored value, paid part", "to the lot of 21 Nov 2026, no end date", "+9.09"),
        (2, "Stored value, gift part", "to the lot ending 21 Nov 2027", "+0.91"),
        (0, "Points", "given 307, due on the 90.00 that stay: 122", "−185"),
    ]
    for said in (
        "1 cash, 2 stored value: never more than each one paid",
        "Hand over in cash $114.00",
        "Paid part 65.46 Gift part 6.54 Stored value 72.00 Points 1,414",
        "Recorded as something new: sale 4 stays as it was. Undo until 10:54.",
        "Points are counted anew on what stays.",
    ):
        qtbot.waitUntil(partial(_says, panel, said))
    hands.press(ENTER)
    assert panel.inside.reason.message() == "Choose a reason."
    choose_reason(hands, panel)
    hands.tab_to(panel.inside.note.edit)
    hands.type("Colour too warm")
    hands.press(ENTER)
    back = hands.done[0].bill
    assert back is not None
    assert (back.kind, back.amount, back.refunds) == ("refund", 12_400, bill.operation)
    row = desk.services.history.of_customer(view_of(desk, HANNAH).shown.customer.id)[0]
    assert (row.reason_code, row.note) == ("not_satisfied", "Colour too warm")
    assert view_of(desk, HANNAH).owned == back.after


def test_vouchers_that_come_back_and_that_are_void_are_told_before(
    qtbot: QtBot, desk: Desk
) -> None:
    services, today = desk.services, dt.date(2026, 11, 21)
    services.vouchers.add(NewDefinition("two", "For two", "bring_a_friend", 1500))
    services.vouchers.add(NewDefinition("ten", "Ten off", "amount_off", 1000, last_day=today))
    by = services.customers.get(view_of(desk, HANNAH).shown.customer.id).code
    friend = services.customers.add(Details(full_name="Nia Vale", referrer=by)).id
    code = issue(services, "ten", friend)
    bill = services.till.sale(SaleRequest(desk.act(), friend, 5_000, vouchers=(code,)))
    hands, panel = sit(qtbot, desk, bill)
    hands.press(SPACE)
    hands.wait_for("Give back $40.00")
    assert [row[1:] for row in rows(panel)[-1:]] == [
        ("Voucher of Hannah Brooks", "For two", "becomes void"),
    ]
    assert {row[1:] for row in rows(panel)[-3:-1]} == {
        ("Voucher", "Ten off · until 21 Nov", "comes back"),
        ("Voucher", "For two", "becomes void"),
    }
    panel.inside.choose(Part.VOID)
    panel.edited()
    hands.wait_for("Void $40.00")
    assert {row[1:] for row in rows(panel)[-3:]} == {
        ("Voucher", "Ten off · until 21 Nov", "comes back"),
        ("Voucher", "For two", "becomes void"),
        ("Voucher of Hannah Brooks", "For two", "becomes void"),
    }


def test_some_pieces_of_a_line_may_come_back(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk, sell(desk, card=21_400))
    hands.press(DOWN, SPACE)
    hands.wait_for("Give back $90.00")
    hands.tab_to(panel.inside.lines.rows[1].stepper.less)
    hands.press(SPACE)
    hands.wait_for("Give back $45.00")
    assert "Give back by card $45.00" in words_in(panel)
    hands.press(Qt.Key.Key_1)
    hands.wait_for("Give back $169.00")
    hands.press(Qt.Key.Key_1, Qt.Key.Key_2)
    assert panel.frame.take.reason == "Tick what comes back."
    assert not panel.half_done()


def test_an_amount_may_come_back_but_no_more_than_is_left(qtbot: QtBot, desk: Desk) -> None:
    bill = sell(desk, cash=21_400)
    hands, panel = sit(qtbot, desk, bill)
    hands.tab_to(panel.inside.parts)
    hands.press(Qt.Key.Key_Right)
    assert panel.frame.take.reason == "Type the amount."
    hands.tab_to(panel.inside.amount.field)
    hands.type("50")
    hands.wait_for("Give back $50.00")
    choose_reason(hands, panel)
    panel.inside.amount.field.edit.setFocus()
    hands.type("300")
    hands.press(ENTER)
    qtbot.waitUntil(lambda: "Of Bill 4 only $214.00 is left to refund, not $300.00." in hands.said)
    assert hands.done == []


def test_the_rest_of_a_sale_ends_as_one_refund_would(qtbot: QtBot, desk: Desk) -> None:
    bill = sell(desk, stored=10_000, cash=11_400)
    before = view_of(desk, HANNAH).owned
    desk.services.refunds.refund(RefundRequest(desk.act(), bill.operation, lines={1: 1000}))
    hands, panel = sit(qtbot, desk, bill)
    assert [button.text() for button in panel.inside.parts.buttons()] == [
        *("Lines", "An amount", "All that is left"),
    ]
    assert [row.line.name for row in panel.inside.lines.rows] == ["Argan set"]
    panel.inside.choose(Part.WHOLE)
    panel.edited()
    hands.wait_for("Give back $90.00")
    points = BackRow(0, "sparkles", "Points", "given 122, nothing stays", "−122")
    assert panel.inside.back.rows[-1] == points
    choose_reason(hands, panel)
    panel.enter()
    assert hands.done != []
    assert view_of(desk, HANNAH).owned.stored == before.stored + 10_000


def test_what_has_ended_lives_again(qtbot: QtBot, desk: Desk) -> None:
    bill = sell(desk, stored=10_000, cash=11_400)
    clock = desk.services.clock
    assert isinstance(clock, SetClock)
    clock.instant += dt.timedelta(days=370)
    _, panel = sit(qtbot, desk, bill)
    panel.inside.choose(Part.WHOLE)
    panel.edited()
    qtbot.waitUntil(lambda: bool(panel.inside.back.rows))
    told = "lot ended 21 Nov: lives again until 26 Dec"
    assert rows(panel)[2] == (2, "Stored value, gift part", told, "+9.09")
    assert "Void instead" not in words_in(panel)


def test_the_shop_may_settle_that_stored_value_goes_back_first(qtbot: QtBot, desk: Desk) -> None:
    desk.services.shop.set(REFUND_ORDER.key, "stored")
    hands, panel = sit(qtbot, desk, sell(desk, stored=10_000, cash=11_400))
    hands.press(SPACE)
    hands.wait_for("Give back $124.00")
    assert [row[:2] for row in rows(panel)][:3] == [
        (1, "Stored value, paid part"),
        (1, "Stored value, gift part"),
        (2, "Cash"),
    ]
    assert "1 stored value, 2 cash: never more than each one paid" in words_in(panel)


def test_points_that_paid_come_back(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk, sell(desk, points=500, card=20_900))
    panel.inside.choose(Part.WHOLE)
    panel.edited()
    hands.wait_for("Give back $214.00")
    assert rows(panel) == [
        (1, "Bank card", "of the 209.00 paid", "209.00"),
        (2, "Points that paid", "", "+500"),
        (0, "Points", "given 313, nothing stays", "−313"),
    ]


def test_visits_that_were_not_used_go_with_their_line(qtbot: QtBot, desk: Desk) -> None:
    add_packages(desk.services)
    view = sold(desk, HANNAH, "BLOW10")
    newest = desk.services.history.of_customer(view.shown.customer.id)[0]
    hands, panel = sit(qtbot, desk, desk.services.bills.find(newest.id).bill)
    hands.wait_for("Give back $220.00")
    told = "what was not used"
    assert rows(panel)[-1] == (0, "Blow-dry, 10 visits", told, "−10")


def test_a_line_of_which_visits_were_used_is_refused(qtbot: QtBot, desk: Desk) -> None:
    add_packages(desk.services)
    view = sold(desk, HANNAH, "BLOW10")
    use(desk, view, "BLOW10", 3)
    newest = desk.services.history.of_customer(view.shown.customer.id)[1]
    _, panel = sit(qtbot, desk, desk.services.bills.find(newest.id).bill)
    qtbot.waitUntil(lambda: "has 7 left" in words_in(panel))
    assert rows(panel) == []


def test_a_sale_of_today_may_be_voided_instead(qtbot: QtBot, desk: Desk) -> None:
    before = view_of(desk, HANNAH).owned
    bill = sell(desk, stored=10_000, cash=11_400)
    hands, panel = sit(qtbot, desk, bill)
    assert "It is of today, and nothing of it was used." in words_in(panel)
    hands.tab_to(panel.inside.parts)
    hands.press(Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right)
    hands.wait_for("Void $214.00")
    assert "Void takes the sale out whole, as if it had never been." in words_in(panel)
    assert rows(panel)[0] == (1, "Cash", "of the 114.00 paid", "114.00")
    choose_reason(hands, panel)
    assert panel.inside.reason.code == "wrong_amount"
    panel.enter()
    back = hands.done[0].bill
    assert back is not None
    assert back.reverses == bill.operation
    row = desk.services.history.of_customer(view_of(desk, HANNAH).shown.customer.id)[0]
    assert row.reason_code == "wrong_amount"
    assert view_of(desk, HANNAH).owned == before


def test_a_walk_in_gets_the_money_back(qtbot: QtBot, desk: Desk) -> None:
    sold = desk.services.till.sale(SaleRequest(desk.act(), None, 900))
    hands, panel = sit(qtbot, desk, sold)
    hands.wait_for("Give back $9.00")
    words = words_in(panel)
    assert "without a customer" in words
    assert "Afterwards" not in words
    assert [button.text() for button in panel.inside.parts.buttons()] == [
        *("An amount", "Whole sale", "Void instead"),
    ]
    hands.press(DOWN)
    hands.press(ENTER)
    assert hands.done[0].customer is None


def test_another_sale_of_the_same_customer_may_be_chosen(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk, sell(desk, card=21_400))
    combo = panel.inside.sales.combo
    assert [combo.itemText(place) for place in range(combo.count())] == [
        "Sale 4 · 21 Nov · 214.00",
        "Sale 3 · 21 Nov · 1,240.00",
        "Sale 2 · 21 Nov · 58.00",
    ]
    hands.tab_to(combo)
    hands.press(DOWN)
    name, memory = hands.switched[0]
    assert (name, isinstance(memory, RefundMemory) and memory.sale.bill_number) == (REFUND, 3)


def test_a_sale_that_is_gone_meanwhile_is_refused_in_place(qtbot: QtBot, desk: Desk) -> None:
    bill = sell(desk, card=21_400)
    hands, panel = sit(qtbot, desk, bill)
    hands.press(SPACE)
    hands.wait_for("Give back $124.00")
    choose_reason(hands, panel)
    desk.services.refunds.refund(RefundRequest(desk.act(), bill.operation))
    panel.enter()
    assert hands.said.startswith("All of Bill 4 has gone back already, last with Bill 5.")
    assert hands.done == []


def test_a_fault_is_tried_again_and_counts_once(qtbot: QtBot, desk: Desk) -> None:
    bill = sell(desk, card=21_400)
    faulty, refunds = with_faulty(desk, "refunds")
    hands, panel = sit(qtbot, faulty, bill)
    hands.press(SPACE)
    hands.wait_for("Give back $124.00")
    choose_reason(hands, panel)
    refunds.after = 1
    panel.enter()
    assert "Not recorded yet" in hands.said
    panel.enter()
    assert len(hands.done) == 1
    assert desk.services.refunds.sale_left(bill.operation).gone == 12_400


def test_a_change_of_language_keeps_what_is_half_typed(qtbot: QtBot, desk: Desk) -> None:
    bill = sell(desk, card=21_400)
    hands, panel = sit(qtbot, desk, bill)
    hands.press(DOWN, SPACE)
    panel.inside.lines.rows[1].stepper.less.click()
    choose_reason(hands, panel)
    panel.inside.note.edit.setText("later")
    memory = panel.memory()
    other, again = sit(qtbot, desk, bill)
    again.recall(memory)
    other.wait_for("Give back $45.00")
    assert again.filled_in() == panel.filled_in()
    panel.inside.choose(Part.AMOUNT)
    panel.inside.amount.type("12")
    other, again = sit(qtbot, desk, bill)
    again.recall(panel.memory())
    other.wait_for("Give back $12.00")


def test_prices_and_sums_of_the_lines_stand_below_each_other(qtbot: QtBot, desk: Desk) -> None:
    _, panel = sit(qtbot, desk, sell(desk, card=21_400))
    rows = panel.inside.lines.rows
    panel.inside.lines.recall({2: 1000})
    QApplication.processEvents()
    assert rows[1].stepper.isVisible()
    for parts in zip(*(row.columns for row in rows), strict=True):
        assert len({part.x() for part in parts if part.isVisible()}) == 1


def test_a_voucher_that_comes_back_is_among_what_somebody_has_afterwards(
    qtbot: QtBot, desk: Desk
) -> None:
    services = desk.services
    services.vouchers.add(NewDefinition("ten", "Ten off", "amount_off", 1000))
    customer = view_of(desk, HANNAH).shown.customer.id
    code = issue(services, "ten", customer)
    bill = services.till.sale(SaleRequest(desk.act(), customer, 5_000, vouchers=(code,)))
    hands, panel = sit(qtbot, desk, bill)
    hands.wait_for("Give back $40.00")
    assert ("Vouchers", "+1") in panel.showing.side.rows
    choose_reason(hands, panel)
    panel.enter()
    qtbot.waitUntil(lambda: hands.done != [])
    back = hands.done[0].bill
    assert back is not None
    assert ("Voucher back", "Ten off") in changed_figures(desk, back)


SAID_UNDONE = "Refund of $124.00 undone, Hannah Brooks. Take $114.00 in cash back."


def test_the_undo_of_a_refund_says_which_cash_comes_back(desk: Desk, room: RecordingRoom) -> None:
    refunds = desk.services.refunds
    sale = sell(desk, stored=10_000, cash=11_400)
    back = refunds.refund(RefundRequest(desk.act(), sale.operation, 12_400, reason="other"))
    owner = QObject()
    taking = TakeBack(desk, owner)
    room.undoable(taking.of(back))
    taking.operation(back.operation)
    assert room.toasts == [SAID_UNDONE]
    again = refunds.refund(RefundRequest(desk.act(), sale.operation, 12_400, reason="other"))
    taking.operation(again.operation)
    assert room.toasts[-1] == SAID_UNDONE, "also where it is not the last that was done"
    taking.operation(sale.operation)
    assert room.toasts[-1] == "$214.00 taken back, Hannah Brooks."
