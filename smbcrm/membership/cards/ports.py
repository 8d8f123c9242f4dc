"""What cards need from the outside."""

import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from smbcrm.membership.cards.types import Card, CardState
from smbcrm.membership.customers.ports import CustomerWork
from smbcrm.membership.items.ports import ItemWork


class CardStore(Protocol):
    """The cards, living and dead."""

    def add(self, cards: Sequence[Card]) -> None:
        """Add cards whose numbers were checked before."""

    def get(self, number: str) -> Card | None:
        """Return the card with that number."""

    def is_taken(self, number: str) -> bool:
        """Tell whether a card has or had that number."""

    def of_customer(self, customer: int) -> tuple[Card, ...]:
        """Return a customer's cards, newest first."""

    def downwards(self, prefix: str, below: str | None, limit: int) -> tuple[str, ...]:
        """Return numbers of 12 signs that begin with the prefix, the highest first."""

    def change(
        self, number: str, state: CardState, at: dt.datetime, replaced_by: str | None = None
    ) -> None:
        """Write a card's state anew."""


class CardWork(CustomerWork, ItemWork, Protocol):
    """The slice of a unit of work that knows cards."""

    @property
    def cards(self) -> CardStore:
        """The cards."""
