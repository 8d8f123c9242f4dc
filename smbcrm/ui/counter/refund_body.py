"""What is asked of a refund: how much of which sale, why; and what goes back where, below."""

from collections.abc import Sequence
from enum import StrEnum
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.membership.history.types import HistoryRow
from smbcrm.membership.ledger.types import OperationKind
from smbcrm.membership.refunds.planning import SaleLeft
from smbcrm.membership.sales.codes import WHOLE
from smbcrm.ui.counter.goes_back import GoesBackRows
from smbcrm.ui.counter.happenings import DOT
from smbcrm.ui.counter.reasons import REFUND, VOID, ReasonChooser
from smbcrm.ui.counter.refund_lines import RefundLines
from smbcrm.ui.counter.refund_words import sale_words
from smbcrm.ui.counter.titled_amount import TitledAmount
from smbcrm.ui.counter.typing_place import TypingPlace
from smbcrm.ui.desk import Desk
from smbcrm.ui.jobs import Latest
from smbcrm.ui.quiet import keep_quiet
from smbcrm.ui.widgets.buttons import Segmented
from smbcrm.ui.widgets.cards import Note
from smbcrm.ui.widgets.fields import Chooser, TextField

_MOST_SALES = 100
"""Operations of a customer among which sales are looked for."""
_WIDEST_SALES = 300


class Part(StrEnum):
    """How much comes back: chosen lines, an amount, all that is left, or all of it undone."""

    LINES = "lines"
    AMOUNT = "amount"
    WHOLE = "whole"
    VOID = "void"


class RefundBody(QWidget):
    """The parts; `sales` stands in the heading.

    `sale_wanted` tells the operation of another sale that was chosen.
    """

    changed = Signal()
    entered = Signal()
    sale_wanted = Signal(str)

    def __init__(self, desk: Desk, sale: SaleLeft) -> None:
        super().__init__()
        self._desk = desk
        self._sale = sale
        say = desk.say
        self.parts = Segmented(_parts(desk, sale))
        self.parts.setAccessibleName(say(N_("How much comes back")))
        self._first = self._begin_with()
        self.parts.choose(self._first)
        self.sales = Chooser("")
        self.sales.combo.setAccessibleName(say(N_("Which sale")))
        self.show_sale(sale)
        self.lines = RefundLines(desk, sale.lines)
        self.amount = TitledAmount(desk, say(N_("Amount to give back")), "")
        self.reason = ReasonChooser(desk, REFUND)
        self.note = TextField(say(N_("Note")))
        self.back = GoesBackRows()
        self.remark = Note("info")
        self._question = Latest(desk.jobs, self)
        self._lay_out()
        self._connect()
        self._fit()

    @property
    def part(self) -> Part:
        """How much comes back."""
        return Part(self.parts.value() or self._first)

    @property
    def touched(self) -> bool:
        """Whether a person chose or typed something."""
        typed = self.amount.field.text().strip() or self.reason.code or self.note.text()
        return self.part is not self._first or bool(self.lines.chosen or typed)

    def take_focus(self) -> None:
        """Put the focus on what comes back; of the whole sale that is settled, so on the reason."""
        self._place().setFocus()

    def _place(self) -> QWidget:
        match self.part:
            case Part.LINES:
                return self.lines.first
            case Part.AMOUNT:
                return self.amount.field
            case _:
                return self.reason.combo

    def choose(self, part: Part) -> None:
        """Choose how much comes back."""
        if part is not Part.LINES or _has_lines(self._sale):
            self.parts.choose(part)
            self._fit()

    def check(self) -> bool:
        """Tell whether everything needed is there; say at the first field what is wrong."""
        if self.part is Part.AMOUNT and not self.amount.check():
            return False
        if self.part is Part.LINES and not self.lines.chosen:
            self.lines.take_focus()
            return False
        return self.reason.check()

    def show_sale(self, sale: SaleLeft) -> None:
        """Show which sale it is; others of the customer are offered once they are known."""
        self._offer([(sale.operation, sale_words(self._desk, sale), "")])

    def offer_sales(self, customer: int) -> None:
        """Offer the other sales of a customer that stand."""
        history = self._desk.services.history.of_customer
        self._question.ask(partial(history, customer, _MOST_SALES), self._know, keep_quiet)

    def _know(self, rows: Sequence[HistoryRow]) -> None:
        sales = [row for row in rows if row.kind is OperationKind.SALE and not row.reversed_by]
        mine = (self._sale.operation, sale_words(self._desk, self._sale), "")
        others = [(row.id, self._other(row), "") for row in sales if row.id != self._sale.operation]
        self._offer([mine, *others])

    def _offer(self, sales: Sequence[tuple[object, str, str]]) -> None:
        self.sales.set_options(sales)
        self.sales.choose(self._sale.operation)
        self.sales.setFixedWidth(min(self.sales.combo.sizeHint().width(), _WIDEST_SALES))

    def _other(self, row: HistoryRow) -> str:
        words = self._desk.words
        number = self._desk.say(N_("Sale {number}"), number=row.bill_number)
        day = words.date(row.business_date, today=self._desk.today())
        return DOT.join((number, day, words.sum(row.net or 0)))

    def _lay_out(self) -> None:
        why = QHBoxLayout()
        why.setSpacing(12)
        why.addWidget(self.reason, 1)
        why.addWidget(self.note, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.parts)
        column.addWidget(self.lines)
        column.addWidget(self.amount)
        column.addLayout(why)
        column.addWidget(self.back)
        column.addWidget(self.remark)

    def _connect(self) -> None:
        self.parts.changed.connect(self._part_chosen)
        TypingPlace(self._place, self.parts)
        self.sales.changed.connect(lambda operation: self.sale_wanted.emit(str(operation)))
        self.lines.changed.connect(self.changed)
        self.amount.field.changed.connect(self.changed)
        self.amount.field.entered.connect(self.entered)
        self.reason.changed.connect(lambda _code: self.changed.emit())
        self.note.edited.connect(self.changed)

    def _part_chosen(self, _part: str) -> None:
        self._fit()
        self.changed.emit()

    def _fit(self) -> None:
        part = self.part
        self.lines.setVisible(part is Part.LINES)
        self.amount.setVisible(part is Part.AMOUNT)
        self.reason.offer(VOID if part is Part.VOID else REFUND)

    def _begin_with(self) -> Part:
        """Return what is proposed: lines where there are several pieces, else the whole sale."""
        pieces = sum(max(line.quantity, WHOLE) for line in self._sale.lines)
        return Part.LINES if _has_lines(self._sale) and pieces > WHOLE else Part.WHOLE


def _has_lines(sale: SaleLeft) -> bool:
    return bool(sale.net) and any(line.name for line in sale.lines)


def _parts(desk: Desk, sale: SaleLeft) -> list[tuple[str, str, str]]:
    """Return how much may come back; of a sale that came to nothing only all of it."""
    whole = N_("All that is left") if sale.gone else N_("Whole sale")
    parts = [
        (Part.LINES, N_("Lines")) if _has_lines(sale) else None,
        (Part.AMOUNT, N_("An amount")) if sale.net else None,
        (Part.WHOLE, whole),
        (Part.VOID, N_("Void instead")) if sale.voidable else None,
    ]
    return [(part[0].value, desk.say(part[1]), "") for part in parts if part is not None]
