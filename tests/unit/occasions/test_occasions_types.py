"""What can be an occasion, and the reason where something cannot."""

import calendar as civil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.core.errors import UserError
from smbcrm.membership.occasions import lunar, types
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind


def birthday(
    calendar: Calendar, year: int | None, month: int, day: int | None, *, leap: bool = False
) -> Occasion:
    return Occasion(OccasionKind.BIRTHDAY, calendar, year, month, day, leap)


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [
        (None, 2, 29),
        (2000, 2, 29),
        (1990, 12, 31),
        (None, 3, None),
        (1990, 3, None),
        (1, 1, 1),
        (9999, 12, 31),
    ],
)
def test_solar_dates_that_exist(year: int | None, month: int, day: int | None) -> None:
    assert birthday(Calendar.SOLAR, year, month, day).day == day


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [
        (None, 12, 30),
        (2024, 12, 30),  # New Year's Eve, though that month ends on the 29th
        (2020, 4, 30),
        (None, 4, None),
        (1901, 1, 1),
        (2100, 12, 29),
    ],
)
def test_lunar_dates_that_exist(year: int | None, month: int, day: int | None) -> None:
    assert birthday(Calendar.LUNAR, year, month, day).month == month


def test_leap_months_that_exist() -> None:
    assert birthday(Calendar.LUNAR, 2020, 4, 29, leap=True).is_leap_month
    assert birthday(Calendar.LUNAR, 2020, 4, None, leap=True).is_leap_month
    assert birthday(Calendar.LUNAR, None, 4, 30, leap=True).is_leap_month


@pytest.mark.parametrize(
    ("calendar", "year", "month", "day", "leap", "error"),
    [
        (Calendar.SOLAR, None, 2, 30, False, types.NoSuchDayInAnyYear),
        (Calendar.SOLAR, None, 2, 31, False, types.NoSuchDayInAnyYear),
        (Calendar.SOLAR, 1990, 2, 29, False, types.NoSuchDay),
        (Calendar.SOLAR, 1990, 4, 31, False, types.NoSuchDay),
        (Calendar.SOLAR, 1990, 4, 0, False, types.NoSuchDay),
        (Calendar.SOLAR, 0, 4, 1, False, types.NoSuchYear),
        (Calendar.SOLAR, 10000, 4, None, False, types.NoSuchYear),
        (Calendar.SOLAR, 1990, 13, 1, False, lunar.NoSuchMonth),
        (Calendar.SOLAR, 1990, 0, 1, False, lunar.NoSuchMonth),
        (Calendar.SOLAR, 2020, 4, 1, True, types.SolarLeapMonth),
        (Calendar.LUNAR, None, 13, 1, False, lunar.NoSuchMonth),
        (Calendar.LUNAR, None, 4, 31, False, types.NoSuchLunarDayInAnyYear),
        (Calendar.LUNAR, 2020, 4, 0, False, types.NoSuchLunarDayInAnyYear),
        (Calendar.LUNAR, 2024, 11, 31, False, types.NoSuchLunarDayInAnyYear),
        (Calendar.LUNAR, 2020, 4, 30, True, lunar.NoSuchLunarDay),
        (Calendar.LUNAR, 2021, 4, 1, True, lunar.NoLeapMonth),
        (Calendar.LUNAR, 2021, 4, None, True, lunar.NoLeapMonth),
        (Calendar.LUNAR, None, 1, 1, True, types.NoLeapMonthInAnyYear),
        (Calendar.LUNAR, None, 12, 30, True, types.NoLeapMonthInAnyYear),
        (Calendar.LUNAR, 2020, 12, 30, True, lunar.NoLeapMonth),
        (Calendar.LUNAR, 1900, 1, 1, False, lunar.LunarOutOfRange),
        (Calendar.LUNAR, 2101, 1, 1, False, lunar.LunarOutOfRange),
    ],
)
def test_dates_that_cannot_be(
    *,
    calendar: Calendar,
    year: int | None,
    month: int,
    day: int | None,
    leap: bool,
    error: type[UserError],
) -> None:
    with pytest.raises(error) as caught:
        birthday(calendar, year, month, day, leap=leap)
    assert str(caught.value).endswith(".")


def test_the_thirtieth_of_a_short_lunar_month_is_refused_unless_it_is_new_years_eve() -> None:
    with pytest.raises(lunar.NoSuchLunarDay):
        birthday(Calendar.LUNAR, 2020, 6, 30)
    assert birthday(Calendar.LUNAR, 2021, 12, 30).day == 30
    assert lunar.month_length(2020, 6) == lunar.month_length(2021, 12) == 29


@given(st.integers(1, 9999), st.integers(1, 12), st.integers(1, 31))
def test_a_solar_date_is_refused_exactly_where_the_month_is_shorter(
    year: int, month: int, day: int
) -> None:
    if day <= civil.monthrange(year, month)[1]:
        assert birthday(Calendar.SOLAR, year, month, day).year == year
    else:
        with pytest.raises(types.NoSuchDay):
            birthday(Calendar.SOLAR, year, month, day)


def test_an_occasion_of_the_shop_needs_a_name() -> None:
    with pytest.raises(types.LabelMissing):
        Occasion(OccasionKind.CUSTOM, Calendar.SOLAR, None, 3, 5, label=" ")
    named = Occasion(OccasionKind.CUSTOM, Calendar.SOLAR, None, 3, 5, label="Opening day")
    assert named.label == "Opening day"
