"""How often visits paid ahead are used, and whether what is left is used up in time."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.membership.visits.rules import FEWEST_DAYS, left_over, rhythm
from smbcrm.membership.visits.types import Rhythm, VisitUsed

TODAY = dt.date(2026, 11, 21)
PAST = st.integers(1, 3_000)


def used(*ago: int, count: int = 1) -> list[VisitUsed]:
    """Return uses so many days ago."""
    day = dt.timedelta(days=1)
    return [VisitUsed(TODAY - one * day, count, 1, 1, "Hannah", "Mia") for one in ago]


def test_the_gap_is_the_median_with_today_among_the_days() -> None:
    found = rhythm(used(28, 57, 85, 113), TODAY, 2)
    assert found == Rhythm(28, dt.date(2027, 1, 16), 1)


def test_one_long_absence_does_not_change_the_gap() -> None:
    found = rhythm(used(28, 56, 84, 400), TODAY, 1)
    assert found is not None
    assert found.gap == 28


def test_half_a_day_is_rounded_up() -> None:
    found = rhythm(used(27, 55), TODAY, 1)
    assert found is not None
    assert found.gap == 28


@pytest.mark.parametrize("ago", [(), (28,), (0, 0, 0), (0, 28)])
def test_few_days_are_no_rhythm(ago: tuple[int, ...]) -> None:
    assert rhythm(used(*ago), TODAY, 3) is None


def test_a_day_to_come_counts_for_nothing() -> None:
    assert rhythm(used(-3, -2, 28), TODAY, 3) is None


def test_two_at_once_are_used_up_twice_as_fast() -> None:
    found = rhythm(used(30, 60, 90, count=2), TODAY, 5)
    assert found == Rhythm(30, TODAY + dt.timedelta(days=90), 2)


def test_what_ends_before_it_is_used_is_lost() -> None:
    found = rhythm(used(30, 60), TODAY, 5)
    assert found is not None
    assert left_over(found, TODAY, 5, TODAY + dt.timedelta(days=150)) == 0
    assert left_over(found, TODAY, 5, TODAY + dt.timedelta(days=149)) == 1
    assert left_over(found, TODAY, 5, TODAY) == 5
    assert left_over(found, TODAY, 5, None) == 0


def test_a_rhythm_of_years_ends_with_the_calendar() -> None:
    found = rhythm(used(3_000, 6_000), TODAY, 1_000_000)
    assert found is not None
    assert found.used_up == dt.date.max


@given(st.sets(PAST, min_size=FEWEST_DAYS - 1), st.integers(1, 4), st.integers(0, 50), PAST)
def test_walking_on_at_the_rhythm_comes_to_the_same(
    ago: set[int], count: int, left: int, lasts: int
) -> None:
    found = rhythm(used(*ago, count=count), TODAY, left)
    assert found is not None
    assert found.gap >= 1
    gaps = sorted(b - a for a, b in zip([0, *sorted(ago)], sorted(ago), strict=False))
    assert gaps[0] <= found.gap <= gaps[-1]
    until = TODAY + dt.timedelta(days=lasts)
    day, rest, missed = TODAY, left, 0
    while rest:
        day += dt.timedelta(days=found.gap)
        now = min(rest, count)
        missed += now if day > until else 0
        rest -= now
    assert (found.used_up, left_over(found, TODAY, left, until)) == (day, missed)
