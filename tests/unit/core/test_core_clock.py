"""Instants, business dates and months."""

import calendar
import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.core.clock import (
    BusinessDay,
    SetClock,
    SystemClock,
    add_months,
    end_of_month,
    instant_text,
    parse_instant,
)

INSTANTS = st.datetimes(
    dt.datetime(1901, 1, 1),  # noqa: DTZ001 - Hypothesis adds the zone
    dt.datetime(2101, 1, 1),  # noqa: DTZ001
    timezones=st.just(dt.UTC),
)


def utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def test_the_system_clock_is_aware_and_in_utc() -> None:
    assert SystemClock().now().utcoffset() == dt.timedelta(0)


def test_a_set_clock_says_what_it_was_set_to() -> None:
    clock = SetClock(utc("2024-05-01T08:00"))
    assert clock.now() == utc("2024-05-01T08:00")
    clock.instant += dt.timedelta(days=1)
    assert clock.now() == utc("2024-05-02T08:00")


def test_a_set_clock_that_goes_on_never_goes_back() -> None:
    """Somebody came in at 08:02 of the demo while the one before was served until 08:05."""
    clock = SetClock(utc("2024-05-01T08:05"))
    clock.go_on_to(utc("2024-05-01T08:02"))
    assert clock.now() == utc("2024-05-01T08:05")
    clock.go_on_to(utc("2024-05-01T08:30"))
    assert clock.now() == utc("2024-05-01T08:30")


@pytest.mark.parametrize(
    ("instant", "date"),
    [
        ("2024-05-01T19:59:59", dt.date(2024, 5, 1)),  # 03:59:59 in Shanghai: still yesterday
        ("2024-05-01T20:00:00", dt.date(2024, 5, 2)),  # 04:00:00
        ("2024-05-02T15:59:59", dt.date(2024, 5, 2)),  # 23:59:59
        ("2024-05-02T16:30:00", dt.date(2024, 5, 2)),  # 00:30:00
    ],
)
def test_the_business_date_begins_at_its_hour(instant: str, date: dt.date) -> None:
    assert BusinessDay(ZoneInfo("Asia/Shanghai"), 4).date(utc(instant)) == date


def test_a_day_can_begin_at_midnight() -> None:
    day = BusinessDay(ZoneInfo("Europe/Berlin"), 0)
    assert day.date(utc("2024-05-01T22:00")) == dt.date(2024, 5, 2)
    assert day.local(utc("2024-05-01T22:00")).hour == 0


@pytest.mark.parametrize("instant", ["2024-11-03T05:30", "2024-11-03T06:30"])
def test_the_hour_that_comes_twice_is_one_business_date(instant: str) -> None:
    assert BusinessDay(ZoneInfo("America/New_York"), 1).date(utc(instant)) == dt.date(2024, 11, 3)


@given(INSTANTS, st.integers(0, 12))
def test_a_business_date_is_the_local_date_or_the_one_before(
    instant: dt.datetime, begins_at: int
) -> None:
    day = BusinessDay(ZoneInfo("Asia/Taipei"), begins_at)
    local = day.local(instant)
    assert local.astimezone(dt.UTC) == instant
    before = local.hour < begins_at
    assert local.date() - day.date(instant) == dt.timedelta(days=1 if before else 0)


@given(INSTANTS, st.timezones())
def test_an_instant_is_read_back_and_its_text_has_one_width(
    instant: dt.datetime, zone: ZoneInfo
) -> None:
    text = instant_text(instant.astimezone(zone))
    assert parse_instant(text) == instant
    assert parse_instant(text).utcoffset() == dt.timedelta(0)
    assert len(text) == len("2024-05-01T08:00:00.000000Z")


@given(st.lists(INSTANTS, min_size=2, max_size=5))
def test_texts_sort_as_their_instants(instants: list[dt.datetime]) -> None:
    by_text = sorted(map(instant_text, instants))
    assert by_text == list(map(instant_text, sorted(instants)))


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        (dt.date(2024, 1, 31), 1, dt.date(2024, 2, 29)),
        (dt.date(2023, 1, 31), 1, dt.date(2023, 2, 28)),
        (dt.date(2024, 3, 31), -1, dt.date(2024, 2, 29)),
        (dt.date(2024, 12, 15), 1, dt.date(2025, 1, 15)),
        (dt.date(2024, 1, 15), -1, dt.date(2023, 12, 15)),
        (dt.date(2024, 2, 29), 12, dt.date(2025, 2, 28)),
        (dt.date(2024, 5, 31), 0, dt.date(2024, 5, 31)),
    ],
)
def test_months_are_added_without_leaving_the_month(
    day: dt.date, months: int, found: dt.date
) -> None:
    assert add_months(day, months) == found


@given(st.dates(dt.date(1900, 1, 1), dt.date(2200, 1, 1)), st.integers(-1200, 1200))
def test_added_months_count(day: dt.date, months: int) -> None:
    found = add_months(day, months)
    assert (found.year - day.year) * 12 + found.month - day.month == months
    assert found.day == min(day.day, calendar.monthrange(found.year, found.month)[1])


@given(st.dates(dt.date(1900, 1, 1), dt.date(2200, 1, 1)))
def test_the_end_of_a_month_is_followed_by_a_first(day: dt.date) -> None:
    end = end_of_month(day)
    assert (end.year, end.month) == (day.year, day.month)
    assert (end + dt.timedelta(days=1)).day == 1
