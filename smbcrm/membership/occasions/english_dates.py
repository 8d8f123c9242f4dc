"""Dates with an English month name: March 5, 5th of March 1990, 5-Mar-1990, March 1990."""

import re

from smbcrm.membership.occasions import reasons
from smbcrm.membership.occasions.types import Calendar, DateParts, Unreadable

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_SHORTEST_NAME = 3
_TOKEN = re.compile(r"[a-z]+|\d+")
_BETWEEN = re.compile(r"[\s,.\-/']*")
_ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th)\b")
# Spreadsheets show a month of a year as Mar-25.
_SHORT_YEAR_AFTER_MONTH = re.compile(r"[a-z]+\.?\s*[-']\s*\d{1,2}")
_FILLERS = frozenset({"of", "the"})
_FULL_YEAR = 4
_LONGEST_MONTH = 31


def read_english(text: str) -> DateParts | Unreadable:
    """Return the date of a text with an English month name, or why there is none.

    Whether such a day exists is not checked here.
    """
    plain = _ORDINAL.sub("", text.lower())
    if not _BETWEEN.fullmatch(_TOKEN.sub("", plain)):
        return reasons.refused(reasons.NOT_A_DATE, text)
    tokens = _TOKEN.findall(plain)
    words = [token for token in tokens if token.isalpha() and token not in _FILLERS]
    numbers = [token for token in tokens if token.isdecimal()]
    month = _month(words[0]) if len(words) == 1 else None
    if month is None:
        return reasons.refused(reasons.NOT_A_DATE, text)
    years = [int(number) for number in numbers if len(number) == _FULL_YEAR]
    days = [int(number) for number in numbers if len(number) != _FULL_YEAR]
    if len(years) > 1:
        return reasons.refused(reasons.NOT_A_DATE, text)
    is_short_year = not years and _SHORT_YEAR_AFTER_MONTH.fullmatch(plain)
    if is_short_year or len(days) > 1 or max(days, default=0) > _LONGEST_MONTH:
        return reasons.refused(reasons.SHORT_YEAR, text)
    return DateParts(
        Calendar.SOLAR,
        years[0] if years else None,
        month,
        days[0] if days else None,
    )


def _month(word: str) -> int | None:
    """Return the number of a month named in full or cut short: March, Mar, Sept."""
    if len(word) < _SHORTEST_NAME:
        return None
    found = (number for number, name in enumerate(_MONTHS, 1) if name.startswith(word))
    return next(found, None)
