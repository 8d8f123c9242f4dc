"""Top-up offers: the use cases.

What only reads is loaded at once, what changes something with the first change.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smbcrm.core.clock import Clock
from smbcrm.core.work import UnitOfWork

if TYPE_CHECKING:
    from smbcrm.membership.changes.types import Changed
    from smbcrm.membership.offers.ports import OfferDesk
    from smbcrm.membership.offers.types import NewOffer, Offer, OfferChanges
    from smbcrm.membership.requests.types import Act

# ruff: noqa: PLC0415 - see above


@dataclass(frozen=True, slots=True)
class OfferService:
    """Lists and edits top-up offers. The same request again changes nothing.

    A change counts for the top-ups after it; what was given stays.
    """

    uow: UnitOfWork["OfferDesk"]
    clock: Clock

    def all(self) -> "tuple[Offer, ...]":
        """Return every offer, also those switched off, smallest amount first."""
        return self.uow.read(lambda work: work.offers.all())

    def holding_for(self, customer: int) -> "tuple[Offer, ...]":
        """Return the offers that hold for a customer today, smallest amount first.

        One that brings no more than another for the same money is left out.
        """
        from smbcrm.membership.offers.rules import worth_choosing
        from smbcrm.membership.offers.steps import offers_on
        from smbcrm.membership.tiers.steps import tier_on

        def read(work: "OfferDesk") -> "tuple[Offer, ...]":
            today = work.settings.shop().day.date(self.clock.now())
            return worth_choosing(offers_on(work, tier_on(work, customer, today), today))

        return self.uow.read(read)

    def add(self, new: "NewOffer", act: "Act | None" = None) -> "Offer":
        """Add an offer. Raises BadOffer, GenerousOffer, OfferEndsFirst, SameOffer, UnknownTier.

        To take it back: `edit` it with `active` off.
        """
        from smbcrm.membership.offers import editing

        return editing.add(self.uow, self.clock, new, act)

    def edit(
        self, number: int, changes: "OfferChanges", act: "Act | None" = None
    ) -> "Changed[Offer]":
        """Change an offer by its number, or switch it off and on.

        Raises UnknownOffer and what `add` raises. To take it back:
        `edit(number, changes.back_to(changed.before))`.
        """
        from smbcrm.membership.offers import editing

        return editing.edit(self.uow, self.clock, number, changes, act)
