"""A new shop with visit packages for each test, on either database."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest

from smbcrm.core.clock import SetClock
from smbcrm.core.ids import uuid7
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.packages.types import NewPackage, Terms
from smbcrm.membership.refunds.types import RefundRequest
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.types import ItemQuantity, ReverseRequest, SaleRequest
from smbcrm.membership.services import Services
from smbcrm.membership.value.types import TransferRequest
from smbcrm.membership.visits.types import ExtendRequest, PauseRequest, UseRequest
from tests.helpers.twin import new_customer, new_shop

NOON = dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC)


@dataclass(frozen=True)
class PackageShop:
    """A shop that sells `cut` (10 visits, 12 months), `wash` (3, no end), `pass` (a month)."""

    services: Services
    clock: SetClock
    ann: int
    bob: int

    def act(self, date: dt.date | None = None) -> Act:
        return Act(uuid7(self.clock), date=date)

    def on(self, month: int, day: int, year: int = 2026) -> None:
        """Go to noon of a day."""
        self.clock.instant = dt.datetime(year, month, day, 12, tzinfo=dt.UTC)

    def sell(self, who: int | None, *codes: str, date: dt.date | None = None) -> Bill:
        items = tuple(map(ItemQuantity, codes))
        return self.services.till.sale(SaleRequest(self.act(date), who, items=items))

    def use(self, who: int, code: str, count: int = 1, owner: int | None = None) -> Bill:
        return self.services.visits.use(UseRequest(self.act(), who, code, count, owner))

    def pause(self, who: int, code: str) -> Bill:
        return self.services.visits.pause(PauseRequest(self.act(), who, code))

    def resume(self, who: int, code: str) -> Bill:
        return self.services.visits.resume(PauseRequest(self.act(), who, code))

    def extend(self, who: int, code: str, until: dt.date) -> Bill:
        asked = ExtendRequest(self.act(), who, code, until, "illness")
        return self.services.visits.extend(asked)

    def hand(self, giver: int, taker: int, code: str, count: int) -> Bill:
        asked = TransferRequest(self.act(), giver, taker, count, "present", code)
        return self.services.value.transfer(asked)

    def refund(
        self, sale: Bill, amount: int | None = None, lines: Mapping[int, int] | None = None
    ) -> Bill:
        asked = RefundRequest(self.act(), sale.operation, amount, lines or {})
        return self.services.refunds.refund(asked)

    def undo(self, bill: Bill) -> Bill:
        return self.services.till.reverse(ReverseRequest(self.act(), bill.operation))

    def left(self, who: int, code: str) -> int:
        """Return how many visits are left today."""
        found = self.services.visits.of_customer(who)
        return sum(one.left for one in found if one.package.item.code == code)


@pytest.fixture
def shop(shop_address: str) -> Iterator[PackageShop]:
    """Yield a shop whose books are clean in the end."""
    clock = SetClock(NOON)
    services = new_shop(shop_address, clock)
    for code, price, terms in (
        ("cut", 20_000, Terms(10, 12)),
        ("wash", 3_000, Terms(3)),
        ("pass", 5_000, Terms(months=1)),
    ):
        services.packages.add(NewPackage(code, f"The {code}", price, terms))
    made = PackageShop(
        services, clock, new_customer(services, "Ann"), new_customer(services, "Bob")
    )
    yield made
    assert services.audit.verify().findings == ()
    services.close()
