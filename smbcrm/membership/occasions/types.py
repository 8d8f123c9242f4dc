"""Occasions as facts: what is stored, when it falls, and what could not be read."""

import calendar as civil
import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, Text
from smbcrm.membership.occasions import lunar

_LEAP_YEAR = 2000


class Calendar(StrEnum):
    """The calendar in which an occasion comes back."""

    SOLAR = "solar"
    LUNAR = "lunar"


class OccasionKind(StrEnum):
    """What is celebrated."""

    BIRTHDAY = "birthday"
    WEDDING_ANNIVERSARY = "wedding_anniversary"
    CHILD_BIRTHDAY = "child_birthday"
    PET_BIRTHDAY = "pet_birthday"
    CUSTOMER_SINCE = "customer_since"
    CUSTOM = "custom"


class LeapDayRule(StrEnum):
    """Where 29 February falls in a common year."""

    FEBRUARY_28 = "february_28"
    MARCH_1 = "march_1"


class LeapMonthRule(StrEnum):
    """Which month counts for a leap-month birth in a lunar year that has that leap month."""

    LEAP = "leap"
    ORDINARY = "ordinary"
    BOTH = "both"


class OccasionSettings(NamedTuple):
    """The shop's choices where tradition knows more than one."""

    leap_day: LeapDayRule = LeapDayRule.FEBRUARY_28
    leap_month: LeapMonthRule = LeapMonthRule.LEAP


class NoSuchYear(UserError):
    """A year outside the solar calendar, 1 to 9999."""

    msgid = N_("There is no year {year}. Correct the date.")


class NoSuchDay(UserError):
    """A day that the month of the given solar year has not, as 31 February."""

    msgid = N_("In {year}, month {month} has {days} days. Correct the date.")


class NoSuchDayInAnyYear(UserError):
    """A day that the solar month never has."""

    msgid = N_("Month {month} has {days} days. Correct the date.")


class NoSuchLunarDayInAnyYear(UserError):
    """A day that no lunar month has."""

    msgid = N_("A lunar month has 29 or 30 days. Correct the day.")


class NoLeapMonthInAnyYear(UserError):
    """A leap month that no lunar year of our table has."""

    msgid = N_(
        "No lunar year from {first} to {last} has a leap month {month}. Give the ordinary month."
    )


class SolarLeapMonth(UserError):
    """A leap month in the solar calendar."""

    msgid = N_("Only the lunar calendar has leap months. Choose the lunar calendar.")


class LabelMissing(UserError):
    """An occasion of the shop's own kind without a name."""

    msgid = N_("An occasion of your own needs a name. Type what is celebrated.")


@dataclass(frozen=True, slots=True)
class Occasion:
    """An important date of a customer; only a date that exists can be made.

    Without a year the age is unknown; without a day the occasion lasts the whole month.
    The 30th of the twelfth lunar month is New Year's Eve, also of a year that ends on the 29th.
    Raises the errors of `check_date`, and `LabelMissing`.
    """

    kind: OccasionKind
    calendar: Calendar
    year: int | None
    month: int
    day: int | None
    is_leap_month: bool = False
    label: str = ""

    def __post_init__(self) -> None:
        """Refuse a date that cannot be."""
        check_date(self.calendar, self.year, self.month, self.day, leap=self.is_leap_month)
        if self.kind is OccasionKind.CUSTOM and not self.label.strip():
            raise LabelMissing


class Occurrence(NamedTuple):
    """One coming round of an occasion.

    `date` is its day, or the first of its month where only the month is known; it lasts through
    `last_date`. `year_key` is the solar or lunar year it belongs to: one greeting per year key,
    also where the setting "both" gives a leap-month birth two dates in one lunar year. `age` is
    in years of the occasion's calendar, none where its year is unknown, 0 on the day itself.
    """

    date: dt.date
    last_date: dt.date
    year_key: int
    age: int | None

    @property
    def whole_month(self) -> bool:
        """Whether only the month is known."""
        return self.last_date != self.date


class DateParts(NamedTuple):
    """A date that was read from a cell or typed, as an `Occasion` stores it."""

    calendar: Calendar
    year: int | None
    month: int
    day: int | None
    is_leap_month: bool = False


class Unreadable(NamedTuple):
    """Why a date is left empty; the sentence says what to write instead."""

    reason: Text


def check_date(
    calendar: Calendar, year: int | None, month: int, day: int | None, *, leap: bool = False
) -> None:
    """Refuse a date that does not exist, or a day that its month has in no year.

    Raises `NoSuchYear`, `NoSuchMonth`, `NoSuchDay`, `NoSuchDayInAnyYear`, `SolarLeapMonth`,
    `LunarOutOfRange`, `NoLeapMonth`, `NoLeapMonthInAnyYear`, `NoSuchLunarDay` or
    `NoSuchLunarDayInAnyYear`.
    """
    if not 1 <= month <= lunar.MONTHS:
        raise lunar.NoSuchMonth(month=month)
    if calendar is Calendar.LUNAR:
        _check_lunar(year, month, day, leap=leap)
    else:
        _check_solar(year, month, day, leap=leap)


def _check_solar(year: int | None, month: int, day: int | None, *, leap: bool) -> None:
    if leap:
        raise SolarLeapMonth
    if year is not None and not dt.MINYEAR <= year <= dt.MAXYEAR:
        raise NoSuchYear(year=year)
    days = civil.monthrange(year or _LEAP_YEAR, month)[1]
    if day is None or 1 <= day <= days:
        return
    if year is None:
        raise NoSuchDayInAnyYear(month=month, days=days)
    raise NoSuchDay(year=year, month=month, days=days)


def _check_lunar(year: int | None, month: int, day: int | None, *, leap: bool) -> None:
    if day is not None and not 1 <= day <= lunar.LONG_MONTH:
        raise NoSuchLunarDayInAnyYear
    if year is not None:
        is_eve = month == lunar.MONTHS and day == lunar.LONG_MONTH
        lunar.to_solar(lunar.LunarDate(year, month, 1 if is_eve or not day else day, leap))
    elif leap and month not in lunar.LEAP_MONTHS:
        raise NoLeapMonthInAnyYear(first=lunar.FIRST_YEAR, last=lunar.LAST_YEAR, month=month)
