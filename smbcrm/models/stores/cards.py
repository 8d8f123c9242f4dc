"""Cards, living and dead."""

import datetime as dt
from collections.abc import Sequence

from smbcrm.core.clock import instant_text, parse_instant
from smbcrm.membership.cards.rules import LENGTH
from smbcrm.membership.cards.types import Card, CardState
from smbcrm.models.session import Session, SqlRow
from smbcrm.models.stores.dates import day_of
from smbcrm.models.tables.customers import CardRow

_CARD = "SELECT number, customer, state, issued_on, valid_until, replaced_by, changed_at FROM card "
_ADD = (
    "INSERT INTO card (number, customer, state, issued_on, valid_until, replaced_by, changed_at) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_PAST_DIGITS = ":"  # the sign after 9: the end of a range of digits


class PeeweeCardStore:
    """Reads and writes cards."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, cards: Sequence[Card]) -> None:
        """Add cards whose numbers were checked before."""
        self._session.many(_ADD, [_row(card) for card in cards])

    def get(self, number: str) -> Card | None:
        """Return the card with that number."""
        row = self._session.row(_CARD + "WHERE number = ?", number)
        return None if row is None else _card(row)

    def is_taken(self, number: str) -> bool:
        """Tell whether a card has or had that number."""
        return self._session.row("SELECT 1 FROM card WHERE number = ?", number) is not None

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

    def change(
        self, number: str, state: CardState, at: dt.datetime, replaced_by: str | None = None
    ) -> None:
        """Write a card's state anew."""
        CardRow.update(
            state=state.value, changed_at=instant_text(at), replaced_by=replaced_by
        ).where(CardRow.number == number).execute(self._session.db)


def _row(card: Card) -> SqlRow:
    return (
        card.number,
        card.customer,
        card.state.value,
        card.issued_on.isoformat(),
        None if card.valid_until is None else card.valid_until.isoformat(),
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
