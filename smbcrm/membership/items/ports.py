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
        """Return the item with that code or barcode; `hold` it to the end of the step.

        Where none has it as it is written, the only one that has it in other capitals.
        """

    def alike(self, code: str) -> tuple[Item, ...]:
        """Return the items with that code or barcode, whatever its capitals."""

    def all(self) -> tuple[Item, ...]:
        """Return every item by code."""

    def put(self, item: Item) -> None:
        """Write a known item that was checked before; its code stays."""

    def remove(self, item: int) -> bool:
        """Remove an item that nothing names; tell whether it is gone."""


class ScannedCodes(Protocol):
    """What items must know of cards and vouchers: a scanner takes them all."""

    def alike(self, number: str) -> tuple[str, ...]:
        """Return those that equal a number, whatever its capitals, as they are written."""


class CardNumbers(ScannedCodes, Protocol):
    """The numbers of cards; who gives away a number of any kind holds them."""

    def hold_numbers(self) -> None:
        """Let nobody else give away a number that a scanner reads, to the end of the step."""


class ItemWork(RequestWork, Protocol):
    """The slice of a unit of work that knows items."""

    @property
    def items(self) -> ItemStore:
        """The items."""


class CodeWork(ItemWork, Protocol):
    """The slice of a unit of work that knows every code that a scanner reads."""

    @property
    def cards(self) -> CardNumbers:
        """The numbers of cards."""

    @property
    def vouchers(self) -> ScannedCodes:
        """The codes of vouchers."""


class ItemDesk(CodeWork, ActWork, Protocol):
    """Everything that the use cases of items need."""
