"""A short list of people or things that open at a click or Enter."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from smbcrm.ui.theme import look
from smbcrm.ui.widgets.badges import paint_avatar, paint_state, state_size
from smbcrm.ui.widgets.painting import (
    line_height,
    paint_focus,
    paint_icon,
    paint_line,
    text_size,
)

ROW_HEIGHT = 52
_PICTURE = 32
_EDGE, _GAP = 16, 12
_ENDLESS = 10_000
_WRAP = Qt.TextFlag.TextWordWrap.value | Qt.TextFlag.TextWrapAnywhere.value
_WAYS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Badge:
    """A state at the right of a row; `tone` as of `StateBadge`."""

    icon: str
    text: str
    tone: str


class RowButton(QAbstractButton):
    """A row with an icon or picture, two lines, and a text or badge at the right."""

    def __init__(
        self, icon: str, first: str, second: str, right: str = "", badge: Badge | None = None
    ) -> None:
        super().__init__()
        self._icon, self._first, self._second = icon, first, second
        self._right, self._badge = right, badge
        self._measured_in = QFont()
        self._heights: dict[int, int] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(first)
        self._describe()

    def text(self) -> str:
        """Return the first line."""
        return self._first

    def set_second(self, second: str) -> None:
        """Say something else in the second line."""
        self._second = second
        self._describe()
        self.update()

    def _describe(self) -> None:
        said = (self._second, self._right, self._badge.text if self._badge else "")
        self.setAccessibleDescription(", ".join(part for part in said if part))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the height of two lines; the width is the list's."""
        right = self._right_width()
        return QSize(2 * _EDGE + _PICTURE + _GAP + 120 + right, ROW_HEIGHT)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the same."""
        return self.sizeHint()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Tell that a name that is too long for a line wraps."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Return the height with the whole name; a layout asks for it many times over."""
        font = look.font("bodyStrong")  # the same object for as long as the look stays
        if font is not self._measured_in:
            self._measured_in, self._heights = font, {}
        if width not in self._heights:
            first = self._first_height(self._room_for_words(width))
            self._heights[width] = ROW_HEIGHT + first - line_height(font)
        return self._heights[width]

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens the row."""
        if event.key() in _ENTER:
            if not event.isAutoRepeat():
                self.click()
            return
        if event.key() in _WAYS:
            event.ignore()  # the list moves
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the row."""
        del event
        painter = QPainter(self)
        ground = "selected" if self.isDown() else "hover" if self.underMouse() else ""
        if ground and self.isEnabled():
            painter.fillRect(self.rect(), look.color(ground))
        room = self.rect().adjusted(_EDGE, 0, -_EDGE, 0)
        square = QRect(room.left(), (self.height() - _PICTURE) // 2, _PICTURE, _PICTURE)
        self._paint_picture(painter, square)
        room.setLeft(square.right() + 1 + _GAP)
        right = self._right_width()
        if right:
            place = QRect(room.right() + 1 - right, 0, right, self.height())
            self._paint_right(painter, place)
            room.setRight(place.left() - _GAP)
        self._paint_lines(painter, room)
        if self.hasFocus():
            paint_focus(painter, self, 4)

    def _paint_picture(self, painter: QPainter, square: QRect) -> None:
        paint_icon(painter, square, self._icon, 20, "ink2")

    def _paint_lines(self, painter: QPainter, room: QRect) -> None:
        first, second = look.font("bodyStrong"), look.font("caption")
        upper = self._first_height(room.width())
        lower = line_height(second) if self._second else 0
        top = (self.height() - upper - lower) // 2
        painter.setFont(first)
        painter.setPen(look.color("ink" if self.isEnabled() else "inkDisabled"))
        painter.drawText(QRect(room.left(), top, room.width(), upper), _WRAP, self._first)
        below = QRect(room.left(), top + upper, room.width(), lower)
        paint_line(painter, below, self._second, second, "ink2")

    def _room_for_words(self, width: int) -> int:
        right = self._right_width()
        taken = 2 * _EDGE + _PICTURE + _GAP + (right + _GAP if right else 0)
        return max(_EDGE, width - taken)

    def _first_height(self, width: int) -> int:
        """Return the height of the first line: a name is never cut (design.md section 5)."""
        font = look.font("bodyStrong")
        room = QRect(0, 0, width, _ENDLESS)
        wrapped = QFontMetrics(font).boundingRect(room, _WRAP, self._first).height()
        return max(line_height(font), wrapped)

    def _right_width(self) -> int:
        if self._badge is not None:
            return state_size(self._badge.text, self._badge.icon).width()
        return text_size(look.font("caption"), self._right).width() if self._right else 0

    def _paint_right(self, painter: QPainter, place: QRect) -> None:
        if self._badge is not None:
            badge = self._badge
            paint_state(painter, place, badge.icon, badge.text, badge.tone)
        else:
            paint_line(painter, place, self._right, look.font("caption"), "ink2")


class PersonRow(RowButton):
    """A row with somebody's picture."""

    def __init__(  # noqa: PLR0913 - all of them are what the row shows
        self,
        name: str,
        tier: str,
        initials: str,
        second: str,
        right: str = "",
        badge: Badge | None = None,
    ) -> None:
        super().__init__("", name, second, right, badge)
        self._tier, self._initials = tier, initials

    def _paint_picture(self, painter: QPainter, square: QRect) -> None:
        paint_avatar(painter, square, self._initials, self._tier)


class Rows(QWidget):
    """Rows under each other with lines between them; up and down move."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[RowButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)

    def show_rows(self, rows: Sequence[RowButton]) -> None:
        """Show these instead; those before are let go."""
        focused = next((at for at, row in enumerate(self._rows) if row.hasFocus()), None)
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = list(rows)
        for row in self._rows:
            self._column.addWidget(row)
            row.show()
        if focused is not None and self._rows:
            self._rows[min(focused, len(self._rows) - 1)].setFocus()
        self.update()

    def rows(self) -> Sequence[RowButton]:
        """Return the rows from the top."""
        return tuple(self._rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Up and down move among the rows."""
        way = _WAYS.get(Qt.Key(event.key()))
        at = next((at for at, row in enumerate(self._rows) if row.hasFocus()), None)
        if way is None or at is None:
            super().keyPressEvent(event)
            return
        place = min(max(at + way, 0), len(self._rows) - 1)
        self._rows[place].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw a line below each row."""
        del event
        painter = QPainter(self)
        painter.setPen(look.color("line"))
        for row in self._rows:
            below = row.geometry().bottom() + 1
            painter.drawLine(0, below, self.width(), below)
