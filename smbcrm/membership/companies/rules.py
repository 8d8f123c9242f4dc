"""Companies: pure rules of contacts and delivery addresses."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import TypeVar

from smbcrm.core.i18n import N_, Text
from smbcrm.membership.companies import types
from smbcrm.membership.companies.types import ContactSaid, DeliverySaid
from smbcrm.membership.customers import rules
from smbcrm.membership.customers.contacts import Contact, DeliveryAddress
from smbcrm.membership.customers.errors import TooMany

MOST = 50
"""Contacts and delivery addresses that a company has at most."""
CONTACTS, DELIVERIES = Text(N_("Contacts")), Text(N_("Delivery addresses"))

_Thing = TypeVar("_Thing")


def checked_contacts(contacts: Sequence[Contact]) -> tuple[Contact, ...]:
    """Return contacts if there is room for them; raise TooMany."""
    return _few(contacts, CONTACTS)


def checked_deliveries(deliveries: Sequence[DeliveryAddress]) -> tuple[DeliveryAddress, ...]:
    """Return delivery addresses if there is room for them; raise TooMany."""
    return _few(deliveries, DELIVERIES)


def written_contact(said: ContactSaid, before: Contact, region: str) -> Contact:
    """Return a contact after what was given is written over what was known.

    Who is a customer from now on has no name and numbers here any more. Raises ContactIsCustomer,
    ContactNameMissing, TextTooLong, BadPhone, BadEmail.
    """
    changes: dict[str, object] = {}
    if said.name is not None:
        changes["name"] = rules.checked_text("full_name", said.name.strip())
    if said.role is not None:
        changes["role"] = rules.checked_text("role", said.role.strip())
    if said.phone is not None:
        changes["phone"] = next(iter(rules.checked_phones((said.phone,), region)), None)
    if said.email is not None:
        changes["email"] = rules.checked_email(said.email)
    if said.person is not None:
        changes["person"] = said.person or None
    made = replace(before, **changes)  # type: ignore[arg-type]
    if made.person is not None:
        if said.name or said.phone or said.email:
            raise types.ContactIsCustomer
        return Contact(role=made.role, person=made.person)
    if not made.name:
        raise types.ContactNameMissing
    return made


def meant_contact(
    known: Sequence[Contact], meant: Contact | str, people: Mapping[int, types.Reached]
) -> Contact:
    """Return the contact that is meant: the very one, or one by name, code or number of the list.

    `people` has those who are customers. Raises NoSuchContact, UnknownContact.
    """
    if isinstance(meant, Contact):
        if meant not in known:
            raise types.NoSuchContact
        return meant
    names = [(one.name,) if one.person is None else people[one.person][:2] for one in known]
    place = _place_of(meant, names)
    if place is None:
        raise types.UnknownContact(name=meant, known=[one[-1] or one[0] for one in names])
    return known[place]


def meant_delivery(
    known: Sequence[DeliveryAddress], meant: DeliveryAddress | str
) -> DeliveryAddress:
    """Return the address that is meant: the very one, or one by its label or number of the list.

    Raises NoSuchDelivery, UnknownDelivery.
    """
    if isinstance(meant, DeliveryAddress):
        if meant not in known:
            raise types.NoSuchDelivery
        return meant
    place = _place_of(meant, [(one.label,) for one in known])
    if place is None:
        raise types.UnknownDelivery(label=meant, known=[one.label for one in known])
    return known[place]


def _place_of(meant: str, names: Sequence[tuple[str, ...]]) -> int | None:
    """Return the place of the one that is called so; a number counts from 1."""
    text = meant.strip().casefold()
    for place, known in enumerate(names):
        if text and text in (name.casefold() for name in known):
            return place
    numbers = [str(number) for number in range(1, len(names) + 1)]
    return numbers.index(text) if text in numbers else None


def with_contact(
    known: Sequence[Contact], made: Contact, instead_of: Contact | None, *, main: bool
) -> tuple[Contact, ...]:
    """Return the contacts with one more, or with one changed where it stands; a main one first.

    One who stands there twice, as older versions left it after a merge, can be changed.
    Raises ContactKnown, TooMany.
    """
    others = without(known, instead_of)
    stood = instead_of is not None and _same(made, instead_of)
    if not stood and any(_same(made, one) for one in others):
        raise types.ContactKnown
    place = len(others) if instead_of is None else list(known).index(instead_of)
    place = 0 if main else place
    return checked_contacts((*others[:place], made, *others[place:]))


def _same(one: Contact, other: Contact) -> bool:
    if one.person is not None or other.person is not None:
        return one.person == other.person
    return one.name == other.name


def written_delivery(said: DeliverySaid, before: DeliveryAddress) -> DeliveryAddress:
    """Return an address after what was given is written over what was known.

    Raises AddressMissing, TextTooLong.
    """
    given = {one.name: getattr(said, one.name) for one in fields(said)}
    changes = {
        name: rules.checked_text(name, text.strip())
        for name, text in given.items()
        if text is not None
    }
    made = replace(before, **changes)
    if not rules.one_line_address(made):
        raise types.AddressMissing
    return made


def with_delivery(
    known: Sequence[DeliveryAddress], made: DeliveryAddress, instead_of: DeliveryAddress | None
) -> tuple[DeliveryAddress, ...]:
    """Return the addresses with one more, or with one changed where it stands.

    Of two that are called the same, as older versions left them after a merge, one can be changed.
    Raises LabelKnown, TooMany.
    """
    others = without(known, instead_of)
    stood = instead_of is not None and made.label == instead_of.label
    if not stood and any(one.label == made.label for one in others):
        raise types.LabelKnown(label=made.label)
    place = len(others) if instead_of is None else list(known).index(instead_of)
    return checked_deliveries((*others[:place], made, *others[place:]))


def without(known: Sequence[_Thing], gone: _Thing | None) -> tuple[_Thing, ...]:
    """Return contacts or addresses without one."""
    return tuple(one for one in known if one != gone)


def _few(things: Sequence[_Thing], field: Text) -> tuple[_Thing, ...]:
    if len(things) > MOST:
        raise TooMany(field=field, most=MOST)
    return tuple(things)
