"""Tiers: the use cases.

What only reads is loaded at once, what changes something with the first change.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic

from smbcrm.core.clock import Clock
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.tiers.ports import Desk, EntrySteps

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from smbcrm.membership.changes.types import Changed
    from smbcrm.membership.requests.types import Act
    from smbcrm.membership.tiers.moves import ReviewList
    from smbcrm.membership.tiers.standing import ByHand, Close, TiersNow
    from smbcrm.membership.tiers.types import (
        HoldRequest,
        Membership,
        NewTier,
        Tier,
        TierChanges,
    )

# ruff: noqa: PLC0415 - see above


@dataclass(frozen=True, slots=True)
class TierService(Generic[Desk]):
    """Lists and edits tiers. The same request again changes nothing.

    A change counts for what is recorded after it: nobody who has reached a tier loses it, and
    what was earned, taken off or given stays as it was.
    """

    uow: UnitOfWork[Desk]
    clock: Clock
    entry: Callable[[], EntrySteps[Desk]]

    def all(self) -> "tuple[Tier, ...]":
        """Return the tiers by the rules of today, lowest first."""
        return self.uow.read(self._all)

    def _all(self, work: Desk) -> "tuple[Tier, ...]":
        coming = work.tiers.coming()
        if not coming:
            return work.tiers.all()
        from smbcrm.membership.tiers import rules

        return rules.live(work.tiers.all(), coming, work.settings.shop().day.date(self.clock.now()))

    def standing(self) -> "TiersNow":
        """Return the tiers with how many hold each, the rules to come, and the review dates."""
        from smbcrm.membership.tiers import standing

        return self.uow.read(standing.now, self.clock)

    def add(self, new: "NewTier", act: "Act | None" = None) -> "Tier":
        """Add a tier; nobody holds it before the next sale, or the review.

        Raises BadTierCode, TierCodeTaken, UnknownTier, NoSuchItem, and what `edit` raises.
        """
        from smbcrm.membership.tiers import editing

        return editing.add(self.uow, self.clock, new, act)

    def drop(self, code: str, act: "Act | None" = None) -> None:
        """Take away a tier that nobody had and nothing names.

        Raises TierInUse, TierNamed, UnknownTier.
        """
        from smbcrm.membership.tiers import editing

        editing.drop(self.uow, self.clock, code, act)

    def edit(
        self,
        tier: int | str,
        changes: "TierChanges",
        act: "Act | None" = None,
        *,
        later: bool = False,
    ) -> "Changed[Tier]":
        """Change a tier, named by its id or code; with `later` from tomorrow night on.

        A name changes at once. Raises UnknownTier, BadName, NameTaken, BadTier, BadTierTerm,
        FirstTier, TiersUnordered, NoSuchItem. To take it back:
        `edit(tier, changes.back_to(changed.before))`, `later` as before.
        """
        from smbcrm.membership.tiers import editing

        return editing.edit(self.uow, self.clock, tier, changes, act, later=later)

    def reorder(
        self, codes: "Sequence[str]", act: "Act | None" = None
    ) -> "Changed[tuple[Tier, ...]]":
        """Put the tiers into another order, lowest first; raise LowestStays, TiersUnordered."""
        from smbcrm.membership.tiers import editing

        return editing.reorder(self.uow, self.clock, codes, act)

    def hold(self, request: "HoldRequest", act: "Act | None" = None) -> "tuple[Membership, ...]":
        """Give a tier by hand, or release it; return the customer's memberships in order.

        It is a floor until its last day: no review lowers it, and more is reached as ever. Raises
        NobodyToHold, UnknownTier, BadHoldReason, HeldInPast, NothingHeld.
        """
        from smbcrm.membership.tiers import holding

        return holding.hold(self.uow, self.clock, self.entry(), request, act)

    def unhold(self, customer: int, act: "Act | None" = None) -> "tuple[Membership, ...]":
        """Take back the last tier given by hand today, as if it never was.

        Raises NothingHeld, and HeldVoucherUsed where a voucher that came with it was used.
        """
        from smbcrm.membership.tiers import holding

        return holding.unhold(self.uow, self.clock, self.entry(), customer, act)

    def close_to(self, tier: int, most: int = 3) -> "tuple[Close, ...]":
        """Return who lacks least of the spend that leads to a tier, the nearest first."""
        from smbcrm.membership.tiers import standing

        return self.uow.snapshot(standing.close_to, self.clock, tier, most)

    def by_hand(self) -> "tuple[ByHand, ...]":
        """Return who holds a tier by hand, what ends first first."""
        from smbcrm.membership.tiers import standing

        return self.uow.read(standing.by_hand, self.clock)

    def history(self, customer: int) -> "tuple[Membership, ...]":
        """Return the tiers that a customer got, with the reasons, in order."""
        return self.uow.read(lambda work: work.tiers.memberships(customer))

    def review(self, as_of: "dt.date | None" = None) -> "ReviewList":
        """Return who moves at the last review date until a day: today without one.

        It is judged as of that review date, also where it is applied later. Where it was applied
        they are those whom it moved.
        """
        from smbcrm.membership.tiers import reviewing

        return reviewing.listed(self.uow, self.clock, as_of)

    def apply_review(
        self, as_of: "dt.date | None" = None, act: "Act | None" = None
    ) -> "ReviewList":
        """Apply the review of the last review date until a day, once; return who moved.

        Raises NotYet, and ReviewPassed where one of a later date was applied.
        """
        from smbcrm.membership.tiers import reviewing

        return reviewing.apply(self.uow, self.clock, self.entry(), as_of, act)
