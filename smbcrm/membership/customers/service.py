"""Customers: the use cases."""

import json
from dataclasses import dataclass, replace
from typing import Protocol

from smbcrm.core.clock import Clock
from smbcrm.core.ids import uuid7
from smbcrm.core.text import clean
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.customers import errors, rules, steps
from smbcrm.membership.customers.lists import (
    CustomerFilter,
    CustomerListWork,
    CustomerRow,
    CustomerSort,
)
from smbcrm.membership.customers.ports import CustomerWork
from smbcrm.membership.customers.search_keys import parse_query
from smbcrm.membership.customers.types import (
    Alike,
    Consent,
    Customer,
    CustomerChanged,
    Details,
    Found,
    NewCustomer,
    Profile,
    Sameness,
    Saved,
    Shown,
)
from smbcrm.membership.requests.types import Act, Done
from smbcrm.membership.staff.steps import Moment, once, staff_called
from smbcrm.membership.tiers.steps import tier_on

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

    def get(self, customer: int) -> Customer:
        """Return a customer with everything known; raise UnknownCustomer."""
        return self.uow.read(_known, customer)

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
        """Return the rows of the list after a place (`CustomerRow.place`) in its order."""
        return self.uow.read(self._page, chosen, sort, after, limit)

    def ids(self, chosen: CustomerFilter = ALL) -> tuple[int, ...]:
        """Return the ids of the customers, in the order they were added."""
        return self.uow.read(lambda work: work.customer_list.ids(chosen))

    def _add(self, work: CustomerDesk, details: Details, act: Act) -> Saved:
        asked = rules.asked_of(details)

        def step(at: Moment) -> Done:
            return _added(work, details, at)

        return _saved(work, once(work, self.clock, act, "customer_add", asked, step))

    def _edit(self, work: CustomerDesk, customer: int, details: Details, act: Act) -> Saved:
        asked = {**rules.asked_of(details), "customer": customer}

        def step(at: Moment) -> Done:
            return _edited(work, customer, details, at)

        return _saved(work, once(work, self.clock, act, "customer_edit", asked, step))

    def _show(self, work: CustomerDesk, customer: int) -> Shown:
        known = _known(work, customer)
        today = work.settings.shop().day.date(self.clock.now())
        referrer, keeper = known.profile.referrer, known.profile.looked_after_by
        codes = {} if referrer is None else work.customers.codes([referrer])
        names = {one.id: one.name for one in work.staff.staff()}
        return Shown(
            known,
            tier_on(work, customer, today).name,
            "" if referrer is None else codes[referrer][0],
            "" if keeper is None else names.get(keeper, ""),
        )

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


def _known(work: CustomerDesk, customer: int) -> Customer:
    known = work.customers.get(customer)
    if known is None:
        raise errors.UnknownCustomer
    return known


def _added(work: CustomerDesk, details: Details, at: Moment) -> Done:
    profile = _profile(work, details, Profile(), None)
    code = steps.check_code(work, details.code, None) if details.code else None
    alike = steps.alike(work, None, profile)
    new = NewCustomer(profile, code, _consents(details, at))
    (customer,) = steps.add_customers(work, (new,), at.now)
    return _done(customer, alike)


def _edited(work: CustomerDesk, customer: int, details: Details, at: Moment) -> Done:
    work.customers.lock(customer)
    before = _known(work, customer)
    profile = _profile(work, details, before.profile, customer)
    if details.code is not None and details.code.strip() != before.code:
        work.customers.set_code(customer, steps.check_code(work, details.code, customer))
    work.customers.change(customer, profile, at.now)
    work.customers.add_consents(customer, _consents(details, at))
    work.search.index([customer])
    work.record(CustomerChanged(frozenset({customer})))
    told = _only_changed(before.profile, profile)
    return _done(customer, steps.alike(work, customer, told))


def _consents(details: Details, at: Moment) -> tuple[Consent, ...]:
    return tuple(
        Consent(said.channel, said.state, at.now, rules.checked_how(said.how), at.staff.id)
        for said in details.consents or ()
    )


def _profile(
    work: CustomerDesk, details: Details, before: Profile, customer: int | None
) -> Profile:
    """Return what will be known, with referrer and staff looked up."""
    profile = rules.written(details, before, work.settings.shop().region)
    if details.referrer is not None:
        profile = replace(profile, referrer=_referrer(work, details.referrer.strip(), customer))
    if details.looked_after_by is not None:
        name = details.looked_after_by.strip()
        profile = replace(profile, looked_after_by=staff_called(work, name).id if name else None)
    return profile


def _referrer(work: CustomerDesk, code: str, customer: int | None) -> int | None:
    if not code:
        return None
    found = work.customers.by_code(clean(code))
    if found is None:
        raise errors.UnknownReferrer(code=code)
    if found == customer:
        raise errors.OwnReferrer
    return found


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


def _done(customer: int, alike: tuple[Alike, ...]) -> Done:
    """Return the answer as it is kept with the request: ids, no names."""
    return Done(json.dumps([customer, [[one.id, one.why] for one in alike]]), customer)


def _saved(work: CustomerDesk, result: str) -> Saved:
    customer, same = json.loads(result)
    known = _known(work, customer)
    odd = tuple(phone.typed for phone in known.profile.phones if phone.e164 is None)
    alike = steps.named_alike(work, [(other, Sameness(why)) for other, why in same])
    return Saved(customer, known.code, alike, odd)
