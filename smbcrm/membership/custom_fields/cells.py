"""Values of custom fields as cells of a list, there and back."""

import datetime as dt
from decimal import Decimal

from smbcrm.core.i18n import Text
from smbcrm.membership.custom_fields.rules import read_value
from smbcrm.membership.custom_fields.types import CustomField, FieldKind
from smbcrm.membership.occasions.reading import DayOrder, read_occasion_date
from smbcrm.membership.occasions.types import Unreadable

Shown = str | Text | Decimal | dt.date | None

_DIGITS = 15
"""Digits of a number that a spreadsheet keeps (IEEE 754 double)."""
_LAST_DAY = dt.date(9999, 12, 31)


def cell_of(field: CustomField, value: str) -> Shown:
    """Return a value as a cell: a number is a number there, a date is a date.

    >>> cell_of(CustomField(1, "Size", FieldKind.NUMBER, (), 1), "38.5")
    Decimal('38.5')
    """
    match field.kind:
        case FieldKind.NUMBER:
            return Decimal(value)
        case FieldKind.DATE:
            return dt.date.fromisoformat(value)
        case _:
            return field.shown(value)


def value_in(field: CustomField, cell: object, order: DayOrder, *, excel: bool) -> str:
    """Return what a cell says as the field keeps it; empty for nothing. Raises BadFieldValue.

    `excel`: a bare number may be a day, as in `read_occasion_date`.
    """
    return read_value(field, _typed(field, cell, order, excel=excel), order)


def _typed(field: CustomField, cell: object, order: DayOrder, *, excel: bool) -> str:
    """Return a cell as somebody would type it."""
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case dt.datetime():
            return cell.date().isoformat()
        case dt.date():
            return cell.isoformat()
        case int() | float():
            return _number(field, cell, order, excel=excel)
        case _:
            return str(cell)


def _number(field: CustomField, cell: float, order: DayOrder, *, excel: bool) -> str:
    if field.kind is FieldKind.DATE:
        day = read_occasion_date(cell, order, _LAST_DAY, excel=excel)
        if not isinstance(day, Unreadable) and day.year and day.day:
            return dt.date(day.year, day.month, day.day).isoformat()
    return str(cell) if isinstance(cell, int) else f"{cell:.{_DIGITS}g}"
