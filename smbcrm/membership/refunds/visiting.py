"""The visits of a refund: what of a package comes back, and what stands in the way.

A line of a package comes back with its visits, of which none may be missing. An amount brings none
back, until with it all of the sale has gone back: then everything goes that is left of it. Before
that what is kept pays for the visits that are not used yet: else they would be had for nothing.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from smbcrm.core.errors import UserError
from smbcrm.core.money import Money
from smbcrm.core.written import quantity_text
from smbcrm.membership.bills.types import BillVisits
from smbcrm.membership.ledger import rules as ledger
from smbcrm.membership.ledger.ending import has_ended
from smbcrm.membership.ledger.postings import NewEntry, SaleLine
from smbcrm.membership.ledger.types import AccountKind, House, Lot, OperationKind, Wallet
from smbcrm.membership.packages.steps import bill_visits
from smbcrm.membership.packages.types import Package
from smbcrm.membership.refunds import types as errors
from smbcrm.membership.refunds.rules import most_of_line, visits_of_line
from smbcrm.membership.sales.ports import TillWork


@dataclass(frozen=True, slots=True)
class ComingBack:
    """How much of each line of a sale comes back, and came back before, in thousandths.

    `amount` goes back and `kept` stays of the sale's net, in minor units. `whole`: no part of the
    sale can go back, for its net is nought.
    """

    quantities: Mapping[int, int]
    before: Mapping[int, int]
    amount: int
    kept: int
    whole: bool

    @property
    def last(self) -> bool:
        """Whether with it all of the sale has gone back."""
        return not self.kept


@dataclass(frozen=True, slots=True)
class SoldVisits:
    """A package of a sale: its lines, and where the visits are now that they brought.

    `own` are the lots of the sale's customer in drawing order, `elsewhere` those of others; what
    has ended is in neither. `used`: a pass that was used, of which nothing became less.
    """

    package: Package
    lines: tuple[SaleLine, ...]
    brought: int
    own: tuple[Lot, ...]
    elsewhere: tuple[Lot, ...]
    used: bool

    @property
    def left(self) -> int:
        """How many visits the customer has of them."""
        return sum(lot.remaining for lot in self.own)

    @property
    def handed_on(self) -> int:
        """How many visits others have of them."""
        return sum(lot.remaining for lot in self.elsewhere)

    def used_up(self, taken: int) -> int:
        """Return how many were used or have ended, where refunds took so many before."""
        return self.brought - taken - self.left - self.handed_on

    @property
    def worth(self) -> int:
        """What the visits that are not used yet were sold for, rounded up, in minor units."""
        unused = 0 if self.used else self.left + self.handed_on
        return -(-sum(line.net for line in self.lines) * unused // self.brought)

    def of_line(self, line: SaleLine) -> int:
        """Return the visits that a line brought."""
        return self.brought * line.quantity // sum(one.quantity for one in self.lines)


@dataclass(frozen=True, slots=True)
class VisitsBack:
    """The visits that a refund takes, by package, and the entries by which it does."""

    entries: tuple[NewEntry, ...] = ()
    taken: tuple[tuple[SoldVisits, int], ...] = ()


def visits_back(
    work: TillWork,
    today: dt.date,
    wallet: Wallet | None,
    sale: tuple[int, tuple[SaleLine, ...]],
    coming: ComingBack,
) -> VisitsBack:
    """Return the visits that go with a refund of a sale: its sequence number and lines.

    Raises VisitsElsewhere, VisitsUsed, AllVisitsUsed, VisitsUsedForNothing, VisitsKept.
    """
    if wallet is None:
        return VisitsBack()
    packages = _sold(work, today, wallet, *sale)
    _check_kept(work, packages, coming)
    taken = []
    for sold in packages:
        asked = _asked(work, today, sold, coming)
        taken.append((sold, sold.left if coming.last else asked))
    entries = [
        entry
        for sold, count in taken
        if count
        for entry in (
            *ledger.draw(sold.own, count),
            ledger.house(House.VISITS, sold.package.unit, count),
        )
    ]
    return VisitsBack(tuple(entries), tuple(taken))


def told(
    work: TillWork, wallet: Wallet | None, back: VisitsBack, earlier: Iterable[int]
) -> tuple[BillVisits, ...]:
    """Return what the bill says of the packages; `earlier` are the refunds before, by number."""
    if wallet is None or not back.taken:
        return ()
    before, now = _visits_moved(work, earlier), work.ledger.wallet(wallet.holder)
    moved = bill_visits([(sold.package, -count) for sold, count in back.taken], now)
    return tuple(
        replace(one, used=sold.used_up(-before[sold.package.unit])) if one.counted else one
        for one, (sold, _) in zip(moved, back.taken, strict=True)
    )


def _visits_moved(work: TillWork, operations: Iterable[int]) -> Counter[str]:
    """Return by how much operations changed what customers have of each package, by unit."""
    moved = Counter[str]()
    for seq in operations:
        for entry in work.ledger.entries(seq):
            if entry.kind == AccountKind.VISITS and entry.lot is not None:
                moved[entry.unit] += entry.amount
    return moved


def _sold(
    work: TillWork, today: dt.date, wallet: Wallet, seq: int, lines: tuple[SaleLine, ...]
) -> list[SoldVisits]:
    """Return the packages of a sale in the order of its lines."""
    family = work.ledger.visits_from(seq)
    if not family:
        return []
    brought = _visits_moved(work, [seq])
    living = [lot for lot in family if not has_ended(work, lot, today)]
    items = dict.fromkeys(line.item for line in lines if line.item is not None)
    found = filter(None, map(work.packages.get, items))
    return [
        _found(work, wallet, (package, brought[package.unit]), lines, living) for package in found
    ]


def _found(
    work: TillWork,
    wallet: Wallet,
    brought: tuple[Package, int],
    lines: tuple[SaleLine, ...],
    living: list[Lot],
) -> SoldVisits:
    package, count = brought
    lots = [lot for lot in living if lot.unit == package.unit]
    accounts = {account.id for account in wallet.accounts}
    own = tuple(lot for lot in lots if lot.account in accounts)
    return SoldVisits(
        package,
        tuple(line for line in lines if line.item == package.item.id),
        count,
        own,
        tuple(
            lot
            for lot in lots
            if lot.account not in accounts and lot.remaining and work.ledger.holder(lot.account)
        ),
        not package.counted and any(map(partial(_was_used, work), lots)),
    )


def _was_used(work: TillWork, lot: Lot) -> bool:
    used = OperationKind.VISIT_USE
    return work.ledger.later_on_lot(lot.id, lot.opened_by, used) is not None


def _asked(work: TillWork, today: dt.date, sold: SoldVisits, coming: ComingBack) -> int:
    """Return how many visits of a package come back with its lines."""
    asked, left = 0, 0 if sold.used else sold.left
    for line in sold.lines:
        quantity = coming.quantities.get(line.number, 0)
        before = coming.before.get(line.number, 0)
        brought = sold.of_line(line)
        count = visits_of_line(brought, line.quantity, before, quantity)
        if count > left - asked:
            _check_here(work, today, sold)
            raise _missing(sold, line, (count, left - asked), before, whole=coming.whole)
        asked += count
    if coming.last:
        _check_here(work, today, sold)
    return asked


def _check_here(work: TillWork, today: dt.date, sold: SoldVisits) -> None:
    """Raise VisitsElsewhere where others have some of the visits."""
    if sold.elsewhere:
        holder = work.ledger.holder(sold.elsewhere[0].account) or 0
        raise errors.VisitsElsewhere(
            count=sold.handed_on,
            package=sold.package.item.name,
            customer=work.customers.addressee(holder, today).full_name,
        )


def _check_kept(work: TillWork, packages: list[SoldVisits], coming: ComingBack) -> None:
    """Raise VisitsKept where an amount leaves less than the unused visits were sold for."""
    missing = sum(sold.worth for sold in packages) - coming.kept
    if coming.quantities or coming.last or missing <= 0:
        return
    sold = next(one for one in packages if one.worth)
    currency = work.settings.shop().currency
    raise errors.VisitsKept(
        count=sold.left + sold.handed_on,
        package=sold.package.item.name,
        most=Money(max(coming.amount - missing, 0), currency),
    )


def _missing(
    sold: SoldVisits, line: SaleLine, visits: tuple[int, int], before: int, *, whole: bool
) -> UserError:
    """Return the refusal of a line that asks for so many visits where so many are left."""
    asked, left = visits
    if whole:
        return errors.VisitsUsedForNothing(asked=asked, package=sold.package.item.name, left=left)
    most = most_of_line(sold.of_line(line), line.quantity, before, left)
    if not most:
        return errors.AllVisitsUsed(package=sold.package.item.name)
    return errors.VisitsUsed(
        asked=asked,
        package=sold.package.item.name,
        left=left,
        most=quantity_text(most),
        line=line.number,
    )
