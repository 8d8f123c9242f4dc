"""Companies: the use cases."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from smbcrm.core.clock import Clock
from smbcrm.core.ids import uuid7
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.companies import rules, types
from smbcrm.membership.companies.types import ContactSaid, DeliverySaid, Reached
from smbcrm.membership.customers import typed
from smbcrm.membership.customers.contacts import Contact, DeliveryAddress
from smbcrm.membership.customers.kinds import CustomerKind
from smbcrm.membership.customers.ports import CustomerWork
from smbcrm.membership.customers.types import Customer, CustomerChanged, Profile, Saved
from smbcrm.membership.requests.types import Act, Done
from smbcrm.membership.staff.steps import Moment, once

_Change = Callable[[Profile], Profile]


@dataclass(frozen=True, slots=True)
class CompanyService:
    """Keeps contacts and delivery addresses of companies; the same request counts once.

    What else is known of a company is written as of any customer, by `CustomerService.edit`.
    """

    uow: UnitOfWork[CustomerWork]
    clock: Clock

    def put_contact(
        self,
        company: int,
        said: ContactSaid,
        instead_of: Contact | str | None = None,
        act: Act | None = None,
    ) -> Saved:
        """Write a contact down, or what is given over the one that is meant.

        The first of a company is the main one; `said.main` makes this one the first. Raises
        UnknownCustomer, NoCompany, ContactKnown, ContactOfSelf, TooMany, and as
        `rules.meant_contact` and `rules.written_contact`.
        """
        return self.uow.run(_put_contact, self.clock, company, (said, instead_of), self._act(act))

    def drop_contact(self, company: int, contact: Contact | str, act: Act | None = None) -> Saved:
        """Take a contact away. Raises UnknownCustomer, NoCompany, and as `rules.meant_contact`."""
        return self.uow.run(_drop_contact, self.clock, company, contact, self._act(act))

    def put_delivery(
        self,
        company: int,
        said: DeliverySaid,
        instead_of: DeliveryAddress | str | None = None,
        act: Act | None = None,
    ) -> Saved:
        """Write a delivery address down, or what is given over the one that is meant.

        Raises UnknownCustomer, NoCompany, LabelKnown, TooMany, and as `rules.meant_delivery` and
        `rules.written_delivery`.
        """
        return self.uow.run(_put_delivery, self.clock, company, (said, instead_of), self._act(act))

    def drop_delivery(
        self, company: int, delivery: DeliveryAddress | str, act: Act | None = None
    ) -> Saved:
        """Take an address away. Raises UnknownCustomer, NoCompany, as `rules.meant_delivery`."""
        return self.uow.run(_drop_delivery, self.clock, company, delivery, self._act(act))

    def people(self, company: int) -> dict[int, Reached]:
        """Return the contacts of a company who are customers, by their ids."""
        return self.uow.read(lambda work: people(work, typed.known(work, company).profile))

    def _act(self, act: Act | None) -> Act:
        return act or Act(uuid7(self.clock))


def people(work: CustomerWork, profile: Profile) -> dict[int, Reached]:
    """Return the contacts of a company who are customers, by their ids."""
    ids = (one.person for one in profile.contacts if one.person is not None)
    return {person: _reached(typed.known(work, person)) for person in ids}


def _reached(who: Customer) -> Reached:
    known = who.profile
    return Reached(who.code, known.full_name, next(iter(known.phones), None), known.email)


def _put_contact(
    work: CustomerWork,
    clock: Clock,
    company: int,
    wanted: tuple[ContactSaid, Contact | str | None],
    act: Act,
) -> Saved:
    said, instead_of = wanted
    region = work.settings.shop().region

    def change(before: Profile) -> Profile:
        old = None if instead_of is None else _meant(work, before, instead_of)
        made = rules.written_contact(said, old or Contact(), region)
        if made.person == company:
            raise types.ContactOfSelf
        if made.person is not None:
            typed.known(work, made.person)
        contacts = rules.with_contact(before.contacts, made, old, main=said.main)
        return replace(before, contacts=contacts)

    asked = {"customer": company, "contact": said, "instead_of": instead_of}
    return _written(work, clock, (company, "contact_put", asked), change, act)


def _meant(work: CustomerWork, profile: Profile, meant: Contact | str) -> Contact:
    return rules.meant_contact(profile.contacts, meant, people(work, profile))


def _drop_contact(
    work: CustomerWork, clock: Clock, company: int, contact: Contact | str, act: Act
) -> Saved:
    def change(before: Profile) -> Profile:
        gone = _meant(work, before, contact)
        return replace(before, contacts=rules.without(before.contacts, gone))

    asked: dict[str, object] = {"customer": company, "contact": contact}
    return _written(work, clock, (company, "contact_remove", asked), change, act)


def _put_delivery(
    work: CustomerWork,
    clock: Clock,
    company: int,
    wanted: tuple[DeliverySaid, DeliveryAddress | str | None],
    act: Act,
) -> Saved:
    said, instead_of = wanted

    def change(before: Profile) -> Profile:
        known = before.deliveries
        old = None if instead_of is None else rules.meant_delivery(known, instead_of)
        made = rules.written_delivery(said, old or DeliveryAddress())
        return replace(before, deliveries=rules.with_delivery(known, made, old))

    asked = {"customer": company, "delivery": said, "instead_of": instead_of}
    return _written(work, clock, (company, "delivery_put", asked), change, act)


def _drop_delivery(
    work: CustomerWork, clock: Clock, company: int, delivery: DeliveryAddress | str, act: Act
) -> Saved:
    def change(before: Profile) -> Profile:
        gone = rules.meant_delivery(before.deliveries, delivery)
        return replace(before, deliveries=rules.without(before.deliveries, gone))

    asked: dict[str, object] = {"customer": company, "delivery": delivery}
    return _written(work, clock, (company, "delivery_remove", asked), change, act)


def _written(
    work: CustomerWork,
    clock: Clock,
    request: tuple[int, str, dict[str, object]],
    change: _Change,
    act: Act,
) -> Saved:
    company, kind, asked = request

    def step(at: Moment) -> Done:
        work.customers.lock(company)
        known = typed.known(work, company)
        if known.profile.kind is not CustomerKind.COMPANY:
            raise types.NoCompany(code=known.code)
        work.customers.change(company, change(known.profile), at.now)
        work.search.index([company])
        work.record(CustomerChanged(frozenset({company})))
        return typed.done(company, ())

    return typed.saved(work, once(work, clock, act, kind, asked, step))
