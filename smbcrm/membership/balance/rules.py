"""Card and balance: pure rules."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby

from smbcrm.membership.balance.ports import Owned
from smbcrm.membership.balance.types import KINDS, Ending, Holding, LotLeft, Parts, Purse
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.packages.types import Package
from smbcrm.membership.shop.types import money_of_points

ALWAYS = frozenset({Purse.STORED, Purse.POINTS})
"""Purses that every customer has, empty or not."""


def holdings(
    owned: Sequence[Owned],
    packages: Iterable[Package],
    brought: Mapping[str, int],
    worth: Fraction,
) -> tuple[Holding, ...]:
    """Return what lies in each purse; visits by package, those that are left first."""
    known = {package.unit: package for package in packages}
    found = [*_purses(owned, worth), *_visits(owned, known, brought)]
    return tuple(sorted(found, key=_order))


def drawn(lots: Iterable[LotLeft], amount: int) -> tuple[Ending, ...]:
    """Return what lies in lots by the day on which it ends, and what stays if an amount is taken.

    The lots are in the order in which they are drawn on (product.md section 3: soonest end first,
    then oldest), so those of one day stand together. Whatever the lots do not hold is not taken.
    """
    found = []
    for until, same in groupby(lots, key=lambda lot: lot.expires_on):
        had = sum(lot.left for lot in same)
        taken = max(min(had, amount), 0)
        amount -= taken
        found.append(Ending(until, had, had - taken))
    return tuple(found)


def _purses(owned: Sequence[Owned], worth: Fraction) -> Iterator[Holding]:
    """Yield every purse but visits that is always there or was ever moved."""
    for purse in Purse:
        parts = [one for one in owned if one.kind in KINDS[purse]]
        if purse is not Purse.VISITS and (parts or purse in ALWAYS):
            yield Holding(
                purse=purse,
                unit="",
                available=Parts(
                    sum(one.available for one in parts if one.kind is not AccountKind.GIFT),
                    sum(one.available for one in parts if one.kind is AccountKind.GIFT),
                ),
                ended=sum(one.ended for one in parts),
                until=min((one.until for one in parts if one.until), default=None),
                lots=sum(one.lots for one in parts),
                worth=_worth(parts, worth) if purse is Purse.POINTS else None,
            )


def _visits(
    owned: Sequence[Owned], known: Mapping[str, Package], brought: Mapping[str, int]
) -> Iterator[Holding]:
    """Yield the visits by package."""
    for one in owned:
        if one.kind is AccountKind.VISITS:
            package = known.get(one.unit)
            yield Holding(
                purse=Purse.VISITS,
                unit=one.unit,
                available=Parts(one.available),
                ended=one.ended,
                until=one.until,
                lots=one.lots,
                name=one.unit.partition(":")[2] if package is None else package.item.name,
                brought=brought.get(one.unit, 0),
                paused=one.paused,
                counted=package is None or package.counted,
            )


def _worth(points: Iterable[Owned], worth: Fraction) -> int:
    """Return what points may be redeemed for: nothing while a lot is below zero."""
    parts = tuple(points)
    if any(one.lowest < 0 for one in parts):
        return 0
    return money_of_points(sum(one.available for one in parts), worth)


def _order(holding: Holding) -> tuple[int, bool, str]:
    return tuple(Purse).index(holding.purse), not holding.available.total, holding.name
