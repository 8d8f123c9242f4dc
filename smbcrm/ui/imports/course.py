"""One list on its way in: what was chosen, what it says, and the work on it.

A course outlives its page, because a change of language or look builds the page anew while an
import may be going on. So it holds no words, only what is to be said.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from smbcrm.membership.imports.choices import Choices
from smbcrm.membership.imports.fields import Field
from smbcrm.membership.imports.kept_changes import KeptChanges
from smbcrm.membership.imports.kinds import ListKind
from smbcrm.membership.imports.old_book import OldBook
from smbcrm.membership.imports.plan import Glance
from smbcrm.membership.imports.types import ImportReport, ImportRequest, ImportRun, ValueUse
from smbcrm.membership.requests.types import Act
from smbcrm.membership.services import Services
from smbcrm.ui.desk import Desk
from smbcrm.ui.imports.choice import Choice
from smbcrm.ui.imports.pasted import PastedList
from smbcrm.ui.imports.problems import KeptProblems
from smbcrm.ui.imports.rows_said import RowsSaid
from smbcrm.ui.imports.stage import Busy, Step, StoppedError
from smbcrm.ui.jobs import Jobs, Lane

T = TypeVar("T")
_NAMED = 20
"""Customers who are missing in a list of ours, and are named."""
_SURE = frozenset({None, "utf-8"})
"""Encodings that are no guess: workbooks have none, and nothing else satisfies UTF-8."""


class ImportCourse(QObject):
    """Holds one import from the choice of its file to its undo."""

    changed = Signal()
    """Something to show is another than before."""
    progressed = Signal(int, int)
    """So many rows are done, of so many."""

    def __init__(self, services: Services, jobs: Jobs) -> None:
        super().__init__()
        self._services = services
        self._jobs = jobs
        self._stop = threading.Event()
        self._act: Act | None = None
        self._pasted = PastedList()
        self._number = 0
        self.step = Step.FILE
        self.busy: Busy | None = None
        self.kind = ListKind.CUSTOMERS
        self.path: Path | None = None
        self.sheet: str | None = None
        self.encoding: str | None = None
        self.header: int | None = None
        self._read: tuple[str | None, int | None] = None, None
        self.looked = False
        self.glance: Glance | None = None
        self.choice = Choice()
        self.report: ImportReport | None = None
        self.problems = KeptProblems()
        self.theirs = False
        self.changes = KeptChanges()
        self.names: dict[str, str] = {}
        self.said = RowsSaid()
        self.book = OldBook()
        self.run: ImportRun | None = None
        self.error: Exception | None = None

    # ------------------------------------------------------------------------------ the file

    def hold(self, kind: ListKind) -> None:
        """Say what the list holds; one that was chosen is looked at anew."""
        self.kind, self.choice, self.glance = kind, Choice(), None
        if self.path is None:
            self.changed.emit()
        else:
            self._look()

    def choose(self, path: Path, desk: Desk) -> None:
        """Look at a list; in a sure encoding its columns come next."""
        self._clear()
        self._take(path, desk.act())
        self._look()

    def choose_text(self, text: str, desk: Desk) -> None:
        """Look at a list that was copied in a spreadsheet."""
        self._clear()
        try:
            self._take(self._pasted.write(text), desk.act())
        except OSError as error:
            self._refused(error, Step.FILE)
        else:
            self._look()

    def _take(self, path: Path, act: Act) -> None:
        self.path, self._act, self.looked = path, act, False

    def look_again(self, encoding: str = "") -> None:
        """Look at the list once more, its text in another encoding where one is given."""
        self.encoding = encoding or self.encoding
        self._look()

    def to_columns(self) -> None:
        """Go on with the encoding that is shown."""
        if self.glance is not None and self.busy is None:
            self._go(Step.COLUMNS)

    def _look(self) -> None:
        def seen(glance: Glance) -> None:
            self._saw(glance)
            sure = glance.info.encoding in _SURE and self.encoding is None
            self._settle(Step.COLUMNS if sure else Step.FILE)

        def refused(error: Exception) -> None:
            self.glance, self.looked = None, True
            self._refused(error, Step.FILE)

        self._glance(Step.FILE, seen, refused)

    def _glance(
        self, step: Step, seen: Callable[[Glance], None], refused: Callable[[Exception], None]
    ) -> None:
        """Look at the list; an answer that comes too late is dropped."""
        request = replace(self._request(), mapping=(), values=(), choices=Choices())
        number = self._next()
        self._begin(Busy.LOOKING, step)
        self._work(
            lambda: self._services.imports.glance(request),
            lambda glance: seen(glance) if number == self._number else None,
            lambda error: refused(error) if number == self._number else None,
        )

    def _saw(self, glance: Glance) -> None:
        self.glance, self.looked, self.report = glance, True, None
        self._read = self.sheet, self.header
        self.choice.begin(glance)
        self.said = RowsSaid()

    # --------------------------------------------------------------------------- the columns

    def read_anew(self, *, sheet: str | None = None, header: int | None = None) -> None:
        """Read another sheet, or take another row for the headings (0: none).

        What cannot be is told, and the list stays as it was read.
        """
        shown = None if self.glance is None else self.glance.info.sheet
        self.sheet, self.header = (shown, header) if sheet is None else (sheet, None)

        def seen(glance: Glance) -> None:
            self._saw(glance)
            self._settle(Step.COLUMNS)

        def refused(error: Exception) -> None:
            self.sheet, self.header = self._read
            self._refused(error, Step.COLUMNS)

        self._glance(Step.COLUMNS, seen, refused)

    def assign(self, index: int, chosen: Field | None) -> None:
        """Say what a column fills."""
        self.choice.assign(index, chosen)
        self._said_something()

    def say_word(self, use: ValueUse, value: str) -> None:
        """Say what a word of the list becomes, "" for nothing."""
        self.choice.say_word(use, value)
        self._said_something()

    def _said_something(self) -> None:
        self.report = self.error = None
        self.changed.emit()

    # ----------------------------------------------------------------- check, import and undo

    def check(self) -> None:
        """Find out what the list would bring; nothing is changed."""
        request, kept, changes = self._request(), KeptProblems(self.kind), KeptChanges()
        progress = self._stoppable()

        def work() -> tuple[ImportReport, dict[str, str]]:
            report = imports.check(request, progress, kept, changes)
            return report, self._names(report.missing)

        def checked(answer: tuple[ImportReport, dict[str, str]]) -> None:
            if self._request().choices != request.choices:
                self.check()
                return
            self.report, self.names = answer
            self.problems, self.changes = kept, changes
            self._settle(Step.CHECK)

        def refused(error: Exception) -> None:
            stopped = isinstance(error, StoppedError)
            if stopped and self._request().choices != request.choices:
                self.check()
            else:
                self._refused(None if stopped else error, Step.COLUMNS)

        self._begin(Busy.CHECKING, Step.CHECK)
        imports = self._services.imports
        self._work(work, checked, refused)

    def _names(self, codes: Sequence[str]) -> dict[str, str]:
        """Return what the first of some customers are called."""
        find = self._services.customers.find
        return {code: one.full_name for code in codes[:_NAMED] for one in find(code, 1)}

    def check_again(self) -> None:
        """Check with what was said of rows; a check that is going on is taken back for it."""
        if self.busy is Busy.CHECKING:
            self.stop()
        else:
            self.check()

    def let_list_win(self, theirs: bool) -> None:  # noqa: FBT001 - one thing to say
        """Say whose value counts where the shop changed the same, and check once more."""
        self.theirs = theirs
        self.check()

    def bring_in(self) -> None:
        """Bring the list in, in whole batches."""
        request = self._request()
        known = {request.act.request_id}
        known_hash = "" if self.glance is None else self.glance.info.sha256
        left = self._left(lambda run: run.id in known or run.file_hash == known_hash)
        self._bring_in(lambda: request, left, Step.CHECK)

    def go_on(self, run: ImportRun, path: Path, desk: Desk) -> None:
        """Go on after the last whole batch, with the list of an import that is not at its end."""
        if self.run is None or self.run.id != run.id:
            self._clear()
        self.path, self.run, self.kind = path, run, run.kind
        act = desk.act()
        resume = self._services.imports.resume
        left = self._left(lambda one: one.id == run.id)
        self._bring_in(lambda: resume(run.id, path, act), left, Step.DONE)

    def _bring_in(
        self,
        request_of: Callable[[], ImportRequest],
        left: Callable[[], ImportRun | None],
        step: Step,
    ) -> None:
        kept, changes = KeptProblems(self.kind), KeptChanges()
        tell = self._jobs.teller(self, self.progressed.emit)
        imports = self._services.imports

        def work() -> tuple[ImportRun | None, Exception | None]:
            try:
                return imports.run(request_of(), tell, self._stopped, kept, changes), None
            except Exception as error:  # noqa: BLE001 - whole batches may be in: say so beside it
                return left(), error

        def brought(answer: tuple[ImportRun | None, Exception | None]) -> None:
            run, error = answer
            self.run = run or self.run
            if error is None:
                self.problems, self.changes = kept, changes
                self._settle(Step.DONE)
            else:
                self._refused(error, step if self.run is None else Step.DONE)

        self._begin(Busy.IMPORTING, step)
        self._work(work, brought, lambda error: self._refused(error, step))

    def _left(self, chosen: Callable[[ImportRun], bool]) -> Callable[[], ImportRun | None]:
        """Return how to find, away from the screen, what an import that broke off left."""
        unfinished = self._services.imports.unfinished
        return lambda: next((run for run in unfinished() if chosen(run)), None)

    def undo(self, run: ImportRun, desk: Desk) -> None:
        """Take an import back, or go on with an undo that broke off."""
        if self.run is None or self.run.id != run.id:
            self._clear()
        self.run = run
        act, progress = desk.act(), self._stoppable()
        imports = self._services.imports

        def work() -> ImportRun:
            try:
                return imports.undo(run.id, act, progress)
            except StoppedError:
                return imports.get(run.id)

        def undone(after: ImportRun) -> None:
            self.run = after
            self._settle(Step.DONE)

        self._begin(Busy.UNDOING, Step.DONE)
        self._work(work, undone, lambda error: self._refused(error, Step.DONE))

    def stop(self) -> None:
        """Stop what is going on: a check is taken back, an import keeps its whole batches."""
        self._stop.set()

    def back(self) -> bool:
        """Go one step back, or stop what is going on; say whether there was anything."""
        if self.busy is Busy.LOOKING and self.step is Step.COLUMNS:
            self._next()
            self.sheet, self.header = self._read
            self._settle(Step.COLUMNS)
        elif self.busy is Busy.LOOKING:
            self.begin_again()
        elif self.busy is not None:
            self.stop()
        elif self.step in {Step.COLUMNS, Step.CHECK}:
            self.error = None
            self._go(Step(self.step - 1))
        elif self.path is not None or self.step is Step.DONE:
            self.begin_again()
        else:
            return False
        return True

    def begin_again(self) -> None:
        """Begin with another list; what came in stays."""
        self._next()
        self._clear()
        self._settle(Step.FILE)

    # ---------------------------------------------------------------------------- in the house

    def _request(self) -> ImportRequest:
        if self.path is None or self._act is None:
            raise LookupError
        return ImportRequest(
            self.path,
            self._act,
            self.choice.mapping,
            self.sheet,
            self.encoding,
            self.header,
            self.choice.values,
            self.theirs,
            self.kind,
            choices=self.said.choices(self.choice.fields),
        )

    def _stopped(self) -> bool:
        """Tell the work whether to end: somebody stopped it, or closes the shop."""
        return self._stop.is_set() or self._jobs.closing

    def _stoppable(self) -> Callable[[int, int], None]:
        """Return what tells the progress, and ends the work where somebody stopped it."""
        tell = self._jobs.teller(self, self.progressed.emit)

        def progress(done: int, of: int) -> None:
            if self._stopped():
                raise StoppedError
            tell(done, of)

        return progress

    def _next(self) -> int:
        self._number += 1
        return self._number

    def _work(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> None:
        self._jobs.run(self, work, done, failed, lane=Lane.LONG)

    def _begin(self, busy: Busy, step: Step) -> None:
        self._stop.clear()
        self.error = None
        self.busy, self.step = busy, step
        self.changed.emit()

    def _settle(self, step: Step) -> None:
        self.busy = None
        self._go(step)

    def _refused(self, error: Exception | None, step: Step) -> None:
        self.busy, self.error = None, error
        self._go(step)

    def _go(self, step: Step) -> None:
        self.step = step
        self.changed.emit()

    def _clear(self) -> None:
        self._pasted.forget()
        self.path = self.sheet = self.encoding = self.header = self.glance = None
        self.report = self.run = self.error = self._act = None
        self.choice, self.problems, self.book = Choice(), KeptProblems(), OldBook()
        self.theirs, self.changes, self.names, self.said = False, KeptChanges(), {}, RowsSaid()
