"""A company: what it is dealt with by, its contacts and delivery addresses, changed in place."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from smbcrm.membership.companies.types import ContactSaid, DeliverySaid
from smbcrm.membership.customers.contacts import Contact, DeliveryAddress
from smbcrm.membership.customers.kinds import CustomerKind
from smbcrm.membership.customers.types import Details, Profile
from smbcrm.membership.services import Services
from smbcrm.ui.counter.referrer_field import Referrer, ReferrerField
from smbcrm.ui.customer.company_form import CompanyForm
from smbcrm.ui.customer.page import CustomerPage
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.cards import PersonRow
from smbcrm.ui.widgets.fields import AreaField, Chooser, TextField
from tests.helpers.room import RecordingRoom
from tests.ui.balance.conftest import click, seen
from tests.ui.customer.conftest import PutUp, settle

ANN = Contact("Ann Reed", "buyer")


@pytest.fixture
def inn(services: Services) -> int:
    """Return a company with a contact and an address."""
    kind = CustomerKind.COMPANY
    made = services.customers.add(Details(full_name="Cedar Inn", kind=kind, tax_id="4711")).id
    services.companies.put_contact(made, ContactSaid("Ann Reed", "buyer"))
    services.companies.put_delivery(made, DeliverySaid("Dock", "2 Dock Road"))
    return made


@pytest.fixture
def page(desk: Desk, put_up: PutUp, inn: int) -> CustomerPage:
    """Return the page of the company."""
    return put_up(desk, inn)


def form(page: CustomerPage) -> CompanyForm:
    assert isinstance(page.body.form, CompanyForm)
    return page.body.form


def type_in(page: CustomerPage, name: str, text: str) -> None:
    field = form(page).fields[name]
    assert isinstance(field, TextField | AreaField)
    if isinstance(field, TextField):
        field.edit.setText(text)
    else:
        field.edit.setPlainText(text)


def known(services: Services, inn: int) -> Profile:
    return services.customers.get(inn).profile


def test_a_company_shows_what_is_known_of_it(page: CustomerPage, hannah: int) -> None:
    card = page.parts.side.company
    assert card.isVisible()
    assert {"Tax id", "4711", "Contacts", "Delivery addresses"} <= set(seen(card))
    (ann,), (dock,) = card.contacts.rows(), card.deliveries.rows()
    assert (ann.text(), ann.accessibleDescription()) == ("Ann Reed", "main contact · buyer")
    assert (dock.text(), dock.accessibleDescription()) == ("Dock", "2 Dock Road")
    page.arrive(str(hannah))
    settle(page)
    assert not card.isVisible()


def test_a_person_who_is_invoiced_shows_it_without_contacts(
    desk: Desk, put_up: PutUp, services: Services, hannah: int
) -> None:
    services.customers.edit(hannah, Details(tax_id="91110000101623741A"))
    card = put_up(desk, hannah).parts.side.company
    assert card.isVisible()
    assert not card.add_contact.isVisible()
    assert any("does not add up" in text for text in seen(card))


def test_what_it_is_dealt_with_by_is_edited_and_taken_back(
    page: CustomerPage, services: Services, inn: int, room: RecordingRoom
) -> None:
    click(page.parts.side.company.edit_button)
    for name, text in (("bank", "First Bank"), ("payment_days", "30"), ("credit_limit", "5000")):
        type_in(page, name, text)
    click(form(page).save_button)
    assert page.body.form is None
    made = known(services, inn)
    assert (made.tax_id, made.bank, made.payment_days) == ("4711", "First Bank", 30)
    settle(page)
    assert "Net 30" in seen(page.parts.side.company)
    assert room.undo is not None
    room.undo.take_back()
    assert (known(services, inn).bank, known(services, inn).credit_limit) == ("", None)


def test_what_cannot_be_is_said_at_its_field(page: CustomerPage) -> None:
    click(page.parts.side.company.edit_button)
    for name, text in (("payment_days", "soon"), ("currency", "RMB"), ("credit_limit", "much")):
        type_in(page, name, text)
        click(form(page).save_button)
        assert form(page).fields[name].has_error(), name
        type_in(page, name, "")
    type_in(page, "bank_account", "GB82 WEST 1234 5698 7654 33")
    form(page)._doubt()
    assert "does not add up" in form(page).fields["bank_account"].message()
    click(form(page).save_button)
    assert page.body.form is None


def test_a_contact_is_added_as_the_main_one_and_taken_back(
    page: CustomerPage, services: Services, inn: int, room: RecordingRoom
) -> None:
    click(page.parts.side.company.add_contact)
    click(form(page).save_button)
    assert form(page).fields["name"].has_error()
    type_in(page, "name", "Bo Tan")
    type_in(page, "phone", "207-555-0177")
    rank = form(page).fields["main"]
    assert isinstance(rank, Chooser)
    rank.choose("main")
    QTest.keyClick(form(page), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert [one.name for one in known(services, inn).contacts] == ["Bo Tan", "Ann Reed"]
    settle(page)
    assert "main contact" in page.parts.side.company.contacts.rows()[0].accessibleDescription()
    assert room.undo is not None
    room.undo.take_back()
    assert known(services, inn).contacts == (ANN,)


def test_a_customer_becomes_a_contact(
    page: CustomerPage, services: Services, inn: int, hannah: int
) -> None:
    click(page.parts.side.company.contacts.rows()[0])
    assert not form(page).fields["main"].isVisible()  # the main one already
    person = form(page).fields["person"]
    assert isinstance(person, ReferrerField)
    code = services.customers.get(hannah).code
    person.show_referrer(Referrer("Hannah Lee", code, hannah))
    click(form(page).save_button)
    assert known(services, inn).contacts == (Contact(role="buyer", person=hannah),)
    settle(page)
    (row,) = page.parts.side.company.contacts.rows()
    assert "Hannah" in row.text()
    click(row)
    person = form(page).fields["person"]
    assert isinstance(person, ReferrerField)
    assert person.referrer().id == hannah
    type_in(page, "phone", "207-555-0177")
    click(form(page).save_button)
    assert "kept with the customer" in form(page).fields["name"].message()


def test_a_contact_sees_the_company_among_their_people(
    desk: Desk, put_up: PutUp, services: Services, inn: int, hannah: int, room: RecordingRoom
) -> None:
    services.companies.put_contact(inn, ContactSaid(person=hannah, role="manager"))
    people = put_up(desk, hannah).parts.side.people
    (row,) = people.findChildren(PersonRow)
    assert (row.text(), row.accessibleDescription()) == ("Cedar Inn", "contact there, manager")
    click(row)
    assert room.asked == [("go", f"customer/{inn}")]


def test_a_contact_is_taken_away_and_comes_back(
    page: CustomerPage, services: Services, inn: int, room: RecordingRoom
) -> None:
    click(page.parts.side.company.contacts.rows()[0])
    click(form(page).remove)
    assert known(services, inn).contacts == ()
    settle(page)
    assert not page.parts.side.company.contacts.rows()
    assert room.undo is not None
    room.undo.take_back()
    assert known(services, inn).contacts == (ANN,)


def test_what_is_gone_at_another_till_is_added_again(
    page: CustomerPage, services: Services, inn: int
) -> None:
    click(page.parts.side.company.contacts.rows()[0])
    services.companies.drop_contact(inn, ANN)
    type_in(page, "name", "Anna Reed")
    click(form(page).save_button)
    assert form(page).trouble.isVisible()
    click(form(page).save_button)
    assert [one.name for one in known(services, inn).contacts] == ["Anna Reed"]


def test_addresses_are_added_changed_and_taken_away(
    page: CustomerPage, services: Services, inn: int, room: RecordingRoom
) -> None:
    card = page.parts.side.company
    click(card.add_delivery)
    type_in(page, "label", "Dock")
    click(form(page).save_button)
    assert form(page).fields["address"].has_error()
    type_in(page, "address", "1 Barn Road")
    click(form(page).save_button)
    assert form(page).fields["label"].has_error()
    type_in(page, "label", "Barn")
    click(form(page).save_button)
    settle(page)
    click(card.deliveries.rows()[0])
    type_in(page, "city", "Portland")
    click(form(page).save_button)
    dock = DeliveryAddress("Dock", "2 Dock Road", city="Portland")
    barn = DeliveryAddress("Barn", "1 Barn Road")
    assert known(services, inn).deliveries == (dock, barn)
    settle(page)
    click(card.deliveries.rows()[1])
    click(form(page).remove)
    assert known(services, inn).deliveries == (dock,)
    assert room.undo is not None
    room.undo.take_back()
    assert known(services, inn).deliveries == (dock, barn)


def test_what_is_typed_waits_while_another_page_is_shown(
    page: CustomerPage, put_up: PutUp, desk: Desk, hannah: int
) -> None:
    click(page.parts.side.company.contacts.rows()[0])
    click(form(page).save_button)
    assert page.body.form is None  # nothing was touched
    click(page.parts.side.company.contacts.rows()[0])
    type_in(page, "role", "head of purchasing")
    assert page.unfinished()
    memory = page.memory()
    other = put_up(desk, hannah)
    other.recall(memory)
    other.arrive()
    settle(other)
    assert form(other).memory().typed == (("role", "head of purchasing"),)
    assert not form(other).escape()
    type_in(other, "role", "buyer")
    assert not other.unfinished()
