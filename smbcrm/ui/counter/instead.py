"""What can be done in the place of an undo that came too late: a refund, or paying out."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from smbcrm.core.i18n import N_
from smbcrm.membership.ledger.types import OperationKind
from smbcrm.ui.counter.notice import Answer, NoticeBar
from smbcrm.ui.counter.panel import REFUND, WITHDRAW
from smbcrm.ui.desk import Desk
from smbcrm.ui.jobs import Latest
from smbcrm.ui.quiet import keep_quiet

if TYPE_CHECKING:
    from smbcrm.membership.bills.types import FoundBill


class Instead(QObject):
    """Offers it in the notice below the search; `wanted` tells the action for a walk-in."""

    wanted = Signal(str)

    def __init__(self, desk: Desk, notice: NoticeBar, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._notice = notice
        self._question = Latest(desk.jobs, self)

    def offer(self, operation: str) -> None:
        """Find out what it was, and offer what fits."""
        find = partial(self._desk.services.bills.find, operation)
        self._question.ask(find, self._found, keep_quiet)

    def _found(self, found: "FoundBill") -> None:
        bill, say = found.bill, self._desk.say
        customer = None if bill.customer is None else bill.customer.id
        if bill.kind == OperationKind.SALE:
            action = f"{REFUND}/{bill.operation}"
            answer = Answer(say(N_("Refund")), partial(self._begin, customer, action))
            words = N_("It can be given back as a refund.")
        elif bill.kind == OperationKind.TOP_UP:
            answer = Answer(say(N_("Pay out")), partial(self._begin, customer, WITHDRAW))
            words = N_("What is left of it can be paid out.")
        else:
            return
        self._notice.say("info", "undo-2", say(words), "", (answer,))

    def _begin(self, customer: int | None, action: str) -> None:
        if customer is None:
            self.wanted.emit(action)
        else:
            self._desk.room.open_customer(customer, action)
