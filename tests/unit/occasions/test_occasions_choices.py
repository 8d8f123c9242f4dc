"""What a form offers for a date, and what `Occasion` takes, are one and the same."""

import datetime as dt
from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from smbcrm.core.errors import UserError
from smbcrm.membership.occasions import lunar
from smbcrm.membership.occasions.choices import (
    days_in,
    first_time,
    may_be_leap,
    next_leap_year,
    settings_of,
)
from smbcrm.membership.occasions.types import (
    Calendar,
    LeapDayRule,
    LeapMonthRule,
    Occasion,
    OccasionKind,
    OccasionSettings,
)
from smbcrm.membership.shop.types import Shop

YEARS = st.none() | st.integers(1890, 2110)
MONTHS = st.integers(1, 12)


def birthday(
    calendar: Calendar, year: int | None, month: int, day: int | None, *, leap: bool = False
) -> Occasion:
    return Occasion(OccasionKind.BIRTHDAY, calendar, year, month, day, leap)


def test_the_shop_says_where_tradition_knows_two_ways() -> None:
    assert settings_of(Shop.of({})) == OccasionSettings()
    other = {"occasion.february_29": "march_1", "occasion.leap_month": "both"}
    assert settings_of(Shop.of(other)) == OccasionSettings(LeapDayRule.MARCH_1, LeapMonthRule.BOTH)


def test_february_has_the_days_of_its_year_and_29_without_one() -> None:
    assert days_in(Calendar.SOLAR, 2023, 2) == 28
    assert days_in(Calendar.SOLAR, 2024, 2) == 29
    assert days_in(Calendar.SOLAR, None, 2) == 29
    assert days_in(Calendar.SOLAR, 0, 2) == days_in(Calendar.SOLAR, 12345, 2) == 29


def test_a_lunar_month_has_30_days_only_where_that_year_has_them() -> None:
    assert days_in(Calendar.LUNAR, 1960, 6) == 30
    assert days_in(Calendar.LUNAR, 1960, 6, leap=True) == 29
    assert days_in(Calendar.LUNAR, None, 6, leap=True) == 30
    assert days_in(Calendar.LUNAR, 1800, 6) == 30


def test_the_twelfth_month_always_ends_with_the_eve() -> None:
    short = next(y for y in range(1950, 2000) if lunar.month_length(y, 12) == 29)
    assert days_in(Calendar.LUNAR, short, 12) == 30
    assert birthday(Calendar.LUNAR, short, 12, 30).day == 30


def test_the_leap_box_is_free_without_a_year() -> None:
    assert may_be_leap(None, 6)
    assert may_be_leap(1960, 6)
    assert not may_be_leap(1961, 6)
    assert not may_be_leap(1960, 5)
    assert not may_be_leap(2150, 6)


def test_the_next_leap_year_of_a_month() -> None:
    assert next_leap_year(6, 2026) == 2036
    assert next_leap_year(6, 2036) != 2036
    assert next_leap_year(6, 1500) == next(
        y for y in range(lunar.FIRST_YEAR, 2100) if lunar.leap_month(y) == 6
    )
    assert next_leap_year(6, lunar.LAST_YEAR) is None
    assert next_leap_year(12, 1900) is None


def test_the_day_itself_is_said_in_the_solar_calendar() -> None:
    assert first_time(birthday(Calendar.LUNAR, 1960, 6, 12, leap=True)) == dt.date(1960, 8, 4)
    assert first_time(birthday(Calendar.SOLAR, 1988, 11, 24)) == dt.date(1988, 11, 24)
    assert first_time(birthday(Calendar.SOLAR, None, 11, 24)) is None
    assert first_time(birthday(Calendar.LUNAR, 1960, 6, None)) is None


def test_the_eve_of_a_short_year_is_its_29th() -> None:
    short = next(y for y in range(1950, 2000) if lunar.month_length(y, 12) == 29)
    eve = first_time(birthday(Calendar.LUNAR, short, 12, 30))
    assert eve is not None
    next_day = lunar.to_lunar(eve + dt.timedelta(days=1))
    assert (next_day.year, next_day.month, next_day.day) == (short + 1, 1, 1)


@given(calendar=st.sampled_from(Calendar), year=YEARS, month=MONTHS, leap=st.booleans())
def test_every_day_on_offer_can_be_taken_and_no_other(
    calendar: Calendar, year: int | None, month: int, *, leap: bool
) -> None:
    offered = days_in(calendar, year, month, leap=leap)
    leap_fits = calendar is Calendar.LUNAR and may_be_leap(year, month)
    for day in (1, offered, offered + 1):
        taken = None
        with suppress(UserError):
            taken = birthday(calendar, year, month, day, leap=leap)
        known = year is None or calendar is Calendar.SOLAR or 1901 <= year <= 2100
        assert (taken is not None) == (day <= offered and known and (leap_fits or not leap))


@given(st.integers(1901, 2099), MONTHS)
def test_the_leap_month_on_offer_is_one_of_that_year(year: int, month: int) -> None:
    following = next_leap_year(month, year - 1)
    assert may_be_leap(year, month) == (following == year)
