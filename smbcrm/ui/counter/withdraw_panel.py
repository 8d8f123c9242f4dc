"""Pay stored value out (Shift+F6): what is paid out, what gift is void, what was spent of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.counter.types import CustomerView
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.codes import TENDERS, Means
from smbcrm.membership.sales.quoting import Quote
from smbcrm.membership.value.types import WithdrawQuote, WithdrawRequest
from smbcrm.ui.counter.facts import name_of
from smbcrm.ui.counter.leaving_panel import LeavingPanel
from smbcrm.ui.counter.money_frame import MoneyFrame
from smbcrm.ui.counter.money_panel import for_whom
from smbcrm.ui.counter.summary_rows import withdraw_rows
from smbcrm.ui.counter.taking import Begun
from smbcrm.ui.counter.tender_chips import TenderChips
from smbcrm.ui.counter.typing_place import TypingPlace
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.labels import label


@dataclass(frozen=True, slots=True)
class WithdrawMemory:
    """A withdrawal that is half typed; `begun` also knows what may have been recorded already."""

    amount: str = ""
    means: Means = Means.CASH
    begun: Begun | None = None


class WithdrawPanel(LeavingPanel):
    """The paid part of an open customer's stored value, paid out again."""

    def __init__(
        self, desk: Desk, view: CustomerView | None, parent: QWidget | None = None
    ) -> None:
        say = desk.say
        title, idle = say(N_("Pay stored value out")), say(N_("Pay out"))
        frame = MoneyFrame(desk, "banknote", title, for_whom(desk, view), idle)
        super().__init__(desk, view, parent, frame, say(N_("Amount of the paid part")))
        self.means = TenderChips(desk, tuple(TENDERS), say(N_("Paid out by")))
        self._means = Means.CASH
        self.means.choose(self._means)
        self.means.changed.connect(self._means_chosen)
        TypingPlace(lambda: self.amount.field, self.means)
        ways = QVBoxLayout()
        ways.setSpacing(4)
        ways.addWidget(label(say(N_("Paid out by")), "label"))
        ways.addWidget(self.means)
        explained = N_("Only the paid part is paid out. What is left of its gift is void.")
        self._lay_out(say(explained), ways)
        self.tab_after(self.means.chips[Means.OTHER])
        self._allow()
        self.quote_again()

    def memory(self) -> object:
        """Return what is half typed."""
        return WithdrawMemory(self.amount.field.text(), self._means, self.taking.memory())

    def filled_in(self) -> object:
        """Return what was typed and chosen."""
        return self.amount.field.text(), self._means

    def recall(self, memory: object) -> None:
        """Go on with what was half typed."""
        if not isinstance(memory, WithdrawMemory):
            return
        self._means = memory.means
        self.means.choose(memory.means)
        self.amount.type(memory.amount)
        self.edited()
        self.go_on(memory.begun)

    def _draft(self) -> WithdrawRequest | None:
        amount = self.amount.field.amount()
        if not amount or self.view is None:
            return None
        customer = self.view.shown.customer.id
        return WithdrawRequest(self._quote_act, customer, amount, self._means)

    def _work(self, draft: object, act: Act) -> Callable[[], Quote]:
        if not isinstance(draft, WithdrawRequest):
            raise TypeError(draft)
        return partial(self.desk.services.value.propose_withdrawal, replace(draft, act=act))

    def _record(self, quote: Quote, act: Act) -> Callable[[], Bill]:
        if not isinstance(quote, WithdrawQuote):
            raise TypeError(quote)
        request = replace(quote.request, act=act, pin=self.pin.typed)
        return partial(self.desk.services.value.withdraw, request)

    def _show(self, quote: Quote | None) -> None:
        say, take, words = self.desk.say, self.frame.take, self.desk.words
        if quote is None:
            self.frame.summary.show_rows(())
            self.pin.ask("", asks=False, has=True)
            none = N_("Type the amount.") if self._there() else N_("There is no paid part.")
            take.refuse("" if self._typed() else say(none))
            return
        bill = quote.bill
        self.frame.summary.show_rows(withdraw_rows(self.desk, bill))
        asks = isinstance(quote, WithdrawQuote) and quote.asks_pin and self.view is not None
        has = isinstance(quote, WithdrawQuote) and quote.has_pin
        self.pin.ask("" if self.view is None else name_of(self.view), asks=asks, has=has)
        hint = say(N_("{gift} of gift is void."), gift=words.sum(-bill.gift)) if bill.gift else ""
        if asks:
            hint = say(N_("PIN, then Enter"))
        take.allow(say(N_("Pay out {amount}"), amount=words.money(bill.amount)), hint)

    def _there(self) -> int:
        return 0 if self.view is None else self.view.owned.principal

    def _fields(self) -> Sequence[QWidget]:
        return (self.means,)

    def _means_chosen(self, means: Means) -> None:
        self._means = means
        self.edited()
