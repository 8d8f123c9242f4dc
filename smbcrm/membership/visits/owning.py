"""The packages that somebody may use today: what is left, what has ended, who came when."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from smbcrm.core.clock import Clock
from smbcrm.membership.ledger.ending import has_ended
from smbcrm.membership.ledger.types import Lot
from smbcrm.membership.packages.steps import standings
from smbcrm.membership.packages.types import PackageStanding
from smbcrm.membership.relationships.types import HOUSEHOLD
from smbcrm.membership.visits.ports import VisitWork
from smbcrm.membership.visits.types import VisitUsed

MOST_USED = 10
"""Uses that are told of each package."""


@dataclass(frozen=True, slots=True)
class OwnedPackage:
    """A package as it stands for who may use it.

    `brought` is how many visits those lots brought that still hold some. `lost` visits ended unused
    on `ended`; an extension brings them back. `owner_name` is empty for the customer's own,
    `service` for a package that is for no service of its own.
    """

    standing: PackageStanding
    owner: int
    owner_name: str
    service: str
    brought: int
    lost: int
    ended: dt.date | None
    used: tuple[VisitUsed, ...]

    @property
    def usable(self) -> bool:
        """Whether a visit can be used now."""
        return self.standing.left > 0 and self.standing.paused is None


def owned(work: VisitWork, clock: Clock, customer: int) -> tuple[OwnedPackage, ...]:
    """Return the packages of a customer, then those of the household that hold something.

    What can be used comes first, then what stands still, has ended, is used up.
    """
    today = work.settings.shop().day.date(clock.now())
    found = list(_of(work, customer, "", today))
    for link in work.relationships.of(customer):
        if link.kind in HOUSEHOLD:
            theirs = _of(work, link.customer, link.full_name or link.code, today)
            found += [one for one in theirs if one.standing.left]
    return tuple(sorted(found, key=_place))


def _place(one: OwnedPackage) -> tuple[bool, bool, bool]:
    return not one.usable, one.standing.paused is None, not one.lost


def _of(work: VisitWork, customer: int, name: str, today: dt.date) -> Iterator[OwnedPackage]:
    for standing in standings(work, work.ledger.wallet(customer), today):
        unit = standing.package.unit
        lots = work.ledger.all_lots(customer, unit)
        over = tuple(lot for lot in lots if has_ended(work, lot, today))
        lost = _lost(work, over)
        yield OwnedPackage(
            standing,
            customer,
            name,
            _service(work, standing),
            sum(_brought(work, lot) for lot in lots if lot.remaining and lot not in over),
            sum(lost.values()),
            max(
                (lot.expires_on for lot in over if lot.expires_on and lot.id in lost), default=None
            ),
            work.visits_used.of(customer, unit, MOST_USED),
        )


def _service(work: VisitWork, standing: PackageStanding) -> str:
    code = standing.package.terms.service
    item = None if code is None else work.items.find(code)
    return "" if item is None else item.name


def _lost(work: VisitWork, over: tuple[Lot, ...]) -> dict[int, int]:
    """Return what lots held when they ended, whether that was booked already or not."""
    lost = work.ledger.lost_on([lot.id for lot in over])
    return {**lost, **{lot.id: lot.remaining for lot in over if lot.remaining}}


def _brought(work: VisitWork, lot: Lot) -> int:
    return {one.id: amount for one, amount in work.ledger.opened_by(lot.opened_by)}[lot.id]
