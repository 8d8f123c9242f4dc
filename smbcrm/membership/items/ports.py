"""What items need from the outside."""

from typing import Protocol

from smbcrm.membership.items.types import Item, NewItem
from smbcrm.membership.requests.ports import RequestWork


class ItemStore(Protocol):
    """The shop's items."""

    def add(self, item: NewItem) -> Item:
        """Add an item that was checked before."""

    def find(self, code: str) -> Item | None:
        """Return the item with that code or barcode."""

    def all(self) -> tuple[Item, ...]:
        """Return every item by code."""


class ItemWork(RequestWork, Protocol):
    """The slice of a unit of work that knows items."""

    @property
    def items(self) -> ItemStore:
        """The items."""
