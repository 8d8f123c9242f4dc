"""What floats above a page: the toast that says what was done, and cards that cover everything."""

import pytest
from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QEnterEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from smbcrm.ui.widgets import own_words, toast
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Card
from smbcrm.ui.widgets.free_place import Needed
from smbcrm.ui.widgets.overlay import Overlay
from smbcrm.ui.widgets.toast import Toast
from tests.helpers.keyboard import press
from tests.ui.widgets.hands import BACKTAB, ENTER, ESCAPE, EVIL, TAB, Panel, Put


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let toasts stay for a moment only."""
    monkeypatch.setattr(toast, "STAYS_MS", 30)


def undo_button(shown: Toast) -> Button:
    return shown.findChildren(Button)[0]


def enter(widget: Toast) -> None:
    """Move the mouse onto a widget."""
    at = QPointF(5, 5)
    QApplication.sendEvent(widget, QEnterEvent(at, at, at))


@pytest.mark.usefixtures("quick")
def test_a_toast_says_what_was_done_and_goes(put: Put, qtbot: QtBot) -> None:
    shown = Toast(put())
    shown.show_text(f"{EVIL} moved to the bin")
    assert shown.isVisible()
    assert shown.text() == f"{EVIL} moved to the bin"
    assert not undo_button(shown).isVisible()
    qtbot.waitUntil(lambda: not shown.isVisible())


@pytest.mark.usefixtures("quick")
def test_the_mouse_holds_a_toast(put: Put, qtbot: QtBot) -> None:
    shown = Toast(put())
    shown.show_text("Done", can_undo=True)
    enter(shown)
    qtbot.wait(60)
    assert shown.isVisible()
    QApplication.sendEvent(shown, QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(lambda: not shown.isVisible())


@pytest.mark.usefixtures("quick")
def test_the_focus_on_undo_holds_a_toast(put: Put, qtbot: QtBot) -> None:
    field = QLineEdit()
    shown = Toast(put(field))
    shown.show_text("Done", can_undo=True)
    undo_button(shown).setFocus()
    qtbot.wait(60)
    assert shown.isVisible()
    field.setFocus()
    qtbot.waitUntil(lambda: not shown.isVisible())


def test_undo_is_told_and_the_toast_goes(put: Put) -> None:
    field = QLineEdit()
    shown = Toast(put(field))
    told: list[str] = []
    shown.undo_pressed.connect(lambda: told.append("undo"))
    shown.show_text("Done", can_undo=True, icon="trash-2")
    QTest.mouseClick(undo_button(shown), Qt.MouseButton.LeftButton)
    assert (told, shown.isVisible()) == (["undo"], False)


def test_a_toast_does_not_take_the_focus(put: Put) -> None:
    field = QLineEdit()
    shown = Toast(put(field))
    field.setFocus()
    shown.show_text("Done", can_undo=True)
    assert QApplication.focusWidget() is field


def test_a_toast_stands_at_the_bottom_in_the_middle_of_any_window(put: Put, qtbot: QtBot) -> None:
    panel = put()
    shown = Toast(panel)
    shown.show_text("Rosa Campos moved to the bin", can_undo=True)
    for width, height in ((1366, 696), (911, 452)):
        panel.resize(width, height)
        middle = width // 2
        qtbot.waitUntil(lambda: abs(shown.geometry().center().x() - middle) <= 1)  # noqa: B023
        place = shown.geometry()
        assert height - place.bottom() == 25
        assert 300 < place.width() < 500


def test_a_place_is_looked_for_once_while_the_window_is_dragged(
    put: Put, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = put()
    panel.resize(900, 600)
    shown = Toast(panel)
    shown.show_text("Rosa Campos moved to the bin", can_undo=True)
    placed: list[QSize] = []
    real = Needed.place

    def place(needed: Needed, size: QSize, below: int) -> QRect:
        placed.append(panel.size())
        return real(needed, size, below)

    monkeypatch.setattr(Needed, "place", place)
    for width in range(880, 500, -20):
        panel.resize(width, width - 300)
        QApplication.processEvents()
        assert panel.rect().contains(shown.geometry()), "it goes with the edge meanwhile"
    assert placed == []
    qtbot.waitUntil(lambda: placed == [panel.size()])
    assert panel.height() - shown.geometry().bottom() == 25


def test_a_toast_that_is_not_seen_looks_at_nothing(
    put: Put, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[QRect] = []
    panel = put()
    shown = Toast(panel)

    def cost(_: Needed, place: QRect) -> int:
        looked.append(place)
        return 0

    monkeypatch.setattr(Needed, "cost", cost)
    shown._watch.setInterval(1)
    for hide in (shown.leave, shown.hide, panel.hide):
        panel.show()
        shown.show_text("Done")
        qtbot.waitUntil(lambda: bool(looked))
        hide()
        looked.clear()
        qtbot.wait(20)
        assert looked == []


def test_a_long_toast_wraps(put: Put) -> None:
    panel = put()
    panel.resize(500, 400)
    shown = Toast(panel)
    shown.show_text("124 letters are ready, 194 are not. " * 6, can_undo=True)
    QApplication.processEvents()
    assert shown.width() <= 500 - 80
    words = shown._words
    assert words.height() >= words.heightForWidth(words.width())


def test_a_toast_is_said_aloud(put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(toast, "announce", lambda _widget, text: said.append(text))
    shown = Toast(put())
    shown.show_text("Done")
    assert said == ["Done"]
    own_words.announce(shown, "Done")  # reaches whatever reads the screen, if anything does


def covered(put: Put) -> tuple[Panel, QLineEdit, Overlay]:
    field = QLineEdit()
    panel = put(field)
    panel.resize(800, 600)
    QApplication.processEvents()
    field.setFocus()
    return panel, field, Overlay(panel)


def card_with(*buttons: Button) -> Card:
    card = Card()
    for button in buttons:
        card.body.addWidget(button)
    return card


def test_a_card_takes_the_focus_and_gives_it_back(put: Put) -> None:
    _, field, overlay = covered(put)
    first, second = Button("Now"), Button("Later")
    overlay.cover(card_with(first, second))
    assert QApplication.focusWidget() is first
    press(ESCAPE)
    assert not overlay.isVisible()
    assert QApplication.focusWidget() is field


def test_tab_goes_round_inside_the_card(put: Put) -> None:
    _, _, overlay = covered(put)
    first, off, last = Button("Now"), Button("Off"), Button("Later")
    off.setEnabled(False)
    overlay.cover(card_with(first, off, last))
    press(TAB)
    assert QApplication.focusWidget() is last
    press(TAB)
    assert QApplication.focusWidget() is first
    press(BACKTAB)
    assert QApplication.focusWidget() is last


def test_nothing_outside_gets_the_focus_or_a_key(put: Put) -> None:
    panel, field, overlay = covered(put)
    first = Button("Now")
    overlay.cover(card_with(first))
    field.setFocus()
    assert QApplication.focusWidget() is first
    QTest.keyClick(first, Qt.Key.Key_F5)
    assert panel.heard == []


def test_escape_is_the_cards_before_it_is_the_windows(put: Put) -> None:
    panel, _, overlay = covered(put)
    told: list[str] = []
    shortcut = QShortcut(QKeySequence("Esc"), panel)
    shortcut.activated.connect(lambda: told.append("page"))
    overlay.closed.connect(lambda: told.append("card"))
    overlay.cover(card_with(Button("Now")))
    for _ in range(2):
        window = panel.windowHandle()
        assert window is not None
        QTest.keyClick(window, ESCAPE)
    assert told == ["card", "page"]


def test_a_click_beside_the_card_closes_it_and_one_on_it_does_not(put: Put) -> None:
    _, _, overlay = covered(put)
    card = card_with(Button("Now"))
    overlay.cover(card)
    QApplication.processEvents()
    QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=card.rect().topLeft())
    assert overlay.isVisible()
    QTest.mouseClick(overlay, Qt.MouseButton.LeftButton, pos=overlay.rect().bottomLeft())
    assert not overlay.isVisible()


def test_another_card_takes_the_place_of_the_first(put: Put, qtbot: QtBot) -> None:
    _, field, overlay = covered(put)
    first, second = card_with(Button("One")), card_with(Button("Two"))
    gone: list[str] = []
    first.destroyed.connect(lambda: gone.append("first"))
    overlay.cover(first)
    overlay.cover(second)
    assert overlay.card() is second
    qtbot.waitUntil(lambda: gone == ["first"])
    overlay.uncover()
    overlay.uncover()
    assert overlay.card() is None
    assert QApplication.focusWidget() is field


def test_a_card_without_anything_to_press_still_closes_by_key(put: Put) -> None:
    _, field, overlay = covered(put)
    overlay.cover(Card())
    assert QApplication.focusWidget() is overlay
    press(TAB)
    press(ENTER)
    assert overlay.isVisible()
    press(ESCAPE)
    assert QApplication.focusWidget() is field


def test_a_field_that_is_gone_gets_no_focus_back(put: Put) -> None:
    panel, field, overlay = covered(put)
    overlay.cover(card_with(Button("Now")))
    panel.row.removeWidget(field)
    field.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    overlay.uncover()
    assert not overlay.isVisible()


def test_the_veil_covers_the_window_however_large_it_gets(put: Put) -> None:
    panel, _, overlay = covered(put)
    overlay.cover(card_with(Button("Now")))
    panel.resize(1000, 700)
    QApplication.processEvents()
    assert overlay.geometry() == panel.rect()
