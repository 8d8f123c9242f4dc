"""Areas that scroll where there is no room for what is in them."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from smbcrm.ui.theme.props import dress


def scrolling(inside: QWidget) -> QScrollArea:
    """Return an area around a widget that scrolls up and down where there is no room for it.

    It has no frame, the ground is seen through it, and Tab passes it by.
    """
    return _furnish(QScrollArea(), inside)


def reading(inside: QWidget, name: str) -> QScrollArea:
    """Return such an area around words that are only read; `name` is what a screen reader says.

    While there is more than is in sight Tab comes to it, and arrows and Page keys move it.
    """
    return _furnish(_Reading(name), inside)


def bring_into_sight(part: QWidget) -> None:
    """Scroll every area around a part to it, once it has its place there."""
    QTimer.singleShot(0, part, lambda: _scroll_to(part))


def _scroll_to(part: QWidget) -> None:
    around = part.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(part, 0, 0)
        around = around.parentWidget()


def _furnish(area: QScrollArea, inside: QWidget) -> QScrollArea:
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    return area


class _Reading(QScrollArea):
    """Its scroll bar, which the keys move, shows where the keyboard is."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.verticalScrollBar().rangeChanged.connect(self._offer)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show where the keyboard is."""
        super().focusInEvent(event)
        dress(self.verticalScrollBar(), focused=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show that it is elsewhere."""
        super().focusOutEvent(event)
        dress(self.verticalScrollBar(), focused=False)

    def _offer(self, least: int, most: int) -> None:
        """Let Tab come while there is something to scroll."""
        policy = Qt.FocusPolicy
        self.setFocusPolicy(policy.StrongFocus if most > least else policy.NoFocus)
