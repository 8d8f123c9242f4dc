"""What a person at the till does, for tests of widgets."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

EVIL = "<b>x</b><img src=1>&amp; A & B"
"""A name that somebody may have typed; it is shown as it stands."""
ENTER, SPACE, TAB = Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Tab
BACKTAB, ESCAPE = Qt.Key.Key_Backtab, Qt.Key.Key_Escape
LEFT, RIGHT, UP, DOWN = Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down


class Panel(QWidget):
    """What widgets stand in; it hears the keys that they leave alone."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[int] = []
        self.row = QHBoxLayout(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        self.heard.append(event.key())


Put = Callable[..., Panel]
"""Shows widgets in a panel that has the focus."""


InColumn = Callable[..., QWidget]
"""Shows widgets under each other in a column of so many pixels."""


def role(widget: QWidget) -> QAccessible.Role:
    """Return what a screen reader takes a widget for."""
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return interface.role()
