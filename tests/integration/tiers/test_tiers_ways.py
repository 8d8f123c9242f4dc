"""The ways to a tier beside spend, and tiers given by hand. Amounts are cents."""

import datetime as dt

import pytest

from smbcrm.core.errors import UserError
from smbcrm.membership.sales.types import TopUpRequest
from smbcrm.membership.tiers.types import (
    BadHoldReason,
    BadTierCode,
    Figures,
    HeldInPast,
    HoldRequest,
    LowestStays,
    NewTier,
    NobodyToHold,
    NoSuchItem,
    NothingHeld,
    Tier,
    TierChanges,
    TierCodeTaken,
    TierInUse,
    TiersUnordered,
    UnknownTier,
)
from smbcrm.membership.value.types import WithdrawRequest
from tests.integration.tiers.conftest import TierShop

MARCH_10 = dt.date(2026, 3, 10)


def hold(shop: TierShop, who: int, tier: str | None, until: dt.date | None = None) -> None:
    shop.services.tiers.hold(HoldRequest(who, tier, until, "goodwill"))


# --------------------------------------------------------------------------- other ways


def test_visits_paid_ahead_count_as_visits(shop: TierShop) -> None:
    shop.services.tiers.edit("silver", TierChanges(visits_from=3, spend_from=0))
    shop.sell_item(shop.ann, "cut3")
    shop.on(3, 11)
    shop.use(shop.ann, "cut3")
    assert shop.tier(shop.ann) == "Regular"
    shop.on(3, 12)
    third = shop.use(shop.ann, "cut3")
    assert shop.told(shop.ann) == [(dt.date(2026, 3, 12), "silver", "visits")]
    shop.void(third)
    assert shop.told(shop.ann) == []


def test_points_count_as_they_are_earned(shop: TierShop) -> None:
    shop.services.tiers.edit("silver", TierChanges(points_from=100, spend_from=0))
    shop.sell(shop.ann, 9_999)
    assert shop.tier(shop.ann) == "Regular"
    shop.sell(shop.ann, 100)
    assert shop.told(shop.ann) == [(MARCH_10, "silver", "points")]
    found = shop.services.tiers.review(dt.date(2028, 1, 1)).moves
    assert [(one.after.code, one.figures) for one in found] == [("regular", Figures())]


def test_points_of_a_top_up_count_too_and_it_is_no_visit(shop: TierShop) -> None:
    shop.services.shop.set("points.earned_at", "top_up")
    shop.services.tiers.edit("silver", TierChanges(points_from=100, spend_from=0))
    shop.services.tiers.edit("gold", TierChanges(visits_from=1, spend_from=0))
    shop.services.till.top_up(TopUpRequest(shop.act(), shop.ann, 9_900))
    assert shop.tier(shop.ann) == "Regular"
    second = shop.services.till.top_up(TopUpRequest(shop.act(), shop.ann, 100))
    assert shop.told(shop.ann) == [(MARCH_10, "silver", "points")]
    assert shop.services.tiers.review().moves == ()
    shop.void(second.operation)
    assert shop.told(shop.ann) == []


def test_points_that_a_withdrawal_takes_back_count_no_more(shop: TierShop) -> None:
    """As with a refund: nothing is lowered before the review, and the next sale does not reach."""
    shop.services.shop.set("points.earned_at", "top_up")
    shop.services.tiers.edit("silver", TierChanges(points_from=100, spend_from=0))
    for who in (shop.ann, shop.bob):
        shop.services.till.top_up(TopUpRequest(shop.act(), who, 9_900))
    paid_out = shop.services.value.withdraw(WithdrawRequest(shop.act(), shop.ann, 9_900))
    shop.services.till.top_up(TopUpRequest(shop.act(), shop.ann, 9_900))
    assert (shop.tier(shop.ann), shop.services.tiers.review().moves) == ("Regular", ())
    shop.void(paid_out.operation)
    assert shop.told(shop.ann) == [(MARCH_10, "silver", "points")]
    shop.services.value.withdraw(WithdrawRequest(shop.act(), shop.ann, 9_900))
    assert shop.tier(shop.ann) == "Silver", "what was reached stays until the review"
    shop.on(7, 1)
    assert [(one.name, one.figures.points) for one in shop.services.tiers.review().moves] == [
        ("Ann", 99)
    ]


def test_a_tier_can_be_bought_for_months(shop: TierShop) -> None:
    tiers = shop.services.tiers
    club = tiers.add(NewTier("club", "Club", TierChanges(item="club", item_months=6)))
    assert (club.rank, club.item, club.item_months) == (3, "club", 6)
    sale = shop.sell_item(shop.ann, "club")
    (held,) = tiers.history(shop.ann)
    assert (held.tier, held.held_until) == (club.id, dt.date(2026, 9, 10))
    shop.void(sale)
    assert tiers.history(shop.ann) == ()
    sale = shop.sell_item(shop.ann, "club")
    shop.on(10, 1)
    assert tiers.review().moves == (), "two months of grace"
    shop.on(1, 1, 2027)
    assert [one.after.code for one in tiers.review().moves] == ["regular"]


def test_a_membership_that_went_back_ends_at_the_review(shop: TierShop) -> None:
    shop.services.tiers.add(NewTier("club", "Club", TierChanges(item="club")))
    part, whole = shop.sell_item(shop.ann, "club"), shop.sell_item(shop.bob, "club")
    shop.refund(part, 100)
    shop.refund_line(whole)
    assert (shop.tier(shop.ann), shop.tier(shop.bob)) == ("Club", "Club")
    shop.on(7, 1)
    (move,) = shop.services.tiers.apply_review().moves
    assert (move.name, move.after.code) == ("Bob", "regular")


# ---------------------------------------------------------------------------- by hand


def test_a_tier_by_hand_sticks_until_its_day(shop: TierShop) -> None:
    hold(shop, shop.ann, "gold", dt.date(2026, 9, 30))
    assert shop.told(shop.ann) == [(MARCH_10, "gold", "hand")]
    assert shop.services.tiers.history(shop.ann)[0].reason_code == "goodwill"
    shop.on(7, 1)
    assert shop.services.tiers.apply_review().moves == ()
    shop.on(10, 1)
    assert [one.after.code for one in shop.services.tiers.apply_review().moves] == ["regular"]


def test_a_tier_by_hand_may_have_no_end_and_be_released(shop: TierShop) -> None:
    hold(shop, shop.ann, "silver")
    (one,) = shop.services.tiers.by_hand()
    assert (one.name, one.until) == ("Ann", None)
    assert shop.services.tiers.review(dt.date(2036, 1, 1)).moves == ()
    shop.on(3, 20)
    shop.services.tiers.hold(HoldRequest(shop.ann, None))
    assert shop.services.tiers.by_hand() == ()
    assert shop.tier(shop.ann) == "Silver", "until the review"
    shop.on(4, 1)
    assert [one.after.code for one in shop.services.tiers.apply_review().moves] == ["regular"]
    assert [reason for *_, reason in shop.told(shop.ann)] == ["hand", "hand", "review"]


def test_what_was_given_today_can_be_taken_back(shop: TierShop) -> None:
    shop.sell(shop.ann, 40_000)
    before = shop.told(shop.ann)
    hold(shop, shop.ann, "gold")
    shop.services.tiers.unhold(shop.ann)
    assert shop.told(shop.ann) == before
    with pytest.raises(NothingHeld):
        shop.services.tiers.unhold(shop.ann)


def test_the_same_request_holds_once(shop: TierShop) -> None:
    act, asked = shop.act(), HoldRequest(shop.ann, "gold", None, "family")
    first = shop.services.tiers.hold(asked, act)
    assert shop.services.tiers.hold(asked, act) == first
    assert len(first) == 1


@pytest.mark.parametrize(
    ("request_", "refusal"),
    [
        (HoldRequest(1, "platinum", None, "family"), UnknownTier),
        (HoldRequest(1, "gold", None, "because"), BadHoldReason),
        (HoldRequest(1, "gold", dt.date(2026, 3, 9), "family"), HeldInPast),
        (HoldRequest(999, "gold", None, "family"), NobodyToHold),
        (HoldRequest(1, None), NothingHeld),
    ],
)
def test_what_cannot_be_held_is_refused(
    shop: TierShop, request_: HoldRequest, refusal: type[UserError]
) -> None:
    known = {1: shop.ann}
    asked = request_._replace(customer=known.get(request_.customer, request_.customer))
    with pytest.raises(refusal):
        shop.services.tiers.hold(asked)
    assert shop.told(shop.ann) == []


# --------------------------------------------------------------------- adding and ordering


def codes(shop: TierShop) -> list[str]:
    return [tier.code for tier in shop.services.tiers.all()]


def test_tiers_are_added_and_put_into_another_order(shop: TierShop) -> None:
    tiers = shop.services.tiers
    act = shop.act()
    friends = NewTier("friends", "Friends", TierChanges(discount=500), above="regular")
    made = tiers.add(friends, act)
    assert made == Tier(made.id, "friends", 1, "Friends", None, 100, 500)
    assert tiers.add(friends, act) == made
    assert codes(shop) == ["regular", "friends", "silver", "gold"]
    changed = tiers.reorder(["regular", "silver", "gold", "friends"])
    assert codes(shop) == ["regular", "silver", "gold", "friends"]
    assert changed.before is not None
    tiers.reorder([tier.code for tier in changed.before])
    assert codes(shop) == ["regular", "friends", "silver", "gold"]
    for order, refusal in (
        (["silver", "regular", "friends", "gold"], LowestStays),
        (["regular", "friends", "gold", "silver"], TiersUnordered),
    ):
        with pytest.raises(refusal):
            tiers.reorder(order)


@pytest.mark.parametrize(
    ("new", "refusal"),
    [
        (NewTier("gold", "Golden"), TierCodeTaken),
        (NewTier("Gold!", "Golden"), BadTierCode),
        (NewTier("vip", "VIP", above="bronze"), UnknownTier),
        (NewTier("vip", "VIP", TierChanges(item="nothing")), NoSuchItem),
        (NewTier("vip", "VIP", TierChanges(spend_from=50_000)), TiersUnordered),
    ],
)
def test_what_cannot_be_added_is_refused(
    shop: TierShop, new: NewTier, refusal: type[UserError]
) -> None:
    with pytest.raises(refusal):
        shop.services.tiers.add(new)
    assert codes(shop) == ["regular", "silver", "gold"]


def test_a_tier_that_nobody_had_is_taken_away_again(shop: TierShop) -> None:
    tiers = shop.services.tiers
    act = shop.act()
    tiers.add(NewTier("friends", "Friends", TierChanges(spend_from=150_000)))
    tiers.edit("friends", TierChanges(spend_from=160_000), later=True)
    tiers.drop("friends", act)
    tiers.drop("friends", act)
    assert codes(shop) == ["regular", "silver", "gold"]
    shop.sell(shop.ann, 40_000)
    for code, refusal in (("silver", TierInUse), ("regular", TierInUse), ("vip", UnknownTier)):
        with pytest.raises(refusal):
            tiers.drop(code)


def test_who_lacks_least_comes_first(shop: TierShop) -> None:
    shop.sell(shop.ann, 38_800)
    shop.sell(shop.bob, 39_900)
    _, silver, gold = shop.services.tiers.all()
    found = shop.services.tiers.close_to(silver.id)
    assert [(one.name, one.wanted - one.spend) for one in found] == [("Bob", 100), ("Ann", 1_200)]
    shop.sell(shop.bob, 100)
    assert [one.name for one in shop.services.tiers.close_to(silver.id)] == ["Ann"]
    assert [one.name for one in shop.services.tiers.close_to(gold.id, 1)] == ["Bob"]
    shop.services.tiers.edit("gold", TierChanges(spend_from=0))
    assert shop.services.tiers.close_to(gold.id) == ()


def test_nobody_is_in_a_new_tier_before_the_next_sale(shop: TierShop) -> None:
    sale = shop.sell(shop.ann, 200_000)
    shop.services.tiers.add(NewTier("platinum", "Platinum", TierChanges(spend_from=200_000)))
    shop.void(shop.sell(shop.ann, 100, dt.date(2026, 3, 1)))
    assert shop.tier(shop.ann) == "Gold"
    shop.void(sale)
    shop.sell(shop.ann, 200_000)
    assert shop.tier(shop.ann) == "Platinum"


# ------------------------------------------------------------------- from tomorrow night


def test_a_rule_for_later_counts_from_tomorrow_night(shop: TierShop) -> None:
    tiers = shop.services.tiers
    before = tiers.all()[1]
    changes = TierChanges(name="Argent", spend_from=10_000, discount=1_000)
    changed = tiers.edit("silver", changes, later=True)
    after = before._replace(name="Argent", spend_from=10_000, discount=1_000)
    assert (changed.before, changed.after) == (before, after)
    assert tiers.all()[1] == before._replace(name="Argent"), "a name changes at once"
    (coming,) = tiers.standing().coming
    assert (coming.live_from, coming.tier) == (dt.date(2026, 3, 12), after)
    shop.on(3, 11)
    shop.sell(shop.ann, 10_000)
    assert shop.tier(shop.ann) == "Regular", "tomorrow is still by the old rule"
    shop.on(3, 12)
    assert tiers.all()[1] == after
    assert tiers.standing().coming == ()
    shop.sell(shop.ann, 100)
    assert shop.told(shop.ann) == [(dt.date(2026, 3, 12), "silver", "spend")]
    late = shop.sell(shop.bob, 10_000, dt.date(2026, 3, 10))
    assert shop.tier(shop.bob) == "Argent", "it was recorded under the new rule"
    shop.void(late)
    assert shop.tier(shop.bob) == "Regular"


def test_a_rule_for_later_is_taken_back(shop: TierShop) -> None:
    tiers = shop.services.tiers
    before, changes = tiers.all(), TierChanges(spend_from=10_000, name="Argent")
    changed = tiers.edit("silver", changes, later=True)
    assert changed.before is not None
    tiers.edit("silver", changes.back_to(changed.before), later=True)
    assert (tiers.all(), tiers.standing().coming) == (before, ())
    shop.on(3, 20)
    assert tiers.all() == before


def test_a_change_at_once_is_in_the_rule_for_later_too(shop: TierShop) -> None:
    tiers = shop.services.tiers
    tiers.edit("silver", TierChanges(spend_from=10_000), later=True)
    tiers.edit("silver", TierChanges(discount=300))
    now = tiers.standing()
    assert (now.tiers[1].spend_from, now.tiers[1].discount) == (40_000, 300)
    assert (now.coming[0].tier.spend_from, now.coming[0].tier.discount) == (10_000, 300)
    with pytest.raises(TiersUnordered):
        tiers.edit("gold", TierChanges(spend_from=9_000), later=True)
    shop.on(3, 13)
    assert tiers.all()[1].spend_from == 10_000


def test_how_many_people_hold_each_tier(shop: TierShop) -> None:
    shop.sell(shop.ann, 40_000)
    hold(shop, shop.bob, "gold")
    regular, silver, gold = shop.services.tiers.all()
    now = shop.services.tiers.standing()
    assert dict(now.people) == {regular.id: 0, silver.id: 1, gold.id: 1}
    assert dict(now.by_hand) == {gold.id: 1}
