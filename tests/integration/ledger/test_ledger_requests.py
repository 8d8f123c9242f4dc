"""The same request counts once, however often and in whatever words it is sent."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest

from smbcrm.core.clock import SetClock
from smbcrm.core.ids import uuid7
from smbcrm.membership.customers.types import Details
from smbcrm.membership.requests.types import Act, BadRequestId, RequestReused
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.errors import AlreadyReversed, ShortStored
from smbcrm.membership.sales.types import (
    ItemQuantity,
    RedeemRequest,
    ReverseRequest,
    SaleRequest,
    TopUpRequest,
)
from smbcrm.membership.services import Services
from tests.helpers.twin import new_customer, new_shop

NOON = dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC)
CLOCK = SetClock(NOON)


@pytest.fixture
def shop(shop_address: str) -> Iterator[Services]:
    CLOCK.instant = NOON
    services = new_shop(shop_address, CLOCK)
    yield services
    assert services.audit.verify().clean
    services.close()


def act() -> Act:
    return Act(uuid7(CLOCK))


def count(shop: Services) -> int:
    return shop.audit.verify().figures.operations


def test_a_request_sent_again_months_later_returns_the_first_bill(shop: Services) -> None:
    who = new_customer(shop)
    top_up = TopUpRequest(act(), who, 50_000)
    sale = SaleRequest(act(), who, 55_000, payments={Means.STORED: 55_000})
    redemption = RedeemRequest(act(), who, 100)
    first = [shop.till.top_up(top_up), shop.till.sale(sale), shop.till.redeem(redemption)]
    undo = ReverseRequest(act(), first[2].operation)
    first.append(shop.till.reverse(undo))
    CLOCK.instant = NOON + dt.timedelta(days=800)
    # The stored value is spent, the points are over, the time to undo too: it is not asked.
    till = shop.till
    assert [till.top_up(top_up), till.sale(sale), till.redeem(redemption), till.reverse(undo)] == (
        first
    )
    assert count(shop) == 4


def test_an_id_is_the_same_in_capitals(shop: Services) -> None:
    request = SaleRequest(act(), None, 6_800)
    first = shop.till.sale(request)
    loud = replace(request, act=Act(request.act.request_id.upper()))
    assert shop.till.sale(loud) == first
    undo = ReverseRequest(act(), first.operation.upper())
    assert shop.till.reverse(undo).reverses == first.operation
    assert count(shop) == 2


@pytest.mark.parametrize(
    "change",
    [
        {"amount": 6_801},
        {"customer": None},
        {"payments": {Means.CARD: 6_800}},
        {"items": (ItemQuantity("TEA"),)},
    ],
    ids=", ".join,
)
def test_the_same_id_for_something_else_is_refused(
    shop: Services, change: dict[str, object]
) -> None:
    sale = SaleRequest(act(), new_customer(shop), 6_800)
    shop.till.sale(sale)
    with pytest.raises(RequestReused):
        shop.till.sale(replace(sale, **change))  # type: ignore[arg-type]
    for other in (
        replace(sale.act, note="another"),
        replace(sale.act, terminal="Till 2"),
        replace(sale.act, date=NOON.date()),
    ):
        with pytest.raises(RequestReused):
            shop.till.sale(replace(sale, act=other))
    assert count(shop) == 1


def test_an_id_belongs_to_one_kind_of_request(shop: Services) -> None:
    added = act()
    who = shop.customers.add(Details(full_name="Ann"), added).id
    with pytest.raises(RequestReused):
        shop.till.sale(SaleRequest(added, who, 6_800))
    sold = act()
    shop.till.sale(SaleRequest(sold, who, 6_800))
    with pytest.raises(RequestReused):
        shop.till.top_up(TopUpRequest(sold, who, 6_800))
    with pytest.raises(RequestReused):
        shop.customers.add(Details(full_name="Ben"), sold)
    assert (count(shop), shop.customers.count()) == (1, 1)


def test_a_refused_request_may_be_sent_again(shop: Services) -> None:
    who = new_customer(shop)
    sale = SaleRequest(act(), who, 6_800, payments={Means.STORED: 6_800})
    with pytest.raises(ShortStored):
        shop.till.sale(sale)
    shop.till.top_up(TopUpRequest(act(), who, 10_000))
    assert shop.till.sale(sale).after.principal == 3_200


def test_sent_again_after_an_undo_it_stays_undone(shop: Services) -> None:
    sale = SaleRequest(act(), new_customer(shop), 6_800)
    first = shop.till.sale(sale)
    shop.till.reverse(ReverseRequest(act(), first.operation))
    assert shop.till.sale(sale) == first
    with pytest.raises(AlreadyReversed):
        shop.till.reverse(ReverseRequest(act(), first.operation))
    assert count(shop) == 2


def test_an_id_is_a_uuid(shop: Services) -> None:
    for bad in ("", "1", "counter-1-0001", uuid7(CLOCK)[:-1], f"{uuid7(CLOCK)} "):
        with pytest.raises(BadRequestId):
            shop.till.sale(SaleRequest(Act(bad), None, 6_800))
