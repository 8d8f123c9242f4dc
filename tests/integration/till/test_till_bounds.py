"""Dates and numbers at the edge of what the till takes, and reading beside a busy till."""

import datetime as dt
from collections.abc import Iterator

import pytest

from smbcrm.bootstrap import create_shop, open_shop
from smbcrm.core.clock import SetClock
from smbcrm.core.ids import uuid7
from smbcrm.membership.customers.types import Details
from smbcrm.membership.ledger.named import UnknownOperation
from smbcrm.membership.requests.types import Act, DateInFuture, DateTooEarly
from smbcrm.membership.sales.types import ReverseRequest, SaleRequest, TopUpRequest
from smbcrm.membership.services import Services
from smbcrm.membership.setup.service import NewShop
from smbcrm.models.connect import connect
from smbcrm.models.session import Session

NOW = dt.datetime(2026, 11, 21, 15, tzinfo=dt.UTC)


@pytest.fixture
def shop(shop_address: str) -> Iterator[Services]:
    services = create_shop(shop_address, NewShop("Tea"), clock=SetClock(NOW), durable=False)
    yield services
    services.close()


@pytest.fixture
def ann(shop: Services) -> int:
    return shop.customers.add(Details(full_name="Ann")).id


@pytest.mark.parametrize("who", ["customer", "walk-in"])
def test_a_business_date_lies_between_1970_and_today(shop: Services, ann: int, who: str) -> None:
    customer = ann if who == "customer" else None
    for day, refusal in ((dt.date(1, 1, 2), DateTooEarly), (dt.date(2026, 11, 22), DateInFuture)):
        act = Act(uuid7(shop.clock), date=day)
        with pytest.raises(refusal):
            shop.till.sale(SaleRequest(act, customer, 50))
    early = Act(uuid7(shop.clock), date=dt.date(1969, 12, 31))
    with pytest.raises(DateTooEarly):
        shop.till.top_up(TopUpRequest(early, ann, 100))


@pytest.mark.parametrize("operation", ["9" * 20, "9" * 5000, "0", "-1", "x", ""])
def test_an_operation_that_cannot_be_is_not_known(shop: Services, operation: str) -> None:
    with pytest.raises(UnknownOperation):
        shop.till.reverse(ReverseRequest(Act(uuid7(shop.clock)), operation))


def test_reading_a_balance_does_not_wait_for_a_till(shop_address: str, shop: Services) -> None:
    customer = shop.customers.add(Details(full_name="Ben")).id
    shop.till.top_up(TopUpRequest(Act(uuid7(shop.clock)), customer, 100))
    busy = connect(shop_address)
    busy.connect()
    with busy.atomic():
        Session(busy).execute("UPDATE account SET balance = balance WHERE balance IS NOT NULL")
        reader = open_shop(shop_address, clock=SetClock(NOW))
        # Were it to wait for the rows, it would wait for us and end in DatabaseBusy.
        assert reader.ledger.standing(customer).principal == 100
        reader.close()
    busy.close()
