"""What several painted widgets draw alike: key caps, icons, lines of text."""

import functools
from collections.abc import Callable, Hashable
from typing import TypeVar

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from smbcrm.ui.theme import icons, look

CAP_HEIGHT = 18
CAP_PADDING = 5
_CAP_FONT = 11
_CAP_RADIUS = 4
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTER = Qt.AlignmentFlag.AlignCenter


_MOST_KEPT = 512
"""Badges and initials of some pages of a table: about 2 MB."""

Draw = Callable[[QPainter, QRect], None]
FontOf = Callable[[], QFont]
K = TypeVar("K")
V = TypeVar("V")


class _Kept:
    """What was drawn and measured before, until the look changes."""

    def __init__(self) -> None:
        self.pictures: dict[Hashable, QPixmap] = {}
        self.widths: dict[tuple[FontOf, str], int] = {}
        look.looks().changed.connect(self.pictures.clear)
        look.looks().changed.connect(self.widths.clear)


@functools.cache
def _kept() -> _Kept:
    return _Kept()


def kept_width(font_of: FontOf, text: str) -> int:
    """Return how wide a text is in a font; for words that come again and again."""
    widths = _kept().widths
    width = widths.get((font_of, text))
    if width is None:
        _make_room(widths)
        width = widths[font_of, text] = QFontMetrics(font_of()).horizontalAdvance(text)
    return width


def paint_kept(painter: QPainter, rect: QRect, what: Hashable, draw: Draw) -> None:
    """Draw something as a picture that is drawn only once.

    `what` says all that `draw` depends on but size, screen and look. For what many rows show alike:
    a picture is painted in a tenth of the time that its parts take.
    """
    if rect.isEmpty():
        return
    ratio = painter.device().devicePixelRatio()
    pictures = _kept().pictures
    key = (what, rect.width(), rect.height(), ratio)
    picture = pictures.get(key)
    if picture is None:
        _make_room(pictures)
        picture = pictures[key] = QPixmap(rect.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        inside = QPainter(picture)
        draw(inside, QRect(0, 0, rect.width(), rect.height()))
        inside.end()
    painter.drawPixmap(rect.topLeft(), picture)


def _make_room(kept: dict[K, V]) -> None:
    """Let the oldest go where there are too many."""
    if len(kept) >= _MOST_KEPT:
        del kept[next(iter(kept))]


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
