"""What a clerk of the demo shop does, through the use cases, under request ids that repeat."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from smbcrm.core.clock import SetClock
from smbcrm.core.ids import job_id
from smbcrm.membership.bills.types import Balances, Bill
from smbcrm.membership.demo.catalogues import Catalogue
from smbcrm.membership.demo.people import Person
from smbcrm.membership.items.types import NewItem
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.codes import WHOLE, Means
from smbcrm.membership.sales.types import (
    ItemQuantity,
    RedeemRequest,
    ReverseRequest,
    SaleRequest,
    TopUpRequest,
)
from smbcrm.membership.services import Services
from smbcrm.membership.tiers.types import TierChanges


@dataclass(slots=True)
class Guest:
    """A customer of the demo shop while it is made; the id is 0 until the first visit."""

    person: Person
    id: int = 0
    balances: Balances = field(default_factory=Balances)
    saver: bool = False

    @property
    def stored(self) -> int:
        """Both parts of stored value, in minor units."""
        return self.balances.stored


@dataclass(slots=True)
class Clerk:
    """Fits out the shop and serves its customers, at the time the clock is set to."""

    services: Services
    clock: SetClock
    catalogue: Catalogue
    unit: int
    """Minor units in one of the currency."""
    requests: int = 0

    def act(self, staff: str | None = None, terminal: str | None = None) -> Act:
        """Return the next act: by that staff member at that till, or the first ones."""
        self.requests += 1
        request = job_id("demo", self.catalogue.shop.name, self.requests)
        return Act(request, staff=staff, terminal=terminal)

    def fit_out(self) -> None:
        """Write down address, staff, the second till and the items."""
        catalogue, services = self.catalogue, self.services
        services.shop.set("shop.address", catalogue.address, self.act())
        for name in catalogue.staff:
            services.staff.add_staff(name, self.act())
        services.staff.add_terminal(catalogue.terminal, self.act())
        for code, name, price, kind in catalogue.items:
            services.items.add(NewItem(code, name, price * self.unit, kind), self.act())
        for code, name in catalogue.keeps.kinds:
            services.records.add_kind(code, name, self.act())
        self._fit_out_benefits()

    def _fit_out_benefits(self) -> None:
        """Write down packages, vouchers and rewards, and what else leads to gold."""
        gives, services = self.catalogue.gives, self.services
        for package in gives.packages(self.unit):
            services.packages.add(package, self.act())
        for definition in gives.definitions(self.unit):
            services.vouchers.add(definition, self.act())
        for reward in gives.rewards:
            services.rewards.add(reward, self.act())
        services.tiers.edit("gold", TierChanges(visits_from=40, birthday_factor=200), self.act())

    def wait(self, minutes: int) -> None:
        """Let some time go by."""
        self.clock.instant += dt.timedelta(minutes=minutes)

    def expire(self) -> None:
        """Book what has ended, as a shop does when it opens."""
        self.services.ledger.expire(self.act())

    def take_in(self, guest: Guest, staff: str | None = None) -> None:
        """Add somebody who is here for the first time, with a card if they want one."""
        guest.id = self.services.customers.add(guest.person.details, self.act(staff)).id
        if guest.person.wants_card:
            self.services.cards.issue(guest.id, self.act(staff))

    def look_up(self, guest: Guest) -> None:
        """Read what a customer has today; something may have ended since the last visit."""
        have = self.services.ledger.standing(guest.id)
        guest.balances = Balances(have.principal, have.gift, have.credit, have.points)

    def top_up(self, act: Act, guest: Guest, amount: int, means: Means) -> None:
        """Take money for stored value, in major units."""
        minor = amount * self.unit
        request = TopUpRequest(act, guest.id, minor, {means: minor})
        guest.balances = self.services.till.top_up(request).after

    def price(self, codes: Sequence[str]) -> int:
        """Return what the items cost, in minor units."""
        prices = {code: price for code, _, price, _ in self.catalogue.items}
        return sum(prices[code] for code in codes) * self.unit

    def sell(
        self, act: Act, guest: Guest | None, codes: Sequence[str], means: Sequence[Means]
    ) -> Bill:
        """Sell items: stored value, if among the means, goes as far as it reaches.

        The rest is paid by the other of the means, else in cash.
        """
        due = self.price(codes)
        stored = min(due, guest.stored) if guest and Means.STORED in means else 0
        payments = {Means.STORED: stored} if stored else {}
        if due > stored:
            tender = next((one for one in means if one is not Means.STORED), Means.CASH)
            payments[tender] = due - stored
        items = tuple(ItemQuantity(code, WHOLE) for code in codes)
        customer = guest.id if guest else None
        bill = self.services.till.sale(SaleRequest(act, customer, None, items, payments))
        if guest:
            guest.balances = bill.after
        return bill

    def undo(self, act: Act, guest: Guest, bill: Bill) -> None:
        """Take back what was just done."""
        taken = ReverseRequest(act, bill.operation)
        guest.balances = self.services.till.reverse(taken).after

    def redeem(self, act: Act, guest: Guest, points: int) -> None:
        """Turn points into store credit."""
        guest.balances = self.services.till.redeem(RedeemRequest(act, guest.id, points)).after
