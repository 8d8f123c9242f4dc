"""What speaks for one person, and how much."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.membership.customers.likeness import Naming, Reason, naming
from smbcrm.membership.duplicates.rules import SHARED_AT_MOST, score

NAMES = st.text("王陈雨Ab ", max_size=10) | st.text(max_size=40)
SETS = st.sets(st.sampled_from(Reason))


@pytest.mark.parametrize(
    ("name", "other", "said"),
    [
        ("陳雨桐", "陈雨桐", Naming.SAME),
        ("\uff21NN Smith", "smith, ann", Naming.SAME),
        ("José", "jose", Naming.SAME),
        ("陈雨桐", "Chen Yutong", Naming.SIMILAR),
        ("Katherine Jones", "Katharine Jones", Naming.SIMILAR),
        ("林佩珊", "Grace", Naming.DIFFERENT),
        ("Ann", " ", Naming.MISSING),
        ("…", "Ann", Naming.MISSING),
    ],
)
def test_what_two_names_say(name: str, other: str, said: Naming) -> None:
    assert naming(name, other) is said
    assert naming(other, name) is said


@given(NAMES, NAMES)
def test_names_say_the_same_from_either_side(name: str, other: str) -> None:
    assert naming(name, other) is naming(other, name)
    assert naming(name, name) in {Naming.SAME, Naming.MISSING}


@given(SETS, SETS, st.sampled_from(Naming))
def test_more_reasons_never_say_less(some: set[Reason], more: set[Reason], named: Naming) -> None:
    assert score(some, named) <= score(some | more, named) <= 100


@given(SETS)
def test_more_alike_names_never_say_less(reasons: set[Reason]) -> None:
    scores = [score(reasons, named) for named in Naming]
    assert scores == sorted(scores)


def test_a_household_stays_below_who_has_one_name() -> None:
    everything = score(tuple(Reason), Naming.DIFFERENT)
    assert everything == SHARED_AT_MOST
    for reason in (Reason.PHONE, Reason.EMAIL, Reason.MESSENGER, Reason.BIRTHDAY):
        assert score([reason], Naming.SIMILAR) > SHARED_AT_MOST
    assert score([Reason.BIRTH_DAY], Naming.SIMILAR) < score([Reason.BIRTHDAY], Naming.SIMILAR)
