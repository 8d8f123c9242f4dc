"""The box before a name: ticked where the customer is picked."""

from enum import Enum

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from smbcrm.ui.theme import look
from smbcrm.ui.widgets.painting import paint_icon

EDGE = 10
"""From the edge of the list to the box."""
_BOX, _RADIUS, _ICON, _GAP = 18, 5, 13, 14
TICK_ROOM = _BOX + _GAP
"""What the box takes of the room of a name."""


class Ticked(Enum):
    """Whether all, some or nobody is picked; the value is the icon in the box."""

    NONE = ""
    SOME = "minus"
    ALL = "check"


def paint_tick(painter: QPainter, room: QRect, state: Ticked) -> None:
    """Draw the box at the left of a room."""
    top = room.top() + (room.height() - _BOX) // 2
    box = QRect(room.left(), top, _BOX, _BOX)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    on = state is not Ticked.NONE
    painter.setPen(Qt.PenStyle.NoPen if on else QPen(look.color("control"), 1))
    painter.setBrush(look.color("primary" if on else "surface"))
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
    if on:
        paint_icon(painter, box, state.value, _ICON, "onPrimary")
    painter.restore()
