"""Cash into the drawer or out of it without a sale: a card over the page Close the day."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from smbcrm.core.amounts import AmountMissing, AmountRefused
from smbcrm.core.errors import EnvironmentFault, UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.sales.types import ReverseRequest
from smbcrm.membership.services import Services
from smbcrm.membership.value.types import CashReason, CashRequest, FloatIsThere
from smbcrm.ui.desk import Desk, Undo
from smbcrm.ui.sentences import two_parts
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.amount_field import AmountField
from smbcrm.ui.widgets.buttons import Button, Segmented
from smbcrm.ui.widgets.fields import Chooser
from smbcrm.ui.widgets.labels import IconLabel, label
from smbcrm.ui.widgets.wrapped import WrapLabel

PAGE = "close"
"""The page by whose name an undo is kept over a change of language or look."""
_WIDTH = 440
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BEYOND = N_("That is more than the drawer should hold. It was noted; count the cash.")
_WAYS = {"in": 1, "out": -1}
_REASONS = {
    CashReason.FLOAT: N_("Float"),
    CashReason.BANK: N_("To or from the bank"),
    CashReason.PURCHASE: N_("A purchase"),
    CashReason.CORRECTION: N_("A correction"),
    CashReason.OTHER: N_("Another reason"),
}


def undo_of(desk: Desk, bill: Bill) -> Undo:
    """Return the undo of cash that was put in or taken out, kept for its page."""
    what = desk.say(N_("Cash {amount}"), amount=desk.words.signed(bill.amount))
    request = ReverseRequest(desk.act(), bill.operation)
    return Undo(what, partial(_take_back, desk, request), PAGE, bill, in_sight=True)


def _take_back(desk: Desk, request: ReverseRequest) -> None:
    def told(bill: Bill) -> None:
        amount = desk.words.money(abs(bill.amount))
        desk.room.toast(desk.say(N_("{amount} taken back."), amount=amount))

    def failed(error: Exception) -> None:
        again = partial(_take_back, desk, request)
        desk.room.trouble(error, again if isinstance(error, EnvironmentFault) else None)

    desk.ask(desk.bridge, partial(desk.services.till.reverse, request), told, failed)


class CashCard(QFrame):
    """How much, in or out, and why. A fault sends the very same again, and it counts once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._act = desk.act()
        self._busy = False
        self._asked: int | None = None
        say = desk.say
        title = say(N_("Cash in or out"))
        dress(self, kind="overlay")
        self.setObjectName("cash_card")
        self.setAccessibleName(title)
        self.setFixedWidth(_WIDTH)
        ways = [("in", say(N_("Put in")), "plus"), ("out", say(N_("Take out")), "minus")]
        self.way = Segmented(ways)
        self.way.setAccessibleName(title)
        self.way.choose("in")
        self.amount = AmountField(desk.words)
        self.reason = Chooser(say(N_("Reason, needed")))
        self.reason.set_options([(one, say(words), "") for one, words in _REASONS.items()])
        self.reason.choose(None)
        self.wrong = WrapLabel("", "error")
        self.keep = Button(say(N_("Back")), key="Esc")
        self.take = Button("", kind="primary", key="Enter")
        self.take.setObjectName("cash_take")
        self._lay_out(title)
        self._connect()
        self._edited()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Begin with the amount."""
        super().showEvent(event)
        self.amount.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter notes it, wherever the focus is."""
        if Qt.Key(event.key()) in _ENTER:
            if not event.isAutoRepeat():
                self.record()
        else:
            super().keyPressEvent(event)

    def record(self) -> None:
        """Note it, once amount and reason are there."""
        if self._busy:
            return
        amount = self._read()
        if amount is None:
            return
        reason = self.reason.value()
        if reason is None:
            self.reason.show_error(self._desk.say(N_("Choose a reason.")))
            self.reason.combo.setFocus()
            return
        self._send(CashRequest(self._act, amount, str(reason), again=amount == self._asked))

    def _send(self, request: CashRequest) -> None:
        self._busy = True
        self.take.setEnabled(False)
        work = partial(_noted, self._desk.services, request)
        self._desk.ask(self, work, self._recorded, partial(self._failed, request))

    def _recorded(self, noted: tuple[Bill, int | None]) -> None:
        desk, (bill, there) = self._desk, noted
        desk.room.uncover()
        words = (
            N_("{amount} put into the drawer.") if bill.amount > 0 else N_("{amount} taken out.")
        )
        said = desk.say(words, amount=desk.words.money(abs(bill.amount)))
        if bill.amount < 0 and there is not None and there < 0:
            said = f"{said} {desk.say(_BEYOND)}"
        desk.room.toast(said, undo_of(desk, bill))

    def _failed(self, request: CashRequest, error: Exception) -> None:
        self._busy = False
        self.take.setEnabled(True)
        if isinstance(error, UserError):
            self._act = self._desk.act()
            self._say(error)
            if isinstance(error, FloatIsThere):
                self._asked = request.amount
                self.take.set_text(self._desk.say(N_("As much again was put in")))
        elif isinstance(error, EnvironmentFault):
            self._desk.room.trouble(error, partial(self._send, request))
        else:
            self._desk.room.trouble(error)

    def _read(self) -> int | None:
        try:
            typed = self.amount.read()
        except AmountRefused as refused:
            self._say(refused)
            return None
        if not typed:
            self._say(AmountMissing(example=self._desk.words.currency.example))
            return None
        return _WAYS[self.way.value()] * typed

    def _say(self, error: UserError) -> None:
        self.wrong.setText(" ".join(filter(None, two_parts(self._desk.tell(error)))))
        self.wrong.show()
        self.amount.setFocus()

    def _edited(self) -> None:
        say, amount = self._desk.say, self.amount.amount()
        self.wrong.hide()
        self._asked = None
        out = self.way.value() == "out"
        if not amount:
            self.take.set_text(say(N_("Take out")) if out else say(N_("Put in")))
            return
        words = N_("Take out {amount}") if out else N_("Put in {amount}")
        self.take.set_text(say(words, amount=self._desk.words.money(amount)))

    def _lay_out(self, title: str) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(IconLabel("banknote", 22))
        head.addWidget(label(title, "section"), 1)
        ways = QHBoxLayout()
        ways.addWidget(self.way)
        ways.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addStretch(1)
        foot.addWidget(self.keep)
        foot.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(ways)
        column.addWidget(self.amount)
        column.addWidget(self.wrong)
        column.addWidget(self.reason)
        explained = N_("It stands in the day close, with its reason.")
        column.addWidget(label(self._desk.say(explained), "caption", wrap=True))
        column.addLayout(foot)
        self.wrong.hide()

    def _connect(self) -> None:
        self.way.changed.connect(lambda _way: self._edited())
        self.amount.changed.connect(self._edited)
        self.amount.entered.connect(self.record)
        self.reason.changed.connect(lambda _code: self.wrong.hide())
        self.keep.clicked.connect(self._desk.room.uncover)
        self.take.clicked.connect(self.record)


def _noted(services: Services, request: CashRequest) -> tuple[Bill, int | None]:
    """Note it, and say what the drawer should hold then, if that is told."""
    bill = services.value.cash(request)
    return bill, services.dayclose.drawer(request.act)
