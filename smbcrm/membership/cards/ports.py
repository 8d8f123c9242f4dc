"""What cards need from the outside."""

from collections.abc import Sequence
from typing import Protocol

from smbcrm.membership.cards.types import Card, CardAct, CardEvent
from smbcrm.membership.staff.steps import Moment
from smbcrm.membership.vouchers.ports import VoucherWork


class CardStore(Protocol):
    """The cards as they were written down; whether one has ended meanwhile, `rules.as_of` says."""

    def add(self, cards: Sequence[Card]) -> None:
        """Add cards whose numbers were checked before."""

    def get(self, number: str) -> Card | None:
        """Return the card with that number."""

    def alike(self, number: str) -> tuple[str, ...]:
        """Return those that equal a number, whatever its capitals, as they are written.

        Also such as nobody has any more, because their customer was erased.
        """

    def hold_numbers(self) -> None:
        """Let nobody else give away a number that a scanner reads, to the end of the step."""

    def of_customer(self, customer: int) -> tuple[Card, ...]:
        """Return a customer's cards, newest first."""

    def downwards(self, prefix: str, below: str | None, limit: int) -> tuple[str, ...]:
        """Return numbers of 12 signs that begin with the prefix, the highest first."""

    def change(self, before: Card, after: Card) -> bool:
        """Write a card's state and last day anew, if they still are what they were `before`.

        Of several who do it at once, one is told True.
        """

    def follow(self, number: str, following: str | None) -> None:
        """Write down which card took the place of a replaced one; None: none did after all."""

    def note(self, card: Card, act: CardAct, by: Moment, reason: str | None) -> None:
        """Add to the history of a card: it was done by whom and where, and the card is this now."""

    def history(self, number: str) -> tuple[CardEvent, ...]:
        """Return what was done with a card, oldest first."""


class CardWork(VoucherWork, Protocol):
    """The slice of a unit of work that knows cards."""

    @property
    def cards(self) -> CardStore:
        """The cards."""
