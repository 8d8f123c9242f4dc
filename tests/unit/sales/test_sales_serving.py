"""Shares of who served: whole percents, and money that comes to what was sold."""

import random
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.core.errors import UserError
from smbcrm.membership.ledger.postings import Served
from smbcrm.membership.sales.serving import (
    MOST,
    NotAShare,
    ServedTwice,
    Server,
    Serves,
    SharesDisagree,
    SomeWithoutShare,
    TooManyServed,
    asked_text,
    bill_served,
    served,
    shared,
    split,
)
from smbcrm.membership.staff.types import Staff

NAMES = st.lists(st.sampled_from(["Amy", "Ben", "Cleo", "Dan", "Eve"]), max_size=MOST, unique=True)
AMOUNTS = st.integers(-(10**12), 10**12)


@st.composite
def shares(draw: st.DrawFn) -> list[int]:
    """Return 1 to MOST whole percents that come to 100."""
    cuts = draw(st.lists(st.integers(1, 99), max_size=MOST - 1, unique=True))
    edges = [0, *sorted(cuts), 100]
    return [after - before for before, after in pairwise(edges)]


@given(AMOUNTS, shares())
def test_the_parts_come_to_the_whole_and_none_is_a_unit_off(amount: int, of: list[int]) -> None:
    parts = split(amount, of)
    assert sum(parts) == amount
    for part, share in zip(parts, of, strict=True):
        assert abs(part - Fraction(amount * share, 100)) < 1
    assert split(-amount, of) == [-part for part in parts]


@given(st.lists(st.integers(0, 5_000), max_size=8), shares())
def test_any_refunds_come_to_what_one_refund_would(refunds: list[int], of: list[int]) -> None:
    back, before = [0] * len(of), 0
    for amount in refunds:
        parts = split(-amount, of, before)
        assert sum(parts) == -amount
        assert [-part for part in parts] == split(amount, of, before), "one taken back"
        back = [so_far + part for so_far, part in zip(back, parts, strict=True)]
        before += amount
    assert back == split(-before, of)


@given(NAMES, st.randoms(use_true_random=False))
def test_equal_parts_come_to_a_hundred_in_whatever_order(
    names: list[str], order: random.Random
) -> None:
    found = shared([Serves(name) for name in names])
    assert sum(one.share or 0 for one in found) == (100 if names else 0)
    parts = [one.share or 0 for one in found]
    assert max(parts, default=0) - min(parts, default=0) <= 1
    order.shuffle(names)
    assert shared([Serves(name) for name in names]) == found
    assert shared(found[::-1]) == found


@given(NAMES.filter(bool), shares())
def test_what_was_said_once_is_the_same_request(names: list[str], of: list[int]) -> None:
    asked = [Serves(name, share) for name, share in zip(names, of, strict=False)]
    if len(asked) < len(of):
        with pytest.raises(SharesDisagree):
            shared(asked)
    else:
        assert asked_text(None, asked) == asked_text(None, asked[::-1])


def test_who_sells_alone_is_left_out() -> None:
    for asked in ([], [Serves("Amy")], [Serves(" Amy ", 100)]):
        assert asked_text("Amy", asked) is None
    assert asked_text("Ben", [Serves("Amy")]) == "Amy=100"
    assert asked_text(None, [Serves("Amy")]) == "Amy=100"
    assert asked_text("Amy", [Serves("Amy"), Serves("Ben")]) == "Amy=50,Ben=50"
    assert asked_text("Amy", [Serves("Amy", 50)]) == "Amy=50"  # refused afterwards


@pytest.mark.parametrize(
    ("asked", "refused", "words"),
    [
        ([Serves(f"{n}") for n in range(5)], TooManyServed, {"most": 4}),
        ([Serves("Amy"), Serves("Amy ")], ServedTwice, {"name": "Amy"}),
        ([Serves("Amy", 50), Serves("Ben")], SomeWithoutShare, {}),
        ([Serves("Amy", 100), Serves("Ben", 0)], NotAShare, {"share": 0}),
        ([Serves("Amy", 101)], NotAShare, {"share": 101}),
        ([Serves("Amy", 50), Serves("Ben", 40)], SharesDisagree, {"sum": 90}),
    ],
)
def test_what_is_no_share_is_said(
    asked: list[Serves], refused: type[UserError], words: dict[str, object]
) -> None:
    with pytest.raises(refused) as told:
        shared(asked)
    assert told.value.params == words


def test_what_is_written() -> None:
    amy, ben = Staff(2, "Amy"), Staff(3, "Ben")
    assert served((Server(ben, 60), Server(amy, 40))) == (Served(3, 60), Served(2, 40))
    assert bill_served(amy, (Server(amy, 100),)) == ()
    assert bill_served(amy, (Server(ben, 100),)) == (("Ben", 100),)
