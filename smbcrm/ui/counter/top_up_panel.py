"""Top up (F6): an offer or any amount, how it is paid, and both parts before and after."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_, NN_
from smbcrm.core.money import Money
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.counter.types import CustomerView
from smbcrm.membership.offers.types import Offer
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.errors import NotSettled
from smbcrm.membership.sales.quoting import Quote, TopUpDraft, TopUpQuote
from smbcrm.ui.counter.money_frame import MoneyFrame
from smbcrm.ui.counter.money_panel import MoneyPanel, for_whom
from smbcrm.ui.counter.offer_choice import OfferChoice
from smbcrm.ui.counter.served_by import ServedBy
from smbcrm.ui.counter.summary_rows import top_up_rows
from smbcrm.ui.counter.taking import Begun
from smbcrm.ui.counter.tender_choice import TenderChoice
from smbcrm.ui.counter.titled_amount import TitledAmount
from smbcrm.ui.counter.typing_place import TypingPlace
from smbcrm.ui.desk import Desk
from smbcrm.ui.quiet import keep_quiet
from smbcrm.ui.sizes import ROOMY

_EARNED_NOW = NN_(
    "Earns {count} point now, not when spent.", "Earns {count} points now, not when spent."
)


@dataclass(frozen=True, slots=True)
class TopUpMemory:
    """A top-up that is half typed; `begun` also knows what may have been recorded already."""

    amount: str = ""
    means: Means | None = None
    given: int | None = None
    staff: str = ""
    begun: Begun | None = None


class TopUpPanel(MoneyPanel):
    """A top-up of an open customer."""

    def __init__(
        self, desk: Desk, view: CustomerView | None, parent: QWidget | None = None
    ) -> None:
        say = desk.say
        frame = MoneyFrame(desk, "wallet", say(N_("Top up")), for_whom(desk, view), say(N_("Take")))
        super().__init__(desk, view, parent, frame)
        self.offers = OfferChoice(desk)
        self.amount = TitledAmount(desk, say(N_("Amount paid in")), "", sideways=True)
        self.served = ServedBy(desk, say(N_("Sold by")))
        self._turns: list[int] | None = []
        """The steps from offer to offer that wait until the offers are there; None: they are."""
        self.payment = TenderChoice(desk, None if view is None else view.last_means)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.amount, 1)
        body: QVBoxLayout = frame.body
        body.addWidget(self.offers)
        body.addLayout(row)
        body.addWidget(self.payment)
        row.addWidget(self.served)  # Tab goes in the order in which they are added
        self._connect()
        self.tab_after(self.served.combo)
        if view is not None:
            look = partial(desk.services.offers.holding_for, view.shown.customer.id)
            desk.ask(self, look, self._know_offers, keep_quiet)
        self.quote_again()

    def focus_first(self) -> None:
        """Begin with the amount."""
        self.amount.field.setFocus()

    def narrow(self, width: int, height: int) -> None:
        """Be lower where there is little room."""
        super().narrow(width, height)
        self.payment.narrow(roomy=height >= ROOMY)
        self.offers.narrow(roomy=height >= ROOMY)

    def memory(self) -> object:
        """Return what is half typed."""
        return TopUpMemory(
            self.amount.field.text(),
            self.payment.means,
            self.payment.given,
            self.served.name,
            self.taking.memory(),
        )

    def filled_in(self) -> object:
        """Return amount and payment; who serves is known once the till has answered."""
        return self.amount.field.text(), self.payment.means, self.payment.given

    def recall(self, memory: object) -> None:
        """Go on with what was half typed."""
        if not isinstance(memory, TopUpMemory):
            return
        if memory.staff:
            self.served.recall(memory.staff)
        if memory.means is not None:
            self.payment.recall(memory.means, memory.given)
        self.amount.type(memory.amount)
        self.edited()
        self.go_on(memory.begun)

    def _connect(self) -> None:
        field = self.amount.field
        field.changed.connect(self._amount_typed)
        field.entered.connect(self.enter)
        field.stepped.connect(self.payment.step)
        field.turned.connect(self._turn)
        self.offers.chosen.connect(self._offer_chosen)
        self.payment.changed.connect(self.edited)
        self.payment.entered.connect(self.enter)
        TypingPlace(
            lambda: field if self.payment.cash.isHidden() else self.payment.cash.field,
            self.payment.ways,
            self.payment.cards,
        )
        self.served.changed.connect(self.edited)
        self.frame.keypad.pressed.connect(self._key)

    def _typed(self) -> bool:
        return bool(self.amount.field.text().strip())

    def _draft(self) -> TopUpDraft | None:
        amount = self.amount.field.amount()
        if not amount or self.view is None:
            return None
        customer = self.view.shown.customer.id
        return TopUpDraft(customer, amount, self.payment.means, self.payment.given)

    def _work(self, draft: object, act: Act) -> Callable[[], Quote]:
        if not isinstance(draft, TopUpDraft):
            raise TypeError(draft)
        return partial(self.desk.services.till.propose_top_up, act, draft)

    def _record(self, quote: Quote, act: Act) -> Callable[[], Bill]:
        if not isinstance(quote, TopUpQuote):
            raise TypeError(quote)
        return partial(self.desk.services.till.top_up, quote.draft.request(act))

    def _show(self, quote: Quote | None) -> None:
        desk, take = self.desk, self.frame.take
        if quote is None:
            self.frame.summary.show_rows(())
            self.offers.show_reached(None)
            take.refuse(
                "" if self._typed() else desk.say(N_("Choose an offer, or type an amount."))
            )
            if self._typed():
                self.amount.hint("")  # what cannot be taken is no amount below an offer
            else:
                self._hint(0, 0)
            return
        bill = quote.bill
        self.offers.show_reached(bill)
        self._hint(bill.amount, bill.gift)
        missing = quote.refused.params["missing"] if isinstance(quote.refused, NotSettled) else None
        paid = bill.payments[0] if bill.payments and quote.refused is None else None
        self.payment.show_change(
            paid.change if paid else None, missing.minor if isinstance(missing, Money) else None
        )
        self.frame.summary.show_rows(top_up_rows(desk, bill))
        take.allow(
            desk.say(N_("Take {amount}"), amount=desk.words.money(bill.amount)),
            desk.say(N_("Points are earned when it is spent, not now."))
            if not bill.points
            else desk.count(_EARNED_NOW, bill.points),
        )

    def _staff(self) -> str:
        return self.served.name

    def _digit(self, digit: int) -> None:
        self.payment.choose_number(digit)

    def _fields_are_right(self) -> bool:
        return self.amount.check() and self.payment.check()

    def _hint(self, amount: int, gift: int) -> None:
        """Say beside the amount what gift it brings, or from where on there is one."""
        words, say = self.desk.words, self.desk.say
        first = self.offers.smallest
        hint = ""
        if gift:
            hint = say(N_("gift {gift}"), gift=words.sum(gift))
        elif first is not None and amount < first:
            hint = say(N_("below {amount}: no gift"), amount=self.desk.words.round_sum(first))
        self.amount.hint(hint)

    def _offer_chosen(self, amount: int) -> None:
        self.amount.field.set_amount(amount)
        self.amount.field.setFocus()
        self.edited()

    def _key(self, key: str) -> None:
        given = self.payment.cash.field
        field = given if given.edit.hasFocus() else self.amount.field
        field.press(key)
        field.setFocus()

    def _amount_typed(self) -> None:
        if self._turns:
            self._turns.clear()  # what is typed after them stands
        self.edited()

    def _turn(self, by: int) -> None:
        if self._turns is None:
            self.offers.step(by)
        else:
            self._turns.append(by)

    def _know_offers(self, offers: Sequence[Offer]) -> None:
        turns, self._turns = self._turns or (), None
        self.offers.show_offers(offers)
        self._show(self.quoting.quote)
        for by in turns:
            self.offers.step(by)
