"""Makes the demo shop by calling the use cases as a clerk would, with the clock set to each day."""

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass, field

from smbcrm.core.clock import SetClock, add_months
from smbcrm.core.ids import job_id
from smbcrm.membership.bills.types import Balances, Bill
from smbcrm.membership.customers.types import (
    ConsentChannel,
    ConsentSaid,
    ConsentState,
    Details,
)
from smbcrm.membership.demo.catalogues import CATALOGUES, Catalogue
from smbcrm.membership.demo.people import Person, person
from smbcrm.membership.demo.rhythms import Visit, visits
from smbcrm.membership.items.types import NewItem
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.types import (
    WHOLE,
    ItemQuantity,
    Means,
    RedeemRequest,
    ReverseRequest,
    SaleRequest,
    TopUpRequest,
)
from smbcrm.membership.services import Services

MONTHS = 24
# How many visits in a hundred end in each of these.
_TOP_UP, _SECOND_ITEM, _REDEEM, _UNDO, _WALK_IN = 9, 35, 4, 1, 6
_REDEEM_FROM = 500
_MEANS = (Means.CASH, Means.CARD, Means.WECHAT, Means.ALIPAY, Means.TRANSFER)
_MEANS_SHARES = {"en": (25, 70, 0, 0, 5), "zh_CN": (10, 10, 50, 28, 2), "zh_TW": (45, 45, 0, 0, 10)}


@dataclass(slots=True)
class _Guest:
    """A customer of the demo shop while it is made."""

    person: Person
    id: int = 0
    balances: Balances = field(default_factory=Balances)
    saver: bool = False


@dataclass(slots=True)
class DemoShop:
    """One demo shop in the making: the same seed, language and day make the same shop."""

    services: Services
    clock: SetClock
    catalogue: Catalogue
    rng: random.Random
    customers: int
    requests: int = 0

    @classmethod
    def of(cls, services: Services, clock: SetClock, customers: int, seed: int) -> "DemoShop":
        """Return the demo shop of a seed, in the language of the shop's documents."""
        language = services.shop.shop().language
        rng = random.Random(f"{seed}/{language}")  # noqa: S311 - a demo, and it must repeat
        return cls(services, clock, CATALOGUES[language], rng, customers)

    def make(self, progress: Callable[[int, int], None]) -> None:
        """Fill the shop: staff, items, then two years of visits up to now."""
        now = self.clock.instant
        shop = self.services.shop.shop()
        today = shop.day.date(now)
        first = add_months(today, -MONTHS)
        self._fittings()
        plan: list[Visit] = []
        guests = {}
        for number in range(1, self.customers + 1):
            guest = _Guest(person(self.rng, self.catalogue, number, today))
            guest.saver = self.rng.randrange(100) < 2 * _TOP_UP
            guests[number] = guest
            plan += visits(self.rng, number, first, today)
        plan.sort(key=lambda visit: (visit.at, visit.customer))
        for done, visit in enumerate(plan):
            at = visit.at.replace(tzinfo=shop.day.zone).astimezone(dt.UTC)
            if at >= now:
                break
            self.clock.instant = at
            self._visit(guests[visit.customer])
            if done % 100 == 0:
                progress(done, len(plan))
        self.clock.instant = now
        self.services.ledger.expire()
        progress(len(plan), len(plan))

    def _act(self, staff: str | None = None) -> Act:
        self.requests += 1
        return Act(job_id("demo", self.catalogue.shop.name, self.requests), staff=staff)

    def _fittings(self) -> None:
        catalogue, services = self.catalogue, self.services
        services.shop.set("shop.address", catalogue.address)
        for name in catalogue.staff:
            services.staff.add_staff(name)
        services.staff.add_terminal(catalogue.terminal)
        unit = services.shop.shop().currency.unit
        for code, name, price, kind in catalogue.items:
            services.items.add(NewItem(code, name, price * unit, kind), self._act())

    def _visit(self, guest: _Guest) -> None:
        if not guest.id:
            self._arrive(guest)
        elif guest.saver:
            # A gift part may have ended since the last visit.
            have = self.services.ledger.standing(guest.id)
            guest.balances = Balances(have.principal, have.gift, have.credit, have.points)
        staff = self.rng.choice(self.catalogue.staff)
        if guest.saver and self.rng.randrange(100) < _TOP_UP * 3:
            self._top_up(guest, staff)
        bill = self._sale(guest.id, guest.balances, staff)
        guest.balances = bill.after
        dice = self.rng.randrange(100)
        if dice < _UNDO:
            self._minutes(2)
            taken = ReverseRequest(self._act(staff), bill.operation)
            guest.balances = self.services.till.reverse(taken).after
        elif dice < _UNDO + _REDEEM and guest.balances.points >= _REDEEM_FROM:
            self._redeem(guest, staff)
        elif dice < _UNDO + _REDEEM + _WALK_IN:
            self._minutes(5)
            self._sale(None, Balances(), staff)

    def _minutes(self, minutes: int) -> None:
        self.clock.instant += dt.timedelta(minutes=minutes)

    def _arrive(self, guest: _Guest) -> None:
        known = guest.person
        said = ConsentState.GIVEN if known.consents else ConsentState.REFUSED
        saved = self.services.customers.add(
            Details(
                full_name=known.full_name,
                family_name=known.family_name,
                given_name=known.given_name,
                language=known.language,
                phones=(known.phone,),
                email=known.email,
                city=known.city,
                postcode=known.postcode,
                address=known.address,
                alert=known.alert,
                notes=known.notes,
                tags=known.tags,
                occasions=known.occasions,
                consents=(ConsentSaid(ConsentChannel.SMS, said, self.catalogue.asked),),
            ),
            self._act(),
        )
        guest.id = saved.id
        if known.wants_card:
            self.services.cards.issue(guest.id, self._act())

    def _top_up(self, guest: _Guest, staff: str) -> None:
        unit = self.services.shop.shop().currency.unit
        amount = self.rng.choice(self.catalogue.top_ups) * unit
        means = self._means()
        request = TopUpRequest(self._act(staff), guest.id, amount, {means: amount})
        guest.balances = self.services.till.top_up(request).after
        self._minutes(1)

    def _sale(self, customer: int | None, have: Balances, staff: str) -> Bill:
        items = self.catalogue.items
        count = 1 + (self.rng.randrange(100) < _SECOND_ITEM)
        chosen = self.rng.sample(items, count)
        unit = self.services.shop.shop().currency.unit
        due = sum(price for _, _, price, _ in chosen) * unit
        stored = min(due, have.principal + have.gift)
        payments = {Means.STORED: stored} if stored else {}
        if due > stored:
            payments[self._means()] = due - stored
        return self.services.till.sale(
            SaleRequest(
                self._act(staff),
                customer,
                None,
                tuple(ItemQuantity(code, WHOLE) for code, _, _, _ in chosen),
                payments,
            )
        )

    def _redeem(self, guest: _Guest, staff: str) -> None:
        step = 100
        points = guest.balances.points // step * step
        self._minutes(1)
        request = RedeemRequest(self._act(staff), guest.id, points)
        guest.balances = self.services.till.redeem(request).after

    def _means(self) -> Means:
        shares = _MEANS_SHARES[self.catalogue.shop.language]
        return self.rng.choices(_MEANS, weights=shares)[0]
