"""The visits of a package as discs: used ones ticked, those used now full, the rest numbered."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from smbcrm.ui.theme import look
from smbcrm.ui.widgets.painting import CENTER, paint_icon

MOST = 20
"""More discs than this are no picture any more: a bar is drawn."""
_IN_ROW = 10
_DISC, _SMALL_DISC = 34, 26
_TICK = 16
_GAP = 8
_BAR = 12


class VisitDiscs(QWidget):
    """Paints how many of so many were used, are used now, and stay."""

    def __init__(self) -> None:
        super().__init__()
        self._brought = self._used = self._now = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_visits(self, brought: int, used: int, now: int, spoken: str) -> None:
        """Show them; `spoken` says the same to screen readers."""
        self._brought, self._used, self._now = brought, used, now
        self.setAccessibleName(spoken)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room of one row or two, or of the bar."""
        rows = self._rows()
        return QSize(0, rows * self._disc() + (rows - 1) * _GAP if rows else _BAR)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the same: any width will do."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw them in the colours of the moment."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._rows():
            if self._brought:
                self._paint_bar(painter)
            return
        size = self._disc()
        step = min((self.width() - size) / (_IN_ROW - 1), size + 2 * _GAP)
        for number in range(1, self._brought + 1):
            row, place = divmod(number - 1, _IN_ROW)
            corner = QPointF(place * step, row * (size + _GAP))
            self._paint_disc(painter, QRectF(corner.x(), corner.y(), size, size), number)

    def _rows(self) -> int:
        return 0 if self._brought > MOST else -(-self._brought // _IN_ROW)

    def _disc(self) -> int:
        return _DISC if self._rows() == 1 else _SMALL_DISC

    def _paint_disc(self, painter: QPainter, place: QRectF, number: int) -> None:
        inner = place.adjusted(1.5, 1.5, -1.5, -1.5)
        used, now = number <= self._used, number <= self._used + self._now
        painter.setPen(Qt.PenStyle.NoPen if now else QPen(look.color("primary"), 1))
        ground = "neutralSoft" if used else "primary" if now else "primarySoft"
        painter.setBrush(look.color(ground))
        painter.drawEllipse(inner)
        if used:
            paint_icon(painter, place.toRect(), "check", _TICK, "ink2")
            return
        if now:
            painter.setPen(QPen(look.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(place.adjusted(1, 1, -1, -1))
        painter.setPen(look.color("onPrimary" if now else "primaryText"))
        painter.setFont(look.font("bodyStrong"))
        painter.drawText(place, CENTER, str(number))

    def _paint_bar(self, painter: QPainter) -> None:
        whole = QRect(0, 0, self.width(), _BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        for share, ground in (
            (self._brought, "primarySoft"),
            (self._used + self._now, "primary"),
            (self._used, "lineStrong"),
        ):
            part = QRect(whole)
            part.setWidth(round(self.width() * share / self._brought))
            painter.setBrush(look.color(ground))
            painter.drawRoundedRect(part, _BAR / 2, _BAR / 2)
