"""Tills whose clocks differ by a minute around the end of the business day."""

import datetime as dt
from collections.abc import Iterator

import pytest

from smbcrm.core.clock import SetClock
from smbcrm.core.ids import uuid7
from smbcrm.membership.ledger.service import NothingEndsEarly
from smbcrm.membership.requests.types import Act, RequestReused
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.errors import LotEnded
from smbcrm.membership.sales.types import ReverseRequest, SaleRequest, TopUpRequest
from smbcrm.membership.services import Services
from tests.helpers.twin import new_customer, new_shop

CLOCK = SetClock(dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC))
# The gift of 4 May 2026 ends with 4 May 2027, that is at 4 in the morning of the 5th.
BEFORE = dt.datetime(2027, 5, 5, 3, 59, tzinfo=dt.UTC)
AFTER = dt.datetime(2027, 5, 5, 4, 1, tzinfo=dt.UTC)


@pytest.fixture
def shop(shop_address: str) -> Iterator[Services]:
    CLOCK.instant = dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC)
    services = new_shop(shop_address, CLOCK)
    yield services
    services.close()


def act() -> Act:
    return Act(uuid7(CLOCK))


def test_what_another_till_has_ended_is_not_filled_again(shop: Services) -> None:
    who = new_customer(shop)
    shop.till.top_up(TopUpRequest(act(), who, 50_000))
    CLOCK.instant = BEFORE
    half = SaleRequest(act(), who, 27_500, payments={Means.STORED: 27_500})
    sale = shop.till.sale(half)
    CLOCK.instant = AFTER
    assert shop.ledger.expire() == 1
    CLOCK.instant = BEFORE
    with pytest.raises(LotEnded, match="2027-05-04"):
        shop.till.reverse(ReverseRequest(act(), sale.operation))
    # Once filled again it would end a second time under the same id: never more a sale.
    CLOCK.instant = AFTER
    assert shop.ledger.expire() == 0
    rest = SaleRequest(act(), who, 25_000, payments={Means.STORED: 25_000})
    assert shop.till.sale(rest).after.principal == 0
    assert shop.audit.verify().clean


def test_only_what_had_ended_by_a_day_is_booked(shop: Services) -> None:
    """The gift ends with 4 May 2027; the day after, it is over."""
    who = new_customer(shop)
    shop.till.top_up(TopUpRequest(act(), who, 50_000))
    CLOCK.instant = AFTER
    request, last = act(), dt.date(2027, 5, 4)
    assert shop.ledger.expire(request, last) == 0
    assert shop.ledger.expire(act(), last + dt.timedelta(days=1)) == 1
    assert shop.ledger.expire(request, last) == 0
    with pytest.raises(RequestReused):
        shop.ledger.expire(request)
    with pytest.raises(NothingEndsEarly):
        shop.ledger.expire(act(), shop.ledger.today() + dt.timedelta(days=1))
    assert shop.audit.verify().clean


def test_a_till_that_is_behind_sees_what_has_ended_as_ended(shop: Services) -> None:
    who = new_customer(shop)
    shop.till.top_up(TopUpRequest(act(), who, 50_000))
    CLOCK.instant = AFTER
    shop.ledger.expire()
    CLOCK.instant = BEFORE
    standing = shop.ledger.standing(who)
    assert (standing.principal, standing.gift) == (50_000, 0)
    assert shop.audit.verify().clean
