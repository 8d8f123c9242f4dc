"""A value of one of the two: it stays alone, or beside the other's."""

from bisect import bisect

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from smbcrm.core.text import unturned
from smbcrm.ui.theme import look
from smbcrm.ui.widgets.own_words import plain_tip
from smbcrm.ui.widgets.painting import line_height, paint_focus, paint_icon
from smbcrm.ui.widgets.wrapped import Wrapped

EDGE, LEAST = 10, 36
TITLE, REMARK = 102, 170
"""How wide the name of a field is, and what is remarked at the right."""
_MARK, _TICK, _GAP, _PAD = 16, 13, 8, 8
MOST_LINES = 5
_LONGEST = 800
_WAYS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ASIDE = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class Value(QAbstractButton):
    """Words that wrap, with a mark: round where one of the two stays `alone`, else square.

    Space is left to the row it stands in: `turned` asks for it. `moved` tells that an arrow leads
    to the row below (+1) or above (-1), `crossed` that one leads to the right (+1) or left (-1).
    """

    turned = Signal()
    moved = Signal(int)
    crossed = Signal(int)

    def __init__(self, text: str, spoken: str, *, alone: bool) -> None:
        super().__init__()
        words = unturned(text)
        self._whole = words
        self._words = _cut(words.replace("\n", "\u2028"), _LONGEST)
        self._alone = alone
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(unturned(spoken))
        self.setCheckable(True)
        self.setAutoExclusive(alone)  # to screen readers: one of two
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Return the height of the lines that stand."""
        return max(LEAST, self._laid(self._room(width)).height + 2 * _PAD)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the least: the row decides how wide it is."""
        return QSize(120, LEAST)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the same."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep what is cut in the tooltip."""
        super().resizeEvent(event)
        cut = self._fitting(self._room(self.width())) != self._whole.replace("\n", "\u2028")
        self.setToolTip(plain_tip(self._whole if cut else ""))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Space changes the side, arrows move; Enter is left to what is around."""
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif key == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self.turned.emit()
        elif key in _WAYS:
            self.moved.emit(_WAYS[key])
        elif key in _ASIDE:
            self.crossed.emit(_ASIDE[key])
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the ground, the mark and the words."""
        del event
        painter = QPainter(self)
        ground = "primarySoft" if self.isChecked() else "hover" if self.underMouse() else ""
        if ground:
            painter.fillRect(self.rect(), look.color(ground))
        mark = QRect(EDGE, 0, _MARK, LEAST).toRectF()
        self._paint_mark(painter, mark)
        laid = self._laid(self._room(self.width()))
        painter.setPen(look.color("ink"))
        high = line_height(self.font()) if self.height() <= LEAST else laid.height
        top = max(_PAD, (LEAST - high) // 2) if self.height() <= LEAST else _PAD
        laid.draw(painter, EDGE + _MARK + _GAP, top)
        if self.hasFocus():
            paint_focus(painter, self, 4)

    def _paint_mark(self, painter: QPainter, place: QRectF) -> None:
        box = QRectF(0, 0, _MARK - 1, _MARK - 1)
        box.moveCenter(place.center())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        painter.setPen(QPen(look.color("primary" if on else "control"), 1))
        painter.setBrush(look.color("primary" if on else "surface"))
        radius = _MARK / 2 if self._alone else 4
        painter.drawRoundedRect(box, radius, radius)
        if on and self._alone:
            painter.setBrush(look.color("onPrimary"))
            painter.drawEllipse(box.center() + QPointF(0, 0), 3, 3)
        elif on:
            paint_icon(painter, place.toRect(), "check", _TICK, "onPrimary")
        painter.restore()

    def _room(self, width: int) -> int:
        return max(1, width - 2 * EDGE - _MARK - _GAP)

    def _laid(self, width: int) -> Wrapped:
        return Wrapped(self._fitting(width), self.font(), width)

    def _fitting(self, width: int) -> str:
        """Return as much of the words as the lines hold."""
        font, text = self.font(), self._words
        most = Wrapped("\u2028".join("x" * MOST_LINES), font, width).height
        if Wrapped(text, font, width).height <= most:
            return text
        fits = bisect(
            range(len(text)), most, key=lambda n: Wrapped(_cut(text, n), font, width).height
        )
        return _cut(text, max(0, fits - 1))


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[:length].rstrip()}…"
