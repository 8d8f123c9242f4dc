"""The lines of a sale that may come back: ticked, and of several pieces how many."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.membership.refunds.planning import LineLeft
from smbcrm.membership.sales.codes import WHOLE
from smbcrm.ui.counter.count_stepper import CountStepper
from smbcrm.ui.desk import Desk
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.labels import ElideLabel, hairline, label

_ROW = 38
_WAYS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class RefundLines(QFrame):
    """One row for each line; `changed` when a person ticked one or changed how many."""

    changed = Signal()

    def __init__(self, desk: Desk, lines: Sequence[LineLeft]) -> None:
        super().__init__()
        dress(self, kind="card")
        self.rows = [_Line(desk, line) for line in lines]
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        for number, row in enumerate(self.rows):
            if number:
                column.addWidget(hairline())
            column.addWidget(row)
            row.changed.connect(self.changed)
        _align(self.rows)

    @property
    def chosen(self) -> dict[int, int]:
        """How much of each line comes back, in thousandths by its number."""
        return {row.line.number: row.quantity for row in self.rows if row.box.isChecked()}

    def recall(self, chosen: Mapping[int, int]) -> None:
        """Go on with what was ticked, and tell nobody."""
        for row in self.rows:
            row.recall(chosen.get(row.line.number, 0))

    def tick(self, number: int) -> None:
        """Tick the row with that place in the list, or take the tick away."""
        if 1 <= number <= len(self.rows):
            box = self.rows[number - 1].box
            box.setFocus()
            box.click()

    @property
    def first(self) -> QWidget:
        """The tick of the first row."""
        return self.rows[0].box

    def take_focus(self) -> None:
        """Put the focus on the first row."""
        self.first.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Up and down move among the rows."""
        way = _WAYS.get(Qt.Key(event.key()))
        at = next((at for at, row in enumerate(self.rows) if row.box.hasFocus()), None)
        if way is None or at is None:
            super().keyPressEvent(event)
            return
        place = min(max(at + way, 0), len(self.rows) - 1)
        self.rows[place].box.setFocus(Qt.FocusReason.TabFocusReason)


def _align(rows: "Sequence[_Line]") -> None:
    """Let prices, steppers, discounts and sums stand below each other."""
    for parts in zip(*(row.columns for row in rows), strict=True):
        width = max((part.sizeHint().width() for part in parts), default=0)
        for row, part in zip(rows, parts, strict=True):
            if part is not row.stepper:
                part.setFixedWidth(width)
            elif any(one.stepped for one in rows):
                part.setFixedWidth(width)
                policy = part.sizePolicy()
                policy.setRetainSizeWhenHidden(True)
                part.setSizePolicy(policy)


class _Line(QFrame):
    """One line: its tick, name, how many at which price, its share of discounts, what it cost."""

    changed = Signal()

    def __init__(self, desk: Desk, line: LineLeft) -> None:
        super().__init__()
        dress(self, kind="pick")
        self.line = line
        say, words = desk.say, desk.words
        name = line.name or say(N_("An amount"))
        pieces, rest = divmod(line.quantity, WHOLE)
        self.stepper = CountStepper(desk, "", say(N_("How many of {item}"), item=name))
        self.stepper.show_count(pieces, pieces)
        self.stepper.setVisible(False)
        self._several = pieces > 1 and not rest
        price = f"{words.quantity(line.quantity)} × {words.sum(line.price)}"
        less = say(N_("discount {amount}"), amount=words.sum(-line.discount))
        self.box = QCheckBox()
        self.box.setAccessibleName(", ".join((name, price, words.sum(line.net))))
        self.box.clicked.connect(self._clicked)
        self.stepper.changed.connect(self.changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 12, 2)
        row.setSpacing(10)
        self.setMinimumHeight(_ROW)
        row.addWidget(self.box)
        row.addWidget(ElideLabel(name, "strong"), 2)
        self.columns = (
            label(price, "muted"),
            self.stepper,
            label(less if line.discount else "", "caption"),
            label(words.sum(line.net), "strong"),
        )
        for part in self.columns:
            row.addWidget(part)
        for part in (self.columns[-2], self.columns[-1]):
            part.setAlignment(_RIGHT)

    @property
    def stepped(self) -> bool:
        """Whether some of it can come back, and not all."""
        return self._several

    @property
    def quantity(self) -> int:
        """How much of it comes back, in thousandths."""
        return self.stepper.count * WHOLE if self._several else self.line.quantity

    def recall(self, quantity: int) -> None:
        """Show so much of it as ticked; 0: it stays."""
        self.box.setChecked(quantity > 0)
        if quantity and self._several:
            self.stepper.show_count(quantity // WHOLE, self.line.quantity // WHOLE)
        self._show()

    def _clicked(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        ticked = self.box.isChecked()
        self.stepper.setVisible(ticked and self._several)
        dress(self, chosen=ticked)


_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
