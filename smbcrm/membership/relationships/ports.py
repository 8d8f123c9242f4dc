"""What relationships need from the outside."""

from collections.abc import Sequence
from typing import Protocol

from smbcrm.membership.customers.ports import CustomerWork
from smbcrm.membership.relationships.types import Link, LinkKind, StaffCustomer


class RelationshipStore(Protocol):
    """Links between people; one is kept in both directions."""

    def of(self, customer: int) -> tuple[Link, ...]:
        """Return what others are to a customer, in the order of their ids."""

    def put(self, links: Sequence[tuple[int, int, LinkKind]]) -> None:
        """Write what the second of two is to the first, whatever it was."""

    def remove(self, customer: int, other: int) -> int:
        """Take the links between two away; return how many rows there were."""

    def staff_customers(self) -> tuple[StaffCustomer, ...]:
        """Return who of the staff is a customer, in the order they came."""

    def put_staff(self, staff: int, customer: int | None) -> None:
        """Write which customer somebody of the staff is; None: nobody."""


class RelationshipWork(CustomerWork, Protocol):
    """The slice of a unit of work that knows relationships."""

    @property
    def relationships(self) -> RelationshipStore:
        """The links."""
