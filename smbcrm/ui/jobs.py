"""Work away from the screen: a screen asks, the answer comes back on the screen's own thread.

One worker serves the counter, another one what takes long (an import, a copy, verify), so that a
till never waits for a list. No QObject lives on a worker's thread; only a signal crosses.
"""

import queue
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from enum import Enum
from itertools import count
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from shiboken6 import isValid

T = TypeVar("T")
Failed = Callable[[Exception], None]

PATIENCE_MS = 400
"""How long nothing is shown of work that goes on (design: motion.progressDelayMs)."""


class Lane(Enum):
    """Which worker does it."""

    COUNTER = "counter"
    LONG = "long"


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
        """Finish what is being done, drop what waits, and leave no worker behind."""

    @property
    def closing(self) -> bool:
        """Whether the shop is being closed: what takes long ends at its next whole step."""


class WorkerJobs(QObject):
    """Jobs on worker threads. `leave` is called on each worker before it ends."""

    _answered = Signal()

    def __init__(self, leave: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._leave = leave
        self._workers = {
            lane: ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"shopbell-{lane.value}")
            for lane in Lane
        }
        self._answers: queue.SimpleQueue[tuple[int, Callable[[], None]]] = queue.SimpleQueue()
        self._owners: dict[int, QObject] = {}
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
        """Do the work on the lane's worker."""
        number = next(self._numbers)
        self._owners[number] = owner

        def labour() -> None:
            if self._closing:
                return
            try:
                result = work()
            except Exception as error:  # noqa: BLE001 - whatever it is, the screen has to say so
                self._answer(number, _later(failed, error))
            else:
                self._answer(number, _later(done, result))

        self._workers[lane].submit(labour)

    def teller(self, owner: QObject, told: Callable[..., None]) -> Callable[..., None]:
        """Return a function that a worker may call."""

        def tell(*values: object) -> None:
            number = next(self._numbers)
            self._owners[number] = owner
            self._answer(number, _later(told, *values))

        return tell

    @property
    def busy(self) -> bool:
        """Whether an answer is still awaited."""
        return bool(self._owners)

    def close(self) -> None:
        """Let what is being done end, drop what waits; each worker closes what it has open."""
        self._closing = True
        self._owners.clear()
        for worker in self._workers.values():
            worker.submit(self._leave)
            worker.shutdown(wait=True)

    @property
    def closing(self) -> bool:
        """Whether `close` was called; a worker may ask."""
        return self._closing

    def _answer(self, number: int, answer: Callable[[], None]) -> None:
        self._answers.put((number, answer))
        with suppress(RuntimeError):  # the program ended meanwhile
            self._answered.emit()

    @Slot()
    def _deliver(self) -> None:
        number, answer = self._answers.get_nowait()
        owner = self._owners.pop(number, None)
        if owner is not None and isValid(owner):
            answer()


def _later(call: Callable[..., None], *values: object) -> Callable[[], None]:
    return lambda: call(*values)


class InlineJobs:
    """Does everything at once: for tests that are about something else."""

    def run(
        self,
        owner: QObject,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed,
        *,
        lane: Lane = Lane.COUNTER,
    ) -> None:
        """Do the work now."""
        del owner, lane
        try:
            result = work()
        except Exception as error:  # noqa: BLE001 - as on a worker
            failed(error)
        else:
            done(result)

    def teller(self, owner: QObject, told: Callable[..., None]) -> Callable[..., None]:
        """Return the function itself."""
        del owner
        return told

    def close(self) -> None:
        """Leave nothing behind: there is nothing."""

    @property
    def closing(self) -> bool:
        """Whether it is closed, which never takes time."""
        return False


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
