"""The spending PIN at the counter: typed in place by the customer, before stored value is spent."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from smbcrm.ui.counter.sale_panel import SalePanel
from smbcrm.ui.desk import Desk
from tests.helpers.money_hands import ENTER, Hands, sit_at, view_of

HANNAH = "Hannah Brooks"
PIN = "4711"


def hannah(qtbot: QtBot, desk: Desk, pin: str = PIN) -> tuple[Hands, SalePanel]:
    """Sit at a sale of hers in a shop that asks for the PIN from 50.00 on."""
    desk.services.shop.set("stored_value.pin_from", "5000")
    view = view_of(desk, HANNAH)
    if pin:
        desk.services.spending_pins.set(view.shown.customer.id, pin)
    hands = sit_at(qtbot, SalePanel, desk, view)
    assert isinstance(hands.panel, SalePanel)
    return hands, hands.panel


def test_below_the_amount_nobody_asks(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = hannah(qtbot, desk)
    hands.type("49.99")
    hands.wait_for("Take $49.99")
    assert panel.pin.isHidden()
    hands.press(ENTER)
    assert len(hands.done) == 1


def test_enter_leads_to_the_pin_and_enter_takes(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = hannah(qtbot, desk)
    hands.type("61.20")
    hands.wait_for("Take $61.20")
    assert panel.pin.isVisible()
    assert panel.frame.take.reason == "PIN, then Enter"
    hands.press(ENTER)
    assert hands.focus is panel.pin.pin.edit
    assert panel.pin.pin.edit.echoMode() == QLineEdit.EchoMode.Password
    hands.type("47")
    assert panel.pin.pin.edit.accessibleDescription() == "2 digits"
    hands.press(ENTER)
    assert hands.done == [], "too short to be sent"
    hands.type("11")
    hands.press(ENTER)
    assert len(hands.done) == 1


def test_an_enter_that_is_quicker_than_the_till_leads_there_too(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = hannah(qtbot, desk)
    hands.type("61.20")
    hands.press(ENTER)
    qtbot.waitUntil(panel.pin.isVisible)
    assert hands.done == []
    hands.type(PIN)
    hands.press(ENTER)
    assert len(hands.done) == 1


def test_a_wrong_pin_says_how_many_tries_are_left(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = hannah(qtbot, desk)
    hands.type("61.20")
    hands.wait_for("Take $61.20")
    hands.press(ENTER)
    for tries in (4, 3, 2, 1):
        hands.type("1234")
        hands.press(ENTER)
        assert panel.pin.message() == f"This is not the customer's PIN. Tries left: {tries}."
        assert panel.pin.pin.text() == ""
    hands.type("1234")
    hands.press(ENTER)
    assert "It can be typed again after one minute." in panel.pin.message()
    hands.type("9")
    assert panel.pin.message() == ""
    assert hands.done == []


def test_only_digits_can_be_typed_also_on_the_keypad(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = hannah(qtbot, desk)
    hands.type("61.20")
    hands.wait_for("Take $61.20")
    hands.press(ENTER)
    hands.type("4a-7x12345")
    assert panel.pin.pin.text() == "471234"
    panel.frame.keypad.pressed.emit("clear")
    assert panel.pin.pin.text() == ""
    for key in ("4", "7", ".", "1", "1"):
        panel.frame.keypad.pressed.emit(key)
    assert panel.amount.field.text() == "61.20"
    hands.press(ENTER)
    assert len(hands.done) == 1


def test_another_payment_needs_no_pin(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = hannah(qtbot, desk)
    hands.type("61.20")
    hands.wait_for("Take $61.20")
    hands.press(Qt.Key.Key_Down)
    qtbot.waitUntil(panel.pin.isHidden)
    hands.press(ENTER)
    assert len(hands.done) == 1


def test_somebody_without_a_pin_chooses_one_in_place(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = hannah(qtbot, desk, pin="")
    hands.type("61.20")
    hands.wait_for("Take $61.20")
    assert panel.pin.again.isVisible()
    hands.press(ENTER)
    assert hands.focus is panel.pin.pin.edit
    hands.type("12")
    hands.press(ENTER)
    assert panel.pin.message() == "A spending PIN has 4 to 6 digits."
    hands.type("8503")
    hands.press(ENTER)
    assert hands.focus is panel.pin.again.edit
    hands.type("8504")
    QTest.mouseClick(panel.pin.set, Qt.MouseButton.LeftButton)
    assert panel.pin.message() == "The two are not the same. Type both anew."
    hands.type("8503")
    hands.press(ENTER)
    hands.type("8503")
    hands.press(ENTER)
    qtbot.waitUntil(lambda: not panel.pin.again.isVisible())
    QApplication.processEvents()
    assert hands.done == []
    assert hands.focus is panel.pin.pin.edit, "what is typed next must not be seen"
    hands.type("8503")
    hands.press(ENTER)
    qtbot.waitUntil(lambda: len(hands.done) == 1)


def test_what_was_typed_is_gone_when_another_sum_needs_none(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = hannah(qtbot, desk)
    hands.type("61.20")
    hands.wait_for("Take $61.20")
    panel.pin.pin.edit.setFocus()
    hands.type("47")
    panel.amount.type("10")
    panel.edited()
    hands.wait_for("Take $10.00")
    assert panel.pin.isHidden()
    assert panel.pin.typed is None
    assert panel.pin.pin.text() == ""
    assert PIN not in repr(panel.memory())
