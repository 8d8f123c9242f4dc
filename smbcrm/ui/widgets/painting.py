"""What several painted widgets draw alike: key caps, icons, lines of text."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QWidget

from smbcrm.ui.theme import icons, look

CAP_HEIGHT = 18
CAP_PADDING = 5
_CAP_FONT = 11
_CAP_RADIUS = 4
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTER = Qt.AlignmentFlag.AlignCenter


def sized(role: str, px: int) -> QFont:
    """Return a step of the type scale in another size."""
    font = QFont(look.font(role))
    font.setPixelSize(look.scaled(px))
    return font


def cap_font() -> QFont:
    """Return the font of key caps."""
    font = QFont(look.font("caption"))
    font.setPixelSize(_CAP_FONT)
    font.setWeight(QFont.Weight.Medium)
    return font


def cap_width(text: str) -> int:
    """Return how wide the cap of a key is."""
    return QFontMetrics(cap_font()).horizontalAdvance(text) + 2 * CAP_PADDING + 2


def paint_cap(painter: QPainter, rect: QRect, text: str, ink: str = "") -> None:
    """Draw a key cap in the middle of a rectangle; `ink` is its one colour on a coloured ground."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    cap = QRectF(0, 0, cap_width(text) - 1, CAP_HEIGHT - 1)
    cap.moveCenter(QRectF(rect).center())
    cap.moveTopLeft(QPointF(round(cap.left()) + 0.5, round(cap.top()) + 0.5))
    painter.setPen(QPen(look.color(ink or "lineStrong"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush if ink else look.color("surface2"))
    painter.drawRoundedRect(cap, _CAP_RADIUS, _CAP_RADIUS)
    painter.setPen(look.color(ink or "ink2"))
    painter.setFont(cap_font())
    painter.drawText(cap, CENTER, text)
    painter.restore()


def paint_icon(painter: QPainter, rect: QRect, name: str, size: int, token: str) -> None:
    """Draw an icon in the middle of a rectangle."""
    ratio = painter.device().devicePixelRatio()
    place = QRect(0, 0, size, size)
    place.moveCenter(rect.center())
    painter.drawPixmap(place.topLeft(), icons.pixmap(name, size, token, ratio))


def paint_line(painter: QPainter, rect: QRect, text: str, font: QFont, token: str) -> None:
    """Draw one line of text, with "…" where there is no room."""
    painter.setFont(font)
    painter.setPen(look.color(token))
    words = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, LEFT, words)


def paint_focus(painter: QPainter, widget: QWidget, radius: float) -> None:
    """Draw the focus ring just inside a widget."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.color("focus"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(1, 1, -1, -1), radius, radius)


def line_height(font: QFont) -> int:
    """Return the height of a line that Chinese signs fit in (design.md section 4)."""
    return QFontMetrics(font).height() + 1


def text_size(font: QFont, text: str) -> QSize:
    """Return the room that one line takes."""
    return QSize(QFontMetrics(font).horizontalAdvance(text) + 1, line_height(font))
