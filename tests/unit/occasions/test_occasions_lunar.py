"""The lunar calendar against two others, over every day that it knows."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.core.i18n import Text
from smbcrm.membership.occasions import lunar, lunar_table
from smbcrm.membership.occasions.lunar import LunarDate, to_lunar, to_solar
from tests.unit.occasions.almanacs import CNLUNAR_LAST, borax_day, cnlunar_day, days
from tools.build_lunar_table import TARGET, table_text

EVERY_DAY = days(dt.date(1901, 2, 19), dt.date(2101, 1, 28))


def as_tuple(date: LunarDate) -> tuple[int, int, int, bool]:
    return (date.year, date.month, date.day, date.is_leap_month)


def test_the_committed_table_is_the_one_the_tool_writes() -> None:
    assert TARGET.read_text(encoding="utf-8") == table_text()
    assert len(lunar_table.YEARS) == 200


def test_bounds_are_the_first_and_last_day_of_the_table() -> None:
    assert EVERY_DAY[0] == lunar.FIRST_DAY
    assert EVERY_DAY[-1] == lunar.LAST_DAY
    assert (lunar.FIRST_YEAR, lunar.LAST_YEAR) == (1901, 2100)


def test_every_day_goes_to_lunar_and_back_and_none_twice() -> None:
    found = [to_lunar(day) for day in EVERY_DAY]
    assert len(set(found)) == len(EVERY_DAY)
    assert [to_solar(date) for date in found] == EVERY_DAY


def test_every_day_agrees_with_cnlunar() -> None:
    known = [day for day in EVERY_DAY if day <= CNLUNAR_LAST]
    assert [day for day in known if as_tuple(to_lunar(day)) != cnlunar_day(day)] == []


def test_borax_differs_in_three_months_where_it_leaves_the_hong_kong_tables() -> None:
    other = {
        (to_lunar(day).year, to_lunar(day).month)
        for day in EVERY_DAY
        if as_tuple(to_lunar(day)) != borax_day(day)
    }
    assert other == {(2057, 9), (2089, 8), (2097, 7)}


@pytest.mark.parametrize(
    ("solar", "date"),
    [
        # New Year's Days and leap months as the Hong Kong Observatory prints them.
        (dt.date(1985, 2, 20), LunarDate(1985, 1, 1)),
        (dt.date(2020, 5, 23), LunarDate(2020, 4, 1, is_leap_month=True)),
        (dt.date(2033, 12, 22), LunarDate(2033, 11, 1, is_leap_month=True)),
        (dt.date(2024, 9, 17), LunarDate(2024, 8, 15)),
        (dt.date(2025, 1, 28), LunarDate(2024, 12, 29)),
        (dt.date(2025, 1, 29), LunarDate(2025, 1, 1)),
    ],
)
def test_known_days(solar: dt.date, date: LunarDate) -> None:
    assert to_lunar(solar) == date
    assert to_solar(date) == solar


def test_month_lengths_and_leap_months() -> None:
    assert lunar.leap_month(2020) == 4
    assert lunar.leap_month(2021) == 0
    assert lunar.month_length(2020, 4) == 30
    assert lunar.month_length(2020, 4, leap=True) == 29
    assert lunar.month_length(2020, 12) == 30
    assert lunar.month_length(2024, 12) == 29
    assert {2, 3, 4, 5, 6, 7, 8, 9, 10, 11} == lunar.LEAP_MONTHS


@given(st.sampled_from(range(1901, 2101)))
def test_the_months_of_a_year_fill_it(year: int) -> None:
    leap = lunar.leap_month(year)
    months = [(month, False) for month in range(1, 13)] + ([(leap, True)] if leap else [])
    total = sum(lunar.month_length(year, month, leap=is_leap) for month, is_leap in months)
    following = to_solar(LunarDate(year + 1, 1, 1)) if year < 2100 else dt.date(2101, 1, 29)
    assert (following - to_solar(LunarDate(year, 1, 1))).days == total


@pytest.mark.parametrize("day", [dt.date(1901, 2, 18), dt.date(2101, 1, 29)])
def test_a_date_outside_the_table_is_refused(day: dt.date) -> None:
    with pytest.raises(lunar.LunarOutOfRange, match="1901 to 2100"):
        to_lunar(day)


@pytest.mark.parametrize("year", [1900, 2101])
def test_a_year_outside_the_table_is_refused(year: int) -> None:
    with pytest.raises(lunar.LunarOutOfRange):
        to_solar(LunarDate(year, 1, 1))


@pytest.mark.parametrize("month", [0, 13])
def test_a_month_that_is_none_is_refused(month: int) -> None:
    with pytest.raises(lunar.NoSuchMonth, match=str(month)):
        to_solar(LunarDate(2020, month, 1))


def test_a_leap_month_that_the_year_has_not_is_refused() -> None:
    with pytest.raises(lunar.NoLeapMonth, match="2021 has no leap month 4"):
        to_solar(LunarDate(2021, 4, 1, is_leap_month=True))


@pytest.mark.parametrize(
    ("date", "month"),
    [
        (LunarDate(2020, 4, 30, is_leap_month=True), "leap month {month}"),
        (LunarDate(2024, 12, 30), "month {month}"),
        (LunarDate(2024, 12, 0), "month {month}"),
    ],
)
def test_a_day_that_the_month_has_not_is_refused(date: LunarDate, month: str) -> None:
    with pytest.raises(lunar.NoSuchLunarDay) as caught:
        to_solar(date)
    assert caught.value.params["month"] == Text(month, {"month": date.month})
    assert caught.value.params["days"] == 29


@pytest.mark.parametrize(
    ("date", "text"),
    [
        (LunarDate(2020, 4, 1, is_leap_month=True), "闰四月初一"),
        (LunarDate(2020, 1, 9), "正月初九"),
        (LunarDate(2020, 8, 10), "八月初十"),
        (LunarDate(2020, 10, 11), "十月十一"),
        (LunarDate(2020, 11, 20), "十一月二十"),
        (LunarDate(2020, 12, 21), "十二月廿一"),
        (LunarDate(2020, 2, 29), "二月廿九"),
        (LunarDate(2020, 9, 30), "九月三十"),
    ],
)
def test_text_as_calendars_print_it(date: LunarDate, text: str) -> None:
    assert lunar.lunar_text(date) == text


def test_text_in_traditional_characters() -> None:
    leap = LunarDate(2020, 4, 15, is_leap_month=True)
    assert lunar.lunar_text(leap, traditional=True) == "閏四月十五"
