"""A card with a heading, rows that scroll, and a foot: both lists of the board."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.labels import ElideLabel, label
from smbcrm.ui.widgets.rows import RowButton, Rows
from smbcrm.ui.widgets.scrolling import scrolling

_HEAD, _FOOT, _EDGE = 42, 40, 16


class ListCard(QFrame):
    """Holds a list of the board; `empty` is said while there is nobody in it."""

    def __init__(self, title: str, side: str, empty: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress(self, kind="card")
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._head(title, side))
        self._empty = label(empty, "muted", wrap=True)
        self._empty.setContentsMargins(_EDGE, 4, _EDGE, 12)
        column.addWidget(self._empty)
        self.rows = Rows()
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 1)
        rows.addWidget(self.rows)
        rows.addStretch(1)
        self._scroll = scrolling(inside)
        column.addWidget(self._scroll, 1)
        self._foot = QFrame()
        self._foot.setFixedHeight(_FOOT)
        self._foot.hide()
        column.addWidget(self._foot)

    def show_rows(self, rows: Sequence[RowButton]) -> None:
        """Show these rows."""
        self.rows.show_rows(rows)
        self._empty.setVisible(not rows)

    def set_foot(self, foot: QWidget) -> None:
        """Put something into the foot."""
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(_EDGE, 0, _EDGE, 0)
        row.addWidget(foot)

    def show_foot(self, shown: bool) -> None:  # noqa: FBT001 - one thing to say
        """Show the foot, or leave its room to the rows."""
        self._foot.setVisible(shown)

    def show_side(self, side: str) -> None:
        """Say something else at the right of the heading."""
        self._side.setText(side)

    def _head(self, title: str, side: str) -> QWidget:
        head = QWidget()
        head.setFixedHeight(_HEAD)
        row = QHBoxLayout(head)
        row.setContentsMargins(_EDGE, 0, _EDGE, 0)
        row.setSpacing(12)
        self._side = ElideLabel(side, "caption")
        row.addWidget(label(title, "section"))
        row.addStretch(1)
        row.addWidget(self._side)
        return head
