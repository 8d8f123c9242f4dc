"""The timeline of tiers against an oracle that knows nothing of it."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from smbcrm.membership.tiers.keeping import held_of
from smbcrm.membership.tiers.timeline import Facts, retold
from smbcrm.membership.tiers.types import Moment, PastRule, Spend, TierReason
from tests.helpers.tier_lives import CODES, Life, facts_of, lives, next_review, tier_of, tiers


def told(life: Life) -> list[tuple[dt.date, str]]:
    return [(one.since, CODES[one.tier - 1]) for one in retold(life.facts, dt.date.min)]


@given(lives())
def test_every_change_is_the_oracles(life: Life) -> None:
    assert told(life) == life.oracle.history()


@given(lives(), st.data())
def test_working_it_out_from_a_later_day_continues_what_was_before(
    life: Life, data: st.DataObject
) -> None:
    since = data.draw(st.sampled_from(life.days))
    whole = retold(life.facts, dt.date.min)
    before = [one for one in whole if one.since < since]
    again = life.facts._replace(
        memberships=[*before, *(one for one in whole if one.since >= since)]
    )
    assert [*before, *retold(again, since)] == whole


@given(lives(), st.integers(0, 400), st.sampled_from([0, 0, 1, 40, 90]))
def test_a_review_finds_what_the_oracle_finds(life: Life, days: int, late: int) -> None:
    found, wanted = next_review(life, days, late)
    assert found == wanted


@given(lives(), st.integers(0, 60), st.data())
def test_after_a_review_nothing_but_a_later_one_or_a_hand_lowers_anybody(
    life: Life, days: int, data: st.DataObject
) -> None:
    """Rules change, and sales are recorded, dated back or not: what the list left is kept."""
    last, turn, on = life.last_moment()
    on += dt.timedelta(days=days)
    life.oracle.apply(on, last, turn + 1, on)
    facts = facts_of(life.oracle)
    held = held_of(facts.tiers, retold(facts, dt.date.min))
    changed = data.draw(tiers(), label="rules")
    past = [PastRule.of(tier, Moment(last, turn + 2)) for tier in facts.tiers]
    ranked = [tier_of(rank, one) for rank, one in enumerate(changed)]
    date = on - dt.timedelta(days=data.draw(st.integers(0, 200), label="back"))
    more = Spend(date, last + 1, data.draw(st.integers(0, 9), label="amount"))
    spends = sorted([*facts.spends, more], key=lambda one: (one.date, one.seq))
    later = Facts(ranked, [*facts.past, *past], facts.memberships, spends, facts.reviews)
    assert held_of(later.tiers, retold(later, dt.date.min)).rank >= held.rank


@given(lives())
def test_whom_a_review_moves_is_on_its_list(life: Life) -> None:
    listed = {
        (one.date, one.turn): one.moved for one in life.oracle.reviews if one.moved is not None
    }
    for one in retold(life.facts, dt.date.min):
        if one.reason is TierReason.REVIEW:
            assert (one.since, one.turn) in listed
