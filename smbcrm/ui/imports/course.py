"""One list on its way in: what was chosen, what it says, and the work on it.

A course outlives its page, because a change of language or look builds the page anew while an
import may be going on. So it holds no words, only what is to be said.
"""

import threading
from collections.abc import Callable, Sequence
from enum import Enum, IntEnum
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from smbcrm.membership.imports.fields import IDENTITY, SEVERAL, Field
from smbcrm.membership.imports.old_book import OldBook
from smbcrm.membership.imports.plan import Glance
from smbcrm.membership.imports.types import ImportReport, ImportRequest, ImportRun
from smbcrm.membership.requests.types import Act
from smbcrm.membership.services import Services
from smbcrm.ui.desk import Desk
from smbcrm.ui.imports.pasted import PastedList
from smbcrm.ui.imports.problems import KeptProblems
from smbcrm.ui.jobs import Jobs, Lane

T = TypeVar("T")
_SURE = frozenset({None, "utf-8"})
"""Encodings that are no guess: workbooks have none, and nothing else satisfies UTF-8."""


class Step(IntEnum):
    """Where the course stands; the value is its place among the circles."""

    FILE = 0
    COLUMNS = 1
    CHECK = 2
    DONE = 3


class Busy(Enum):
    """What is being done away from the screen."""

    LOOKING = "looking"
    CHECKING = "checking"
    IMPORTING = "importing"
    UNDOING = "undoing"


class _StoppedError(Exception):
    """Somebody stopped: all of a check is taken back, an undo keeps its whole batches."""


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
        self.path: Path | None = None
        self.sheet: str | None = None
        self.encoding: str | None = None
        self.looked = False
        self.glance: Glance | None = None
        self.fields: list[Field | None] = []
        self.report: ImportReport | None = None
        self.problems = KeptProblems()
        self.book = OldBook()
        self.run: ImportRun | None = None
        self.error: Exception | None = None

    # ------------------------------------------------------------------------------ the file

    def choose(self, path: Path, desk: Desk) -> None:
        """Look at a list; with one sheet in a sure encoding its columns come next."""
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
        self.path, self._act = path, act
        self.looked = False

    def choose_part(self, *, sheet: str | None = None, encoding: str | None = None) -> None:
        """Look at another sheet of the list, or read its text in another encoding."""
        self.sheet = sheet or self.sheet
        self.encoding = encoding or self.encoding
        self._look()

    def to_columns(self) -> None:
        """Go on with the sheet and encoding that are shown."""
        if self.glance is not None and self.busy is None:
            self._go(Step.COLUMNS)

    def _look(self) -> None:
        request, number = self._request(()), self._next()

        def seen(glance: Glance) -> None:
            if number == self._number:
                self.glance, self.looked = glance, True
                self.fields = [column.field for column in glance.layout.columns]
                sure = len(glance.info.sheets) <= 1 and glance.info.encoding in _SURE
                chosen = self.sheet is not None or self.encoding is not None
                self._settle(Step.COLUMNS if sure and not chosen else Step.FILE)

        def refused(error: Exception) -> None:
            if number == self._number:
                self.glance, self.looked, self.fields = None, True, []
                self._refused(error, Step.FILE)

        self._begin(Busy.LOOKING, Step.FILE)
        self._work(lambda: self._services.imports.glance(request), seen, refused)

    # --------------------------------------------------------------------------- the columns

    def assign(self, index: int, chosen: Field | None) -> None:
        """Say what a column fills; another one gives up a field that holds one value."""
        if chosen is not None and chosen not in SEVERAL:
            self.fields = [None if one is chosen else one for one in self.fields]
        self.fields[index] = chosen
        self.report = None
        self.error = None
        self.changed.emit()

    @property
    def guessed(self) -> Sequence[Field | None]:
        """What the columns filled before anybody said anything."""
        return () if self.glance is None else [one.field for one in self.glance.layout.columns]

    @property
    def names_somebody(self) -> bool:
        """Whether a row could be found again: some column is a name, a phone or a card."""
        return not IDENTITY.isdisjoint(one for one in self.fields if one is not None)

    def _mapping(self) -> tuple[tuple[str, str], ...]:
        """Return what was said of the columns: nothing where the guess stands, else all of it."""
        if self.glance is None or list(self.guessed) == self.fields:
            return ()
        return tuple(
            ((chosen or Field.IGNORE).value, column.place)
            for column, chosen in zip(self.glance.layout.columns, self.fields, strict=True)
        )

    # ----------------------------------------------------------------- check, import and undo

    def check(self) -> None:
        """Find out what the list would bring; nothing is changed."""
        request, kept = self._request(self._mapping()), KeptProblems()
        progress = self._stoppable()

        def checked(report: ImportReport) -> None:
            self.report, self.problems = report, kept
            self._settle(Step.CHECK)

        def refused(error: Exception) -> None:
            self._refused(None if isinstance(error, _StoppedError) else error, Step.COLUMNS)

        self._begin(Busy.CHECKING, Step.CHECK)
        imports = self._services.imports
        self._work(lambda: imports.check(request, progress, kept), checked, refused)

    def bring_in(self) -> None:
        """Bring the list in, in whole batches."""
        request = self._request(self._mapping())
        known = {request.act.request_id}
        known_hash = "" if self.glance is None else self.glance.info.sha256
        left = self._left(lambda run: run.id in known or run.file_hash == known_hash)
        self._bring_in(lambda: request, left, Step.CHECK)

    def go_on(self, run: ImportRun, path: Path, desk: Desk) -> None:
        """Go on after the last whole batch, with the list of an import that is not at its end."""
        if self.run is None or self.run.id != run.id:
            self._clear()
        self.path, self.run = path, run
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
        kept = KeptProblems()
        tell = self._jobs.teller(self, self.progressed.emit)
        imports = self._services.imports

        def work() -> tuple[ImportRun | None, Exception | None]:
            try:
                return imports.run(request_of(), tell, self._stopped, kept), None
            except Exception as error:  # noqa: BLE001 - whole batches may be in: say so beside it
                return left(), error

        def brought(answer: tuple[ImportRun | None, Exception | None]) -> None:
            run, error = answer
            self.run = run or self.run
            if error is None:
                self.problems = kept
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
            except _StoppedError:
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
        if self.busy is Busy.LOOKING:
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

    def _request(self, mapping: tuple[tuple[str, str], ...]) -> ImportRequest:
        if self.path is None or self._act is None:
            raise LookupError
        return ImportRequest(self.path, self._act, mapping, self.sheet, self.encoding)

    def _stopped(self) -> bool:
        """Tell the work whether to end: somebody stopped it, or closes the shop."""
        return self._stop.is_set() or self._jobs.closing

    def _stoppable(self) -> Callable[[int, int], None]:
        """Return what tells the progress, and ends the work where somebody stopped it."""
        tell = self._jobs.teller(self, self.progressed.emit)

        def progress(done: int, of: int) -> None:
            if self._stopped():
                raise _StoppedError
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
        self.path = self.sheet = self.encoding = self.glance = None
        self.report = self.run = self.error = self._act = None
        self.fields, self.problems, self.book = [], KeptProblems(), OldBook()
