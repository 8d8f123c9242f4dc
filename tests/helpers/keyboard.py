"""The keyboard of somebody at the till: what is pressed and typed goes where the focus is."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


def _target() -> QWidget:
    target = QApplication.focusWidget()
    assert target is not None
    return target


def press(*keys: Qt.Key) -> None:
    """Press keys, one after the other."""
    for key in keys:
        QTest.keyClick(_target(), key)


def type_text(text: str) -> None:
    """Type a text."""
    QTest.keyClicks(_target(), text)
