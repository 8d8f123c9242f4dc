"""The columns of the page: beside each other as high as the page, else under each other."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QWidget

_GAP = 12
_STACKED = 420
"""So high at least is each of them where they stand under each other."""
_FREE = 16_777_215
"""Qt's own bound of a width."""


class Columns(QScrollArea):
    """Three widgets; the outer ones are as wide as they are told, the middle takes the rest.

    Qt's own way would give each its preferred height as soon as a text in it wraps, and scroll the
    page; here lists scroll inside of the cards, and the page only where not even that has room.
    """

    def __init__(self, parts: Sequence[QWidget]) -> None:
        super().__init__()
        self._parts = parts
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = QWidget()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._inside)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)
        for at, part in enumerate(parts):
            self._row.addWidget(part, at == 1)
        self.setWidget(self._inside)
        self._inside.installEventFilter(self)

    def arrange(self, left: int, right: int, *, stacked: bool) -> None:
        """Give the outer parts their widths, or put all under each other."""
        way = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(way)
        first, middle, last = self._parts
        for part, side in ((first, left), (last, right)):
            part.setMinimumWidth(side)
            part.setMaximumWidth(_FREE if stacked else side)
        for part in (first, middle, last):
            part.setMinimumHeight(_STACKED if stacked else 0)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fit other room."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Fit what has become higher or lower."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        room = self.viewport().size()
        needed = self._row.minimumHeightForWidth(room.width())
        self._inside.resize(room.width(), max(room.height(), needed))
