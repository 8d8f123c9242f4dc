"""Painting and writing many times leaves the interpreter whole."""

import sys

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 10_000


def test_calls_that_return_nothing_do_not_eat_none(qtbot: QtBot) -> None:
    # PySide6 6.12.0 loses a reference to None in each such call on Python 3.11 and ends the program
    # after some thousand (design.md 15.1).
    label = QLabel()
    qtbot.addWidget(label)
    label.show()
    before = sys.getrefcount(None)
    for number in range(CALLS):
        label.setText(str(number))
        label.repaint()
    assert abs(sys.getrefcount(None) - before) < CALLS // 10
