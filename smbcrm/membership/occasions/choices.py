"""What a form for a date may offer: the days of a month, leap months, and what the date means."""

import calendar as civil
import datetime as dt

from smbcrm.membership.occasions import lunar
from smbcrm.membership.occasions.types import (
    Calendar,
    LeapDayRule,
    LeapMonthRule,
    Occasion,
    OccasionSettings,
)
from smbcrm.membership.shop.types import Shop

_LEAP_YEAR = 2000


def settings_of(shop: Shop) -> OccasionSettings:
    """Return what the shop chose where tradition knows more than one way."""
    return OccasionSettings(LeapDayRule(shop.february_29), LeapMonthRule(shop.leap_month))


def days_in(calendar: Calendar, year: int | None, month: int, *, leap: bool = False) -> int:
    """Return how many days a form offers for a month: of any year where none is given.

    A year without that leap month, or one that the calendar does not know, offers the most there
    can be: `Occasion` then says what is wrong. The twelfth lunar month always has its 30th, which
    is New Year's Eve.

    >>> days_in(Calendar.SOLAR, 2023, 2), days_in(Calendar.LUNAR, 1960, 6, leap=True)
    (28, 29)
    """
    if calendar is Calendar.SOLAR:
        known = year is not None and dt.MINYEAR <= year <= dt.MAXYEAR
        return civil.monthrange(year if known and year else _LEAP_YEAR, month)[1]
    if year is None or month == lunar.MONTHS or (leap and not may_be_leap(year, month)):
        return lunar.LONG_MONTH
    if not lunar.FIRST_YEAR <= year <= lunar.LAST_YEAR:
        return lunar.LONG_MONTH
    return lunar.month_length(year, month, leap=leap)


def may_be_leap(year: int | None, month: int) -> bool:
    """Tell whether a lunar month comes twice in that year, or in any year where none is given."""
    if year is None:
        return month in lunar.LEAP_MONTHS
    known = lunar.FIRST_YEAR <= year <= lunar.LAST_YEAR
    return known and lunar.leap_month(year) == month


def next_leap_year(month: int, after: int) -> int | None:
    """Return the next lunar year, after a year, in which a month comes twice; None within ours.

    >>> next_leap_year(6, 2026)
    2036
    """
    years = range(max(after + 1, lunar.FIRST_YEAR), lunar.LAST_YEAR + 1)
    return next((year for year in years if lunar.leap_month(year) == month), None)


def first_time(occasion: Occasion) -> dt.date | None:
    """Return the solar day of the occasion itself, such as that of birth, where it is known."""
    year, month, day = occasion.year, occasion.month, occasion.day
    if year is None or day is None:
        return None
    if occasion.calendar is Calendar.SOLAR:
        return dt.date(year, month, day)
    leap = occasion.is_leap_month
    length = lunar.month_length(year, month, leap=leap)
    return lunar.to_solar(lunar.LunarDate(year, month, min(day, length), leap))
