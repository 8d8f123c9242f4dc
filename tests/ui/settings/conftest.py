"""The settings as they stand in the window, and what a person does there."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QStackedWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from smbcrm.core.clock import SetClock
from smbcrm.ui.desk import Desk
from smbcrm.ui.settings.page import SettingsPage

WINDOW = (1366, 696)
SIDEBAR = 188
TAB, ENTER, ESCAPE = Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Escape
DOWN, UP = Qt.Key.Key_Down, Qt.Key.Key_Up

W = TypeVar("W", bound=QWidget)


class Person:
    """Somebody in front of the settings."""

    def __init__(self, page: SettingsPage, window: QStackedWidget) -> None:
        self.page = page
        self._window = window

    def find(self, kind: type[W], name: str) -> W:
        """Return what has a name."""
        found = self.page.findChild(kind, name)
        assert isinstance(found, kind), name
        return found

    def write(self, name: str, text: str, key: Qt.Key = TAB) -> None:
        """Type into a field in place of what is in it, and leave it with a key."""
        place = self.find(QWidget, name)
        place.setFocus()
        match place:
            case QComboBox():
                place.setEditText(text)  # without the list, which this platform cannot raise
            case QLineEdit() if not text.isascii():
                place.selectAll()
                place.insert(text)  # as an input method does; QTest presses keys of ASCII alone
            case QLineEdit() | QPlainTextEdit():
                place.selectAll()
                QTest.keyClick(place, Qt.Key.Key_Delete)
                QTest.keyClicks(place, text)
        self.press(key)

    def click(self, name: str) -> None:
        """Press a button."""
        QTest.mouseClick(self.find(QWidget, name), Qt.MouseButton.LeftButton)

    def press(self, key: Qt.Key) -> None:
        """Press a key where the focus is."""
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClick(target, key)

    def type(self, text: str) -> None:
        """Type where the focus is."""
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClicks(target, text)

    def text(self, name: str) -> str:
        """Return what is in a field."""
        match self.find(QWidget, name):
            case QLineEdit() as line:
                return line.text()
            case QPlainTextEdit() as area:
                return area.toPlainText()
            case QComboBox() as box:
                return box.currentText()
            case other:
                raise AssertionError(other)

    def said(self, name: str) -> str:
        """Return what a screen reader says is wrong with a field."""
        return self.find(QWidget, name).accessibleDescription()

    def leave(self) -> None:
        """Go to another page."""
        self._window.setCurrentIndex(1)

    def focus(self) -> str:
        """Return the name of the place with the focus."""
        target = QApplication.focusWidget()
        return target.objectName() if target is not None else ""


Open = Callable[..., Person]
"""Opens a part of the settings at a desk: `open_part("shop")`, `open_part("shop", other_desk)`."""


@pytest.fixture
def open_part(qtbot: QtBot, desk: Desk) -> Iterator[Open]:
    """Yield what opens the settings in a window of the usual size."""
    kept: list[QWidget] = []

    def open_(part: str, at: Desk | None = None, memory: object = None) -> Person:
        window = QStackedWidget()
        kept.append(window)
        qtbot.addWidget(window)
        page = SettingsPage(at or desk)
        window.addWidget(page)
        window.addWidget(QWidget())
        window.resize(WINDOW[0] - SIDEBAR, WINDOW[1])
        page.narrow(*WINDOW)
        if memory is not None:
            page.recall(memory)
        page.arrive(part)
        page.refocus()
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        QApplication.processEvents()
        return Person(page, window)

    yield open_
    kept.clear()


def go_to(desk: Desk, moment: dt.datetime) -> None:
    """Let it be another moment at the till."""
    clock = desk.services.clock
    assert isinstance(clock, SetClock)
    clock.instant = moment
