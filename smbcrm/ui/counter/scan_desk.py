"""What a scan does at the counter: opens a customer, sells a product, or asks whose card it is."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from smbcrm.core.i18n import N_
from smbcrm.core.machine import SOUNDS
from smbcrm.membership.cards.types import CardShown
from smbcrm.ui.counter.notice import Notice, Offer
from smbcrm.ui.counter.scans import Scan, read_scan
from smbcrm.ui.desk import Desk


class ScanDesk(QObject):
    """Reads codes. `take` is asked first about what is no card, as a product in a sale.

    `customer` tells whom a card means, `product` an `Item` to be sold, `unknown` the `Scan` of a
    number that nobody has.
    """

    customer = Signal(int)
    product = Signal(object)
    unknown = Signal(object)

    def __init__(
        self, desk: Desk, notice: Notice, take: Callable[[str], bool], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._notice = notice
        self._take = take

    def read(self, code: str, *, here: bool) -> None:
        """Find out what a code is and do it; from another page the counter is shown first."""
        read_scan(self._desk, self, code, partial(self._read, here))

    def _read(self, here: bool, scan: Scan) -> None:  # noqa: FBT001 - one fact
        if not here:
            self._desk.room.go("counter")
        self._notice.clear()
        if scan.dead is not None:
            self._say_dead(scan.dead)
        elif scan.customer is not None:
            self.customer.emit(scan.customer)
        elif self._take(scan.code):
            return
        elif scan.item is not None:
            self.product.emit(scan.item)
        else:
            if self._desk.machine.get(SOUNDS):
                QApplication.beep()
            self.unknown.emit(scan)

    def _say_dead(self, shown: CardShown) -> None:
        """Say why a card cannot be used, and offer its customer."""
        say, why, living = self._desk.say, shown.card.why, shown.living
        name = shown.full_name or shown.code
        now = N_("The card now is {number}.")
        rest = (
            say(N_("There is no other card yet."))
            if living is None
            else say(now, number=self._desk.words.card(living.number))
        )
        go = partial(self.customer.emit, shown.card.customer)
        self._notice.say(
            "warn",
            "credit-card",
            "" if why is None else self._desk.tell(why),
            rest,
            (Offer(say(N_("Open {name}"), name=name), go),),
        )
