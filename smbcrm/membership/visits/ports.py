"""What the use of visits needs from the outside."""

from typing import Protocol

from smbcrm.membership.relationships.ports import RelationshipWork
from smbcrm.membership.sales.ports import TillWork


class VisitWork(TillWork, RelationshipWork, Protocol):
    """The slice of a unit of work that uses visits."""
