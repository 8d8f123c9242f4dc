"""What if: the facts."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.occasions.types import Occasion
from smbcrm.membership.offers.types import Offer
from smbcrm.membership.shop.types import Rates
from smbcrm.membership.tiers.types import Figures, Membership, Spend, Tier, TierChanges

MONTHS = 12
"""So many months are replayed."""


@dataclass(frozen=True, slots=True)
class PointsChanges:
    """What changes of points; None: it stays. Amounts in minor units."""

    earn_points: int | None = None
    earn_minor: int | None = None
    worth_points: int | None = None
    worth_minor: int | None = None

    def on(self, rates: Rates) -> Rates:
        """Return the rates with the changes."""
        return rates._replace(
            earn_points=self.earn_points or rates.earn_points,
            earn_minor=self.earn_minor or rates.earn_minor,
            worth_points=self.worth_points or rates.worth_points,
            worth_minor=self.worth_minor or rates.worth_minor,
        )


@dataclass(frozen=True, slots=True)
class Trial:
    """Rules to be tried: changes of tiers by their codes, of points, and all offers (None: as now).

    Nothing of it is written anywhere.
    """

    tiers: Mapping[str, TierChanges] = field(default_factory=dict)
    points: PointsChanges = PointsChanges()
    offers: tuple[Offer, ...] | None = None


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules of one replay; the tiers lowest first, only offers that are given."""

    tiers: tuple[Tier, ...]
    rates: Rates
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class Sold:
    """A standing sale, or a refund with its figures below zero; money in minor units.

    `points` were earned at `rate` points for one minor unit, with all factors but those of the
    items; `weighted` is the sum over its lines of their net times their points factor in percent.
    `refunds` is the sale that went back.
    """

    seq: int
    date: dt.date
    gross: int
    net: int
    spend: int
    points: int
    rate: Fraction
    weighted: int
    refunds: int | None = None

    @property
    def weight(self) -> Fraction:
        """The points factor of what was sold."""
        return Fraction(self.weighted, self.net * 100) if self.net else Fraction(0)

    @property
    def base(self) -> Fraction:
        """What earned the points: the spend where that fits, else what the points tell of it."""
        weighed = self.weight * self.rate
        if not weighed or abs(self.spend) * weighed // 1 == abs(self.points):
            return Fraction(self.spend)
        return self.points / weighed


@dataclass(frozen=True, slots=True)
class ToppedUp:
    """A standing top-up: what was paid, and the points that were earned with it."""

    seq: int
    date: dt.date
    amount: int
    points: int


@dataclass(frozen=True, slots=True)
class Life:
    """What is replayed of one customer: `spends` reach back far enough to judge the first day."""

    customer: int
    code: str
    name: str
    memberships: Sequence[Membership]
    spends: Sequence[Spend]
    sales: Sequence[Sold]
    top_ups: Sequence[ToppedUp]
    birthdays: Sequence[Occasion] = ()


@dataclass(frozen=True, slots=True)
class Cost:
    """What rules give: discount, points as a count, gift; money in minor units."""

    discount: int = 0
    points: int = 0
    gift: int = 0

    def __add__(self, other: "Cost") -> "Cost":
        """Return both together."""
        return Cost(
            self.discount + other.discount, self.points + other.points, self.gift + other.gift
        )


@dataclass(frozen=True, slots=True)
class Mover:
    """Somebody who is elsewhere under other rules, with the figures that decide it."""

    customer: int
    code: str
    name: str
    before: Tier
    after: Tier
    figures: Figures

    @property
    def is_up(self) -> bool:
        """Whether it is a better tier."""
        return self.after.rank > self.before.rank


@dataclass(frozen=True, slots=True)
class Costs:
    """What a group of people was given under the rules of now and under others."""

    now: Cost = Cost()
    then: Cost = Cost()

    def __add__(self, other: "Costs") -> "Costs":
        """Return both groups together."""
        return Costs(self.now + other.now, self.then + other.then)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a replay found. `now` and `then` are how many people are in each tier, by its code.

    `up`, `down` and `others` are the costs of who moves up, down, and of everybody else;
    `points_out` are the points that customers own today, `waiting` is how many move at the next
    review by the rules of now in any case: they are counted where they come to.
    """

    first: dt.date
    last: dt.date
    before: RuleSet
    after: RuleSet
    people: int
    now: Mapping[str, int]
    then: Mapping[str, int]
    movers: tuple[Mover, ...]
    up: Costs
    down: Costs
    others: Costs
    points_out: int
    waiting: int

    @property
    def ups(self) -> tuple[Mover, ...]:
        """Who moves up."""
        return tuple(one for one in self.movers if one.is_up)

    @property
    def downs(self) -> tuple[Mover, ...]:
        """Who moves down."""
        return tuple(one for one in self.movers if not one.is_up)


class NotToml(UserError):
    """A file that cannot be read as TOML (https://toml.io, 1.0)."""

    msgid = N_("Line {line} of the file cannot be read: {found}.")
    command = N_("For an example: smbcrm what-if --example")


class NotATrial(UserError):
    """A file that is no text, or far too long."""

    msgid = N_("The file is no text, or longer than {largest} characters. Choose a .toml file.")


class NothingTried(UserError):
    """A file without a rule."""

    msgid = N_("The file changes no rule.")
    command = N_("For an example: smbcrm what-if --example")


class UnknownRule(UserError):
    """A key that means nothing here."""

    msgid = N_("Line {line}: {key} is not known. Use one of these: {known}.")


class BadRule(UserError):
    """A value that a rule cannot take."""

    msgid = N_("Line {line}: {key} cannot be {found}. Write {form}.")


class RefusedRule(UserError):
    """A value that the rules of the shop refuse."""

    msgid = N_("Line {line}, {key}: {reason}")
