"""Where something that floats can stand in a window without hiding what people need there."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QWidget,
)

_STEP_DOWN, _STEP_ASIDE = 12, 48
_EDGE = 12
_CONTROLS = (
    *(QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit),
    QScrollBar,
)
_HANDLES, _FIGURES, _WORDS = range(3)
_COSTS = (10_000, 100, 1)
"""What it costs to hide a pixel of a button or field, of a figure or name, of other words."""


class Needed:
    """What is needed on a window just now: buttons and fields, figures and names, other words."""

    def __init__(self, window: QWidget, but: QWidget) -> None:
        self._window = window
        self._regions = [QRegion() for _ in _COSTS]
        self._parts: list[list[QRect]] = [[] for _ in _COSTS]
        for widget in window.findChildren(QWidget):
            if widget.isVisible() and widget is not but and not but.isAncestorOf(widget):
                self._add(widget)

    def cost(self, place: QRect) -> int:
        """Return how bad it is to hide a place; 0 where nothing stands."""
        return sum(
            price * _area(one.intersected(place))
            for price, region, parts in zip(_COSTS, self._regions, self._parts, strict=True)
            if region.intersects(place)
            for one in parts
        )

    def place(self, size: QSize, below: int) -> QRect:
        """Return the best place for that size: in the middle `below` pixels above the bottom.

        Where that would hide something it is the next one above or beside that hides least.
        """
        best, least = QRect(), -1
        for place in self._places(size, below):
            cost = self.cost(place)
            if least < 0 or cost < least:
                best, least = place, cost
            if not cost:
                break
        return best

    def _places(self, size: QSize, below: int) -> Iterator[QRect]:
        middle = (self._window.width() - size.width()) // 2
        lowest = self._window.height() - size.height() - below
        asides = [0]
        for away in range(_STEP_ASIDE, max(1, middle - _EDGE), _STEP_ASIDE):
            asides += [away, -away]
        for top in range(lowest, min(lowest, _EDGE) - 1, -_STEP_DOWN):
            for aside in asides:
                yield QRect(QPoint(middle + aside, top), size)

    def _add(self, widget: QWidget) -> None:
        if isinstance(widget, QAbstractItemView):
            self._hold(_FIGURES, widget.viewport(), _rows(widget))
        elif isinstance(widget, _CONTROLS):
            self._hold(_HANDLES, widget, widget.rect())
        elif isinstance(widget, QLabel) and widget.text():
            figure = widget.property("kind") == "name" or any(map(str.isdigit, widget.text()))
            self._hold(_FIGURES if figure else _WORDS, widget, widget.rect())

    def _hold(self, kind: int, widget: QWidget, part: QRect) -> None:
        seen = self._seen(widget, part)
        self._regions[kind] = self._regions[kind].united(seen)
        self._parts[kind].append(seen)

    def _seen(self, widget: QWidget, part: QRect) -> QRect:
        """Return what of a part of a widget is in sight, as a place in the window."""
        seen, at = QRect(part), widget
        while at is not self._window:
            seen = seen.intersected(at.rect()).translated(at.pos())
            parent = at.parentWidget()
            if parent is None:
                return QRect()
            at = parent
        return seen.intersected(self._window.rect())


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
