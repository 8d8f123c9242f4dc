"""What of a customer a list may change that we exported: how it is shown there, and read again.

Shown and read are two sides of one column, so they stand in one place. What is not here (tier,
card, balances) stands in the file to be looked at.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, cast

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, Text, Translator
from smbcrm.core.money import Currency
from smbcrm.core.text import clean
from smbcrm.membership.custom_fields.cells import cell_of, value_in
from smbcrm.membership.custom_fields.rules import written
from smbcrm.membership.custom_fields.types import CustomField, FieldValue, column_id
from smbcrm.membership.customers import rules
from smbcrm.membership.customers.company_data import currency_of, currency_or_none, limit_of
from smbcrm.membership.customers.kinds import CUSTOMER_KINDS, GENDERS, STATUSES, Gender, Status
from smbcrm.membership.customers.occasion_cells import occasion_cell
from smbcrm.membership.customers.phones import Phone, phone_key, read_phone
from smbcrm.membership.customers.types import Profile
from smbcrm.membership.imports import notes
from smbcrm.membership.imports.cells import (
    days_in,
    digits_lost,
    name_of,
    phones_in,
    tags_in,
    text_of,
)
from smbcrm.membership.imports.dates import DateRules, occasion_of
from smbcrm.membership.imports.fields import LABELS, Field
from smbcrm.membership.imports.source import Cell
from smbcrm.membership.imports.vocabulary import Vocabulary, shown, word_key
from smbcrm.membership.occasions.reading import order_of_region
from smbcrm.membership.occasions.types import OccasionKind


class NotTaken(Exception):
    """A cell that cannot be read, or may not become what it says."""

    def __init__(self, msgid: str, **params: object) -> None:
        super().__init__(msgid)
        self.text = Text(msgid, params)


@dataclass(frozen=True, slots=True)
class Speech:
    """How values are said: in which language, what the staff are called, the shop's currency."""

    words: Translator
    staff: Mapping[int, str]
    currency: Currency


@dataclass(frozen=True, slots=True)
class Reading:
    """How cells are read: where, when, what words mean, and in which currency the shop trades."""

    region: str
    today: dt.date
    vocabularies: Mapping[Field, Vocabulary]
    currency: Currency


Shown = str | Decimal | dt.date | None


@dataclass(frozen=True, slots=True)
class EditColumn:
    """A column that can be edited; `take` raises NotTaken and UserError."""

    id: str
    field: Field
    heading: Text
    show: Callable[[Profile, Speech], Shown]
    take: Callable[[Profile, Cell, Reading], Profile]
    own: CustomField | None = None
    """The field of the shop's own whose column it is."""


def _text(field: Field, attribute: str, read: Callable[[Cell], str] = text_of) -> EditColumn:
    def take(profile: Profile, cell: Cell, _: Reading) -> Profile:
        said: dict[str, Any] = {attribute: rules.checked_text(attribute, read(cell))}
        return replace(profile, **said)

    def show(profile: Profile, _: Speech) -> str:
        return str(getattr(profile, attribute))

    return EditColumn(field.value, field, Text(LABELS[field]), show, take)


def _word(
    field: Field, attribute: str, spoken: Mapping[str, str], empty: object = None
) -> EditColumn:
    def show(profile: Profile, speech: Speech) -> str:
        msgid = spoken.get(getattr(profile, attribute), "")
        return speech.words.gettext(msgid) if msgid else str(getattr(profile, attribute))

    def take(profile: Profile, cell: Cell, reading: Reading) -> Profile:
        meaning = _meaning(field, cell, reading, empty)
        if profile.status is Status.DO_NOT_CONTACT and isinstance(meaning, Status):
            raise NotTaken(notes.OPTED_OUT)
        said: dict[str, Any] = {attribute: meaning}
        return replace(profile, **said)

    return EditColumn(field.value, field, Text(LABELS[field]), show, take)


def _meaning(field: Field, cell: Cell, reading: Reading, empty: object) -> object:
    text = text_of(cell)
    if not text:
        if empty is None:
            raise NotTaken(notes.NEVER_EMPTY)
        return empty
    meaning = reading.vocabularies[field].meanings.get(word_key(text))
    if meaning is None:
        raise NotTaken(notes.NOT_KNOWN, text=shown(text))
    return meaning


def _occasion(field: Field, kind: OccasionKind) -> EditColumn:
    def show(profile: Profile, speech: Speech) -> Shown:
        for one in profile.occasions:
            if one.kind is kind and not one.label:
                cell = occasion_cell(one)
                return speech.words.render(cell) if isinstance(cell, Text) else cell
        return None

    def take(profile: Profile, cell: Cell, reading: Reading) -> Profile:
        dates = DateRules(order_of_region(reading.region), reading.today, excel=True)
        found = occasion_of(cell, kind, dates)
        if isinstance(found, Text):
            raise NotTaken(found.msgid, **found.params)
        before = [one for one in profile.occasions if one.kind is kind and not one.label]
        others = tuple(one for one in profile.occasions if one not in before[:1])
        return replace(profile, occasions=others if found is None else (found, *others))

    return EditColumn(field.value, field, Text(LABELS[field]), show, take)


def _show_main(profile: Profile, _: Speech) -> str:
    return profile.phones[0].typed if profile.phones else ""


def _show_others(profile: Profile, _: Speech) -> str:
    return "\n".join(phone.typed for phone in profile.phones[1:])


def _take_main(profile: Profile, cell: Cell, reading: Reading) -> Profile:
    return _with_phones(profile, (*_phones(profile, cell, reading), *profile.phones[1:]))


def _take_others(profile: Profile, cell: Cell, reading: Reading) -> Profile:
    return _with_phones(profile, (*profile.phones[:1], *_phones(profile, cell, reading)))


def _phones(profile: Profile, cell: Cell, reading: Reading) -> list[Phone]:
    """Return the phones in a cell; one that is known stays as it is kept."""
    known = {phone_key(phone): phone for phone in profile.phones}
    found = []
    for line in text_of(cell).splitlines() if isinstance(cell, str) else [cell]:
        for text in phones_in(line):
            phone = read_phone(clean(text), reading.region)
            if phone is None or len(text) > rules.LONGEST_PHONE:
                raise NotTaken(notes.NO_PHONE)
            found.append(known.get(phone_key(phone), phone))
    return found


def _with_phones(profile: Profile, phones: tuple[Phone, ...]) -> Profile:
    once: dict[str, Phone] = {}
    for phone in phones:
        once.setdefault(phone_key(phone), phone)
    if len(once) > rules.MOST_PHONES:
        raise NotTaken(notes.TOO_MANY, most=rules.MOST_PHONES)
    return replace(profile, phones=tuple(once.values()))


def _take_email(profile: Profile, cell: Cell, _: Reading) -> Profile:
    try:
        return replace(profile, email=rules.checked_email(text_of(cell)))
    except UserError:
        raise NotTaken(notes.NO_EMAIL) from None


def _take_tags(profile: Profile, cell: Cell, _: Reading) -> Profile:
    return replace(profile, tags=rules.checked_tags(tags_in(cell)))


def _show_staff(profile: Profile, speech: Speech) -> str:
    by = profile.looked_after_by
    return "" if by is None else speech.staff.get(by, "")


def _take_staff(profile: Profile, cell: Cell, reading: Reading) -> Profile:
    if not text_of(cell):
        return replace(profile, looked_after_by=None)
    meaning = _meaning(Field.STAFF, cell, reading, None)
    return replace(profile, looked_after_by=cast("int", meaning))


def _whole(cell: Cell) -> str:
    """Return a long number as text; raise NotTaken for one that was rounded."""
    if digits_lost(cell):
        raise NotTaken(notes.DIGITS_LOST)
    return text_of(cell)


def _take_currency(profile: Profile, cell: Cell, reading: Reading) -> Profile:
    after = replace(profile, currency=currency_or_none(text_of(cell)))
    return replace(after, credit_limit=limit_of(None, profile, after, reading.currency))


def _show_days(profile: Profile, _: Speech) -> Shown:
    return None if profile.payment_days is None else Decimal(profile.payment_days)


def _take_days(profile: Profile, cell: Cell, _: Reading) -> Profile:
    return replace(profile, payment_days=days_in(text_of(cell)))


def _show_limit(profile: Profile, speech: Speech) -> Shown:
    if profile.credit_limit is None:
        return None
    exponent = currency_of(profile, speech.currency).exponent
    return Decimal(profile.credit_limit).scaleb(-exponent)


def _take_limit(profile: Profile, cell: Cell, reading: Reading) -> Profile:
    limit = limit_of(text_of(cell), profile, profile, reading.currency)
    return replace(profile, credit_limit=limit)


def _company() -> tuple[EditColumn, ...]:
    """Return the columns of what a company is dealt with by."""
    read = (
        (Field.COMPANY_CURRENCY, lambda one, _: one.currency, _take_currency),
        (Field.PAYMENT_DAYS, _show_days, _take_days),
        (Field.CREDIT_LIMIT, _show_limit, _take_limit),
    )
    return (
        _text(Field.TAX_ID, "tax_id", _whole),
        _text(Field.BANK, "bank"),
        _text(Field.BANK_ACCOUNT, "bank_account", _whole),
        *(EditColumn(one.value, one, Text(LABELS[one]), show, take) for one, show, take in read),
    )


_ALL = (
    _text(Field.NAME, "full_name", name_of),
    _text(Field.FAMILY_NAME, "family_name", name_of),
    _text(Field.GIVEN_NAME, "given_name", name_of),
    EditColumn("phone", Field.PHONE, Text(LABELS[Field.PHONE]), _show_main, _take_main),
    EditColumn("other_phones", Field.PHONE, Text(N_("Other phones")), _show_others, _take_others),
    EditColumn(
        "email", Field.EMAIL, Text(LABELS[Field.EMAIL]), lambda one, _: one.email, _take_email
    ),
    _word(Field.KIND, "kind", CUSTOMER_KINDS),
    _word(Field.GENDER, "gender", GENDERS, Gender.UNKNOWN),
    _occasion(Field.BIRTHDAY, OccasionKind.BIRTHDAY),
    _occasion(Field.WEDDING_ANNIVERSARY, OccasionKind.WEDDING_ANNIVERSARY),
    _occasion(Field.CUSTOMER_SINCE, OccasionKind.CUSTOMER_SINCE),
    _text(Field.WECHAT, "wechat"),
    _text(Field.WHATSAPP, "whatsapp"),
    _text(Field.LINE, "line"),
    _text(Field.ADDRESS, "address"),
    _text(Field.PROVINCE, "province"),
    _text(Field.CITY, "city"),
    _text(Field.DISTRICT, "district"),
    _text(Field.POSTCODE, "postcode"),
    _text(Field.COUNTRY, "country"),
    _word(Field.LANGUAGE, "language", {}, ""),
    EditColumn(
        "tags", Field.TAGS, Text(LABELS[Field.TAGS]), lambda one, _: ", ".join(one.tags), _take_tags
    ),
    _text(Field.PREFERENCES, "preferences"),
    EditColumn("staff", Field.STAFF, Text(LABELS[Field.STAFF]), _show_staff, _take_staff),
    _text(Field.SOURCE, "source"),
    _text(Field.ALERT, "alert"),
    _text(Field.NOTES, "notes"),
    _word(Field.STATUS, "status", STATUSES),
    *_company(),
)
EDITABLE: Mapping[str, EditColumn] = {column.id: column for column in _ALL}
"""The columns that can be edited, by their ids, in the order of the file."""


def editable(fields: Iterable[CustomField]) -> dict[str, EditColumn]:
    """Return the columns that can be edited, with those of the shop's own fields that it shows."""
    return {**EDITABLE, **{column_id(one): _custom(one) for one in fields if one.active}}


def _custom(field: CustomField) -> EditColumn:
    def show(profile: Profile, speech: Speech) -> Shown:
        held = dict(profile.custom).get(field.id)
        cell = None if held is None else cell_of(field, held)
        return speech.words.render(cell) if isinstance(cell, Text) else cell

    def take(profile: Profile, cell: Cell, reading: Reading) -> Profile:
        value = value_in(field, cell, order_of_region(reading.region), excel=True)
        return replace(profile, custom=written(profile.custom, [FieldValue(field.id, value)]))

    heading = Text("{name}", {"name": field.name})
    return EditColumn(column_id(field), Field.CUSTOM, heading, show, take, field)


def in_order(
    columns: Mapping[str, EditColumn], ids: Iterable[str], profile: Profile
) -> list[EditColumn]:
    """Return the columns in the order in which they are taken.

    The phones behind the main one come before it, unless there is no main one for them to follow.
    """
    wanted = set(ids)
    found = [column for id_, column in columns.items() if id_ in wanted]
    if profile.phones:
        found.sort(key=lambda column: column.id == "phone")
    return found
