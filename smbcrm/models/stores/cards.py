"""Cards, living and dead, and what was done with them."""

import datetime as dt
from collections.abc import Sequence

from smbcrm.core.clock import instant_text, parse_instant
from smbcrm.core.text import small
from smbcrm.membership.cards.rules import LENGTH
from smbcrm.membership.cards.types import Card, CardAct, CardEvent, CardState
from smbcrm.membership.change_log.differences import card_change
from smbcrm.membership.shop.settings import EXPONENT
from smbcrm.membership.staff.steps import Moment
from smbcrm.models.session import Session, SqlRow
from smbcrm.models.stores.dates import day_of, day_text
from smbcrm.models.tables.customers import CardRow

_CARD = "SELECT number, customer, state, issued_on, valid_until, replaced_by, changed_at FROM card "
_ADD = (
    "INSERT INTO card (number, customer, state, issued_on, valid_until, replaced_by, changed_at) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_CHANGE = (
    "UPDATE card SET state = ?, valid_until = ?, changed_at = ? "
    "WHERE number = ? AND state = ? AND valid_until IS NOT DISTINCT FROM ?"
)
_NOTE = (
    "INSERT INTO card_history "
    "(card, line, act, state, valid_until, at, staff, terminal, reason_code) "
    "VALUES (?, (SELECT COUNT(*) + 1 FROM card_history WHERE card = ?), ?, ?, ?, ?, ?, ?, ?)"
)
_HISTORY = (
    "SELECT h.act, h.state, h.valid_until, h.at, s.name, t.name, h.reason_code "
    "FROM card_history h JOIN staff s ON s.id = h.staff JOIN terminal t ON t.id = h.terminal "
    "WHERE h.card = ? ORDER BY h.line"
)
# Cards and items lie in two tables, so no key keeps a number from being in both. The exponent is
# set once, when the shop is made: whoever holds its row is in nobody's way but another giver's.
_HOLD = "SELECT key FROM setting WHERE key = ? {lock}"
_PAST_DIGITS = ":"  # the sign after 9: the end of a range of digits


class PeeweeCardStore:
    """Reads and writes cards."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, cards: Sequence[Card]) -> None:
        """Add cards whose numbers were checked before."""
        self._session.many(_ADD, [_row(card) for card in cards])
        self._session.unsigned.extend(card_change(None, card) for card in cards)

    def get(self, number: str) -> Card | None:
        """Return the card with that number."""
        row = self._session.row(_CARD + "WHERE number = ?", number)
        return None if row is None else _card(row)

    def alike(self, number: str) -> tuple[str, ...]:
        """Return those that equal a number, whatever its capitals, as they are written.

        Also such as nobody has any more, because their customer was erased.
        """
        found = self._session.rows(
            "SELECT number FROM card WHERE lower(number) = ? "
            "UNION SELECT number FROM card_gone WHERE lower(number) = ? ORDER BY number",
            small(number),
            small(number),
        )
        return tuple(row[0] for row in found)

    def hold_numbers(self) -> None:
        """Let nobody else give away a number that a scanner reads, to the end of the step."""
        self._session.row(_HOLD, EXPONENT.key)

    def of_customer(self, customer: int) -> tuple[Card, ...]:
        """Return a customer's cards, newest first."""
        found = self._session.rows(
            _CARD + "WHERE customer = ? ORDER BY issued_on DESC, number DESC", customer
        )
        return tuple(_card(row) for row in found)

    def downwards(self, prefix: str, below: str | None, limit: int) -> tuple[str, ...]:
        """Return numbers of 12 signs that begin with the prefix, the highest first."""
        found = self._session.rows(
            "SELECT number FROM card WHERE number >= ? AND number < ? AND length(number) = ? "
            "ORDER BY number DESC LIMIT ?",
            prefix,
            prefix + _PAST_DIGITS if below is None else below,
            LENGTH,
            limit,
        )
        return tuple(row[0] for row in found)

    def change(self, before: Card, after: Card) -> bool:
        """Write a card's state and last day anew, if they still are what they were `before`.

        PostgreSQL waits for another till that changes the card, and then looks at it again.
        """
        changed = self._session.execute(
            _CHANGE,
            after.state.value,
            day_text(after.valid_until),
            instant_text(after.changed_at),
            before.number,
            before.state.value,
            day_text(before.valid_until),
        )
        if changed == 1:
            self._session.unsigned.append(card_change(before, after))
        return changed == 1

    def follow(self, number: str, following: str | None) -> None:
        """Write down which card took the place of a replaced one; None: none did after all."""
        CardRow.update(replaced_by=following).where(CardRow.number == number).execute(
            self._session.db
        )

    def note(self, card: Card, act: CardAct, by: Moment, reason: str | None) -> None:
        """Add to the history of a card: it was done by whom and where, and the card is this now."""
        self._session.execute(
            _NOTE,
            card.number,
            card.number,
            act.value,
            card.state.value,
            day_text(card.valid_until),
            instant_text(by.now),
            by.staff.id,
            by.terminal.id,
            reason,
        )

    def history(self, number: str) -> tuple[CardEvent, ...]:
        """Return what was done with a card, oldest first."""
        return tuple(_event(row) for row in self._session.rows(_HISTORY, number))


def _row(card: Card) -> SqlRow:
    return (
        card.number,
        card.customer,
        card.state.value,
        card.issued_on.isoformat(),
        day_text(card.valid_until),
        card.replaced_by,
        instant_text(card.changed_at),
    )


def _card(row: SqlRow) -> Card:
    return Card(
        row[0],
        row[1],
        CardState(row[2]),
        dt.date.fromisoformat(row[3]),
        day_of(row[4]),
        row[5],
        parse_instant(row[6]),
    )


def _event(row: SqlRow) -> CardEvent:
    act, state, valid_until, at, staff, terminal, reason = row
    return CardEvent(
        CardAct(act),
        CardState(state),
        day_of(valid_until),
        parse_instant(at),
        staff,
        terminal,
        reason,
    )
