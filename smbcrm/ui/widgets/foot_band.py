"""The band at the foot of a page: what comes next stands there, in one row."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from smbcrm.ui.theme import look

_GAP = 16


class FootBand(QFrame):
    """A row on a ground of its own, with a line above from edge to edge."""

    def __init__(self) -> None:
        super().__init__()
        self.row = QHBoxLayout(self)
        self.row.setSpacing(_GAP)

    def set_edges(self, sides: int, ends: int) -> None:
        """Leave so much room around."""
        self.row.setContentsMargins(sides, ends, sides, ends)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the ground with its line above."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.color("surface"))
        painter.setPen(look.color("line"))
        painter.drawLine(0, 0, self.width(), 0)
