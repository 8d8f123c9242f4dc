"""Who was merged acts with several accounts: a merge hides nothing from the insider report.

The shop is the one of `test_reports_insider`.
"""

import pytest

from smbcrm.membership.relationships.types import LinkKind
from smbcrm.membership.reports.insider_ways import MANY_ON_A_CARD
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import SaleRequest, TopUpRequest
from tests.integration.reports import crooked
from tests.integration.reports.crooked import MIA, Crooked
from tests.integration.reports.test_reports_insider_ways import friend_of, transfer, withdraw

shop = crooked.shop


def merged(shop: Crooked, keep: int, other: int) -> None:
    shop.services.merging.merge(keep, other, {}, shop.act())


def test_topped_up_by_card_merged_and_paid_out(shop: Crooked) -> None:
    one, two, far = friend_of(shop), friend_of(shop), friend_of(shop)
    paid = {Means.CARD: 10_000}
    brought = shop.services.till.top_up(TopUpRequest(shop.act(), two, 10_000, paid))
    merged(shop, one, two)
    step = transfer(shop, one, far, 9_000)
    out = withdraw(shop, 8_000, far)
    assert shop.told("paid_out_soon") == [brought.operation, step.operation, out.operation]


def test_parts_below_the_pin_from_two_who_are_one(shop: Crooked) -> None:
    one, two = friend_of(shop), friend_of(shop)
    bills = []
    for who in (one, two, two):
        shop.services.till.top_up(TopUpRequest(shop.act(), who, 5_000))
        request = SaleRequest(shop.act(), who, 4_900, payments={Means.STORED: 4_900})
        bills.append(shop.services.till.sale(request))
    shop.services.shop.set("stored_value.pin_from", "5000")
    assert shop.told("below_the_pin") == []
    merged(shop, one, two)
    assert shop.told("below_the_pin") == [bill.operation for bill in bills]
    shop.services.shop.set("stored_value.pin_from", "off")


def test_many_sales_to_two_who_are_one(shop: Crooked) -> None:
    one, two = friend_of(shop), friend_of(shop)
    whose = [one, two] * MANY_ON_A_CARD
    bills = [shop.sell(500, who, shop.act(MIA)) for who in whose[:MANY_ON_A_CARD]]
    assert shop.told("many_on_one_card") == []
    merged(shop, one, two)
    assert shop.told("many_on_one_card") == [bill.operation for bill in bills]


def test_handed_on_the_same_day_by_two_who_are_one(shop: Crooked) -> None:
    one, two, giver = friend_of(shop), friend_of(shop), friend_of(shop)
    shop.services.till.top_up(TopUpRequest(shop.act(), giver, 10_000))
    first = transfer(shop, giver, two, 5_000)
    merged(shop, one, two)
    last = transfer(shop, one, shop.jo, 4_000)
    assert shop.told("given_to_staff")[-2:] == [first.operation, last.operation]


@pytest.mark.parametrize("unlinked", [False, True])
def test_a_relative_who_was_merged(shop: Crooked, *, unlinked: bool) -> None:
    """The log of links names who went by a number that nobody has any more."""
    one, two = friend_of(shop), friend_of(shop)
    links = shop.services.relationships
    links.link(shop.jo, two, LinkKind.SPOUSE, shop.act())
    shop.wait(minutes=1)
    bill = shop.sell(500, two)
    shop.wait(minutes=1)
    if unlinked:
        links.unlink(shop.jo, two, shop.act())
    merged(shop, one, two)
    assert bill.operation in shop.told("relative")
    if not unlinked:
        links.unlink(shop.jo, one, shop.act())
