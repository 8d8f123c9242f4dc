"""How a list comes in: step by step, each one transaction."""

import datetime as dt
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from smbcrm.membership.imports.errors import ImportElsewhere
from smbcrm.membership.imports.ports import ImportWork
from smbcrm.membership.imports.types import Change, ImportRun, ProblemRow, RowPair, RunState

GOING = frozenset({RunState.RUNNING, RunState.STOPPED})
"""States from which an import goes on."""


@dataclass(frozen=True, slots=True)
class Progress:
    """An import after one step more, the rows to look at, and what is to be told beside them.

    `changes` are those of a list of ours, `pairs` the rows that may tell of one person.
    """

    run: ImportRun
    problems: list[ProblemRow]
    changes: Sequence[Change] = ()
    pairs: Sequence[RowPair] = ()


class Step(NamedTuple):
    """So many rows that come in at once, and how; or are told of again, where they are in."""

    rows: int
    bring_in: Callable[[ImportWork, ImportRun, dt.datetime], Progress]
    recall: Callable[[ImportWork, ImportRun], list[ProblemRow]]


class Course(Protocol):
    """How one list comes in."""

    def steps(self) -> Generator[Step]:
        """Yield the steps; closing it closes the file."""


def check_standing(work: ImportWork, run: ImportRun) -> None:
    """Raise ImportElsewhere where an import does not stand where this process left it."""
    stored = work.imports.get(run.id, lock=True)
    if stored is None or stored.state not in GOING or stored.rows_done != run.rows_done:
        raise ImportElsewhere
