"""Dates in the cells of a list: occasions, and the day on which a balance ends."""

import datetime as dt
import re
from dataclasses import dataclass

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import Text
from smbcrm.membership.imports import notes
from smbcrm.membership.imports.cells import text_of
from smbcrm.membership.imports.headings import heading_key
from smbcrm.membership.imports.source import Cell
from smbcrm.membership.imports.words import NO_END
from smbcrm.membership.occasions.reading import DayOrder, read_occasion_date
from smbcrm.membership.occasions.types import (
    Calendar,
    DateParts,
    Occasion,
    OccasionKind,
    Unreadable,
)

_LUNAR = "农历"
_NAMES_CALENDAR = re.compile(r"[农農阴陰阳陽公国國西夏旧舊闰閏正腊臘]|lunar|solar", re.IGNORECASE)
_ONLY_DIGITS = re.compile(r"[\d\s\-/.:：。]+")
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class DateRules:
    """How the dates of one column are read; `excel` where numbers may be days of a workbook."""

    order: DayOrder
    today: dt.date
    excel: bool
    lunar: bool = False


def read_date(cell: Cell, rules: DateRules) -> DateParts | Unreadable | None:
    """Return the date in a cell, why there is none, or None where nothing stands there."""
    if not isinstance(cell, dt.date) and not text_of(cell):
        return None
    if rules.lunar and not isinstance(cell, dt.date) and _NAMES_CALENDAR.search(text_of(cell)):
        return read_occasion_date(cell, rules.order, rules.today, excel=rules.excel)
    if rules.lunar:
        text = cell.strftime("%Y-%m-%d") if isinstance(cell, dt.date) else text_of(cell)
        return read_occasion_date(_LUNAR + text, rules.order, rules.today, excel=rules.excel)
    return read_occasion_date(cell, rules.order, rules.today, excel=rules.excel)


def occasion_of(cell: Cell, kind: OccasionKind, rules: DateRules) -> Occasion | Text | None:
    """Return the occasion in a cell, why there is none, or None where nothing stands there."""
    read = read_date(cell, rules)
    if read is None:
        return None
    if isinstance(read, Unreadable):
        return read.reason
    try:
        return Occasion(kind, read.calendar, read.year, read.month, read.day, read.is_leap_month)
    except UserError as error:
        return Text(error.msgid, error.params)


def expiry_of(cell: Cell, rules: DateRules) -> dt.date | Text | None:
    """Return the last day of a balance, why it cannot be read, or None for no end."""
    text = text_of(cell)
    if not text or heading_key(text) in NO_END:
        return None
    read = read_occasion_date(cell, rules.order, dt.date.max, excel=rules.excel)
    if isinstance(read, Unreadable) or read.calendar is Calendar.LUNAR:
        return Text(notes.SHORT_DATE, {"text": text[:_SHOWN]})
    if read.year is None or read.day is None:
        return Text(notes.SHORT_DATE, {"text": text[:_SHOWN]})
    return dt.date(read.year, read.month, read.day)


def plain_date(cell: Cell, rules: DateRules) -> str:
    """Return a date as it is read again whatever stands beside it: 3/5/1990 as 1990-03-05.

    A text that cannot be read, or that is plain by itself, stays as it is.
    """
    text = text_of(cell)
    if not text or (isinstance(cell, str) and not _ONLY_DIGITS.fullmatch(text)):
        return text
    read = read_date(cell, rules)
    if read is None or isinstance(read, Unreadable) or read.calendar is Calendar.LUNAR:
        return text
    if read.year is None:
        return f"--{read.month:02}-{read.day:02}" if read.day else text
    end = f"-{read.day:02}" if read.day else ""
    return f"{read.year:04}-{read.month:02}{end}"
