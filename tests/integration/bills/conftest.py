"""A small shop on either database, with a customer who bought something."""

import datetime as dt
from collections.abc import Iterator

import pytest

from smbcrm.core.clock import SetClock
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.services import Services
from tests.helpers.small_shop import START, sell, small_shop


@pytest.fixture
def clock() -> SetClock:
    """Return the shop's clock: a minute after the shop was made."""
    return SetClock(START + dt.timedelta(minutes=1))


@pytest.fixture
def shop(shop_address: str, clock: SetClock) -> Iterator[Services]:
    """Yield the shop; whatever was done to bills, the books add up."""
    services = small_shop(shop_address, clock)
    yield services
    assert services.audit.verify().findings == ()
    services.close()


@pytest.fixture
def sold(shop: Services) -> Bill:
    """Return the bill of a sale to the first customer."""
    return sell(shop, 6_800, shop.customers.find("陈雨桐")[0].id)
