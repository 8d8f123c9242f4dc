"""Customers as rows, there and back."""

from collections.abc import Sequence
from typing import NamedTuple

from smbcrm.core.clock import instant_text, parse_instant
from smbcrm.membership.custom_fields.types import FieldValue
from smbcrm.membership.customers.contacts import Contact, DeliveryAddress
from smbcrm.membership.customers.kinds import (
    ConsentChannel,
    ConsentState,
    CustomerKind,
    Gender,
    Status,
)
from smbcrm.membership.customers.phones import Phone
from smbcrm.membership.customers.types import Consent, NewCustomer, Profile
from smbcrm.models.session import SqlRow
from smbcrm.models.stores.dates import occasion_of

PROFILE = (
    *("kind", "full_name", "family_name", "given_name", "gender", "email", "wechat", "whatsapp"),
    *("line", "address", "province", "city", "district", "postcode", "country", "language"),
    *("preferences", "looked_after_by", "referrer", "source", "alert", "notes", "status"),
    *("tax_id", "bank", "bank_account", "currency", "payment_days", "credit_limit"),
)
"""The fields of a profile that are columns of the customer."""
PLACE = ("label", "address", "province", "city", "district", "postcode", "country")
PARTS = (
    ("customer_phone", ("typed", "e164"), "position"),
    ("customer_tag", ("tag",), "tag"),
    ("occasion", ("kind", "label", "calendar", "year", "month", "day", "is_leap_month"), "id"),
    ("customer_contact", ("name", "role", "typed", "e164", "email", "person"), "position"),
    ("customer_delivery", PLACE, "position"),
    ("customer_field", ("field", "value"), "field"),
)
"""The tables of the rest: their columns, and by which they are in order."""

PHONE = "INSERT INTO customer_phone (customer, position, typed, e164) VALUES (?, ?, ?, ?)"
TAG = "INSERT INTO customer_tag (customer, tag) VALUES (?, ?)"
CUSTOM = "INSERT INTO customer_field (customer, field, value) VALUES (?, ?, ?)"
OCCASION = (
    "INSERT INTO occasion (customer, kind, label, calendar, year, month, day, is_leap_month) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
CONTACT = (
    "INSERT INTO customer_contact (customer, position, name, role, typed, e164, email, person) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
DELIVERY = (
    "INSERT INTO customer_delivery (customer, position, label, address, province, city, district, "
    "postcode, country) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
CONSENT = "INSERT INTO consent (customer, channel, state, at, how, staff) VALUES (?, ?, ?, ?, ?, ?)"
CUSTOMER = (
    f"INSERT INTO customer (id, code, {', '.join(PROFILE)}, created_at, changed_at) "
    f"VALUES ({', '.join('?' * (len(PROFILE) + 4))})"
)


def profile_values(profile: Profile) -> list[object]:
    """Return the values of the `PROFILE` columns; enums are texts."""
    return [getattr(profile, name) for name in PROFILE]


def customer_row(customer: int, code: str, new: NewCustomer, at: str) -> SqlRow:
    """Return the parameters of `CUSTOMER`."""
    return (customer, code, *map(_plain, profile_values(new.profile)), at, at)


def phone_rows(customer: int, profile: Profile) -> list[SqlRow]:
    """Return the parameters of `PHONE`, the main phone first."""
    phones = enumerate(profile.phones)
    return [(customer, place, phone.typed, phone.e164) for place, phone in phones]


def tag_rows(customer: int, profile: Profile) -> list[SqlRow]:
    """Return the parameters of `TAG`."""
    return [(customer, tag) for tag in dict.fromkeys(profile.tags)]


def occasion_rows(customer: int, profile: Profile) -> list[SqlRow]:
    """Return the parameters of `OCCASION`."""
    return [
        (
            customer,
            one.kind.value,
            one.label,
            one.calendar.value,
            one.year,
            one.month,
            one.day,
            one.is_leap_month,
        )
        for one in profile.occasions
    ]


def contact_rows(customer: int, profile: Profile) -> list[SqlRow]:
    """Return the parameters of `CONTACT`, the main one first."""
    return [
        (customer, place, one.name, one.role, *_phone(one.phone), one.email, one.person)
        for place, one in enumerate(profile.contacts)
    ]


def _phone(phone: Phone | None) -> SqlRow:
    return ("", None) if phone is None else (phone.typed, phone.e164)


def delivery_rows(customer: int, profile: Profile) -> list[SqlRow]:
    """Return the parameters of `DELIVERY`."""
    places = enumerate(profile.deliveries)
    return [(customer, place, *(getattr(one, name) for name in PLACE)) for place, one in places]


def custom_rows(customer: int, profile: Profile) -> list[SqlRow]:
    """Return the parameters of `CUSTOM`."""
    return [(customer, *one) for one in profile.custom]


def consent_rows(customer: int, consents: Sequence[Consent]) -> list[SqlRow]:
    """Return the parameters of `CONSENT`, oldest first."""
    return [
        (customer, one.channel.value, one.state.value, instant_text(one.at), one.how, one.staff)
        for one in consents
    ]


class Parts(NamedTuple):
    """What of a profile are rows of other tables, in the order of `PARTS`."""

    phones: Sequence[SqlRow]
    tags: Sequence[SqlRow]
    occasions: Sequence[SqlRow]
    contacts: Sequence[SqlRow]
    deliveries: Sequence[SqlRow]
    custom: Sequence[SqlRow]


def profile_of(columns: Sequence[object], parts: Parts) -> Profile:
    """Return the profile of the `PROFILE` columns and the rows of its parts."""
    known = dict(zip(PROFILE, columns, strict=True))
    known["kind"] = CustomerKind(str(known["kind"]))
    known["gender"] = Gender(str(known["gender"]))
    known["status"] = Status(str(known["status"]))
    return Profile(
        **known,  # type: ignore[arg-type]
        phones=tuple(Phone(*row) for row in parts.phones),
        tags=tuple(row[0] for row in parts.tags),
        occasions=tuple(occasion_of(row) for row in parts.occasions),
        contacts=tuple(map(contact_of, parts.contacts)),
        deliveries=tuple(DeliveryAddress(*row) for row in parts.deliveries),
        custom=tuple(FieldValue(*row) for row in parts.custom),
    )


def contact_of(row: SqlRow) -> Contact:
    """Return a contact of name, role, typed, e164, email, person."""
    name, role, typed, e164, email, person = row
    return Contact(name, role, Phone(typed, e164) if typed else None, email, person)


def consent_of(row: SqlRow) -> Consent:
    """Return a consent of channel, state, at, how, staff."""
    channel, state, at, how, staff = row
    return Consent(ConsentChannel(channel), ConsentState(state), parse_instant(at), how, staff)


def _plain(value: object) -> object:
    """Return an enum as the plain text that both drivers know."""
    return str(value) if isinstance(value, str) else value
