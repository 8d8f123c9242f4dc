"""An applied review is a fact: what an auditor did to rewrite one. Amounts are cents."""

import datetime as dt
from collections.abc import Callable

import pytest

from smbcrm.membership.sales.types import ReverseRequest
from smbcrm.membership.tiers.types import (
    BadHoldReason,
    HoldReason,
    HoldRequest,
    ReviewPassed,
    TierChanges,
)
from tests.integration.tiers.conftest import TierShop

Listed = list[tuple[str, str, str]]
APRIL_1, MAY_1 = dt.date(2026, 4, 1), dt.date(2026, 5, 1)


def listed(shop: TierShop, of: dt.date | None = None) -> Listed:
    """Return the list of the last review; its counts are those of the list."""
    found = shop.services.tiers.review(of)
    ups = sum(one.is_up for one in found.moves)
    if found.applied is not None:
        assert (found.applied.up, found.applied.down) == (ups, len(found.moves) - ups)
    return [(one.name, one.before.code, one.after.code) for one in found.moves]


def hold(shop: TierShop, who: int, tier: str | None, until: dt.date | None = None) -> None:
    reason = HoldReason.RELEASE if tier is None else HoldReason.FAMILY
    shop.services.tiers.hold(HoldRequest(who, tier, until, reason))


# --------------------------------------------------------------- rules that change after a review


def a_sale(shop: TierShop) -> None:
    shop.sell(shop.ann, 500)


def a_sale_taken_back(shop: TierShop) -> None:
    sale = shop.sell(shop.ann, 500)
    shop.services.till.reverse(ReverseRequest(shop.act(), sale))


def a_sale_dated_back(shop: TierShop) -> None:
    shop.on(6, 2)
    shop.sell(shop.ann, 500, dt.date(2026, 6, 1))


def a_sale_dated_back_and_taken_back(shop: TierShop) -> None:
    shop.on(6, 2)
    sale = shop.sell(shop.ann, 500, dt.date(2026, 6, 1))
    shop.services.till.reverse(ReverseRequest(shop.act(), sale))


@pytest.mark.parametrize(
    "afterwards", [a_sale, a_sale_taken_back, a_sale_dated_back, a_sale_dated_back_and_taken_back]
)
@pytest.mark.parametrize("later", [False, True])
def test_a_rule_changed_after_a_review_lowers_nobody(
    shop: TierShop, afterwards: Callable[[TierShop], None], *, later: bool
) -> None:
    shop.on(6, 1)
    shop.sell(shop.ann, 45_000)
    assert shop.services.tiers.apply_review().moves == ()
    shop.services.tiers.edit("silver", TierChanges(spend_from=60_000), later=later)
    if later:
        shop.on(6, 4)
        shop.sell(shop.bob, 100)
    afterwards(shop)
    assert shop.told(shop.ann) == [(dt.date(2026, 6, 1), "silver", "spend")]
    assert listed(shop) == []


def test_a_rule_changed_after_a_review_raises_nobody_at_it(shop: TierShop) -> None:
    shop.on(6, 1)
    shop.sell(shop.ann, 15_000)
    shop.services.tiers.apply_review()
    shop.services.tiers.edit("silver", TierChanges(points_from=100))
    sale = shop.sell(shop.ann, 100)
    assert [why for _, _, why in shop.told(shop.ann)] == ["points"], "the sale raises, no review"
    shop.services.till.reverse(ReverseRequest(shop.act(), sale))
    assert shop.told(shop.ann) == []
    assert listed(shop) == []


def test_a_rule_changed_before_a_review_decides_at_it(shop: TierShop) -> None:
    """Between the change, the review and the next change nobody buys."""
    shop.sell(shop.ann, 35_000)
    shop.on(4, 1)
    shop.services.tiers.edit("silver", TierChanges(spend_from=30_000))
    shop.services.tiers.apply_review()
    shop.services.tiers.edit("silver", TierChanges(spend_from=90_000))
    sale = shop.sell(shop.ann, 100)
    assert shop.told(shop.ann) == [(APRIL_1, "silver", "review")]
    shop.void(sale)
    assert shop.told(shop.ann) == [(APRIL_1, "silver", "review")]
    assert listed(shop) == [("Ann", "regular", "silver")]


# ----------------------------------------------------------------------- given and taken by hand


def test_a_release_after_a_review_waits_for_the_next(shop: TierShop) -> None:
    hold(shop, shop.bob, "gold")
    shop.services.tiers.apply_review()
    hold(shop, shop.bob, None)
    assert shop.tier(shop.bob) == "Gold"
    shop.sell(shop.bob, 100)
    assert shop.tier(shop.bob) == "Gold"
    shop.on(4, 1)
    shop.services.tiers.apply_review()
    assert shop.tier(shop.bob) == "Regular"
    assert listed(shop) == [("Bob", "gold", "regular")]


def test_what_is_given_after_a_review_leaves_its_list(shop: TierShop) -> None:
    hold(shop, shop.ann, "silver", dt.date(2026, 3, 31))
    shop.on(4, 1)
    shop.services.tiers.apply_review()
    down = (APRIL_1, "regular", "review")
    assert shop.told(shop.ann)[1:] == [down]
    hold(shop, shop.ann, "silver", MAY_1)
    assert shop.told(shop.ann)[1:] == [down, (APRIL_1, "silver", "hand")]
    assert listed(shop) == [("Ann", "silver", "regular")]
    shop.services.tiers.unhold(shop.ann, shop.act())
    assert shop.told(shop.ann)[1:] == [down]


def test_taking_back_what_was_given_before_a_review_lowers_nobody_at_it(shop: TierShop) -> None:
    shop.sell(shop.ann, 45_000)
    shop.on(7, 1, 2027)
    hold(shop, shop.ann, "silver", dt.date(2027, 8, 1))
    shop.services.tiers.apply_review()
    shop.services.tiers.unhold(shop.ann, shop.act())
    assert shop.told(shop.ann) == [(dt.date(2026, 3, 10), "silver", "spend")]
    assert listed(shop) == []


def test_a_release_is_no_reason_to_give_a_tier(shop: TierShop) -> None:
    with pytest.raises(BadHoldReason) as caught:
        shop.services.tiers.hold(HoldRequest(shop.ann, "gold"))
    known = caught.value.params["known"]
    assert known == ["invitation", "goodwill", "family", "staff", "correction"]
    assert shop.told(shop.ann) == []


# ------------------------------------------------------------------------ a review applied late


@pytest.fixture
def late(shop: TierShop) -> TierShop:
    """Make Ann silver on 10 January 2026; it is 20 March 2027, the review of 1 January is due."""
    shop.on(1, 10)
    shop.sell(shop.ann, 45_000)
    shop.on(1, 1, 2027)
    assert listed(shop) == []
    shop.on(3, 20, 2027)
    return shop


def test_a_review_applied_late_judges_as_of_its_date(late: TierShop) -> None:
    assert listed(late) == []
    applied = late.services.tiers.apply_review()
    assert (applied.of, applied.day) == (dt.date(2027, 1, 1), dt.date(2027, 3, 20))
    assert (applied.moves, late.tier(late.ann)) == ((), "Silver")
    late.on(4, 1, 2027)
    late.services.tiers.apply_review()
    assert late.told(late.ann)[-1] == (dt.date(2027, 4, 1), "regular", "review")


def test_what_it_moves_begins_when_it_is_applied(late: TierShop) -> None:
    late.on(5, 20, 2027)
    before = listed(late)
    assert before == [("Ann", "silver", "regular")]
    late.services.tiers.apply_review()
    assert late.told(late.ann)[-1] == (dt.date(2027, 5, 20), "regular", "review")
    assert listed(late) == before


def test_a_hold_that_ended_since_still_counts_at_the_review(late: TierShop) -> None:
    late.on(12, 31)
    hold(late, late.bob, "gold", dt.date(2027, 1, 31))
    late.on(3, 20, 2027)
    assert listed(late) == []
    late.services.tiers.apply_review()
    assert late.tier(late.bob) == "Gold"


def test_who_came_to_a_tier_since_is_left_to_the_next_review(late: TierShop) -> None:
    late.on(2, 1, 2027)
    hold(late, late.bob, "gold", dt.date(2027, 2, 28))
    late.on(3, 20, 2027)
    late.services.tiers.apply_review()
    assert late.tier(late.bob) == "Gold"
    late.on(4, 1, 2027)
    assert listed(late) == [("Bob", "gold", "regular"), ("Ann", "silver", "regular")]


def test_a_club_given_back_since_was_paid_for_at_the_review(shop: TierShop) -> None:
    shop.services.tiers.edit("gold", TierChanges(item="club", item_months=24))
    joined = shop.sell_item(shop.ann, "club")
    shop.on(4, 20)
    shop.refund_line(joined)
    shop.services.tiers.apply_review()
    assert shop.tier(shop.ann) == "Gold", "on 1 April the club was hers"
    shop.on(7, 1)
    shop.services.tiers.apply_review()
    assert shop.tier(shop.ann) == "Regular"


def test_reviews_are_applied_in_their_order(late: TierShop) -> None:
    autumn = dt.date(2026, 11, 1)
    late.services.tiers.apply_review(autumn)
    late.services.tiers.apply_review()
    with pytest.raises(ReviewPassed):
        late.services.tiers.apply_review(dt.date(2026, 8, 1))
    assert late.services.tiers.apply_review(autumn).applied is not None, "it was, before"


# -------------------------------------------------------------------------------- reversals


def test_a_refund_taken_back_restores_whom_the_review_lowered(shop: TierShop) -> None:
    sale = shop.sell(shop.ann, 40_000)
    shop.on(4, 10)
    shop.refund(sale)
    shop.on(7, 1)
    again = shop.sell(shop.bob, 40_000)
    gone = shop.refund(again)
    shop.services.tiers.apply_review()
    assert (shop.tier(shop.ann), shop.tier(shop.bob)) == ("Regular", "Regular")
    shop.services.till.reverse(ReverseRequest(shop.act(), gone))
    assert shop.tier(shop.bob) == "Silver", "as if it had never gone back"
    assert listed(shop) == [("Ann", "silver", "regular"), ("Bob", "silver", "regular")]


def test_a_sale_taken_back_takes_back_what_it_raised_and_no_more(shop: TierShop) -> None:
    shop.sell(shop.ann, 45_000)
    shop.on(7, 1, 2027)
    kept = shop.sell(shop.ann, 45_000)
    raised = shop.sell(shop.bob, 45_000)
    shop.services.tiers.apply_review()
    shop.void(kept)
    shop.void(raised)
    assert shop.tier(shop.ann) == "Silver", "no list named her: the next review decides"
    assert shop.tier(shop.bob) == "Regular"
    shop.on(10, 1, 2027)
    assert listed(shop) == [("Ann", "silver", "regular")]


def test_whom_a_review_lowered_falls_no_further_than_its_list_said(shop: TierShop) -> None:
    shop.sell(shop.ann, 120_000)
    shop.on(7, 1, 2027)
    kept = shop.sell(shop.ann, 45_000)
    shop.services.tiers.apply_review()
    assert shop.tier(shop.ann) == "Silver"
    shop.void(kept)
    assert shop.tier(shop.ann) == "Silver"
    assert listed(shop) == [("Ann", "gold", "silver")]
    (move,) = shop.services.tiers.review().moves
    assert move.figures.spend == 45_000, "as it stood in the list"
