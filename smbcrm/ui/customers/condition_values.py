"""What is chosen and typed in the form of a condition, as its kind reads it."""

import unicodedata
from enum import Enum

DOTS = ".."


class Way(Enum):
    """How a day is meant."""

    WITHIN = "within"
    """In the last so many days."""
    BEFORE = "before"
    """At least so many days ago."""
    BETWEEN = "between"
    """From a date to another."""


def bounds(low: str, high: str) -> str:
    """Return two bounds, of which one may be empty.

    >>> bounds("5", ""), bounds("5", "9")
    ('5..', '5..9')
    """
    return DOTS.join((low.strip(), high.strip()))


def days(way: Way, first: str, last: str) -> str:
    """Return bounds of a day from what is typed beside a way.

    >>> days(Way.WITHIN, "30", ""), days(Way.BEFORE, "６０", "")
    ('30d..', '..60d')
    >>> days(Way.BETWEEN, "", "2026-03-05")
    '..2026-03-05'
    """
    if way is Way.BETWEEN:
        return bounds(first, last)
    return bounds(ahead(first), "") if way is Way.WITHIN else bounds("", ahead(first))


def ahead(days: str) -> str:
    """Return so many days; nothing where none are typed.

    >>> ahead(" １４ "), ahead("")
    ('14d', '')
    """
    typed = unicodedata.normalize("NFKC", days).strip().removesuffix("d")
    return f"{typed}d" if typed else ""
