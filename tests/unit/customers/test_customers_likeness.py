"""What two profiles have in common: by the rule of the list of pairs, which is told all at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.membership.customers.alike import birthdays_of, marks_of
from smbcrm.membership.customers.likeness import Reason, day_of, in_common
from smbcrm.membership.customers.phones import Phone
from smbcrm.membership.customers.types import Profile
from smbcrm.membership.duplicates.blocks import blocks
from smbcrm.membership.duplicates.types import Born
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind

ANN = Profile(full_name="Ann Lee", phones=(Phone("13800138000", "+8613800138000"),))


def born(year: int | None, day: int | None = 4, *, moon: bool = False) -> Occasion:
    calendar = Calendar.LUNAR if moon else Calendar.SOLAR
    return Occasion(OccasionKind.BIRTHDAY, calendar, year, 5, day)


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (ANN, ANN, {Reason.PHONE}),
        (ANN, Profile(full_name="Ann Lee"), set()),
        (
            Profile(full_name="Ann", email="a@b.org", wechat="ann88"),
            Profile(email="A@b.org", wechat="ANN88"),
            {Reason.EMAIL, Reason.MESSENGER},
        ),
        (
            Profile(full_name="陈雨桐", occasions=(born(1990),)),
            Profile(full_name="陳雨桐", occasions=(born(1990),)),
            {Reason.BIRTHDAY},
        ),
        (
            Profile(full_name="Ann", occasions=(born(None),)),
            Profile(full_name="Ann", occasions=(born(1990),)),
            {Reason.BIRTH_DAY},
        ),
        (
            Profile(full_name="Ann", occasions=(born(1990),)),
            Profile(full_name="Bob", occasions=(born(1990),)),
            set(),
        ),
        (
            Profile(full_name="Ann", occasions=(born(1990),)),
            Profile(full_name="Ann", occasions=(born(1990, moon=True),)),
            set(),
        ),
        (
            Profile(full_name="Ann", occasions=(born(1990),)),
            Profile(full_name="Ann", occasions=(born(1991),)),
            set(),
        ),
    ],
)
def test_what_two_have_in_common(one: Profile, other: Profile, found: set[Reason]) -> None:
    assert in_common(one, other) == in_common(other, one) == found


PROFILES = st.builds(
    Profile,
    full_name=st.sampled_from(["", "Ann", "Bob", "陈雨桐", "Chen Yutong"]),
    email=st.sampled_from(["", "a@b.org", "A@B.org"]),
    line=st.sampled_from(["", "ann88"]),
    occasions=st.lists(
        st.builds(
            born,
            st.sampled_from([None, 1990, 1991]),
            st.sampled_from([None, 4]),
            moon=st.booleans(),
        ),
        max_size=2,
    ).map(tuple),
)


@given(PROFILES, PROFILES)
def test_it_is_what_the_list_of_pairs_says(one: Profile, other: Profile) -> None:
    two = ((1, one), (2, other))
    births = [
        Born(at, who.full_name, day) for at, who in two for day in birthdays_of(who.occasions)
    ]
    births.sort(key=lambda born: str(day_of(born.birthday)))
    marks = [(at, mark) for at, who in two for mark in marks_of(who)]
    assert in_common(one, other) == blocks(marks, births).pairs[1, 2]
