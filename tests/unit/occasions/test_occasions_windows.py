"""Windows of days: what may come round in them is read, and nothing else is needed."""

import datetime as dt
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.membership.occasions import lunar
from smbcrm.membership.occasions.rules import occurrences
from smbcrm.membership.occasions.types import (
    Calendar,
    LeapMonthRule,
    Occasion,
    OccasionKind,
    OccasionSettings,
)
from smbcrm.membership.occasions.windows import (
    LONGEST,
    Span,
    WindowOutOfRange,
    WindowTooLong,
    check_window,
    spans,
)
from tests.helpers.celebrants import OCCASIONS, SETTINGS

DAY = dt.timedelta(days=1)
FIRST = dt.date(2026, 1, 1)
BEGINS = st.dates(lunar.FIRST_DAY, lunar.LAST_DAY - LONGEST * DAY)


def held(occasion: Occasion, kept: tuple[Span, ...]) -> bool:
    """Tell whether a database finds an occasion by the spans."""
    return any(
        (one.calendar, one.month) == (occasion.calendar, occasion.month)
        and (occasion.day is None or one.first_day <= occasion.day <= one.last_day)
        for one in kept
    )


@given(OCCASIONS, BEGINS, st.integers(0, LONGEST - 1), SETTINGS)
def test_whatever_comes_round_is_read(
    occasion: Occasion, first: dt.date, length: int, settings: OccasionSettings
) -> None:
    last = first + length * DAY
    if occurrences(occasion, first, last, settings):
        assert held(occasion, spans(first, last))


@pytest.mark.parametrize("rule", list(LeapMonthRule))
def test_nothing_stays_away_longer_than_the_longest_window(rule: LeapMonthRule) -> None:
    kept = OccasionSettings(leap_month=rule)
    gaps = set[int]()
    for month, day, leap in product(range(1, 13), (1, 15, 29, 30, None), (False, True)):
        if not leap or month in lunar.LEAP_MONTHS:
            one = Occasion(OccasionKind.BIRTHDAY, Calendar.LUNAR, None, month, day, leap)
            found = occurrences(one, lunar.FIRST_DAY, lunar.LAST_DAY, kept)
            gaps |= {(after.date - before.date).days for before, after in pairwise(found)}
    assert max(gaps) == 385
    check_window(FIRST, FIRST + (max(gaps) - 1) * DAY)


def test_a_week_reads_a_week_and_not_a_year() -> None:
    kept = spans(dt.date(2026, 12, 29), dt.date(2027, 1, 2))
    assert set(kept) == {
        Span(Calendar.SOLAR, 12, 29, 31),
        Span(Calendar.SOLAR, 1, 1, 2),
        Span(Calendar.LUNAR, 11, 21, 25),
    }


@pytest.mark.parametrize(("month", "day"), [(2, 28), (3, 1)])
def test_29_february_is_looked_for_on_both_sides(month: int, day: int) -> None:
    on = dt.date(2027, month, day)
    kept = {one.month: one for one in spans(on, on) if one.calendar is Calendar.SOLAR}
    assert kept[2].last_day == 29


def test_a_window_that_leaves_the_table_is_refused() -> None:
    check_window(lunar.FIRST_DAY, lunar.FIRST_DAY)
    check_window(lunar.LAST_DAY, lunar.LAST_DAY)
    for first, last in (
        (lunar.FIRST_DAY - DAY, lunar.FIRST_DAY),
        (lunar.LAST_DAY, lunar.LAST_DAY + DAY),
    ):
        with pytest.raises(WindowOutOfRange, match="1901-02-19 to 2101-01-28"):
            check_window(first, last)


def test_a_window_longer_than_everything_needs_is_refused() -> None:
    with pytest.raises(WindowTooLong, match=r"is 401 days\. Give 400 days at most"):
        check_window(FIRST, FIRST + LONGEST * DAY)
