"""A window to put widgets in."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.widgets.hands import InColumn, Panel, Put


@pytest.fixture
def put(qtbot: QtBot) -> Iterator[Put]:
    """Yield a function that shows widgets in a panel that has the focus."""
    kept: list[Panel] = []

    def show(*widgets: QWidget) -> Panel:
        panel = Panel()
        kept.append(panel)
        qtbot.addWidget(panel)
        for widget in widgets:
            panel.row.addWidget(widget)
        panel.show()
        qtbot.waitExposed(panel)
        panel.activateWindow()
        QApplication.processEvents()
        return panel

    yield show
    kept.clear()


@pytest.fixture
def in_column(qtbot: QtBot) -> Iterator[InColumn]:
    """Yield a function that shows widgets under each other in a column of so many pixels."""
    kept: list[QWidget] = []

    def show(width: int, *widgets: QWidget) -> QWidget:
        column = QWidget()
        kept.append(column)
        qtbot.addWidget(column)
        stack = QVBoxLayout(column)
        stack.setContentsMargins(0, 0, 0, 0)
        for widget in widgets:
            stack.addWidget(widget)
        column.setFixedWidth(width)
        column.show()
        qtbot.waitExposed(column)
        QApplication.processEvents()
        return column

    yield show
    kept.clear()
