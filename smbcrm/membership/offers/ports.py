"""What top-up offers need from the outside."""

from typing import TYPE_CHECKING, Protocol

from smbcrm.membership.shop.ports import ShopWork
from smbcrm.membership.staff.ports import StaffWork
from smbcrm.membership.tiers.ports import TierWork

if TYPE_CHECKING:
    from smbcrm.membership.offers.types import Offer


class OfferStore(Protocol):
    """The top-up offers."""

    def all(self) -> tuple["Offer", ...]:
        """Return every offer, also those switched off, smallest amount first."""

    def add(self, offer: "Offer") -> int:
        """Add an offer and return its number, which the database gives."""

    def put(self, offer: "Offer") -> None:
        """Write a known offer."""


class OfferWork(TierWork, Protocol):
    """The slice of a unit of work that knows offers."""

    @property
    def offers(self) -> OfferStore:
        """The offers."""


class OfferDesk(OfferWork, StaffWork, ShopWork, Protocol):
    """Everything that the use cases of offers need."""
