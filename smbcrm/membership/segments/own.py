"""Conditions on fields of the shop's own: each is a kind, called by the name of its field."""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, Text
from smbcrm.core.text import small
from smbcrm.membership.custom_fields.rules import called, read_value
from smbcrm.membership.custom_fields.types import CustomField, FieldKind, column_id
from smbcrm.membership.occasions.reading import DayOrder
from smbcrm.membership.segments.bounds import days_within, sides
from smbcrm.membership.segments.kind import Kind, Known, Option, Shape, Value
from smbcrm.membership.segments.kinds import KINDS

TYPED = "custom:"
"""Before the name of a field, where it is typed."""
IS, LIKE, NUMBER, DAY = "is", "like", "number", "day"
"""The first parameter: how the database compares what follows."""

_OWN = re.compile(r"custom_[1-9][0-9]{0,17}")
_PART = re.compile(r"\*(.+)\*")
_SAYS = N_("{field} {values}")


def is_own(name: str) -> bool:
    """Tell whether a kind is that of a field, as it is kept."""
    return _OWN.fullmatch(name) is not None


def kinds_of(fields: Iterable[CustomField]) -> dict[str, Kind]:
    """Return every kind of condition, those of these fields last."""
    return KINDS | {column_id(one): _kind(one) for one in fields}


def kinds_in(known: Known) -> dict[str, Kind]:
    """Return every kind of condition of a shop, also those of retired fields."""
    return kinds_of(known.work.custom_fields.all())


def kept_name(typed: str, known: Known) -> str:
    """Return how a kind is kept that somebody has typed; raise UnknownField, NoFieldsYet."""
    if not small(typed).startswith(TYPED):
        return typed
    return column_id(called(typed[len(TYPED) :], known.work.custom_fields.all()))


def _kind(field: CustomField) -> Kind:
    shape, form, read = _READS[field.kind]

    def value(text: str, known: Known) -> Value:
        return read(field, text, known)

    def options(_: Known) -> tuple[Option, ...]:
        listed = ("yes", "no") if field.kind is FieldKind.YES_NO else field.choices
        return tuple(Option(one, field.shown(one)) for one in listed)

    return Kind(column_id(field), "{field}", form, value, _SAYS, shape, options, field.name)


def _text(_: CustomField, text: str, __: Known) -> Value:
    """Return a text that is the value, or stands in it between two stars."""
    part = _PART.fullmatch(text)
    wanted = part[1] if part else text
    if not wanted:
        raise ValueError
    pattern = re.sub(r"([\\%_])", r"\\\1", small(wanted))
    if part is None:
        return Value(text, (LIKE, pattern), text)
    return Value(text, (LIKE, f"%{pattern}%"), Text(N_("with “{text}” in it"), {"text": wanted}))


def _number(field: CustomField, text: str, _: Known) -> Value:
    low, high = (_plain(field, one) for one in sides(text))
    if low and high and Decimal(low) > Decimal(high):
        raise ValueError
    words = N_("from {low} to {high}")
    if not high:
        words = N_("at least {low}")
    elif not low:
        words = N_("at most {high}")
    said = Text(words, {"low": low, "high": high})
    return Value(f"{low}..{high}", (NUMBER, low or None, high or None), said)


def _plain(field: CustomField, text: str) -> str:
    try:
        return read_value(field, text, DayOrder.YEAR_FIRST)
    except UserError:
        raise ValueError from None


def _day(_: CustomField, text: str, known: Known) -> Value:
    value = days_within(text, known)
    return value._replace(parameters=(DAY, *value.parameters))


def _one(field: CustomField, text: str, _: Known) -> Value:
    value = _plain(field, text)
    if not value:
        raise ValueError
    return Value(value, (IS, value), field.shown(value))


_READS: dict[FieldKind, tuple[Shape, str, Callable[[CustomField, str, Known], Value]]] = {
    FieldKind.TEXT: (Shape.TEXT, N_("the whole text, or *a part* of it between stars"), _text),
    FieldKind.NUMBER: (
        Shape.BOUNDS,
        N_("bounds: 5.. is at least 5, ..5 at most, 5..9 from 5 to 9"),
        _number,
    ),
    FieldKind.DATE: (
        Shape.DAYS,
        N_("bounds, as dates or days ago: 2026-03-05.., ..60d, 90d..30d"),
        _day,
    ),
    FieldKind.YES_NO: (Shape.CHOICE, N_("yes or no"), _one),
    FieldKind.CHOICE: (Shape.CHOICE, N_("a choice of its list"), _one),
}
