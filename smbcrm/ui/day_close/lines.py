"""Figures under each other: what it is at the left, how much at the right; and small tables."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from smbcrm.ui.theme import look
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.labels import ElideLabel, hairline, label

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_BAR = 6
_FULL = 100
_BAR_WIDTH = 26


class Shown(QWidget):
    """Holds a grid that is made anew with every answer."""

    def __init__(self) -> None:
        super().__init__()
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._holder: QWidget | None = None

    def fresh(self, spacing: int = 6) -> QGridLayout:
        """Return an empty grid in the place of the one before."""
        old, self._holder = self._holder, QWidget(self)
        if old is not None:
            self._outer.removeWidget(old)
            old.hide()
            old.deleteLater()
        grid = QGridLayout(self._holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(spacing)
        grid.setHorizontalSpacing(10)
        self._outer.addWidget(self._holder)
        return grid


class Lines(Shown):
    """Lines of a sum, and below a hairline what they come to."""

    def show_lines(
        self, lines: Sequence[tuple[str, str]], total: tuple[str, str] | None = None
    ) -> None:
        """Show these instead."""
        grid = self.fresh()
        grid.setColumnStretch(0, 1)
        for at, (words, figure) in enumerate(lines):
            grid.addWidget(label(words, "muted", wrap=True), at, 0)
            grid.addWidget(label(figure, "strong"), at, 1, _RIGHT)
        if total is not None:
            at = len(lines)
            grid.addWidget(hairline(), at, 0, 1, 2)
            grid.addWidget(label(total[0], "strong", wrap=True), at + 1, 0)
            grid.addWidget(label(total[1], "strong"), at + 1, 1, _RIGHT)


class SumTable(Shown):
    """A table of sums: headings, rows, and the sums of all rows."""

    def show_table(
        self, heads: Sequence[str], rows: Sequence[Sequence[str]], total: Sequence[str]
    ) -> None:
        """Show these instead; "" is a place in which nothing stands."""
        grid = self.fresh(7)
        for at in range(len(heads)):
            grid.setColumnStretch(at, 1 if at else 2)
        for at, words in enumerate(heads):
            head = label(words, "label", wrap=True)
            head.setAlignment(Qt.AlignmentFlag.AlignLeft if not at else _RIGHT)
            grid.addWidget(head, 0, at)
        for number, row in enumerate(rows, start=1):
            grid.addWidget(hairline(), 2 * number - 1, 0, 1, len(heads))
            self._put(grid, 2 * number, row, strong=False)
        if rows:
            grid.addWidget(hairline(), 2 * len(rows) + 1, 0, 1, len(heads))
            self._put(grid, 2 * len(rows) + 2, total, strong=True)

    def _put(self, grid: QGridLayout, at: int, row: Sequence[str], *, strong: bool) -> None:
        for place, words in enumerate(row):
            edge = place in {0, len(row) - 1}
            made: QLabel = label(words, "strong" if edge or strong else "", wrap=not place)
            if place:
                made.setAlignment(_RIGHT)
            grid.addWidget(made, at, place)


class StaffLines(Shown):
    """Who did how much: the name, a bar for the share, how many sales, and what they come to."""

    def show_staff(self, rows: Sequence[tuple[str, int, str, str]]) -> None:
        """Show these instead; the share is of a hundred."""
        grid = self.fresh(8)
        grid.setColumnStretch(0, 1)
        for at, (name, share, sales, money) in enumerate(rows):
            grid.addWidget(ElideLabel(name, "strong"), at, 0)
            grid.addWidget(_Bar(share), at, 1)
            grid.addWidget(label(sales, "caption"), at, 2, _RIGHT)
            grid.addWidget(label(money, "strong"), at, 3, _RIGHT)


class _Bar(QWidget):
    """How large a share is; the figures stand beside it."""

    def __init__(self, share: int) -> None:
        super().__init__()
        self._share = share
        self.setFixedSize(_BAR_WIDTH, _BAR)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the bar on its track."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        width = self.width() * min(max(self._share, 0), _FULL) // _FULL
        for token, wide in (("chartMute", self.width()), ("chart1", width)):
            painter.setBrush(look.color(token))
            painter.drawRoundedRect(QRect(0, 0, wide, _BAR), _BAR / 2, _BAR / 2)


class StateTile(QFrame):
    """One thing that is right or not: what it is, how it stands, and a second line."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 10, 8)
        column.setSpacing(0)
        self._value, self._sub = label("", "kpi", wrap=True), label("", "caption", wrap=True)
        self._words = (label(title, "label", wrap=True), self._value, self._sub)
        for part in self._words:
            column.addWidget(part)
        self.show_state("", "", "neutral")

    def show_state(self, value: str, sub: str, tone: str) -> None:
        """Show how it stands; `tone` as of a note."""
        dress(self, kind="note", tone=tone)
        for part in self._words:
            dress(part, tone=tone)  # else they would keep the colour of the tone before
        self._value.setText(value)
        self._sub.setText(sub)
        self.setAccessibleName(self._title)
        self.setAccessibleDescription(", ".join(part for part in (value, sub) if part))

    def value(self) -> str:
        """Return how it stands."""
        return self._value.text()
