"""How most lists come in: each row means something by itself, and they come in batch by batch."""

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from smbcrm.core.i18n import Translator
from smbcrm.core.paths import localedir
from smbcrm.core.text import clean
from smbcrm.membership.imports import notes
from smbcrm.membership.imports.cell_reader import CellReader
from smbcrm.membership.imports.course import Progress, Step, check_standing
from smbcrm.membership.imports.editable import Reading, Speech, editable
from smbcrm.membership.imports.errors import ChosenInOurs
from smbcrm.membership.imports.facts import shop_facts
from smbcrm.membership.imports.fields import Field
from smbcrm.membership.imports.kinds import ListKind
from smbcrm.membership.imports.meaning import BatchResult, RunFacts, Undoer
from smbcrm.membership.imports.notes import NoteKind, RowNote
from smbcrm.membership.imports.plan import Batch, Look, Ours, ours_of
from smbcrm.membership.imports.ports import ImportWork
from smbcrm.membership.imports.problems import problem_rows
from smbcrm.membership.imports.returned import Comparison, places
from smbcrm.membership.imports.revising import Revision
from smbcrm.membership.imports.row import ReadRow, ShopFacts
from smbcrm.membership.imports.source import Row
from smbcrm.membership.imports.survey import (
    Survey,
    check_columns,
    check_currencies,
    check_own_fields,
)
from smbcrm.membership.imports.types import ImportRun, ProblemRow, RunState, UndoReport
from smbcrm.membership.imports.vocabulary import Vocabulary, counted, vocabularies


class RowByRow(ABC):
    """What the rows of one kind of list mean."""

    @abstractmethod
    def reader(
        self,
        survey: Survey,
        facts: ShopFacts,
        words: Mapping[Field, Vocabulary],
        *,
        excel: bool,
    ) -> CellReader:
        """Return what reads the rows of a list."""

    @abstractmethod
    def write(
        self, work: ImportWork, facts: RunFacts, rows: Sequence[Any], now: dt.datetime
    ) -> BatchResult:
        """Write what the rows of a batch mean, and leave a mark for each that did not fail.

        A row that failed is refused on the row. The rows are those of the kind's own reader.
        """

    @abstractmethod
    def came_in(self, work: ImportWork, run: str, first: int, last: int) -> Mapping[int, str]:
        """Return the rows with a mark, from one to another, with the codes of what they mean."""

    @abstractmethod
    def undo(self, work: ImportWork, run: ImportRun, by: Undoer) -> UndoReport | None:
        """Take the next rows of an import back; None where there are no more."""

    def course(
        self, work: ImportWork, look: Look, run: ImportRun, *, tells_codes: bool = True
    ) -> "RowCourse":
        """Return how a list comes in, read as on the day on which its import began.

        Raises ColumnMissing, ColumnInOtherCurrency, NoSuchOwnField, ChosenInOurs, and what
        `vocabularies` refuses.
        """
        layout = look.survey.layout
        ours = ours_of(work, look)
        facts = replace(
            shop_facts(work, work.settings.shop().day.date(run.started_at)),
            foreign=look.returned is not None and ours is None,
        )
        check_columns(layout)
        check_currencies(layout, facts.currency)
        check_own_fields(layout, look.request.own)
        words = vocabularies(facts, look.request.values)
        # Only a workbook keeps dates as bare numbers.
        reader = self.reader(look.survey, facts, words, excel=look.info.encoding is None)
        edits = look.request.kind is ListKind.CUSTOMERS
        revision = _revision(look, facts, words, ours) if ours is not None and edits else None
        if revision is not None and look.request.choices.people:
            raise ChosenInOurs
        return RowCourse(self, look, facts, words, reader, revision, tells_codes)


@dataclass(frozen=True, slots=True)
class RowCourse:
    """A look at a list, and how this shop reads its cells."""

    meaning: RowByRow
    look: Look
    facts: ShopFacts
    words: Mapping[Field, Vocabulary]
    reader: CellReader
    revision: Revision | None
    tells_codes: bool
    """Whether problem rows may tell the codes of new customers; a rehearsal makes others up."""

    def steps(self) -> Generator[Step]:
        """Yield the steps, a batch of rows each; closing it closes the file."""
        with closing(self.look.batches()) as batches:
            for batch in batches:
                told = partial(self._bring_in, batch), partial(self._recall, batch)
                yield Step(len(batch), *told)

    def _bring_in(
        self, batch: Batch, work: ImportWork, run: ImportRun, now: dt.datetime
    ) -> Progress:
        """Bring in one batch and write how far the import has come; raise as `check_standing`."""
        check_standing(work, run)
        rows = self._read(batch)
        facts = RunFacts(
            run,
            self.facts.currency.code,
            self.facts.today,
            work.tiers.all(),
            clean(self.look.request.act.note),
            self.revision,
            self.tells_codes,
        )
        result = self.meaning.write(work, facts, rows, now)
        said = [note for row in rows for note in row.notes]
        after = replace(
            run,
            state=RunState.RUNNING,
            rows_done=run.rows_done + len(rows),
            report=replace(
                run.report.plus(result.outcomes, said, result.brought),
                values=counted(run.report.values, rows, self.words),
            ),
        )
        work.imports.save(after)
        return Progress(after, self._problems(rows, result.codes), result.changes, result.pairs)

    def _recall(self, batch: Batch, work: ImportWork, run: ImportRun) -> list[ProblemRow]:
        """Return the problem rows of a batch that came in before, read again from the file."""
        rows = self._read(batch)
        came_in = self.meaning.came_in(work, run.id, rows[0].number, rows[-1].number)
        told: dict[int, list[RowNote]] = {}
        for note in run.report.notes:
            told.setdefault(note.row, []).append(note)
        for row in rows:
            row.notes = told.get(row.number, row.notes)
            row.failed = row.number not in came_in and not _is_ours(row)
            if row.failed and not any(note.kind is NoteKind.FAILED for note in row.notes):
                row.note(None, NoteKind.FAILED, notes.TWICE)
        return self._problems(rows, came_in)

    def _read(self, batch: Batch) -> list[ReadRow]:
        """Return what the rows of a batch say."""
        rows, chosen = [self._row(number, cells) for number, cells in batch], self.look.chosen
        for row in rows:
            row.chosen = chosen.get(row.number)
        return rows

    def _row(self, number: int, cells: Row) -> ReadRow:
        ours = None if self.revision is None else self.revision.comparison.read(number, cells)
        return ours or self.reader.read(number, cells)

    def _problems(self, rows: Sequence[ReadRow], codes: Mapping[int, str]) -> list[ProblemRow]:
        told = {**codes, **{row.number: row.our_code for row in rows if row.changed is not None}}
        layout = self.look.survey.layout
        return problem_rows(rows, told, layout, self.reader, self.facts.currency)


def _is_ours(row: ReadRow) -> bool:
    """Tell whether a row of our own list changed nothing, which leaves no mark."""
    return row.changed is not None and all(note.kind is not NoteKind.FAILED for note in row.notes)


def _revision(
    look: Look, facts: ShopFacts, words: Mapping[Field, Vocabulary], ours: Ours
) -> Revision:
    returned, export = ours
    return Revision(
        Comparison(returned, places(returned, look.survey.layout), export.key),
        Speech(Translator(returned.language, localedir()), facts.staff_names, facts.currency),
        Reading(facts.region, facts.today, words, facts.currency),
        editable(facts.fields),
        look.codes.twice,
        look.request.theirs,
    )
