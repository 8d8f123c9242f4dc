"""One customer's last months, replayed under rules: pure.

The figures by which tiers are reached are those of what was really paid; people are taken to buy
as before.
"""

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from smbcrm.core.money import half_up
from smbcrm.membership.tiers.moves import Review
from smbcrm.membership.tiers.reaching import figures
from smbcrm.membership.tiers.rules import gift_for
from smbcrm.membership.tiers.timeline import Facts, held_of, retold
from smbcrm.membership.tiers.types import GIVEN, Figures, Membership, Tier
from smbcrm.membership.what_if.types import Cost, Life, RuleSet, Sold

_PERCENT = 100
_BASIS = 10_000
_LAST_OF_ALL = 2**62
"""A review of a replay comes after everything of its day."""


class Period(NamedTuple):
    """What is replayed: from a first to a last day, with the review dates in between."""

    first: dt.date
    last: dt.date
    reviews: Sequence[dt.date]


class Replayed(NamedTuple):
    """The tier in which somebody ends, what they were given, and by sale what price they paid."""

    tier: Tier
    cost: Cost
    paid: dict[int, int]


def lived(life: Life, tiers: Sequence[Tier], period: Period) -> list[Membership]:
    """Return the memberships that some rules would have brought, those from before included.

    What was given by hand stays; the last day ends with a review, so that who only waits for the
    next one to move is seen to move.
    """
    before = [one for one in life.memberships if one.since < period.first]
    given = [one for one in life.memberships if one.since >= period.first and one.reason in GIVEN]
    reviews = [
        Review(day, day, _LAST_OF_ALL) for day in dict.fromkeys((*period.reviews, period.last))
    ]
    facts = Facts(tiers, (), [*before, *given], life.spends, reviews)
    return [*before, *retold(facts, period.first)]


def given_to(
    life: Life,
    memberships: Sequence[Membership],
    rules: RuleSet,
    as_paid: dict[int, int] | None = None,
) -> Replayed:
    """Return what somebody is given under rules with these memberships.

    `as_paid` are the prices after discount that the rules of now would have made, by sale: what
    was spent changes in proportion. Without it what was spent is what was really spent.
    """
    tiers = {tier.id: tier for tier in rules.tiers}
    cost, paid = Cost(), dict[int, int]()
    sold: dict[int, tuple[Tier, Fraction]] = {}
    for sale in life.sales:
        tier, weight = sold.get(sale.refunds or 0) or (
            _at(tiers, rules.tiers[0], memberships, sale),
            Fraction(sale.weighted, sale.net * _PERCENT) if sale.net else Fraction(0),
        )
        sold[sale.seq] = tier, weight
        discount = half_up(sale.gross * tier.discount, _BASIS)
        paid[sale.seq] = sale.gross - discount
        was = paid if as_paid is None else as_paid
        share = Fraction(paid[sale.seq], was[sale.seq]) if was[sale.seq] else Fraction(1)
        rate = rules.rates.earn * Fraction(tier.points_factor, _PERCENT)
        cost += Cost(discount, _floor(sale.spend * share * weight * rate))
    gift = sum(gift_for(rules.offers, amount) for amount in life.top_ups)
    return Replayed(held_of(rules.tiers, memberships), cost + Cost(gift=gift), paid)


def decided_by(life: Life, window: Tier, day: dt.date) -> Figures:
    """Return the figures of the window of a tier."""
    return figures(life.spends, day, window.months)


def _at(
    tiers: dict[int, Tier], lowest: Tier, memberships: Sequence[Membership], sale: Sold
) -> Tier:
    """Return the tier held just before a sale."""
    place = sale.date, sale.seq
    begun = [one for one in memberships if (one.since, _order(one)) < place]
    return tiers[begun[-1].tier] if begun else lowest


def _order(membership: Membership) -> int:
    """Return after which operation of its day a membership began."""
    after = membership.operation if membership.after is None else membership.after
    return after or 0


def _floor(points: Fraction) -> int:
    """Return whole points, floored once; what a refund takes is floored alike."""
    whole = abs(points).numerator // points.denominator
    return -whole if points < 0 else whole
