"""Imports: the use cases."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from smbcrm.core.clock import Clock
from smbcrm.core.ids import uuid7
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.imports import errors, running
from smbcrm.membership.imports.course import GOING, Progress, Step
from smbcrm.membership.imports.facts import own_names
from smbcrm.membership.imports.meaning import Undoer
from smbcrm.membership.imports.meanings import MEANINGS
from smbcrm.membership.imports.plan import Glance, Look, glance_at, look_at
from smbcrm.membership.imports.ports import ChangeSink, ImportWork, ProblemSink
from smbcrm.membership.imports.problems import problem_headings
from smbcrm.membership.imports.source import ListReader
from smbcrm.membership.imports.types import (
    UNDO_DAYS,
    UNFINISHED,
    ImportReport,
    ImportRequest,
    ImportRun,
    RunState,
    UndoReport,
)
from smbcrm.membership.requests.types import Act
from smbcrm.membership.staff.called import staff_called, terminal_called

Told = Callable[[int, int], None]
"""Is told after each batch how many rows are done, of how many."""


def _nobody_listens(done: int, of: int) -> None:
    """Take no notice."""


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class ImportService:
    """Brings in lists that somebody else made, and takes them back."""

    uow: UnitOfWork[ImportWork]
    clock: Clock
    source: ListReader

    def glance(self, request: ImportRequest) -> Glance:
        """Return what a list is and where its columns are, with a few values of each.

        Raises what the source refuses, and `errors` but for headings that are missing.
        """
        with self.source.once() as source:
            glance, look = glance_at(source, self._named(request))
        return self.uow.read(running.told_by_shop, glance, look, self.clock.now())

    def check(
        self,
        request: ImportRequest,
        progress: Told = _nobody_listens,
        problems: ProblemSink | None = None,
        changes: ChangeSink | None = None,
    ) -> ImportReport:
        """Return the report of a real run that is taken back; nothing is changed.

        Other tills wait while it goes on, because it is one transaction. Raises what the source
        refuses, `errors`, and what a run refuses.
        """
        with self.source.once() as source:
            look = look_at(source, self._named(request))
            return self.uow.rehearse(self._rehearsal, look, progress, problems, changes).report

    def run(
        self,
        request: ImportRequest,
        progress: Told = _nobody_listens,
        stop: Callable[[], bool] = _never,
        problems: ProblemSink | None = None,
        changes: ChangeSink | None = None,
    ) -> ImportRun:
        """Bring in a list, in batches of 500 rows, one transaction each.

        `stop` is asked between batches. The very same list with the same mapping goes on after
        the last whole batch of an import that was stopped or broken off; the same request again
        returns the first import. Problem rows are told from the first on, `changes` as they come.

        Raises what the source refuses (whole batches stay), `errors`, BadRequestId, RequestReused,
        DateInFuture, UnknownStaff and UnknownTerminal.
        """
        with self.source.once() as source:
            look = look_at(source, self._named(request))
            return self._run(look, progress, stop, problems, changes)

    def _run(
        self,
        look: Look,
        progress: Told,
        stop: Callable[[], bool],
        problems: ProblemSink | None,
        changes: ChangeSink | None,
    ) -> ImportRun:
        run = self.uow.run(running.begin, look, self.clock.now())
        course = self.uow.read(running.course_of, look, run)
        if problems is not None:
            problems.begin(look.request.path, problem_headings(look.survey.layout))
        if run.state not in GOING and problems is None:
            return run
        done = 0
        with closing(course.steps()) as steps:
            for step in steps:
                if done >= run.rows_done and run.state in GOING:
                    if stop():
                        return self.uow.run(running.settle, run, RunState.STOPPED)
                    run = self._bring_in(step, run, problems, changes)
                elif problems is not None:
                    problems.add(self.uow.read(step.recall, run))
                done += step.rows
                progress(done, look.survey.rows)
        if done != look.survey.rows:
            raise errors.SourceChanged(file=look.request.path.name)
        if run.state in GOING:
            return self.uow.run(running.settle, run, RunState.DONE)
        return run

    def _named(self, request: ImportRequest) -> ImportRequest:
        """Return a request that knows how the shop's own fields are called."""
        return replace(request, own=self.uow.read(own_names))

    def resume(self, run_id: str, path: Path, act: Act) -> ImportRequest:
        """Return the request that goes on with an import, for its list chosen again.

        Raises UnknownImport, NotTheSameList, and what the source refuses.
        """
        run = self.get(run_id)
        request = run.request(path, act)
        info = self.source.info(path, sheet=request.sheet, encoding=request.encoding)
        if info.sha256 != run.file_hash:
            raise errors.NotTheSameList(file=path.name, first=run.file_name)
        return request

    def undo(
        self, run_id: str, act: Act | None = None, progress: Told = _nobody_listens
    ) -> ImportRun:
        """Take an import back within 30 days; going on where an undo broke off, idempotent.

        Raises UnknownImport, UndoTooLate, UnknownStaff and UnknownTerminal.
        """
        run = self.uow.run(self._begin_undo, run_id.strip().lower())
        of = run.report.made + run.report.updated + run.report.unchanged
        while run.state is RunState.UNDOING:
            run = self.uow.run(self._undo_batch, run.id, act or Act(uuid7(self.clock)))
            if run.undo is not None:
                progress(run.undo.seen, of)
        return run

    def get(self, run_id: str) -> ImportRun:
        """Return an import; raise UnknownImport."""
        return self.uow.read(_known, run_id.strip().lower())

    def all(self) -> tuple[ImportRun, ...]:
        """Return the imports, newest first."""
        return self.uow.read(lambda work: work.imports.all())

    def unfinished(self) -> tuple[ImportRun, ...]:
        """Return the imports to go on with or to undo, and the undos to go on with."""
        return tuple(run for run in self.all() if run.state in UNFINISHED)

    def _rehearsal(
        self,
        work: ImportWork,
        look: Look,
        progress: Told,
        problems: ProblemSink | None,
        changes: ChangeSink | None,
    ) -> ImportRun:
        now = self.clock.now()
        run = running.begin_rehearsal(work, look, uuid7(self.clock), now)
        course = running.course_of(work, look, run, tells_codes=False)
        if problems is not None:
            problems.begin(look.request.path, problem_headings(look.survey.layout))
        done = 0
        with closing(course.steps()) as steps:
            for step in steps:
                if done >= run.rows_done:
                    after = step.bring_in(work, run, now)
                    run, told = after.run, after.problems
                    if changes is not None:
                        _tell(changes, after)
                else:
                    told = step.recall(work, run)
                if problems is not None:
                    problems.add(told)
                done += step.rows
                progress(done, look.survey.rows)
        if done != look.survey.rows:
            raise errors.SourceChanged(file=look.request.path.name)
        return run

    def _bring_in(
        self,
        step: Step,
        run: ImportRun,
        problems: ProblemSink | None,
        changes: ChangeSink | None,
    ) -> ImportRun:
        done = self.uow.run(step.bring_in, run, self.clock.now())
        if changes is not None:
            _tell(changes, done)
        if problems is not None:
            problems.add(done.problems)
        return done.run

    def _begin_undo(self, work: ImportWork, run_id: str) -> ImportRun:
        run = _known(work, run_id, lock=True)
        if run.state in {RunState.UNDOING, RunState.UNDONE}:
            return run
        if self.clock.now() > run.undo_until:
            day = work.settings.shop().day
            raise errors.UndoTooLate(date=run.date, days=UNDO_DAYS, last=day.date(run.undo_until))
        begun = replace(run, state=RunState.UNDOING, undo=UndoReport())
        work.imports.save(begun)
        return begun

    def _undo_batch(self, work: ImportWork, run_id: str, act: Act) -> ImportRun:
        run = _known(work, run_id, lock=True)
        by = Undoer(
            staff_called(work, act.staff).id,
            terminal_called(work, act.terminal).id,
            self.clock.now(),
        )
        undone = MEANINGS[run.kind].undo(work, run, by)
        after = replace(run, state=RunState.UNDONE) if undone is None else replace(run, undo=undone)
        work.imports.save(after)
        return after


def _tell(changes: ChangeSink, progress: Progress) -> None:
    changes.add(progress.changes)
    changes.add_pairs(progress.pairs)


def _known(work: ImportWork, run_id: str, *, lock: bool = False) -> ImportRun:
    run = work.imports.get(run_id, lock=lock)
    if run is None:
        raise errors.UnknownImport(run=run_id)
    return run
