"""Imports: the facts."""

import dataclasses
import datetime as dt
import json
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from smbcrm.core.i18n import Text
from smbcrm.core.money import Currency
from smbcrm.membership.customers.likeness import Naming, Reason
from smbcrm.membership.imports.choices import Choices
from smbcrm.membership.imports.fields import LABELS, Field
from smbcrm.membership.imports.kinds import ListKind
from smbcrm.membership.imports.notes import NoteKind, RowNote
from smbcrm.membership.ledger.stored import BothParts
from smbcrm.membership.requests.types import Act

BATCH = 500
"""Rows in one transaction."""
UNDO_DAYS = 30
MOST_NOTES = 1000
"""Notes that a report keeps; the error file has them all."""
MOST_LISTED = 100


class RunState(StrEnum):
    """Where an import stands."""

    RUNNING = "running"
    """Going on, or broken off: whole batches are in."""
    STOPPED = "stopped"
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"


UNFINISHED = frozenset({RunState.RUNNING, RunState.STOPPED, RunState.UNDOING})


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """What is to be imported. The act's request id is the id of the import.

    `mapping` lays columns over the guess, as (field, heading or letter or number), `values` words
    over what is known, as (field, word, value). `sheet` is a name or a number from 1, `header` the
    row of the headings, 0 for none; where they are not given they are guessed. `theirs` lets
    a list of ours that comes back win over what was changed in the shop since. `kind` is what the
    list holds. `own` are the names of the shop's own fields, as they are compared; the service
    knows them. `choices` are what was said of single rows.
    """

    path: Path
    act: Act
    mapping: tuple[tuple[str, str], ...] = ()
    sheet: str | None = None
    encoding: str | None = None
    header: int | None = None
    values: tuple[tuple[str, str, str], ...] = ()
    theirs: bool = False
    kind: ListKind = ListKind.CUSTOMERS
    own: frozenset[str] = frozenset()
    choices: Choices = dataclasses.field(default_factory=Choices)


class Outcome(StrEnum):
    """What became of a row."""

    MADE = "made"
    UPDATED = "updated"
    JOINED = "joined"
    """It told of the same customer as an earlier row."""
    FAILED = "failed"
    UNCHANGED = "unchanged"
    """It found what is here already, and changes nothing of it."""
    LEFT_OUT = "left_out"
    """It tells of a sale to nobody who is known by name."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field of a customer whom a list of ours changes, as it is said in that list.

    `kept`: it was changed in the shop since, so that `before` stays. Without a code the row brings
    somebody new, who is called `after`. `who` only says the name; `own` is what the shop calls a
    field of its own.
    """

    row: int
    code: str
    field: Field
    before: str
    after: str
    kept: bool
    who: str = dataclasses.field(default="", compare=False)
    own: str = ""

    @property
    def label(self) -> Text:
        """What the field is called."""
        return Text("{name}", {"name": self.own}) if self.own else Text(LABELS[self.field])


@dataclass(frozen=True, slots=True)
class RowPair:
    """Two rows, or a row and a customer who is here, that may tell of one person.

    `other` is the earlier row or the code of the customer, `names` are theirs and that of the row.
    `joined` says for what they were taken.
    """

    row: int
    other: int | str
    names: tuple[str, str]
    reasons: frozenset[Reason]
    naming: Naming
    joined: bool


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """A column of the file and what it filled, None for nothing."""

    letter: str
    heading: str
    field: Field | None


@dataclass(frozen=True, slots=True)
class ValueUse:
    """A word of the list in a column that takes only a few, and how often it stands there.

    `became` is what it was taken for: empty for nothing, None where it is not known; then `guess`
    is what it may mean. `samples` are the first rows with it.
    """

    field: Field
    word: str
    became: str | None
    guess: str | None
    rows: int
    samples: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sums(BothParts):
    """Value brought in: minor units, minor units, counts; `customers` who got some."""

    principal: int = 0
    gift: int = 0
    points: int = 0
    customers: int = 0
    visits: int = 0

    def plus(self, other: "Sums") -> "Sums":
        """Return both together."""
        return Sums(
            self.principal + other.principal,
            self.gift + other.gift,
            self.points + other.points,
            self.customers + other.customers,
            self.visits + other.visits,
        )


@dataclass(frozen=True, slots=True)
class Sold:
    """Sales of the past that were brought in; `returns` are those below zero, `total` is of all."""

    sales: int = 0
    returns: int = 0
    total: int = 0
    first: dt.date | None = None
    last: dt.date | None = None

    def plus(self, day: dt.date, total: int) -> "Sold":
        """Return the sums with one sale more."""
        return Sold(
            self.sales + 1,
            self.returns + (total < 0),
            self.total + total,
            day if self.first is None else min(day, self.first),
            day if self.last is None else max(day, self.last),
        )


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import brings or brought. It holds no id, instant or name.

    So the report of a check, which is the real run taken back, equals that of the run.
    `rows` counts the rows done so far of `rows_in_all`; `totals` are rows of sums that were left
    out, `headings` how often the headings stood there again; `unreadable` characters of the file
    mean nothing in its encoding. `remarks` are about the list as a whole. `with_problems` counts
    rows that came in, but not all of them. `values` are the first of many words.
    `unchanged` counts rows that found what is here already and change nothing. Of a list of ours
    that comes back `missing` are the codes of those who were exported and stand in it no more: they
    stay. Of a list of sales `made` counts the rows with a new sale each, `joined` their further
    lines, `left_out` those of sales to nobody.
    """

    file: str
    sheet: str | None
    other_sheets: tuple[str, ...]
    encoding: str | None
    unreadable: int
    heading_row: int
    columns: tuple[ColumnUse, ...]
    date: dt.date
    currency: Currency
    rows_in_all: int
    headings: int
    totals: tuple[int, ...]
    totals_in_all: int
    rows: int = 0
    made: int = 0
    updated: int = 0
    joined: int = 0
    failed: int = 0
    with_problems: int = 0
    brought: Sums = Sums()
    notes: tuple[RowNote, ...] = ()
    notes_in_all: int = 0
    remarks: tuple[Text, ...] = ()
    values: tuple[ValueUse, ...] = ()
    unchanged: int = 0
    missing: tuple[str, ...] = ()
    missing_in_all: int = 0
    kind: ListKind = ListKind.CUSTOMERS
    sold: Sold = Sold()
    left_out: int = 0

    @property
    def went_in(self) -> int:
        """Rows of which something came in."""
        return self.made + self.updated + self.joined

    def plus(self, outcomes: list[Outcome], notes: list[RowNote], brought: Sums) -> "ImportReport":
        """Return the report after one batch more."""
        told = {note.row for note in notes if note.kind is NoteKind.PROBLEM}
        told -= {note.row for note in notes if note.kind is NoteKind.FAILED}
        room = MOST_NOTES - len(self.notes)
        return replace(
            self,
            rows=self.rows + len(outcomes),
            made=self.made + outcomes.count(Outcome.MADE),
            updated=self.updated + outcomes.count(Outcome.UPDATED),
            joined=self.joined + outcomes.count(Outcome.JOINED),
            failed=self.failed + outcomes.count(Outcome.FAILED),
            unchanged=self.unchanged + outcomes.count(Outcome.UNCHANGED),
            left_out=self.left_out + outcomes.count(Outcome.LEFT_OUT),
            with_problems=self.with_problems + len(told),
            brought=self.brought.plus(brought),
            notes=(*self.notes, *notes[:room]) if notes else self.notes,
            notes_in_all=self.notes_in_all + len(notes),
        )


@dataclass(frozen=True, slots=True)
class Stayed:
    """A customer whom an undo left as they are, and why."""

    row: int
    code: str
    why: Text


@dataclass(frozen=True, slots=True)
class UndoReport:
    """What an undo took back.

    `removed` customers are gone, `kept` were here before the import and keep what it changed,
    `restored` are as they were before a list of ours changed them,
    `stayed` (the first of `stayed_in_all`) were dealt with since and keep everything; `taken_back`
    are the reversed balances. `row` is how far it has come. Of a list of relationships, items or
    sales it is these that are gone, as before, or stay.
    """

    removed: int = 0
    kept: int = 0
    stayed_in_all: int = 0
    stayed: tuple[Stayed, ...] = ()
    taken_back: Sums = Sums()
    row: int = 0
    restored: int = 0

    @property
    def seen(self) -> int:
        """Customers, or what else the list holds, with which it has dealt."""
        return self.removed + self.kept + self.restored + self.stayed_in_all


@dataclass(frozen=True, slots=True)
class ImportRun:
    """One import of one file. `mapping` is what the user said of its columns, as JSON."""

    id: str
    file_name: str
    file_hash: str
    mapping: str
    state: RunState
    started_at: dt.datetime
    date: dt.date
    staff: int
    terminal: int
    rows_done: int
    report: ImportReport
    undo: UndoReport | None = None

    def request(self, path: Path, act: Act) -> ImportRequest:
        """Return the request that goes on with this import, by whoever acts now."""
        said = json.loads(self.mapping)
        return ImportRequest(
            path,
            replace(act, request_id=self.id, date=self.date),
            tuple((name, column) for name, column in said["columns"]),
            said["sheet"],
            said["encoding"],
            said.get("header"),
            tuple((name, word, value) for name, word, value in said.get("values", ())),
            said.get("theirs", False),
            self.report.kind,
            choices=Choices.of(said["rows"]) if "rows" in said else Choices(),
        )

    @property
    def kind(self) -> ListKind:
        """What the list holds."""
        return self.report.kind

    @property
    def undo_until(self) -> dt.datetime:
        """The last instant at which the import can be undone."""
        return self.started_at + dt.timedelta(days=UNDO_DAYS)


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """A row for the error file: its cells as texts that read the same alone, and the reasons.

    `code` is that of its customer, empty where nothing came in.
    """

    row: int
    code: str
    cells: tuple[str, ...]
    reasons: tuple[RowNote, ...]
