"""Work away from the screen: a screen asks, the answer comes back on the screen's own thread.

One worker serves the counter, another one what takes long (an import, a copy, verify), so that a
till never waits for a list; a third one prints, for a printer that does not answer holds up nothing
but paper, and not even the end. No QObject lives on a worker's thread; only a signal crosses.
"""

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from itertools import count
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from shiboken6 import isValid

from smbcrm.ui.paper_worker import PaperWorker

T = TypeVar("T")
Failed = Callable[[Exception], None]

PATIENCE_MS = 400
"""How long nothing is shown of work that goes on (design: motion.progressDelayMs)."""


class Lane(Enum):
    """Which worker does it."""

    COUNTER = "counter"
    LONG = "long"
    PAPER = "paper"
    """Printers, bills and where they are saved; the renderer of pages works on one thread alone."""


@dataclass(frozen=True, slots=True)
class Opens(Generic[T]):
    """Work that opens something, which is closed where nobody is left to take it."""

    work: Callable[[], T]
    close: Callable[[T], None]

    def __call__(self) -> T:
        """Do the work."""
        return self.work()


class Jobs(Protocol):
    """Runs work for screens."""

    def run(
        self,
        owner: QObject,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed,
        *,
        lane: Lane = Lane.COUNTER,
    ) -> None:
        """Do the work, then call `done` or `failed` here, unless the owner is gone by then."""

    def teller(self, owner: QObject, told: Callable[..., None]) -> Callable[..., None]:
        """Return a function for work to call: what it is given reaches `told` here."""

    def close(self) -> None:
        """Finish what is being done, drop what waits; only a printer is not waited for for ever."""

    @property
    def closing(self) -> bool:
        """Whether the shop is being closed: what takes long ends at its next whole step."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked for, and who takes the answer."""

    owner: QObject
    work: Callable[[], object]
    done: Callable[..., None]
    failed: Failed


@dataclass(frozen=True, slots=True)
class _Answer:
    """A result, what a worker tells meanwhile, or an error."""

    number: int
    values: tuple[object, ...] = ()
    error: Exception | None = None


class WorkerJobs(QObject):
    """Jobs on worker threads. `leave` is called on each worker before it ends.

    Screens die on their own thread: what was asked, which may hold the last reference to one, is
    kept here until the answer has come, and a worker lets go of an answer before it is taken.
    """

    _answered = Signal()

    def __init__(self, leave: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._leave = leave
        self._paper = PaperWorker(f"shopbell-{Lane.PAPER.value}")
        self._workers = {
            lane: ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"shopbell-{lane.value}")
            for lane in (Lane.COUNTER, Lane.LONG)
        }
        self._answers: deque[_Answer] = deque()
        self._handing_over = threading.Lock()
        self._asked: dict[int, _Asked] = {}
        self._numbers = count()
        self._closing = False
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        owner: QObject,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed,
        *,
        lane: Lane = Lane.COUNTER,
    ) -> None:
        """Do the work on the lane's worker; once closed, drop it."""
        if self._closing:
            return
        number = next(self._numbers)
        self._asked[number] = _Asked(owner, work, done, failed)
        worker = self._paper if lane is Lane.PAPER else self._workers[lane]
        worker.submit(self._labour, number)

    def teller(self, owner: QObject, told: Callable[..., None]) -> Callable[..., None]:
        """Return a function that a worker may call."""

        def tell(*values: object) -> None:
            number = next(self._numbers)
            self._asked[number] = _Asked(owner, _no_work, told, _no_failure)
            self._hand_over([_Answer(number, values)])

        return tell

    @property
    def busy(self) -> bool:
        """Whether an answer is still awaited."""
        return bool(self._asked) and not self._closing

    def close(self) -> None:
        """Let what is being done end, drop what waits; each worker closes what it has open.

        A printer that does not answer is left behind with its worker after a while: that one
        closes what it has open should the answer ever come, and ends with the program else.
        """
        self._closing = True
        for worker in self._workers.values():
            worker.submit(self._leave)
            worker.shutdown(wait=True)
        self._paper.end(self._leave)
        for answer in self._answers:
            _drop(self._asked.pop(answer.number), answer)
        self._answers.clear()
        if self._paper.at_work:
            _LEFT_BEHIND.append(self)
        else:
            self._asked.clear()

    @property
    def closing(self) -> bool:
        """Whether `close` was called; a worker may ask."""
        return self._closing

    def _labour(self, number: int) -> None:
        if not self._closing:
            self._hand_over([self._worked(number)])

    def _worked(self, number: int) -> _Answer:
        try:
            return _Answer(number, (self._asked[number].work(),))
        except Exception as error:  # noqa: BLE001 - whatever it is, the screen has to say so
            return _Answer(number, error=error)

    def _hand_over(self, answer: list[_Answer]) -> None:
        """Hand over the one answer in the list, so that nothing of it stays on this thread."""
        with self._handing_over:
            self._answers.append(answer.pop())
        with suppress(RuntimeError):  # the program ended meanwhile
            self._answered.emit()

    @Slot()
    def _deliver(self) -> None:
        with self._handing_over:
            if not self._answers:  # closed meanwhile
                return
            answer = self._answers.popleft()
        asked = self._asked.pop(answer.number)
        if self._closing or not isValid(asked.owner):
            _drop(asked, answer)
        elif answer.error is not None:
            asked.failed(answer.error)
        else:
            asked.done(*answer.values)


_LEFT_BEHIND: list[WorkerJobs] = []
"""Those of which a worker is still at it: it must not be the last to let go of a screen."""


def _drop(asked: _Asked, answer: _Answer) -> None:
    """Close what was opened for nobody."""
    if isinstance(asked.work, Opens) and answer.error is None:
        asked.work.close(*answer.values)


def _no_work() -> None:
    """Do nothing: what is told on the way is no work of its own."""


def _no_failure(_error: Exception) -> None:
    """Do nothing: to tell something cannot fail."""


class Latest:
    """Asks one question again and again, of which only the newest counts.

    Answers to earlier ones are dropped, and one that has not begun is not begun any more, so that
    a slow database is not asked what nobody wants to know. `waiting` is told True when an answer
    has taken 400 ms, and False once it is there.
    """

    def __init__(
        self,
        jobs: Jobs,
        owner: QObject,
        waiting: Callable[[bool], None] | None = None,
        lane: Lane = Lane.COUNTER,
    ) -> None:
        self._jobs = jobs
        self._owner = owner
        self._waiting = waiting
        self._lane = lane
        self._asked = 0
        self._patience = QTimer(owner, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._tell_waiting)
        self._told = False

    def ask(self, work: Callable[[], T], done: Callable[[T], None], failed: Failed) -> None:
        """Ask; earlier questions are forgotten."""
        self._asked = number = self._asked + 1

        def labour() -> T | None:
            return work() if number == self._asked else None

        def answered(result: T | None) -> None:
            if number == self._asked:
                self._settle()
                done(result)  # type: ignore[arg-type] # what was asked last was worked on

        def refused(error: Exception) -> None:
            if number == self._asked:
                self._settle()
                failed(error)

        if not self._patience.isActive():
            self._patience.start()
        self._jobs.run(self._owner, labour, answered, refused, lane=self._lane)

    def forget(self) -> None:
        """Want no answer any more."""
        self._asked += 1
        self._settle()

    def _tell_waiting(self) -> None:
        self._told = True
        if self._waiting is not None:
            self._waiting(True)  # noqa: FBT003 - it is told one thing

    def _settle(self) -> None:
        self._patience.stop()
        if self._told and self._waiting is not None:
            self._waiting(False)  # noqa: FBT003 - it is told one thing
        self._told = False
