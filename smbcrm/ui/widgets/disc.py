"""An icon in a full circle."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from smbcrm.ui.theme import look
from smbcrm.ui.widgets.painting import paint_icon


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours of the design that it is drawn in: the circle's and the icon's."""

    ground: str
    icon: str


class Disc(QWidget):
    """The circle and its icon, both so large in pixels."""

    def __init__(self, icon: str, width: int, icon_width: int, inks: Inks) -> None:
        super().__init__()
        self._icon, self._icon_width, self._inks = icon, icon_width, inks
        self.setFixedSize(width, width)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it in the colours of the moment."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color(self._inks.ground))
        painter.drawEllipse(self.rect())
        paint_icon(painter, self.rect(), self._icon, self._icon_width, self._inks.icon)
