"""What past sales need from the outside."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from smbcrm.core.work import Recorder
from smbcrm.membership.past_sales.types import NewPastSale, PastSale, PastSums


class PastSaleStore(Protocol):
    """The sales that other tills made."""

    def of(self, customer: int, limit: int | None = None) -> tuple[PastSale, ...]:
        """Return a customer's past sales, newest first."""

    def sums(self, customer: int) -> PastSums:
        """Return what they come to."""

    def totals(self, keys: Sequence[str]) -> Mapping[str, int]:
        """Return what those cost that are here already, by their keys."""

    def add(self, run: str, sales: Sequence[NewPastSale]) -> None:
        """Write the past sales that an import brings."""

    def buyers(self, run: str, rows: Sequence[int]) -> frozenset[int]:
        """Return the customers who have by now what rows of an import brought."""

    def remove(self, run: str, rows: Sequence[int]) -> Mapping[int, int]:
        """Take away those that rows of an import brought; return how many of each customer."""


class PastSaleWork(Recorder, Protocol):
    """The slice of a unit of work that knows past sales."""

    @property
    def past_sales(self) -> PastSaleStore:
        """The sales that other tills made."""
