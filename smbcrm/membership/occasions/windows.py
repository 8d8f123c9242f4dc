"""Which stored dates may come round in a window of days.

`rules.occurrences` says when an occasion comes round; here it is turned round, and widely, so that
a database reads those dates and few others. What is found is asked of the rules again.
"""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.occasions import lunar
from smbcrm.membership.occasions.types import Calendar

LONGEST = 400
"""Days: more than the 385 of the longest lunar year, so that everybody comes round in it."""
_FEBRUARY, _LEAP_DAY = 2, 29
_BEFORE_LEAP_DAY, _AFTER_LEAP_DAY = (2, 28), (3, 1)


class WindowTooLong(UserError):
    """More days than one list tells of."""

    msgid = N_(
        "From {first} to {last} is {days} days. Give {most} days at most: nothing comes round less"
        " often."
    )


class WindowOutOfRange(UserError):
    """Days of which the lunar date is not known."""

    msgid = N_("Lunar dates are known from {first} to {last} only. Choose days within.")


class Span(NamedTuple):
    """The days of a month, in one calendar, that may come round; dates without a day may too."""

    calendar: Calendar
    month: int
    first_day: int
    last_day: int


def check_window(first: dt.date, last: dt.date) -> None:
    """Refuse days that no list is made of; raise WindowOutOfRange, WindowTooLong."""
    if first < lunar.FIRST_DAY or last > lunar.LAST_DAY:
        raise WindowOutOfRange(first=lunar.FIRST_DAY, last=lunar.LAST_DAY)
    days = (last - first).days + 1
    if days > LONGEST:
        raise WindowTooLong(first=first, last=last, days=days, most=LONGEST)


def spans(first: dt.date, last: dt.date) -> tuple[Span, ...]:
    """Return the dates that may come round from `first` to `last`, one span for each month.

    Whatever the shop's settings are. Raises `LunarOutOfRange` for days that leave the table.
    """
    found: dict[tuple[Calendar, int], list[int]] = {}
    for number in range((last - first).days + 1):
        for calendar, month, day in _stored(first + dt.timedelta(days=number)):
            found.setdefault((calendar, month), []).append(day)
    return tuple(Span(*key, min(days), max(days)) for key, days in found.items())


def _stored(day: dt.date) -> Iterator[tuple[Calendar, int, int]]:
    """Yield the dates that may be kept on a day, leap month or not."""
    yield Calendar.SOLAR, day.month, day.day
    if (day.month, day.day) in {_BEFORE_LEAP_DAY, _AFTER_LEAP_DAY}:
        yield Calendar.SOLAR, _FEBRUARY, _LEAP_DAY
    found = lunar.to_lunar(day)
    yield Calendar.LUNAR, found.month, found.day
    if found.day == lunar.LONG_MONTH - 1:
        yield Calendar.LUNAR, found.month, lunar.LONG_MONTH
