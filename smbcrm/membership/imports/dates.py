"""Dates in the cells of a list: occasions, and the day on which a balance ends."""

import datetime as dt
import re
import unicodedata
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
_LONGEST_MOMENT = 60
_MOMENT = re.compile(
    r"\s*(?P<day>\S.*?)(?:\s*T\s*|\s+)(?P<hour>\d{1,2})(?P<rest>:\d{2}(?::\d{2})?)(?:\.\d+)?"
    r"\s*(?P<zone>z|[+-]\d{2}:?\d{2})\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DateRules:
    """How the dates of one column are read; `excel` where numbers may be days of a workbook.

    `zone` is that of the shop: a moment that names another one is told in it.
    """

    order: DayOrder
    today: dt.date
    excel: bool
    lunar: bool = False
    zone: dt.tzinfo = dt.UTC


def in_the_shop(cell: Cell, rules: DateRules) -> Cell:
    """Return a moment with a zone as the shop's clock shows it; any other cell as it is.

    Midnight of UTC is how programs write a day without a time, so it is just that day.
    """
    if not isinstance(cell, str) or len(cell) > _LONGEST_MOMENT:
        return cell
    found = _MOMENT.fullmatch(unicodedata.normalize("NFKC", cell))
    day = found and read_occasion_date(found["day"], rules.order, dt.date.max)
    if not found or isinstance(day, Unreadable) or day is None:
        return cell
    try:
        text = f"{day.year or 0:04}-{day.month:02}-{day.day or 0:02}"
        clock = f"{found['hour']:0>2}{found['rest']}{found['zone'].upper()}"
        moment = dt.datetime.fromisoformat(f"{text}T{clock}")
        local = moment.astimezone(rules.zone).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return cell
    is_day = not moment.utcoffset() and moment.time() == dt.time()
    return cell if day.calendar is Calendar.LUNAR else moment.date() if is_day else local


def read_date(cell: Cell, rules: DateRules) -> DateParts | Unreadable | None:
    """Return the date in a cell, why there is none, or None where nothing stands there."""
    cell = in_the_shop(cell, rules)
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
    local = in_the_shop(cell, rules)
    read = read_occasion_date(local, rules.order, dt.date.max, excel=rules.excel)
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
