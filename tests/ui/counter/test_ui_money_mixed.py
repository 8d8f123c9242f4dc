"""Mixed payment: the parts add up, whichever is typed; and stored value that falls short."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smbcrm.membership.bills.types import Bill
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.proposing import Way
from smbcrm.membership.sales.types import RedeemRequest
from smbcrm.ui.counter.panel import TOP_UP
from smbcrm.ui.counter.sale_panel import SalePanel
from smbcrm.ui.counter.top_up_panel import TopUpMemory
from smbcrm.ui.desk import Desk
from tests.helpers.money_hands import ENTER, Hands, sit_at, view_of, words_in
from tests.helpers.room import RecordingRoom, sit_down

DOWN = Qt.Key.Key_Down


def sit(qtbot: QtBot, desk: Desk, last: Means | None = Means.CASH) -> tuple[Hands, SalePanel]:
    """Sit with Hannah, who owns 162.00, and paid with something the last time."""
    view = replace(view_of(desk, "Hannah Brooks"), last_means=last)
    hands = sit_at(qtbot, SalePanel, desk, view)
    assert isinstance(hands.panel, SalePanel)
    return hands, hands.panel


def paid(bill: Bill | None) -> dict[str, int]:
    assert bill is not None
    return {payment.means: payment.amount for payment in bill.payments}


def shown(panel: SalePanel, means: Means) -> str:
    return panel.payment.parts.field(means).text()


def test_stored_value_is_filled_to_the_most_and_the_rest_is_cash(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk)
    hands.type("200")
    hands.wait_for("Take $200.00")
    panel.payment.choose(Way.MIXED)
    qtbot.waitUntil(lambda: shown(panel, Means.STORED) == "162.00")
    assert shown(panel, Means.CASH) == "38.00"
    assert shown(panel, Means.CARD) == ""
    assert hands.figures["Stored value after"].startswith("0.00")
    hands.press(ENTER)
    assert paid(hands.done[0].bill) == {"stored": 16200, "cash": 3800}


def test_the_rest_goes_to_the_card_where_that_was_used_last(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk, Means.ALIPAY)
    hands.type("200")
    panel.payment.choose(Way.MIXED)
    hands.press(ENTER)
    assert paid(hands.done[0].bill) == {"stored": 16200, "alipay": 3800}


def test_a_part_that_is_typed_stands_and_the_others_make_up_the_sum(
    qtbot: QtBot, desk: Desk
) -> None:
    hands, panel = sit(qtbot, desk)
    hands.type("200")
    panel.payment.choose(Way.MIXED)
    hands.tab_to(panel.payment.parts.field(Means.STORED))
    hands.type("50")
    qtbot.waitUntil(lambda: shown(panel, Means.CASH) == "150.00")
    hands.tab_to(panel.payment.parts.field(Means.CASH))
    hands.type("100")
    qtbot.waitUntil(lambda: shown(panel, Means.STORED) == "100.00")
    assert shown(panel, Means.CARD) == ""
    hands.press(ENTER)
    assert paid(hands.done[0].bill) == {"stored": 10000, "cash": 10000}


def test_too_much_in_one_part_is_refused_in_place(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk)
    hands.type("100")
    panel.payment.choose(Way.MIXED)
    hands.tab_to(panel.payment.parts.field(Means.CARD))
    hands.type("120")
    hands.press(ENTER)
    assert hands.said.startswith("$120.00 is paid and $100.00 is due.")
    assert hands.done == []


def test_a_part_that_cannot_be_read_is_not_taken_as_it_was(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk)
    hands.type("200")
    panel.payment.choose(Way.MIXED)
    field = panel.payment.parts.field(Means.STORED)
    hands.tab_to(field)
    hands.type("1,2,3")
    hands.press(ENTER)
    assert "is not an amount" in hands.said
    assert hands.focus is field
    assert hands.done == []


def test_points_and_store_credit_are_parts(qtbot: QtBot, desk: Desk) -> None:
    customer = view_of(desk, "Hannah Brooks").shown.customer.id
    desk.services.till.redeem(RedeemRequest(desk.act(), customer, 500))
    hands, panel = sit(qtbot, desk)
    hands.type("180")
    panel.payment.choose(Way.MIXED)
    hands.tab_to(panel.payment.parts.field(Means.POINTS))
    hands.type("300")
    qtbot.waitUntil(lambda: shown(panel, Means.CASH) == "10.00")
    assert hands.figures["Points used"] == "−300 worth 3.00"
    assert hands.figures["Store credit"] == "5.00 → 0.00"
    hands.press(ENTER)
    bill = hands.done[0].bill
    assert paid(bill) == {"stored": 16200, "credit": 500, "points": 300, "cash": 1000}


def test_change_is_counted_for_the_cash_part(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk)
    hands.type("200")
    panel.payment.choose(Way.MIXED)
    qtbot.waitUntil(lambda: not panel.payment.cash.isHidden())
    hands.tab_to(panel.payment.cash.field)
    hands.type("40")
    hands.press(ENTER)
    bill = hands.done[0].bill
    assert bill is not None
    assert [payment.change for payment in bill.payments if payment.means == "cash"] == [200]


def short(qtbot: QtBot, desk: Desk) -> tuple[Hands, SalePanel]:
    hands, panel = sit(qtbot, desk)
    hands.type("179.50")
    hands.wait_for("Take $179.50")
    panel.payment.choose(Way.STORED)
    hands.press(ENTER)
    assert hands.said == "Stored value is 17.50 short needs 179.50, has 162.00"
    assert hands.done == []
    assert not panel.frame.take.button.isEnabled()
    return hands, panel


def test_what_stored_value_is_short_is_taken_in_cash_with_enter(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = short(qtbot, desk)
    assert panel.notices.buttons[0].text() == "Take 17.50 in cash"
    hands.press(ENTER)
    assert paid(hands.done[0].bill) == {"stored": 16200, "cash": 1750}


def test_store_credit_does_not_change_what_the_button_says(qtbot: QtBot, desk: Desk) -> None:
    customer = view_of(desk, "Hannah Brooks").shown.customer.id
    desk.services.till.redeem(RedeemRequest(desk.act(), customer, 500))
    hands, _ = short(qtbot, desk)
    hands.press(ENTER)
    assert paid(hands.done[0].bill) == {"stored": 16200, "cash": 1750}


def test_what_is_short_can_be_topped_up_first(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = short(qtbot, desk)
    panel.notices.buttons[1].click()
    assert hands.switched == [(TOP_UP, TopUpMemory("17.50"))]


def kept_from_the_window(panel: SalePanel) -> bool:
    none = Qt.KeyboardModifier.NoModifier
    f6 = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_F6, none)
    f6.ignore()
    QApplication.sendEvent(panel, f6)
    return f6.isAccepted()


def test_the_key_of_the_notice_does_what_it_says(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = short(qtbot, desk)
    assert kept_from_the_window(panel)
    hands.press(Qt.Key.Key_F6)
    assert hands.switched == [(TOP_UP, TopUpMemory("17.50"))]
    panel.notices.clear()
    assert not kept_from_the_window(panel)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_all_parts_are_in_sight(
    qtbot: QtBot, desk: Desk, room: RecordingRoom, language: str
) -> None:
    customer = view_of(desk, "Hannah Brooks").shown.customer.id
    desk.services.till.redeem(RedeemRequest(desk.act(), customer, 500))
    desk = sit_down(desk.services, room, language)
    hands, panel = sit(qtbot, desk)
    hands.type("300")
    panel.payment.choose(Way.MIXED)
    qtbot.waitUntil(lambda: shown(panel, Means.CASH) == "133.00")
    hands.tab_to(panel.payment.cash.field)
    hands.type("150")
    for window, size in {(1366, 696): (729, 600), (1093, 543): (629, 463)}.items():
        panel.narrow(*window)
        panel.resize(*size)
        qtbot.wait(200)
        assert panel.payment.ways.buttons()[0].y() == panel.payment.ways.buttons()[3].y()
        for part in (panel.amount, panel.payment.ways, panel.payment.parts, panel.frame.take):
            assert part.visibleRegion().boundingRect() == part.rect(), (window, part)
        assert "17.00" in words_in(panel.payment.cash)


def test_another_payment_can_be_chosen_instead(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = short(qtbot, desk)
    panel.notices.buttons[2].click()
    assert hands.said == ""
    assert panel.payment.ways.isAncestorOf(hands.focus)
    hands.press(Qt.Key.Key_3, ENTER)
    assert paid(hands.done[0].bill) == {"card": 17950}


def test_esc_closes_what_is_said_and_the_amount_stays(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = short(qtbot, desk)
    assert panel.escape()
    assert hands.said == ""
    assert hands.button == "Take $179.50"
    assert panel.amount.field.text() == "179.50"
    assert not panel.escape()
