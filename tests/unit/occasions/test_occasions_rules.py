"""When occasions come round: examples, and an oracle that walks day by day through cnlunar."""

import calendar as civil
import datetime as dt
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.membership.occasions import lunar
from smbcrm.membership.occasions.rules import next_dates, occurrences
from smbcrm.membership.occasions.types import (
    Calendar,
    LeapDayRule,
    LeapMonthRule,
    Occasion,
    OccasionKind,
    OccasionSettings,
    Occurrence,
)
from tests.unit.occasions.almanacs import CNLUNAR_LAST, Day, cnlunar_day, days

MARCH = OccasionSettings(leap_day=LeapDayRule.MARCH_1)
ORDINARY = OccasionSettings(leap_month=LeapMonthRule.ORDINARY)
BOTH = OccasionSettings(leap_month=LeapMonthRule.BOTH)


def solar(year: int | None, month: int, day: int | None) -> Occasion:
    return Occasion(OccasionKind.BIRTHDAY, Calendar.SOLAR, year, month, day)


def lunar_day(year: int | None, month: int, day: int | None, *, leap: bool = False) -> Occasion:
    return Occasion(OccasionKind.BIRTHDAY, Calendar.LUNAR, year, month, day, leap)


def in_year(
    occasion: Occasion, year: int, settings: OccasionSettings | None = None
) -> list[dt.date]:
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    found = occurrences(occasion, first, last, settings or OccasionSettings())
    return [each.date for each in found]


def test_29_february_falls_on_the_28th_in_common_years_or_on_1_march() -> None:
    leapling = solar(2000, 2, 29)
    assert in_year(leapling, 2023) == [dt.date(2023, 2, 28)]
    assert in_year(leapling, 2023, MARCH) == [dt.date(2023, 3, 1)]
    assert in_year(leapling, 2024) == in_year(leapling, 2024, MARCH) == [dt.date(2024, 2, 29)]


def test_28_february_is_not_moved_by_the_setting() -> None:
    assert in_year(solar(None, 2, 28), 2023, MARCH) == [dt.date(2023, 2, 28)]


def test_new_years_eve_is_the_last_day_of_the_twelfth_month() -> None:
    eve = lunar_day(None, 12, 30)
    assert in_year(eve, 2025) == [dt.date(2025, 1, 28)]  # the 29th
    assert in_year(eve, 2024) == [dt.date(2024, 2, 9)]  # the 30th


def test_the_lunar_30th_falls_on_the_29th_in_a_short_month() -> None:
    assert in_year(lunar_day(None, 6, 30), 2020) == [lunar.to_solar(lunar.LunarDate(2020, 6, 29))]


def test_a_leap_month_birth() -> None:
    born = lunar_day(2001, 4, 15, leap=True)
    ordinary, leap = dt.date(2020, 5, 7), dt.date(2020, 6, 6)
    assert in_year(born, 2020) == [leap]
    assert in_year(born, 2020, ORDINARY) == [ordinary]
    assert in_year(born, 2020, BOTH) == [ordinary, leap]
    assert in_year(born, 2021) == in_year(born, 2021, BOTH) == [dt.date(2021, 5, 26)]


def test_both_dates_of_a_leap_month_bear_one_year_key() -> None:
    born = lunar_day(2001, 4, 15, leap=True)
    found = occurrences(born, dt.date(2020, 1, 1), dt.date(2020, 12, 31), BOTH)
    assert [(each.year_key, each.age) for each in found] == [(2020, 19), (2020, 19)]


def test_a_birth_in_the_ordinary_month_stays_there_in_a_leap_year() -> None:
    assert in_year(lunar_day(None, 4, 15), 2020, BOTH) == [dt.date(2020, 5, 7)]


def test_a_lunar_december_belongs_to_the_lunar_year_before() -> None:
    found = occurrences(lunar_day(1990, 12, 8), dt.date(2025, 1, 1), dt.date(2025, 1, 31))
    assert found == (Occurrence(dt.date(2025, 1, 7), dt.date(2025, 1, 7), 2024, 34),)


def test_a_solar_year_can_hold_two_or_none_of_a_lunar_day() -> None:
    counts = [len(in_year(lunar_day(None, 12, 1), year)) for year in range(2000, 2040)]
    assert {0, 2} < set(counts)


def test_a_birthday_known_by_month_lasts_the_month() -> None:
    (found,) = occurrences(solar(1990, 2, None), dt.date(2024, 2, 1), dt.date(2024, 2, 1))
    assert found == Occurrence(dt.date(2024, 2, 1), dt.date(2024, 2, 29), 2024, 34)
    assert found.whole_month
    assert occurrences(solar(1990, 2, None), dt.date(2024, 2, 2), dt.date(2024, 2, 29)) == ()
    (single,) = occurrences(solar(1990, 2, 3), dt.date(2024, 2, 1), dt.date(2024, 2, 29))
    assert not single.whole_month


def test_a_lunar_month_lasts_29_or_30_days() -> None:
    (found,) = occurrences(
        lunar_day(None, 4, None, leap=True), dt.date(2020, 1, 1), dt.date(2020, 12, 31)
    )
    assert (found.date, found.last_date) == (dt.date(2020, 5, 23), dt.date(2020, 6, 20))
    assert found.age is None


def test_nothing_comes_round_before_its_own_year_and_the_day_itself_counts() -> None:
    wedding = Occasion(OccasionKind.WEDDING_ANNIVERSARY, Calendar.SOLAR, 2020, 5, 20)
    found = occurrences(wedding, dt.date(2018, 1, 1), dt.date(2021, 12, 31))
    assert [(each.year_key, each.age) for each in found] == [(2020, 0), (2021, 1)]


def test_a_window_turned_round_is_empty() -> None:
    for occasion in (solar(None, 3, 5), lunar_day(None, 3, 5)):
        assert occurrences(occasion, dt.date(2025, 1, 1), dt.date(2024, 1, 1)) == ()


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (dt.date(1901, 2, 18), dt.date(1901, 3, 1)),
        (dt.date(2101, 1, 1), dt.date(2101, 1, 29)),
    ],
)
def test_a_lunar_window_outside_the_table_is_refused(first: dt.date, last: dt.date) -> None:
    with pytest.raises(lunar.LunarOutOfRange):
        occurrences(lunar_day(None, 1, 1), first, last)
    assert occurrences(solar(None, 1, 28), first, last) == occurrences(
        solar(None, 1, 28), max(first, dt.date(1901, 3, 1)), last
    )


def test_the_whole_table_can_be_searched() -> None:
    assert len(occurrences(lunar_day(None, 1, 1), lunar.FIRST_DAY, lunar.LAST_DAY)) == 200
    assert len(occurrences(solar(None, 1, 1), dt.date.min, dt.date.max)) == 9999


def test_next_dates_begin_with_today() -> None:
    found = next_dates(solar(1990, 3, 5), dt.date(2024, 3, 5))
    assert [(each.date.year, each.age) for each in found] == [(2024, 34), (2025, 35), (2026, 36)]
    assert next_dates(solar(1990, 3, 5), dt.date(2024, 3, 6), 1)[0].date == dt.date(2025, 3, 5)


def test_next_dates_keep_a_month_that_has_begun() -> None:
    (found,) = next_dates(solar(None, 3, None), dt.date(2024, 3, 31), 1)
    assert found.date == dt.date(2024, 3, 1)
    (later,) = next_dates(solar(None, 3, None), dt.date(2024, 4, 1), 1)
    assert later.date == dt.date(2025, 3, 1)


def test_next_dates_find_the_lunar_year_that_began_last_year() -> None:
    (found,) = next_dates(lunar_day(None, 12, 30), dt.date(2025, 1, 10), 1)
    assert (found.date, found.year_key) == (dt.date(2025, 1, 28), 2024)


def test_next_dates_with_both_months() -> None:
    found = next_dates(lunar_day(None, 4, 15, leap=True), dt.date(2020, 5, 8), 2, BOTH)
    assert [each.date for each in found] == [dt.date(2020, 6, 6), dt.date(2021, 5, 26)]


def test_next_dates_end_with_the_calendar() -> None:
    assert next_dates(lunar_day(None, 12, 29), dt.date(2101, 1, 28)) == (
        Occurrence(dt.date(2101, 1, 28), dt.date(2101, 1, 28), 2100, None),
    )
    assert next_dates(lunar_day(None, 12, 29), dt.date(2101, 1, 29)) == ()
    assert len(next_dates(solar(None, 12, 31), dt.date(9998, 12, 31))) == 2
    assert len(next_dates(solar(None, 1, 1), dt.date.min, 1)) == 1


# ------------------------------------------------------------- an oracle that walks day by day


@cache
def almanac() -> dict[dt.date, Day]:
    return {day: cnlunar_day(day) for day in days(dt.date(1999, 1, 1), dt.date(2046, 12, 31))}


def lunar_oracle(
    occasion: Occasion, first: dt.date, last: dt.date, rule: LeapMonthRule
) -> list[dt.date]:
    """Look at each day: is it the month meant, and the day, or the last before a missing 30th."""
    book = almanac()
    own_leap = {
        day.year for day in book.values() if day.is_leap_month and day.month == occasion.month
    }
    found = []
    for day in days(first, last):
        here = book[day]
        meant = not here.is_leap_month
        if occasion.is_leap_month and here.year in own_leap:
            meant = rule is LeapMonthRule.BOTH or here.is_leap_month is (rule is LeapMonthRule.LEAP)
        ends = book[day + dt.timedelta(days=1)].day == 1
        number = occasion.day or 1
        on_day = here.day == number or (ends and here.day < number)
        if meant and here.month == occasion.month and on_day:
            found.append(day)
    return found


MONTH_AND_LEAP = st.one_of(
    st.tuples(st.integers(1, 12), st.just(value=False)),
    st.tuples(st.integers(2, 11), st.just(value=True)),
)


@given(
    MONTH_AND_LEAP,
    st.none() | st.integers(1, 30),
    st.dates(dt.date(2000, 1, 1), dt.date(2044, 12, 31)),
    st.integers(0, 800),
    st.sampled_from(LeapMonthRule),
)
def test_lunar_occurrences_are_those_of_the_day_by_day_oracle(
    month_and_leap: tuple[int, bool],
    day: int | None,
    first: dt.date,
    length: int,
    rule: LeapMonthRule,
) -> None:
    month, leap = month_and_leap
    occasion = lunar_day(None, month, day, leap=leap)
    last = min(first + dt.timedelta(days=length), dt.date(2046, 12, 30))
    found = occurrences(occasion, first, last, OccasionSettings(leap_month=rule))
    assert [each.date for each in found] == lunar_oracle(occasion, first, last, rule)
    for each in found:
        assert each.year_key == almanac()[each.date].year


@given(
    st.dates(dt.date(2000, 1, 1), dt.date(2000, 12, 31)),
    st.dates(dt.date(1890, 1, 1), dt.date(2110, 1, 1)),
    st.integers(0, 1500),
    st.sampled_from(LeapDayRule),
)
def test_solar_occurrences_are_those_of_the_day_by_day_oracle(
    born: dt.date, first: dt.date, length: int, rule: LeapDayRule
) -> None:
    def falls_on(day: dt.date) -> bool:
        if (born.month, born.day) == (2, 29) and not civil.isleap(day.year):
            moved = (2, 28) if rule is LeapDayRule.FEBRUARY_28 else (3, 1)
            return (day.month, day.day) == moved
        return (day.month, day.day) == (born.month, born.day)

    last = first + dt.timedelta(days=length)
    found = occurrences(
        solar(None, born.month, born.day), first, last, OccasionSettings(leap_day=rule)
    )
    assert [each.date for each in found] == [day for day in days(first, last) if falls_on(day)]
    assert [each.year_key for each in found] == [each.date.year for each in found]


@given(
    MONTH_AND_LEAP,
    st.none() | st.integers(1, 30),
    st.integers(1901, 2100),
    st.sampled_from(LeapMonthRule),
)
def test_one_occurrence_per_lunar_year_or_two_where_both_months_count(
    month_and_leap: tuple[int, bool], day: int | None, year: int, rule: LeapMonthRule
) -> None:
    month, leap = month_and_leap
    new_year = lunar.to_solar(lunar.LunarDate(year, 1, 1))
    end = lunar.to_solar(lunar.LunarDate(year, 12, lunar.month_length(year, 12)))
    settings = OccasionSettings(leap_month=rule)
    found = occurrences(lunar_day(None, month, day, leap=leap), new_year, end, settings)
    twice = leap and lunar.leap_month(year) == month and rule is LeapMonthRule.BOTH
    assert len(found) == (2 if twice else 1)
    assert {each.year_key for each in found} == {year}


@given(
    month=st.integers(1, 12),
    day=st.integers(1, 28),
    today=st.dates(lunar.FIRST_DAY, CNLUNAR_LAST),
    is_lunar=st.booleans(),
    count=st.integers(1, 5),
)
def test_next_dates_are_the_first_of_a_long_window(
    month: int,
    day: int,
    today: dt.date,
    *,
    is_lunar: bool,
    count: int,
) -> None:
    occasion = lunar_day(None, month, day) if is_lunar else solar(None, month, day)
    window = occurrences(occasion, today, lunar.LAST_DAY)
    assert next_dates(occasion, today, count)[: len(window)] == window[:count]


@given(MONTH_AND_LEAP, st.integers(1, 30), st.dates(dt.date(1902, 1, 1), dt.date(2099, 1, 1)))
def test_windows_side_by_side_find_each_occurrence_once(
    month_and_leap: tuple[int, bool], day: int, middle: dt.date
) -> None:
    month, leap = month_and_leap
    occasion = lunar_day(None, month, day, leap=leap)
    first, last = middle - dt.timedelta(days=300), middle + dt.timedelta(days=300)
    first = max(first, lunar.FIRST_DAY)
    left = occurrences(occasion, first, middle)
    right = occurrences(occasion, middle + dt.timedelta(days=1), last)
    assert left + right == occurrences(occasion, first, last)
