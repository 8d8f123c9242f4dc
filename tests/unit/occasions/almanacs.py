"""The lunar calendar of two other libraries, day by day: oracles for our table."""

import datetime as dt
from typing import NamedTuple

import cnlunar
from borax.calendars import lunardate


class Day(NamedTuple):
    """A lunar day as an oracle sees it."""

    year: int
    month: int
    day: int
    is_leap_month: bool


CNLUNAR_LAST = dt.date(2100, 2, 8)
"""cnlunar lacks the months of lunar 2100."""


def cnlunar_day(day: dt.date) -> Day:
    """Return what cnlunar says; its full constructor works out the fortune of the day as well."""
    almanac = cnlunar.Lunar.__new__(cnlunar.Lunar)
    almanac.date = dt.datetime(day.year, day.month, day.day, 12, tzinfo=None)  # noqa: DTZ001
    almanac.isLunarLeapMonth = False
    year, month, number = almanac.get_lunarDateNum()
    return Day(year, month, number, almanac.isLunarLeapMonth)


def borax_day(day: dt.date) -> Day:
    """Return what borax says."""
    found = lunardate.LunarDate.from_solar(day)
    return Day(found.year, found.month, found.day, bool(found.leap))


def days(first: dt.date, last: dt.date) -> list[dt.date]:
    """Return every day from first to last."""
    return [first + dt.timedelta(days=count) for count in range((last - first).days + 1)]
