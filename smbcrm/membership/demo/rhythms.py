"""When the demo shop's customers come: each by a rhythm of their own, seasons, and some leave."""

import datetime as dt
import random
from dataclasses import dataclass

# How busy each month is beside an average one: quiet February, busy December.
_SEASON = (0.9, 0.8, 1.0, 1.0, 1.05, 1.0, 0.95, 0.9, 1.0, 1.05, 1.1, 1.3)
# Usual days between visits of each kind of regular, and how many of them there are.
_GAPS = (9, 21, 30, 45, 75, 120)
_GAP_SHARES = (4, 14, 24, 24, 20, 14)
_CLOSED_WEEKDAY = 0
# Customers who may leave after any visit; the others hardly ever do.
_FICKLE = 0.4
_OPENS, _CLOSES = 9, 19


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit: which customer, on which local date at which time."""

    at: dt.datetime
    customer: int


def visits(rng: random.Random, customer: int, first: dt.date, last: dt.date) -> list[Visit]:
    """Return a customer's visits from joining to today; about one in four stops coming."""
    span = (last - first).days
    joined = first + dt.timedelta(days=int(span * rng.random() ** 1.3))
    gap = rng.choices(_GAPS, weights=_GAP_SHARES)[0] * rng.uniform(0.8, 1.25)
    leaves = rng.uniform(0.02, 0.12) if rng.random() < _FICKLE else 0.004
    found = []
    day = float((joined - first).days)
    while day <= span:
        date = _open_day(first + dt.timedelta(days=int(day)))
        if date <= last:
            hour = rng.triangular(_OPENS, _CLOSES, 15)
            at = dt.datetime.combine(date, dt.time()) + dt.timedelta(seconds=int(hour * 3600))
            found.append(Visit(at, customer))
        if rng.random() < leaves:
            break
        day += max(1.0, gap * rng.lognormvariate(0, 0.35) / _SEASON[date.month - 1])
    return found


def _open_day(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=1) if day.weekday() == _CLOSED_WEEKDAY else day
