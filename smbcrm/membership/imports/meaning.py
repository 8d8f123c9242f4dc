"""What a list means: the one thing in which the kinds of lists differ.

The runner finds the columns, takes the steps, reports, goes on after a break and undoes; how many
rows are a step, what they say, do and leave behind is asked of the kind of list.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from smbcrm.membership.imports.course import Course
from smbcrm.membership.imports.plan import Look
from smbcrm.membership.imports.ports import ImportWork
from smbcrm.membership.imports.revising import Revision
from smbcrm.membership.imports.types import Change, ImportRun, Outcome, RowPair, Sums, UndoReport
from smbcrm.membership.requests.types import Signature
from smbcrm.membership.tiers.types import Tier

ACT = "import"
"""The kind of request by which the change log knows what a list brought."""


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What all batches of one import share. `today` is the business date on which it began.

    `tells_codes`: problem rows may tell the codes of new customers; a rehearsal makes others up.
    """

    run: ImportRun
    currency: str
    today: dt.date
    tiers: Sequence[Tier]
    note: str
    revision: Revision | None = None
    tells_codes: bool = True

    def signature(self, now: dt.datetime) -> Signature:
        """Return whose what the import brings is."""
        run = self.run
        return Signature(ACT, run.id, run.staff, run.terminal, now, in_bulk=True)


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What one batch did, row by row; `codes` are those of what its rows with notes mean."""

    outcomes: list[Outcome]
    brought: Sums = field(default_factory=Sums)
    codes: Mapping[int, str] = field(default_factory=dict)
    changes: Sequence[Change] = ()
    pairs: Sequence[RowPair] = ()


@dataclass(frozen=True, slots=True)
class Undoer:
    """Who takes an import back, and when."""

    staff: int
    terminal: int
    now: dt.datetime


class ListMeaning(Protocol):
    """What a list of one kind means: how it comes in, and how that is taken back."""

    def course(
        self, work: ImportWork, look: Look, run: ImportRun, *, tells_codes: bool = True
    ) -> Course:
        """Return how a list comes in, read as on the day on which its import began.

        Raises ColumnMissing, ColumnInOtherCurrency, and what else the kind of list refuses.
        """

    def undo(self, work: ImportWork, run: ImportRun, by: Undoer) -> UndoReport | None:
        """Take the next rows of an import back; None where there are no more."""
