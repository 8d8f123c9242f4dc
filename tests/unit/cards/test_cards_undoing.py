"""A card as it was before what was last done with it."""

import datetime as dt
from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from smbcrm.membership.cards import rules
from smbcrm.membership.cards.types import Card, CardAct, CardEvent, CardState
from smbcrm.membership.cards.undoing import UNDOABLE, as_before
from smbcrm.membership.sales.codes import UNDO_WINDOW

NOW = dt.datetime(2026, 3, 10, 10, 0, tzinfo=dt.UTC)
HERE, THERE = "Till 1", "Till 2"
WRITTEN = st.sampled_from([one for one in CardState if one is not CardState.EXPIRED])
ACTS = st.sampled_from(sorted(set(CardAct) - {CardAct.ISSUE, CardAct.UNDO}))
DAYS = st.one_of(st.none(), st.dates(dt.date(2026, 4, 1), dt.date(2030, 1, 1)))


def event(card: Card, act: CardAct, at: dt.datetime = NOW, till: str = HERE) -> CardEvent:
    return CardEvent(act, card.state, card.valid_until, at, "Owner", till, None)


def done(card: Card, act: CardAct, until: dt.date | None) -> Card | None:
    state = rules.becomes(card, act)
    if state is None:
        return None
    following = "6820" if act is CardAct.REPLACE else card.replaced_by
    ends = until if act is CardAct.RENEW else card.valid_until
    return replace(card, state=state, valid_until=ends, replaced_by=following)


@given(WRITTEN, ACTS, DAYS, DAYS, st.integers(0, 3000))
def test_whatever_was_done_it_is_the_card_of_before_or_stays(
    state: CardState, act: CardAct, until: dt.date | None, later: dt.date | None, seconds: int
) -> None:
    card = Card("6810", 1, state, dt.date(2025, 1, 1), until, None, NOW)
    after = done(card, act, later)
    assume(after is not None)
    assert after is not None
    history = [event(card, CardAct.ISSUE, NOW - dt.timedelta(days=9)), event(after, act)]
    undone = as_before(after, history, NOW + dt.timedelta(seconds=seconds), HERE)
    in_time = dt.timedelta(seconds=seconds) <= UNDO_WINDOW
    assert undone == (card if act in UNDOABLE and in_time else None)
    assert as_before(after, history, NOW, THERE) is None


def test_nothing_done_is_nothing_undone() -> None:
    card = Card("6810", 1, CardState.ACTIVE, dt.date(2025, 1, 1), None, None, NOW)
    assert as_before(card, [], NOW, HERE) is None
    assert as_before(card, [event(card, CardAct.ISSUE)], NOW, HERE) is None
    assert as_before(card, [event(card, CardAct.UNDO)], NOW, HERE) is None


def test_a_card_whose_beginning_is_not_known_was_active() -> None:
    card = Card("6810", 1, CardState.LOST, dt.date(2025, 1, 1), None, None, NOW)
    before = as_before(card, [event(card, CardAct.REPORT_LOST)], NOW, HERE)
    assert before == replace(card, state=CardState.ACTIVE)
