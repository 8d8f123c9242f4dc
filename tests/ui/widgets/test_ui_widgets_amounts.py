"""Money is typed once: the money box, its keypad, and what they refuse."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from smbcrm.core.amounts import (
    LARGEST,
    AmbiguousAmount,
    AmountRefused,
    AmountTooLarge,
    NegativeAmount,
    NotAnAmount,
    TooFineOrThousands,
)
from smbcrm.core.clock import BusinessDay
from smbcrm.core.i18n import Translator
from smbcrm.core.money import Currency
from smbcrm.ui.widgets.amount_field import AmountField, Keypad
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.labels import label
from smbcrm.ui.wording import Wording
from tests.helpers.keyboard import press, type_text
from tests.ui.widgets.hands import DOWN, ENTER, LEFT, RIGHT, UP, Put


def wording(code: str = "USD") -> Wording:
    return Wording(Translator("en"), Currency.of(code), BusinessDay(ZoneInfo("UTC"), 0))


class Typist:
    """Types into money boxes and keeps them.

    One that only the traceback of a caught error knows would be garbage
    that Qt still has events for.
    """

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self._kept: list[AmountField] = []

    def __call__(self, text: str, code: str = "USD") -> AmountField:
        field = AmountField(wording(code))
        self._kept.append(field)
        self._qtbot.addWidget(field)
        field.edit.setText(text)
        return field


@pytest.fixture
def typed(qtbot: QtBot) -> Typist:
    return Typist(qtbot)


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("68", 6800),
        ("68.5", 6850),
        ("68,50", 6850),
        ("６８", 6800),
        ("$68", 6800),
        ("1,050.00", 105000),
        ("58+10", 6800),
        ("58 + 10,50 + .50", 6900),
        ("５８＋１０", 6800),
        ("58+", 5800),
        ("0", 0),
        ("", None),
        ("   ", None),
    ],
)
def test_an_amount_is_read_as_people_type_it(typed: Typist, text: str, minor: int | None) -> None:
    field = typed(text)
    assert field.read() == minor
    assert field.amount() == minor


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("1,050", AmbiguousAmount),
        ("58+1,050", AmbiguousAmount),
        ("abc", NotAnAmount),
        ("58++10", NotAnAmount),
        ("+", NotAnAmount),
        ("+58", NotAnAmount),
        ("58+-10", NegativeAmount),
        (f"{LARGEST // 100}+1", AmountTooLarge),
    ],
)
def test_what_cannot_be_read_is_refused_and_stays(
    typed: Typist, text: str, refusal: type[AmountRefused]
) -> None:
    field = typed(text)
    with pytest.raises(refusal):
        field.read()
    assert field.amount() is None
    assert field.text() == text


def test_an_ambiguous_amount_is_refused_with_both_readings(typed: Typist) -> None:
    with pytest.raises(AmbiguousAmount) as refused:
        typed("1,050").read()
    sentence = wording().tell(refused.value)
    assert "$1.05" in sentence
    assert "$1,050.00" in sentence


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=5))
def test_a_sum_is_the_sum_of_its_parts(parts: list[int]) -> None:
    currency = Currency.of("USD")
    text = "+".join(currency.plain(part) for part in parts)
    field = AmountField(wording())
    field.edit.setMaxLength(1000)
    field.edit.setText(text)
    assert field.read() == sum(parts)


@given(st.integers(0, LARGEST), st.sampled_from(["USD", "TWD", "KWD"]))
def test_what_is_put_in_is_read_back(minor: int, code: str) -> None:
    field = AmountField(wording(code))
    field.set_amount(minor)
    assert field.read() == minor


def test_typing_is_told_and_putting_in_is_not(put: Put) -> None:
    field = AmountField(wording())
    put(field)
    changes: list[int | None] = []
    field.changed.connect(lambda: changes.append(field.amount()))
    field.set_amount(500)
    field.setFocus()
    type_text("68")
    field.set_amount(None)
    assert changes == [600, 6800]


def test_the_focus_selects_everything_so_that_typing_replaces_it(put: Put) -> None:
    other, field = QLineEdit(), AmountField(wording())
    put(other, field)
    field.set_amount(12000)
    field.setFocus()
    type_text("68")
    assert field.text() == "68"


def test_a_click_selects_everything_the_next_one_places_the_cursor(put: Put) -> None:
    other, field = QLineEdit(), AmountField(wording())
    put(other, field)
    other.setFocus()
    field.set_amount(12000)
    QTest.mouseClick(field.edit, Qt.MouseButton.LeftButton, pos=QPoint(5, 20))
    assert field.edit.selectedText() == "120.00"
    QTest.mouseClick(field.edit, Qt.MouseButton.LeftButton, pos=QPoint(5, 20))
    assert field.edit.selectedText() == ""


def test_enter_and_arrows_are_the_panels(put: Put) -> None:
    field = AmountField(wording())
    put(field)
    told: list[object] = []
    field.entered.connect(lambda: told.append("enter"))
    field.stepped.connect(told.append)
    field.turned.connect(told.append)
    field.setFocus()
    type_text("68")
    for key in (UP, DOWN, LEFT, ENTER, Qt.Key.Key_Enter):
        press(key)
    assert told == [-1, 1, "enter", "enter"]
    assert field.edit.cursorPosition() == 1


def test_sideways_arrows_are_the_panels_where_it_wants_them(put: Put) -> None:
    field = AmountField(wording(), sideways=True)
    put(field)
    told: list[int] = []
    field.turned.connect(told.append)
    field.setFocus()
    press(LEFT)
    press(RIGHT)
    assert told == [-1, 1]


def test_the_keypad_types_where_the_cursor_is_and_takes_no_focus(put: Put) -> None:
    field, keypad = AmountField(wording()), Keypad(wording())
    put(field, keypad)
    keypad.pressed.connect(field.press)
    field.setFocus()
    keys = {button.text(): button for button in keypad.findChildren(Button)}
    for key in ("6", "8", ".", "00"):
        QTest.mouseClick(keys[key], Qt.MouseButton.LeftButton)
    assert field.read() == 6800
    assert QApplication.focusWidget() is field.edit
    QTest.mouseClick(keys["Clear"], Qt.MouseButton.LeftButton)
    assert field.text() == ""
    assert all(button.accessibleName() for button in keys.values())


def test_a_currency_without_decimals_has_no_point(put: Put, typed: Typist) -> None:
    keypad = Keypad(wording("TWD"))
    put(keypad)
    assert "." not in {button.text() for button in keypad.findChildren(Button)}
    field = typed("1,050", "TWD")
    assert field.read() == 1050
    field = typed("12.345", "TWD")
    with pytest.raises(TooFineOrThousands):
        field.read()
    assert field.amount() is None


def test_a_long_sum_is_drawn_smaller_and_the_hint_makes_way(put: Put) -> None:
    field = AmountField(wording(), hint="sums work: 58+10")
    field.setFixedWidth(320)
    panel = put(field)
    hint = next(one for one in field.findChildren(type(label())) if one.text().startswith("sums"))
    field.edit.setText("68")
    QApplication.processEvents()
    assert hint.isVisible()
    field.edit.setText("58+10+20.50+1234.00")
    QApplication.processEvents()
    assert not hint.isVisible()
    metrics = QFontMetrics(field.edit.font())
    assert metrics.horizontalAdvance(field.text()) <= field.edit.width()
    assert field.edit.font().pixelSize() < 34
    field.edit.setText("68")
    QApplication.processEvents()
    assert field.edit.font().pixelSize() == 34
    assert panel.isVisible()


def test_figures_are_of_one_width(typed: Typist) -> None:
    field = typed("1111")
    metrics = QFontMetrics(field.edit.font())
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("8888")


def test_a_refused_amount_is_marked(put: Put) -> None:
    field = AmountField(wording(), title="Amount paid in", hint="below 100: no gift")
    put(field)
    field.show_wrong(wrong=True)
    assert field.property("wrong") == "true"
    field.show_wrong(wrong=False)
    assert not field.property("wrong")
    assert field.edit.accessibleName() == "Amount paid in"
    assert field.edit.accessibleDescription() == "below 100: no gift"
    field.set_hint("gift 10 %")
    assert field.edit.accessibleDescription() == "gift 10 %"
