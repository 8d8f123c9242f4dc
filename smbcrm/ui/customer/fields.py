"""What can be edited of a customer: every field as a text, and back as what is to be saved."""

from collections.abc import Callable, Mapping

from smbcrm.core.i18n import N_
from smbcrm.membership.customer_page.types import CustomerPage
from smbcrm.membership.customers.kinds import (
    CUSTOMER_KINDS,
    GENDERS,
    STATUSES,
    CustomerKind,
    Gender,
    Status,
)
from smbcrm.membership.customers.types import Details
from smbcrm.ui.customer import own_fields
from smbcrm.ui.desk import Desk

TITLES = {
    "full_name": N_("Full name"),
    "family_name": N_("Family name"),
    "given_name": N_("Greeted as"),
    "kind": N_("Kind of customer"),
    "gender": N_("Gender"),
    "language": N_("Speaks"),
    "phones": N_("Phones, one on each line"),
    "email": N_("E-mail"),
    "wechat": N_("WeChat id"),
    "whatsapp": N_("WhatsApp id"),
    "line": N_("LINE id"),
    "address": N_("Street and house"),
    "district": N_("District"),
    "city": N_("City"),
    "province": N_("Province or state"),
    "postcode": N_("Postcode"),
    "country": N_("Country"),
    "tags": N_("Tags, with commas between"),
    "source": N_("Came to us through"),
    "preferences": N_("Preferences"),
    "looked_after_by": N_("Looked after by"),
    "referrer": N_("Brought by"),
    "status": N_("Status"),
    "alert": N_("Note that everyone must see"),
    "notes": N_("Notes"),
}
"""Every field under its name in `Details`, and the words above it."""

ROWS = (
    ("full_name", "family_name", "given_name"),
    ("kind", "gender", "language"),
    ("phones", "email", "status"),
    ("wechat", "whatsapp", "line"),
    ("address",),
    ("district", "city", "province"),
    ("postcode", "country", "source"),
    ("tags", "looked_after_by", "referrer"),
    ("alert", "preferences"),
    ("notes",),
)
"""How they stand, row by row."""

AREAS = {"phones": 2, "address": 2, "alert": 2, "preferences": 2, "notes": 4}
"""Fields of several lines."""

_COMMAS = str.maketrans("，、;；", ",,,,")

Values = dict[str, str]
OwnTyped = tuple[tuple[int, str], ...]
"""What was typed into fields of the shop's own, by their ids."""


def values_of(page: CustomerPage) -> Values:
    """Return every field of a customer as a text."""
    shown = page.view.shown
    profile = shown.customer.profile
    said = {
        "phones": "\n".join(phone.typed for phone in profile.phones),
        "tags": ", ".join(profile.tags),
        "looked_after_by": shown.looked_after_by,
        "referrer": shown.referrer,
    }
    known = {name: said.get(name, str(getattr(profile, name))) for name in TITLES}
    return known | own_fields.values_of(page)


def details_of(values: Mapping[str, str], own: OwnTyped = ()) -> Details:
    """Return what is to be saved of these fields, and of the shop's own; the others stay."""
    read: dict[str, Callable[[str], object]] = {
        "kind": CustomerKind,
        "gender": Gender,
        "status": Status,
        "phones": lambda text: tuple(filter(None, map(str.strip, text.splitlines()))),
        "tags": lambda text: tuple(
            filter(None, map(str.strip, text.translate(_COMMAS).split(",")))
        ),
    }
    given = {name: read.get(name, str)(text) for name, text in values.items() if name in TITLES}
    return Details(**given, custom=own or None)  # type: ignore[arg-type]


def options_of(desk: Desk, name: str) -> list[tuple[object, str, str]]:
    """Return what a field offers that is chosen and not typed."""
    known = {"kind": CUSTOMER_KINDS, "gender": GENDERS, "status": STATUSES}[name]
    return [(str(value), desk.say(words) if words else "—", "") for value, words in known.items()]
