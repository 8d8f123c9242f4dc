"""What can be edited of a company: every field as a text, and back as what is to be saved."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from smbcrm.core.amounts import AmountRefused
from smbcrm.core.currency_codes import CurrencyByItsSign, UnknownCurrency
from smbcrm.core.i18n import N_
from smbcrm.core.money import Currency
from smbcrm.membership.companies import types
from smbcrm.membership.companies.types import ContactSaid, DeliverySaid
from smbcrm.membership.customers import errors
from smbcrm.membership.customers.company_data import currency_of
from smbcrm.membership.customers.contacts import Contact, DeliveryAddress
from smbcrm.membership.customers.rules import LONGEST, LONGEST_EMAIL, LONGEST_PHONE
from smbcrm.membership.customers.types import Details, Profile


class About(StrEnum):
    """What of a company is edited."""

    DATA = "data"
    CONTACT = "contact"
    DELIVERY = "delivery"


Old = Contact | DeliveryAddress | None
Values = dict[str, str]


@dataclass(frozen=True, slots=True)
class CompanyMemory:
    """What is edited, the one in whose place it comes, and what is typed and not saved."""

    about: About
    old: Old = None
    typed: tuple[tuple[str, str], ...] = ()


TITLES: Mapping[About, Mapping[str, str]] = {
    About.DATA: {
        "tax_id": N_("Tax id"),
        "bank": N_("Bank"),
        "bank_account": N_("Account number or IBAN"),
        "currency": N_("Currency, if it is another"),
        "payment_days": N_("Days to pay"),
        "credit_limit": N_("Credit limit"),
    },
    About.CONTACT: {
        "name": N_("Name"),
        "role": N_("What they do there"),
        "phone": N_("Phone"),
        "email": N_("E-mail"),
        "person": N_("Or a customer of the shop"),
        "main": N_("Reached"),
    },
    About.DELIVERY: {
        "label": N_("Name of the place"),
        "address": N_("Street and house"),
        "district": N_("District"),
        "city": N_("City"),
        "province": N_("Province or state"),
        "postcode": N_("Postcode"),
        "country": N_("Country"),
    },
}
"""Every field, and the words above it."""

ROWS: Mapping[About, tuple[tuple[str, ...], ...]] = {
    About.DATA: (
        ("tax_id",),
        ("bank", "bank_account"),
        ("currency", "payment_days", "credit_limit"),
    ),
    About.CONTACT: (("name", "role"), ("phone", "email"), ("person", "main")),
    About.DELIVERY: (
        ("label",),
        ("address",),
        ("district", "city", "province"),
        ("postcode", "country"),
    ),
}
"""How they stand, row by row."""

MAIN = "main"
RANKS = ((MAIN, N_("first of all: the main contact")), ("", N_("after the others")))
LENGTHS = {"email": LONGEST_EMAIL, "phone": LONGEST_PHONE, "name": LONGEST["full_name"][1]}

PLACES: tuple[tuple[tuple[type[Exception], ...], str], ...] = (
    ((errors.BadPaymentDays,), "payment_days"),
    ((AmountRefused,), "credit_limit"),
    ((UnknownCurrency, CurrencyByItsSign), "currency"),
    ((errors.BadPhone,), "phone"),
    ((errors.BadEmail,), "email"),
    ((types.ContactNameMissing, types.ContactKnown, types.ContactIsCustomer), "name"),
    ((types.ContactOfSelf,), "person"),
    ((types.LabelKnown,), "label"),
    ((types.AddressMissing,), "address"),
)
"""At which field a refusal is said."""


def values_of(memory: CompanyMemory, profile: Profile, shop: Currency) -> Values:
    """Return every field as a text; a customer who is a contact by the id."""
    known: dict[str, object]
    old = memory.old
    if memory.about is About.DATA:
        limit = profile.credit_limit
        known = {name: getattr(profile, name) for name in TITLES[About.DATA]}
        known["credit_limit"] = None if limit is None else currency_of(profile, shop).plain(limit)
    elif isinstance(old, Contact):
        phone = old.phone.typed if old.phone else ""
        known = {"name": old.name, "role": old.role, "phone": phone, "email": old.email}
        known |= {"person": old.person, "main": MAIN if profile.contacts[:1] == (old,) else ""}
    elif isinstance(old, DeliveryAddress):
        known = {name: getattr(old, name) for name in TITLES[About.DELIVERY]}
    else:
        known = {"main": "" if profile.contacts else MAIN}
    texts = {name: known.get(name) for name in TITLES[memory.about]}
    return {name: "" if value is None else str(value) for name, value in texts.items()}


def contact_said(values: Values) -> ContactSaid:
    """Return what is to be saved of these fields of a contact; the others stay as they are."""
    person = values.get("person")
    return ContactSaid(
        values.get("name"),
        values.get("role"),
        values.get("phone"),
        values.get("email"),
        None if person is None else int(person or 0),
        values.get("main") == MAIN,
    )


def delivery_said(values: Values) -> DeliverySaid:
    """Return what is to be saved of these fields of an address; the others stay as they are."""
    return DeliverySaid(**values)


def details_of(values: Values) -> Details:
    """Return what is to be saved of these fields of the company."""
    return Details(**values)  # type: ignore[arg-type]
