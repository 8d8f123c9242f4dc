"""Merging: the use cases. The same request counts once."""

from dataclasses import dataclass

from smbcrm.core.clock import Clock
from smbcrm.core.ids import uuid7
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.customers.types import CustomerChanged
from smbcrm.membership.merging import joining
from smbcrm.membership.merging.parting import part
from smbcrm.membership.merging.ports import MergeWork
from smbcrm.membership.merging.previewing import previewed
from smbcrm.membership.merging.rules import first_moment
from smbcrm.membership.merging.types import Choices, Merge, MergedWithSelf, Preview, UnknownMerge
from smbcrm.membership.requests.types import Act, Done
from smbcrm.membership.staff.steps import Moment, moment, once

NOTHING: Choices = {}


@dataclass(frozen=True, slots=True)
class MergeService:
    """Makes one customer of two, and two of one again."""

    uow: UnitOfWork[MergeWork]
    clock: Clock

    def preview(
        self, keep: int, other: int, chosen: Choices = NOTHING, act: Act | None = None
    ) -> Preview:
        """Return what a merge would do, by doing it and taking it back; raises as `merge`."""
        given = self._act(act)

        def step(work: MergeWork) -> Preview:
            at = moment(work, self.clock, given)
            return previewed(work, joining.paired(work, keep, other, chosen), at)

        return self.uow.rehearse(step)

    def merge(
        self, keep: int, other: int, chosen: Choices = NOTHING, act: Act | None = None
    ) -> Merge:
        """Give one customer everything of another, who then is nobody of their own any more.

        `chosen` says whose value stays of a field. Raises MergedWithSelf, MergedAway, KindsDiffer,
        BothStaff, PausedApart, ImportStandsOpen, UnknownCustomer, and TextTooLong or TooMany where
        a field has no room for both.
        """
        sides = {str(field): side.value for field, side in chosen.items()}
        asked: dict[str, object] = {"keep": keep, "other": other, **sides}
        given = self._act(act)

        def run(work: MergeWork) -> Merge:
            def step(at: Moment) -> Done:
                pair = joining.paired(work, keep, other, chosen)
                return Done(str(joining.join(work, pair, at)), keep)

            return _kept(work, once(work, self.clock, given, "customer_merge", asked, step))

        return self.uow.run(run)

    def undo(self, merge: int, act: Act | None = None) -> Merge:
        """Make two customers again of the one that a merge made.

        Operations recorded since stay with the accounts they touched, what was written since about
        the customer stays with who stayed. Raises UnknownMerge, MergeUndone, MergeTooOld,
        LaterMerge, ImportStandsOpen, OldCodeTaken.
        """
        given = self._act(act)

        def run(work: MergeWork) -> Merge:
            def step(at: Moment) -> Done:
                return Done(str(merge), part(work, merge, at).kept.id)

            asked = {"merge": merge}
            return _kept(work, once(work, self.clock, given, "merge_undo", asked, step))

        return self.uow.run(run)

    def forget_old(self) -> None:
        """Forget what is kept of the rows of merges that it is too late to undo."""
        before = first_moment(self.clock.now())
        if self.uow.read(lambda work: work.merges.keeps_before(before)):
            self.uow.run(lambda work: work.merges.forget_before(before))

    def all(self) -> tuple[Merge, ...]:
        """Return the merges, newest first, also those that were undone."""
        return self.uow.read(lambda work: work.merges.all())

    def set_apart(self, one: int, other: int, act: Act | None = None) -> bool:
        """Remember that two who look alike are two people; tell whether that was new.

        Raises MergedWithSelf, MergedAway, UnknownCustomer.
        """
        return self._mark(one, other, act, apart=True)

    def set_together(self, one: int, other: int, act: Act | None = None) -> bool:
        """Forget that they are two people; tell whether it was known. Raises as `set_apart`."""
        return self._mark(one, other, act, apart=False)

    def _mark(self, one: int, other: int, act: Act | None, *, apart: bool) -> bool:
        given = self._act(act)

        def run(work: MergeWork) -> bool:
            def step(_: Moment) -> Done:
                if one == other:
                    raise MergedWithSelf
                for customer in sorted((one, other)):
                    if not work.customers.lock(customer):
                        raise work.customers.gone(customer)
                put = work.merges.put_apart if apart else work.merges.put_together
                work.record(CustomerChanged(frozenset((one, other))))
                return Done("1" if put(one, other) else "", one)

            asked = {"one": one, "other": other, "apart": apart}
            return bool(once(work, self.clock, given, "customer_apart", asked, step))

        return self.uow.run(run)

    def _act(self, act: Act | None) -> Act:
        return act or Act(uuid7(self.clock))


def _kept(work: MergeWork, result: str) -> Merge:
    known = work.merges.get(int(result))
    if known is None:
        raise UnknownMerge(merge=int(result))
    return known
