"""Dates and occasions of a customer, out of their columns."""

import datetime as dt

from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind
from smbcrm.models.session import SqlRow


def day_of(text: str | None) -> dt.date | None:
    """Return the date of a column, None where it is empty."""
    return None if text is None else dt.date.fromisoformat(text)


def day_text(day: dt.date | None) -> str | None:
    """Return a date as a column holds it, None for none."""
    return None if day is None else day.isoformat()


def occasion_of(row: SqlRow) -> Occasion:
    """Return an occasion of kind, label, calendar, year, month, day, is_leap_month."""
    kind, label, calendar, year, month, day, leap = row
    return Occasion(OccasionKind(kind), Calendar(calendar), year, month, day, bool(leap), label)
