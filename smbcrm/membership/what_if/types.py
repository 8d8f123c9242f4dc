"""What if: the facts."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from fractions import Fraction
from typing import Any, NamedTuple

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.occasions.types import Occasion
from smbcrm.membership.offers.types import Offer
from smbcrm.membership.shop.types import EarnAt, Rates
from smbcrm.membership.tiers.types import Figures, Membership, NewTier, Spend, Tier, TierChanges

MONTHS = 12
"""So many months are replayed."""


@dataclass(frozen=True, slots=True)
class PointsChanges:
    """What changes of points and of the gift part; None: it stays.

    The fields are those of `Rates`.
    """

    earn_points: int | None = None
    earn_minor: int | None = None
    worth_points: int | None = None
    worth_minor: int | None = None
    points_months: int | None = None
    gift_months: int | None = None
    earn_at: EarnAt | None = None
    on_gift: bool | None = None
    weekdays: tuple[int, ...] | None = None

    def given(self) -> dict[str, Any]:
        """Return the fields that change, by name."""
        values = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: value for name, value in values.items() if value is not None}

    def on(self, rates: Rates) -> Rates:
        """Return the rates with the changes."""
        return rates._replace(**self.given())


@dataclass(frozen=True, slots=True)
class Trial:
    """Rules to be tried: changes of tiers by their codes, of points, and all offers (None: as now).

    `new_tiers` are put in one after the other; `entry_vouchers` are, by the codes of tiers, the
    codes of all vouchers that their entry brings; `review_dates` are (month, day). Nothing of it
    is written anywhere.
    """

    tiers: Mapping[str, TierChanges] = field(default_factory=dict)
    points: PointsChanges = PointsChanges()
    offers: tuple[Offer, ...] | None = None
    new_tiers: tuple[NewTier, ...] = ()
    entry_vouchers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    review_dates: tuple[tuple[int, int], ...] | None = None


class EntryVoucher(NamedTuple):
    """A voucher that the entry of a tier brings.

    `amount` is what it takes off in minor units, that of an item its price; None: nobody knows.
    """

    code: str
    amount: int | None


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules of one replay; the tiers lowest first, only offers that are given.

    `entry_vouchers` are by the codes of tiers.
    """

    tiers: tuple[Tier, ...]
    rates: Rates
    offers: tuple[Offer, ...]
    entry_vouchers: Mapping[str, tuple[EntryVoucher, ...]] = field(default_factory=dict)
    review_dates: tuple[tuple[int, int], ...] = ()


class Drawn(NamedTuple):
    """Stored value that paid a part of a sale, below zero what a refund put back; minor units.

    `top_up` is the operation that brought it, where that was a top-up, and `earned` whether points
    were earned with that.
    """

    amount: int
    is_gift: bool = False
    top_up: int | None = None
    earned: bool = False


@dataclass(frozen=True, slots=True)
class Sold:
    """A standing sale, or a refund with its figures below zero; money in minor units.

    `weighted` is the sum over its lines of their net times their points factor in percent,
    `refunds` the sale that went back.
    """

    seq: int
    date: dt.date
    gross: int
    net: int
    spend: int
    weighted: int
    refunds: int | None = None
    drawn: tuple[Drawn, ...] = ()

    @property
    def weight(self) -> Fraction:
        """The points factor of what was sold."""
        return Fraction(self.weighted, self.net * 100) if self.net else Fraction(0)

    @property
    def stored(self) -> int:
        """How much of it was paid with stored value."""
        return sum(one.amount for one in self.drawn)

    @property
    def money(self) -> int:
        """How much of it was paid with money."""
        return self.spend - sum(one.amount for one in self.drawn if not one.is_gift)


@dataclass(frozen=True, slots=True)
class ToppedUp:
    """A standing top-up: what was paid, and how much of that was paid out again."""

    seq: int
    date: dt.date
    amount: int
    withdrawn: int = 0


class Moved(NamedTuple):
    """What came to a lot, or below zero what went from it, on a business date."""

    date: dt.date
    amount: int


@dataclass(frozen=True, slots=True)
class Lasting:
    """Points or gift that came with a sale or a top-up, and what became of it but for its end."""

    opened_on: dt.date
    is_gift: bool
    moves: Sequence[Moved]

    def left(self, day: dt.date) -> int:
        """Return what is left of it at the end of a business date."""
        return max(0, sum(one.amount for one in self.moves if one.date <= day))


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
    lots: Sequence[Lasting] = ()


@dataclass(frozen=True, slots=True)
class Cost:
    """What rules give: discount, points as a count, gift; money in minor units.

    `vouchers` is what vouchers on the entry of tiers take off, `uncounted` how many came whose
    amount nobody knows. `points_ended` and `gift_ended` came to their end unused.
    """

    discount: int = 0
    points: int = 0
    gift: int = 0
    vouchers: int = 0
    uncounted: int = 0
    points_ended: int = 0
    gift_ended: int = 0

    def __add__(self, other: "Cost") -> "Cost":
        """Return both together."""
        pairs = ((getattr(self, one.name), getattr(other, one.name)) for one in fields(self))
        return Cost(*(mine + its for mine, its in pairs))


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

    msgid = N_("Line {line} of the file cannot be read. Write it as in the example.")
    command = N_("See: smbcrm what-if --example")


class NotATrial(UserError):
    """A file that is no text, or far too long."""

    msgid = N_("The file is no text, or longer than {largest} characters. Choose a .toml file.")


class NothingTried(UserError):
    """A file without a rule."""

    msgid = N_("The file changes no rule. Name one, as in the example.")
    command = N_("See: smbcrm what-if --example")


class UnknownRule(UserError):
    """A key that means nothing here."""

    msgid = N_("Line {line}: {key} is not known. Use one of these: {known}.")


class BadRule(UserError):
    """A value that a rule cannot take."""

    msgid = N_("Line {line}: {key} cannot be {found}. Write {form}.")


class NoSuchVoucher(UserError):
    """A code that no voucher has which the shop gives."""

    msgid = N_("Line {line}, {key}: there is no voucher “{code}” that the shop gives.")
    command = N_("See: smbcrm voucher list")


class RefusedRule(UserError):
    """A value that the rules of the shop refuse."""

    msgid = N_("Line {line}, {key}: {reason}")
