"""A filter follows the focus, and is not asked about anything else."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from smbcrm.ui.focus_watch import FocusWatch


class Listener(QObject):
    """Notes who got a key."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.keys: list[QObject] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.KeyPress:
            self.keys.append(watched)
        return False


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    row = QHBoxLayout(made)
    for _ in range(3):
        row.addWidget(QLineEdit())
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


@pytest.fixture
def fields(window: QWidget) -> list[QLineEdit]:
    return window.findChildren(QLineEdit)


def test_it_sees_the_keys_of_who_has_the_focus_and_of_nobody_else(
    window: QWidget, fields: list[QLineEdit]
) -> None:
    fields[0].setFocus()
    listener = Listener(window)
    FocusWatch(listener)
    for field in (fields[0], fields[1]):
        QTest.keyClicks(field, "1")
    fields[1].setFocus()
    for field in (fields[0], fields[1]):
        QTest.keyClicks(field, "2")
    assert listener.keys == [fields[0], fields[1]]


def test_without_any_focus_it_sees_them_at_the_window(
    window: QWidget, fields: list[QLineEdit]
) -> None:
    fields[0].setFocus()
    listener = Listener(window)
    FocusWatch(listener)
    fields[0].clearFocus()
    QTest.keyClicks(fields[0], "1")
    assert listener.keys == []
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_2)
    assert listener.keys == [window.windowHandle()]


def test_who_had_the_focus_may_be_gone(window: QWidget, fields: list[QLineEdit]) -> None:
    fields[0].setFocus()
    listener = Listener(window)
    FocusWatch(listener)
    delete(fields[0])
    fields[1].setFocus()
    QTest.keyClicks(fields[1], "1")
    assert listener.keys == [fields[1]]


def test_it_can_be_ended(window: QWidget, fields: list[QLineEdit]) -> None:
    fields[0].setFocus()
    listener = Listener(window)
    FocusWatch(listener).close()
    QTest.keyClicks(fields[0], "1")
    fields[1].setFocus()
    QTest.keyClicks(fields[1], "2")
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_3)
    assert listener.keys == []
