"""What a scan does at the counter: opens a customer, sells, or asks whose card it is."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from smbcrm.core.i18n import N_
from smbcrm.core.machine import SOUNDS
from smbcrm.ui.counter.notice import Answer, NoticeBar
from smbcrm.ui.counter.panel import VOUCHER
from smbcrm.ui.desk import Desk
from smbcrm.ui.wording import called

if TYPE_CHECKING:
    from collections.abc import Callable

    from smbcrm.membership.cards.scanning import DeadCardScan, Scan, VoucherScan


class ScanDesk(QObject):
    """Asks what was scanned and does it. `take` is asked first about what is no customer.

    `customer` tells whom a card means, `product` the `Item` to be sold, `voucher` whose it is and
    the action that uses it, `unknown` the `Scan` of a number that nobody has.
    """

    customer = Signal(int)
    product = Signal(object)
    voucher = Signal(int, str)
    unknown = Signal(object)

    def __init__(
        self, desk: Desk, notice: NoticeBar, take: "Callable[[Scan], bool]", parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._notice = notice
        self._take = take

    def read(self, code: str, *, here: bool) -> None:
        """Find out what a code is and do it; from another page the counter is shown first."""
        scan = self._desk.services.cards.scan
        self._desk.ask(self, partial(scan, code), partial(self._read, here))

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
            self._say_dead(scan)
        elif isinstance(scan, CustomerScan):
            self.customer.emit(scan.customer)
        elif self._take(scan):
            return
        elif isinstance(scan, ItemScan):
            self.product.emit(scan.item)
        elif isinstance(scan, VoucherScan):
            self._use(scan)
        else:
            if self._desk.machine.get(SOUNDS):
                QApplication.beep()
            self.unknown.emit(scan)

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

    def _say_dead(self, scan: "DeadCardScan") -> None:
        """Say why a card cannot be used, and offer its customer."""
        say, shown, living = self._desk.say, scan.shown, scan.shown.living
        name, words = called(shown.full_name, shown.code), self._desk.words
        why = replace(scan.why, params={**scan.why.params, "number": words.card(shown.card.number)})
        now = N_("The card now is {number}.")
        rest = (
            say(N_("There is no other card yet."))
            if living is None
            else say(now, number=words.card(living.number))
        )
        go = partial(self.customer.emit, shown.card.customer)
        self._notice.say(
            "warn",
            "credit-card",
            self._desk.tell(why),
            rest,
            (Answer(say(N_("Open {name}"), name=name), go),),
        )
