"""What follows from a scan that means no customer: a sale, a visit, a card that is given away."""

from functools import partial
from typing import TYPE_CHECKING, Protocol

from smbcrm.core.i18n import N_, NN_
from smbcrm.ui.counter.card_desk import CardDesk
from smbcrm.ui.counter.facts import name_of
from smbcrm.ui.counter.notice import Answer, NoticeBar
from smbcrm.ui.counter.panel import NEW_CUSTOMER, SALE, VISIT
from smbcrm.ui.counter.panel_flow import PanelFlow
from smbcrm.ui.counter.panels import sale_of, sale_with, visit_of
from smbcrm.ui.desk import Desk

if TYPE_CHECKING:
    from smbcrm.membership.cards.scanning import DeadCardScan, Scan
    from smbcrm.membership.counter.types import CustomerView
    from smbcrm.membership.items.types import Item
    from smbcrm.membership.packages.types import PackageStanding


class Counter(Protocol):
    """The page, as far as scans need it."""

    view: "CustomerView | None"

    def new_customer(self, typed: str = "") -> None:
        """Begin a new customer."""

    def to_search(self) -> None:
        """Put the cursor into the search."""

    def end_done(self) -> None:
        """Close what was done: whatever comes is about somebody else."""


class ScanAnswers:
    """Does what a scan asks for, in the panel that is open or in one of its own."""

    def __init__(
        self, desk: Desk, flow: PanelFlow, notice: NoticeBar, cards: CardDesk, counter: Counter
    ) -> None:
        self._desk = desk
        self._flow = flow
        self._notice = notice
        self._cards = cards
        self._counter = counter

    def take(self, scan: "Scan") -> bool:
        """Let the open panel use a scan; say whether it did."""
        return self._flow.panel is not None and self._flow.panel.take_scan(scan)

    def tell_dead(self, scan: "DeadCardScan") -> None:
        """Say why a card is dead, once its customer is open."""
        self._cards.tell_dead(scan, self._counter.view)

    def sell(self, item: "Item") -> None:
        """Sell an item; of a package that the open customer has, ask which of both is meant."""
        self._counter.end_done()
        if not self._flow.may_change():
            return
        view = self._counter.view
        owned = () if view is None else view.packages
        mine = next((one for one in owned if one.package.item.id == item.id), None)
        if view is None or mine is None:
            self._begin_sale(item)
        else:
            self._ask_which(view, mine, item)

    def use_voucher(self, view: "CustomerView | None", code: str) -> None:
        """Begin a sale of the customer whose voucher was scanned."""
        if self._flow.may_change():
            self._flow.begin(SALE, view, sale_with(code))

    def ask_whose(self, scan: "Scan") -> None:
        """Ask whose card it is; Tab comes to the answers from the search."""
        self._counter.end_done()
        if self._flow.panel is None:
            self._counter.to_search()
        new = partial(self._new_with_card, scan)
        self._cards.offer(scan, self._counter.view, self._counter.to_search, new)

    def _ask_which(self, view: "CustomerView", mine: "PackageStanding", item: "Item") -> None:
        say, name = self._desk.say, name_of(view)
        has = (
            self._desk.count(
                NN_(
                    "{name} has {count} visit of {package} left.",
                    "{name} has {count} visits of {package} left.",
                ),
                mine.left,
                name=name,
                package=item.name,
            )
            if mine.package.counted
            else say(N_("{name} has {package}."), name=name, package=item.name)
        )
        answers = (
            Answer(say(N_("Use a visit")), partial(self._begin_visit, item.code), first=True),
            Answer(say(N_("Sell one more")), partial(self._begin_sale, item), kind="quiet"),
        )
        self._notice.say("info", "ticket-check", has, "", answers)

    def _begin_visit(self, package: str) -> None:
        self._flow.begin(VISIT, self._counter.view, visit_of(package))

    def _begin_sale(self, item: "Item") -> None:
        self._flow.begin(SALE, self._counter.view, sale_of(item))

    def _new_with_card(self, scan: "Scan") -> None:
        self._counter.new_customer()
        if self._flow.panel is not None and self._flow.name == NEW_CUSTOMER:
            self._flow.panel.take_scan(scan)
