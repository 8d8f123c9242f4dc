"""Put an account right (Shift+F7): which one, plus or minus how much, why, before and after."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.membership.balance.types import KINDS, Purse
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.counter.types import CustomerView
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.ledger.words import account_words
from smbcrm.membership.packages.types import Package
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.quoting import Quote
from smbcrm.membership.value.types import AdjustmentReason, AdjustRequest
from smbcrm.ui.counter.count_field import CountField
from smbcrm.ui.counter.money_frame import MoneyFrame
from smbcrm.ui.counter.money_panel import MoneyPanel, for_whom
from smbcrm.ui.counter.reasons import ADJUSTMENT, ReasonChooser
from smbcrm.ui.counter.summary_rows import adjust_rows, put_right_by
from smbcrm.ui.counter.taking import Begun
from smbcrm.ui.counter.titled_amount import TitledAmount
from smbcrm.ui.desk import Desk
from smbcrm.ui.jobs import Latest
from smbcrm.ui.widgets.buttons import Segmented
from smbcrm.ui.widgets.fields import Chooser, TextField
from smbcrm.ui.widgets.labels import label

_SIGNS = {"plus": 1, "minus": -1}
_MONEY = (AccountKind.PRINCIPAL, AccountKind.GIFT, AccountKind.CREDIT)
_LONGEST_NOTE = 200


@dataclass(frozen=True, slots=True)
class PutRightMemory:
    """What is half typed; `begun` also knows what may have been recorded already.

    `account` is a kind of account, or `visits:` and the code of a package.
    """

    account: str = AccountKind.PRINCIPAL
    sign: str = "plus"
    amount: str = ""
    count: str = ""
    reason: str = ""
    note: str = ""
    begun: Begun | None = None


@dataclass(frozen=True, slots=True)
class AdjustQuote(Quote):
    """What the shop says to it: the bill that would be written."""

    request: AdjustRequest


class PutRightPanel(MoneyPanel):
    """An account of an open customer, put right; the owner finds it in the day close."""

    def __init__(
        self, desk: Desk, view: CustomerView | None, parent: QWidget | None = None
    ) -> None:
        say = desk.say
        title = say(N_("Put an account right"))
        frame = MoneyFrame(desk, "pencil-line", title, for_whom(desk, view), say(N_("Put right")))
        super().__init__(desk, view, parent, frame)
        self._packages: Sequence[Package] | None = None
        self._wanted = ""
        self.account = Chooser(say(N_("Account")))
        signs = [("plus", say(N_("Plus")), "plus"), ("minus", say(N_("Minus")), "minus")]
        self.sign = Segmented(signs)
        self.sign.setAccessibleName(say(N_("Plus or minus")))
        self.sign.choose("plus")
        self.amount = TitledAmount(desk, say(N_("By how much")), "")
        self.count = CountField(say(N_("By how many")))
        self.reason = ReasonChooser(desk, ADJUSTMENT)
        self.note = TextField(say(N_("Note")))
        self.note.edit.setMaxLength(_LONGEST_NOTE)
        self._asking = Latest(desk.jobs, self)
        self._offer()
        self.account.choose(AccountKind.PRINCIPAL)
        self._lay_out()
        self._connect()
        self.tab_after(self.note.edit)
        self._fit()
        self.quote_again()
        self._asking.ask(desk.services.packages.all, self._know, desk.room.trouble)

    def focus_first(self) -> None:
        """Begin with how much."""
        (self.amount.field if self._kind in _MONEY else self.count).setFocus()

    def memory(self) -> object:
        """Return what is half typed."""
        return PutRightMemory(*self.filled_in(), self.taking.memory())

    def filled_in(self) -> tuple[str, str, str, str, str, str]:
        """Return what was typed and chosen."""
        return (
            self._wanted or str(self.account.value()),
            self.sign.value(),
            self.amount.field.text(),
            self.count.text(),
            self.reason.code,
            self.note.text(),
        )

    def recall(self, memory: object) -> None:
        """Go on with what was half typed, or begin with the accounts of a purse.

        That is its name; of visits `visits:` and the unit of the package.
        """
        if isinstance(memory, str):
            name, _, _unit = memory.partition(":")
            self._choose(memory if name == Purse.VISITS else KINDS[Purse(name)][0])
            self.focus_first()
        elif isinstance(memory, PutRightMemory):
            self._choose(memory.account)
            self.sign.choose(memory.sign)
            self.amount.type(memory.amount)
            self.count.set_text(memory.count)
            self.reason.choose(memory.reason)
            self.note.set_text(memory.note)
            self.edited()
            self.go_on(memory.begun)

    # ------------------------------------------------------------------ the accounts

    @property
    def _kind(self) -> AccountKind:
        return AccountKind(str(self.account.value()).partition(":")[0])

    @property
    def _package(self) -> str | None:
        return str(self.account.value()).partition(":")[2] or None

    def _offer(self) -> None:
        kinds = (*_MONEY, AccountKind.POINTS)
        options = [(str(one), self.desk.tell(account_words(one)), "") for one in kinds]
        for package in self._packages or ():
            words = self.desk.say(N_("Visits of {package}"), package=package.item.name)
            options.append((f"{AccountKind.VISITS}:{package.item.code}", words, ""))
        self.account.set_options(options)

    def _choose(self, account: str) -> None:
        """Choose an account, a package by its code or its unit, as soon as it is offered."""
        name, _, about = account.partition(":")
        if name == AccountKind.VISITS:
            self._wanted = account if self._packages is None else ""
            found = (one for one in self._packages or () if about in {one.item.code, one.unit})
            account = next((f"{name}:{one.item.code}" for one in found), AccountKind.PRINCIPAL)
        self.account.choose(str(account))
        self._fit()

    def _know(self, packages: Sequence[Package]) -> None:
        chosen, wanted = self.account.value(), self._wanted
        self._packages = packages
        focused = self.amount.field.edit.hasFocus() or self.count.edit.hasFocus()
        self._offer()
        self.account.choose(chosen)
        if wanted:
            self._choose(wanted)
            self.quote_again()
            if focused:
                self.focus_first()

    def _chosen(self) -> None:
        self._fit()
        self.edited()

    def _fit(self) -> None:
        money = self._kind in _MONEY
        self.amount.setVisible(money)
        self.count.setVisible(not money)

    # ------------------------------------------------------------------ draft, quote, record

    def _typed(self) -> bool:
        return bool(self._size_text().strip() or self.note.text())

    def _size_text(self) -> str:
        return self.amount.field.text() if self._kind in _MONEY else self.count.text()

    def _on_screen(self) -> object:
        return self._draft(), self.note.text()

    def _draft(self) -> AdjustRequest | None:
        kind = self._kind
        size = self.amount.field.amount() if kind in _MONEY else self.count.count()
        if not size or self.view is None:
            return None
        amount = _SIGNS[self.sign.value()] * size
        reason = self.reason.code or AdjustmentReason.OTHER
        customer = self.view.shown.customer.id
        return AdjustRequest(self._quote_act, customer, kind, amount, reason, self._package)

    def _work(self, draft: object, act: Act) -> Callable[[], Quote]:
        if not isinstance(draft, AdjustRequest):
            raise TypeError(draft)
        return partial(self._quoted_right, replace(draft, act=act))

    def _quoted_right(self, request: AdjustRequest) -> Quote:
        return AdjustQuote(self.desk.services.value.quote_adjust(request), None, request)

    def _record(self, quote: Quote, act: Act) -> Callable[[], Bill]:
        if not isinstance(quote, AdjustQuote):
            raise TypeError(quote)
        noted = replace(act, note=self.note.text())
        return partial(self.desk.services.value.adjust, replace(quote.request, act=noted))

    def _show(self, quote: Quote | None) -> None:
        say, take = self.desk.say, self.frame.take
        if quote is None:
            self.frame.summary.show_rows(())
            take.refuse(say(N_("Type by how much.")))
            return
        title = self.account.combo.currentText()
        self.frame.summary.show_rows(adjust_rows(self.desk, quote.bill, title, self._kind))
        figure = put_right_by(self.desk, quote.bill)
        take.allow(say(N_("Put right: {figure}"), figure=figure))

    def _fields_are_right(self) -> bool:
        if self._kind in _MONEY:
            if not self.amount.check():
                return False
        elif not self.count.count():
            self.count.show_error(self.desk.say(N_("Type a whole number.")))
            self.count.setFocus()
            return False
        return self.reason.check()

    # ------------------------------------------------------------------ small things

    def _lay_out(self) -> None:
        size = QVBoxLayout()
        size.addWidget(self.amount)
        size.addWidget(self.count)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(size, 1)
        ways = QVBoxLayout()
        ways.setSpacing(4)
        ways.addWidget(label(self.desk.say(N_("Plus or minus")), "label"))
        ways.addWidget(self.sign)
        ways.addStretch(1)
        row.addLayout(ways)
        why = QHBoxLayout()
        why.setSpacing(12)
        why.addWidget(self.reason, 1)
        why.addWidget(self.note, 1)
        body = self.frame.body
        body.addWidget(self.account)
        body.addLayout(row)
        body.addLayout(why)
        explained = N_("Both stay visible: the line that was wrong, and this one with its reason.")
        body.addWidget(label(self.desk.say(explained), "caption", wrap=True))
        last: QWidget = self.account.combo
        buttons = self.sign.buttons()
        for part in (self.amount.field.edit, self.count.edit, *buttons, self.reason.combo):
            self.setTabOrder(last, part)
            last = part
        self.setTabOrder(last, self.note.edit)

    def _connect(self) -> None:
        self.account.changed.connect(lambda _value: self._chosen())
        self.sign.changed.connect(lambda _value: self.edited())
        self.amount.field.changed.connect(self.edited)
        self.amount.field.entered.connect(self.enter)
        self.count.changed.connect(self.edited)
        self.count.entered.connect(self.enter)
        self.reason.changed.connect(lambda _code: self.edited())
        self.note.edited.connect(self.taking.touch)
        self.frame.keypad.pressed.connect(self._key)

    def _key(self, key: str) -> None:
        if self._kind in _MONEY:
            self.amount.field.press(key)
            self.amount.field.setFocus()
        elif key != ".":
            self.count.press(key)
            self.count.setFocus()
