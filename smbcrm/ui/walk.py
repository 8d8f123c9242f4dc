"""The list that a customer was opened from, and the way through it."""

from dataclasses import dataclass, replace

from smbcrm.membership.customers.lists import CustomerFilter, ListSort
from smbcrm.membership.customers.service import CustomerService

_AROUND = 100
"""Rows at both sides among which somebody is looked for whose number others have changed."""


@dataclass(frozen=True, slots=True)
class Walk:
    """A list of customers and the number, counted from 0, of the one who is looked at.

    Its methods ask the database: they are for workers.
    """

    customers: CustomerService
    chosen: CustomerFilter
    sort: ListSort
    descending: bool
    number: int

    def found(self, customer: int) -> "Walk":
        """Return the walk with the number that a customer has now, where they are still near."""
        first = max(0, self.number - _AROUND)
        ids = self._ids(first, 2 * _AROUND)
        if customer not in ids:
            return self
        return replace(self, number=first + ids.index(customer))

    def step(self, customer: int, by: int) -> "tuple[Walk, int | None]":
        """Return the walk one row on (+1) or back (-1), and who stands there; None at the ends."""
        now = self.found(customer)
        number = now.number + by
        ids = self._ids(number, 1) if number >= 0 else ()
        return (replace(now, number=number), ids[0]) if ids else (now, None)

    def count(self) -> int:
        """Return how many the list has."""
        return self.customers.count(self.chosen)

    def _ids(self, first: int, limit: int) -> tuple[int, ...]:
        rows = self.customers.page_at(
            self.chosen, self.sort, first, limit, descending=self.descending
        )
        return tuple(row.id for row in rows)
