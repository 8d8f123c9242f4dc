"""The Chinese lunar calendar for the lunar years 1901 to 2100.

A lunar year has twelve months of 29 or 30 days, or thirteen: then one month comes a second time,
as a leap month of the same number. It begins between 21 January and 20 February of the solar year
whose number it bears, so its last weeks lie in the next solar year. The facts stand in
`lunar_table`; sources differ in 2057, 2089 and 2097, where we follow the Hong Kong Observatory.
"""

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, Text
from smbcrm.membership.occasions import lunar_table

LONG_MONTH = 30
MONTHS = 12
_SHORT_MONTH = 29
_DIGITS = "一二三四五六七八九十"


class LunarOutOfRange(UserError):
    """A year or date that the table does not know."""

    msgid = N_(
        "The lunar calendar is known for the lunar years {first} to {last} only."
        " Correct the year, or leave it out."
    )


class NoSuchMonth(UserError):
    """A month outside 1 to 12, in either calendar."""

    msgid = N_("There is no month {month}. Correct the date.")


class NoLeapMonth(UserError):
    """A leap month that the given lunar year has not."""

    msgid = N_(
        "Lunar year {year} has no leap month {month}. Correct the year, or give the ordinary month."
    )


class NoSuchLunarDay(UserError):
    """A day that the month of the given lunar year has not."""

    msgid = N_("In lunar year {year}, {month} has {days} days. Correct the day or the year.")


class LunarDate(NamedTuple):
    """A day of the lunar calendar; `to_solar` says whether it exists."""

    year: int
    month: int
    day: int
    is_leap_month: bool = False


class LunarDay(Protocol):
    """What `lunar_text` writes: a lunar month and day, or the month alone."""

    @property
    def month(self) -> int:
        """The month, 1 to 12."""

    @property
    def day(self) -> int | None:
        """The day, 1 to 30; none where only the month is known."""

    @property
    def is_leap_month(self) -> bool:
        """Whether the second month of that number is meant."""


@dataclass(frozen=True, slots=True)
class _Year:
    new_year: dt.date
    lengths: tuple[int, ...]
    leap: int

    def index(self, month: int, *, leap: bool) -> int:
        """Return the place of a month among the twelve or thirteen of this year."""
        comes_later = leap or (self.leap and month > self.leap)
        return month if comes_later else month - 1


def _unpacked(year: int, packed: int) -> _Year:
    # The layout is described in lunar_table.
    leap = packed >> 13 & 0xF
    count = MONTHS + bool(leap)
    lengths = tuple(_SHORT_MONTH + (packed >> index & 1) for index in range(count))
    return _Year(dt.date(year - 1, 12, 31) + dt.timedelta(days=packed >> 17), lengths, leap)


_YEARS = tuple(
    _unpacked(lunar_table.FIRST_YEAR + index, packed)
    for index, packed in enumerate(lunar_table.YEARS)
)
_NEW_YEARS = [year.new_year for year in _YEARS]

FIRST_YEAR = lunar_table.FIRST_YEAR
LAST_YEAR = FIRST_YEAR + len(_YEARS) - 1
FIRST_DAY = _NEW_YEARS[0]
LAST_DAY = _NEW_YEARS[-1] + dt.timedelta(days=sum(_YEARS[-1].lengths) - 1)
LEAP_MONTHS = frozenset(year.leap for year in _YEARS if year.leap)
"""The months that come twice in some year of the table."""


def out_of_range() -> LunarOutOfRange:
    """Return the refusal of a year or date that the table does not know."""
    return LunarOutOfRange(first=FIRST_YEAR, last=LAST_YEAR)


def to_lunar(day: dt.date) -> LunarDate:
    """Return the lunar date of a solar date.

    Raises `LunarOutOfRange` before 19 February 1901 and after 28 January 2101.

    >>> to_lunar(dt.date(2020, 5, 23))
    LunarDate(year=2020, month=4, day=1, is_leap_month=True)
    """
    if not FIRST_DAY <= day <= LAST_DAY:
        raise out_of_range()
    index = bisect_right(_NEW_YEARS, day) - 1
    year = _YEARS[index]
    left = (day - year.new_year).days
    place = 0
    while left >= year.lengths[place]:
        left -= year.lengths[place]
        place += 1
    is_leap_month = bool(year.leap) and place == year.leap
    month = place if year.leap and place >= year.leap else place + 1
    return LunarDate(FIRST_YEAR + index, month, left + 1, is_leap_month)


def to_solar(lunar: LunarDate) -> dt.date:
    """Return the solar date of a lunar date.

    Raises `LunarOutOfRange`, `NoSuchMonth`, `NoLeapMonth` or `NoSuchLunarDay`.
    """
    length = month_length(lunar.year, lunar.month, leap=lunar.is_leap_month)
    if not 1 <= lunar.day <= length:
        wording = N_("leap month {month}") if lunar.is_leap_month else N_("month {month}")
        month = Text(wording, {"month": lunar.month})
        raise NoSuchLunarDay(year=lunar.year, month=month, days=length)
    year = _year(lunar.year)
    before = sum(year.lengths[: year.index(lunar.month, leap=lunar.is_leap_month)])
    return year.new_year + dt.timedelta(days=before + lunar.day - 1)


def month_length(year: int, month: int, *, leap: bool = False) -> int:
    """Return 29 or 30; raises `LunarOutOfRange`, `NoSuchMonth` or `NoLeapMonth`."""
    facts = _year(year)
    if not 1 <= month <= MONTHS:
        raise NoSuchMonth(month=month)
    if leap and facts.leap != month:
        raise NoLeapMonth(year=year, month=month)
    return facts.lengths[facts.index(month, leap=leap)]


def leap_month(year: int) -> int:
    """Return the month that comes twice in a lunar year, 0 where none does."""
    return _year(year).leap


def lunar_text(lunar: LunarDay, *, traditional: bool = False) -> str:
    """Return month and day as Chinese calendars print them; the month alone without a day.

    >>> lunar_text(LunarDate(2020, 4, 1, is_leap_month=True)), lunar_text(LunarDate(2020, 1, 21))
    ('闰四月初一', '正月廿一')
    """
    leap = ("閏" if traditional else "闰") if lunar.is_leap_month else ""
    day = "" if lunar.day is None else _day_text(lunar.day)
    return f"{leap}{_month_text(lunar.month)}月{day}"


def _year(year: int) -> _Year:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise out_of_range()
    return _YEARS[year - FIRST_YEAR]


def _month_text(month: int) -> str:
    if month == 1:
        return "正"
    ten, one = divmod(month - 1, len(_DIGITS))
    return "十" * ten + _DIGITS[one]


def _day_text(day: int) -> str:
    tens, ones = divmod(day - 1, len(_DIGITS))
    if ones == len(_DIGITS) - 1:
        return ("初十", "二十", "三十")[tens]
    return ("初", "十", "廿")[tens] + _DIGITS[ones]
