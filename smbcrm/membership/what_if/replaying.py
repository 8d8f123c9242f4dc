"""One customer's last months, replayed under rules: pure.

The figures by which tiers are reached are those of what was really paid; people are taken to buy
as before.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from smbcrm.core.money import half_up
from smbcrm.membership.occasions.types import OccasionSettings
from smbcrm.membership.offers.rules import gift_for, holds
from smbcrm.membership.sales.rules import earning_rate
from smbcrm.membership.shop.types import EarnAt
from smbcrm.membership.tiers.birthdays import is_birthday
from smbcrm.membership.tiers.keeping import Question, held_of, judged
from smbcrm.membership.tiers.moves import Review
from smbcrm.membership.tiers.reaching import figures
from smbcrm.membership.tiers.timeline import Facts, retold
from smbcrm.membership.tiers.types import GIVEN, Figures, Membership, Tier
from smbcrm.membership.what_if.types import Cost, Drawn, Life, RuleSet, Sold, ToppedUp

_PERCENT = 100
_BASIS = 10_000
_LAST_OF_ALL = 2**62
"""A review of a replay comes after everything of its day."""


class Period(NamedTuple):
    """What is replayed: from a first to a last day, with the review dates in between."""

    first: dt.date
    last: dt.date
    reviews: Sequence[dt.date]


def lived(life: Life, tiers: Sequence[Tier], period: Period) -> list[Membership]:
    """Return the memberships that some rules would have brought, those from before included.

    What was given by hand stays; every review date has its review.
    """
    before = [one for one in life.memberships if one.since < period.first]
    given = [one for one in life.memberships if one.since >= period.first and one.reason in GIVEN]
    reviews = [Review(day, day, day, _LAST_OF_ALL, 1) for day in period.reviews]
    facts = Facts(tiers, (), [*before, *given], life.spends, reviews)
    return [*before, *retold(facts, period.first)]


class Given:
    """Adds up what somebody is given under rules, with the memberships these bring.

    `as_paid` are the prices after discount that the rules of now would have made, by sale: what
    was spent changes in proportion. Without it what was spent is what was really spent.
    """

    def __init__(
        self,
        life: Life,
        memberships: Sequence[Membership],
        rules: RuleSet,
        settings: OccasionSettings,
        as_paid: Mapping[int, int] | None = None,
    ) -> None:
        self._life, self._rules, self._settings = life, rules, settings
        self._memberships = memberships
        self._tiers = {tier.id: tier for tier in rules.tiers}
        self.paid: dict[int, int] = {}
        self._as_paid: Mapping[int, int] = self.paid if as_paid is None else as_paid
        self._sold: dict[int, tuple[Tier, dt.date, Sold]] = {}
        self._earned: dict[int, int] = {}
        self.cost = sum((self._of_top_up(one) for one in life.top_ups), Cost())
        self.cost += sum((self._of_sale(one) for one in life.sales), Cost())

    def _of_sale(self, sale: Sold) -> Cost:
        """Return what a sale gives; what went back takes away by the tier and day of its sale."""
        known = self._sold.get(sale.refunds or 0)
        tier, day, first = known or (self._held(sale.date, sale.seq), sale.date, sale)
        self._sold[sale.seq] = tier, day, first
        discount = half_up(sale.gross * tier.discount, _BASIS)
        self.paid[sale.seq] = sale.gross - discount
        was = self._as_paid[sale.seq]
        share = Fraction(self.paid[sale.seq], was) if was else Fraction(1)
        base = self._back(sale, first) if known else sale.money + self._earning(sale)
        return Cost(discount, _floor(base * share * first.weight * self._rate(tier, day)))

    def _of_top_up(self, one: ToppedUp) -> Cost:
        """Return the gift of a top-up, and its points where it really earned some."""
        tier = self._held(one.date, one.seq)
        offers = (offer for offer in self._rules.offers if holds(offer, tier.code, one.date))
        gift = gift_for(offers, one.amount)
        base = one.amount + (gift if self._rules.rates.on_gift else 0)
        ahead = self._rules.rates.earn_at is EarnAt.TOP_UP
        points = _floor(base * self._rate(tier, one.date)) if ahead else 0
        self._earned[one.seq] = points
        kept = points * (one.amount - one.withdrawn) // one.amount if one.withdrawn else points
        return Cost(points=kept, gift=gift)

    def _earning(self, sale: Sold) -> int:
        """Return how much of the stored value that paid a sale earns points."""
        on_gift = self._rules.rates.on_gift
        return sum(
            one.amount
            for one in sale.drawn
            if (on_gift or not one.is_gift) and not self._has_earned(one)
        )

    def _has_earned(self, drawn: Drawn) -> bool:
        """Tell whether the top-up earned points: under these rules, or long ago in fact."""
        return bool(self._earned.get(drawn.top_up or 0, drawn.earned))

    def _back(self, refund: Sold, sale: Sold) -> int:
        """Return what earns no more: of stored value in the proportion in which the sale earned."""
        stored = -refund.stored * self._earning(sale) // sale.stored if sale.stored else 0
        return refund.money - stored

    def _rate(self, tier: Tier, day: dt.date) -> Fraction:
        birthday = tier.birthday_factor != _PERCENT and any(
            is_birthday(one, day, tier.birthday_span, self._settings)
            for one in self._life.birthdays
        )
        return earning_rate(self._rules.rates, tier, day, birthday=birthday)

    def _held(self, day: dt.date, seq: int) -> Tier:
        """Return the tier held just before an operation."""
        begun = [one for one in self._memberships if (one.since, _order(one)) < (day, seq)]
        return self._tiers[begun[-1].tier] if begun else self._rules.tiers[0]


def stands(life: Life, tiers: Sequence[Tier], day: dt.date) -> Tier:
    """Return where a review of today by some rules leaves somebody, from the tier really held."""
    begun = [one for one in life.memberships if one.since <= day]
    asked = Question(day, day, _LAST_OF_ALL, tiers, lambda _: tiers)
    return judged(asked, held_of(tiers, begun), begun, life.spends)


def decided_by(life: Life, window: Tier, day: dt.date) -> Figures:
    """Return the figures of the window of a tier."""
    return figures(life.spends, day, window.months)


def _order(membership: Membership) -> int:
    """Return after which operation of its day a membership began."""
    after = membership.operation if membership.after is None else membership.after
    return after or 0


def _floor(points: Fraction) -> int:
    """Return whole points, floored once; what a refund takes is floored alike."""
    whole = abs(points).numerator // points.denominator
    return -whole if points < 0 else whole
