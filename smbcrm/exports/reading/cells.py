"""From what a parser gives to plain values: whole numbers, dates, text without NUL, or nothing."""

import datetime as dt
import math
from collections.abc import Iterable
from contextlib import suppress

from smbcrm.exports.reading.limits import Limits
from smbcrm.exports.reading.wire import Refusal
from smbcrm.membership.imports.unread import Unread

_HALF_SECOND = 500_000  # microseconds
_ANY_DAY = dt.date(2000, 1, 1)
_ANY_MIDNIGHT = dt.datetime.combine(_ANY_DAY, dt.time())

Value = str | int | float | bool | dt.date | dt.datetime | Unread | None
"""What `smbcrm.membership.imports.source.Cell` is; the child imports no more of the
program than the one word."""


def plain_text(text: str) -> str | None:
    """Return text without NUL, which no database takes; None where nothing is to be seen.

    A lone Ctrl+Z is the end mark of old DOS programs.
    """
    if "\x00" in text:
        text = text.replace("\x00", "")
    return None if not text or text.isspace() or text == "\x1a" else text


def plain_value(value: object) -> Value:
    """Return one value of a workbook as the importer wants it.

    Excel keeps every number as a float, so a phone arrives as 13800138000.0. Seconds are rounded:
    a moment is a fraction of a day there, and 13:05 may arrive as 13:04:59.999.
    """
    if isinstance(value, str):
        return plain_text(value)
    if isinstance(value, float):
        return _plain_number(value)
    if isinstance(value, dt.datetime):
        return _plain_moment(value)
    if isinstance(value, dt.time):
        return _time_text(dt.datetime.combine(_ANY_DAY, value) - _ANY_MIDNIGHT)
    if isinstance(value, dt.timedelta):
        return _time_text(value)
    return value if isinstance(value, int | dt.date) else None


def _plain_number(value: float) -> int | float | None:
    """Return a whole number as such; what is no number is nothing."""
    if not math.isfinite(value):
        return None
    return int(value) if value.is_integer() else value


def _plain_moment(value: dt.datetime) -> dt.date | dt.datetime:
    """Return a moment to the second, without zone; midnight is a date."""
    moment = value.replace(tzinfo=None, microsecond=0)
    if value.microsecond >= _HALF_SECOND:
        with suppress(OverflowError):  # the last second of the year 9999
            moment += dt.timedelta(seconds=1)
    return moment.date() if moment.time() == dt.time() else moment


def _time_text(span: dt.timedelta) -> str:
    """Return a time of day or a span as people write it: 13:05, 30:00, 00:00:07.

    >>> _time_text(dt.timedelta(hours=13, minutes=5))
    '13:05'
    """
    sign = "-" if span < dt.timedelta() else ""
    seconds = round(abs(span).total_seconds())
    minutes, rest = divmod(seconds, 60)
    text = f"{sign}{minutes // 60:02}:{minutes % 60:02}"
    return f"{text}:{rest:02}" if rest else text


def plain_row(number: int, values: Iterable[Value], limits: Limits) -> list[Value]:
    """Return a row without the empty cells at its end; an empty list where it holds nothing.

    :raises Refusal: the row is wider, or a text longer, than any list of customers has.
    """
    row = list(values)
    while row and row[-1] is None:
        row.pop()
    if len(row) > limits.columns:
        raise Refusal("TooManyColumns", row=number, limit=limits.columns)
    for value in row:
        if isinstance(value, str) and len(value) > limits.text:
            raise Refusal("TextTooLong", row=number, limit=limits.text)
    return row
