"""What the shop knows of a company, as the document that everybody gets of themselves.

Contacts who are customers stand in it by what they do there, and not by name; they get the same of
the companies that they are contacts of.
"""

from collections.abc import Iterable, Iterator

from smbcrm.core.i18n import N_, Text
from smbcrm.core.money import Currency, Money
from smbcrm.membership.customers.company_data import NET_DAYS, currency_of
from smbcrm.membership.customers.contacts import Contact, DeliveryAddress
from smbcrm.membership.customers.rules import one_line_address
from smbcrm.membership.customers.types import Profile
from smbcrm.membership.reports.document import Coded, Column, Table, Value

_TEXTS = (
    ("tax_id", N_("Tax id")),
    ("bank", N_("Bank")),
    ("bank_account", N_("Account number")),
    ("currency", N_("Currency")),
)
_YES = N_("yes")
_CONTACTS = (
    Column("name", N_("Contact")),
    Column("role", N_("Role")),
    Column("phone", N_("Phone"), short=True),
    Column("email", N_("E-mail")),
    Column("customer", N_("Customer of the shop"), if_any=True),
)
_PLACE = ("address", "province", "city", "district", "postcode", "country")
_DELIVERIES = (
    Column("label", N_("Name of the place")),
    *(Column(name, "", on_paper=False) for name in _PLACE),
    Column("in_one_line", N_("Address")),
)
_ROLES = (Column("role", N_("You are there")),)


def profile(known: Profile, shop: Currency) -> Iterator[tuple[Value, ...]]:
    """Yield what a company is dealt with by, where it is known."""
    for name, label in _TEXTS:
        if text := getattr(known, name):
            yield name, Text(label), text
    days, limit = known.payment_days, known.credit_limit
    if days is not None:
        terms = Coded(days, Text(NET_DAYS, {"days": days}))
        yield "payment_days", Text(N_("Payment terms")), terms
    if limit is not None:
        money = Money(limit, currency_of(known, shop))
        yield "credit_limit", Text(N_("Credit limit")), money


def tables(known: Profile, roles: Iterable[str]) -> Iterator[Table]:
    """Yield contacts, delivery addresses, and what somebody is at companies."""
    contacts, places = map(_contact, known.contacts), map(_delivery, known.deliveries)
    yield Table("contacts", N_("Contacts"), _CONTACTS, tuple(contacts))
    yield Table("deliveries", N_("Delivery addresses"), _DELIVERIES, tuple(places))
    at = N_("Companies that you are a contact of")
    yield Table("contact_of", at, _ROLES, tuple((role,) for role in roles))


def _contact(one: Contact) -> tuple[Value, ...]:
    is_customer = one.person is not None
    phone = one.phone.typed if one.phone else ""
    known = Coded(int(is_customer), Text(_YES if is_customer else ""))
    return one.name, one.role, phone, one.email, known


def _delivery(one: DeliveryAddress) -> tuple[Value, ...]:
    return one.label, *(getattr(one, name) for name in _PLACE), one_line_address(one)
