"""The steps of a wizard as a row of numbered circles."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from smbcrm.core.i18n import N_
from smbcrm.ui.theme import look
from smbcrm.ui.widgets.own_words import say
from smbcrm.ui.widgets.painting import CENTER, LEFT, paint_icon, text_size

CIRCLE = 24
_GAP, _LINE, _SHORTEST_LINE = 8, 70, 12


class Steps(QWidget):
    """Shows which step of a wizard this is; steps before it have a tick."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._names = tuple(names)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_step(0)

    def show_step(self, index: int) -> None:
        """Mark a step, counted from 0."""
        self._index = index
        words = say(
            N_("Step {number} of {count}: {name}"),
            number=index + 1,
            count=len(self._names),
            name=self._names[index],
        )
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room with lines of their full length between the steps."""
        return QSize(self._width(_LINE), CIRCLE + 4)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room with short lines."""
        return QSize(self._width(_SHORTEST_LINE), CIRCLE + 4)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw circles, names and the lines between them."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        between = max(1, len(self._names) - 1)
        spare = self.width() - self._width(0)
        line = max(_SHORTEST_LINE, min(_LINE, spare // between))
        left = 0
        for number, name in enumerate(self._names):
            self._paint_circle(
                painter, QRect(left, (self.height() - CIRCLE) // 2, CIRCLE, CIRCLE), number
            )
            left += CIRCLE + _GAP
            now = number == self._index
            font = look.font("bodyStrong" if now else "body")
            width = self._name_width(name)
            painter.setFont(font)
            painter.setPen(look.color("ink" if now else "ink2"))
            painter.drawText(QRect(left, 0, width, self.height()), LEFT, name)
            left += width
            if number < len(self._names) - 1:
                painter.setPen(QPen(look.color("lineStrong"), 1))
                middle = self.height() // 2
                painter.drawLine(left + 12, middle, left + 12 + line, middle)
                left += line + 24

    def _paint_circle(self, painter: QPainter, circle: QRect, number: int) -> None:
        done, now = number < self._index, number == self._index
        painter.setPen(QPen(look.color("primary" if done or now else "control"), 1))
        ground = "primary" if now else "primarySoft" if done else "surface"
        painter.setBrush(look.color(ground))
        painter.drawEllipse(QRectF(circle).adjusted(0.5, 0.5, -0.5, -0.5))
        if done:
            paint_icon(painter, circle, "check", 15, "primaryText")
            return
        painter.setFont(look.font("label"))
        painter.setPen(look.color("onPrimary" if now else "ink2"))
        painter.drawText(circle, CENTER, str(number + 1))

    def _name_width(self, name: str) -> int:
        return text_size(look.font("bodyStrong"), name).width() + 2

    def _width(self, line: int) -> int:
        names = sum(CIRCLE + _GAP + self._name_width(name) for name in self._names)
        return names + (line + 24) * (len(self._names) - 1)
