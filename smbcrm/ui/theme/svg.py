"""Draws the icons of resources/icons: one colour, any size, sharp on any screen."""

import functools
import re
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from smbcrm.core.paths import resources

_STROKE = re.compile(r'stroke-width="[\d.]+"')
_FINE_FROM = 16  # logical pixels: from here on the thinner stroke reads well
_KEPT = 1024  # pictures of 18 px: about 1.3 MB, more than all pages together use


def folder() -> Path:
    """Return where the icons lie."""
    return resources() / "icons"


@functools.cache
def source(name: str) -> str:
    """Return the drawing of an icon as text; KeyError for a name that we do not ship."""
    path = folder() / f"{name}.svg"
    if not path.is_file():
        raise KeyError(name)
    return path.read_text("utf-8")


def stroke_for(size: float) -> float:
    """Return the stroke, in units of the 24 x 24 grid, for an icon of so many logical pixels."""
    return 2.0 if size < _FINE_FROM else 1.75


@functools.lru_cache(maxsize=_KEPT)
def picture(name: str, size: float, rgba: int, ratio: float, stroke: float) -> QPixmap:
    """Return an icon of `size` logical pixels, painted for a screen of this pixel ratio.

    `rgba` is `QColor.rgba()`: colours compare by it, so a change of theme finds its own pictures.
    """
    drawing = _STROKE.sub(f'stroke-width="{stroke:g}"', source(name))
    shape = draw(drawing.encode(), size, ratio)
    # Colour the finished shape: where two lines cross, a coloured drawing rounds to other shades.
    painter = QPainter(shape)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(shape.rect(), QColor.fromRgba(rgba))
    painter.end()
    return shape


def draw(drawing: bytes, size: float, ratio: float) -> QPixmap:
    """Return a square drawing as a pixmap of `size` logical pixels."""
    pixels = max(1, round(size * ratio))
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawing)).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def forget() -> None:
    """Drop the painted pictures, as after a change of theme."""
    picture.cache_clear()
