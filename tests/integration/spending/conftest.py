"""A new shop with two customers for each test, on either database."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest

from smbcrm.core.clock import SetClock
from smbcrm.core.ids import uuid7
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.refunds.types import RefundRequest
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import ReverseRequest, SaleRequest, TopUpRequest
from smbcrm.membership.services import Services
from smbcrm.membership.value.types import WithdrawRequest
from tests.helpers.twin import new_customer, new_shop

NOON = dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC)


@dataclass
class SpendingShop:
    """A shop on a Tuesday at noon, with two customers."""

    services: Services
    clock: SetClock
    ann: int
    bob: int

    def act(self, date: dt.date | None = None) -> Act:
        return Act(uuid7(self.clock), terminal="Till 1", date=date)

    def set(self, **settings: str) -> None:
        """Change settings, by their keys with __ for a dot."""
        for key, value in settings.items():
            self.services.shop.set(key.replace("__", "."), value)

    def top_up(self, who: int, amount: int, date: dt.date | None = None) -> Bill:
        return self.services.till.top_up(TopUpRequest(self.act(date), who, amount))

    def asked(self, who: int, payments: Mapping[Means, int], pin: str | None = None) -> SaleRequest:
        return SaleRequest(self.act(), who, sum(payments.values()), (), payments, pin=pin)

    def spend(self, who: int, stored: int, pin: str | None = None) -> Bill:
        """Sell for so much stored value."""
        return self.services.till.sale(self.asked(who, {Means.STORED: stored}, pin))

    def sell(self, who: int, amount: int, date: dt.date | None = None) -> Bill:
        return self.services.till.sale(SaleRequest(self.act(date), who, amount))

    def refund(self, bill: Bill, amount: int | None = None) -> Bill:
        return self.services.refunds.refund(RefundRequest(self.act(), bill.operation, amount))

    def withdraw(self, who: int, amount: int) -> Bill:
        return self.services.value.withdraw(WithdrawRequest(self.act(), who, amount))

    def undo(self, bill: Bill) -> Bill:
        return self.services.till.reverse(ReverseRequest(self.act(), bill.operation))

    def pass_by(self, **by: float) -> None:
        self.clock.instant += dt.timedelta(**by)


@pytest.fixture
def shop(shop_address: str) -> Iterator[SpendingShop]:
    """Yield a shop whose books are clean in the end."""
    clock = SetClock(NOON)
    services = new_shop(shop_address, clock)
    made = SpendingShop(
        services, clock, new_customer(services, "Ann"), new_customer(services, "Bob")
    )
    yield made
    assert made.services.audit.verify().findings == ()
    made.services.close()
