"""Who never came back: listed first, erased only when the shop owes them nothing."""

import datetime as dt

import pytest

from smbcrm.membership.customers.types import Details
from smbcrm.membership.privacy import keeping
from smbcrm.membership.privacy.types import BadMonths, NoRetention, Retention
from smbcrm.membership.refunds.types import RefundRequest
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import RedeemRequest, SaleRequest
from tests.helpers.known_person import KnownShop

YEARS = dt.timedelta(days=3 * 366)


def told(found: Retention) -> dict[str, bool]:
    """Return who is listed, by name, and whether they stay."""
    return {one.full_name: one.why is not None for one in found.people}


def test_nobody_is_listed_before_the_shop_says_so(shop: KnownShop) -> None:
    with pytest.raises(NoRetention):
        shop.services.privacy.away()
    for months in (0, 241):
        with pytest.raises(BadMonths):
            shop.services.privacy.away(months)
    shop.services.shop.set("privacy.retention_months", "24")
    assert shop.services.privacy.away().people == ()


def test_who_is_owed_something_stays(shop: KnownShop) -> None:
    shop.clock.instant += YEARS
    came = shop.services.customers.add(Details(full_name="Came Lately")).id
    shop.services.till.sale(SaleRequest(shop.act(), came, 100))
    found = shop.services.privacy.away(24)
    assert told(found) == {"Wilhelmina Quackenbush": True, "Bo Tan": False}
    assert found.since == dt.date(2027, 3, 12)
    done = shop.services.privacy.erase_away(24)
    assert (done.erased, told(done)) == (1, told(found))
    assert shop.services.customers.count() == 2
    assert shop.services.privacy.erase_away(24).erased == 0
    assert shop.services.audit.verify().clean


def test_points_that_are_owed_to_the_shop_keep_somebody(shop: KnownShop) -> None:
    services = shop.services
    paid = {Means.CARD: 100_00}
    sale = services.till.sale(SaleRequest(shop.act(), shop.friend, 100_00, payments=paid))
    services.till.redeem(RedeemRequest(shop.act(), shop.friend, 100))
    credit = services.ledger.standing(shop.friend).credit
    services.till.sale(
        SaleRequest(shop.act(), shop.friend, credit, payments={Means.CREDIT: credit})
    )
    services.refunds.refund(RefundRequest(shop.act(), sale.operation))
    assert services.ledger.standing(shop.friend).points < 0
    shop.clock.instant += dt.timedelta(days=100)
    assert told(services.privacy.away(1))["Bo Tan"]
    services.privacy.erase(shop.friend, "asked")
    assert services.audit.verify().clean


def test_who_came_since_the_list_was_made_stays(shop: KnownShop) -> None:
    shop.clock.instant += YEARS
    since = shop.services.privacy.away(24).since
    shop.services.till.sale(SaleRequest(shop.act(), shop.friend, 100))
    assert not shop.uow.run(keeping.erase_if_away, shop.clock, shop.friend, since, shop.act())
    assert not shop.uow.run(keeping.erase_if_away, shop.clock, 99, since, shop.act())
    assert not shop.uow.run(keeping.erase_if_away, shop.clock, shop.she, since, shop.act())
    assert shop.services.customers.count() == 2
