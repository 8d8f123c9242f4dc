"""Clocks that stand wrong, by the order of the chain."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.membership.ledger.clocks import (
    AHEAD,
    BEHIND,
    ClockFlag,
    Recorded,
    flagged,
    runs,
    wrong_now,
)

NOON = dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC)
MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)


def chain(*after: dt.timedelta) -> list[Recorded]:
    """Return operations recorded so long after noon."""
    return [Recorded(seq, NOON + one) for seq, one in enumerate(after, start=1)]


def wrong(*after: dt.timedelta) -> list[int]:
    return [flag.seq for flag in flagged(chain(*after))]


def test_an_honest_day_has_none() -> None:
    assert wrong(0 * MINUTE, 5 * MINUTE, 30 * MINUTE, DAY, 300 * DAY) == []


def test_two_tills_may_differ_by_five_minutes() -> None:
    assert wrong(10 * MINUTE, 10 * MINUTE - BEHIND, 11 * MINUTE) == []
    assert wrong(10 * MINUTE, 10 * MINUTE - BEHIND - dt.timedelta(seconds=1)) == [2]


def test_all_that_a_clock_set_back_a_day_records_is_flagged() -> None:
    assert wrong(DAY, 0 * DAY, 5 * MINUTE, DAY + MINUTE, DAY + 2 * MINUTE) == [2, 3]


def test_a_year_ahead_is_flagged_and_makes_nothing_else_wrong() -> None:
    ahead = AHEAD + MINUTE
    assert wrong(0 * DAY, ahead, ahead + MINUTE, MINUTE, DAY) == [2, 3]
    assert wrong(0 * DAY, AHEAD, AHEAD + MINUTE) == []


def test_a_shop_that_was_shut_for_long_is_believed_after_a_week() -> None:
    late = AHEAD + DAY
    assert wrong(0 * DAY, late, late + 5 * DAY, late + 8 * DAY, late + 9 * DAY) == [2, 3]


def test_a_flag_says_what_it_is_compared_with() -> None:
    assert list(flagged(chain(DAY, 0 * DAY))) == [ClockFlag(2, NOON, NOON + DAY)]
    assert next(flagged(chain(DAY, 0 * DAY))).behind
    assert not next(flagged(chain(0 * DAY, 500 * DAY))).behind


def test_the_clock_now() -> None:
    rows = chain(0 * DAY, DAY)
    assert wrong_now([], NOON) is None
    assert wrong_now(rows, NOON + DAY + MINUTE) is None
    assert wrong_now(rows, NOON) == ClockFlag(3, NOON, NOON + DAY)
    flag = wrong_now(rows, NOON + 500 * DAY)
    assert flag is not None
    assert not flag.behind


@given(st.lists(st.integers(0, 60 * 24 * 800), max_size=30).map(sorted))
def test_time_that_only_goes_on_is_never_behind(minutes: list[int]) -> None:
    assert not any(flag.behind for flag in flagged(chain(*(one * MINUTE for one in minutes))))


@given(st.lists(st.integers(0, 60 * 24 * 300), min_size=1, max_size=20), st.integers(6, 10_000))
def test_whoever_is_behind_all_others_is_flagged(minutes: list[int], behind: int) -> None:
    rows = chain(*(one * MINUTE for one in minutes), (max(minutes) - behind) * MINUTE)
    assert [flag.seq for flag in flagged(rows)][-1] == len(rows)


@given(st.lists(st.integers(0, 60 * 24 * 300), max_size=20))
def test_within_a_year_it_is_the_distance_to_the_newest(minutes: list[int]) -> None:
    rows = chain(*(one * MINUTE for one in minutes))
    expected = [
        row.seq
        for place, row in enumerate(rows)
        if place and max(one.at for one in rows[:place]) - row.at > BEHIND
    ]
    assert [flag.seq for flag in flagged(rows)] == expected


@pytest.mark.parametrize(
    ("numbers", "spans"),
    [
        ((), []),
        ((7,), [(7, 7)]),
        ((9, 7, 8), [(7, 9)]),
        ((1, 11, 22, 33), [(1, 11), (22, 22), (33, 33)]),
    ],
)
def test_what_lies_far_apart_is_looked_at_apart(
    numbers: tuple[int, ...], spans: list[tuple[int, int]]
) -> None:
    assert list(runs(numbers, 10)) == spans


@given(st.sets(st.integers(1, 200)), st.integers(1, 40))
def test_every_number_lies_in_one_span_and_the_spans_lie_apart(numbers: set[int], gap: int) -> None:
    spans = list(runs(numbers, gap))
    inside = [one for first, last in spans for one in range(first, last + 1) if one in numbers]
    assert inside == sorted(numbers)
    assert all(then - last > gap for (_, last), (then, _) in pairwise(spans))
