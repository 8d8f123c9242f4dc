"""The titles above a table; Qt's own cut a title at the right beside the arrow of its order."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from smbcrm.ui.theme import look
from smbcrm.ui.widgets.painting import LEFT, paint_icon, text_size

_EDGE = 10
_ARROW, _ARROW_GAP = 13, 4


class TableTitles(QHeaderView):
    """Titles at the side of their figures, the arrow on the inner side of the sorted one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHighlightSections(False)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N802, N803 - Qt's names
        """Draw one title."""
        painter.save()
        painter.fillRect(rect, look.color("surface2"))
        painter.setPen(look.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self._paint_title(painter, rect.adjusted(_EDGE, 0, -_EDGE, 0), logicalIndex)
        painter.restore()

    def _paint_title(self, painter: QPainter, room: QRect, section: int) -> None:
        model, across = self.model(), Qt.Orientation.Horizontal
        title = str(model.headerData(section, across) or "")
        side = model.headerData(section, across, Qt.ItemDataRole.TextAlignmentRole) or LEFT
        is_sorted = self.isSortIndicatorShown() and self.sortIndicatorSection() == section
        taken = _ARROW + _ARROW_GAP if is_sorted else 0
        font = look.font("label")
        words = QFontMetrics(font).elidedText(
            title, Qt.TextElideMode.ElideRight, room.width() - taken
        )
        width = text_size(font, words).width()
        right = bool(side & Qt.AlignmentFlag.AlignRight)
        left = room.right() + 1 - width if right else room.left()
        painter.setFont(font)
        painter.setPen(look.color("ink" if is_sorted else "ink2"))
        painter.drawText(QRect(left, room.top(), width, room.height()), LEFT, words)
        if is_sorted:
            at = left - taken if right else left + width + _ARROW_GAP
            rising = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            place = QRect(at, room.top(), _ARROW, room.height())
            paint_icon(painter, place, "arrow-up" if rising else "arrow-down", _ARROW, "ink")


def least_width(title: str, *, sortable: bool) -> int:
    """Return the width in which a title, and the arrow of its order, are whole."""
    arrow = _ARROW + _ARROW_GAP if sortable else 0
    return text_size(look.font("label"), title).width() + 2 * _EDGE + arrow
