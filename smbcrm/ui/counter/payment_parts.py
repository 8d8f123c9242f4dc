"""The parts of a mixed payment: each can be typed, and the others make up the sum."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from smbcrm.core.amounts import AmountRefused, NotAnAmount, parse_amount
from smbcrm.core.i18n import N_
from smbcrm.membership.bills.types import Balances
from smbcrm.membership.sales.codes import MEANS_NAMES, Means
from smbcrm.ui.counter.cash_given import CashGiven
from smbcrm.ui.desk import Desk
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.labels import ElideLabel

_OWNED = (Means.STORED, Means.CREDIT, Means.POINTS)
_FIELD_WIDTH, _TIGHT_FIELD_WIDTH = 108, 86
_TWO_COLUMNS, _TWO_TIGHT_COLUMNS = 430, 350
_LONGEST_COUNT = 12
_COUNT_EXAMPLE = "500"


class PaymentParts(QWidget):
    """One cell for each means that can take part. `changed` when one was typed.

    It also gives room to the cash given, as a last cell among its own.
    """

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._typed: dict[Means, int] = {}
        self._card = Means.CARD
        self._cells = {
            means: _Cell(desk.say(MEANS_NAMES[means]))
            for means in (*_OWNED, Means.CASH, Means.CARD)
        }
        for means, cell in self._cells.items():
            cell.edit.textEdited.connect(partial(self._edited, means))
            cell.edit.setPlaceholderText(self._written(means, 0))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        for cell in self._cells.values():
            self._grid.addWidget(cell)  # Tab goes in this order
        self._cash: CashGiven | None = None
        self._shown: list[Means] = []
        self._placed: tuple[object, ...] = ()
        self.show_owned(None)

    @property
    def typed(self) -> tuple[tuple[Means, int], ...]:
        """The parts that were typed, the oldest first; of points a count."""
        return tuple(
            (self._card if means is Means.CARD else means, amount)
            for means, amount in self._typed.items()
        )

    def field(self, means: Means) -> QLineEdit:
        """Return the field of a means; KeyError where it takes no part."""
        return self._cells[self._cell_of(means)].edit

    @property
    def first(self) -> QLineEdit:
        """The first field in sight."""
        return next(cell.edit for cell in self._cells.values() if not cell.isHidden())

    def type(self, means: Means, amount: int) -> None:
        """Take an amount as typed."""
        self._typed.pop(means, None)
        self._typed[means] = amount

    def recall(self, typed: tuple[tuple[Means, int], ...]) -> None:
        """Go on with parts typed before."""
        self._typed = {self._cell_of(means): amount for means, amount in typed}

    def check(self) -> AmountRefused | None:
        """Return why what was typed in a field cannot be read, and go there."""
        for means, cell in self._cells.items():
            if not cell.isHidden():
                try:
                    self._read(means, cell.edit.text())
                except AmountRefused as refused:
                    cell.edit.setFocus()
                    return refused
        return None

    def forget(self) -> None:
        """Leave all parts to be worked out."""
        self._typed.clear()

    def show_owned(self, owned: Balances | None) -> None:
        """Offer what the customer owns, beside cash and card, and say how much there is."""
        words = self._desk.words
        have = {
            Means.STORED: owned.stored if owned else 0,
            Means.CREDIT: owned.credit if owned else 0,
            Means.POINTS: owned.points if owned else 0,
        }
        for means, amount in have.items():
            there = words.number(amount) if means is Means.POINTS else words.sum(amount)
            whole = self._desk.say(N_("{amount} available"), amount=there)
            self._cells[means].say(whole, there)
        self._shown = [means for means in self._cells if have.get(means, 1) > 0]
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Stand in one column where two have no room: how much there is is never cut."""
        super().resizeEvent(event)
        self._place()

    def show_parts(self, parts: Mapping[Means, int], card: Means) -> None:
        """Show what was worked out, except in the field in which somebody types."""
        self._card = card
        self._cells[Means.CARD].name(self._desk.say(MEANS_NAMES[card]))
        for means, cell in self._cells.items():
            amount = parts.get(card if means is Means.CARD else means, 0)
            if not (cell.edit.hasFocus() and cell.edit.isModified()):
                cell.edit.setText(self._written(means, amount) if amount else "")
                if cell.edit.hasFocus():
                    cell.edit.selectAll()  # to be typed over, also where the answer came late
                dress(cell.edit, wrong=False)

    def hold(self, cash: CashGiven, *, shown: bool) -> None:
        """Take the cash given in among the parts."""
        if self._cash is None:
            self._cash = cash
            self._place()
            self.setTabOrder(self._cells[Means.CARD].edit, cash.field.edit)
        cash.setVisible(shown)

    def release(self, cash: CashGiven) -> None:
        """Let the cash given go, large as it is by itself."""
        if self._cash is cash:
            self._cash = None
            self._grid.removeWidget(cash)
            cash.set_low(None)
            self._place()

    def _place(self) -> None:
        tight = _TWO_TIGHT_COLUMNS <= self.width() < _TWO_COLUMNS
        columns = 2 if tight or self.width() >= _TWO_COLUMNS else 1
        if self._placed == (tight, columns, self._shown, self._cash):
            return
        self._placed = (tight, columns, self._shown, self._cash)
        for means, cell in self._cells.items():
            self._grid.removeWidget(cell)
            cell.setVisible(means in self._shown)
            cell.set_tight(tight)
        placed: list[QWidget] = [self._cells[means] for means in self._shown]
        if self._cash is not None:
            self._grid.removeWidget(self._cash)
            self._cash.set_low(_TIGHT_FIELD_WIDTH if tight else _FIELD_WIDTH)
            placed.append(self._cash)
        for number, part in enumerate(placed):
            self._grid.addWidget(part, number // columns, number % columns)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def _edited(self, means: Means, text: str) -> None:
        edit = self._cells[means].edit
        try:
            amount = self._read(means, text)
        except AmountRefused:
            dress(edit, wrong=True)
            return
        dress(edit, wrong=False)
        self.type(means, amount)
        self.changed.emit()

    def _read(self, means: Means, text: str) -> int:
        """Return the part typed, 0 for an empty field; raise AmountRefused."""
        typed = text.strip()
        if not typed:
            return 0
        if means is not Means.POINTS:
            return parse_amount(typed, self._desk.words.currency)
        count = typed.replace(",", "")
        if not count.isdecimal() or len(count) > _LONGEST_COUNT:
            raise NotAnAmount(text=typed, example=_COUNT_EXAMPLE)
        return int(count)

    def _written(self, means: Means, amount: int) -> str:
        if means is Means.POINTS:
            return str(amount)
        return self._desk.words.currency.plain(amount)

    def _cell_of(self, means: Means) -> Means:
        return means if means in self._cells else Means.CARD


class _Cell(QWidget):
    """A means with its field: title and what there is at the left, the amount at the right."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = ElideLabel(title, "strong")
        self._sub = ElideLabel("", "caption")
        self._whole = self._figure = ""
        self._tight = False
        self.edit = QLineEdit()
        self.edit.setFixedWidth(_FIELD_WIDTH)
        self.edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.edit.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        self.edit.setAccessibleName(title)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._sub)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(words, 1)
        row.addWidget(self.edit)
        self._sub.hide()

    def name(self, title: str) -> None:
        """Name the means otherwise."""
        self._title.setText(title)
        self.edit.setAccessibleName(title)

    def say(self, whole: str, figure: str) -> None:
        """Say how much there is; the figure alone is for where there is little room."""
        self._whole, self._figure = whole, figure
        self._sub.setText(figure if self._tight else whole)
        self._sub.show()
        self.edit.setAccessibleDescription(whole)

    def set_tight(self, tight: bool) -> None:  # noqa: FBT001 - one thing to say
        """Take little room."""
        self._tight = tight
        self.edit.setFixedWidth(_TIGHT_FIELD_WIDTH if tight else _FIELD_WIDTH)
        if self._whole:
            self.say(self._whole, self._figure)
