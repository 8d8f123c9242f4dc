"""What the ledger needs from the outside."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Protocol

from smbcrm.membership.ledger.types import (
    AccountKind,
    Entry,
    House,
    Lot,
    Operation,
    OperationKind,
    Refunded,
    ToppedUp,
    Wallet,
)
from smbcrm.membership.shop.ports import ShopWork
from smbcrm.membership.staff.ports import StaffWork

if TYPE_CHECKING:
    from smbcrm.membership.ledger.postings import Posting, SaleRecord, Served


class LedgerStore(Protocol):
    """The append-only ledger and its caches. Only `append` writes."""

    def operation(self, request_id: str) -> Operation | None:
        """Return the operation with that id."""

    def billed(self, bill_number: int) -> Operation | None:
        """Return the operation with that bill number."""

    def reversal_of(self, seq: int) -> Operation | None:
        """Return the reversal of an operation."""

    def entries(self, seq: int) -> tuple[Entry, ...]:
        """Return the entries of an operation by line."""

    def lots(self, ids: Sequence[int]) -> dict[int, Lot]:
        """Return lots by id."""

    def opened_by(self, seq: int) -> tuple[tuple[Lot, int], ...]:
        """Return the lots an operation opened, each with the amount it brought."""

    def later_on_lot(
        self, lot: int, seq: int, kind: OperationKind | None = None
    ) -> Operation | None:
        """Return the first standing operation after `seq` that touched a lot; only of a kind."""

    def sale(self, seq: int) -> "SaleRecord | None":
        """Return the sale record of an operation."""

    def all_lots(self, customer: int, unit: str) -> tuple[Lot, ...]:
        """Return every lot of a customer's accounts of a unit, also empty ones, as `Wallet`."""

    def lost_on(self, lots: Sequence[int]) -> dict[int, int]:
        """Return what lots held when they ended, unless an extension has brought that back."""

    def visits_from(self, seq: int) -> tuple[Lot, ...]:
        """Return the lots of visits that an operation opened, and all that carried them on.

        Also empty ones and those of other customers, in drawing order.
        """

    def extended_on(self, lots: Sequence[int]) -> dict[int, dt.date]:
        """Return on which business date lots were last extended, of those that were."""

    def origins(self, lots: Sequence[int]) -> dict[int, int]:
        """Return by which operation the value of lots first came, through the lots before them."""

    def gift_spent(self, operations: Collection[int]) -> int:
        """Return how much was spent of the gift that operations brought, in minor units."""

    def earned(self, lots: Collection[int]) -> frozenset[int]:
        """Return those of some lots whose value came with a top-up that earned points."""

    def topped_up(self, operations: Collection[int], customer: int) -> "dict[int, ToppedUp]":
        """Return what a customer's own top-ups among some operations brought, by operation."""

    def paid_out(self, operations: Collection[int], since: int) -> dict[int, Operation]:
        """Return the last standing withdrawal after `since` of what operations brought."""

    def other_party(self, seq: int) -> int | None:
        """Return the principal account of who else takes part in an operation."""

    def served(self, seq: int) -> "tuple[Served, ...]":
        """Return who served with which share, where the lines of a sale do not say it."""

    def refunded(self, refund: int) -> int | None:
        """Return which sale a refund gives back."""

    def refunds(self, sale: int) -> "tuple[Refunded, ...]":
        """Return the refunds of a sale that stand, in order."""

    def has_bought(self, customer: int, *, besides: int | None = None, kept: bool = False) -> bool:
        """Tell whether a sale to a customer stands, `besides` one; `kept`: not all given back.

        A sale that came to nothing counts as none.
        """

    def lock(self, customers: Sequence[int]) -> None:
        """Hold customers and their accounts until the end of the step; done before they are read.

        Whoever moves value locks first, so that nobody else moves it in between.
        """

    def wallet(self, customer: int, kind: AccountKind | None = None) -> Wallet:
        """Return the customer's accounts and live lots as they stand; lots only of a kind."""

    def holders(self, seq: int) -> tuple[int | None, ...]:
        """Return the customers whose accounts an operation moved, by id; None: one is erased."""

    def holder(self, party: int) -> int | None:
        """Return the customer who holds an account."""

    def has_entries(self, customer: int) -> bool:
        """Tell whether any account of the customer was ever moved."""

    def open_accounts(self, customers: Sequence[int], currency: str) -> list[int]:
        """Make the principal accounts of new customers and return their ids in order."""

    def open_house(self, accounts: Sequence[tuple[House, str]]) -> None:
        """Make house accounts, by name and unit, that are not there yet."""

    def hold_chain(self) -> None:
        """Hold the end of the chain until the end of the step; done after the accounts are."""

    def is_closed(self, date: dt.date, terminal: int) -> bool:
        """Tell whether a till has closed a business date; asked while the chain is held."""

    def append(self, postings: Sequence["Posting"]) -> list[Operation]:
        """Write operations at the end of the chain, with their entries, lots and caches."""

    def with_expired_lots(self, today: dt.date, limit: int) -> list[int]:
        """Return customers who hold lots that ended before a date, in id order."""


class LedgerWork(ShopWork, StaffWork, Protocol):
    """The slice of a unit of work that posts."""

    @property
    def ledger(self) -> LedgerStore:
        """The ledger."""
