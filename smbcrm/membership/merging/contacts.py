"""Contacts of companies where two become one, and two again: nobody stands there twice.

And no two delivery addresses are called the same.
"""

from collections.abc import Container, Hashable, Iterable, Sequence
from dataclasses import replace
from itertools import count
from typing import NamedTuple

from smbcrm.membership.customers.contacts import Contact, DeliveryAddress


class Placed(NamedTuple):
    """Where among the contacts of a company somebody stood, and what they did there."""

    place: int
    role: str


def known_by(contact: Contact) -> Hashable:
    """Return by what a contact is told from the others of a company."""
    return contact.name if contact.person is None else contact.person


def each_once(contacts: Iterable[Contact]) -> tuple[Contact, ...]:
    """Return contacts with nobody twice: whoever stands first stays, with what is known of both.

    Two of one name who are reached by different numbers may be two: the second gets another name.
    """
    found: dict[Hashable, Contact] = {}
    for one in contacts:
        same = found.get(known_by(one))
        if same is None:
            found[known_by(one)] = one
        elif _differ(same.phone, one.phone) or _differ(same.email, one.email):
            name = _free(one.name, found)
            found[name] = replace(one, name=name)
        else:
            found[known_by(one)] = _of_both(same, one)
    return tuple(found.values())


def each_label_once(addresses: Iterable[DeliveryAddress]) -> tuple[DeliveryAddress, ...]:
    """Return delivery addresses of which no two are called the same."""
    found: dict[Hashable, DeliveryAddress] = {}
    for one in addresses:
        label = _free(one.label, found) if one.label in found else one.label
        found[label] = replace(one, label=label)
    return tuple(found.values())


def _free(name: str, taken: Container[Hashable]) -> str:
    names = (f"{name} ({number})".strip() for number in count(2))
    return next(name for name in names if name not in taken)


def _differ(one: object, other: object) -> bool:
    return bool(one and other) and one != other


def _of_both(first: Contact, second: Contact) -> Contact:
    return replace(
        first,
        role=first.role or second.role,
        phone=first.phone or second.phone,
        email=first.email or second.email,
    )


def as_one(contacts: Sequence[Contact], kept: int, other: int) -> tuple[Contact, ...]:
    """Return the contacts of a company once two people are one."""
    return each_once(replace(one, person=kept) if one.person == other else one for one in contacts)


def placed(contacts: Sequence[Contact], person: int) -> Placed | None:
    """Return where a customer stands among the contacts of a company; None: nowhere."""
    for place, one in enumerate(contacts):
        if one.person == person:
            return Placed(place, one.role)
    return None


def as_two(
    now: Sequence[Contact], kept: int, other: int, mine: Placed | None, theirs: Placed
) -> tuple[Contact, ...]:
    """Return the contacts of a company once one is two people again, of whom it knew `theirs`.

    What was changed since stays; who was taken away since does not come back.
    """
    here = placed(now, kept)
    if here is None:
        return tuple(now)
    contacts = list(now)
    if mine is None:
        contacts[here.place] = Contact(role=here.role, person=other)
        return tuple(contacts)
    (first, one), (second, two) = sorted(((mine, kept), (theirs, other)))
    made = first.role or second.role
    roles = [was.role if here.role == made else here.role for was in (first, second)]
    contacts[here.place] = Contact(role=roles[0], person=one)
    contacts.insert(second.place, Contact(role=roles[1], person=two))
    return tuple(contacts)
