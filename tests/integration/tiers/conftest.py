"""A shop in dollars whose clock is moved by hand, and two customers."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from smbcrm.core.ids import uuid7
from smbcrm.membership.customers.types import Details
from smbcrm.membership.items.types import NewItem
from smbcrm.membership.packages.types import NewPackage, Terms
from smbcrm.membership.refunds.types import RefundRequest
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.codes import WHOLE
from smbcrm.membership.sales.types import ItemQuantity, ReverseRequest, SaleRequest
from smbcrm.membership.services import Services
from smbcrm.membership.visits.types import UseRequest
from tests.helpers.shops import StillShop, still_shop


@dataclass(frozen=True)
class TierShop:
    """A shop with the shipped tiers: silver from 400.00, gold from 1,000.00. Amounts in cents."""

    still: StillShop
    ann: int
    bob: int

    @property
    def services(self) -> Services:
        return self.still.services

    def on(self, month: int, day: int, year: int = 2026) -> dt.date:
        """Go to noon of a day."""
        self.still.clock.instant = dt.datetime(year, month, day, 12, tzinfo=dt.UTC)
        return dt.date(year, month, day)

    def act(self, date: dt.date | None = None) -> Act:
        return Act(uuid7(self.still.clock), date=date)

    def sell(self, who: int, amount: int, date: dt.date | None = None) -> str:
        """Sell for an amount in cash; return the operation."""
        return self.services.till.sale(SaleRequest(self.act(date), who, amount)).operation

    def sell_item(self, who: int, code: str) -> str:
        request = SaleRequest(self.act(), who, items=(ItemQuantity(code),))
        return self.services.till.sale(request).operation

    def use(self, who: int, package: str) -> str:
        return self.services.visits.use(UseRequest(self.act(), who, package)).operation

    def void(self, operation: str) -> None:
        self.services.till.reverse(ReverseRequest(self.act(), operation, "test"))

    def refund(self, operation: str, amount: int | None = None) -> str:
        return self.services.refunds.refund(RefundRequest(self.act(), operation, amount)).operation

    def refund_line(self, operation: str) -> None:
        """Give the one thing of the first line of a sale back."""
        lines = {1: WHOLE}
        self.services.refunds.refund(RefundRequest(self.act(), operation, lines=lines))

    def tier(self, who: int) -> str:
        return self.services.customers.show(who).tier

    def told(self, who: int) -> list[tuple[dt.date, str, str]]:
        """Return the history of somebody's tiers as date, tier and reason."""
        names = {tier.id: tier.code for tier in self.services.tiers.all()}
        return [
            (one.since, names[one.tier], one.reason.value)
            for one in self.services.tiers.history(who)
        ]


@pytest.fixture
def shop(shop_address: str) -> Iterator[TierShop]:
    """Yield a shop on either database; it is 10 March 2026."""
    with still_shop(shop_address, "US", "USD") as made:
        add = made.services.customers.add
        ann, bob = (
            add(Details(full_name=name), made.act(n)).id for n, name in ((1, "Ann"), (2, "Bob"))
        )
        made.services.items.add(NewItem("club", "Club for a year", 9_900))
        made.services.packages.add(NewPackage("cut3", "Three cuts", 9_000, Terms(3, None, None)))
        yield TierShop(made, ann, bob)
