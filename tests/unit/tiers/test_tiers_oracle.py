"""The timeline of tiers against an oracle that knows nothing of it."""

import datetime as dt
from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from smbcrm.membership.tiers.keeping import Question, judged
from smbcrm.membership.tiers.moves import Review
from smbcrm.membership.tiers.reaching import in_force
from smbcrm.membership.tiers.timeline import held_of, retold
from tests.helpers.oracle_tiers import OracleReview
from tests.helpers.tier_lives import CODES, Life, lives


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


@given(lives(), st.integers(0, 400))
def test_a_review_finds_what_the_oracle_finds(life: Life, days: int) -> None:
    """The list before it is applied says what applying it does."""
    last, on = life.last_moment()
    last, on = last + 1, on + dt.timedelta(days=days)
    so_far = retold(life.facts, dt.date.min)
    asked = Question(
        on, last, life.facts.tiers, partial(in_force, life.facts.tiers, life.facts.past)
    )
    found = judged(asked, held_of(life.facts.tiers, so_far), so_far, life.facts.spends)
    life.oracle.reviews.append(OracleReview(on, last))
    assert found.code == life.oracle.held()
    facts = life.facts._replace(reviews=[*life.facts.reviews, Review(on, on, last)])
    assert held_of(facts.tiers, retold(facts, dt.date.min)).code == found.code
