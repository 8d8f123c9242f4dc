"""Tiers: the use cases.

What only reads is loaded at once, what changes something with the first change.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smbcrm.core.clock import Clock
from smbcrm.core.work import UnitOfWork

if TYPE_CHECKING:
    from smbcrm.membership.changes.types import Changed
    from smbcrm.membership.requests.types import Act
    from smbcrm.membership.tiers.ports import TierDesk
    from smbcrm.membership.tiers.types import Tier, TierChanges

# ruff: noqa: PLC0415 - see above


@dataclass(frozen=True, slots=True)
class TierService:
    """Lists and edits tiers. The same request again changes nothing.

    A change counts for what is recorded after it: nobody who has reached a tier loses it, and
    what was earned or taken off stays as it was.
    """

    uow: UnitOfWork["TierDesk"]
    clock: Clock

    def all(self) -> "tuple[Tier, ...]":
        """Return the tiers, lowest first."""
        return self.uow.read(lambda work: work.tiers.all())

    def edit(
        self, tier: int | str, changes: "TierChanges", act: "Act | None" = None
    ) -> "Changed[Tier]":
        """Change a tier, named by its id or code.

        Raises UnknownTier, BadName, NameTaken, BadTier, FirstTier, TiersUnordered. To take it
        back: `edit(tier, changes.back_to(changed.before))`.
        """
        from smbcrm.membership.tiers import editing

        return editing.edit(self.uow, self.clock, tier, changes, act)
