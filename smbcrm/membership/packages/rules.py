"""Visit packages: pure rules (product.md section 3, Visit package)."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from smbcrm.core.clock import add_months
from smbcrm.core.i18n import N_
from smbcrm.membership.items.types import Item
from smbcrm.membership.items.wrong import check_parts
from smbcrm.membership.ledger import rules as ledger
from smbcrm.membership.ledger.postings import NewEntry, NewLot, NewTerm
from smbcrm.membership.ledger.types import AccountKind, House, Lot, Wallet
from smbcrm.membership.packages import types
from smbcrm.membership.packages.types import NO_TERM, Package, PackageChanges, Terms

MOST_VISITS = 10_000
MOST_MONTHS = 1_200
_WHOLE = 1000
_GIVES = N_("A visit package gives visits, or lasts some months, or both: say at least one.")
_VISITS = N_("A visit package gives 1 to 10,000 visits.")
_MONTHS = N_("A visit package lasts 1 to 1,200 months.")
_FOR_EVER = dt.date.max


def check_terms(terms: Terms) -> Terms:
    """Return what a package gives; raise BadPackage."""
    parts = (
        (terms.visits is not None or terms.months is not None, _GIVES),
        (terms.visits is None or 0 < terms.visits <= MOST_VISITS, _VISITS),
        (terms.months is None or 0 < terms.months <= MOST_MONTHS, _MONTHS),
    )
    check_parts(types.BadPackage, parts)
    return replace(terms, service=terms.service or None)


def changed_terms(package: Package, changes: PackageChanges) -> Terms:
    """Return what a package gives with its changes; raise BadPackage, KindOfPackageStays.

    A pass stays one, and visits that are counted stay so: what was sold is of the same unit.
    """
    if changes.visits is not None and not package.counted:
        raise types.KindOfPackageStays(code=package.item.code)
    now = package.terms
    months = now.months if changes.months is None else changes.months
    return check_terms(
        Terms(
            now.visits if changes.visits is None else changes.visits,
            None if months == NO_TERM else months,
            now.service if changes.service is None else changes.service,
        )
    )


def whole(item: Item, quantity: int) -> int:
    """Return how many packages a quantity in thousandths is; raise WholePackages."""
    if quantity % _WHOLE:
        raise types.WholePackages(code=item.code)
    return quantity // _WHOLE


def last_day(package: Package, sold_on: dt.date) -> dt.date | None:
    """Return the last day of visits that are sold on a business date; None: they never end."""
    months = package.terms.months
    return None if months is None else add_months(sold_on, months)


def sold(
    wallet: Wallet, packages: Iterable[tuple[Package, int]], on: dt.date
) -> Iterator[NewEntry]:
    """Yield the entries of so many packages sold on a business date; one lot for each kind."""
    for package, count in packages:
        visits, ends = package.opens * count, last_day(package, on)
        yield ledger.house(House.VISITS, package.unit, -visits)
        yield ledger.credit(wallet, AccountKind.VISITS, package.unit, visits, ends)


def drawn(package: Package, lots: Sequence[Lot], count: int) -> tuple[NewEntry, ...]:
    """Return the entries by which visits are used; lots in drawing order hold enough.

    A pass is shown and put away again: what is drawn goes back to its lot.
    """
    taken = ledger.draw(lots, count)
    if package.counted:
        return (*taken, ledger.house(House.VISITS, package.unit, count))
    return (*taken, *(replace(entry, amount=-entry.amount) for entry in taken))


def check_left(package: Package, lots: Sequence[Lot], count: int) -> None:
    """Raise PackagePaused, NoVisits or ShortVisits where so many visits cannot be used."""
    check_running(package, lots)
    check_enough(package, lots, count)


def check_enough(package: Package, lots: Sequence[Lot], count: int) -> None:
    """Raise NoVisits or ShortVisits where lots do not hold so many visits."""
    left = sum(lot.remaining for lot in lots)
    if count <= left:
        return
    name, until = package.item.name, soonest(lots)
    if not left:
        raise types.NoVisits(package=name)
    if until is None:
        raise types.ShortVisits(asked=count, package=name, left=left)
    raise types.ShortVisitsUntil(asked=count, package=name, left=left, until=until)


def check_running(package: Package, lots: Iterable[Lot]) -> None:
    """Raise PackagePaused where a lot of it stands still."""
    since = paused_since(lots)
    if since is not None:
        raise types.PackagePaused(package=package.item.name, since=since)


def check_count(count: int) -> int:
    """Return a believable count of visits; raise BadCount."""
    if not 0 < count <= MOST_VISITS:
        raise types.BadCount(largest=MOST_VISITS)
    return count


def paused_since(lots: Iterable[Lot]) -> dt.date | None:
    """Return since when lots stand still; None where all are running."""
    return min((lot.paused for lot in lots if lot.paused is not None), default=None)


def soonest(lots: Iterable[Lot]) -> dt.date | None:
    """Return the last day of the lot that ends first; None where none ever does."""
    return min((lot.expires_on for lot in lots if lot.expires_on is not None), default=None)


def latest(lots: Iterable[Lot]) -> dt.date | None:
    """Return the last day of the lot that ends last; None where one never does."""
    last = max((lot.expires_on or _FOR_EVER for lot in lots), default=_FOR_EVER)
    return None if last == _FOR_EVER else last


def held(lots: Iterable[Lot]) -> tuple[NewTerm, ...]:
    """Return the terms that a pause writes: the lots it holds, with the ends they have."""
    return tuple(NewTerm(lot, lot.expires_on) for lot in lots)


def moved(
    lots: Iterable[Lot],
    paused: Mapping[int, dt.date],
    extended: Mapping[int, dt.date],
    today: dt.date,
) -> tuple[NewTerm, ...]:
    """Return the terms that a resumption writes: every lot ends later by the days it was held.

    `paused` says by account since when it stands still, `extended` by lot when that was given a
    later end. What came during the pause is held from then on only, and what was extended since
    that day, which said until when it lasts. A clock that was set back takes no day away.
    """
    return tuple(NewTerm(lot, _without_pause(lot, paused, extended, today)) for lot in lots)


def _without_pause(
    lot: Lot, paused: Mapping[int, dt.date], extended: Mapping[int, dt.date], today: dt.date
) -> dt.date | None:
    if lot.expires_on is None:
        return None
    held = max(paused[lot.account], lot.opened_on, extended.get(lot.id, lot.opened_on))
    return lot.expires_on + max(today - held, dt.timedelta())


def extended(living: Iterable[Lot], until: dt.date) -> tuple[NewTerm, ...]:
    """Return the terms of an extension: living lots that end sooner get that day."""
    return tuple(
        NewTerm(lot, until)
        for lot in living
        if lot.expires_on is not None and lot.expires_on < until
    )


def brought_back(
    ended: Iterable[Lot], lost: Mapping[int, int], until: dt.date
) -> Iterator[NewEntry]:
    """Yield the entries that bring back what ended lots lost, each in a new lot of its own."""
    for lot in ended:
        if visits := lost.get(lot.id, 0):
            yield ledger.house(House.EXPIRED, lot.unit, -visits)
            yield NewEntry(lot.account, lot.unit, visits, NewLot(until, lot.id))
