"""A demo shop that was honest for two years, in which somebody begins to steal."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from smbcrm import bootstrap
from smbcrm.bootstrap import make_demo
from smbcrm.core.clock import SetClock
from smbcrm.core.ids import uuid7
from smbcrm.core.money import Currency
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.customers.types import Details
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.relationships.types import LinkKind
from smbcrm.membership.reports.document import Document
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.types import ReverseRequest, SaleRequest
from smbcrm.membership.services import Services
from smbcrm.membership.value.types import (
    AdjustRequest,
    CashRequest,
)

EVENING = dt.datetime(2026, 11, 21, 18, tzinfo=dt.UTC)
JO, MIA = "Jo", "Mia"
USD = Currency.of("USD")


@dataclass(frozen=True)
class Crooked:
    """A demo shop the morning after, in which Jo is a customer and married to another one."""

    services: Services
    clock: SetClock
    jo: int
    spouse: int
    victim: int

    def act(self, staff: str = JO, date: dt.date | None = None) -> Act:
        return Act(uuid7(self.clock), staff, None, date)

    def sell(self, amount: int, who: int | None = None, act: Act | None = None) -> Bill:
        return self.services.till.sale(SaleRequest(act or self.act(), who, amount))

    def adjust(self, kind: AccountKind, amount: int, who: int) -> Bill:
        request = AdjustRequest(self.act(), who, kind, amount, "goodwill")
        return self.services.value.adjust(request)

    def void(self, bill: Bill) -> Bill:
        request = ReverseRequest(self.act(), bill.operation, "wrong_amount")
        return self.services.till.reverse(request)

    def wait(self, **time: float) -> None:
        self.clock.instant += dt.timedelta(**time)

    def report(self) -> Document:
        return self.services.reports.insider()

    def told(self, section: str) -> list[object]:
        """Return the ids of the operations that a section tells."""
        tables = [one.tables[0] for one in self.report().sections if one.id == section]
        return [row[4] for table in tables for row in table.rows]


@contextmanager
def crooked(address: str) -> Iterator[Crooked]:
    """Yield a demo shop: it is honest up to the evening."""
    make_demo(address, customers=40, now=EVENING).close()
    clock = SetClock(EVENING)
    services = bootstrap.open_shop(address, clock=clock)
    jo, spouse, victim = (
        services.customers.add(Details(full_name=name), Act(uuid7(clock))).id
        for name in ("Jo Ito", "Sam Ito", "Old Mr Lee")
    )
    services.relationships.link_staff(JO, jo, Act(uuid7(clock)))
    services.relationships.link(spouse, jo, LinkKind.SPOUSE, Act(uuid7(clock)))
    yield Crooked(services, clock, jo, spouse, victim)
    assert services.audit.verify().clean
    services.close()


@pytest.fixture
def shop(demo: Crooked) -> Crooked:
    """Return the shop two months after whatever was done in it before, with cash in its drawer."""
    demo.wait(days=59)
    demo.services.value.cash(CashRequest(demo.act(), 1_000_000, "other"))
    demo.wait(days=1)
    assert demo.report().sections == ()
    return demo
