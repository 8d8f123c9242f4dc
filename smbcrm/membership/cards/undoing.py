"""What was last done with a card is taken back: within 30 minutes, by the till that did it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from smbcrm.membership.cards import errors
from smbcrm.membership.cards.ports import CardWork
from smbcrm.membership.cards.types import Card, CardAct, CardEvent, CardReason, CardState
from smbcrm.membership.customers.types import CustomerChanged
from smbcrm.membership.sales.codes import UNDO_WINDOW
from smbcrm.membership.staff.steps import Moment

UNDOABLE = frozenset(
    {
        CardAct.HAND_OVER,
        CardAct.FREEZE,
        CardAct.UNFREEZE,
        CardAct.REPORT_LOST,
        CardAct.REPLACE,
        CardAct.RENEW,
    }
)
"""To issue a card is not undone: it is voided; and void is final."""


def as_before(
    card: Card, history: Sequence[CardEvent], now: dt.datetime, terminal: str
) -> Card | None:
    """Return a card as it was before what was last done with it; None where that stays.

    Of a card that came with a list the beginning is not written down: it was active, without end.
    """
    last = history[-1] if history else None
    if last is None or last.act not in UNDOABLE or last.terminal != terminal:
        return None
    if now - last.at > UNDO_WINDOW:
        return None
    if len(history) == 1:
        return replace(card, state=CardState.ACTIVE, valid_until=None, replaced_by=None)
    was = history[-2]
    return replace(card, state=was.state, valid_until=was.valid_until, replaced_by=None)


def take_back(work: CardWork, number: str, at: Moment) -> Card:
    """Take back what was last done with a card and return what it is then.

    Of a replacement, the card that followed is void for good: somebody may hold it. Raises
    UnknownCard, NothingToTakeBack, or FollowerWasTouched.
    """
    while True:
        card = work.cards.get(number)
        if card is None:
            raise errors.UnknownCard(number=number)
        before = as_before(card, work.cards.history(number), at.now, at.terminal.name)
        if before is None:
            raise errors.NothingToTakeBack(number=number)
        if work.cards.change(card, replace(before, changed_at=at.now)):
            break
    if card.replaced_by is not None:
        work.cards.follow(number, None)
        _withdraw(work, card.replaced_by, at)
    work.cards.note(before, CardAct.UNDO, at, None)
    work.record(CustomerChanged(frozenset({card.customer})))
    return before


def _withdraw(work: CardWork, number: str, at: Moment) -> None:
    """Void a card that was given in another one's place; raise FollowerWasTouched."""
    card = work.cards.get(number)
    if card is None or [one.act for one in work.cards.history(number)] != [CardAct.ISSUE]:
        raise errors.FollowerWasTouched(following=number)
    void = replace(card, state=CardState.VOID, changed_at=at.now)
    if not work.cards.change(card, void):
        raise errors.FollowerWasTouched(following=number)
    work.cards.note(void, CardAct.VOID, at, CardReason.MISTAKE)
