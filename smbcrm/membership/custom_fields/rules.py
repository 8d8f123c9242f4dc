"""Custom fields: pure rules. How a field is checked, and what it takes as a value."""

import datetime as dt
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from smbcrm.core.amounts import LARGEST, AmbiguousComma, AmountRefused, AmountTooLarge, parse_amount
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import Text
from smbcrm.core.text import clean
from smbcrm.core.written import MINUS, THOUSANDTHS, quantity_text
from smbcrm.core.yes_no import YES_NO
from smbcrm.membership.custom_fields import types
from smbcrm.membership.custom_fields.types import (
    CustomField,
    FieldChanges,
    FieldKind,
    FieldValue,
    NewField,
)
from smbcrm.membership.occasions.reading import DayOrder, read_occasion_date
from smbcrm.membership.occasions.types import Calendar, Unreadable

MOST_FIELDS = 50
"""Fields that are shown at once."""
LONGEST_NAME = 40
LONGEST_TEXT = 500
MOST_CHOICES = 100
LONGEST_CHOICE = 60

_FEWEST_CHOICES = 2
_LONGEST_SHOWN = 40
_LAST_DAY = dt.date(9999, 12, 31)


def checked(new: NewField, others: Iterable[CustomField]) -> NewField:
    """Return a field as it is kept; raise BadFieldName, FieldNameTaken, BadChoices, NoListHere."""
    name = " ".join(clean(new.name).split())
    if not 1 <= len(name) <= LONGEST_NAME or not name.isprintable():
        raise types.BadFieldName(longest=LONGEST_NAME)
    for one in others:
        if name_key(one.name) == name_key(name):
            raise types.FieldNameTaken(name=one.name)
    return NewField(name, new.kind, _checked_choices(new))


def _checked_choices(new: NewField) -> tuple[str, ...]:
    choices = tuple(" ".join(clean(one).split()) for one in new.choices)
    if new.kind is not FieldKind.CHOICE:
        if choices:
            raise types.NoListHere
        return ()
    fits = all(1 <= len(one) <= LONGEST_CHOICE and one.isprintable() for one in choices)
    each_once = len({name_key(one) for one in choices}) == len(choices)
    if not (fits and each_once and _FEWEST_CHOICES <= len(choices) <= MOST_CHOICES):
        raise types.BadChoices(most=MOST_CHOICES, longest=LONGEST_CHOICE)
    return choices


def check_room(known: Iterable[CustomField]) -> None:
    """Raise TooManyFields where no other field can be shown."""
    if sum(one.active for one in known) >= MOST_FIELDS:
        raise types.TooManyFields(most=MOST_FIELDS)


def changed(
    before: CustomField,
    changes: FieldChanges,
    known: Sequence[CustomField],
    held: Mapping[str, int],
) -> CustomField:
    """Return a field after changes; `held` are the values of customers with how many have each.

    What was one of a list loses its list with its kind. Raises as `checked`, TooManyFields,
    BadPlace, ChoiceInUse, KindCannotHold.
    """
    kind = before.kind if changes.kind is None else changes.kind
    choices = changes.choices
    if choices is None:
        choices = before.choices if kind is FieldKind.CHOICE else ()
    name = before.name if changes.name is None else changes.name
    new = checked(NewField(name, kind, choices), (one for one in known if one.id != before.id))
    active = before.active if changes.active is None else changes.active
    if active and not before.active:
        check_room(known)
    place = before.place if changes.place is None else changes.place
    if not 1 <= place <= len(known):
        raise types.BadPlace(count=len(known))
    after = CustomField(before.id, new.name, new.kind, new.choices, place, active)
    _check_held(before, after, held)
    return after


def _check_held(before: CustomField, after: CustomField, held: Mapping[str, int]) -> None:
    for value, count in held.items():
        if not holds(after, value):
            if before.kind == after.kind:
                raise types.ChoiceInUse(name=before.name, choice=value, count=count)
            raise types.KindCannotHold(name=before.name, value=_short(value))


def holds(field: CustomField, value: str) -> bool:
    """Tell whether a value is one that a field can have, in the form that it keeps."""
    try:
        return read_value(field, value, DayOrder.YEAR_FIRST) == value
    except UserError:
        return False


def in_order(known: Sequence[CustomField], after: CustomField) -> tuple[CustomField, ...]:
    """Return the fields with a changed one among them, each with its place."""
    others = [one for one in known if one.id != after.id]
    others.insert(after.place - 1, after)
    return tuple(replace(one, place=place) for place, one in enumerate(others, 1))


def name_key(name: str) -> str:
    """Return a name as it is compared: wide letters, capitals and blanks make no other one.

    >>> name_key(" Shoe  size") == name_key("Shoe Size")
    True
    """
    return " ".join(unicodedata.normalize("NFKC", clean(name)).casefold().split())


def called(name: str | int, known: Sequence[CustomField]) -> CustomField:
    """Return the field of a name or id; raise UnknownField, NoFieldsYet."""
    for one in known:
        if one.id == name if isinstance(name, int) else name_key(one.name) == name_key(name):
            return one
    names = [one.name for one in known if one.active]
    if not names:
        raise types.NoFieldsYet(name=_short(str(name)))
    raise types.UnknownField(name=_short(str(name)), known=names)


def shown_one(name: str | int, known: Sequence[CustomField]) -> CustomField:
    """Return the field of a name that is shown; raise also FieldRetired."""
    field = called(name, known)
    if not field.active:
        raise types.FieldRetired(name=field.name)
    return field


def read_value(field: CustomField, text: str, order: DayOrder) -> str:
    """Return what was typed or found in a list as the field keeps it; empty for nothing.

    Raises BadFieldValue.
    """
    typed = clean(text).strip()
    return _READERS[field.kind](field, typed, order) if typed else ""


def _read_text(field: CustomField, text: str, _: DayOrder) -> str:
    if len(text) > LONGEST_TEXT:
        raise _refused(field, types.TOO_LONG, text, longest=LONGEST_TEXT)
    return text


def _read_number(field: CustomField, text: str, _: DayOrder) -> str:
    typed = unicodedata.normalize("NFKC", text).replace(MINUS, "-")
    below = typed.startswith("-")
    try:
        number = parse_amount(typed.removeprefix("-"), THOUSANDTHS)
    except AmountTooLarge:
        largest = quantity_text(LARGEST)
        raise _refused(field, types.TOO_LARGE, text, largest=largest) from None
    except AmbiguousComma:
        plain, point = typed.replace(",", ""), typed.replace(",", ".")
        said = {"decimal": point, "thousands": plain}
        raise _refused(field, AmbiguousComma.msgid, text, **said) from None
    except AmountRefused:
        raise _refused(field, types.NO_NUMBER, text) from None
    return quantity_text(-number if below else number)


def _read_date(field: CustomField, text: str, order: DayOrder) -> str:
    read = read_occasion_date(text, order, _LAST_DAY)
    if isinstance(read, Unreadable):
        raise types.BadFieldValue(field=field.name, reason=read.reason)
    if read.calendar is not Calendar.SOLAR or read.year is None or read.day is None:
        raise _refused(field, types.NO_FULL_DATE, text)
    return dt.date(read.year, read.month, read.day).isoformat()


def _read_answer(field: CustomField, text: str, _: DayOrder) -> str:
    answer = YES_NO.get(name_key(text))
    if answer is None:
        raise _refused(field, types.NO_ANSWER, text)
    return "yes" if answer else "no"


def _read_choice(field: CustomField, text: str, _: DayOrder) -> str:
    for one in field.choices:
        if name_key(one) == name_key(text):
            return one
    raise _refused(field, types.NO_CHOICE, text, known=list(field.choices))


_READERS: Mapping[FieldKind, Callable[[CustomField, str, DayOrder], str]] = {
    FieldKind.TEXT: _read_text,
    FieldKind.NUMBER: _read_number,
    FieldKind.DATE: _read_date,
    FieldKind.YES_NO: _read_answer,
    FieldKind.CHOICE: _read_choice,
}


def _refused(field: CustomField, reason: str, text: str, **more: object) -> types.BadFieldValue:
    said = Text(reason, {"text": _short(text), **more})
    return types.BadFieldValue(field=field.name, reason=said)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def written(before: Iterable[FieldValue], given: Iterable[FieldValue]) -> tuple[FieldValue, ...]:
    """Return the values after some were given; an empty one takes the value out.

    >>> written([FieldValue(1, "a"), FieldValue(2, "b")], [FieldValue(1, ""), FieldValue(3, "c")])
    (FieldValue(field=2, value='b'), FieldValue(field=3, value='c'))
    """
    held = {**dict(before), **dict(given)}
    return tuple(FieldValue(field, value) for field, value in sorted(held.items()) if value)
