"""Who is compared with whom: no pair is missed, and what too many share makes none."""

from collections.abc import Iterable, Iterator
from itertools import combinations
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.membership.customers.alike import Mark, MarkKind, birthdays_of, marks_of
from smbcrm.membership.customers.likeness import Reason, day_of, naming
from smbcrm.membership.customers.phones import Phone
from smbcrm.membership.customers.types import Profile
from smbcrm.membership.duplicates import blocks as module
from smbcrm.membership.duplicates.blocks import blocks
from smbcrm.membership.duplicates.rules import MOST_BORN, MOST_SHARING, score
from smbcrm.membership.duplicates.types import Born, Crowd
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind
from tests.helpers.duplicate_oracle import likely


def born(year: int | None, day: int = 5, calendar: Calendar = Calendar.SOLAR) -> Occasion:
    return Occasion(OccasionKind.BIRTHDAY, calendar, year, 3, day)


NAMES = ("", "王丽", "Wang Li", "汪麗", "Ann Smith", "Smith Ann", "Anne Smith", "Bo", "…")
PHONES = (Phone("13800138000", "+8613800138000"), Phone("0000000", None), Phone("123", None))
BIRTHDAYS = (born(1990), born(None), born(1991), born(None, 6), born(1990, 5, Calendar.LUNAR))
PROFILES = st.builds(
    Profile,
    full_name=st.sampled_from(NAMES),
    email=st.sampled_from(("", "", "a@x.com", "A@x.com")),
    wechat=st.sampled_from(("", "", "grace", " Grace", "-")),
    line=st.sampled_from(("", "", "grace")),
    phones=st.lists(st.sampled_from(PHONES), max_size=2, unique=True).map(tuple),
    occasions=st.lists(st.sampled_from(BIRTHDAYS), max_size=2).map(tuple),
)


def marks(people: Iterable[tuple[int, Profile]]) -> Iterator[tuple[int, Mark]]:
    return ((who, mark) for who, one in people for mark in marks_of(one))


def births(people: Iterable[tuple[int, Profile]]) -> list[Born]:
    found = [
        Born(who, one.full_name, day) for who, one in people for day in birthdays_of(one.occasions)
    ]
    return sorted(found, key=lambda one: day_of(one.birthday))


@given(st.lists(PROFILES, max_size=9), st.integers(1, 4), st.integers(1, 6))
def test_everybody_compared_with_everybody_comes_to_the_same(
    profiles: list[Profile], most: int, most_born: int
) -> None:
    people = dict(enumerate(profiles, 1))
    with patch.multiple(module, MOST_SHARING=most, MOST_BORN=most_born):
        found = blocks(marks(people.items()), births(people.items()))
    told = []
    for (one, other), reasons in found.pairs.items():
        named = naming(people[one].full_name, people[other].full_name)
        told.append((one, other, frozenset(reasons), named, score(reasons, named)))
    expected = likely(people, (), most=most, most_born=most_born)
    assert sorted(told) == sorted(expected)
    assert all(one < other for one, other in found.pairs)


@given(st.lists(PROFILES, max_size=9))
def test_the_order_in_which_they_come_says_nothing(profiles: list[Profile]) -> None:
    people = list(enumerate(profiles, 1))
    turned = list(reversed(people))
    first, second = (blocks(marks(group), births(group)) for group in (people, turned))
    assert first.pairs == second.pairs
    assert sorted(map(repr, first.crowds)) == sorted(map(repr, second.crowds))


def test_so_many_may_share_a_phone_and_more_are_a_crowd() -> None:
    mark = Mark(MarkKind.PHONE, "0000000000")
    few = blocks([(who, mark) for who in range(1, MOST_SHARING + 1)], ())
    assert set(few.pairs) == set(combinations(range(1, MOST_SHARING + 1), 2))
    assert few.crowds == []
    many = blocks([(who, mark) for who in range(1, 10_001)], ())
    assert (dict(many.pairs), many.crowds) == ({}, [Crowd(mark, 10_000)])


def test_so_many_may_have_a_birthday_and_more_are_a_crowd() -> None:
    day = born(1900)
    names = [f"{chr(97 + who // 26)}x{chr(97 + who % 26)} Jo" for who in range(MOST_BORN + 1)]
    same = [Born(who, "Bo Tan" if who < 3 else names[who], day) for who in range(1, MOST_BORN + 1)]
    assert blocks((), same).pairs[1, 2] == {Reason.BIRTHDAY}
    one_more = blocks((), [*same, Born(MOST_BORN + 1, "Bo Tan", day)])
    assert (dict(one_more.pairs), one_more.crowds) == ({}, [Crowd(day, MOST_BORN + 1)])


@pytest.mark.parametrize("year", [1990, None])
def test_namesakes_without_end_are_a_crowd_and_others_of_that_day_are_not(year: int | None) -> None:
    day = born(year)
    walk_ins = [Born(who, "Walk In", day) for who in range(1, 52)]
    found = blocks((), [*walk_ins, Born(60, "Ann Smith", day), Born(61, "Smith Ann", day)])
    reason = Reason.BIRTHDAY if year else Reason.BIRTH_DAY
    assert found.pairs == {(60, 61): {reason}}
    assert found.crowds == [Crowd(day, 51, "Walk In")]


def test_who_shares_a_key_alone_is_no_pair() -> None:
    day = born(1990)
    found = blocks((), [Born(1, "abcdef", day), Born(2, "bacdef", day), Born(3, "abcdeg", day)])
    assert set(found.pairs) == {(1, 3)}


def test_nobody_makes_a_pair_with_themselves() -> None:
    mark = Mark(MarkKind.PHONE, "0000000000")
    both = [Born(1, "Ann", born(1990)), Born(1, "Ann", born(None)), Born(1, "Ann", born(1990))]
    found = blocks([(1, mark), (1, mark)], [*both, Born(2, "Bo", born(1990))])
    assert dict(found.pairs) == {}
