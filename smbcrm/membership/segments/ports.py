"""What segments need from the outside."""

from typing import Protocol

from smbcrm.membership.customers.lists import CustomerListWork
from smbcrm.membership.customers.ports import CustomerWork
from smbcrm.membership.segments.types import Segment


class SegmentStore(Protocol):
    """The segments; a name is one whatever its capitals."""

    def all(self) -> tuple[Segment, ...]:
        """Return every segment by name."""

    def get(self, name: str, *, hold: bool = False) -> Segment | None:
        """Return the segment of that name; `hold` it to the end of the step."""

    def add(self, name: str, content: str) -> int:
        """Add a segment and return its number."""

    def put(self, segment: Segment) -> None:
        """Write name and content of a known segment."""

    def remove(self, number: int) -> None:
        """Remove a segment."""


class SegmentDesk(CustomerWork, CustomerListWork, Protocol):
    """Everything that the use cases of segments need."""

    @property
    def segments(self) -> SegmentStore:
        """The segments."""
