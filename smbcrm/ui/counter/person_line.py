"""A row of the board: somebody's picture, the name (which wraps, never cut), and a second line."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QResizeEvent

from smbcrm.ui.theme.look import color, font
from smbcrm.ui.widgets.painting import line_height, paint_line
from smbcrm.ui.widgets.rows import ROW_HEIGHT, Badge, PersonRow
from smbcrm.ui.widgets.wrapped import Wrapped
from smbcrm.ui.wording import initials

_EDGE, _PICTURE, _GAP = 16, 32, 12
_MARGIN = 8


class PersonLine(PersonRow):
    """One of the people on the board."""

    def __init__(
        self, name: str, tier: str, second: str, right: str = "", badge: Badge | None = None
    ) -> None:
        super().__init__(name, tier, initials(name), second, right, badge)
        self.name = name
        self.second = second
        self.setFixedHeight(ROW_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Be as high as the name needs."""
        super().resizeEvent(event)
        below = line_height(font("caption")) if self.second else 0
        taken = 2 * _EDGE + _PICTURE + _GAP
        right = self._right_width()
        width = event.size().width() - taken - (right + _GAP if right else 0)
        name = Wrapped(self.name, font("bodyStrong"), width)
        self.setFixedHeight(max(ROW_HEIGHT, name.height + below + _MARGIN))

    def _paint_lines(self, painter: QPainter, room: QRect) -> None:
        name = Wrapped(self.name, font("bodyStrong"), room.width())
        below = line_height(font("caption")) if self.second else 0
        top = (self.height() - name.height - below) // 2
        painter.setPen(color("ink"))
        name.draw(painter, room.left(), top)
        line = QRect(room.left(), top + name.height, room.width(), below)
        paint_line(painter, line, self.second, font("caption"), "ink2")
