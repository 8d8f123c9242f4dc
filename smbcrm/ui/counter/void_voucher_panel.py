"""Make a voucher void (Shift+F9): which of the customer's, and why."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtWidgets import QWidget

from smbcrm.core.i18n import N_
from smbcrm.membership.benefits.types import VoidVoucherRequest, VoucherVoidReason
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.counter.types import CustomerView
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.quoting import Quote
from smbcrm.membership.vouchers.types import Voucher
from smbcrm.ui.counter.happenings import DOT
from smbcrm.ui.counter.money_frame import MoneyFrame
from smbcrm.ui.counter.money_panel import MoneyPanel, for_whom
from smbcrm.ui.counter.reasons import VOUCHER_VOID, ReasonChooser
from smbcrm.ui.counter.summary_rows import voucher_rows
from smbcrm.ui.counter.taking import Begun
from smbcrm.ui.desk import Desk
from smbcrm.ui.jobs import Latest
from smbcrm.ui.widgets.fields import Chooser
from smbcrm.ui.widgets.labels import label


@dataclass(frozen=True, slots=True)
class VoidVoucherMemory:
    """What is chosen; `begun` also knows what may have been recorded already."""

    voucher: str = ""
    reason: str = ""
    begun: Begun | None = None


@dataclass(frozen=True, slots=True)
class VoidQuote(Quote):
    """What the shop says to it: the bill that would be written."""

    request: VoidVoucherRequest


class VoidVoucherPanel(MoneyPanel):
    """One of the vouchers that an open customer may still use, made void."""

    def __init__(
        self, desk: Desk, view: CustomerView | None, parent: QWidget | None = None
    ) -> None:
        say = desk.say
        title, idle = say(N_("Make a voucher void")), say(N_("Make void"))
        frame = MoneyFrame(desk, "ban", title, for_whom(desk, view), idle)
        super().__init__(desk, view, parent, frame)
        self._there: Sequence[Voucher] | None = None
        self._wanted = ""
        self.voucher = Chooser(say(N_("Voucher")))
        self.reason = ReasonChooser(desk, VOUCHER_VOID)
        self._asking = Latest(desk.jobs, self)
        body = frame.body
        body.addWidget(self.voucher)
        body.addWidget(self.reason)
        explained = N_("Nobody can use it afterwards. A code that is scanned says why.")
        body.addWidget(label(say(explained), "caption", wrap=True))
        self.voucher.changed.connect(lambda _code: self.edited())
        self.reason.changed.connect(lambda _code: self.edited())
        self.tab_after(self.reason.combo)
        self._fit()
        self.quote_again()
        self._look()

    def focus_first(self) -> None:
        """Begin with the vouchers; where there are none, with the way back."""
        (self.voucher.combo if self._there else self.frame.back).setFocus()

    def narrow(self, width: int, height: int) -> None:
        """Fit a window of that size; nothing is typed with a keypad."""
        super().narrow(width, height)
        self.frame.use_keypad(False)  # noqa: FBT003 - it is told one thing

    def show_view(self, view: CustomerView) -> None:
        """Take up what changed of the customer meanwhile."""
        super().show_view(view)
        self._look()

    def memory(self) -> object:
        """Return what is chosen."""
        return VoidVoucherMemory(*self.filled_in(), self.taking.memory())

    def filled_in(self) -> tuple[str, str]:
        """Return what was chosen."""
        return self._wanted or str(self.voucher.value() or ""), self.reason.code

    def recall(self, memory: object) -> None:
        """Go on with what was chosen, as soon as the vouchers are there."""
        if isinstance(memory, VoidVoucherMemory):
            self._wanted = memory.voucher
            self.reason.choose(memory.reason)
            if self._there is not None:
                self._bring_back()
            self.go_on(memory.begun)

    def _look(self) -> None:
        if self.view is not None:
            work = partial(self.desk.services.benefits.of_customer, self.view.shown.customer.id)
            self._asking.ask(work, self._know, self.desk.room.trouble)

    def _know(self, there: Sequence[Voucher]) -> None:
        if self.taking.sending or self.taking.uncertain:
            return  # what was sent stays on the screen until it is answered
        first, self._there = self._there is None, there
        focused = self.frame.back.hasFocus()
        self.voucher.set_options([(one.code, self._words(one), "") for one in there])
        self._bring_back()
        if first and focused:
            self.focus_first()

    def _words(self, one: Voucher) -> str:
        ends = one.lot.expires_on
        until = "" if ends is None else self.desk.words.date(ends, today=self.desk.today())
        last = self.desk.say(N_("until {date}"), date=until) if until else ""
        return DOT.join(filter(None, (one.name, one.code, last)))

    def _bring_back(self) -> None:
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.voucher.choose(wanted)
        elif self.voucher.value() is None and self._there:
            self.voucher.choose(self._there[0].code)
        self._fit()
        self.quote_again()

    def _fit(self) -> None:
        for part in (self.voucher, self.reason):
            part.setEnabled(bool(self._there))

    # ------------------------------------------------------------------ draft, quote, record

    def _typed(self) -> bool:
        return bool(self.reason.code)

    def _draft(self) -> VoidVoucherRequest | None:
        code = self.voucher.value()
        if not isinstance(code, str):
            return None
        reason = self.reason.code or VoucherVoidReason.OTHER
        return VoidVoucherRequest(self._quote_act, code, reason)

    def _work(self, draft: object, act: Act) -> Callable[[], Quote]:
        if not isinstance(draft, VoidVoucherRequest):
            raise TypeError(draft)
        return partial(self._quoted_void, replace(draft, act=act))

    def _quoted_void(self, request: VoidVoucherRequest) -> Quote:
        return VoidQuote(self.desk.services.benefits.quote_void(request), None, request)

    def _record(self, quote: Quote, act: Act) -> Callable[[], Bill]:
        if not isinstance(quote, VoidQuote):
            raise TypeError(quote)
        return partial(self.desk.services.benefits.void, replace(quote.request, act=act))

    def _show(self, quote: Quote | None) -> None:
        say, take = self.desk.say, self.frame.take
        if quote is None:
            self.frame.summary.show_rows(())
            take.refuse("" if self._there is None else say(N_("There is no voucher to use.")))
            return
        self.frame.summary.show_rows(voucher_rows(self.desk, quote.bill))
        take.allow(say(N_("Make void")))

    def _fields_are_right(self) -> bool:
        return self.reason.check()
