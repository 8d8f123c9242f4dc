"""Text and small pictures: always plain text, because names are anything people type."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from smbcrm.ui.theme import icons
from smbcrm.ui.theme.fonts import tabular
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.own_words import plain_tip

MARK = "shopbell"
"""The name under which `IconLabel` shows the product's mark."""

_FIGURES = frozenset({"kpi", "kpiBig", "money", "strong", "counter", "caption", "hint"})
_NARROWEST = 16
_SMALLEST_SHARE = 0.6


def set_kind(widget: QWidget, kind: str) -> None:
    """Make the style sheet draw a widget as another kind."""
    dress(widget, kind=kind)


def label(text: str = "", kind: str = "", *, wrap: bool = False) -> QLabel:
    """Return a label that shows its text as it stands; kinds of figures get tabular ones."""
    made = QLabel()
    _prepare(made, text, kind)
    made.setWordWrap(wrap)
    return made


def hairline() -> QFrame:
    """Return a line between two parts, one pixel high."""
    line = QFrame()
    dress(line, kind="line")
    line.setFixedHeight(1)
    return line


class ElideLabel(QLabel):
    """One line that ends in "…" where there is no room; then its tooltip is the whole text.

    Never for money, names of customers or allergies: those wrap (design.md section 5).
    """

    def __init__(self, text: str = "", kind: str = "") -> None:
        super().__init__()
        self._tip = ""
        _prepare(self, text, kind)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Show another text."""
        super().setText(text)
        self._tell_whole()

    def setToolTip(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Show this tooltip instead of the whole text."""
        self._tip = text
        self._tell_whole()

    def is_cut(self) -> bool:
        """Tell whether the end of the text is not in sight."""
        return QFontMetrics(self.font()).horizontalAdvance(self.text()) > self._room().width()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return next to no width: the text can be cut."""
        hint = super().minimumSizeHint()
        return QSize(min(_NARROWEST, hint.width()), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw as much as there is room for."""
        del event
        painter = QPainter(self)
        self.drawFrame(painter)
        room = self._room()
        words = QFontMetrics(self.font()).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, self.alignment().value | Qt.TextFlag.TextSingleLine.value, words)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """See whether the text is cut now."""
        super().resizeEvent(event)
        self._tell_whole()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """See whether the text is cut in another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._tell_whole()

    def _room(self) -> QRect:
        return self.contentsRect()

    def _tell_whole(self) -> None:
        tip = self._tip or (self.text() if self.is_cut() else "")
        super().setToolTip(plain_tip(tip))


class FitLabel(QLabel):
    """One line, such as an amount, that is drawn smaller where there is no room, and never cut."""

    def __init__(self, text: str = "", kind: str = "") -> None:
        super().__init__()
        _prepare(self, text, kind)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room that the smallest text takes."""
        hint = super().minimumSizeHint()
        return QSize(round(hint.width() * _SMALLEST_SHARE) + 1, hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the text as large as it fits."""
        del event
        painter = QPainter(self)
        self.drawFrame(painter)
        room = self.contentsRect()
        painter.setFont(fitting(self.font(), self.text(), room.width()))
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(
            room, self.alignment().value | Qt.TextFlag.TextSingleLine.value, self.text()
        )


class KeyCap(QLabel):
    """The name of a key, as on its cap."""

    def __init__(self, text: str, *, on_primary: bool = False) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        dress(self, kind="kbd", on="primary" if on_primary else "")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class IconLabel(QWidget):
    """An icon in a colour of the design, whatever the theme; `shopbell` is the mark."""

    def __init__(self, name: str, size: int = 18, token: str = "ink2") -> None:  # noqa: S107 - a colour
        super().__init__()
        self._name, self._size, self._token = name, size, token
        self.setFixedSize(size, size)

    def set_icon(self, name: str, token: str) -> None:
        """Show another icon."""
        self._name, self._token = name, token
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the icon in the colour of the moment."""
        del event
        if not self._name:
            return
        ratio = self.devicePixelRatio()
        picture = (
            icons.mark(self._size, ratio)
            if self._name == MARK
            else icons.pixmap(self._name, self._size, self._token, ratio)
        )
        QPainter(self).drawPixmap(0, 0, picture)


def fitting(font: QFont, text: str, width: int) -> QFont:
    """Return the font, smaller if the text is wider than that; not below three fifths."""
    wanted = QFontMetrics(font).horizontalAdvance(text)
    if wanted <= width or width <= 0:
        return font
    smaller = QFont(font)
    smaller.setPixelSize(int(font.pixelSize() * max(_SMALLEST_SHARE, width / wanted)))
    return smaller


def _prepare(widget: QLabel, text: str, kind: str) -> None:
    widget.setTextFormat(Qt.TextFormat.PlainText)
    if kind in _FIGURES:
        # Before the style sheet is asked: a font that is set afterwards is lost with its next look.
        widget.setFont(tabular(widget.font()))
    if kind:
        dress(widget, kind=kind)
    widget.setText(text)
