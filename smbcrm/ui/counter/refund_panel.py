"""Refund (Ctrl+R): lines, an amount or the whole sale; what goes back where is shown before."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.counter.types import CustomerView
from smbcrm.membership.refunds.planning import RefundQuote, SaleLeft
from smbcrm.membership.refunds.types import RefundRequest
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.codes import VoidReason
from smbcrm.membership.sales.quoting import Quote
from smbcrm.membership.sales.types import ReverseRequest
from smbcrm.ui.counter.facts import name_of
from smbcrm.ui.counter.money_frame import MoneyFrame
from smbcrm.ui.counter.money_panel import MoneyPanel
from smbcrm.ui.counter.money_words import refusal
from smbcrm.ui.counter.notice import Notice
from smbcrm.ui.counter.panel import REFUND
from smbcrm.ui.counter.refund_body import Part, RefundBody
from smbcrm.ui.counter.refund_showing import RefundShowing
from smbcrm.ui.counter.result_side import ResultSide
from smbcrm.ui.counter.taking import Begun
from smbcrm.ui.desk import Desk
from smbcrm.ui.jobs import Latest


@dataclass(frozen=True, slots=True)
class RefundMemory:
    """A refund that is half typed: of which sale, what of it, why.

    `begun` also knows what may have been recorded already.
    """

    sale: SaleLeft
    part: Part | None = None
    lines: Mapping[int, int] = field(default_factory=dict)
    amount: str = ""
    reason: str = ""
    note: str = ""
    begun: Begun | None = None


class RefundPanel(MoneyPanel):
    """The refund of one sale, of the open customer or of a walk-in."""

    def __init__(
        self,
        desk: Desk,
        view: CustomerView | None,
        sale: SaleLeft,
        parent: QWidget | None = None,
    ) -> None:
        say = desk.say
        side = ResultSide()
        whose = say(N_("without a customer"))
        if view is not None:
            whose = say(N_("from {name}"), name=name_of(view))
        frame = MoneyFrame(desk, "undo-2", say(N_("Refund")), whose, say(N_("Give back")), side)
        super().__init__(desk, view, parent, frame)
        self.sale = sale
        self.inside = RefundBody(desk, sale)
        self.showing = RefundShowing(desk, frame, side, self.inside)
        frame.body.addWidget(self.inside)
        middle = Qt.AlignmentFlag.AlignVCenter
        frame.heading.side.insertWidget(0, self.inside.sales, 0, middle)
        self._choosing = Latest(desk.jobs, self)
        inside = self.inside
        inside.changed.connect(self.edited)
        inside.entered.connect(self.enter)
        inside.sale_wanted.connect(self._look_at)
        self.tab_after(inside.note.edit)
        if view is not None:
            inside.offer_sales(view.shown.customer.id)
        self.quote_again()

    # ------------------------------------------------------------------ what is asked of it

    def focus_first(self) -> None:
        """Begin with what comes back."""
        self.inside.take_focus()

    def shows(self) -> str:
        """Return the sale."""
        return self.sale.operation

    def memory(self) -> object:
        """Return what is half typed."""
        inside = self.inside
        return RefundMemory(
            self.sale,
            inside.part,
            inside.lines.chosen,
            inside.amount.field.text(),
            inside.reason.code,
            inside.note.text(),
            self.taking.memory(),
        )

    def filled_in(self) -> object:
        """Return what was ticked and typed."""
        inside = self.inside
        lines, amount = inside.lines.chosen, inside.amount.field.text()
        return inside.part, lines, amount, inside.reason.code, inside.note.text()

    def recall(self, memory: object) -> None:
        """Go on with what was half typed."""
        if not isinstance(memory, RefundMemory):
            return
        inside = self.inside
        if memory.part is not None:
            inside.choose(memory.part)
        inside.lines.recall(memory.lines)
        inside.amount.type(memory.amount)
        inside.reason.choose(memory.reason)
        inside.note.set_text(memory.note)
        if memory.part is not None:
            self.edited()
        self.go_on(memory.begun)

    # ------------------------------------------------------------------ draft, quote, record

    def _typed(self) -> bool:
        return self.inside.touched

    def _on_screen(self) -> object:
        return self._draft(), self.inside.reason.code, self.inside.note.text()

    def _draft(self) -> RefundRequest | ReverseRequest | None:
        act, operation, inside = self._quote_act, self.sale.operation, self.inside
        match inside.part:
            case Part.LINES:
                lines = inside.lines.chosen
                return RefundRequest(act, operation, lines=lines) if lines else None
            case Part.AMOUNT:
                amount = inside.amount.field.amount()
                return RefundRequest(act, operation, amount) if amount else None
            case Part.WHOLE:
                return RefundRequest(act, operation)
            case Part.VOID:
                return ReverseRequest(act, operation, VoidReason.OTHER)

    def _work(self, draft: object, act: Act) -> Callable[[], Quote]:
        refunds = self.desk.services.refunds
        if isinstance(draft, ReverseRequest):
            return partial(refunds.propose_void, replace(draft, act=act))
        if not isinstance(draft, RefundRequest):
            raise TypeError(draft)
        return partial(refunds.propose, replace(draft, act=act))

    def _record(self, quote: Quote, act: Act) -> Callable[[], Bill]:
        if not isinstance(quote, RefundQuote):
            raise TypeError(quote)
        services, reason = self.desk.services, self.inside.reason.code
        if isinstance(quote.request, ReverseRequest):
            return partial(services.till.reverse, replace(quote.request, act=act, reason=reason))
        return partial(services.refunds.refund, replace(quote.request, act=act, reason=reason))

    def _show(self, quote: Quote | None) -> None:
        self.showing.show(self.sale, quote if isinstance(quote, RefundQuote) else None)

    def _act(self) -> Act:
        return replace(super()._act(), note=self.inside.note.text())

    def _fields_are_right(self) -> bool:
        return self.inside.check()

    def _digit(self, digit: int) -> None:
        if self.inside.part is Part.LINES:
            self.inside.lines.tick(digit)

    # ------------------------------------------------------------------ small things

    def _look_at(self, operation: str) -> None:
        """Take up another sale of the same customer."""
        work = partial(self.desk.services.refunds.sale_left, operation)
        self._choosing.ask(work, self._go_to, self._not_found)

    def _go_to(self, sale: SaleLeft) -> None:
        if not self.taking.sending:
            self.switched.emit(REFUND, RefundMemory(sale))

    def _not_found(self, error: Exception) -> None:
        self.inside.show_sale(self.sale)
        if isinstance(error, UserError):
            self.in_place.say(Notice("warn", "undo-2", *refusal(self.desk, error)))
        else:
            self.desk.room.trouble(error)


def refund_panel(desk: Desk, view: CustomerView | None, memory: object) -> RefundPanel:
    """Return the panel of a refund; TypeError without a sale."""
    if not isinstance(memory, RefundMemory):
        raise TypeError(memory)
    return RefundPanel(desk, view, memory.sale)
