"""Lists of relationships: each row says what another customer is to one; none is overwritten."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from smbcrm.core.i18n import Text
from smbcrm.membership.customers.types import CustomerChanged
from smbcrm.membership.imports import column_steps as steps
from smbcrm.membership.imports import notes
from smbcrm.membership.imports.batch import codes_of
from smbcrm.membership.imports.fields import Field
from smbcrm.membership.imports.meaning import BatchResult, RunFacts, Undoer
from smbcrm.membership.imports.ports import ImportWork, LinkMark
from smbcrm.membership.imports.row import Draft, ReadRow, ShopFacts
from smbcrm.membership.imports.row_by_row import RowByRow
from smbcrm.membership.imports.signs import PersonReader, PersonRow, Signs, numbers_in
from smbcrm.membership.imports.source import Row
from smbcrm.membership.imports.survey import Survey
from smbcrm.membership.imports.types import (
    BATCH,
    MOST_NOTES,
    ImportRun,
    Outcome,
    Stayed,
    UndoReport,
)
from smbcrm.membership.imports.undoing import ACT as UNDO
from smbcrm.membership.imports.vocabulary import Vocabulary
from smbcrm.membership.imports.whom import Known
from smbcrm.membership.relationships.types import INVERSE, LinkKind
from smbcrm.membership.requests.types import Signature


@dataclass(slots=True)
class LinkRow(PersonRow):
    """A row that says what another customer is to one."""

    other: Signs = field(default_factory=lambda: Signs(Field.OTHER))
    link: LinkKind | None = None


class LinkReader(PersonReader):
    """Reads rows that say what another customer is to one."""

    def _begin(self, number: int, cells: Row) -> ReadRow:
        return LinkRow(number, cells)

    def _end(self, draft: Draft) -> None:
        super()._end(draft)
        row = cast("LinkRow", draft.row)
        who, name = (str(draft.known.get(one, "")) for one in (Field.OTHER, Field.OTHER_NAME))
        about = Field.OTHER if Field.OTHER in self._survey.layout.places else Field.OTHER_NAME
        unread = any(note.field in {Field.OTHER, Field.OTHER_NAME} for note in row.notes)
        phones = numbers_in(who, self._facts.region)
        row.other = Signs(about, name=name, who=who, who_phones=phones, unread=unread)
        if row.link is None:
            known = self._words[Field.RELATIONSHIP].shown
            row.refuse(Field.RELATIONSHIP, notes.NO_KIND, known=known)

    def _step(self, name: Field, index: int) -> steps.Step:
        if name is Field.RELATIONSHIP:
            return steps.word_step(name, self._words[name], _link)
        return super()._step(name, index)


class Relationships(RowByRow):
    """What the rows of a list of relationships mean."""

    def reader(
        self, survey: Survey, facts: ShopFacts, words: Mapping[Field, Vocabulary], *, excel: bool
    ) -> LinkReader:
        """Return what reads the rows of a list."""
        return LinkReader(survey, facts, words, excel=excel)

    def write(
        self, work: ImportWork, facts: RunFacts, rows: Sequence[LinkRow], now: dt.datetime
    ) -> BatchResult:
        """Link the two customers of each row, once."""
        known = Known(work, (signs for row in rows for signs in (row.whom, row.other)))
        outcomes, marks, codes = [], [], {}
        for row in rows:
            mark = _linked(work, known, row)
            outcomes.append(_outcome(mark))
            if mark is not None:
                marks.append(mark)
                codes[row.number] = known.code(mark.customer)
        work.imports.mark_links(facts.run.id, marks)
        work.requests.sign(facts.signature(now))
        people = frozenset(id_ for mark in marks for id_ in (mark.customer, mark.other))
        work.record(CustomerChanged(people))
        return BatchResult(outcomes, codes=codes)

    def came_in(self, work: ImportWork, run: str, first: int, last: int) -> Mapping[int, str]:
        """Return the rows with a mark, from one to another, with the codes of their customers."""
        marks = work.imports.links(run, first, last - first + 1)
        codes = codes_of(work, {mark.row: mark.customer for mark in marks})
        return {mark.row: codes.get(mark.row, "") for mark in marks if mark.row <= last}

    def undo(self, work: ImportWork, run: ImportRun, by: Undoer) -> UndoReport | None:
        """Take the links of the next rows away, those that are still what the list said."""
        undo = run.undo or UndoReport()
        marks = work.imports.links(run.id, undo.row + 1, BATCH)
        if not marks:
            return None
        made = [mark for mark in marks if mark.made]
        work.ledger.lock(sorted({id_ for mark in made for id_ in (mark.customer, mark.other)}))
        standing = [mark for mark in made if _kind(work, mark.customer, mark.other) is mark.kind]
        for mark in standing:
            work.relationships.remove(mark.customer, mark.other)
        work.requests.sign(Signature(UNDO, run.id, by.staff, by.terminal, by.now))
        people = frozenset(id_ for mark in standing for id_ in (mark.customer, mark.other))
        work.record(CustomerChanged(people))
        changed = {mark.row: mark.customer for mark in made if mark not in standing}
        codes, why = codes_of(work, changed), Text(notes.STAYED_LINK)
        stayed = tuple(Stayed(row, codes.get(row, ""), why) for row in changed)
        return replace(
            undo,
            removed=undo.removed + len(standing),
            kept=undo.kept + len(marks) - len(made),
            stayed_in_all=undo.stayed_in_all + len(stayed),
            stayed=(*undo.stayed, *stayed)[:MOST_NOTES],
            row=marks[-1].row,
        )


def _linked(work: ImportWork, known: Known, row: LinkRow) -> LinkMark | None:
    """Link the two of a row, or refuse it."""
    customer = known.find(row, row.whom)
    other = known.find(row, row.other)
    if row.failed or customer is None or other is None or row.link is None:
        return None
    if customer == other:
        row.refuse(Field.OTHER, notes.SAME_PERSON)
        return None
    there = _kind(work, customer, other)
    if there is None:
        inverse = INVERSE[row.link]
        work.relationships.put(((customer, other, row.link), (other, customer, inverse)))
    elif there is not row.link:
        codes = {"code": known.code(customer), "other": known.code(other)}
        row.refuse(Field.RELATIONSHIP, notes.OTHER_KIND, **codes)
        return None
    return LinkMark(row.number, customer, other, row.link, made=there is None)


def _outcome(mark: LinkMark | None) -> Outcome:
    if mark is None:
        return Outcome.FAILED
    return Outcome.MADE if mark.made else Outcome.UNCHANGED


def _kind(work: ImportWork, customer: int, other: int) -> LinkKind | None:
    """Return what another is to a customer."""
    links = work.relationships.of(customer)
    return next((link.kind for link in links if link.customer == other), None)


def _link(draft: Draft, meaning: object) -> None:
    cast("LinkRow", draft.row).link = cast("LinkKind", meaning)
