"""How rows of the list are painted: whoever is picked, the box, the name with its note."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextOption
from PySide6.QtWidgets import QStyle

from smbcrm.membership.customers.lists import CustomerRow
from smbcrm.ui.customers.model import CustomersModel, Index
from smbcrm.ui.customers.ticks import TICK_ROOM, Ticked, paint_tick
from smbcrm.ui.theme import look
from smbcrm.ui.widgets.paged_model import ROW_ROLE
from smbcrm.ui.widgets.painting import LEFT, paint_icon
from smbcrm.ui.widgets.table import RowsDelegate

_ALERT_ICON, _ALERT_GAP = 16, 7
_SMALLEST = 10
"""Letters of a name for which two lines are short; no other text is as small."""


class PeopleDelegate(RowsDelegate):
    """Paints the ground of whoever is picked; the row where one is has only its bar."""

    def _ground(self, state: QStyle.StateFlag, index: Index) -> str:
        model = index.model()
        if isinstance(model, CustomersModel) and model.is_picked(index.data(ROW_ROLE)):
            return "selected"
        here = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver
        return "hover" if state & here else ""


class NameDelegate(PeopleDelegate):
    """Paints the box and a name, small on two lines where one is too short; a note as a red sign.

    Only a name for which two lines of the smallest letters are too short ends in "…".
    """

    def _paint_cell(self, painter: QPainter, room: QRect, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, CustomerRow):
            super()._paint_cell(painter, room, index)
            return
        model = index.model()
        picked = isinstance(model, CustomersModel) and model.is_picked(row)
        paint_tick(painter, room, Ticked.ALL if picked else Ticked.NONE)
        room = room.adjusted(TICK_ROOM, 0, 0, 0)
        if row.alert:
            place = QRect(room.right() + 1 - _ALERT_ICON, room.top(), _ALERT_ICON, room.height())
            room = room.adjusted(0, 0, -_ALERT_ICON - _ALERT_GAP, 0)
            width = QFontMetrics(look.font("bodyStrong")).horizontalAdvance(_name_of(index))
            place.moveLeft(min(place.left(), room.left() + width + _ALERT_GAP))
            paint_icon(painter, place, "octagon-alert", _ALERT_ICON, "dangerText")
        _paint_name(painter, room, _name_of(index))


def _paint_name(painter: QPainter, room: QRect, name: str) -> None:
    painter.setPen(look.color("ink"))
    font = look.font("bodyStrong")
    if QFontMetrics(font).horizontalAdvance(name) <= room.width():
        painter.setFont(font)
        painter.drawText(room, LEFT.value | Qt.TextFlag.TextSingleLine.value, name)
        return
    # Two lines break at words, so that a tenth of their room may stay empty.
    both = room.width() * 9 // 5
    small = QFont(look.font("label"))
    if QFontMetrics(small).horizontalAdvance(name) > both:
        small.setPixelSize(_SMALLEST)
    painter.setFont(small)
    option = QTextOption(LEFT)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    words = QFontMetrics(small).elidedText(name, Qt.TextElideMode.ElideRight, both)
    painter.setClipRect(room)
    painter.drawText(room.toRectF(), words, option)


def _name_of(index: Index) -> str:
    return str(index.data(Qt.ItemDataRole.DisplayRole))
