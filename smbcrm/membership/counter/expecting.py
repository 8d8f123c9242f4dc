"""Whose day it is: which stored dates come round in the next days.

The rules for when an occasion comes round stand in `occasions.rules` and are asked there; here they
are turned round, so that a database finds by its index who celebrates, and nobody else is read.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from smbcrm.membership.counter.board import Expected
from smbcrm.membership.occasions import lunar
from smbcrm.membership.occasions.rules import occurrences
from smbcrm.membership.occasions.types import (
    Calendar,
    Occasion,
    OccasionKind,
    OccasionSettings,
    Occurrence,
)

DAYS_AHEAD = 3
"""Days after today that the counter looks ahead."""

_FEBRUARY = 2
_LEAP_DAY = 29
_KINDS = tuple(OccasionKind)


class DaySought(NamedTuple):
    """Stored dates that come round on a day: these, with a year up to `last_year` or none."""

    date: dt.date
    calendar: Calendar
    month: int
    day: int | None
    is_leap_month: bool
    last_year: int


class Guest(NamedTuple):
    """What the counter says of somebody who is expected. `name` is the code where there is none."""

    customer: int
    name: str
    tier_code: str
    alert: bool
    occasions: tuple[Occasion, ...]


def days_sought(
    today: dt.date, settings: OccasionSettings, ahead: int = DAYS_AHEAD
) -> tuple[DaySought, ...]:
    """Return every stored date that comes round from today on, nearest first.

    An occasion without a day comes round on the first of its month.
    """
    days = (today + dt.timedelta(days=number) for number in range(ahead + 1))
    return tuple(sought for day in days for sought in _sought_on(day, settings))


def expected(
    guests: Sequence[Guest],
    today: dt.date,
    settings: OccasionSettings,
    ahead: int = DAYS_AHEAD,
) -> tuple[Expected, ...]:
    """Return the guests in their order, each with the nearest occasion; a birthday before others.

    Who has none any more, because it was changed meanwhile, is left out.
    """
    found = []
    for guest in guests:
        coming = list(_coming(guest.occasions, today, settings, ahead))
        if coming:
            occasion, on = min(coming, key=_nearest)
            found.append(
                Expected(
                    customer=guest.customer,
                    name=guest.name,
                    tier_code=guest.tier_code,
                    occasion=occasion,
                    date=on.date,
                    days_left=(on.date - today).days,
                    age=on.age,
                    whole_month=on.whole_month,
                    alert=guest.alert,
                )
            )
    return tuple(found)


def _sought_on(day: dt.date, settings: OccasionSettings) -> Iterator[DaySought]:
    """Yield what comes round on a day: of all dates that might, those that do."""
    for probe in (*_solar_probes(day), *_lunar_probes(day)):
        for found in occurrences(probe, day, day, settings):
            yield DaySought(
                day,
                probe.calendar,
                probe.month,
                probe.day,
                probe.is_leap_month,
                found.year_key,
            )


def _solar_probes(day: dt.date) -> Iterator[Occasion]:
    dates = {(day.month, day.day), (_FEBRUARY, _LEAP_DAY), (day.month, None)}
    for month, number in dates:
        yield _probe(Calendar.SOLAR, month, number)


def _lunar_probes(day: dt.date) -> Iterator[Occasion]:
    """Yield the dates of the lunar day; the 30th too, which may fall on the 29th."""
    if not _has_lunar(day):
        return
    today = lunar.to_lunar(day)
    for number in {today.day, lunar.LONG_MONTH, None}:
        yield _probe(Calendar.LUNAR, today.month, number)
        if today.month in lunar.LEAP_MONTHS:
            yield _probe(Calendar.LUNAR, today.month, number, leap=True)


def _has_lunar(day: dt.date) -> bool:
    return lunar.FIRST_DAY <= day <= lunar.LAST_DAY


def _probe(calendar: Calendar, month: int, day: int | None, *, leap: bool = False) -> Occasion:
    return Occasion(OccasionKind.BIRTHDAY, calendar, None, month, day, leap)


def _coming(
    occasions: Sequence[Occasion], today: dt.date, settings: OccasionSettings, ahead: int
) -> Iterator[tuple[Occasion, Occurrence]]:
    days = [today + dt.timedelta(days=number) for number in range(ahead + 1)]
    for occasion in occasions:
        known = [day for day in days if occasion.calendar is Calendar.SOLAR or _has_lunar(day)]
        if known:
            for found in occurrences(occasion, known[0], known[-1], settings):
                yield occasion, found


def _nearest(coming: tuple[Occasion, Occurrence]) -> tuple[dt.date, bool, int]:
    occasion, found = coming
    return found.date, found.whole_month, _KINDS.index(occasion.kind)
