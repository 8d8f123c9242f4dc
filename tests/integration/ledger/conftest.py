"""A shop whose clock is set by hand, for properties that hold whatever is done in it."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smbcrm.core.clock import SetClock
from smbcrm.core.ids import uuid7
from smbcrm.membership.ledger.types import AccountKind, Lot
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import SaleRequest, TopUpRequest
from smbcrm.membership.services import Services
from smbcrm.membership.tiers.types import TierChanges
from smbcrm.membership.value.types import AdjustRequest
from smbcrm.models.connect import is_postgres_url
from tests.helpers.twin import KINDS, database, new_customer, new_shop

NOON = dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Shop:
    """A shop with a clock that is set by hand; every example has customers of its own."""

    services: Services
    clock: SetClock

    @property
    def examples(self) -> int:
        return 8 if is_postgres_url(self.services.address) else 30

    def act(self, date: dt.date | None = None) -> Act:
        return Act(uuid7(self.clock), date=date)

    def begin(self, customers: int = 1) -> list[int]:
        """Go back to the first day and return new customers."""
        self.clock.instant = NOON
        return [new_customer(self.services) for _ in range(customers)]

    def lots(self, who: int) -> tuple[Lot, ...]:
        """Return the live lots as the books have them, what is over and not booked among them."""
        return database(self.services).run(lambda work: work.ledger.wallet(who)).lots

    def balances(self, who: int) -> tuple[int, ...]:
        wallet = database(self.services).run(lambda work: work.ledger.wallet(who))
        return tuple(wallet.balance(kind) for kind in KINDS)

    def top_up(self, who: int, amount: int, date: dt.date | None = None) -> None:
        self.services.till.top_up(TopUpRequest(self.act(date), who, amount))

    def sell(
        self,
        who: int,
        net: int,
        payments: dict[Means, int] | None = None,
        date: dt.date | None = None,
    ) -> str:
        asked = SaleRequest(self.act(date), who, net, payments=payments)
        return self.services.till.sale(asked).operation

    def give(self, who: int, account: AccountKind, amount: int) -> None:
        asked = AdjustRequest(self.act(), who, account, amount, "goodwill")
        self.services.value.adjust(asked)


@pytest.fixture
def shop(shop_address: str) -> Iterator[Shop]:
    clock = SetClock(NOON)
    services = new_shop(shop_address, clock)
    for code in ("silver", "gold"):  # amounts are then what is paid
        services.tiers.edit(code, TierChanges(discount=0))
    yield Shop(services, clock)
    verdict = services.audit.verify()
    services.close()
    assert verdict.findings == ()


def examples(shop: Shop, *strategies: st.SearchStrategy[object]) -> Callable[..., None]:
    """Run a property with so many examples as the database bears."""

    def run(holds: Callable[..., None]) -> None:
        checks = [HealthCheck.too_slow, HealthCheck.filter_too_much]
        limited = settings(max_examples=shop.examples, suppress_health_check=checks)
        limited(given(*strategies)(holds))()

    return run
