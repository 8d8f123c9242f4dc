"""A review: who will move is looked at first, then applied once. Amounts are cents."""

import datetime as dt

import pytest

from smbcrm.membership.requests.types import RequestReused
from smbcrm.membership.tiers.moves import TierEntered
from smbcrm.membership.tiers.types import (
    Figures,
    HoldRequest,
    NotYet,
    TierChanges,
    TierReason,
)
from tests.integration.tiers.conftest import TierShop

JULY_1 = dt.date(2027, 7, 1)


@pytest.fixture
def a_year_on(shop: TierShop) -> TierShop:
    """Make Ann gold and Bob silver on 10 March 2026, and come to 1 July 2027."""
    shop.sell(shop.ann, 120_000)
    shop.sell(shop.bob, 45_000)
    shop.on(12, 1)
    shop.sell(shop.ann, 41_200)
    shop.on(7, 1, 2027)
    return shop


def test_the_list_says_who_will_move_and_why(a_year_on: TierShop) -> None:
    shop = a_year_on
    found = shop.services.tiers.review()
    assert (found.of, found.day, found.applied) == (JULY_1, JULY_1, None)
    told = [(one.name, one.before.code, one.after.code, one.figures.spend) for one in found.moves]
    assert told == [("Ann", "gold", "silver", 41_200), ("Bob", "silver", "regular", 0)]
    assert (shop.tier(shop.ann), shop.tier(shop.bob)) == ("Gold", "Silver"), "nothing has moved"
    early = shop.services.tiers.review(dt.date(2027, 4, 1))
    assert early.moves == (), "on 1 April both were in their two months of grace"


def test_a_review_is_applied_once(a_year_on: TierShop) -> None:
    shop = a_year_on
    act = shop.act()
    first = shop.services.tiers.apply_review(None, act)
    assert first.applied is not None
    assert (first.applied.up, first.applied.down, len(first.moves)) == (0, 2, 2)
    assert (shop.tier(shop.ann), shop.tier(shop.bob)) == ("Silver", "Regular")
    assert shop.told(shop.ann)[-1] == (JULY_1, "silver", "review")
    before = shop.told(shop.ann), shop.told(shop.bob)
    for again in (act, shop.act(), shop.act()):
        told = shop.services.tiers.apply_review(None, again)
        assert told == first
    shop.on(9, 30, 2027)
    assert shop.services.tiers.apply_review().applied == first.applied
    assert (shop.told(shop.ann), shop.told(shop.bob)) == before
    with pytest.raises(RequestReused):
        shop.services.tiers.apply_review(JULY_1, act)
    shop.on(10, 1, 2027)
    assert shop.services.tiers.review().applied is None, "the next one is due"


def test_who_buys_while_listed_stays(a_year_on: TierShop) -> None:
    shop = a_year_on
    assert len(shop.services.tiers.review().moves) == 2
    shop.on(7, 3, 2027)
    shop.sell(shop.ann, 60_000)
    applied = shop.services.tiers.apply_review()
    assert [one.name for one in applied.moves] == ["Bob"]
    assert shop.tier(shop.ann) == "Gold"


def test_a_review_applied_late_leaves_what_was_reached_since(a_year_on: TierShop) -> None:
    shop = a_year_on
    shop.on(7, 5, 2027)
    shop.sell(shop.bob, 45_000)
    (move,) = shop.services.tiers.apply_review(JULY_1).moves
    assert (move.name, shop.tier(shop.bob)) == ("Ann", "Silver")
    assert shop.told(shop.ann)[-1] == (dt.date(2027, 7, 5), "silver", "review")
    assert shop.services.audit.verify().clean


def test_what_is_to_come_can_be_looked_at_and_not_applied(a_year_on: TierShop) -> None:
    shop = a_year_on
    shop.services.tiers.apply_review()
    october = dt.date(2027, 10, 1)
    coming = shop.services.tiers.review(october)
    assert (coming.of, coming.applied, coming.moves) == (october, None, ())
    january = shop.services.tiers.review(dt.date(2028, 3, 1))
    assert (january.of, january.moves) == (dt.date(2028, 1, 1), ()), "as of its own date"
    april = shop.services.tiers.review(dt.date(2028, 4, 1))
    assert [(one.name, one.after.code) for one in april.moves] == [("Ann", "regular")]
    with pytest.raises(NotYet):
        shop.services.tiers.apply_review(october)


def test_a_refund_lowers_at_the_review_and_a_void_at_once(shop: TierShop) -> None:
    voided, refunded = shop.sell(shop.ann, 40_000), shop.sell(shop.bob, 40_000)
    shop.void(voided)
    shop.refund(refunded)
    assert (shop.tier(shop.ann), shop.tier(shop.bob)) == ("Regular", "Silver")
    shop.on(7, 1)
    (move,) = shop.services.tiers.apply_review().moves
    assert (move.name, move.after.code, move.figures) == ("Bob", "regular", Figures(visits=1))


def test_a_sale_dated_back_before_a_review_takes_part_in_it(a_year_on: TierShop) -> None:
    shop = a_year_on
    shop.services.tiers.apply_review()
    shop.on(7, 2, 2027)
    late = shop.sell(shop.ann, 60_000, dt.date(2027, 6, 30))
    assert shop.tier(shop.ann) == "Gold"
    shop.void(late)
    assert shop.tier(shop.ann) == "Silver"


def test_a_review_raises_by_a_rule_that_became_easier(shop: TierShop) -> None:
    shop.sell(shop.ann, 35_000)
    shop.services.tiers.edit("silver", TierChanges(spend_from=30_000))
    assert shop.tier(shop.ann) == "Regular"
    entered: list[TierEntered] = []
    shop.services.events.subscribe(TierEntered, entered.append)
    shop.on(4, 1)
    assert [one.is_up for one in shop.services.tiers.apply_review().moves] == [True]
    assert shop.tier(shop.ann) == "Silver"
    silver = shop.services.tiers.all()[1]
    assert entered == [TierEntered(shop.ann, silver.id, TierReason.REVIEW)]


def test_who_moves_up_is_greeted_once(shop: TierShop) -> None:
    entered: list[TierEntered] = []
    shop.services.events.subscribe(TierEntered, entered.append)
    shop.sell(shop.ann, 40_000)
    shop.sell(shop.ann, 10_000)
    silver, gold = shop.services.tiers.all()[1:]
    shop.services.tiers.hold(HoldRequest(shop.bob, "gold", None, "invitation"))
    assert entered == [
        TierEntered(shop.ann, silver.id, TierReason.SPEND),
        TierEntered(shop.bob, gold.id, TierReason.HAND),
    ]


def test_the_review_dates_are_the_shops(a_year_on: TierShop) -> None:
    shop = a_year_on
    shop.services.shop.set("tiers.review_dates", "06-30")
    now = shop.services.tiers.standing()
    assert (now.due, now.next_review) == (dt.date(2027, 6, 30), dt.date(2028, 6, 30))
    assert shop.services.tiers.review().of == dt.date(2027, 6, 30)


def test_the_offers_are_no_business_of_a_review(shop: TierShop) -> None:
    shop.services.tiers.apply_review()
    assert [(one.amount, one.gift) for one in shop.services.offers.all()] == [
        (20_000, 2_000),
        (50_000, 5_000),
    ]
