"""The titles of the table: the arrow stands beside the words, the corners are round."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QCursor,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHeaderView, QWidget

from smbcrm.core.i18n import N_
from smbcrm.ui.customers.ticks import EDGE as _EDGE
from smbcrm.ui.customers.ticks import TICK_ROOM, Ticked, paint_tick
from smbcrm.ui.theme import look
from smbcrm.ui.widgets.own_words import say
from smbcrm.ui.widgets.painting import LEFT, RIGHT, paint_icon
from smbcrm.ui.widgets.table import HEADER_HEIGHT

_ARROW, _ARROW_GAP = 13, 4
_RADIUS = 10
_QUARTER = 90 * 16
_ARROWS = {Qt.SortOrder.AscendingOrder: "arrow-up", Qt.SortOrder.DescendingOrder: "arrow-down"}


def title_width(title: str) -> int:
    """Return the least width of a column under a title, with room for the arrow."""
    words = QFontMetrics(look.font("label")).horizontalAdvance(title)
    return words + 2 * _EDGE + _ARROW_GAP + _ARROW


class Titles(QHeaderView):
    """Titles of columns in a card; those that can be sorted by are clicked.

    The first has the box before it by which a page of the list is picked.
    `reach` tells whether they reach the right edge of the card.
    """

    ticked = Signal()
    """The box was clicked."""

    def __init__(self, parent: QWidget, reach: Callable[[], bool]) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._reach = reach
        self.setFixedHeight(HEADER_HEIGHT)
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setMouseTracking(True)
        self.setAccessibleName(say(N_("Titles")))
        self._ticked = Ticked.NONE

    def show_ticked(self, state: Ticked) -> None:
        """Show in the box whether all, some or nobody is picked."""
        if state is not self._ticked:
            self._ticked = state
            self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Tick at the box; anywhere else a title is clicked or dragged."""
        place = event.position().toPoint()
        left = self.sectionViewportPosition(0)
        if left <= place.x() < left + _EDGE + TICK_ROOM:
            self.ticked.emit()
        else:
            super().mousePressEvent(event)

    def paintSection(  # noqa: N802 - Qt's name
        self,
        painter: QPainter,
        rect: QRect,
        logicalIndex: int,  # noqa: N803 - Qt's name
    ) -> None:
        """Draw one title."""
        model, section = self.model(), logicalIndex
        title = str(model.headerData(section, self.orientation()))
        side = model.headerData(section, self.orientation(), Qt.ItemDataRole.TextAlignmentRole)
        to_right = bool(side & Qt.AlignmentFlag.AlignRight)
        painter.save()
        hovered = self.underMouse() and rect.contains(self._mouse())
        painter.fillRect(rect, look.color("hover" if hovered else "surface2"))
        painter.setPen(look.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(look.font("label"))
        painter.setPen(look.color("ink2"))
        room = rect.adjusted(_EDGE, 0, -_EDGE, -1)
        if section == 0:
            paint_tick(painter, room, self._ticked)
            room.adjust(TICK_ROOM, 0, 0, 0)
        painter.drawText(room, RIGHT if to_right else LEFT, title)
        if self.isSortIndicatorShown() and self.sortIndicatorSection() == section:
            width = QFontMetrics(painter.font()).horizontalAdvance(title)
            place = QRect(room.left() + width + _ARROW_GAP, room.top(), _ARROW, room.height())
            if to_right:
                place.moveRight(room.right() - width - _ARROW_GAP)
            paint_icon(painter, place, _ARROWS[self.sortIndicatorOrder()], _ARROW, "ink2")
        painter.restore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the titles, and let the round corners of the card be seen."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_corner(painter)
        if self._reach():
            painter.translate(self.viewport().width(), 0)
            painter.scale(-1, 1)
            _paint_corner(painter)

    def _mouse(self) -> QPoint:
        return self.viewport().mapFromGlobal(QCursor.pos())


def _paint_corner(painter: QPainter) -> None:
    """Draw the card's corner over the square one: its frame is one pixel outside of this."""
    circle = QPainterPath()
    circle.addEllipse(QRectF(-1, -1, 2 * _RADIUS, 2 * _RADIUS))
    square = QPainterPath()
    square.addRect(QRectF(-1, -1, _RADIUS, _RADIUS))
    painter.fillPath(square.subtracted(circle), look.color("canvas"))
    painter.setPen(QPen(look.color("line"), 1))
    line = QRectF(-0.5, -0.5, 2 * _RADIUS - 1, 2 * _RADIUS - 1)
    painter.drawArc(line, _QUARTER, _QUARTER)
