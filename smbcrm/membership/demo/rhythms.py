"""When the demo shop's customers come: each by a rhythm of their own, seasons, and some leave."""

import datetime as dt
import random
from dataclasses import dataclass

from smbcrm.membership.demo.regulars import Habit, Regular

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
    """One visit: which customer, on which local date at which time; a regular has a habit."""

    at: dt.datetime
    customer: int
    habit: Habit | None = None


def visits(rng: random.Random, customer: int, first: dt.date, last: dt.date) -> list[Visit]:
    """Return a customer's visits from joining to today; about one in four stops coming."""
    span = (last - first).days
    joined = first + dt.timedelta(days=int(span * rng.random() ** 1.3))
    gap = rng.choices(_GAPS, weights=_GAP_SHARES)[0] * rng.uniform(0.8, 1.25)
    leaves = rng.uniform(0.02, 0.12) if rng.random() < _FICKLE else 0.004
    found = []
    day = float((joined - first).days)
    while day < span + 1:
        date = _open_day(first + dt.timedelta(days=int(day)))
        if date <= last:
            found.append(Visit(_time_on(rng, date), customer))
        if rng.random() < leaves:
            break
        day += max(1.0, gap * rng.lognormvariate(0, 0.35) / _SEASON[date.month - 1])
    return found


def habitual(
    rng: random.Random, customer: int, regular: Regular, first: dt.date, today: dt.date
) -> list[Visit]:
    """Return a regular's visits before today, the last on its day, the others about a rhythm apart.

    They begin at a first date at the earliest; who would come on a closed day came the day before.
    """
    found = []
    away = float(regular.last)
    for count in range(regular.visits):
        date = open_before(today - dt.timedelta(days=int(away)))
        if date < first:
            break
        habit = regular.habits[count % len(regular.habits)]
        found.append(Visit(_time_on(rng, date), customer, habit))
        away += regular.rhythm * rng.uniform(0.9, 1.1)
    return found


def open_before(day: dt.date) -> dt.date:
    """Return a day, or the one before where the shop is closed on it."""
    return day - dt.timedelta(days=1) if day.weekday() == _CLOSED_WEEKDAY else day


def _time_on(rng: random.Random, day: dt.date) -> dt.datetime:
    hour = rng.triangular(_OPENS, _CLOSES, 15)
    return dt.datetime.combine(day, dt.time()) + dt.timedelta(seconds=int(hour * 3600))


def _open_day(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=1) if day.weekday() == _CLOSED_WEEKDAY else day
