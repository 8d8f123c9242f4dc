"""What the use of visits needs from the outside."""

from typing import Protocol

from smbcrm.membership.relationships.ports import RelationshipWork
from smbcrm.membership.sales.ports import TillWork
from smbcrm.membership.visits.types import VisitUsed


class VisitsUsed(Protocol):
    """Looks back at the visits that were used, and stand."""

    def of(self, owner: int, unit: str, limit: int) -> tuple[VisitUsed, ...]:
        """Return the uses of a customer's package by its unit, newest first, whoever came."""


class VisitWork(TillWork, RelationshipWork, Protocol):
    """The slice of a unit of work that uses visits."""

    @property
    def visits_used(self) -> VisitsUsed:
        """The uses."""
