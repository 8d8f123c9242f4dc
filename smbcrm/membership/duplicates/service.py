"""Duplicates: the use case. It reads one moment, and changes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

from smbcrm.core.clock import Clock
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.customers.alike import Mark
from smbcrm.membership.customers.likeness import naming
from smbcrm.membership.duplicates.blocks import Blocks, Ids, blocks
from smbcrm.membership.duplicates.document import duplicates_document
from smbcrm.membership.duplicates.ports import DuplicateWork
from smbcrm.membership.duplicates.rules import score
from smbcrm.membership.duplicates.types import Crowd, Duplicates, Pair, Who
from smbcrm.membership.reports.document import Document


@dataclass(frozen=True, slots=True)
class DuplicateService:
    """Finds customers of whom two may be one person."""

    uow: UnitOfWork[DuplicateWork]
    clock: Clock

    def find(self) -> Duplicates:
        """Return the likely pairs, best first; then who was here first.

        Who are linked, or were said to be two, are two people, by the shop's own word: no pair is
        made of them.
        """
        return self.uow.snapshot(_find)

    def document(self, found: Duplicates, limit: int | None = None) -> Document:
        """Return the list as a report: so many pairs of it, all without a limit."""
        shop = self.uow.read(lambda work: work.settings.shop())
        return duplicates_document(found, limit, shop, self.clock.now())


def _find(work: DuplicateWork) -> Duplicates:
    found = blocks(work.duplicates.marks(), work.duplicates.births())
    for pair in work.duplicates.linked():
        found.pairs.pop(pair, None)
    names = work.customers.codes(sorted({one for pair in found.pairs for one in pair}))
    pairs = [_pair(found, ids, names) for ids in found.pairs]
    pairs.sort(key=lambda pair: (-pair.score, pair.one.id, pair.other.id))
    return Duplicates(tuple(pairs), tuple(sorted(found.crowds, key=_order)))


def _pair(found: Blocks, ids: Ids, names: Mapping[int, tuple[str, str]]) -> Pair:
    one, other = (Who(customer, *names[customer]) for customer in ids)
    reasons, named = frozenset(found.pairs[ids]), naming(one.full_name, other.full_name)
    return Pair(one, other, reasons, named, score(reasons, named))


def _order(crowd: Crowd) -> tuple[int, tuple[str, ...]]:
    """Return what crowds are sorted by: the largest first."""
    match crowd.shared:
        case Mark():
            return -crowd.customers, crowd.shared
        case born:
            day = born.calendar, f"{born.year or 0:04}", f"{born.month:02}", f"{born.day or 0:02}"
            return -crowd.customers, (*day, str(born.is_leap_month), crowd.name)
