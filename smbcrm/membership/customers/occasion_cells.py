"""An occasion as a cell of a list: a date where it is known whole, else as people write it."""

import datetime as dt

from smbcrm.core.i18n import N_, Text
from smbcrm.membership.customers.lists import date_text
from smbcrm.membership.occasions.months import MONTHS
from smbcrm.membership.occasions.types import Calendar, Occasion


def occasion_cell(occasion: Occasion) -> dt.date | str | Text:
    """Return the day in the calendar that files know, or what people say of it."""
    return _solar_day(occasion) or _spoken(occasion) or date_text(occasion)


def _spoken(occasion: Occasion) -> Text | None:
    """Return a day without a year as people say it: digits alone would be two dates."""
    if occasion.calendar is Calendar.LUNAR or occasion.year is not None:
        return None
    month = Text(MONTHS[occasion.month - 1])
    if occasion.day is None:
        return month
    return Text(N_("{day} {month}"), {"day": occasion.day, "month": month})


def _solar_day(occasion: Occasion) -> dt.date | None:
    if occasion.calendar is Calendar.LUNAR or occasion.year is None or occasion.day is None:
        return None
    return dt.date(occasion.year, occasion.month, occasion.day)
