"""Liability: what the shop owes its customers on a day. Pure rules.

Amounts are minor units of the currency, or counts, by the kind of account.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from smbcrm.core.clock import add_months, end_of_month
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.shop.types import money_of_points

MONTHS = 12
"""Months that are told of before the day itself."""


class Sums(NamedTuple):
    """What accounts of a kind come to at the end of each day that is told of.

    Of visits, those of one `unit`; of anything else all, and `unit` is empty.
    """

    kind: AccountKind
    unit: str
    amounts: tuple[int, ...]


class VisitsLeft(NamedTuple):
    """What is left of a lot of visits, and what it cost to begin with, where that is known.

    `paid` in minor units bought `brought` visits.
    """

    unit: str
    left: int
    paid: int | None
    brought: int


class LedgerSums(NamedTuple):
    """What the ledger says of some days, in order.

    `entries`: all up to the end of each day, by business date. `over`: what lies in lots that are
    over on the day, and whose end is not booked yet. `below`: what lots of points that were opened
    below zero come to. `visits`: the lots of visits that are valid on the last day.
    """

    entries: tuple[Sums, ...]
    over: tuple[Sums, ...]
    below: tuple[int, ...]
    visits: tuple[VisitsLeft, ...]


@dataclass(frozen=True, slots=True)
class Owed:
    """What is owed at the end of a business date.

    `points` are those above zero, `below_zero` the rest, a number that is not positive; `worth` is
    that of `points` in minor units. `visits` by unit.
    """

    day: dt.date
    principal: int
    gift: int
    credit: int
    points: int
    below_zero: int
    worth: int
    vouchers: int
    visits: Mapping[str, int] = field(default_factory=dict)

    @property
    def stored(self) -> int:
        """Both parts of stored value."""
        return self.principal + self.gift

    @property
    def money(self) -> int:
        """All that is money or worth money, but for visits and vouchers."""
        return self.stored + self.credit + self.worth


class PackageOwed(NamedTuple):
    """Visits of a package that are left: `priced` of them are worth `money`, the rest unknown."""

    unit: str
    left: int
    priced: int
    money: int


@dataclass(frozen=True, slots=True)
class Liability:
    """What is owed at the end of each month and, last, on the day that was asked for."""

    owed: tuple[Owed, ...]
    packages: tuple[PackageOwed, ...]

    @property
    def now(self) -> Owed:
        """What is owed on the day that was asked for."""
        return self.owed[-1]

    @property
    def everyone(self) -> int:
        """What it would come to in money if everyone came on that day."""
        return self.now.money + sum(package.money for package in self.packages)


def days_told(day: dt.date) -> tuple[dt.date, ...]:
    """Return the ends of the 12 months before, and the day.

    >>> days_told(dt.date(2026, 3, 10))[-2:]
    (datetime.date(2026, 2, 28), datetime.date(2026, 3, 10))
    """
    ends = (end_of_month(add_months(day, -back)) for back in range(MONTHS, 0, -1))
    return (*ends, day)


def liability(sums: LedgerSums, days: Sequence[dt.date], worth: Fraction) -> Liability:
    """Return what is owed at the end of each of these days; `worth` is a point's in minor units."""
    owed = tuple(_owed(sums, place, day, worth) for place, day in enumerate(days))
    return Liability(owed, packages(sums.visits))


def packages(lots: Iterable[VisitsLeft]) -> tuple[PackageOwed, ...]:
    """Return the visits that are left by package, at the price paid for one, floored for a lot."""
    found: dict[str, PackageOwed] = {}
    for lot in lots:
        before = found.get(lot.unit, PackageOwed(lot.unit, 0, 0, 0))
        priced = lot.paid is not None and lot.brought > 0
        money = (lot.paid or 0) * lot.left // lot.brought if priced else 0
        found[lot.unit] = PackageOwed(
            lot.unit,
            before.left + lot.left,
            before.priced + (lot.left if priced else 0),
            before.money + money,
        )
    return tuple(found[unit] for unit in sorted(found))


def _owed(sums: LedgerSums, place: int, day: dt.date, worth: Fraction) -> Owed:
    kinds: Counter[AccountKind] = Counter()
    visits: Counter[str] = Counter()
    for sign, parts in ((1, sums.entries), (-1, sums.over)):
        for part in parts:
            kinds[part.kind] += sign * part.amounts[place]
            if part.kind is AccountKind.VISITS:
                visits[part.unit] += sign * part.amounts[place]
    below = min(0, sums.below[place])
    points = kinds[AccountKind.POINTS] - below
    return Owed(
        day=day,
        principal=kinds[AccountKind.PRINCIPAL],
        gift=kinds[AccountKind.GIFT],
        credit=kinds[AccountKind.CREDIT],
        points=points,
        below_zero=below,
        worth=money_of_points(points, worth),
        vouchers=kinds[AccountKind.VOUCHERS],
        visits={unit: left for unit, left in sorted(visits.items()) if left},
    )
