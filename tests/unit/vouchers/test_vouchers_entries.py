"""Entries of tiers: how memberships lead up, and what becomes of an entry."""

import datetime as dt
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from smbcrm.membership.tiers.types import Membership, TierReason
from smbcrm.membership.vouchers.entries import Entry, Turned, entries, turned
from tests.unit.vouchers.samples import TIERS

MARCH, APRIL, MAY = (dt.date(2026, month, 1) for month in (3, 4, 5))


def held(number: int, tier: int, since: dt.date, *, sale: int | None = None) -> Membership:
    """Return a membership that a sale led to, or that was given by hand."""
    reason = TierReason.HAND if sale is None else TierReason.SPEND
    return Membership(number, tier, since, reason, sale, None, None if sale else number)


def test_an_entry_is_a_way_up() -> None:
    lived = [held(3, 2, APRIL, sale=9), held(1, 3, MARCH, sale=5), held(2, 1, APRIL)]
    assert entries(TIERS, lived) == (Entry(3, MARCH, 5), Entry(2, APRIL, 9))
    assert entries(TIERS, [held(1, 2, MARCH), held(2, 2, APRIL)]) == (Entry(2, MARCH, 1),)


def test_an_entry_to_which_another_sale_leads_has_moved() -> None:
    early, late = Entry(2, MARCH, 5), Entry(2, APRIL, 9)
    assert turned((early,), (late,)) == Turned((), (), ((early, late),))
    assert turned((early, late), (late,)) == Turned((early,), (), ())
    assert turned((late,), (early, late)) == Turned((), (early,), ())


def test_entries_of_other_tiers_are_others() -> None:
    silver, gold = Entry(2, MARCH, 5), Entry(3, MARCH, 5)
    assert turned((silver,), (gold,)) == Turned((silver,), (gold,), ())


ENTRY = st.builds(
    Entry, st.sampled_from([2, 3]), st.sampled_from([MARCH, APRIL, MAY]), st.integers(1, 4)
)


@given(st.lists(ENTRY, max_size=6), st.lists(ENTRY, max_size=6))
def test_nothing_is_lost_between(before: list[Entry], after: list[Entry]) -> None:
    now = turned(before, after)
    left = Counter(before) - Counter(now.undone) - Counter(was for was, _ in now.moved)
    assert left + Counter(now.made) + Counter(is_now for _, is_now in now.moved) == Counter(after)
    for tier in (2, 3):
        more = sum(one.tier == tier for one in after) - sum(one.tier == tier for one in before)
        assert sum(one.tier == tier for one in now.made) == max(more, 0)
        assert sum(one.tier == tier for one in now.undone) == max(-more, 0)
