"""A window to put widgets in."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.widgets.hands import Panel, Put


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
