"""Visit packages in the shop and the oracle side by side."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from smbcrm.core.clock import SetClock
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.ledger.types import AccountKind, Wallet
from smbcrm.membership.packages.types import NewPackage, Terms, unit_of
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.types import ItemQuantity, SaleRequest
from smbcrm.membership.services import Services
from smbcrm.membership.value.types import AdjustRequest, TransferRequest
from smbcrm.membership.visits.types import ExtendRequest, PauseRequest, UseRequest
from smbcrm.models.work import Work
from tests.helpers.oracle_types import Outcome, PackageRule
from tests.helpers.twin import database
from tests.helpers.twin_moves import MovingTwin

PACKAGES = (
    PackageRule("cut10", 20_000, 10, months=12),
    PackageRule("cut5", 11_000, 5, months=3),
    PackageRule("wash", 3_000, 3),
    PackageRule("spa", 7_000, 4, months=3),
)
"""What is sold in a shop of `define_packages`; the oracle's rules have the same."""


def define_packages(services: Services) -> None:
    """Define the packages in a shop."""
    for one in PACKAGES:
        terms = Terms(one.visits, one.months)
        services.packages.add(NewPackage(one.code, one.code, one.price, terms))


class PackageTwin(MovingTwin):
    """A shop and its oracle in which visits are paid ahead; it went through `define_packages`."""

    def __init__(self, services: Services, clock: SetClock, customers: int) -> None:
        super().__init__(services, clock, customers)
        self.oracle.rules = replace(self.oracle.rules, packages=PACKAGES)

    def sell_packages(
        self, request: str, who: int | None, sold: dict[str, int], date: dt.date | None
    ) -> None:
        """Sell so many packages by code, all in cash."""
        theirs, ours = (None, None) if who is None else self.customers[who]
        expected = self.oracle.sale(request, theirs, 0, packages=sold, date=date)
        items = tuple(ItemQuantity(code, count * 1000) for code, count in sold.items())
        asked = SaleRequest(self._act(request, date), ours, items=items)
        self._same(request, lambda: self.services.till.sale(asked), expected, who)

    def use_visit(
        self, request: str, who: int, code: str, count: int, date: dt.date | None
    ) -> None:
        """Use visits in both."""
        theirs, ours = self.customers[who]
        expected = self.oracle.use_visit(request, theirs, code, count, date=date)
        asked = UseRequest(self._act(request, date), ours, code, count)
        self._same(request, lambda: self.services.visits.use(asked), expected, who)

    def pause(self, request: str, who: int, code: str) -> None:
        """Let a package stand still in both."""
        theirs, ours = self.customers[who]
        expected = self.oracle.pause(request, theirs, code)
        asked = PauseRequest(self._act(request), ours, code)
        self._same(request, lambda: self.services.visits.pause(asked), expected, who)

    def resume(self, request: str, who: int, code: str) -> None:
        """Let a package go on in both."""
        theirs, ours = self.customers[who]
        expected = self.oracle.resume(request, theirs, code)
        asked = PauseRequest(self._act(request), ours, code)
        self._same(request, lambda: self.services.visits.resume(asked), expected, who)

    def extend(self, request: str, who: int, code: str, until: dt.date) -> None:
        """Let visits last longer in both."""
        theirs, ours = self.customers[who]
        expected = self.oracle.extend(request, theirs, code, until)
        asked = ExtendRequest(self._act(request), ours, code, until, "illness")
        self._same(request, lambda: self.services.visits.extend(asked), expected, who)

    def transfer_visits(self, request: str, pair: tuple[int, int], code: str, count: int) -> None:
        """Hand visits of one to another in both."""
        (giver, ours), (taker, theirs) = (self.customers[who] for who in pair)
        expected = self.oracle.transfer(request, giver, taker, f"visits:{code}", count)
        asked = TransferRequest(self._act(request), ours, theirs, count, "family", code)
        self._same(request, lambda: self.services.value.transfer(asked), expected, pair[0])

    def adjust_visits(self, request: str, who: int, code: str, count: int) -> None:
        """Put visits right in both."""
        theirs, ours = self.customers[who]
        expected = self.oracle.adjust(request, theirs, f"visits:{code}", count)
        asked = AdjustRequest(
            self._act(request), ours, AccountKind.VISITS, count, "correction", code
        )
        self._same(request, lambda: self.services.value.adjust(asked), expected, who)

    def check_visits(self) -> None:
        """Compare the lots of every package of every customer, and which stand still."""
        for theirs, ours in self.customers:
            expected = self.oracle.state(theirs)
            wallet = database(self.services).run(self._wallet, ours)
            lots = [
                (f"visits:{one.code}", lot.remaining, lot.expires_on, lot.opened_on)
                for one in PACKAGES
                for lot in wallet.lots_in(unit_of(one.code))
            ]
            assert lots == list(expected.visits)
            standing = self.services.visits.of_customer(ours)
            paused = {one.package.item.code for one in standing if one.paused}
            assert paused == set(expected.paused)

    def _act(self, request: str, date: dt.date | None = None) -> Act:
        return Act(request, terminal="Till 1", date=date)

    def _same(
        self, request: str, real: Callable[[], Bill], expected: Outcome, who: int | None
    ) -> None:
        """Do it in the shop; the first bill says what the oracle says is left."""
        known = request in self._billed
        bill = self.both(real, expected, who)
        if bill is None or known or who is None:
            return
        state = self.oracle.state(self.customers[who][0])
        for one in bill.visits:
            assert one.left == state.visits_left(one.code)

    @staticmethod
    def _wallet(work: Work, customer: int) -> Wallet:
        return work.ledger.wallet(customer)
