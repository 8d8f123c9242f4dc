"""Kinds of conditions whose values are days to come: whose birthday comes round within them."""

import datetime as dt
import re
import unicodedata

from smbcrm.core.i18n import N_, Text
from smbcrm.membership.occasions.choices import settings_of
from smbcrm.membership.occasions.coming import coming
from smbcrm.membership.segments.kind import Kind, Known, Shape, Value

_DAYS = re.compile(r"([0-9]{1,3})d?")
_MOST = 366
_NEAR = {0: N_("today"), 1: N_("today or tomorrow")}


def ahead(name: str, title: str, says: str) -> Kind:
    """Return a kind of important dates that come round from today on, within so many days.

    The database is given six parameters for each run of days: calendar, month, leap month or not,
    first and last day, and the latest year in which it may have begun.
    """
    form = N_("so many days from today on, 366 at most: 0d is today, 14d until in two weeks")
    return Kind(name, title, form, _read, says, Shape.AHEAD)


def _read(text: str, known: Known) -> Value:
    found = _DAYS.fullmatch(unicodedata.normalize("NFKC", text))
    if found is None or int(found[1]) > _MOST:
        raise ValueError
    days = int(found[1])
    runs = coming(known.day, known.day + dt.timedelta(days=days), settings_of(known.shop))
    parameters = tuple(
        parameter
        for run in runs
        for parameter in (run.calendar.value, run.month, int(run.is_leap_month), *run[3:])
    )
    said = Text(_NEAR.get(days, N_("in the next {count} days")), {"count": days})
    return Value(f"{days}d", parameters, said)
