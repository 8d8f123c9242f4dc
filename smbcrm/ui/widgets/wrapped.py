"""Text that is never cut: it wraps between words, and inside one that is longer than the line.

QLabel wraps between words only, and a name can be one word of any length.
"""

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy

from smbcrm.ui.theme.props import dress

_NARROWEST = 60


class Wrapped:
    """A text laid out in a width, in logical pixels; `used` is the width of its longest line."""

    def __init__(self, text: str, font: QFont, width: int) -> None:
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout = QTextLayout(text, font)
        self._layout.setTextOption(option)
        self._layout.beginLayout()
        high = 0.0
        used = 0.0
        line = self._layout.createLine()
        while line.isValid():
            line.setLineWidth(max(1, width))
            line.setPosition(QPointF(0, high))
            high += line.height()
            used = max(used, line.naturalTextWidth())
            line = self._layout.createLine()
        self._layout.endLayout()
        self.height = round(high + 0.49)
        self.used = round(used + 0.49)

    def draw(self, painter: QPainter, x: int, y: int) -> None:
        """Draw it with the painter's pen."""
        self._layout.draw(painter, QPointF(x, y))


class WrapLabel(QLabel):
    """A label whose text is never cut, however narrow it gets."""

    def __init__(self, text: str = "", kind: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        dress(self, kind=kind)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setText(text)

    def natural_width(self) -> int:
        """Return the width at which it stands in one line."""
        lines = self.text().splitlines() or [""]
        metrics = QFontMetrics(self.font())
        return max(metrics.horizontalAdvance(line) for line in lines) + 1

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Return the height that the text takes in a width."""
        return Wrapped(self._shown(), self.font(), width).height

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Say that the height follows from the width."""
        return True

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room of one line."""
        return QSize(self.natural_width(), QFontMetrics(self.font()).height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return little: any width will do."""
        return QSize(min(_NARROWEST, self.natural_width()), QFontMetrics(self.font()).height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the lines from the top."""
        del event
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        room: QRect = self.contentsRect()
        Wrapped(self._shown(), self.font(), room.width()).draw(painter, room.x(), room.y())

    def _shown(self) -> str:
        # QTextLayout breaks lines only at the line separator.
        return self.text().replace("\n", "\u2028")
