"""When an occasion comes round (product.md, section 2, "Occasion").

- 29 February falls on 28 February in common years (setting: on 1 March).
- The lunar 30th falls on the 29th in a month of 29 days; so the 30th of the twelfth month is
  always Lunar New Year's Eve.
- A leap-month birth falls, in a lunar year with that leap month, in the leap month (setting: the
  ordinary one, or both), else in the ordinary month. A birth in an ordinary month stays there.
- An occasion known by month only comes on the first and lasts the month.
- Nothing comes round before the year of the occasion itself.

So there is one occurrence per solar or lunar year; two only by the setting "both", and these two
bear the same year key, by which a greeting is counted.
"""

import calendar as civil
import datetime as dt
from collections.abc import Iterator
from itertools import islice

from smbcrm.membership.occasions import lunar
from smbcrm.membership.occasions.types import (
    Calendar,
    LeapDayRule,
    LeapMonthRule,
    Occasion,
    OccasionSettings,
    Occurrence,
)

_DEFAULT = OccasionSettings()
# Whether the leap month is meant, for each month that counts in a year that has it.
_MEANT = {
    LeapMonthRule.LEAP: (True,),
    LeapMonthRule.ORDINARY: (False,),
    LeapMonthRule.BOTH: (False, True),
}


def occurrences(
    occasion: Occasion, first: dt.date, last: dt.date, settings: OccasionSettings = _DEFAULT
) -> tuple[Occurrence, ...]:
    """Return what comes round from `first` to `last`, both included, in order of date.

    A month-long occurrence counts by its first day, so that windows side by side never find it
    twice. Raises `LunarOutOfRange` for a lunar occasion and a window that leaves the table.
    """
    known = first >= lunar.FIRST_DAY and last <= lunar.LAST_DAY
    if occasion.calendar is Calendar.LUNAR and not known:
        raise lunar.out_of_range()
    # A lunar year reaches into the next solar year, so the year before can still fall in here.
    years = _year_keys(occasion, first.year - 1, last.year + 1)
    return tuple(
        found for found in _rounds(occasion, years, settings) if first <= found.date <= last
    )


def next_dates(
    occasion: Occasion, today: dt.date, count: int = 3, settings: OccasionSettings = _DEFAULT
) -> tuple[Occurrence, ...]:
    """Return the next occurrences, today's and a month that has begun included.

    Fewer than `count` where the calendar ends: lunar year 2100, solar year 9999.
    """
    years = _year_keys(occasion, today.year - 1, dt.MAXYEAR)
    coming = (found for found in _rounds(occasion, years, settings) if found.last_date >= today)
    return tuple(islice(coming, count))


def _year_keys(occasion: Occasion, first: int, last: int) -> range:
    earliest, latest = (
        (lunar.FIRST_YEAR, lunar.LAST_YEAR)
        if occasion.calendar is Calendar.LUNAR
        else (dt.MINYEAR, dt.MAXYEAR)
    )
    return range(max(first, earliest, occasion.year or earliest), min(last, latest) + 1)


def _rounds(occasion: Occasion, years: range, settings: OccasionSettings) -> Iterator[Occurrence]:
    in_year = _in_lunar_year if occasion.calendar is Calendar.LUNAR else _in_solar_year
    for year in years:
        age = None if occasion.year is None else year - occasion.year
        for first, last in in_year(occasion, year, settings):
            yield Occurrence(first, last, year, age)


def _in_solar_year(
    occasion: Occasion, year: int, settings: OccasionSettings
) -> Iterator[tuple[dt.date, dt.date]]:
    first = dt.date(year, occasion.month, 1)
    length = civil.monthrange(year, occasion.month)[1]
    if occasion.day is None:
        yield first, first.replace(day=length)
        return
    day = first.replace(day=min(occasion.day, length))
    if occasion.day > length and settings.leap_day is LeapDayRule.MARCH_1:
        day = first.replace(month=occasion.month + 1)
    yield day, day


def _in_lunar_year(
    occasion: Occasion, year: int, settings: OccasionSettings
) -> Iterator[tuple[dt.date, dt.date]]:
    for leap in _lunar_months(occasion, year, settings.leap_month):
        first = lunar.to_solar(lunar.LunarDate(year, occasion.month, 1, leap))
        length = lunar.month_length(year, occasion.month, leap=leap)
        if occasion.day is None:
            yield first, first + dt.timedelta(days=length - 1)
        else:
            day = first + dt.timedelta(days=min(occasion.day, length) - 1)
            yield day, day


def _lunar_months(occasion: Occasion, year: int, rule: LeapMonthRule) -> tuple[bool, ...]:
    """Return, for each month that counts in that year, whether it is the leap month."""
    if not occasion.is_leap_month or lunar.leap_month(year) != occasion.month:
        return (False,)
    return _MEANT[rule]
