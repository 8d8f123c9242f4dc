"""Visits paid ahead: pure rules."""

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from smbcrm.membership.visits.types import Rhythm, VisitUsed

FEWEST_DAYS = 3
"""With fewer days of use there is no usual gap: one gap alone is chance."""


def rhythm(used: Sequence[VisitUsed], today: dt.date, left: int) -> Rhythm | None:
    """Return how often visits of a package are used, and when `left` more will be used up.

    The gap is the median of the days between days of use, today among them, and so is the number
    of visits used on a day; both are rounded half up. None where there are fewer than
    `FEWEST_DAYS` days. Days after today, of a clock that stood wrong, count for nothing.
    """
    by_day: dict[dt.date, int] = {}
    for one in used:
        if one.date <= today:
            by_day[one.date] = by_day.get(one.date, 0) + one.count
    days = sorted({*by_day, today})
    if len(days) < FEWEST_DAYS:
        return None
    gap = _half_up(median((b - a).days for a, b in pairwise(days)))
    at_once = max(_half_up(median(by_day.values())), 1)
    times = -(-max(left, 0) // at_once)
    rest = (dt.date.max - today).days
    return Rhythm(gap, today + dt.timedelta(days=min(gap * times, rest)), at_once)


def left_over(found: Rhythm, today: dt.date, left: int, until: dt.date | None) -> int:
    """Return how many of so many visits will not have been used when they end."""
    if until is None:
        return 0
    times = (until - today).days // found.gap
    return max(left - times * found.at_once, 0)


def _half_up(value: float) -> int:
    """Return a median, which ends in .0 or .5, as a whole number.

    >>> _half_up(27.5), _half_up(28.0)
    (28, 28)
    """
    return int(value + 0.5)
