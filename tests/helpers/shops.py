"""A new shop to test in: made by the program itself, with a clock that stands still."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from smbcrm import bootstrap
from smbcrm.core.clock import SetClock
from smbcrm.core.ids import job_id
from smbcrm.membership.requests.types import Act
from smbcrm.membership.services import Services
from smbcrm.membership.setup.service import NewShop
from smbcrm.models.uow import PeeweeUnitOfWork

MORNING = dt.datetime(2026, 3, 10, 10, 0, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class StillShop:
    """A shop, its clock, and its unit of work for looking below the services."""

    services: Services
    clock: SetClock
    uow: PeeweeUnitOfWork

    def act(self, number: int, staff: str | None = None) -> Act:
        """Return an act with the request id of a number."""
        return Act(job_id("test", number), staff=staff)


@contextmanager
def still_shop(
    address: str, region: str = "CN", currency: str = "CNY", zone: str = "UTC"
) -> Iterator[StillShop]:
    """Make a shop in China at 10:00 UTC on 10 March 2026."""
    clock = SetClock(MORNING)
    services = bootstrap.create_shop(
        address, NewShop("Shop", currency, region, time_zone=zone), clock=clock
    )
    uow = PeeweeUnitOfWork(address, services.events)
    try:
        yield StillShop(services, clock, uow)
    finally:
        uow.close()
        services.close()
