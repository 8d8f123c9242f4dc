"""The search box tells what is typed and which way somebody wants to go."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from smbcrm.ui.widgets.labels import KeyCap
from smbcrm.ui.widgets.search_box import SearchBox
from tests.helpers.keyboard import press, type_text
from tests.ui.widgets.hands import DOWN, ENTER, ESCAPE, UP, Put


def box() -> SearchBox:
    return SearchBox("Phone, name, initials — or scan a card", "F2")


def test_every_change_by_hand_is_told(put: Put) -> None:
    search = box()
    put(search)
    typed: list[str] = []
    search.typed.connect(typed.append)
    search.setFocus()
    type_text("ha")
    search.set_text("0142")
    search.clear()
    assert typed == ["h", "ha"]
    assert search.text() == ""


def test_what_a_scan_gives_back_is_told_too(put: Put) -> None:
    search = box()
    put(search)
    search.set_text("6810")
    typed: list[str] = []
    search.typed.connect(typed.append)
    search.field.setText("6")  # as the scanner does
    assert typed == ["6"]


def test_enter_arrows_and_escape_belong_to_the_page(put: Put) -> None:
    search = box()
    panel = put(search)
    told: list[object] = []
    search.entered.connect(lambda: told.append("enter"))
    search.escaped.connect(lambda: told.append("escape"))
    search.moved.connect(told.append)
    search.setFocus()
    for key in (DOWN, UP, ENTER, Qt.Key.Key_Enter, ESCAPE):
        press(key)
    assert told == [1, -1, "enter", "enter", "escape"]
    QTest.keyClick(search.field, ENTER, Qt.KeyboardModifier.ControlModifier)
    assert told[5:] == []
    assert panel.heard[-1] == ENTER  # Ctrl+Enter is somebody else's


def test_the_frame_shows_the_focus(put: Put) -> None:
    search, other = box(), box()
    put(search, other)
    search.setFocus()
    assert search.property("focused") == "true"
    other.setFocus()
    assert not search.property("focused")


def test_it_is_large_while_idle_and_low_in_small_windows(put: Put) -> None:
    search = box()
    put(search)
    heights = []
    for idle, compact in ((False, False), (True, False), (False, True)):
        search.set_idle(idle)
        search.set_compact(compact)
        QApplication.processEvents()
        heights.append(search.height())
    assert heights == [52, 64, 44]


def test_the_hint_shows_where_there_is_room(put: Put) -> None:
    search = box()
    panel = put(search)
    search.set_hint("Scan the next card any time — this sale waits")
    panel.resize(1000, 80)
    QApplication.processEvents()
    hint = search._hint
    assert hint.isVisible()
    panel.resize(480, 80)
    QApplication.processEvents()
    assert not hint.isVisible()
    panel.resize(1000, 80)
    search.set_hint("")
    QApplication.processEvents()
    assert not hint.isVisible()


def test_it_says_what_it_is_for_and_its_key(put: Put) -> None:
    search = box()
    put(search)
    assert search.field.accessibleName() == "Phone, name, initials — or scan a card"
    assert search.field.accessibleDescription() == "F2"
    assert [cap.text() for cap in search.findChildren(KeyCap)] == ["F2"]
    assert search.field.inputMethodHints() & Qt.InputMethodHint.ImhPreferLatin
