"""Tiers are changed for what comes, never for what was."""

import datetime as dt
from dataclasses import replace

import pytest

from smbcrm.membership.changes.types import Changed, SetUp
from smbcrm.membership.customers.types import Details
from smbcrm.membership.requests.types import Act, RequestReused
from smbcrm.membership.sales.types import ReverseRequest, SaleRequest
from smbcrm.membership.staff.types import NameTaken
from smbcrm.membership.tiers.types import (
    FirstTier,
    TierChanges,
    TiersUnordered,
    UnknownTier,
)
from tests.helpers.shops import StillShop

SILVER, GOLD = 200_000, 500_000


@pytest.fixture
def who(shop: StillShop) -> int:
    return shop.services.customers.add(Details(full_name="陈雨桐"), shop.act(900)).id


def tier(shop: StillShop, who: int) -> str:
    return shop.services.customers.show(who).tier


def sell(shop: StillShop, number: int, who: int, amount: int, day: dt.date | None = None) -> str:
    act = replace(shop.act(number), date=day)
    return shop.services.till.sale(SaleRequest(act, who, amount)).operation


def void(shop: StillShop, number: int, operation: str) -> None:
    shop.services.till.reverse(ReverseRequest(shop.act(number), operation, "test"))


def test_a_tier_is_changed_and_set_back(shop: StillShop, heard: list[SetUp]) -> None:
    tiers = shop.services.tiers
    regular, silver, gold = tiers.all()
    changes = TierChanges("Friends", 600_000, 200, 550)
    changed = tiers.edit(gold.id, changes, shop.act(1))
    now = gold._replace(name="Friends", spend_from=600_000, points_factor=200, discount=550)
    assert changed == Changed(now, gold)
    assert tiers.all() == (regular, silver, now)
    assert tiers.edit("gold", changes.back_to(gold), shop.act(2)) == Changed(gold, now)
    assert tiers.edit(gold.id, changes, shop.act(1)) == Changed(gold), "it was done before"
    with pytest.raises(RequestReused):
        tiers.edit(gold.id, TierChanges("Friends"), shop.act(1))
    assert heard == [SetUp.TIERS] * 2


def test_what_cannot_be_is_refused(shop: StillShop, heard: list[SetUp]) -> None:
    tiers = shop.services.tiers
    before = tiers.all()
    for which, changes, refusal in (
        (9, TierChanges("x"), UnknownTier),
        ("bronze", TierChanges("x"), UnknownTier),
        ("gold", TierChanges("Silver"), NameTaken),
        ("gold", TierChanges(spend_from=SILVER), TiersUnordered),
        ("regular", TierChanges(spend_from=1), FirstTier),
    ):
        with pytest.raises(refusal):
            tiers.edit(which, changes)
    assert tiers.all() == before
    assert heard == []


def test_the_sale_after_the_change_is_by_the_new_rule(shop: StillShop, who: int) -> None:
    tiers = shop.services.tiers
    tiers.edit("silver", TierChanges(discount=1_000, points_factor=300), shop.act(1))
    tiers.edit("silver", TierChanges(spend_from=10_000), shop.act(2))
    sell(shop, 3, who, 10_000)
    assert tier(shop, who) == "Silver"
    bill = shop.services.till.sale(SaleRequest(shop.act(4), who, 10_000))
    assert (bill.amount, bill.points) == (9_000, 270)


def test_nobody_gets_a_tier_before_the_next_sale(shop: StillShop, who: int) -> None:
    first = sell(shop, 1, who, 100_000)
    sell(shop, 2, who, 50_000)
    shop.services.tiers.edit("silver", TierChanges(spend_from=40_000), shop.act(3))
    assert tier(shop, who) == "Regular"
    void(shop, 4, first)
    assert tier(shop, who) == "Regular", "a reversal judges the sales by the rules of their time"
    sell(shop, 5, who, 1)
    assert tier(shop, who) == "Silver"


def test_a_tier_that_was_reached_is_not_lost_by_a_change_of_rule(shop: StillShop, who: int) -> None:
    sell(shop, 1, who, SILVER)
    later = sell(shop, 2, who, 100)
    shop.services.tiers.edit("silver", TierChanges(spend_from=400_000), shop.act(3))
    assert tier(shop, who) == "Silver"
    void(shop, 4, later)
    assert tier(shop, who) == "Silver"
    # A sale for an earlier day works the tiers out anew from that day on.
    sell(shop, 5, who, 100, dt.date(2026, 3, 1))
    assert tier(shop, who) == "Silver"
    shop.services.tiers.edit("silver", TierChanges(spend_from=0), shop.act(6))
    void(shop, 7, sell(shop, 8, who, 100, dt.date(2026, 3, 1)))
    assert tier(shop, who) == "Silver"


def test_a_tier_is_lost_with_the_sale_that_brought_it(shop: StillShop, who: int) -> None:
    sale = sell(shop, 1, who, SILVER)
    shop.services.tiers.edit("silver", TierChanges(spend_from=SILVER - 1), shop.act(2))
    void(shop, 3, sale)
    assert tier(shop, who) == "Regular"


def test_several_changes_are_told_apart(shop: StillShop, who: int) -> None:
    edit = shop.services.tiers.edit
    ann = shop.services.customers.add(Details(full_name="Ann"), shop.act(901)).id
    edit("silver", TierChanges(spend_from=100), shop.act(1))
    edit("silver", TierChanges(spend_from=1_000), shop.act(2))
    first = sell(shop, 3, who, 1_000)
    sell(shop, 4, ann, 500)
    edit("silver", TierChanges(spend_from=300), shop.act(5))
    edit("gold", TierChanges(spend_from=2_000), shop.act(6))
    more = sell(shop, 7, ann, 1_000), sell(shop, 8, ann, 400)
    assert (tier(shop, who), tier(shop, ann)) == ("Silver", "Silver")
    edit("silver", TierChanges(spend_from=1_900), shop.act(9))
    void(shop, 10, more[1])
    assert tier(shop, ann) == "Silver"
    void(shop, 11, more[0])
    assert tier(shop, ann) == "Regular"
    void(shop, 12, first)
    assert tier(shop, who) == "Regular"
    assert shop.services.audit.verify().clean


def test_a_setting_says_what_it_was(shop: StillShop, heard: list[SetUp]) -> None:
    settings = shop.services.shop
    act = Act(shop.act(1).request_id)
    assert settings.set("shop.tax_rate", "20", act).before == "none"
    assert settings.set("shop.tax_rate", "7.5", shop.act(2)).before == "20"
    assert settings.set("shop.tax_rate", "20", act).before is None, "it was done before"
    assert settings.get("shop.tax_rate").value == "7.5"
    assert heard == [SetUp.SHOP] * 2
