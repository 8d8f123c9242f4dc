"""Contacts where two become one and two again."""

from dataclasses import replace

import pytest

from smbcrm.membership.customers.contacts import Contact, DeliveryAddress
from smbcrm.membership.customers.phones import Phone
from smbcrm.membership.customers.types import Profile
from smbcrm.membership.merging import rules
from smbcrm.membership.merging.contacts import (
    Placed,
    as_one,
    as_two,
    each_label_once,
    each_once,
    placed,
)

ONE, TWO = Phone("1", None), Phone("2", None)
ANN, BEA = 1, 2
MINE, THEIRS = Contact(role="cook", person=ANN), Contact(role="buyer", person=BEA)
EVE, FAY = Contact("Eve", "cook", ONE), Contact("Fay")


def test_nobody_stands_twice() -> None:
    told = (MINE, EVE, Contact(role="boss", person=ANN), Contact("Eve", email="e@x.org"))
    assert each_once(told) == (MINE, Contact("Eve", "cook", ONE, "e@x.org"))
    assert each_once((Contact(person=ANN), MINE)) == (MINE,)


@pytest.mark.parametrize("other", [Contact("Eve", phone=TWO), Contact("Eve", "x", ONE, "b@x.org")])
def test_two_of_one_name_who_are_reached_otherwise_stay_two(other: Contact) -> None:
    first = Contact("Eve", phone=ONE, email="a@x.org")
    names = [one.name for one in each_once((first, Contact("Eve (2)"), other, other))]
    assert names == ["Eve", "Eve (2)", "Eve (3)", "Eve (4)"]


PLACES = [(THEIRS, EVE), (MINE, EVE, THEIRS), (EVE, THEIRS, MINE, FAY), (THEIRS, FAY, EVE, MINE)]


@pytest.mark.parametrize("before", PLACES)
def test_one_and_two_again(before: tuple[Contact, ...]) -> None:
    theirs = placed(before, BEA)
    assert theirs is not None
    made = as_one(before, ANN, BEA)
    assert [one.person for one in made].count(ANN) == 1
    assert as_two(made, ANN, BEA, placed(before, ANN), theirs) == before


def test_what_was_changed_since_stays() -> None:
    boss = Contact(role="boss", person=ANN)
    both = Contact(role="boss", person=BEA)
    assert as_two((FAY, boss), ANN, BEA, None, Placed(0, "buyer")) == (FAY, both)
    placed_so = Placed(0, "cook"), Placed(2, "buyer")
    assert as_two((FAY, boss, EVE), ANN, BEA, *placed_so) == (FAY, boss, both, EVE)
    assert as_two((FAY, MINE, EVE), ANN, BEA, *placed_so) == (FAY, MINE, THEIRS, EVE)
    assert as_two((FAY,), ANN, BEA, *placed_so) == (FAY,), "who was taken away stays away"
    assert as_two((MINE,), ANN, BEA, *placed_so) == (MINE, THEIRS)


def test_no_two_addresses_are_called_the_same() -> None:
    dock, barn = DeliveryAddress("Dock", "1 Road"), DeliveryAddress("Dock", "2 Road")
    plain = DeliveryAddress("", "3 Road")
    keep, other = Profile(deliveries=(dock, plain)), Profile(deliveries=(barn, dock, barn))
    kept = rules.joined(keep, other, rules.sides(keep, other, {})).deliveries
    assert kept == (dock, plain, replace(barn, label="Dock (2)"))
    assert each_label_once((plain, plain)) == (plain, replace(plain, label="(2)"))


def test_an_edited_contact_of_both_does_not_stand_twice_after_an_undo() -> None:
    plain, boss = Contact(person=ANN), Contact(role="boss", person=ANN)
    before, after, now = (Profile(contacts=(one, EVE)) for one in (plain, MINE, boss))
    assert rules.parted(before, after, now).contacts == (EVE, boss)
    assert rules.parted(before, after, Profile(contacts=(EVE,))).contacts == (EVE,)
