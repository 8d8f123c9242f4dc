"""Where something that floats can stand in a window without hiding what people need there."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QScrollBar,
    QWidget,
)

_STEP_DOWN, _STEP_ASIDE = 12, 48
_EDGE = 12
_CONTROLS = (
    *(QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit),
    QScrollBar,
)
_HANDLE, _FIGURE, _WORDS = 10_000, 100, 1
"""What it costs to hide a pixel of a button or field, of a figure or name, of other words."""
PAGE = "page"
"""The property of a view that shows a page of paper: its upper part says what it is."""
_HEAD_SHARE = 3
_Part: TypeAlias = tuple[int, QRect]
_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


class Needed:
    """What is needed on a window just now: buttons and fields, figures and names, other words.

    With `within` only what lies in that part of the window is looked for, which takes a moment.
    """

    def __init__(self, window: QWidget, but: QWidget, within: QRect | None = None) -> None:
        self._window = window
        self._but = but
        self._parts: list[_Part] = []
        sight = window.rect()
        self._look(window, QPoint(0, 0), sight if within is None else sight.intersected(within))

    def cost(self, place: QRect) -> int:
        """Return how bad it is to hide a place; 0 where nothing stands."""
        return _cost(self._parts, place)

    def place(self, size: QSize, below: int) -> QRect:
        """Return the best place for that size: in the middle `below` pixels above the bottom.

        Where that would hide something it is the next one above or beside that hides least.
        """
        best, least = QRect(), -1
        for row in self._rows_of_places(size, below):
            level = QRect(0, row[0].top(), self._window.width(), size.height())
            beside = [part for part in self._parts if part[1].intersects(level)]
            for place in row:
                cost = _cost(beside, place)
                if least < 0 or cost < least:
                    best, least = place, cost
                if not cost:
                    return best
        return best

    def _rows_of_places(self, size: QSize, below: int) -> Iterator[list[QRect]]:
        """Yield the places of each height, the lowest first, from the middle to the sides."""
        middle = (self._window.width() - size.width()) // 2
        lowest = self._window.height() - size.height() - below
        asides = [0]
        for away in range(_STEP_ASIDE, max(1, middle - _EDGE), _STEP_ASIDE):
            asides += [away, -away]
        for top in range(lowest, min(lowest, _EDGE) - 1, -_STEP_DOWN):
            yield [QRect(QPoint(middle + aside, top), size) for aside in asides]

    def _look(self, widget: QWidget, origin: QPoint, sight: QRect) -> None:
        """Look through what stands inside a widget; `sight` is the part of it that is seen.

        What is out of sight is not gone into: nothing of a child is seen outside its parent.
        """
        for child in widget.findChildren(QWidget, options=_DIRECT):
            if child is self._but or not child.isVisible() or child.isWindow():
                continue
            place = child.geometry().translated(origin)
            seen = place.intersected(sight)
            if not seen.isEmpty():
                self._add(child, place.topLeft(), seen)
                self._look(child, place.topLeft(), seen)

    def _add(self, widget: QWidget, origin: QPoint, seen: QRect) -> None:
        if isinstance(widget, QAbstractItemView):
            rows = _rows(widget).translated(origin + widget.viewport().pos())
            self._parts.append((_FIGURE, rows.intersected(seen)))
        elif isinstance(widget, _CONTROLS):
            self._parts.append((_HANDLE, seen))
        elif isinstance(widget, QScrollArea) and widget.property(PAGE):
            head = QRect(seen.topLeft(), QSize(seen.width(), seen.height() // _HEAD_SHARE))
            self._parts.append((_FIGURE, head))
        elif isinstance(widget, QLabel) and widget.text():
            figure = widget.property("kind") == "name" or any(map(str.isdigit, widget.text()))
            self._parts.append((_FIGURE if figure else _WORDS, seen))


def _cost(parts: Iterable[_Part], place: QRect) -> int:
    return sum(price * _area(part.intersected(place)) for price, part in parts)


def _rows(view: QAbstractItemView) -> QRect:
    """Return the part of a list that rows stand in."""
    model, room = view.model(), view.viewport().rect()
    if not view.isVisible() or model is None:
        return QRect()
    if not model.rowCount():
        return QRect()
    last = view.visualRect(model.index(model.rowCount() - 1, 0))
    return room if last.isEmpty() else QRect(0, 0, room.width(), min(room.height(), last.bottom()))


def _area(place: QRect) -> int:
    return max(0, place.width()) * max(0, place.height())
