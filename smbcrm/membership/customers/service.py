"""Customers: the use cases.

What only reads is loaded at once, what changes something with the first change.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from smbcrm.core.clock import Clock
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.customers.lists import (
    CustomerFilter,
    CustomerListWork,
    CustomerRow,
    CustomerSort,
    ListSort,
)
from smbcrm.membership.customers.ports import CustomerWork
from smbcrm.membership.customers.search_keys import parse_query

if TYPE_CHECKING:
    from smbcrm.membership.customers.found import Found
    from smbcrm.membership.customers.typed import FirstLook
    from smbcrm.membership.customers.types import Customer, Details, Saved, Shown
    from smbcrm.membership.occasions.keeping import Meant
    from smbcrm.membership.occasions.types import Occasion
    from smbcrm.membership.requests.types import Act

# ruff: noqa: PLC0415 - see above

ALL = CustomerFilter()
MOST_FOUND = 200


class CustomerDesk(CustomerWork, CustomerListWork, Protocol):
    """Everything that the use cases of customers need."""


@dataclass(frozen=True, slots=True)
class CustomerService:
    """Adds, edits, finds and lists customers."""

    uow: UnitOfWork[CustomerDesk]
    clock: Clock

    def add(self, details: "Details", act: "Act | None" = None) -> "Saved":
        """Add a customer with a principal account; the same request again adds nobody.

        Who looks alike is told and never refused. Raises the refusals of `rules` and `errors`.
        """
        from smbcrm.membership.customers import editing

        return editing.add(self.uow, self.clock, details, act)

    def edit(self, customer: int, details: "Details", act: "Act | None" = None) -> "Saved":
        """Change what is given and nothing else; consents are added to the history."""
        from smbcrm.membership.customers import editing

        return editing.edit(self.uow, self.clock, customer, details, act)

    def drop_occasion(self, customer: int, meant: "Meant", act: "Act | None" = None) -> "Saved":
        """Take the occasion that is meant away from a customer.

        Raises UnknownCustomer, NoSuchOccasion, SeveralOccasions.
        """
        from smbcrm.membership.customers import editing

        return editing.drop_occasion(self.uow, self.clock, customer, meant, act)

    def put_occasion(
        self,
        customer: int,
        occasion: "Occasion",
        instead_of: "Occasion | None" = None,
        act: "Act | None" = None,
    ) -> "Saved":
        """Write an occasion down, in the place of the very one that is given, if one is.

        One of the same kind and name goes, too, as with `Details.occasions`.
        Raises UnknownCustomer, NoSuchOccasion, TextTooLong, TooMany.
        """
        from smbcrm.membership.customers import editing

        return editing.put_occasion(self.uow, self.clock, customer, (occasion, instead_of), act)

    def look_at(self, details: "Details") -> "FirstLook":
        """Return what can be said while somebody still types: who looks alike, odd phones."""
        from smbcrm.membership.customers.typed import look_at

        return self.uow.read(look_at, details)

    def get(self, customer: int) -> "Customer":
        """Return a customer with everything known; raise UnknownCustomer."""
        from smbcrm.membership.customers.typed import known

        return self.uow.read(known, customer)

    def show(self, customer: int) -> "Shown":
        """Return a customer with the tier and the names behind the ids; raise UnknownCustomer."""
        from smbcrm.membership.customers.showing import show

        def read(work: CustomerDesk) -> "Shown":
            return show(work, customer, work.settings.shop().day.date(self.clock.now()))

        return self.uow.read(read)

    def find(self, text: str, limit: int = 20) -> "tuple[Found, ...]":
        """Return the best matches for a typed text; none for a text too short to look for."""
        query = parse_query(text)
        if query is None:
            return ()
        most = max(1, min(limit, MOST_FOUND))

        def read(work: CustomerDesk) -> "tuple[Found, ...]":
            today = work.settings.shop().day.date(self.clock.now())
            return work.search.find(query, most, today)

        return self.uow.read(read)

    def count(self, chosen: CustomerFilter = ALL) -> int:
        """Return how many customers there are."""
        return self.uow.read(lambda work: work.customer_list.count(chosen))

    def page(
        self,
        chosen: CustomerFilter = ALL,
        sort: CustomerSort = CustomerSort.CODE,
        after: tuple[str, int] | None = None,
        limit: int = 200,
    ) -> tuple[CustomerRow, ...]:
        """Return the rows after a place (`CustomerRow.place`) in a `KEYED` order."""
        return self.uow.read(self._page, chosen, sort, after, limit)

    def page_at(
        self,
        chosen: CustomerFilter = ALL,
        sort: ListSort = CustomerSort.NAME,
        offset: int = 0,
        limit: int = 200,
        *,
        descending: bool = False,
    ) -> tuple[CustomerRow, ...]:
        """Return the rows from a number on, counted from 0: for a table that jumps anywhere.

        Rows that others add or sort anew meanwhile move the rest.
        """

        def read(work: CustomerDesk) -> tuple[CustomerRow, ...]:
            today = work.settings.shop().day.date(self.clock.now())
            return work.customer_list.page_at(
                chosen, sort, offset, limit, today, descending=descending
            )

        return self.uow.read(read)

    def ids(self, chosen: CustomerFilter = ALL) -> tuple[int, ...]:
        """Return the ids of the customers, in the order they were added."""
        return self.uow.read(lambda work: work.customer_list.ids(chosen))

    def statement(self, chosen: CustomerFilter) -> str:
        """Return the SQL that finds them, which only reads, as `SegmentService.statement` does."""
        return self.uow.read(lambda work: work.customer_list.statement(chosen))

    def _page(
        self,
        work: CustomerDesk,
        chosen: CustomerFilter,
        sort: CustomerSort,
        after: tuple[str, int] | None,
        limit: int,
    ) -> tuple[CustomerRow, ...]:
        today = work.settings.shop().day.date(self.clock.now())
        return work.customer_list.page(chosen, sort, after, limit, today)
