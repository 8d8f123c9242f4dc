"""Contacts and delivery addresses: what is written over what, and which one is meant."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from smbcrm.core.errors import UserError
from smbcrm.membership.companies import rules, types
from smbcrm.membership.companies.types import ContactSaid, DeliverySaid
from smbcrm.membership.customers.contacts import Contact, DeliveryAddress
from smbcrm.membership.customers.errors import BadEmail, BadPhone, TextTooLong, TooMany
from smbcrm.membership.customers.phones import Phone

ANN, BO = Contact("Ann", "buyer"), Contact(person=7)
PEOPLE = {7: types.Reached("C000007", "Robert", None, "")}
DOCK, SHOP = DeliveryAddress("Dock", "2 Dock Road"), DeliveryAddress("2", city="Portland")


def test_what_is_not_given_stays() -> None:
    phone = Phone("207-555-0177", "+12075550177")
    made = rules.written_contact(ContactSaid(phone="207-555-0177"), ANN, "US")
    assert made == Contact("Ann", "buyer", phone)
    said = ContactSaid(" Anna ", "", "", "a@b.example")
    assert rules.written_contact(said, made, "US") == Contact("Anna", "", None, "a@b.example")


def test_a_customer_has_name_and_numbers_of_their_own() -> None:
    made = rules.written_contact(ContactSaid(person=7), Contact("Ann", "buyer", None, "a@b"), "US")
    assert made == Contact(role="buyer", person=7)
    for said in (ContactSaid("Bo"), ContactSaid(phone="0142"), ContactSaid(email="a@b.example")):
        with pytest.raises(types.ContactIsCustomer):
            rules.written_contact(said, made, "US")
    freed = rules.written_contact(ContactSaid("Ann", person=0), made, "US")
    assert freed == Contact("Ann", "buyer")


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        (ContactSaid(name=" ", person=0), types.ContactNameMissing),
        (ContactSaid(role="r" * 101), TextTooLong),
        (ContactSaid(phone="none"), BadPhone),
        (ContactSaid(email="ann"), BadEmail),
    ],
)
def test_a_contact_that_cannot_be_kept(said: ContactSaid, refusal: type[UserError]) -> None:
    with pytest.raises(refusal):
        rules.written_contact(said, ANN, "US")


def test_a_customer_needs_no_name() -> None:
    assert rules.written_contact(ContactSaid(person=7), Contact(), "US") == Contact(person=7)


def test_the_main_one_is_the_first() -> None:
    eve = Contact("Eve")
    assert rules.with_contact((ANN, BO), eve, None, main=False) == (ANN, BO, eve)
    assert rules.with_contact((ANN, BO), eve, None, main=True) == (eve, ANN, BO)
    assert rules.with_contact((ANN, BO), eve, ANN, main=False) == (eve, BO)
    assert rules.with_contact((ANN, BO), BO, BO, main=True) == (BO, ANN)
    twice, boss = replace(ANN, role="cook"), replace(ANN, role="boss")
    assert rules.with_contact((ANN, twice), boss, twice, main=False) == (ANN, boss), "an old merge"
    assert rules.without((ANN, BO), ANN) == (BO,)


@pytest.mark.parametrize("made", [Contact("Ann", "other"), Contact(role="cook", person=7)])
def test_nobody_is_a_contact_twice(made: Contact) -> None:
    with pytest.raises(types.ContactKnown):
        rules.with_contact((ANN, BO), made, None, main=False)
    assert len(rules.with_contact((ANN, BO), Contact("Robert"), None, main=False)) == 3


def test_fifty_are_enough() -> None:
    known = tuple(Contact(str(number)) for number in range(rules.MOST))
    with pytest.raises(TooMany):
        rules.with_contact(known, ANN, None, main=False)
    places = tuple(DeliveryAddress(str(number), "x") for number in range(rules.MOST))
    with pytest.raises(TooMany):
        rules.with_delivery(places, DOCK, None)


@pytest.mark.parametrize("text", ["C000007", " robert ", "2"])
def test_a_contact_is_meant_by_name_code_or_number(text: str) -> None:
    assert rules.meant_contact((ANN, BO), text, PEOPLE) == BO


def test_a_name_comes_before_a_number() -> None:
    assert rules.meant_delivery((SHOP, DOCK), "2") == SHOP
    assert rules.meant_delivery((SHOP, DOCK), "1") == SHOP


@pytest.mark.parametrize(
    ("meant", "refusal"),
    [
        (lambda: rules.meant_contact((ANN,), BO, {}), types.NoSuchContact),
        (lambda: rules.meant_contact((ANN, BO), "Eve", PEOPLE), types.UnknownContact),
        (lambda: rules.meant_contact((ANN,), "", {}), types.UnknownContact),
        (lambda: rules.meant_contact((ANN,), "2", {}), types.UnknownContact),
        (lambda: rules.meant_contact((ANN,), "9" * 5_000, {}), types.UnknownContact),
        (lambda: rules.meant_delivery((DOCK,), SHOP), types.NoSuchDelivery),
        (lambda: rules.meant_delivery((DOCK,), "Shop"), types.UnknownDelivery),
    ],
)
def test_one_who_is_not_there(meant: Callable[[], object], refusal: type[UserError]) -> None:
    with pytest.raises(refusal):
        meant()


def test_the_very_one_is_meant() -> None:
    assert rules.meant_contact((ANN, BO), BO, {}) == BO
    assert rules.meant_delivery((SHOP, DOCK), DOCK) == DOCK


def test_an_address_says_something_under_a_name_of_its_own() -> None:
    made = rules.written_delivery(DeliverySaid("Dock", " 2 Dock Road "), DeliveryAddress())
    assert made == DOCK
    moved = rules.written_delivery(DeliverySaid(city="Portland"), DOCK)
    assert rules.with_delivery((SHOP, DOCK), moved, DOCK) == (SHOP, moved)
    assert rules.with_delivery((SHOP,), DOCK, None) == (SHOP, DOCK)
    again = replace(moved, city="Bath")
    assert rules.with_delivery((DOCK, moved), again, moved) == (DOCK, again), "an old merge"
    with pytest.raises(types.AddressMissing):
        rules.written_delivery(DeliverySaid(address=" "), DOCK)
    with pytest.raises(types.LabelKnown):
        rules.with_delivery((SHOP, DOCK), moved, None)
