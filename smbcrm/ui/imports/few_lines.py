"""Text out of a list, which may be of any length: a few lines of it stand, a tooltip has more."""

from bisect import bisect

from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent

from smbcrm.ui.widgets.own_words import plain_tip
from smbcrm.ui.widgets.wrapped import WrapLabel, Wrapped

_LONGEST = 600
"""Signs that are ever laid out, or shown in a tooltip: more than the widest window holds."""


class FewLines(WrapLabel):
    """A label that wraps into so many lines at most and then ends in "…"."""

    def __init__(self, text: str, kind: str = "", *, most: int = 2) -> None:
        self._most = most
        super().__init__(_cut(" ".join(text.split()), _LONGEST), kind)

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Return the height of the lines that stand."""
        return self._height(self._fitting(width), width)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the lines that stand."""
        del event
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        room = self.contentsRect()
        shown = Wrapped(self._fitting(room.width()), self.font(), room.width())
        shown.draw(painter, room.x(), room.y())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep what is cut in the tooltip."""
        super().resizeEvent(event)
        cut = self._fitting(self.width()) != self.text()
        self.setToolTip(plain_tip(self.text() if cut else ""))

    def _fitting(self, width: int) -> str:
        """Return as much of the text as the lines hold."""
        most, text = self._height("\u2028".join("x" * self._most), width), self.text()
        if self._height(text, width) <= most:
            return text
        fits = bisect(range(len(text)), most, key=lambda n: self._height(_cut(text, n), width))
        return _cut(text, max(0, fits - 1))

    def _height(self, text: str, width: int) -> int:
        return Wrapped(text, self.font(), width).height


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[:length].rstrip()}…"
