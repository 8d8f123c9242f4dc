"""Lists of important dates: each row adds one to a customer who is here; none is overwritten."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from smbcrm.core.errors import UserError
from smbcrm.core.text import clean
from smbcrm.membership.customers.rules import checked_occasions, merged_occasions
from smbcrm.membership.customers.types import Customer, CustomerChanged, Details, Profile
from smbcrm.membership.imports import column_steps as steps
from smbcrm.membership.imports import notes
from smbcrm.membership.imports.cells import text_of
from smbcrm.membership.imports.dates import read_date
from smbcrm.membership.imports.fields import Field
from smbcrm.membership.imports.marked import MarkedList
from smbcrm.membership.imports.meaning import BatchResult, RunFacts
from smbcrm.membership.imports.notes import NoteKind
from smbcrm.membership.imports.other_words import LUNAR
from smbcrm.membership.imports.ports import Before, ImportWork, Mark
from smbcrm.membership.imports.row import Draft, ReadRow, ShopFacts, Word
from smbcrm.membership.imports.signs import PersonReader, PersonRow
from smbcrm.membership.imports.source import Cell, Row
from smbcrm.membership.imports.survey import Survey
from smbcrm.membership.imports.types import Outcome
from smbcrm.membership.imports.vocabulary import Vocabulary, shown, word_key
from smbcrm.membership.imports.whom import Known
from smbcrm.membership.occasions.reading import settled
from smbcrm.membership.occasions.types import (
    Calendar,
    DateParts,
    Occasion,
    OccasionKind,
    Unreadable,
)

_LONGEST_YEAR = 4


@dataclass(slots=True)
class OccasionRow(PersonRow):
    """A row that brings an important date."""

    occasion: Occasion | None = None


class OccasionReader(PersonReader):
    """Reads rows that bring an important date."""

    def _begin(self, number: int, cells: Row) -> ReadRow:
        return OccasionRow(number, cells)

    def _end(self, draft: Draft) -> None:
        super()._end(draft)
        row, said = cast("OccasionRow", draft.row), draft.known
        row.lunar = said.get(Field.CALENDAR) is Calendar.LUNAR
        kind, label = said.get(Field.OCCASION), str(said.get(Field.OCCASION_NAME, ""))
        if kind is None:
            row.refuse(Field.OCCASION, notes.NO_OCCASION)
            return
        if not isinstance(kind, OccasionKind):  # one of the shop's own
            text = str(kind)
            row.note(Field.OCCASION, NoteKind.REMARK, notes.OWN_OCCASION, text=shown(text))
            kind, label = OccasionKind.CUSTOM, f"{text} {label}".strip()
        date = self._date(draft)
        if date is None:
            return
        try:
            row.occasion = Occasion(kind, *date, label)
        except UserError as error:
            row.refuse(Field.OCCASION_DATE, error.msgid, **error.params)

    def _date(self, draft: Draft) -> DateParts | None:
        """Return the date of a row; where there is none the row is refused."""
        (index,) = self._survey.layout.places[Field.OCCASION_DATE]
        rules = self.date_rules(Field.OCCASION_DATE, index)
        cell = cast("Cell", draft.known.get(Field.OCCASION_DATE))
        read = read_date(cell, replace(rules, lunar=draft.row.lunar))
        if read is None:
            draft.row.refuse(Field.OCCASION_DATE, notes.NO_DATE)
            return None
        if isinstance(read, Unreadable):
            draft.row.refuse(Field.OCCASION_DATE, read.reason.msgid, **read.reason.params)
            return None
        year = str(draft.known.get(Field.OCCASION_YEAR, ""))
        return _with_year(read, year, draft.row, self._facts.today) if year else read

    def _step(self, name: Field, index: int) -> steps.Step:
        if name is Field.OCCASION:
            return _kind_step(self._words[name])
        if name is Field.CALENDAR:
            return steps.word_step(name, self._words[name], _calendar)
        if name is Field.OCCASION_DATE:
            return _date_cell
        if name in {Field.OCCASION_YEAR, Field.OCCASION_NAME}:
            return _text_step(name)
        return super()._step(name, index)


class Occasions(MarkedList):
    """What the rows of a list of important dates mean."""

    def reader(
        self, survey: Survey, facts: ShopFacts, words: Mapping[Field, Vocabulary], *, excel: bool
    ) -> OccasionReader:
        """Return what reads the rows of a list."""
        return OccasionReader(survey, facts, words, excel=excel)

    def write(
        self, work: ImportWork, facts: RunFacts, rows: Sequence[OccasionRow], now: dt.datetime
    ) -> BatchResult:
        """Add the date of each row to its customer, once."""
        known, run = Known(work, (row.whom for row in rows)), facts.run
        here: dict[int, int] = {}
        before: dict[int, Before] = {}
        after: dict[int, Profile] = {}
        outcomes = []
        for row in rows:
            customer = known.find(row, row.whom)
            if customer is not None:
                here[row.number] = customer
                if customer not in after:
                    before[customer] = _as_is(work, customer)
                    after[customer] = before[customer].profile
            outcome = Outcome.FAILED
            if not row.failed and row.occasion is not None and customer is not None:
                changed = _added(row, row.occasion, after[customer], known.code(customer))
                if changed is not None:
                    same = changed == after[customer]
                    outcome = Outcome.UNCHANGED if same else Outcome.UPDATED
                    after[customer] = changed
            outcomes.append(outcome)
        _write(work, facts, before, after, now)
        marks = [Mark(row.number, here[row.number], made=False) for row in rows if not row.failed]
        work.imports.mark(run.id, marks)
        work.requests.sign(facts.signature(now))
        work.record(CustomerChanged(frozenset(after)))
        return BatchResult(outcomes, codes={row: known.code(id_) for row, id_ in here.items()})


def _write(
    work: ImportWork,
    facts: RunFacts,
    before: Mapping[int, Before],
    after: Mapping[int, Profile],
    now: dt.datetime,
) -> None:
    """Write the customers who have more dates than before, and keep how they were."""
    changed = [id_ for id_, profile in after.items() if profile != before[id_].profile]
    kept = work.imports.kept(facts.run.id, changed)
    work.imports.keep(facts.run.id, [before[id_] for id_ in changed])
    for id_ in changed:
        at = before[id_].written_at(facts.run.started_at, now, again=id_ in kept)
        work.customers.change(id_, after[id_], at)


def _as_is(work: ImportWork, customer: int) -> Before:
    known = cast("Customer", work.customers.get(customer))  # who was found is held
    return Before(customer, known.profile, known.changed_at)


def _added(row: ReadRow, new: Occasion, profile: Profile, code: str) -> Profile | None:
    """Return a profile with one date more; None where the row is refused, being known otherwise."""
    if any(_says_as_much(one, new) for one in profile.occasions):
        return profile
    try:
        together = merged_occasions(Details(occasions=(new,)), profile.occasions)
        occasions = checked_occasions(together)
    except UserError as error:
        row.refuse(Field.OCCASION, error.msgid, **error.params)
        return None
    gone = [one for one in profile.occasions if one not in occasions]
    if not all(_says_as_much(new, one) for one in gone):
        row.refuse(Field.OCCASION_DATE, notes.OTHER_DATE, code=code)
        return None
    return replace(profile, occasions=occasions)


def _says_as_much(one: Occasion, other: Occasion) -> bool:
    """Tell whether one date is the other, perhaps with the year beside it."""
    return other in {one, replace(one, year=None)}


def _with_year(read: DateParts, text: str, row: ReadRow, today: dt.date) -> DateParts | None:
    """Return a date with the year of its own column; one that cannot be refuses the row."""
    year = int(text) if len(text) == _LONGEST_YEAR and text.isdecimal() else None
    if year is None or read.year not in {None, year}:
        row.refuse(Field.OCCASION_YEAR, notes.BAD_YEAR, text=shown(text))
        return None
    whole = settled(read._replace(year=year), today, text)
    if isinstance(whole, Unreadable):
        row.refuse(Field.OCCASION_YEAR, whole.reason.msgid, **whole.reason.params)
        return None
    return whole


def _kind_step(words: Vocabulary) -> steps.Step:
    """Return the step for what is celebrated; a word that is not known is the shop's own kind."""

    def step(cell: Cell, draft: Draft) -> None:
        text = text_of(cell)
        key = word_key(text)
        if not text:
            return
        draft.row.words.append(Word(Field.OCCASION, shown(text)))
        if any(sign in key for sign in LUNAR):
            draft.known.setdefault(Field.CALENDAR, Calendar.LUNAR)
        meaning = words.meanings.get(key, clean(text))
        if meaning is not None:
            draft.known[Field.OCCASION] = meaning

    return step


def _date_cell(cell: Cell, draft: Draft) -> None:
    """Keep the date until the whole row says by which calendar it is."""
    draft.known[Field.OCCASION_DATE] = cell


def _text_step(name: Field) -> steps.Step:
    def step(cell: Cell, draft: Draft) -> None:
        if text := clean(text_of(cell)):
            draft.known[name] = text

    return step


def _calendar(draft: Draft, meaning: object) -> None:
    draft.known[Field.CALENDAR] = meaning
