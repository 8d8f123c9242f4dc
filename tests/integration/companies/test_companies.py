"""Companies: kept, found by a contact's phone, signed, and gone with who they name."""

import pytest

from smbcrm.core.i18n import Translator
from smbcrm.core.paths import localedir
from smbcrm.membership.change_log.document import Told
from smbcrm.membership.change_log.types import ChangeFilter
from smbcrm.membership.change_log.words import field_words, value_words
from smbcrm.membership.companies import types
from smbcrm.membership.companies.types import ContactSaid, DeliverySaid
from smbcrm.membership.customers.contacts import Contact, DeliveryAddress
from smbcrm.membership.customers.errors import UnknownCustomer
from smbcrm.membership.customers.kinds import CustomerKind
from smbcrm.membership.customers.phones import Phone
from smbcrm.membership.customers.types import CustomerChanged, Details, Profile
from smbcrm.membership.privacy.types import EraseReason
from smbcrm.membership.requests.types import RequestReused
from tests.helpers.shops import StillShop


@pytest.fixture
def inn(shop: StillShop) -> int:
    return shop.services.customers.add(Details(full_name="Inn", kind=CustomerKind.COMPANY)).id


@pytest.fixture
def ann(shop: StillShop) -> int:
    return shop.services.customers.add(Details(full_name="Ann", phones=("13800138000",))).id


def known(shop: StillShop, company: int) -> Profile:
    return shop.services.customers.get(company).profile


def test_what_it_is_dealt_with_by(shop: StillShop, inn: int) -> None:
    edit = shop.services.customers.edit
    saved = edit(
        inn,
        Details(
            tax_id="91110000101623741A",
            bank="Bank",
            bank_account="GB82 WEST 1234 5698 7654 32",
            currency="eur",
            payment_days="30",
            credit_limit="5000",
        ),
    )
    assert [text.msgid[:10] for text in saved.warnings] == ["The tax id"]
    found = known(shop, inn)
    assert (found.tax_id, found.bank, found.currency) == ("91110000101623741A", "Bank", "EUR")
    assert (found.payment_days, found.credit_limit) == (30, 500_000)
    edit(inn, Details(tax_id="91110000101623741K", currency="JPY", payment_days=""))
    found = known(shop, inn)
    assert (found.payment_days, found.credit_limit) == (None, 5000)
    assert (found.bank, found.bank_account) == ("Bank", "GB82 WEST 1234 5698 7654 32")


def test_contacts_are_put_and_taken_away_once(shop: StillShop, inn: int, ann: int) -> None:
    companies, told = shop.services.companies, list[CustomerChanged]()
    shop.services.events.subscribe(CustomerChanged, told.append)
    act = shop.act(1)
    said = ContactSaid("Bo", "buyer", "139 1", "bo@inn.example")
    saved = companies.put_contact(inn, said, act=act)
    assert [str(text) for text in saved.warnings] == [
        "139 1 is no phone number in this region. It was kept as typed."
    ]
    assert companies.put_contact(inn, said, act=act) == saved
    companies.put_contact(inn, ContactSaid(person=ann, main=True))
    bo = Contact("Bo", "buyer", Phone("139 1", None), "bo@inn.example")
    assert known(shop, inn).contacts == (Contact(person=ann), bo)
    phone = Phone("13800138000", "+8613800138000")
    assert companies.people(inn) == {ann: types.Reached("C000002", "Ann", phone, "")}
    companies.put_contact(inn, ContactSaid(role="owner"), "ann")
    companies.drop_contact(inn, "Bo", shop.act(2))
    companies.drop_contact(inn, "Bo", shop.act(2))
    assert known(shop, inn).contacts == (Contact("", "owner", person=ann),)
    with pytest.raises(RequestReused):
        companies.drop_contact(inn, "Ann", shop.act(2))
    assert {one for event in told for one in event.customers} == {inn}


def test_addresses_are_put_and_taken_away(shop: StillShop, inn: int) -> None:
    companies = shop.services.companies
    companies.put_delivery(inn, DeliverySaid("Dock", "2 Dock Road", city="Portland"))
    companies.put_delivery(inn, DeliverySaid("Shop", "1 Main Street"))
    companies.put_delivery(inn, DeliverySaid(postcode="04101"), "Dock")
    dock = DeliveryAddress("Dock", "2 Dock Road", city="Portland", postcode="04101")
    assert known(shop, inn).deliveries == (dock, DeliveryAddress("Shop", "1 Main Street"))
    companies.drop_delivery(inn, dock)
    assert known(shop, inn).deliveries == (DeliveryAddress("Shop", "1 Main Street"),)
    with pytest.raises(types.NoSuchDelivery):
        companies.drop_delivery(inn, dock)


def test_what_is_refused(shop: StillShop, inn: int, ann: int) -> None:
    companies = shop.services.companies
    with pytest.raises(types.NoCompany):
        companies.put_contact(ann, ContactSaid("Bo"))
    with pytest.raises(types.NoCompany):
        companies.put_delivery(ann, DeliverySaid("Dock", "2 Dock Road"))
    with pytest.raises(types.ContactOfSelf):
        companies.put_contact(inn, ContactSaid(person=inn))
    for company, person in ((99, ann), (inn, 99)):
        with pytest.raises(UnknownCustomer):
            companies.put_contact(company, ContactSaid(person=person))
    assert known(shop, inn).contacts == ()


def test_the_phone_of_a_contact_finds_the_company(shop: StillShop, inn: int) -> None:
    find = shop.services.customers.find
    shop.services.companies.put_contact(inn, ContactSaid("Bo", phone="13912345678"))
    for text in ("5678", "12345678", "13912345678", "+8613912345678", "912345"):
        assert [one.id for one in find(text)] == [inn], text
    assert [one.phone for one in find("5678")] == [""]
    assert find("87654321") == ()
    shop.services.companies.drop_contact(inn, "Bo")
    assert find("5678") == ()
    assert shop.services.audit.verify().clean


def test_a_company_has_phones_of_its_own_beside_them(shop: StillShop, inn: int) -> None:
    shop.services.customers.edit(inn, Details(phones=("010 6552 9988",)))
    shop.services.companies.put_contact(inn, ContactSaid("Bo", phone="13912345678"))
    for text in ("65529988", "13912345678", "9988", "5678"):
        assert [one.id for one in shop.services.customers.find(text)] == [inn], text


def told(one: Told) -> tuple[str, str, str]:
    words, change = Translator("en", localedir()), one.logged.change
    values = (value_words(change, value, one.names) for value in (change.before, change.after))
    return words.value(field_words(change, one.names)), *map(words.value, values)  # type: ignore[return-value]


def test_every_change_is_signed(shop: StillShop, inn: int, ann: int) -> None:
    companies = shop.services.companies
    companies.put_contact(inn, ContactSaid("Bo", "buyer", "13912345678"))
    companies.put_contact(inn, ContactSaid(person=ann, main=True))
    companies.put_delivery(inn, DeliverySaid("Dock", "2 Dock\nRoad"))
    shop.services.customers.edit(inn, Details(payment_days="30", credit_limit="5000"))
    shop.services.customers.edit(inn, Details(currency="JPY"))
    newest = shop.services.change_log.newest(ChangeFilter(customer=inn), 20).told
    assert {told(one) for one in newest if one.logged.act != "customer_add"} == {
        ("Credit limit", "¥5,000.00", "¥5,000"),
        ("Currency", "None", "JPY"),
        ("Credit limit", "None", "¥5,000.00"),
        ("Payment terms", "None", "Net 30"),
        ("Delivery address: Dock", "None", "2 Dock, Road"),
        ("Contact: Ann (C000002)", "None", "main contact"),
        ("Contact: Bo", "main contact, buyer, 13912345678", "contact, buyer, 13912345678"),
        ("Contact: Bo", "None", "main contact, buyer, 13912345678"),
    }


def test_who_is_erased_is_no_contact_any_more(shop: StillShop, inn: int, ann: int) -> None:
    companies = shop.services.companies
    companies.put_contact(inn, ContactSaid(person=ann, role="owner"))
    companies.put_contact(inn, ContactSaid("Bo"))
    shop.services.privacy.erase(ann, EraseReason.ASKED)
    assert known(shop, inn).contacts == (Contact("Bo"),)
    companies.put_contact(inn, ContactSaid("Cy"))
    assert [one.name for one in known(shop, inn).contacts] == ["Bo", "Cy"]
    shop.services.privacy.erase(inn, EraseReason.ASKED)
    assert shop.services.customers.find("Bo") == ()


def test_what_it_had_is_put_back_as_it_was(shop: StillShop, inn: int, ann: int) -> None:
    companies, edit = shop.services.companies, shop.services.customers.edit
    companies.put_contact(inn, ContactSaid("Bo", phone="13912345678"))
    companies.put_contact(inn, ContactSaid(person=ann))
    companies.put_delivery(inn, DeliverySaid("Dock", "2 Dock Road"))
    before = known(shop, inn)
    companies.drop_contact(inn, "Bo")
    companies.drop_delivery(inn, "Dock")
    edit(inn, Details(contacts=before.contacts, deliveries=before.deliveries))
    assert known(shop, inn) == before
    shop.services.privacy.erase(ann, EraseReason.ASKED)
    with pytest.raises(UnknownCustomer):
        edit(inn, Details(contacts=before.contacts))
