"""The steps of an import: begin it or find where it was left, bring in a batch, end it."""

import datetime as dt
import json
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple, Protocol

from smbcrm.core.clock import BusinessDay
from smbcrm.core.i18n import Text
from smbcrm.core.ids import is_uuid
from smbcrm.core.text import clean
from smbcrm.membership.imports import notes
from smbcrm.membership.imports.batch import RunFacts, write_batch
from smbcrm.membership.imports.errors import ImportElsewhere
from smbcrm.membership.imports.facts import shop_facts
from smbcrm.membership.imports.notes import NoteKind, RowNote
from smbcrm.membership.imports.people import Person
from smbcrm.membership.imports.plan import Batch, Glance, Look, Ours, Plan
from smbcrm.membership.imports.ports import ImportWork
from smbcrm.membership.imports.problems import problem_rows
from smbcrm.membership.imports.remarks import ABOVE, CREDIT_LEFT_OUT, NOT_OURS, RETURNED
from smbcrm.membership.imports.row import ReadRow
from smbcrm.membership.imports.source import RowSource
from smbcrm.membership.imports.types import (
    UNDO_DAYS,
    Change,
    ImportReport,
    ImportRun,
    ProblemRow,
    RunState,
)
from smbcrm.membership.imports.vocabulary import counted, known_words
from smbcrm.membership.requests.rules import business_date
from smbcrm.membership.requests.types import BadRequestId, RequestReused
from smbcrm.membership.staff.called import staff_called, terminal_called

GOING = frozenset({RunState.RUNNING, RunState.STOPPED})
"""States from which an import goes on."""

_WRITTEN = frozenset({ABOVE})
"""Remarks about rows that we wrote ourselves into a list."""
_SHOWN = _WRITTEN | {CREDIT_LEFT_OUT}
"""Also those about what is only looked at, in a list that comes back to us."""


@dataclass(frozen=True, slots=True)
class Progress:
    """An import after one batch more, the rows to look at, and what a list of ours changed."""

    run: ImportRun
    problems: list[ProblemRow]
    changes: list[Change]


class Step(NamedTuple):
    """So many rows that come in at once, and how; or are told of again, where they are in."""

    rows: int
    bring_in: Callable[[ImportWork, ImportRun, dt.datetime], Progress]
    recall: Callable[[ImportWork, ImportRun], list[ProblemRow]]


class Course(Protocol):
    """How one list comes in."""

    def steps(self, source: RowSource) -> Generator[Step]:
        """Yield the steps; closing it closes the file."""


@dataclass(frozen=True, slots=True)
class CustomerCourse:
    """How a list of customers comes in."""

    plan: Plan

    def steps(self, source: RowSource) -> Generator[Step]:
        """Yield the steps, a batch of rows each."""
        with closing(self.plan.look.batches(source)) as batches:
            for batch in batches:
                told = partial(bring_in, self.plan, batch), partial(recall, self.plan, batch)
                yield Step(len(batch), *told)


def new_run(work: ImportWork, look: Look, run_id: str, now: dt.datetime) -> ImportRun:
    """Return an import that has not begun; raise DateInFuture, UnknownStaff, UnknownTerminal."""
    act, shop = look.request.act, work.settings.shop()
    date = business_date(act.date, shop.day.date(now))
    return ImportRun(
        id=run_id,
        file_name=clean(look.request.path.name),
        file_hash=look.info.sha256,
        mapping=look.mapping,
        state=RunState.RUNNING,
        started_at=now,
        date=date,
        staff=staff_called(work, act.staff).id,
        terminal=terminal_called(work, act.terminal).id,
        rows_done=0,
        report=_told_whose(
            work, look, look.blank_report(date, shop.currency, shop.region), shop.day
        ),
    )


def _told_whose(
    work: ImportWork, look: Look, report: ImportReport, day: BusinessDay
) -> ImportReport:
    """Return a report that says of a list of ours whether it comes back to us."""
    if look.returned is None:
        return report
    ours = _ours(work, look)
    if ours is None:
        said, known = Text(NOT_OURS), _WRITTEN
        report = replace(report, missing=(), missing_in_all=0)
    else:
        said, known = Text(RETURNED, {"date": day.date(ours[1].at)}), _SHOWN
    others = (one for one in report.remarks if one.msgid not in known)
    return replace(report, remarks=(said, *others))


def told_by_shop(work: ImportWork, glance: Glance, look: Look | None, now: dt.datetime) -> Glance:
    """Return a glance with the words that the shop knows, and with what it has to say."""
    shop = work.settings.shop()
    today = shop.day.date(now)
    known = known_words(shop_facts(work, today))
    if look is None:
        return replace(glance, known=known)
    report = look.blank_report(today, shop.currency, shop.region)
    told = _told_whose(work, look, report, shop.day)
    return replace(glance, known=known, remarks=told.remarks)


def begin(
    work: ImportWork,
    look: Look,
    now: dt.datetime,
    course_of: Callable[[ImportWork, Look, ImportRun], Course],
) -> ImportRun:
    """Return the import of this request: the first one, one that was left undone, or a new one.

    Raises BadRequestId, RequestReused where the id was used for something else, and as `course_of`.
    """
    act = look.request.act
    if not is_uuid(act.request_id):
        raise BadRequestId(request=act.request_id)
    run_id = act.request_id.lower()
    known = work.imports.get(run_id, lock=True)
    if known is not None:
        if not _is_same(known, look):
            raise RequestReused(request=run_id)
        return known
    if work.requests.find(run_id) is not None:
        raise RequestReused(request=run_id)
    left = left_undone(work, look)
    if left is not None:
        return left
    work.imports.forget(now - dt.timedelta(days=UNDO_DAYS))
    run = new_run(work, look, run_id, now)
    course_of(work, look, run)  # what it refuses leaves no import behind
    return _added(work, run)


def begin_rehearsal(work: ImportWork, look: Look, run_id: str, now: dt.datetime) -> ImportRun:
    """Return the import that a request would go on with, or a new one."""
    return left_undone(work, look) or _added(work, new_run(work, look, run_id, now))


def left_undone(work: ImportWork, look: Look) -> ImportRun | None:
    """Return the import of the very same list that was stopped or broke off."""
    for run in work.imports.of_file(look.info.sha256):
        if run.state in GOING and _is_same(run, look):
            return run
    return None


def _added(work: ImportWork, run: ImportRun) -> ImportRun:
    work.imports.add(run)
    return run


def _is_same(run: ImportRun, look: Look) -> bool:
    date = look.request.act.date
    return (
        run.file_hash == look.info.sha256
        and run.mapping == look.mapping
        and date in {None, run.date}
    )


def plan_of(work: ImportWork, look: Look, run: ImportRun, *, tells_codes: bool = True) -> Plan:
    """Return how the rows of an import are read: as on the day on which it began."""
    today = work.settings.shop().day.date(run.started_at)
    return Plan.of(look, shop_facts(work, today), _ours(work, look), tells_codes=tells_codes)


def _ours(work: ImportWork, look: Look) -> Ours | None:
    """Return the mark of a list that this shop exported, and the export."""
    if look.returned is None:
        return None
    export = work.imports.export(look.returned.export)
    return None if export is None else (look.returned, export)


def check_standing(work: ImportWork, run: ImportRun) -> None:
    """Raise ImportElsewhere where an import does not stand where this process left it."""
    stored = work.imports.get(run.id, lock=True)
    if stored is None or stored.state not in GOING or stored.rows_done != run.rows_done:
        raise ImportElsewhere


def bring_in(
    plan: Plan,
    batch: Batch,
    work: ImportWork,
    run: ImportRun,
    now: dt.datetime,
) -> Progress:
    """Bring in one batch and write how far the import has come; raise as `check_standing`."""
    check_standing(work, run)
    rows = plan.read(batch)
    facts = RunFacts(
        run,
        plan.facts.currency.code,
        plan.facts.today,
        work.tiers.all(),
        clean(plan.look.request.act.note),
        plan.revision,
    )
    result = write_batch(work, facts, rows, _earlier(work, run, rows), now)
    said = [note for row in rows for note in row.notes]
    after = replace(
        run,
        state=RunState.RUNNING,
        rows_done=run.rows_done + len(rows),
        report=replace(
            run.report.plus(result.outcomes, said, result.brought),
            values=counted(run.report.values, rows, plan.words),
        ),
    )
    work.imports.save(after)
    problems = _problems(work, plan, rows, _owners(plan, rows, result.people))
    return Progress(after, problems, result.changes)


def _owners(plan: Plan, rows: Sequence[ReadRow], people: Sequence[Person | None]) -> dict[int, int]:
    """Return the customers of the rows that something is said about."""
    return {
        row.number: person.id
        for row, person in zip(rows, people, strict=True)
        if row.notes
        and person is not None
        and person.id is not None
        and (plan.tells_codes or not person.made)
    }


def recall(plan: Plan, batch: Batch, work: ImportWork, run: ImportRun) -> list[ProblemRow]:
    """Return the problem rows of a batch that came in before, read again from the file."""
    rows = plan.read(batch)
    marks = {mark.row: mark for mark in work.imports.between(run.id, *_span(rows))}
    told: dict[int, list[RowNote]] = {}
    for note in run.report.notes:
        told.setdefault(note.row, []).append(note)
    for row in rows:
        row.notes = told.get(row.number, row.notes)
        row.failed = row.number not in marks and not _is_ours(row)
        if row.failed and not any(note.kind is NoteKind.FAILED for note in row.notes):
            row.note(None, NoteKind.FAILED, notes.TWICE)
    return _problems(work, plan, rows, {row: mark.customer for row, mark in marks.items()})


def _is_ours(row: ReadRow) -> bool:
    """Tell whether a row of our own list changed nothing, which leaves no mark."""
    return row.changed is not None and all(note.kind is not NoteKind.FAILED for note in row.notes)


def _problems(
    work: ImportWork, plan: Plan, rows: Sequence[ReadRow], owners: dict[int, int]
) -> list[ProblemRow]:
    known = work.customers.codes(sorted(set(owners.values()))) if owners else {}
    codes = {row: known[id_][0] for row, id_ in owners.items() if id_ in known}
    codes |= {row.number: row.our_code for row in rows if row.changed is not None}
    layout = plan.look.survey.layout
    return problem_rows(rows, codes, layout, plan.reader, plan.facts.currency)


def _earlier(work: ImportWork, run: ImportRun, rows: Sequence[ReadRow]) -> dict[int, int]:
    """Return the customers of the same rows where the very same list came in before."""
    sheet = json.loads(run.mapping)["sheet"]
    found: dict[int, int] = {}
    for other in work.imports.of_file(run.file_hash):
        if other.id != run.id and json.loads(other.mapping)["sheet"] == sheet:
            for mark in work.imports.between(other.id, *_span(rows)):
                found.setdefault(mark.row, mark.customer)
    return found


def _span(rows: Sequence[ReadRow]) -> tuple[int, int]:
    return rows[0].number, rows[-1].number


def settle(work: ImportWork, run: ImportRun, state: RunState) -> ImportRun:
    """Write that an import is done, or was stopped between two batches."""
    check_standing(work, run)
    after = replace(run, state=state)
    work.imports.save(after)
    return after
