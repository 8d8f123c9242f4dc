"""Which stored dates come round in a window of days: exactly those, for a database to compare.

`windows.spans` says widely what may come round; each date in it is asked of the rules.
"""

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from smbcrm.membership.occasions import lunar
from smbcrm.membership.occasions.rules import occurrences
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind, OccasionSettings
from smbcrm.membership.occasions.windows import Span, spans

MONTH_ALONE = 0
"""Stands for the day of a date that is known by its month only."""


class Coming(NamedTuple):
    """Days of a month that come round, those of a later year than `year` left out."""

    calendar: Calendar
    month: int
    is_leap_month: bool
    first_day: int
    last_day: int
    year: int


def coming(first: dt.date, last: dt.date, settings: OccasionSettings) -> tuple[Coming, ...]:
    """Return the dates that come round from `first` to `last`, both included.

    Raises `LunarOutOfRange` for days that leave the table.
    """
    found: dict[tuple[Calendar, int, bool, int], set[int]] = {}
    for one in (each for span in spans(first, last) for each in _dates(span)):
        for on in occurrences(one, first, last, settings):
            key = (one.calendar, one.month, one.is_leap_month, on.year_key)
            found.setdefault(key, set()).add(one.day or MONTH_ALONE)
    return tuple(
        Coming(calendar, month, leap, *days, year)
        for (calendar, month, leap, year), held in found.items()
        for days in _runs(sorted(held))
    )


def _dates(span: Span) -> Iterator[Occasion]:
    both = span.calendar is Calendar.LUNAR and span.month in lunar.LEAP_MONTHS
    for leap in (False, True) if both else (False,):
        for day in (None, *range(span.first_day, span.last_day + 1)):
            yield Occasion(OccasionKind.BIRTHDAY, span.calendar, None, span.month, day, leap)


def _runs(days: list[int]) -> Iterator[tuple[int, int]]:
    """Yield first and last of the days that follow each other.

    >>> list(_runs([0, 3, 4, 5, 9]))
    [(0, 0), (3, 5), (9, 9)]
    """
    begins = [days[0], *(after for before, after in pairwise(days) if after - before > 1)]
    ends = [*(before for before, after in pairwise(days) if after - before > 1), days[-1]]
    yield from zip(begins, ends, strict=True)
