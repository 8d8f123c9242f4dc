"""A shop with two tills and two of the staff for each test, on either database."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest

from smbcrm.core.clock import SetClock
from smbcrm.core.ids import uuid7
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.dayclose.types import CloseRequest, Day
from smbcrm.membership.refunds.types import RefundRequest
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import ReverseRequest, SaleRequest, TopUpRequest
from smbcrm.membership.services import Services
from smbcrm.membership.value.types import CashRequest, WithdrawRequest
from tests.helpers.twin import new_customer, new_shop

NOON = dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC)
TODAY = dt.date(2026, 3, 10)
MIA = "Mia"
TILL_2 = "Till 2"


@dataclass(frozen=True)
class TwoTills:
    """Owner and Mia at Till 1 and Till 2; Ann has 200.00 and 20.00 of gift since yesterday."""

    services: Services
    clock: SetClock
    ann: int

    def act(
        self, staff: str | None = None, till: str | None = None, date: dt.date | None = None
    ) -> Act:
        return Act(uuid7(self.clock), staff, till, date)

    def sell(
        self, amount: int, act: Act | None = None, who: int | None = None, **paid: int
    ) -> Bill:
        payments: Mapping[Means, int] | None = {Means(one): n for one, n in paid.items()} or None
        made = act or self.act()
        return self.services.till.sale(SaleRequest(made, who, amount, payments=payments))

    def top_up(self, amount: int, act: Act | None = None, **paid: int) -> Bill:
        payments = {Means(one): n for one, n in paid.items()} or None
        return self.services.till.top_up(
            TopUpRequest(act or self.act(), self.ann, amount, payments, with_offer=False)
        )

    def withdraw(self, amount: int, act: Act | None = None) -> Bill:
        request = WithdrawRequest(act or self.act(), self.ann, amount)
        return self.services.value.withdraw(request)

    def refund(self, bill: Bill, amount: int | None = None, act: Act | None = None) -> Bill:
        request = RefundRequest(act or self.act(), bill.operation, amount)
        return self.services.refunds.refund(request)

    def undo(self, bill: Bill, act: Act | None = None, reason: str | None = None) -> Bill:
        request = ReverseRequest(act or self.act(), bill.operation, reason)
        return self.services.till.reverse(request)

    def cash(
        self, amount: int, reason: str = "other", act: Act | None = None, *, again: bool = False
    ) -> Bill:
        request = CashRequest(act or self.act(), amount, reason, again=again)
        return self.services.value.cash(request)

    def look(self, act: Act | None = None, counted: int | None = None) -> Day:
        return self.services.dayclose.look(CloseRequest(act or self.act(), counted))

    def close(self, counted: int, act: Act | None = None, word: str = "as it is") -> Day:
        return self.services.dayclose.close(CloseRequest(act or self.act(), counted, word=word))

    def go_on(self, **time: float) -> None:
        self.clock.instant += dt.timedelta(**time)


@pytest.fixture
def shop(shop_address: str) -> Iterator[TwoTills]:
    """Yield a shop whose books are clean in the end."""
    clock = SetClock(NOON - dt.timedelta(days=1))
    services = new_shop(shop_address, clock)
    services.staff.add_staff(MIA)
    made = TwoTills(services, clock, new_customer(services, "Ann"))
    services.till.top_up(TopUpRequest(made.act(), made.ann, 20_000))
    clock.instant = NOON
    yield made
    assert services.audit.verify().findings == ()
    services.close()
