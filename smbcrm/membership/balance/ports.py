"""What the page Card and balance needs from the outside."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from smbcrm.membership.balance.types import LedgerFilter, LedgerLine, LotLeft, Place
from smbcrm.membership.counter.ports import CounterWork
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.packages.ports import PackageWork


class Owned(NamedTuple):
    """What a customer's accounts of a kind and unit hold on a business date.

    `lowest` is the least that is left in any of their lots, below zero where points are owed.
    """

    kind: AccountKind
    unit: str
    available: int
    ended: int
    until: dt.date | None
    lots: int
    lowest: int
    paused: dt.date | None


class BalanceQuery(Protocol):
    """Reads what a customer owns, and page by page what moved it, newest first."""

    def owned(self, customer: int, today: dt.date) -> tuple[Owned, ...]:
        """Return what all accounts hold, those of a kind and unit together."""

    def brought(self, customer: int, today: dt.date) -> Mapping[str, int]:
        """Return by unit how many visits the living lots came with."""

    def vouchers(self, operations: Sequence[int]) -> Mapping[int, tuple[str, ...]]:
        """Return the names of the vouchers that each operation moved, by sequence number."""

    def lots(self, chosen: LedgerFilter, today: dt.date, limit: int) -> tuple[LotLeft, ...]:
        """Return living lots in the order in which they are drawn on."""

    def count(self, chosen: LedgerFilter) -> int:
        """Return how many lines there are."""

    def page(self, chosen: LedgerFilter, after: Place | None, limit: int) -> tuple[LedgerLine, ...]:
        """Return the lines below a place, the newest ones for None.

        What was left after each is the balance less what is newer, so that old lines cost nothing
        before they are asked for.
        """


class BalanceWork(CounterWork, PackageWork, Protocol):
    """The slice of a unit of work that the page reads."""

    @property
    def balance(self) -> BalanceQuery:
        """What a customer owns, and what moved it."""
