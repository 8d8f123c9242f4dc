"""Hand stored value over (Ctrl+F6): who gets it and why, what goes over, what both have then."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.counter.types import CustomerView
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.quoting import Quote
from smbcrm.membership.value.types import TransferQuote, TransferReason, TransferRequest
from smbcrm.ui.counter.facts import name_of
from smbcrm.ui.counter.leaving_panel import LeavingPanel
from smbcrm.ui.counter.money_frame import MoneyFrame
from smbcrm.ui.counter.money_panel import for_whom
from smbcrm.ui.counter.reasons import TRANSFER, ReasonChooser
from smbcrm.ui.counter.referrer_field import Referrer, ReferrerField
from smbcrm.ui.counter.summary_rows import hand_over_rows
from smbcrm.ui.counter.taking import Begun
from smbcrm.ui.desk import Desk


@dataclass(frozen=True, slots=True)
class HandOverMemory:
    """What is half typed; `begun` also knows what may have been recorded already."""

    amount: str = ""
    taker: Referrer = field(default_factory=Referrer)
    reason: str = ""
    begun: Begun | None = None


class HandOverPanel(LeavingPanel):
    """An open customer's stored value, both parts of it, handed to another customer."""

    def __init__(
        self, desk: Desk, view: CustomerView | None, parent: QWidget | None = None
    ) -> None:
        say = desk.say
        title, idle = say(N_("Hand stored value over")), say(N_("Hand value over"))
        frame = MoneyFrame(desk, "arrow-left-right", title, for_whom(desk, view), idle)
        super().__init__(desk, view, parent, frame, say(N_("Amount to hand over")))
        self.taker = ReferrerField(desk, self, say(N_("Who gets it")))
        self.reason = ReasonChooser(desk, TRANSFER)
        self.taker.edited.connect(self.edited)
        self.taker.left.connect(self.quote_again)  # the only one found is chosen then
        self.reason.changed.connect(lambda _code: self.edited())
        whom = QHBoxLayout()
        whom.setSpacing(12)
        whom.addWidget(self.taker, 1)
        whom.addWidget(self.reason, 1)
        explained = N_("Paid and gift part go over in proportion, each with its own end.")
        self._lay_out(say(explained), whom)
        last: QWidget = self.amount.field.edit
        for part in (self.taker.edit, self.reason.combo, self.all):
            self.setTabOrder(last, part)
            last = part
        self.tab_after(self.all)
        self._allow()
        self.quote_again()

    def escape(self) -> bool:
        """Close the list of those found, then what is said in place."""
        return self.taker.close_list() or super().escape()

    def memory(self) -> object:
        """Return what is half typed."""
        return HandOverMemory(*self.filled_in(), self.taking.memory())

    def filled_in(self) -> tuple[str, Referrer, str]:
        """Return what was typed and chosen."""
        return self.amount.field.text(), self.taker.referrer(), self.reason.code

    def recall(self, memory: object) -> None:
        """Go on with what was half typed."""
        if not isinstance(memory, HandOverMemory):
            return
        self.taker.show_referrer(memory.taker)
        self.reason.choose(memory.reason)
        self.amount.type(memory.amount)
        self.edited()
        self.go_on(memory.begun)

    def _typed(self) -> bool:
        return super()._typed() or bool(self.taker.text())

    def _draft(self) -> TransferRequest | None:
        amount, taker = self.amount.field.amount(), self.taker.referrer().id
        if not amount or not taker or self.view is None:
            return None
        giver, reason = self.view.shown.customer.id, self.reason.code or TransferReason.OTHER
        return TransferRequest(self._quote_act, giver, taker, amount, reason)

    def _work(self, draft: object, act: Act) -> Callable[[], Quote]:
        if not isinstance(draft, TransferRequest):
            raise TypeError(draft)
        return partial(self.desk.services.value.propose_transfer, replace(draft, act=act))

    def _record(self, quote: Quote, act: Act) -> Callable[[], Bill]:
        if not isinstance(quote, TransferQuote):
            raise TypeError(quote)
        request = replace(quote.request, act=act, pin=self.pin.typed)
        return partial(self.desk.services.value.transfer, request)

    def _show(self, quote: Quote | None) -> None:
        say, take = self.desk.say, self.frame.take
        if not isinstance(quote, TransferQuote) or self.view is None:
            self.frame.summary.show_rows(())
            self.pin.ask("", asks=False, has=True)
            take.refuse(say(self._missing()))
            return
        giver, taker = name_of(self.view), self.taker.referrer().text
        self.frame.summary.show_rows(hand_over_rows(self.desk, quote, giver, taker))
        self.pin.ask(giver, asks=quote.asks_pin, has=quote.has_pin)
        hint = say(N_("PIN, then Enter")) if quote.asks_pin else ""
        amount = self.desk.words.money(quote.bill.amount)
        take.allow(say(N_("Hand over {amount}"), amount=amount), hint)

    def _missing(self) -> str:
        """Return what has to be typed next, as a message id."""
        if not self._there():
            return N_("There is no stored value.")
        return N_("Choose who gets it.") if self.amount.field.amount() else N_("Type the amount.")

    def _fields_are_right(self) -> bool:
        if not self.amount.check():
            return False
        if not self.taker.referrer().id:
            self.taker.show_error(self.desk.say(N_("Choose who gets it.")))
            self.taker.setFocus()
            return False
        return self.reason.check() and not self.pin.hinders(self.frame)

    def _there(self) -> int:
        return 0 if self.view is None else self.view.owned.stored

    def _fields(self) -> Sequence[QWidget]:
        return self.taker, self.reason
