"""Whether a day is somebody's birthday, for what a tier gives on it."""

import calendar
import datetime as dt

from smbcrm.membership.occasions import lunar
from smbcrm.membership.occasions.rules import occurrences
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionSettings, Occurrence
from smbcrm.membership.tiers.types import BirthdaySpan

_LONGEST_MONTH = dt.timedelta(days=31)


def is_birthday(
    birthday: Occasion, day: dt.date, span: BirthdaySpan, settings: OccasionSettings
) -> bool:
    """Tell whether a business date is a birthday, solar or lunar as the customer keeps it.

    With `BirthdaySpan.MONTH` every day of the calendar month counts in which it falls. One that is
    known by its month only counts in that month, and on no day by itself. Outside of the lunar
    table no lunar birthday is known.
    """
    first = day.replace(day=1)
    last = first.replace(day=calendar.monthrange(day.year, day.month)[1])
    early = first - _LONGEST_MONTH
    known = early >= lunar.FIRST_DAY and last <= lunar.LAST_DAY
    if birthday.calendar is Calendar.LUNAR and not known:
        return False
    return any(_counts(found, day, span) for found in occurrences(birthday, early, last, settings))


def _counts(found: Occurrence, day: dt.date, span: BirthdaySpan) -> bool:
    if span is BirthdaySpan.DAY:
        return found.date == day and not found.whole_month
    if found.whole_month:
        return found.date <= day <= found.last_date
    return (found.date.year, found.date.month) == (day.year, day.month)
