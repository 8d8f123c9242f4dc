"""Icons in the colours that are worn now.

An icon once set on a button follows the theme by itself: it is painted when it is shown.
"""

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from shiboken6 import isValid

from smbcrm.ui.theme import svg
from smbcrm.ui.theme.look import color
from smbcrm.ui.theme.tokens import Theme, tokens

_MARK = "shopbell"
_MARK_COLORS = ("primary", "onPrimary", "gold")
_WINDOW_SIZES = (16, 24, 32, 48, 64, 128, 256)


def pixmap(
    name: str, size: float, token: str, ratio: float, stroke: float | None = None
) -> QPixmap:
    """Return an icon of `size` logical pixels in a colour of the design.

    `ratio` is the screen's pixel ratio (`widget.devicePixelRatio()`); the stroke follows the size
    unless given. KeyError for an icon or colour that we do not have. The picture is kept only until
    the theme changes: ask again when painting.
    """
    width = svg.stroke_for(size) if stroke is None else stroke
    return svg.picture(name, size, color(token).rgba(), ratio, width)


def icon(
    name: str,
    size: int = 18,
    token: str = "ink2",  # noqa: S107 - the name of a colour
    on: str = "primaryText",
) -> QIcon:
    """Return an icon for a button or menu: `token` is its colour, `on` that of a checked one.

    `size` is the one it will be shown at, in logical pixels (`setIconSize` is the caller's); it
    decides the stroke. KeyError for an icon or colour that we do not have.
    """
    svg.source(name)
    color(token), color(on)
    return QIcon(_Engine(name, size, token, on))


def mark(size: int, ratio: float = 1.0) -> QPixmap:
    """Return the product's mark, the bell on the counter, in the colours that are worn."""
    drawing = svg.source(_MARK)
    for token in _MARK_COLORS:
        drawing = drawing.replace(tokens().colors[Theme.LIGHT][token], color(token).name())
    return svg.draw(drawing.encode(), size, ratio)


def window_icon() -> QIcon:
    """Return the mark in the sizes that title bars, task bars and switchers ask for."""
    made = QIcon()
    for size in _WINDOW_SIZES:
        made.addPixmap(mark(size))
    return made


class _Engine(QIconEngine):
    """Paints one of our icons in the colour of the moment."""

    def __init__(self, name: str, size: int, token: str, on: str) -> None:
        super().__init__()
        self._what = (name, size, token, on)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())
        place = QRect(QPoint(), QSize(side, side))
        place.moveCenter(rect.center())
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(place, self._picture(side, ratio, mode, state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        # `size` counts the pixels of the screen. Qt's own version paints on whatever the memory
        # held before.
        side = min(size.width(), size.height())
        return self._picture(side, 1.0, mode, state)

    def _picture(self, side: int, ratio: float, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        name, nominal, token, on = self._what
        worn = on if state == QIcon.State.On else token
        worn = "inkDisabled" if mode == QIcon.Mode.Disabled else worn
        return pixmap(name, side, worn, ratio, svg.stroke_for(nominal))

    def clone(self) -> QIconEngine:
        # Qt owns the copy and deletes it, but PySide lets go of it on return: hold it until then.
        _copies.difference_update([copy for copy in _copies if not isValid(copy)])
        copy = _Engine(*self._what)
        _copies.add(copy)
        return copy


_copies: set[_Engine] = set()
"""Engines that Qt asked for while it changed the copy of an icon, and has not deleted yet."""
