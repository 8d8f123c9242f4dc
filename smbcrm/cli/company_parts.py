"""What is known of a company, as JSON and in words."""

from collections.abc import Mapping, Sequence

from smbcrm.cli.command import Facts, Part, Table
from smbcrm.cli.wording import named
from smbcrm.core.i18n import N_, Text
from smbcrm.core.money import Currency, Money
from smbcrm.membership.companies.types import Reached
from smbcrm.membership.customers.company_data import NET_DAYS, currency_of
from smbcrm.membership.customers.contacts import Contact, DeliveryAddress
from smbcrm.membership.customers.rules import one_line_address
from smbcrm.membership.customers.types import Profile

People = Mapping[int, Reached]
"""The contacts who are customers."""
_MAIN, _YES = N_("Main"), N_("yes")


def company_data(profile: Profile, people: People, shop: Currency) -> dict[str, object]:
    """Return it as JSON has it."""
    currency = currency_of(profile, shop)
    limit = profile.credit_limit
    return {
        "tax_id": profile.tax_id,
        "bank": profile.bank,
        "bank_account": profile.bank_account,
        "currency": currency.code,
        "payment_days": profile.payment_days,
        "credit_limit": None if limit is None else Money(limit, currency),
        "contacts": [
            _contact_data(one, people, main=not place) for place, one in enumerate(profile.contacts)
        ],
        "deliveries": [_delivery_data(one) for one in profile.deliveries],
    }


def _contact_data(one: Contact, people: People, *, main: bool) -> dict[str, object]:
    code, name, phone, email = _reached(one, people)
    return {
        "name": name,
        "role": one.role,
        "phone": None if phone is None else phone.typed,
        "e164": None if phone is None else phone.e164,
        "email": email,
        "code": code or None,
        "main": main,
    }


def _reached(one: Contact, people: People) -> Reached:
    """Return how a contact is called and reached; without a code: just a name."""
    return Reached("", one.name, one.phone, one.email) if one.person is None else people[one.person]


def _delivery_data(one: DeliveryAddress) -> dict[str, object]:
    return {
        "label": one.label,
        "address": one.address,
        "province": one.province,
        "city": one.city,
        "district": one.district,
        "postcode": one.postcode,
        "country": one.country,
    }


def company_parts(profile: Profile, people: People, shop: Currency) -> list[Part]:
    """Return it in words; nothing where nothing is known."""
    days, limit = profile.payment_days, profile.credit_limit
    known: list[tuple[str, object]] = [
        (N_("Tax id"), profile.tax_id),
        (N_("Bank"), profile.bank),
        (N_("Account number"), profile.bank_account),
        (N_("Currency"), profile.currency),
        (N_("Payment terms"), None if days is None else Text(NET_DAYS, {"days": days})),
        (N_("Credit limit"), None if limit is None else Money(limit, currency_of(profile, shop))),
    ]
    rows = [(label, value) for label, value in known if value not in (None, "")]
    parts: list[Part] = [Facts(rows)] if rows else []
    if profile.contacts:
        parts.append(_contacts(profile.contacts, people))
    if profile.deliveries:
        parts.append(_deliveries(profile.deliveries))
    return parts


def _contacts(contacts: Sequence[Contact], people: People) -> Table:
    return Table(
        (N_("Contact"), N_("Role"), N_("Phone"), N_("E-mail"), _MAIN),
        [
            _row(one, _reached(one, people), Text(_YES) if not place else "")
            for place, one in enumerate(contacts)
        ],
    )


def _row(one: Contact, reached: Reached, main: Text | str) -> tuple[object, ...]:
    code, name, phone, email = reached
    called = named(name, code) if code else name
    return called, one.role, (phone.e164 or phone.typed) if phone else "", email, main


def _deliveries(deliveries: Sequence[DeliveryAddress]) -> Table:
    rows = [(one.label, one_line_address(one)) for one in deliveries]
    return Table((N_("Delivery address"), N_("Address")), rows)
