"""What verify reads: the whole ledger in order, as the tables hold it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from smbcrm.core.work import Recorder
from smbcrm.membership.attachments.ports import AttachmentStore

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """An account as verify needs it; `balance` None: a house account."""

    holder: int | None
    kind: str
    unit: str
    balance: int | None


@dataclass(frozen=True, slots=True)
class LotFacts:
    """A lot as verify needs it; dates as the text that is stored."""

    account: int
    opened_by: int
    opened_on: str
    expires_on: str | None
    remaining: int
    source_lot: int | None


@dataclass(frozen=True, slots=True)
class ClosingFacts:
    """A closed day as verify needs it; `entries` is the sum of its cash entries up to then."""

    date: str
    terminal: int
    opening_float: int
    expected: int
    entries: int


class Books(Protocol):
    """The tables of the ledger, each by operation and line."""

    def damage(self) -> list[str]:
        """Return what the database itself finds wrong: pages, indexes, references."""

    def missing_guards(self) -> list[str]:
        """Return the names of the triggers that are gone."""

    def head(self) -> tuple[int, str, int, int] | None:
        """Return the chain's head: seq, hash, lot, bill_number."""

    def hashes(self, seqs: Iterable[int]) -> Mapping[int, str]:
        """Return the stored hashes of some operations by sequence number."""

    def accounts(self) -> Mapping[int, AccountFacts]:
        """Return every account by id."""

    def lots(self) -> Mapping[int, LotFacts]:
        """Return every lot by id."""

    def operations(self) -> Iterable[Row]:
        """Yield the hashed fields of each operation, then prev and hash, by seq."""

    def entries(self) -> Iterable[Row]:
        """Yield operation and the hashed fields of each entry."""

    def terms(self) -> Iterable[Row]:
        """Yield operation and the hashed fields of each lot term."""

    def sales(self) -> Iterable[Row]:
        """Yield operation and the hashed fields of each sale."""

    def sale_lines(self) -> Iterable[Row]:
        """Yield operation and the hashed fields of each sale line."""

    def sale_payments(self) -> Iterable[Row]:
        """Yield operation and the hashed fields of each payment."""

    def refunds(self) -> Iterable[Row]:
        """Yield operation and the hashed fields of each refund."""

    def other_parties(self) -> Iterable[Row]:
        """Yield operation and the hashed fields of who else takes part."""

    def served(self) -> Iterable[Row]:
        """Yield operation and the hashed fields of who served with which share."""

    def reversed_operations(self) -> frozenset[int]:
        """Return which operations were taken back."""

    def refunded_sales(self) -> frozenset[int]:
        """Return of which sales something went back."""

    def pauses(self) -> Mapping[int, str]:
        """Return since when accounts of visits stand still."""

    def closings(self) -> Iterable[ClosingFacts]:
        """Yield the closed days, in the order in which they were closed."""

    def vouchers(self) -> Mapping[int, str]:
        """Return the codes of vouchers by the lot as which each was issued."""

    def bills(self) -> Iterable[Row]:
        """Yield the operation of each snapshot, by operation."""

    def past_days(self) -> Iterable[tuple[int, str]]:
        """Yield customers with the days of their past sales."""

    def visits(self) -> Mapping[int, tuple[int, str | None]]:
        """Return the cached count of visits and the last one of each customer."""


class AuditWork(Recorder, Protocol):
    """The slice of a unit of work that verify reads."""

    @property
    def books(self) -> Books:
        """The tables of the ledger."""

    @property
    def attachments(self) -> AttachmentStore:
        """Which files customers have."""
