"""A change in words: which field, and what it was and is."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from smbcrm.core.i18n import LANGUAGE_NAMES, N_, Text
from smbcrm.core.money import Currency, Money
from smbcrm.membership.cards.words import CARD_STATES
from smbcrm.membership.change_log.differences import MAIN_CONTACT, OTHER_CONTACT, occasion_of
from smbcrm.membership.change_log.fields import LABELS
from smbcrm.membership.change_log.types import Change
from smbcrm.membership.consents.types import PURPOSE
from smbcrm.membership.custom_fields.rules import holds
from smbcrm.membership.custom_fields.types import KINDS as FIELD_KINDS
from smbcrm.membership.custom_fields.types import CustomField
from smbcrm.membership.customers.company_data import NET_DAYS
from smbcrm.membership.customers.errors import FOUND
from smbcrm.membership.customers.kinds import (
    CHANNELS,
    CONSENT_STATES,
    CUSTOMER_KINDS,
    GENDERS,
    STATUSES,
    how_words,
)
from smbcrm.membership.customers.lists import date_text
from smbcrm.membership.occasions.types import OccasionKind
from smbcrm.membership.occasions.words import KINDS
from smbcrm.membership.relationships.words import LINKS
from smbcrm.membership.shop.settings import SETTINGS

_SETTINGS = {setting.key: setting for setting in SETTINGS}
_SWITCHED: Mapping[str, str] = {"on": N_("on"), "off": N_("off")}
_RANKS = {MAIN_CONTACT: N_("main contact"), OTHER_CONTACT: N_("contact")}
_GONE = "?"


class Names(NamedTuple):
    """Who and what the ids of a change are, as of now; `lowest` is the tier of who has none.

    `records` are the kinds of service records by their codes.
    """

    staff: Mapping[int, str]
    tills: Mapping[int, str]
    tiers: Mapping[int, str]
    lowest: str
    customers: Mapping[int, tuple[str, str]]
    fields: Mapping[int, CustomField]
    currency: Currency
    records: Mapping[str, str]


def referred(change: Change) -> Iterator[int]:
    """Yield the other customers whom a change names, by their ids."""
    if change.field in {"referrer", "staff_customer"}:
        yield from (int(one) for one in (change.before, change.after) if one is not None)
    if change.field == "relationship":
        yield int(change.part)
    if change.field == "contact" and (person := change.part.partition(":")[0]):
        yield int(person)


def field_words(change: Change, names: Names) -> Text:
    """Return the field that was changed, and which of several it was."""
    label = Text(LABELS.get(change.field, change.field))
    if not change.part:
        return label
    tell = _PARTS.get(change.field)
    which = change.part if tell is None else tell(change.part, names)
    return Text(N_("{field}: {which}"), {"field": label, "which": which})


def _occasion(part: str, _: Names) -> Text | str:
    kind, label = part.split(":", 1)
    if kind == OccasionKind.CUSTOM:
        return label
    return _all_of(Text(KINDS[kind]), label)


def _contact(part: str, names: Names) -> Text | str:
    person, _, name = part.partition(":")
    return name or _named(person, names)


def _field_named(number: str, names: Names) -> str:
    return names.fields[int(number)].name if int(number) in names.fields else _GONE


def _record(kind: str, names: Names) -> str:
    return names.records.get(kind, kind)


def _subject(about: str, _: Names) -> Text | str:
    return Text(CHANNELS[about]) if about in CHANNELS else about.removeprefix(PURPOSE)


def _setting_named(key: str, _: Names) -> Text | str:
    return Text(_SETTINGS[key].label) if key in _SETTINGS else key


def value_words(change: Change, value: str | None, names: Names) -> Text | str | None:
    """Return what a field was or is; None for nothing."""
    if change.field == "tier":
        return _tier(value, names)
    if value is None:
        return None
    if change.field in _CODED:
        return Text(_CODED[change.field].get(value, value))
    tell = _TOLD.get(change.field)
    return value if tell is None else tell(change, value, names)


def _tier(value: str | None, names: Names) -> Text | str:
    if value is None:
        return names.lowest
    number, until = _apart(value)
    return _until(names.tiers.get(int(number), _GONE), until)


def _apart(value: str) -> tuple[str, str]:
    """Return the code at the beginning of a value, and what follows it."""
    code, _, more = value.partition(" ")
    return code, more


def _until(what: Text | str, until: str) -> Text | str:
    return Text(N_("{what}, until {date}"), {"what": what, "date": until}) if until else what


def _card(_: Change, value: str, __: Names) -> Text | str:
    state, until = _apart(value)
    return _until(Text(CARD_STATES[state]), until)


def _consent(_: Change, value: str, __: Names) -> Text:
    state, how = _apart(value)
    return _all_of(Text(CONSENT_STATES[state]), how_words(how))


def _all_of(words: Text, more: Text | str) -> Text:
    return Text("{told}", {"told": [words, more]}) if more else words


def _language(_: Change, value: str, __: Names) -> str:
    return LANGUAGE_NAMES.get(value, value)


def _lines(_: Change, value: str, __: Names) -> Text:
    return Text("{values}", {"values": value.split("\n")})


def _dates(change: Change, value: str, _: Names) -> Text:
    dates = [date_text(occasion_of(change.part, one)) for one in value.split("\n")]
    return Text("{values}", {"values": dates})


def _reached(_: Change, value: str, __: Names) -> Text:
    """Return what is known of the contacts of a name."""
    lines = (_apart(line) for line in value.split("\n"))
    return Text("{values}", {"values": [_all_of(Text(_RANKS[rank]), more) for rank, more in lines]})


def _days(_: Change, value: str, __: Names) -> Text:
    return Text(NET_DAYS, {"days": int(value)})


def _limit(_: Change, value: str, names: Names) -> Text:
    minor, code = _apart(value)
    currency = Currency.of(code) if code else names.currency
    return Text("{amount}", {"amount": Money(int(minor), currency)})


def _setting(change: Change, value: str, names: Names) -> Text | str:
    setting = _SETTINGS.get(change.part)
    if setting is not None and setting.amounts is not None and value.isdecimal():
        return Text("{amount}", {"amount": Money(int(value), names.currency)})
    return value


def _custom(change: Change, value: str, names: Names) -> Text | str:
    """Return what a field held; where its kind was another one then, as it was written."""
    field = names.fields.get(int(change.part))
    return value if field is None or not holds(field, value) else field.shown(value)


def _order(_: Change, value: str, names: Names) -> Text:
    return Text("{values}", {"values": [_field_named(one, names) for one in value.split("\n")]})


def _staff(_: Change, value: str, names: Names) -> str:
    return _staff_named(value, names)


def _staff_named(number: str, names: Names) -> str:
    return names.staff.get(int(number), _GONE)


def _till_named(number: str, names: Names) -> str:
    return names.tills.get(int(number), _GONE)


def _customer(_: Change, value: str, names: Names) -> Text | str:
    return _named(value, names)


def _pin(_: Change, __: str, ___: Names) -> Text:
    return Text(N_("a PIN, which is never shown"))


def _named(customer: str, names: Names) -> Text | str:
    if int(customer) not in names.customers:
        return _GONE
    code, name = names.customers[int(customer)]
    return Text(FOUND, {"name": name, "code": code}) if name else code


_PARTS: Mapping[str, Callable[[str, Names], Text | str]] = {
    "occasion": _occasion,
    "consent": _subject,
    "record": _record,
    "relationship": _named,
    "contact": _contact,
    "custom": _field_named,
    **dict.fromkeys(("field_name", "field_kind", "field_choices", "field_active"), _field_named),
    "setting": _setting_named,
    "staff_name": _staff_named,
    "staff_active": _staff_named,
    "staff_customer": _staff_named,
    "till_name": _till_named,
    "till_active": _till_named,
}
_CODED: Mapping[str, Mapping[str, str]] = {
    "kind": CUSTOMER_KINDS,
    "gender": GENDERS,
    "status": STATUSES,
    "relationship": LINKS,
    "staff_active": _SWITCHED,
    "till_active": _SWITCHED,
    "field_active": _SWITCHED,
    "field_kind": FIELD_KINDS,
}
_TOLD: Mapping[str, Callable[[Change, str, Names], Text | str]] = {
    "looked_after_by": _staff,
    "referrer": _customer,
    "staff_customer": _customer,
    "language": _language,
    "phones": _lines,
    "tags": _lines,
    "custom": _custom,
    "field_choices": _lines,
    "field_order": _order,
    "occasion": _dates,
    "contact": _reached,
    "delivery": _lines,
    "payment_days": _days,
    "credit_limit": _limit,
    "consent": _consent,
    "card": _card,
    "pin": _pin,
    "setting": _setting,
}
