"""What a scan does at the counter: opens a customer, sells, or asks whose card it is.

A dead card opens its customer, too, who may stand at the counter, and says why it is dead.
"""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.core.machine import SOUNDS
from smbcrm.ui.counter.notice import Answer, NoticeBar
from smbcrm.ui.counter.panel import VOUCHER
from smbcrm.ui.desk import Desk

if TYPE_CHECKING:
    from smbcrm.membership.cards.scanning import Scan, VoucherScan
    from smbcrm.ui.counter.scan_answers import ScanAnswers

_LEAST_NUMBER = 4


class ScanDesk(QObject):
    """Asks what was scanned and does it; `answers` is asked first about what is no customer.

    `customer` tells whom a card means, `product` the `Item` to be sold, `voucher` whose it is and
    the action that uses it, `unknown` the `Scan` of a number that nobody has.
    """

    customer = Signal(int)
    product = Signal(object)
    voucher = Signal(int, str)
    unknown = Signal(object)

    def __init__(
        self, desk: Desk, notice: NoticeBar, answers: "ScanAnswers", parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._notice = notice
        self._answers = answers

    def read(self, code: str, *, here: bool) -> None:
        """Find out what a code is and do it; from another page the counter is shown first."""
        scan = self._desk.services.cards.scan
        work, done, refused = (
            partial(scan, code),
            partial(self._read, here),
            partial(self._refused, here),
        )
        self._desk.ask(self, work, done, refused)

    def chosen(self, customer: int, typed: str) -> None:
        """Open who was found; where a dead card's number was typed, say why it is dead."""
        self.customer.emit(customer)
        number = "".join(typed.split())
        if len(number) >= _LEAST_NUMBER and any(sign.isdigit() for sign in number):
            self._desk.ask(self, partial(self._desk.services.cards.scan, typed), self._typed)

    def _typed(self, scan: "Scan") -> None:
        from smbcrm.membership.cards.scanning import (  # noqa: PLC0415 - first a number is typed
            DeadCardScan,
        )

        if isinstance(scan, DeadCardScan):
            self._answers.tell_dead(scan)

    def _read(self, here: bool, scan: "Scan") -> None:  # noqa: FBT001 - one fact
        from smbcrm.membership.cards.scanning import (  # noqa: PLC0415 - first a card is scanned
            CustomerScan,
            DeadCardScan,
            ItemScan,
            VoucherScan,
        )

        if not here:
            self._desk.room.go("counter")
        self._notice.clear()
        if isinstance(scan, DeadCardScan):
            self._answers.tell_dead(scan)
            self.customer.emit(scan.shown.card.customer)
        elif isinstance(scan, CustomerScan):
            self.customer.emit(scan.customer)
        elif self._answers.take(scan):
            return
        elif isinstance(scan, ItemScan):
            self.product.emit(scan.item)
        elif isinstance(scan, VoucherScan):
            self._use(scan)
        else:
            if self._desk.machine.get(SOUNDS):
                QApplication.beep()
            self.unknown.emit(scan)

    def _refused(self, here: bool, error: Exception) -> None:  # noqa: FBT001 - one fact
        """Say why a code means nothing: several things have it in other capitals."""
        if not isinstance(error, UserError):
            self._desk.room.trouble(error)
            return
        if not here:
            self._desk.room.go("counter")
        if self._desk.machine.get(SOUNDS):
            QApplication.beep()
        self._notice.say("warn", "scan-barcode", self._desk.tell(error))

    def _use(self, scan: "VoucherScan") -> None:
        """Begin the sale of its owner with a voucher, or say why it cannot be used, and whose."""
        say, voucher = self._desk.say, scan.voucher
        if scan.why is None and voucher.holder is not None:
            self.voucher.emit(voucher.holder, f"{VOUCHER}/{scan.code}")
            return
        told = say(
            N_("{code} is a voucher of {owner}: {name}"),
            code=voucher.code,
            owner=scan.owner,
            name=voucher.name,
        )
        answers: tuple[Answer, ...] = ()
        if voucher.holder is not None:
            go = partial(self.customer.emit, voucher.holder)
            answers = (Answer(say(N_("Open {name}"), name=scan.owner), go),)
        why = "" if scan.why is None else self._desk.tell(scan.why)
        self._notice.say("warn", "ticket", why, told, answers)
