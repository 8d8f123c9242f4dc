"""Which stored dates come round in a window: the rules say it of each, and these runs of all."""

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from smbcrm.membership.occasions import lunar
from smbcrm.membership.occasions.coming import Coming, coming
from smbcrm.membership.occasions.rules import occurrences
from smbcrm.membership.occasions.types import (
    Calendar,
    LeapDayRule,
    LeapMonthRule,
    Occasion,
    OccasionSettings,
)
from tests.helpers.celebrants import OCCASIONS, SETTINGS

DAY = dt.timedelta(days=1)
BEGINS = st.dates(lunar.FIRST_DAY, lunar.LAST_DAY - 366 * DAY)
SUN, MOON = Calendar.SOLAR, Calendar.LUNAR


def held(occasion: Occasion, runs: tuple[Coming, ...]) -> bool:
    """Tell whether a database finds an occasion by the runs."""
    return any(
        run[:3] == (occasion.calendar, occasion.month, occasion.is_leap_month)
        and run.first_day <= (occasion.day or 0) <= run.last_day
        and (occasion.year or 0) <= run.year
        for run in runs
    )


@given(OCCASIONS, st.integers(-2, 2), BEGINS, st.integers(0, 366), SETTINGS)
def test_what_comes_round_is_found_and_nothing_else(
    occasion: Occasion, later: int, first: dt.date, length: int, settings: OccasionSettings
) -> None:
    last, runs = first + length * DAY, coming(first, first + length * DAY, settings)
    assert held(occasion, runs) == bool(occurrences(occasion, first, last, settings))
    if occasion.calendar is SUN and occasion.day is not None and occasion.day < 29:
        one = replace(occasion, year=first.year + later)
        assert held(one, runs) == bool(occurrences(one, first, last, settings))


def test_the_last_of_february_and_a_leap_month() -> None:
    """2027 is a common year; 2025 has a leap month 6."""
    late, early = OccasionSettings(LeapDayRule.MARCH_1), OccasionSettings()
    leap = (SUN, 2, False, 29, 29, 2027)
    days = dt.date(2027, 2, 28), dt.date(2027, 3, 1)
    assert [leap in coming(day, day, early) for day in days] == [False, False]
    assert (SUN, 2, False, 28, 29, 2027) in coming(days[0], days[0], early)
    assert leap in coming(days[1], days[1], late)
    assert leap not in coming(days[0], days[0], late)
    ordinary, again = (
        lunar.to_solar(lunar.LunarDate(2025, 6, 5, is_leap_month=leap)) for leap in (False, True)
    )
    born = (MOON, 6, True, 5, 5, 2025)
    for rule, expected in (
        (LeapMonthRule.LEAP, [False, True]),
        (LeapMonthRule.ORDINARY, [True, False]),
        (LeapMonthRule.BOTH, [True, True]),
    ):
        settings = OccasionSettings(leap_month=rule)
        assert [born in coming(day, day, settings) for day in (ordinary, again)] == expected
