"""“What goes back”: each part with its place in the order, the account, the lot, the amount."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.ui.theme import look
from smbcrm.ui.widgets.labels import ElideLabel, IconLabel, hairline, label
from smbcrm.ui.widgets.painting import CENTER

_ROW = 32
_DISC = 18
_ICON = 16


@dataclass(frozen=True, slots=True)
class BackRow:
    """One part in words. `place` is its number in the order, 0 for what has none.

    `again` is said loud: value that is valid once more.
    """

    place: int
    icon: str
    title: str
    rest: str
    amount: str
    again: str = ""


class GoesBackRows(QWidget):
    """A heading with what explains the order, and the rows; without any it shows nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[BackRow] = ()
        self._title, self._order = label("", "label"), ElideLabel("", "caption")
        self._order.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title)
        head.addWidget(self._order, 1)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addLayout(self._lines)
        self.hide()

    def show_rows(self, title: str, order: str, rows: Sequence[BackRow]) -> None:
        """Show these."""
        self.rows = tuple(rows)
        self._title.setText(title)
        self._order.setText(order)
        while (item := self._lines.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for number, row in enumerate(rows):
            if number:
                self._lines.addWidget(hairline())
            self._lines.addWidget(_Row(row))
        self.setVisible(bool(rows))


class _Row(QWidget):
    def __init__(self, shown: BackRow) -> None:
        super().__init__()
        self.setMinimumHeight(_ROW)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(NumberDisc(shown.place))
        row.addWidget(IconLabel(shown.icon, _ICON))
        row.addWidget(label(shown.title, "strong"))
        row.addWidget(ElideLabel(shown.rest, "caption"), 0 if shown.again else 1)
        if shown.again:
            row.addWidget(ElideLabel(shown.again, "warnText"), 1)
        row.addWidget(label(shown.amount, "strong"))
        place = str(shown.place) if shown.place else ""
        parts = (place, shown.title, shown.rest, shown.again, shown.amount)
        self.setAccessibleName(", ".join(filter(None, parts)))


class NumberDisc(QWidget):
    """A number in a small disc; without one the room stays empty."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self.setFixedSize(_DISC, _DISC)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it in the colours of the moment."""
        del event
        if not self._number:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("neutralSoft"))
        painter.drawEllipse(QRectF(0, 0, _DISC, _DISC))
        painter.setPen(look.color("ink"))
        painter.setFont(look.font("label"))
        painter.drawText(self.rect(), CENTER, str(self._number))
