"""What duplicates need from the outside."""

from collections.abc import Iterable
from typing import Protocol

from smbcrm.membership.customers.alike import Mark
from smbcrm.membership.customers.ports import CustomerWork
from smbcrm.membership.duplicates.blocks import Ids
from smbcrm.membership.duplicates.types import Born


class DuplicateQuery(Protocol):
    """Reads what several customers may have in common."""

    def marks(self) -> Iterable[tuple[int, Mark]]:
        """Yield customers with marks, at least all that two or more have."""

    def births(self) -> Iterable[Born]:
        """Yield birthdays whose day is known, those of one day (`blocks.day_of`) together."""

    def linked(self) -> frozenset[Ids]:
        """Return who is related to whom, or was said to be two people."""


class DuplicateWork(CustomerWork, Protocol):
    """The slice of a unit of work that looks for duplicates."""

    @property
    def duplicates(self) -> DuplicateQuery:
        """What customers have in common."""
