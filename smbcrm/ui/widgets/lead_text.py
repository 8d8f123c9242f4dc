"""A sentence that begins bold and goes on in normal weight, as one running text, never as HTML."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy

from smbcrm.ui.theme import look
from smbcrm.ui.widgets.painting import line_height, paint_icon

_WIDEST = 420
_ICON, _ICON_GAP = 18, 9
_NARROWEST = 120
_SIZED = Qt.WidgetAttribute.WA_Resized


@dataclass(frozen=True, slots=True)
class Ink:
    """The colours of both parts, the step of the type scale, and an icon before the first line."""

    strong: str
    rest: str
    role: str = "body"
    icon: str = ""


class LeadText(QLabel):
    """Words in two parts that wrap together."""

    def __init__(self, ink: Ink) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._ink = ink
        self._strong = self._rest = ""
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_text(self, strong: str, rest: str = "") -> None:
        """Show other words."""
        self._strong, self._rest = strong, rest
        self.setText(" ".join(part for part in (strong, rest) if part))
        self.updateGeometry()

    def set_ink(self, ink: Ink) -> None:
        """Take other colours."""
        self._ink = ink
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Tell that the text wraps."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Return the height of the text in so much room."""
        return self._laid_out(width)[1].height()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room on one line, or on several where it is long or has been made narrow."""
        size = self._laid_out(_WIDEST)[1]
        narrow = self.testAttribute(_SIZED) and 0 < self.width() < size.width()
        return QSize(size.width(), self.heightForWidth(self.width())) if narrow else size

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return little width; the height follows from the width."""
        size = self._laid_out(_WIDEST)[1]
        return QSize(min(size.width(), _NARROWEST), self._line_height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw both parts in their colours."""
        del event
        painter = QPainter(self)
        layout, size = self._laid_out(self.width())
        middle = bool(self._ink.icon)
        top = max(0, (self.height() - size.height()) // 2) if middle else 0
        layout.draw(painter, QPointF(self._indent(), top))
        if self._ink.icon:
            line = round(layout.lineAt(0).height()) if layout.lineCount() else size.height()
            place = QRect(0, top, _ICON, line)
            paint_icon(painter, place, self._ink.icon, _ICON, self._ink.strong)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for the height that another width needs."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Fit another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def _indent(self) -> int:
        return _ICON + _ICON_GAP if self._ink.icon else 0

    def _line_height(self) -> int:
        return line_height(look.font(self._ink.role))

    def _laid_out(self, width: int) -> tuple[QTextLayout, QSize]:
        layout = QTextLayout(self.text(), look.font(self._ink.role))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self._formats())
        layout.beginLayout()
        widest, height = 0.0, 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width - self._indent()))
            line.setPosition(QPointF(0, height))
            height += line.height() + 1
            widest = max(widest, line.naturalTextWidth())
        layout.endLayout()
        height = max(height, _ICON if self._ink.icon else 0)
        return layout, QSize(int(widest) + 2 + self._indent(), int(height) + 1)

    def _formats(self) -> list[QTextLayout.FormatRange]:
        parts = ((0, len(self._strong), self._ink.strong, QFont.Weight.DemiBold),)
        rest = (len(self._strong), len(self.text()), self._ink.rest, QFont.Weight.Normal)
        ranges = []
        for start, end, token, weight in (*parts, rest):
            wanted = QTextLayout.FormatRange()
            wanted.start, wanted.length = start, end - start
            form = QTextCharFormat()
            form.setForeground(look.color(token))
            form.setFontWeight(weight)
            wanted.format = form
            ranges.append(wanted)
        return ranges
