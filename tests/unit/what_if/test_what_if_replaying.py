"""One customer's months replayed: what sales, refunds and top-ups give under a rule. In cents."""

import datetime as dt
from dataclasses import replace

from smbcrm.membership.occasions.types import (
    Calendar,
    Occasion,
    OccasionKind,
    OccasionSettings,
)
from smbcrm.membership.offers.types import Offer
from smbcrm.membership.shop.types import EarnAt, Rates
from smbcrm.membership.tiers.types import Membership, Tier, TierReason
from smbcrm.membership.what_if.replaying import Given
from smbcrm.membership.what_if.types import Cost, Drawn, Life, RuleSet, Sold, ToppedUp

MAY_4 = dt.date(2026, 5, 4)
REGULAR = Tier(1, "regular", 0, "Regular", None, 100, 0)
GOLD = Tier(2, "gold", 1, "Gold", 100_000, 150, 1_000)
RATES = Rates(1, 100, 100, 100, 12, 12)
RULES = RuleSet((REGULAR, GOLD), RATES, ())
SETTINGS = OccasionSettings()
SALE = Sold(7, MAY_4, 10_000, 10_000, 10_000, 1_000_000)


def life(
    *sales: Sold, top_ups: tuple[ToppedUp, ...] = (), birthdays: tuple[Occasion, ...] = ()
) -> Life:
    return Life(1, "C1", "Ann", (), (), sales, top_ups, birthdays)


def given(one: Life, rules: RuleSet = RULES, gold_after: int | None = None) -> Cost:
    memberships = (
        []
        if gold_after is None
        else [Membership(1, GOLD.id, MAY_4, TierReason.SPEND, gold_after, None)]
    )
    return Given(one, memberships, rules, SETTINGS).cost


def test_the_sale_that_brings_a_tier_is_not_by_it() -> None:
    assert given(life(SALE), gold_after=7) == Cost(0, 100)
    assert given(life(SALE), gold_after=6) == Cost(1_000, 150)


def test_what_goes_back_goes_by_the_tier_of_its_sale() -> None:
    back = Sold(9, MAY_4, -5_000, -5_000, -5_000, 0, refunds=7)
    assert given(life(SALE, back), gold_after=8) == Cost(0, 50)
    assert given(life(SALE, back), gold_after=6) == Cost(500, 75)
    alone = replace(back, refunds=3)
    assert given(life(alone)) == Cost(0, 0), "its sale lies before what is replayed"


ON_GIFT = replace(RULES, rates=RATES._replace(on_gift=True))
AHEAD = replace(RULES, rates=RATES._replace(earn_at=EarnAt.TOP_UP))


def test_what_was_paid_with_points_earns_nothing_and_gift_by_the_rule() -> None:
    by_points = replace(SALE, spend=0)
    assert given(life(by_points)) == Cost()
    parts = (Drawn(5_000), Drawn(4_000, is_gift=True))
    with_gift = replace(SALE, spend=6_000, drawn=parts)
    assert (with_gift.money, with_gift.stored) == (1_000, 9_000)
    assert given(life(with_gift)) == Cost(0, 60)
    assert given(life(with_gift), ON_GIFT) == Cost(0, 100)
    back = Sold(
        9, MAY_4, -4_500, -4_500, -2_500, 0, 7, (Drawn(-2_500), Drawn(-2_000, is_gift=True))
    )
    assert given(life(with_gift, back)) == Cost(0, 60 - 25)
    assert given(life(with_gift, back), ON_GIFT) == Cost(0, 100 - 45)
    free = replace(SALE, net=0, spend=0, weighted=0)
    assert given(life(free)) == Cost()


def test_an_item_with_more_points_keeps_its_factor() -> None:
    double = replace(SALE, weighted=2_000_000)
    assert given(life(double), gold_after=6) == Cost(1_000, 300)


def test_a_top_up_brings_the_gift_of_its_tier_and_day() -> None:
    rules = replace(
        RULES,
        offers=(Offer(1, 20_000, 2_000), Offer(2, 20_000, 3_000, MAY_4, None, ("gold",))),
    )
    paid_in = ToppedUp(8, MAY_4, 20_000)
    assert given(life(top_ups=(paid_in,)), rules) == Cost(gift=2_000)
    assert given(life(top_ups=(paid_in,)), rules, gold_after=7) == Cost(gift=3_000)
    early = replace(paid_in, date=MAY_4 - dt.timedelta(days=1))
    assert given(life(top_ups=(early,)), rules) == Cost(gift=2_000)
    ahead = replace(rules, rates=AHEAD.rates)
    assert given(life(top_ups=(paid_in,)), ahead, gold_after=7) == Cost(0, 300, 3_000)
    on_gift = replace(rules, rates=AHEAD.rates._replace(on_gift=True))
    assert given(life(top_ups=(paid_in,)), on_gift, gold_after=7) == Cost(0, 345, 3_000)
    out_again = replace(paid_in, withdrawn=5_000)
    assert given(life(top_ups=(out_again,)), ahead, gold_after=7) == Cost(0, 225, 3_000)


def test_points_are_earned_once_with_a_top_up_or_with_what_it_pays() -> None:
    paid_in = ToppedUp(6, MAY_4, 20_000)
    ahead_in_fact = (Drawn(4_000, top_up=6), Drawn(3_000, top_up=2, earned=True), Drawn(3_000))
    bought = replace(SALE, drawn=ahead_in_fact)
    lived = life(bought, top_ups=(paid_in,))
    assert given(lived) == Cost(0, 70), "the top-up of before earned, and nothing else"
    assert given(lived, AHEAD) == Cost(0, 200 + 30), "what no top-up brought earns with the sale"


def test_a_birthday_multiplies_the_points() -> None:
    birthday = Occasion(OccasionKind.BIRTHDAY, Calendar.SOLAR, 1990, 5, 4)
    feast = GOLD._replace(birthday_factor=200, discount=0)
    rules = replace(RULES, tiers=(REGULAR, feast))
    assert given(life(SALE, birthdays=(birthday,)), rules, gold_after=6) == Cost(0, 300)
    assert given(life(SALE), rules, gold_after=6) == Cost(0, 150)


def test_who_pays_less_earns_in_proportion() -> None:
    usual = Given(life(SALE), [], RULES, SETTINGS)
    gold = [Membership(1, GOLD.id, MAY_4, TierReason.SPEND, 6, None)]
    under_another = Given(life(SALE), gold, RULES, SETTINGS, usual.paid)
    assert usual.paid == {7: 10_000}
    assert under_another.cost == Cost(1_000, 135), "150 of 90.00"
    nothing = replace(SALE, gross=0)
    once = Given(life(nothing), [], RULES, SETTINGS)
    assert Given(life(nothing), [], RULES, SETTINGS, once.paid).cost == once.cost
