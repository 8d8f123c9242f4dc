"""What lies in each purse, and in which lots: what the till would say of it."""

import datetime as dt

import pytest

from smbcrm.core.clock import add_months
from smbcrm.membership.balance.types import Holding, LedgerFilter, Parts, Purse
from smbcrm.membership.customers.errors import UnknownCustomer
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.offers.types import NewOffer
from smbcrm.membership.packages.types import NewPackage, Terms
from smbcrm.membership.sales.types import ItemQuantity, SaleRequest, TopUpRequest
from smbcrm.membership.value.types import AdjustRequest
from smbcrm.membership.visits.types import PauseRequest, UseRequest
from tests.helpers.shops import MORNING, StillShop
from tests.integration.reports.scenes import act, customer, short_of_points, two_years

TODAY = MORNING.date()


def held(shop: StillShop, who: int, purse: Purse) -> Holding:
    (found,) = (one for one in shop.services.balance.customer(who).holdings if one.purse is purse)
    return found


@pytest.mark.parametrize("seed", [1, 2])
def test_what_is_there_is_what_the_till_would_take(shop: StillShop, seed: int) -> None:
    for who in two_years(shop, seed):
        standing = shop.services.ledger.standing(who)
        assert held(shop, who, Purse.STORED).available == (standing.principal, standing.gift)
        assert held(shop, who, Purse.POINTS).available.total == standing.points
        lots = [lot for lot in standing.lots if lot.kind in ("principal", "gift")]
        assert held(shop, who, Purse.STORED).lots == len(lots)
        told = shop.services.balance.lots(LedgerFilter(who), 100)
        assert [(one.kind, one.expires_on, one.left) for one in told] == [
            (lot.kind, lot.expires_on, lot.remaining)
            for lot in sorted(lots, key=lambda lot: lot.kind == "gift")
        ]
        assert all(one.brought >= one.left > 0 for one in told)


def test_a_new_customer_has_two_empty_purses(shop: StillShop) -> None:
    who = customer(shop, "Ann")
    seen = shop.services.balance.customer(who)
    assert [(one.purse, one.available, one.lots) for one in seen.holdings] == [
        (Purse.STORED, Parts(), 0),
        (Purse.POINTS, Parts(), 0),
    ]
    assert (seen.shown.customer.id, seen.today, seen.cards) == (who, TODAY, ())
    with pytest.raises(UnknownCustomer):
        shop.services.balance.customer(99)


def test_what_is_over_and_not_booked_stands_apart(shop: StillShop) -> None:
    who = customer(shop, "Ann")
    shop.services.offers.add(NewOffer(50000, 4000), act(shop))
    shop.services.till.top_up(TopUpRequest(act(shop), who, 50000))
    stored = held(shop, who, Purse.STORED)
    assert stored.available == Parts(50000, 4000)
    assert stored.until == add_months(TODAY, 12)
    shop.clock.instant += dt.timedelta(days=400)
    later = held(shop, who, Purse.STORED)
    assert later.available == Parts(50000)
    assert (later.ended, later.until, later.lots) == (stored.available.gift, None, 1)
    (line,) = shop.services.balance.page(LedgerFilter(who), None, 9)
    assert line.left.gift == later.ended


def test_points_below_zero_are_worth_nothing(shop: StillShop) -> None:
    who = customer(shop, "Ann")
    shop.services.value.adjust(AdjustRequest(act(shop), who, AccountKind.POINTS, 500, "goodwill"))
    assert held(shop, who, Purse.POINTS).worth == 500
    short_of_points(shop, who, 40)
    assert held(shop, who, Purse.POINTS).available.total == 460
    assert held(shop, who, Purse.POINTS).worth == 0


def test_visits_say_their_package_what_it_came_with_and_that_it_stands_still(
    shop: StillShop,
) -> None:
    who = customer(shop, "Ann")
    shop.services.packages.add(NewPackage("DRY10", "Blow-dry 10", 20000, Terms(10, 6)), act(shop))
    shop.services.till.sale(SaleRequest(act(shop), who, items=(ItemQuantity("DRY10"),)))
    shop.services.visits.use(UseRequest(act(shop), who, "DRY10", 3))
    seen = held(shop, who, Purse.VISITS)
    assert (seen.name, seen.unit, seen.available.total) == ("Blow-dry 10", "visit:DRY10", 7)
    assert (seen.brought, seen.until, seen.paused) == (10, add_months(TODAY, 6), None)
    assert seen.counted
    shop.services.visits.pause(PauseRequest(act(shop), who, "DRY10"))
    shop.clock.instant += dt.timedelta(days=400)
    paused = held(shop, who, Purse.VISITS)
    assert (paused.available.total, paused.paused, paused.ended) == (7, TODAY, 0)
