"""What items need from the outside."""

from typing import Protocol

from smbcrm.membership.items.types import Item, NewItem
from smbcrm.membership.requests.ports import RequestWork
from smbcrm.membership.staff.ports import ActWork


class ItemStore(Protocol):
    """The shop's items."""

    def add(self, item: NewItem) -> Item:
        """Add an item that was checked before."""

    def find(self, code: str, *, hold: bool = False) -> Item | None:
        """Return the item with that code or barcode; `hold` it to the end of the step."""

    def all(self) -> tuple[Item, ...]:
        """Return every item by code."""

    def put(self, item: Item) -> None:
        """Write a known item that was checked before; its code stays."""


class ScannedCodes(Protocol):
    """What items must know of cards and vouchers: a scanner takes them all."""

    def is_taken(self, number: str) -> bool:
        """Tell whether one of them has or had that number."""


class CardNumbers(ScannedCodes, Protocol):
    """The numbers of cards; who gives away a number of any kind holds them."""

    def hold_numbers(self) -> None:
        """Let nobody else give away a number that a scanner reads, to the end of the step."""


class ItemWork(RequestWork, Protocol):
    """The slice of a unit of work that knows items."""

    @property
    def items(self) -> ItemStore:
        """The items."""


class ItemDesk(ItemWork, ActWork, Protocol):
    """Everything that the use cases of items need."""

    @property
    def cards(self) -> CardNumbers:
        """The numbers of cards."""

    @property
    def vouchers(self) -> ScannedCodes:
        """The codes of vouchers."""
