"""Customers: the use cases."""

from dataclasses import dataclass, replace
from typing import Protocol

from smbcrm.core.clock import Clock
from smbcrm.core.ids import uuid7
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.customers import rules, steps, typed
from smbcrm.membership.customers.lists import (
    CustomerFilter,
    CustomerListWork,
    CustomerRow,
    CustomerSort,
)
from smbcrm.membership.customers.ports import CustomerWork
from smbcrm.membership.customers.search_keys import parse_query
from smbcrm.membership.customers.showing import show
from smbcrm.membership.customers.typed import FirstLook
from smbcrm.membership.customers.types import (
    Customer,
    CustomerChanged,
    Details,
    Found,
    Profile,
    Saved,
    Shown,
)
from smbcrm.membership.requests.types import Act, Done
from smbcrm.membership.staff.steps import Moment, once

ALL = CustomerFilter()
MOST_FOUND = 200


class CustomerDesk(CustomerWork, CustomerListWork, Protocol):
    """Everything that the use cases of customers need."""


@dataclass(frozen=True, slots=True)
class CustomerService:
    """Adds, edits, finds and lists customers."""

    uow: UnitOfWork[CustomerDesk]
    clock: Clock

    def add(self, details: Details, act: Act | None = None) -> Saved:
        """Add a customer with a principal account; the same request again adds nobody.

        Who looks alike is told and never refused. Raises the refusals of `rules` and `errors`.
        """
        return self.uow.run(self._add, details, act or Act(uuid7(self.clock)))

    def edit(self, customer: int, details: Details, act: Act | None = None) -> Saved:
        """Change what is given and nothing else; consents are added to the history."""
        return self.uow.run(self._edit, customer, details, act or Act(uuid7(self.clock)))

    def add_note(self, customer: int, text: str, act: Act | None = None) -> Saved:
        """Add a line to a customer's notes; a line that stands there already is not added twice.

        Raises UnknownCustomer, and TextTooLong where the notes have no room left.
        """
        return self.uow.run(self._note, customer, text, act or Act(uuid7(self.clock)))

    def look_at(self, details: Details) -> FirstLook:
        """Return what can be said while somebody still types: who looks alike, odd phones."""
        return self.uow.read(typed.look_at, details)

    def get(self, customer: int) -> Customer:
        """Return a customer with everything known; raise UnknownCustomer."""
        return self.uow.read(typed.known, customer)

    def show(self, customer: int) -> Shown:
        """Return a customer with the tier and the names behind the ids; raise UnknownCustomer."""
        return self.uow.read(self._show, customer)

    def find(self, text: str, limit: int = 20) -> tuple[Found, ...]:
        """Return the best matches for a typed text; none for a text too short to look for."""
        query = parse_query(text)
        if query is None:
            return ()
        most = max(1, min(limit, MOST_FOUND))
        return self.uow.read(lambda work: work.search.find(query, most))

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
        sort: CustomerSort = CustomerSort.NAME,
        offset: int = 0,
        limit: int = 200,
        *,
        descending: bool = False,
    ) -> tuple[CustomerRow, ...]:
        """Return the rows from a number on, counted from 0: for a table that jumps anywhere.

        Backwards is the very reverse. Rows that others add or sort anew meanwhile move the rest.
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

    def _add(self, work: CustomerDesk, details: Details, act: Act) -> Saved:
        asked = rules.asked_of(details)

        def step(at: Moment) -> Done:
            return typed.added(work, details, at)

        return typed.saved(work, once(work, self.clock, act, typed.ADD, asked, step))

    def _edit(self, work: CustomerDesk, customer: int, details: Details, act: Act) -> Saved:
        asked = {**rules.asked_of(details), "customer": customer}

        def step(at: Moment) -> Done:
            return _edited(work, customer, details, at)

        return typed.saved(work, once(work, self.clock, act, "customer_edit", asked, step))

    def _note(self, work: CustomerDesk, customer: int, text: str, act: Act) -> Saved:
        def step(at: Moment) -> Done:
            return _noted(work, customer, text, at)

        asked = {"customer": customer, "added": text}
        return typed.saved(work, once(work, self.clock, act, "customer_note", asked, step))

    def _show(self, work: CustomerDesk, customer: int) -> Shown:
        return show(work, customer, work.settings.shop().day.date(self.clock.now()))

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


def _edited(work: CustomerDesk, customer: int, details: Details, at: Moment) -> Done:
    work.customers.lock(customer)
    before = typed.known(work, customer)
    profile = typed.profile_of(work, details, before.profile, customer)
    if details.code is not None and details.code.strip() != before.code:
        work.customers.set_code(customer, steps.check_code(work, details.code, customer))
    work.customers.add_consents(customer, typed.consents_of(details, at))
    told = _only_changed(before.profile, profile)
    _write(work, customer, profile, at)
    return typed.done(customer, steps.alike(work, customer, told))


def _noted(work: CustomerDesk, customer: int, text: str, at: Moment) -> Done:
    work.customers.lock(customer)
    before = typed.known(work, customer).profile
    note = text.strip()
    if note and note not in before.notes.splitlines():
        notes = "\n".join(filter(None, (before.notes.rstrip(), note)))
        _write(work, customer, replace(before, notes=rules.checked_text("notes", notes)), at)
    return typed.done(customer, ())


def _write(work: CustomerDesk, customer: int, profile: Profile, at: Moment) -> None:
    work.customers.change(customer, profile, at.now)
    work.search.index([customer])
    work.record(CustomerChanged(frozenset({customer})))


def _only_changed(before: Profile, after: Profile) -> Profile:
    """Return of an edited customer only what is new, so that old warnings are not repeated."""
    known = {phone.e164 for phone in before.phones}
    same_person = (before.full_name, before.occasions) == (after.full_name, after.occasions)
    return Profile(
        full_name=after.full_name,
        email="" if after.email == before.email else after.email,
        phones=tuple(phone for phone in after.phones if phone.e164 not in known),
        occasions=() if same_person else after.occasions,
    )
