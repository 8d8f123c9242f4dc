"""Whose day it is: the dates that are looked up are those, and only those, that come round."""

import datetime as dt
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.membership.counter.expecting import DaySought, Guest, days_sought, expected
from smbcrm.membership.occasions import lunar
from smbcrm.membership.occasions.rules import occurrences
from smbcrm.membership.occasions.types import (
    Calendar,
    LeapDayRule,
    LeapMonthRule,
    Occasion,
    OccasionKind,
    OccasionSettings,
)

SETTINGS = st.builds(OccasionSettings, st.sampled_from(LeapDayRule), st.sampled_from(LeapMonthRule))
# Near the turn of a month, where the rules are; and anywhere.
LEAP_MONTHS = sorted(lunar.LEAP_MONTHS)
SOLAR = st.builds(
    lambda year, born, whole: Occasion(
        OccasionKind.BIRTHDAY, Calendar.SOLAR, year, born.month, None if whole else born.day
    ),
    st.none() | st.sampled_from([1904, 1960, 2000, 2024, 2096]),
    st.dates(dt.date(2000, 1, 1), dt.date(2000, 12, 31)) | st.just(dt.date(2000, 2, 29)),
    st.booleans(),
)


def lunar_day(month: int, day: int | None, *, leap: bool = False) -> Occasion:
    return Occasion(OccasionKind.BIRTHDAY, Calendar.LUNAR, None, month, day, leap)


LUNAR_DAYS = st.none() | st.integers(1, 30) | st.sampled_from([29, 30])
LUNAR = st.builds(lunar_day, st.integers(1, 12), LUNAR_DAYS) | st.builds(
    partial(lunar_day, leap=True), st.sampled_from(LEAP_MONTHS), LUNAR_DAYS
)
LUNAR_WITH_YEAR = st.dates(dt.date(1920, 1, 1), dt.date(2099, 1, 1)).map(
    lambda day: Occasion(
        OccasionKind.BIRTHDAY,
        Calendar.LUNAR,
        lunar.to_lunar(day).year,
        lunar.to_lunar(day).month,
        lunar.to_lunar(day).day,
        lunar.to_lunar(day).is_leap_month,
    )
)
DAYS = (
    st.dates(dt.date(1903, 1, 1), dt.date(2100, 12, 1))
    | st.integers(1903, 2100).map(lambda year: dt.date(year, 2, 25))
    | st.integers(1903, 2100).map(lambda year: dt.date(year, 1, 20))
)


def is_sought(occasion: Occasion, sought: DaySought) -> bool:
    """Say what the database is asked."""
    return (
        (occasion.calendar, occasion.month, occasion.day)
        == (sought.calendar, sought.month, sought.day)
        and occasion.is_leap_month == sought.is_leap_month
        and (occasion.year is None or occasion.year <= sought.last_year)
    )


@given(SOLAR | LUNAR | LUNAR_WITH_YEAR, DAYS, st.integers(0, 40), SETTINGS)
def test_what_is_sought_is_what_comes_round(
    occasion: Occasion, today: dt.date, ahead: int, settings: OccasionSettings
) -> None:
    last = today + dt.timedelta(days=ahead)
    comes = [found.date for found in occurrences(occasion, today, last, settings)]
    sought = days_sought(today, settings, ahead)
    assert [one.date for one in sought if is_sought(occasion, one)] == comes


@given(LUNAR_WITH_YEAR, SETTINGS)
def test_a_lunar_birthday_is_sought_on_its_days(
    occasion: Occasion, settings: OccasionSettings
) -> None:
    """The dates above seldom meet; here they always do."""
    first = dt.date(2026, 1, 1)
    for found in occurrences(occasion, first, dt.date(2034, 1, 1), settings):
        assert [one for one in days_sought(found.date, settings, 0) if is_sought(occasion, one)]


def test_the_nearest_day_comes_first() -> None:
    sought = days_sought(dt.date(2026, 2, 27), OccasionSettings())
    assert [one.date for one in sought] == sorted(one.date for one in sought)
    assert sought[0].date == dt.date(2026, 2, 27)
    assert sought[-1].date == dt.date(2026, 3, 2)


def solar(
    month: int, day: int | None, kind: OccasionKind = OccasionKind.BIRTHDAY, year: int | None = None
) -> Occasion:
    return Occasion(kind, Calendar.SOLAR, year, month, day)


def guest(number: int, *occasions: Occasion) -> Guest:
    return Guest(number, f"Guest {number}", "gold", alert=number == 1, occasions=occasions)


def test_a_guest_is_said_with_the_nearest_occasion() -> None:
    today = dt.date(2026, 2, 27)
    wedding = solar(2, 28, OccasionKind.WEDDING_ANNIVERSARY, 2016)
    guests = [
        guest(1, solar(3, 1), wedding),
        guest(2, solar(3, None), solar(3, 1, OccasionKind.CHILD_BIRTHDAY)),
        guest(3, solar(7, 7)),
        guest(4, solar(2, 29, year=2000), wedding),
    ]
    first, second, leapling = expected(guests, today, OccasionSettings())
    assert (first.customer, first.name, first.tier_code, first.alert) == (
        1,
        "Guest 1",
        "gold",
        True,
    )
    assert (first.occasion, first.date, first.days_left, first.age) == (
        *(wedding, dt.date(2026, 2, 28), 1),
        10,
    )
    assert (second.occasion.kind, second.whole_month) == (OccasionKind.CHILD_BIRTHDAY, False)
    assert (leapling.occasion.kind, leapling.date) == (
        OccasionKind.BIRTHDAY,
        dt.date(2026, 2, 28),
    )
    assert not first.lunar


@pytest.mark.parametrize("rule", LeapMonthRule)
def test_the_end_of_the_lunar_table_is_no_end_of_the_solar_calendar(rule: LeapMonthRule) -> None:
    settings = OccasionSettings(leap_month=rule)
    eve = lunar_day(12, 30)
    day = solar(1, 28)
    (lunar_guest, solar_guest) = expected([guest(1, eve), guest(2, day)], lunar.LAST_DAY, settings)
    assert lunar_guest.lunar
    assert solar_guest.date == lunar.LAST_DAY == dt.date(2101, 1, 28)
    after = lunar.LAST_DAY + dt.timedelta(days=1)
    assert expected([guest(1, eve)], after, settings) == ()
    assert {one.calendar for one in days_sought(after, settings)} == {Calendar.SOLAR}
