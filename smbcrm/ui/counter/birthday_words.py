"""Birthdays in words: months and days to choose from, when they come round, and why then."""

import datetime as dt
from collections.abc import Iterator

from PySide6.QtCore import QDate, QLocale

from smbcrm.core.i18n import N_
from smbcrm.membership.occasions import lunar
from smbcrm.membership.occasions.choices import first_time, next_leap_year
from smbcrm.membership.occasions.lunar import LunarDate, lunar_text
from smbcrm.membership.occasions.types import (
    Calendar,
    LeapDayRule,
    LeapMonthRule,
    Occasion,
    OccasionSettings,
    Occurrence,
)
from smbcrm.ui.counter.facts import age_words
from smbcrm.ui.counter.happenings import DOT
from smbcrm.ui.desk import Desk

_FEBRUARY, _LEAP_DAY = 2, 29
_MOON = "月"


def month_name(desk: Desk, calendar: Calendar, month: int) -> str:
    """Return a month to choose: June; 六月; in English a lunar one bears its number: 6 六月."""
    if calendar is Calendar.SOLAR:
        locale = QLocale(desk.words.translator.language)
        return locale.standaloneMonthName(month, QLocale.FormatType.LongFormat)
    name, moon, _ = lunar_text(LunarDate(1, month, 1)).partition(_MOON)
    return _numbered(desk, month, name + moon)


def day_name(desk: Desk, calendar: Calendar, day: int) -> str:
    """Return a day to choose: 12; 十二; in English a lunar one bears its number: 12 十二."""
    if calendar is Calendar.SOLAR:
        return str(day)
    return _numbered(desk, day, lunar_text(LunarDate(1, 1, day)).partition(_MOON)[2])


def comes_round(desk: Desk, occasion: Occasion, found: Occurrence) -> str:
    """Return one of the next dates: Thu 15 Jul 2027 · turns 67."""
    if found.whole_month:
        when = desk.words.month(found.date)
    else:
        pattern = desk.say(N_("ddd d MMM yyyy"))
        when = QLocale(desk.words.translator.language).toString(
            QDate(found.date.year, found.date.month, found.date.day), pattern
        )
    return DOT.join(filter(None, (when, age_words(desk, occasion, found.age))))


def explanation(desk: Desk, occasion: Occasion, settings: OccasionSettings, today: dt.date) -> str:
    """Return what has to be known of how a birthday comes round; often nothing."""
    parts = _lunar if occasion.calendar is Calendar.LUNAR else _solar
    between = "" if _is_chinese(desk) else " "
    return between.join(parts(desk, occasion, settings, today))


def _solar(
    desk: Desk, occasion: Occasion, settings: OccasionSettings, _today: dt.date
) -> Iterator[str]:
    if (occasion.month, occasion.day) == (_FEBRUARY, _LEAP_DAY):
        if settings.leap_day is LeapDayRule.MARCH_1:
            yield desk.say(N_("In common years it is kept on 1 March."))
        else:
            yield desk.say(N_("In common years it is kept on 28 February."))
    elif occasion.day is None:
        yield desk.say(N_("The whole month counts."))


def _lunar(
    desk: Desk, occasion: Occasion, settings: OccasionSettings, today: dt.date
) -> Iterator[str]:
    born = first_time(occasion)
    if born is not None:
        yield desk.say(N_("That was {date}."), date=desk.words.date(born))
    if occasion.is_leap_month:
        yield from _leap(desk, occasion.month, settings, today)
    if occasion.day is None:
        yield desk.say(N_("The whole month counts."))
    elif occasion.month == lunar.MONTHS and occasion.day == lunar.LONG_MONTH:
        yield desk.say(N_("That is New Year's Eve, also where the month has 29 days."))
    elif occasion.day == lunar.LONG_MONTH:
        yield desk.say(N_("Where the month has 29 days, it is kept on the 29th."))


def _leap(desk: Desk, month: int, settings: OccasionSettings, today: dt.date) -> Iterator[str]:
    if settings.leap_month is LeapMonthRule.ORDINARY:
        yield desk.say(N_("It is kept in the ordinary month {month}."), month=month)
        return
    if settings.leap_month is LeapMonthRule.BOTH:
        yield desk.say(N_("Where month {month} comes twice, both days count."), month=month)
    else:
        usual = N_("Years without a leap month {month} use the ordinary one.")
        yield desk.say(usual, month=month)
    year = next_leap_year(month, lunar.to_lunar(today).year)
    if year is not None:
        yield desk.say(N_("The next leap month {month} is in {year}."), month=month, year=year)


def _numbered(desk: Desk, number: int, han: str) -> str:
    return han if _is_chinese(desk) else f"{number} {han}"


def _is_chinese(desk: Desk) -> bool:
    return desk.words.translator.language.startswith("zh")
