"""What imports need from the outside."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from smbcrm.membership.cards.ports import CardWork
from smbcrm.membership.customers.types import Profile
from smbcrm.membership.imports.returned import ListExport
from smbcrm.membership.imports.types import Change, ImportRun, ProblemRow, RowPair
from smbcrm.membership.items.types import Item
from smbcrm.membership.ledger.types import Entry, Operation
from smbcrm.membership.packages.ports import PackageWork
from smbcrm.membership.past_sales.ports import PastSaleWork
from smbcrm.membership.relationships.ports import RelationshipWork
from smbcrm.membership.relationships.types import LinkKind
from smbcrm.membership.tiers.types import Membership


@dataclass(frozen=True, slots=True)
class Owners:
    """Whose the numbers of a batch are already: customers by code and by card.

    `alike` are the holders of cards by their numbers in small letters, `others` so the codes of
    items and vouchers. `called` are the names of those who had a code before they were merged.
    """

    codes: Mapping[str, int]
    cards: Mapping[str, int]
    alike: Mapping[str, int]
    others: frozenset[str]
    called: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Mark:
    """The customer that a row made, updated or told of."""

    row: int
    customer: int
    made: bool


@dataclass(frozen=True, slots=True)
class LinkMark:
    """The relationship that a row told of: the other one is the `kind` of the customer.

    `made`: it was not known before.
    """

    row: int
    customer: int
    other: int
    kind: LinkKind
    made: bool


@dataclass(frozen=True, slots=True)
class ItemMark:
    """The item that a row told of, as it was before, None where it made it, and afterwards."""

    row: int
    before: Item | None
    after: Item


@dataclass(frozen=True, slots=True)
class Brought:
    """The opening that a row brought: what it moved, and what is left of the lots it opened."""

    operation: Operation
    entries: tuple[Entry, ...]
    remaining: Mapping[int, int]
    reversed: bool


@dataclass(frozen=True, slots=True)
class Before:
    """A customer as they were before a list of ours changed them."""

    customer: int
    profile: Profile
    changed_at: dt.datetime

    def written_at(self, began: dt.datetime, now: dt.datetime, *, again: bool) -> dt.datetime:
        """Return the instant that an import writes into a customer whom it changes now.

        It is that of its beginning, by which the undo knows its own work; but whom it changes
        `again`, and somebody edited since, stays edited.
        """
        return now if again and self.changed_at > began else began


@dataclass(frozen=True, slots=True)
class Standing:
    """What happened to a customer beside an import; a customer whom it made stays for any of it."""

    operations: bool = False
    cards: bool = False
    consents: bool = False
    referred: bool = False
    imported: bool = False
    edited: bool = False
    merged: bool = False


class ExportStore(Protocol):
    """The lists that were exported and may come back."""

    def add_export(self, export: ListExport) -> None:
        """Write that a list was exported."""


class ImportStore(Protocol):
    """The imports, the marks of their rows, and what a whole batch asks at once."""

    def add(self, run: ImportRun) -> None:
        """Write a new import."""

    def get(self, run: str, *, lock: bool = False) -> ImportRun | None:
        """Return an import, with `lock` locked until the end of the step."""

    def all(self) -> tuple[ImportRun, ...]:
        """Return the imports, newest first."""

    def of_file(self, file_hash: str) -> tuple[ImportRun, ...]:
        """Return the imports of the very same file, newest first."""

    def save(self, run: ImportRun) -> None:
        """Write state, rows done and reports anew."""

    def mark(self, run: str, marks: Sequence[Mark]) -> None:
        """Write the marks of a batch."""

    def marks(self, run: str, after: int, limit: int) -> tuple[Mark, ...]:
        """Return marks of the rows after a row, by row."""

    def between(self, run: str, first: int, last: int) -> tuple[Mark, ...]:
        """Return the marks of the rows from one to another, by row."""

    def marks_of(self, run: str, customers: Sequence[int]) -> tuple[Mark, ...]:
        """Return every mark of the import for customers, by row."""

    def first_marks(self, run: str, customers: Sequence[int]) -> dict[int, Mark]:
        """Return the first mark of the import for each of these customers."""

    def unmark(self, run: str, customers: Sequence[int]) -> None:
        """Remove the marks of customers who are gone."""

    def owners(self, numbers: Sequence[str]) -> Owners:
        """Return whose codes, cards and items these are."""

    def moved(self, customers: Sequence[int]) -> frozenset[int]:
        """Return those of the customers who have an entry that no undo took back."""

    def keep(self, run: str, customers: Sequence[Before]) -> None:
        """Keep customers as they were; who is kept for this import already stays as kept."""

    def kept(self, run: str, customers: Sequence[int]) -> dict[int, Before]:
        """Return how customers were before an import, where that was kept."""

    def forget(self, begun_before: dt.datetime) -> None:
        """Remove what was kept for imports that began before an instant."""

    def export(self, id_: str) -> ListExport | None:
        """Return an export of this shop."""

    def join_tiers(self, memberships: Sequence[tuple[int, Membership]]) -> None:
        """Write memberships of (customer, membership); their ids are given by the database."""

    def named(self, names: Sequence[str]) -> dict[str, frozenset[int]]:
        """Return the customers with each of these full names, also who had it before a merge."""

    def mark_links(self, run: str, marks: Sequence[LinkMark]) -> None:
        """Write which relationships the rows of a batch told of."""

    def links(self, run: str, first: int, limit: int) -> tuple[LinkMark, ...]:
        """Return the relationships of the rows from one on, by row."""

    def mark_items(self, run: str, marks: Sequence[ItemMark]) -> None:
        """Write which items the rows of a batch told of."""

    def items(self, run: str, first: int, limit: int) -> tuple[ItemMark, ...]:
        """Return the items of the rows from one on, by row."""

    def told_of(self, run: str, item: int) -> bool:
        """Tell whether an earlier batch of an import told of an item."""

    def brought(self, operations: Sequence[str]) -> dict[str, Brought]:
        """Return openings by the ids of their operations."""

    def standings(
        self, run: str, customers: Sequence[int], openings: Sequence[str]
    ) -> dict[int, Standing]:
        """Return what happened to customers beside an import and these openings of it."""


class ImportWork(CardWork, PackageWork, PastSaleWork, RelationshipWork, Protocol):
    """The slice of a unit of work that imports."""

    @property
    def imports(self) -> ImportStore:
        """The imports."""


class ChangeSink(Protocol):
    """Takes what a list of ours changes and which rows may tell of one person, as it comes."""

    def add(self, changes: Sequence[Change]) -> None:
        """Take some changes."""

    def add_pairs(self, pairs: Sequence[RowPair]) -> None:
        """Take some pairs."""


class ProblemSink(Protocol):
    """Takes the rows that somebody has to look at, as they come."""

    def begin(self, source: Path, headings: Sequence[str]) -> None:
        """Begin a new list of problems with the headings of the file."""

    def add(self, rows: Sequence[ProblemRow]) -> None:
        """Take some rows."""
