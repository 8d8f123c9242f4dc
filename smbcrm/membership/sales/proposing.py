"""How a sale may be paid: what the till proposes, and parts that add up while they are edited.

Nothing here is binding: a sale is settled by `rules.settle`, whatever was proposed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from smbcrm.membership.bills.types import Balances
from smbcrm.membership.sales.codes import TENDERS, Means
from smbcrm.membership.shop.types import money_of_points


class Way(StrEnum):
    """How somebody says that a sale is paid."""

    STORED = "stored"
    CASH = "cash"
    TENDER = "tender"
    """All with one of the other means: card, WeChat Pay, ..."""
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Purse:
    """What there is to pay with, beside money: minor units and points, with what a point is worth.

    Nothing is below zero: points that are missing pay nothing.
    """

    stored: int = 0
    credit: int = 0
    points: int = 0
    worth: Fraction = Fraction(0)

    @classmethod
    def of(cls, owned: Balances, worth: Fraction) -> "Purse":
        """Return the purse of a customer who owns that; `worth` in minor units for one point."""
        return cls(owned.stored, owned.credit, max(owned.points, 0), worth)

    def value(self, means: Means, amount: int) -> int:
        """Return an amount of a means in minor units; that of points is floored."""
        return money_of_points(amount, self.worth) if means is Means.POINTS else amount


@dataclass(frozen=True, slots=True)
class Choice:
    """What was said of the payment. `way` None: as proposed, from the means used `last`.

    `tender` is the means of Way.TENDER, `rest` the money that makes up the sum of a mixed payment,
    `typed` its parts as they were typed, the oldest first; `most_points`: as many points as will
    do. `given` is the cash handed over.
    """

    way: Way | None = None
    tender: Means = Means.CARD
    rest: Means = Means.CASH
    last: Means | None = None
    typed: tuple[tuple[Means, int], ...] = ()
    most_points: bool = False
    given: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """How a net sale is to be paid: the parts by means, of points a count."""

    way: Way
    tender: Means
    parts: Mapping[Means, int]

    def payments(self, given: int | None) -> Mapping[Means, int] | None:
        """Return the payments of a request; None where nothing is due.

        Cash is named too: should a price or a discount change meanwhile, the sale is refused
        rather than recorded with another sum than the one that was shown.
        """
        if given is None or Means.CASH not in self.parts:
            return self.parts or None
        return {**self.parts, Means.CASH: given}


def plan(choice: Choice, net: int, purse: Purse) -> Plan:
    """Return how a net sale is to be paid."""
    way, tender = choice.way, choice.tender
    if way is None:
        way, tender = _proposed(net, purse, choice)
    if way is Way.MIXED:
        return Plan(way, tender, _spread(choice, net, purse))
    means = {Way.STORED: Means.STORED, Way.CASH: Means.CASH}.get(way, tender)
    return Plan(way, tender, {means: net} if net else {})


def _proposed(net: int, purse: Purse, choice: Choice) -> tuple[Way, Means]:
    """Return stored value if it covers the sum, known or not, else the last means, else cash."""
    if max(net, 1) <= purse.stored:
        return Way.STORED, choice.tender
    if choice.last in TENDERS and choice.last not in {None, Means.CASH}:
        return Way.TENDER, choice.last
    return Way.CASH, choice.tender


def usable_points(net: int, purse: Purse) -> int:
    """Return the most points that pay a whole amount, of a net sale at most.

    >>> usable_points(6120, Purse(points=1240, worth=Fraction(1)))
    1240
    """
    if not purse.worth:
        return 0
    most = min(purse.points, int(Fraction(max(net, 0)) / purse.worth))
    return most - most % purse.worth.denominator


def _spread(choice: Choice, net: int, purse: Purse) -> dict[Means, int]:
    """Return the parts of a mixed payment, which add up to the net sale wherever they can.

    What was typed last stands, also where it is too much. Of what was typed before only as much
    stands as there is room for. What is missing is filled up from what the customer owns and was
    not typed, then from the rest, then from what was typed before, then from the other money.
    """
    parts = _typed_parts(choice, net, purse)
    newest = choice.typed[-1][0] if choice.typed else None
    missing = net - sum(purse.value(means, amount) for means, amount in parts.items())
    for means in _fillers(choice, newest):
        room = {Means.STORED: purse.stored, Means.CREDIT: purse.credit}.get(means, net)
        more = max(min(missing, room - parts.get(means, 0)), 0)
        parts[means] = parts.get(means, 0) + more
        missing -= more
    return {means: amount for means, amount in parts.items() if amount}


def _typed_parts(choice: Choice, net: int, purse: Purse) -> dict[Means, int]:
    """Return what was typed: the newest part and points whole, the others as far as they fit."""
    typed = dict(choice.typed)
    newest = next(reversed(typed), None)
    if choice.most_points:
        typed = {Means.POINTS: usable_points(net, purse), **typed}
    parts = {means: amount for means, amount in typed.items() if means in {newest, Means.POINTS}}
    left = net - sum(purse.value(means, amount) for means, amount in parts.items())
    for means, amount in reversed(typed.items()):
        if means not in parts:
            parts[means] = min(amount, max(left, 0))
            left -= parts[means]
    return parts


def _fillers(choice: Choice, newest: Means | None) -> Iterable[Means]:
    typed = dict(choice.typed)
    other = choice.tender if choice.rest is Means.CASH else Means.CASH
    own = (Means.STORED, Means.CREDIT)
    order = [means for means in (*own, choice.rest) if means not in typed]
    order += [means for means in (*own, choice.rest) if means in typed]
    return [means for means in (*order, other) if means != newest]
