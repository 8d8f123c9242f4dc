"""The switch: on or off at once, without a Save."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from smbcrm.core.i18n import N_
from smbcrm.ui.theme import look
from smbcrm.ui.widgets.own_words import say
from smbcrm.ui.widgets.painting import LEFT, text_size

TRACK = QSize(36, 20)
_GAP = 8
_HEIGHT = 28
_KNOB_MARGIN = 3


class Switch(QCheckBox):
    """A switch with its words beside it. To screen readers it is a check box that is on or off."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = text
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.toggled.connect(self._describe)
        self._describe()

    def text(self) -> str:
        """Return the words."""
        return self._words

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room for track and words."""
        words = text_size(look.font("body"), self._words)
        width = TRACK.width() + 4 + (_GAP + words.width() if self._words else 0)
        return QSize(width, max(_HEIGHT, words.height()))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the same."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802 - Qt's name
        """Take a click anywhere on it."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw track, knob and words."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, able = self.isChecked(), self.isEnabled()
        track = QRectF(QRect(QPoint(2, (self.height() - TRACK.height()) // 2), TRACK))
        painter.setPen(Qt.PenStyle.NoPen if on else QPen(look.color("control"), 1))
        ground = "primary" if on else "surface"
        painter.setBrush(look.color(ground if able else "line"))
        box = track if on else track.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        side = track.height() - 2 * _KNOB_MARGIN
        left = track.right() - _KNOB_MARGIN - side if on else track.left() + _KNOB_MARGIN
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("onPrimary" if on else "control"))
        painter.drawEllipse(QRectF(left, track.top() + _KNOB_MARGIN, side, side))
        if self.hasFocus():
            painter.setPen(QPen(look.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = track.adjusted(-1, -1, 1, 1)
            painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)
        painter.setPen(look.color("ink" if able else "inkDisabled"))
        painter.setFont(look.font("body"))
        painter.drawText(self.rect().adjusted(TRACK.width() + 4 + _GAP, 0, 0, 0), LEFT, self._words)

    def _describe(self) -> None:
        self.setAccessibleDescription(say(N_("on")) if self.isChecked() else say(N_("off")))
