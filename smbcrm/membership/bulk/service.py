"""Many customers at once: the use cases."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from smbcrm.core.clock import Clock
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import Counted
from smbcrm.core.ids import uuid7
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.bulk.ports import BulkWork, Deed
from smbcrm.membership.bulk.rules import act_for, counted, here
from smbcrm.membership.bulk.types import GONE, REFUSED, Outcome, Outlook
from smbcrm.membership.requests.types import Act
from smbcrm.membership.tiers.ports import EntrySteps

_BATCH = 50
"""Customers in one transaction: tills wait no longer than for a sale or two."""

GoOn = Callable[[int, int], bool]
"""Told how many are through, of how many; returns whether to go on."""


def _on(_through: int, _all: int) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class _Means:
    """What deeds are done with."""

    clock: Clock
    entry: EntrySteps[BulkWork]


@dataclass(frozen=True, slots=True)
class BulkService:
    """Does the same for many customers, in batches of which each is whole."""

    uow: UnitOfWork[BulkWork]
    clock: Clock
    entry: Callable[[], EntrySteps[BulkWork]]

    def look(self, deed: Deed, customers: Sequence[int]) -> Outlook:
        """Return for how many a deed would be done, and who would be left out and why."""

        def read(work: BulkWork) -> Outlook:
            left = self._left_out(work, deed, customers)
            return Outlook(len(set(customers)) - len(left), counted(left))

        return self.uow.read(read)

    def do(
        self, deed: Deed, customers: Sequence[int], act: Act | None = None, go_on: GoOn = _on
    ) -> Outcome:
        """Do it for all but those who are left out; the same request again does it once for each.

        What is refused or goes wrong before anybody is through is raised; later it is told.
        """
        made = act or Act(uuid7(self.clock))
        ids = sorted(set(customers))
        done: list[int] = []
        left: dict[int, Counted] = {}
        refusal: UserError | None = None
        for batch in _batches(ids, 1 if deed.alone else _BATCH):
            if not go_on(len(done) + len(left), len(ids)):
                return Outcome(tuple(done), counted(left), stopped=True)
            try:
                passed = self.uow.run(self._batch, deed, batch, made)
            except UserError as error:
                refusal = error
                passed = dict.fromkeys(batch, REFUSED)
            except Exception as error:
                if not done:
                    raise
                return Outcome(tuple(done), counted(left), fault=error)
            left |= passed
            done += [one for one in batch if one not in passed]
        if refusal is not None and not done:
            raise refusal
        go_on(len(ids), len(ids))
        return Outcome(tuple(done), counted(left))

    def _batch(
        self, work: BulkWork, deed: Deed, customers: Sequence[int], act: Act
    ) -> dict[int, Counted]:
        """Do it for a few in one transaction; return who was left out."""
        left = self._left_out(work, deed, customers)
        means = _Means(self.clock, self.entry())
        for customer in customers:
            if customer not in left:
                deed.do(work, means, customer, act_for(act, customer))
        return left

    def _left_out(self, work: BulkWork, deed: Deed, customers: Sequence[int]) -> dict[int, Counted]:
        today = work.settings.shop().day.date(self.clock.now())
        there = here(work, customers)
        left = dict(deed.left_out(work, sorted(there), today))
        return left | dict.fromkeys(set(customers) - there, GONE)


def _batches(ids: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), size):
        yield ids[start : start + size]
