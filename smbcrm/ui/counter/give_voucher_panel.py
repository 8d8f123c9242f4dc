"""Give a voucher (Shift+F8): one of those the customer may have, as a present or for points."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.benefits.types import BuyRequest, IssueRequest
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.counter.types import CustomerView
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.quoting import Quote
from smbcrm.membership.vouchers.types import Definition
from smbcrm.ui.counter.money_frame import MoneyFrame
from smbcrm.ui.counter.money_panel import MoneyPanel, for_whom
from smbcrm.ui.counter.summary_rows import voucher_rows
from smbcrm.ui.counter.taking import Begun
from smbcrm.ui.desk import Desk
from smbcrm.ui.jobs import Latest
from smbcrm.ui.widgets.buttons import Segmented
from smbcrm.ui.widgets.fields import Chooser
from smbcrm.ui.widgets.labels import label

PRESENT, POINTS = "present", "points"


@dataclass(frozen=True, slots=True)
class GiveVoucherMemory:
    """What is chosen; `begun` also knows what may have been recorded already."""

    definition: str = ""
    way: str = PRESENT
    begun: Begun | None = None


@dataclass(frozen=True, slots=True)
class GiveQuote(Quote):
    """What the shop says to it: the bill that would be told."""

    request: IssueRequest | BuyRequest


class GiveVoucherPanel(MoneyPanel):
    """A voucher of the shop for an open customer."""

    def __init__(
        self, desk: Desk, view: CustomerView | None, parent: QWidget | None = None
    ) -> None:
        say = desk.say
        title = say(N_("Give a voucher"))
        frame = MoneyFrame(desk, "ticket", title, for_whom(desk, view), say(N_("Give")))
        super().__init__(desk, view, parent, frame)
        frame.keypad.hide()
        self._given: Sequence[Definition] | None = None
        self._wanted = ""
        self.voucher = Chooser(say(N_("Voucher")))
        self.way = Segmented(
            [(PRESENT, say(N_("A present")), "gift"), (POINTS, say(N_("For points")), "sparkles")]
        )
        self.way.setAccessibleName(say(N_("How it is given")))
        self.way.choose(PRESENT)
        self._effect = label("", "muted", wrap=True)
        self._asking = Latest(desk.jobs, self)
        self._lay_out()
        self.voucher.changed.connect(lambda _code: self._chosen())
        self.way.changed.connect(lambda _way: self.edited())
        self.tab_after(self.way.buttons()[-1])
        self._fit()
        self.quote_again()
        self._look()

    def focus_first(self) -> None:
        """Begin with the vouchers; where there are none, with the way back."""
        (self.voucher.combo if self._given else self.frame.back).setFocus()

    def narrow(self, width: int, height: int) -> None:
        """Fit a window of that size; nothing is typed with a keypad."""
        super().narrow(width, height)
        self.frame.use_keypad(False)  # noqa: FBT003 - it is told one thing

    def memory(self) -> object:
        """Return what is chosen."""
        return GiveVoucherMemory(*self.filled_in(), self.taking.memory())

    def filled_in(self) -> tuple[str, str]:
        """Return what was chosen."""
        return self._wanted or str(self.voucher.value() or ""), self.way.value()

    def recall(self, memory: object) -> None:
        """Go on with what was chosen, as soon as the vouchers are there."""
        if isinstance(memory, GiveVoucherMemory):
            self._wanted = memory.definition
            self.way.choose(memory.way)
            if self._given is not None:
                self._bring_back()
            self.go_on(memory.begun)

    def _lay_out(self) -> None:
        ways = QVBoxLayout()
        ways.setSpacing(4)
        row = QHBoxLayout()
        row.addWidget(self.way)
        row.addStretch(1)
        ways.addLayout(row)
        body = self.frame.body
        body.addWidget(self.voucher)
        body.addWidget(self._effect)
        body.addLayout(ways)

    def _look(self) -> None:
        if self.view is not None:
            work = partial(self.desk.services.benefits.definitions_for, self.view.shown.customer.id)
            self._asking.ask(work, self._know, self.desk.room.trouble)

    def _know(self, given: Sequence[Definition]) -> None:
        first, self._given = self._given is None, given
        focused = self.frame.back.hasFocus()
        self.voucher.set_options([(one.code, one.name, "") for one in given])
        self._bring_back()
        if first and focused:
            self.focus_first()

    def _bring_back(self) -> None:
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.voucher.choose(wanted)
        elif self.voucher.value() is None and self._given:
            self.voucher.choose(self._given[0].code)
        self._fit()
        self.quote_again()

    def _chosen(self) -> None:
        self._fit()
        self.edited()

    def _definition(self) -> Definition | None:
        code = self.voucher.value()
        return next((one for one in self._given or () if one.code == code), None)

    def _fit(self) -> None:
        """Show what the one that is chosen does; for points only where it has a price."""
        desk, one = self.desk, self._definition()
        self.voucher.setEnabled(bool(self._given))
        self.way.setVisible(one is not None and one.points is not None)
        if one is None or one.points is None:
            self.way.choose(PRESENT)
        words = "" if one is None else desk.tell(one.effect(desk.shop.currency))
        if one is not None and one.minimum:
            minimum = desk.words.money(one.minimum)
            words = desk.say(N_("{effect}, from {minimum} on"), effect=words, minimum=minimum)
        self._effect.setText(words)
        self._effect.setVisible(bool(words))

    # ------------------------------------------------------------------ draft, quote, record

    def _typed(self) -> bool:
        first = self._given[0].code if self._given else None
        return self.voucher.value() != first or self.way.value() != PRESENT

    def _draft(self) -> IssueRequest | BuyRequest | None:
        one = self._definition()
        if one is None or self.view is None:
            return None
        customer = self.view.shown.customer.id
        if self.way.value() == POINTS:
            return BuyRequest(self._quote_act, customer, one.code)
        return IssueRequest(self._quote_act, one.code, (customer,))

    def _work(self, draft: object, act: Act) -> Callable[[], Quote]:
        if not isinstance(draft, IssueRequest | BuyRequest):
            raise TypeError(draft)
        return partial(self._quoted_gift, replace(draft, act=act))

    def _quoted_gift(self, request: IssueRequest | BuyRequest) -> Quote:
        benefits = self.desk.services.benefits
        if isinstance(request, BuyRequest):
            return GiveQuote(benefits.quote_buy(request), None, request)
        return GiveQuote(benefits.quote_give(request), None, request)

    def _record(self, quote: Quote, act: Act) -> Callable[[], Bill]:
        if not isinstance(quote, GiveQuote):
            raise TypeError(quote)
        benefits, request = self.desk.services.benefits, replace(quote.request, act=act)
        if isinstance(request, BuyRequest):
            return partial(benefits.buy, request)
        return partial(benefits.give, request)

    def _show(self, quote: Quote | None) -> None:
        say, take = self.desk.say, self.frame.take
        if quote is None:
            self.frame.summary.show_rows(())
            none = N_("No voucher of the shop is for this customer now.")
            take.refuse("" if self._given is None else say(none))
            return
        self.frame.summary.show_rows(voucher_rows(self.desk, quote.bill))
        points = -quote.bill.points
        words = say(N_("Give it"))
        if points:
            priced = NN_("Give it for {count} point", "Give it for {count} points")
            words = self.desk.count(priced, points)
        take.allow(words)
