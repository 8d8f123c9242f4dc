"""Work away from the screen: answers come back here, stale ones are dropped, nothing stays."""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from smbcrm.ui import paper_worker
from smbcrm.ui.jobs import Lane, Latest, Opens, WorkerJobs
from tests.helpers.inline_jobs import InlineJobs


def fail(error: Exception) -> None:
    raise error


def fail_with(result: object) -> None:
    raise AssertionError(result)


@pytest.fixture
def left() -> list[str]:
    """Return where each worker writes its name when it leaves."""
    return []


@pytest.fixture
def jobs(left: list[str]) -> Iterator[WorkerJobs]:
    made = WorkerJobs(lambda: left.append(threading.current_thread().name))
    yield made
    made.close()
    made.deleteLater()


def test_work_is_done_elsewhere_and_answered_here(jobs: WorkerJobs, qtbot: QtBot) -> None:
    owner = QObject()
    got: list[tuple[int, int]] = []
    here = threading.get_ident()
    jobs.run(
        owner,
        threading.get_ident,
        lambda there: got.append((there, threading.get_ident())),
        fail,
    )
    qtbot.waitUntil(lambda: bool(got))
    assert got[0][0] != here
    assert got[0][1] == here


def test_what_fails_is_told_with_its_error(jobs: WorkerJobs, qtbot: QtBot) -> None:
    owner = QObject()
    got: list[object] = []
    jobs.run(owner, lambda: 1 // 0, lambda _: got.append("done"), got.append)
    qtbot.waitUntil(lambda: bool(got))
    assert isinstance(got[0], ZeroDivisionError)


def test_an_answer_for_somebody_who_is_gone_is_dropped(jobs: WorkerJobs, qtbot: QtBot) -> None:
    owner, other = QObject(), QObject()
    got: list[object] = []
    begun, go_on = threading.Event(), threading.Event()

    def work() -> int:
        begun.set()
        go_on.wait(10)
        return 1

    jobs.run(owner, work, got.append, fail)
    assert begun.wait(10)
    owner.deleteLater()
    qtbot.wait(1)
    go_on.set()
    jobs.run(other, lambda: 2, got.append, fail)
    qtbot.waitUntil(lambda: bool(got))
    assert got == [2]


def test_a_long_job_does_not_keep_the_counter_waiting(jobs: WorkerJobs, qtbot: QtBot) -> None:
    owner = QObject()
    got: list[object] = []
    go_on = threading.Event()
    jobs.run(owner, lambda: go_on.wait(10), lambda _: got.append("long"), fail, lane=Lane.LONG)
    jobs.run(owner, lambda: "short", got.append, fail)
    qtbot.waitUntil(lambda: got == ["short"])
    go_on.set()
    qtbot.waitUntil(lambda: got == ["short", "long"])


def test_progress_reaches_the_screen_in_order(jobs: WorkerJobs, qtbot: QtBot) -> None:
    owner = QObject()
    told: list[tuple[object, ...]] = []
    done: list[object] = []
    tell = jobs.teller(owner, lambda *values: told.append(values))

    def work() -> None:
        for number in range(5):
            tell(number, 5)

    jobs.run(owner, work, done.append, fail)
    qtbot.waitUntil(lambda: bool(done))
    assert told == [(number, 5) for number in range(5)]


def test_closing_drops_what_waits_and_lets_every_worker_leave(left: list[str]) -> None:
    made = WorkerJobs(lambda: left.append(threading.current_thread().name))
    owner = QObject()
    ran: list[object] = []
    begun, go_on = threading.Event(), threading.Event()

    def first() -> None:
        begun.set()
        go_on.wait(10)
        ran.append("first")

    made.run(owner, first, lambda _: None, fail)
    made.run(owner, lambda: ran.append("second"), lambda _: None, fail)
    printed = threading.Event()
    made.run(owner, printed.set, lambda _: None, fail, lane=Lane.PAPER)
    assert begun.wait(10)
    assert printed.wait(10)
    threading.Timer(0.05, go_on.set).start()
    made.close()
    assert ran == ["first"]
    names = sorted(name.rsplit("_", 1)[0] for name in left)
    assert names == ["shopbell-counter", "shopbell-long", "shopbell-paper"]


def test_work_for_closed_workers_is_dropped(left: list[str]) -> None:
    made = WorkerJobs(lambda: left.append("left"))
    made.close()
    ran: list[object] = []
    made.run(QObject(), lambda: ran.append("late"), ran.append, fail)
    assert (ran, made.busy) == ([], False)


def test_what_was_opened_for_somebody_who_is_gone_is_closed(jobs: WorkerJobs, qtbot: QtBot) -> None:
    owner, closed = QObject(), list[str]()
    jobs.run(owner, Opens(lambda: "shop", closed.append), fail_with, fail)
    delete(owner)
    qtbot.waitUntil(lambda: closed == ["shop"])


def test_what_was_opened_while_the_workers_were_closed_is_closed() -> None:
    made = WorkerJobs(lambda: None)
    owner, closed = QObject(), list[str]()
    begun, go_on = threading.Event(), threading.Event()

    def work() -> str:
        begun.set()
        go_on.wait(10)
        return "shop"

    made.run(owner, Opens(work, closed.append), fail_with, fail)
    assert begun.wait(10)
    threading.Timer(0.05, go_on.set).start()
    made.close()
    assert closed == ["shop"]


class SlowWorkers(WorkerJobs):
    """Workers that come back from handing over an answer only when it has been taken."""

    def __init__(self) -> None:
        super().__init__(lambda: None)
        self._taken = threading.Event()

    def _hand_over(self, answer: list[Any]) -> None:
        self._taken.clear()
        super()._hand_over(answer)
        assert self._taken.wait(10)

    def _deliver(self) -> None:
        super()._deliver()
        self._taken.set()


class Screen:
    """Asks for something, and writes down on which thread it goes."""

    def __init__(self, ended: list[int], jobs: WorkerJobs, owner: QObject) -> None:
        self._ended = ended
        jobs.run(owner, self._work, self._done, self._failed)
        jobs.run(owner, self._broken, self._done, self._failed)

    def __del__(self) -> None:
        self._ended.append(threading.get_ident())

    def _work(self) -> int:
        return 1

    def _broken(self) -> int:
        return 1 // 0

    def _done(self, result: int) -> None:
        assert result

    def _failed(self, error: Exception) -> None:
        assert isinstance(error, ZeroDivisionError)


def test_a_worker_never_lets_go_of_a_screen_last(qtbot: QtBot) -> None:
    """Qt objects must not die on another thread: the job may hold the last reference to one."""
    jobs, owner, ended = SlowWorkers(), QObject(), list[int]()
    for _ in range(5):
        Screen(ended, jobs, owner)
    qtbot.waitUntil(lambda: len(ended) == 5)
    jobs.close()
    jobs.deleteLater()
    assert set(ended) == {threading.get_ident()}


def test_only_the_newest_question_is_answered_and_skipped_ones_are_never_asked(
    jobs: WorkerJobs, qtbot: QtBot
) -> None:
    owner = QObject()
    asked: list[int] = []
    got: list[object] = []
    begun, go_on = threading.Event(), threading.Event()
    latest = Latest(jobs, owner)

    def ask(number: int) -> int:
        asked.append(number)
        if number == 0:
            begun.set()
            go_on.wait(10)
        return number

    latest.ask(lambda: ask(0), got.append, fail)
    assert begun.wait(10)
    latest.ask(lambda: ask(1), got.append, fail)
    latest.ask(lambda: ask(2), got.append, fail)
    go_on.set()
    qtbot.waitUntil(lambda: bool(got))
    qtbot.wait(20)
    assert got == [2]
    assert asked == [0, 2]


def test_waiting_is_told_after_a_while_and_taken_back_with_the_answer(
    jobs: WorkerJobs, qtbot: QtBot
) -> None:
    owner = QObject()
    told: list[bool] = []
    got: list[object] = []
    latest = Latest(jobs, owner, told.append)
    go_on = threading.Event()
    latest.ask(lambda: go_on.wait(10), got.append, fail)
    assert told == []
    qtbot.waitUntil(lambda: told == [True])
    go_on.set()
    qtbot.waitUntil(lambda: told == [True, False])
    latest.ask(lambda: True, got.append, fail)
    qtbot.waitUntil(lambda: len(got) == 2)
    assert told == [True, False]


def test_a_forgotten_question_is_not_answered(jobs: WorkerJobs, qtbot: QtBot) -> None:
    owner = QObject()
    got: list[object] = []
    other: list[object] = []
    latest = Latest(jobs, owner)
    latest.ask(lambda: 1, got.append, fail)
    latest.forget()
    jobs.run(owner, lambda: time.sleep(0), lambda _: other.append(1), fail)
    qtbot.waitUntil(lambda: bool(other))
    assert got == []


def test_inline_jobs_answer_at_once() -> None:
    owner = QObject()
    got: list[object] = []
    jobs = InlineJobs()
    jobs.run(owner, lambda: 1, got.append, fail)
    jobs.run(owner, lambda: 1 // 0, got.append, lambda error: got.append(type(error)))
    jobs.teller(owner, got.append)(3)
    jobs.close()
    assert got == [1, ZeroDivisionError, 3]


def test_a_printer_that_never_answers_does_not_hold_up_the_end(
    left: list[str], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper_worker, "PATIENCE_S", 0.0)
    made, owner, got = WorkerJobs(lambda: left.append(where())), QObject(), list[object]()
    begun, answer = threading.Event(), threading.Event()

    def ask_the_printer() -> str:
        begun.set()
        answer.wait(30)
        return "answer"

    made.run(owner, ask_the_printer, got.append, fail, lane=Lane.PAPER)
    made.run(owner, lambda: "next", got.append, fail, lane=Lane.PAPER)
    assert begun.wait(10)
    worker = next(one for one in threading.enumerate() if one.name == "shopbell-paper")
    made.close()
    assert worker.is_alive()
    assert worker.daemon
    assert not made.busy
    assert sorted(left) == ["shopbell-counter", "shopbell-long"]
    answer.set()  # and should it come after all, the worker leaves as every other one
    worker.join(10)
    assert "shopbell-paper" in left
    qtbot.wait(20)
    assert got == []


def where() -> str:
    """Return the name of this thread, without the number that Python gives to those of a pool."""
    return threading.current_thread().name.rsplit("_", 1)[0]


def test_a_program_ends_though_its_printer_never_answers() -> None:
    code = (
        "import threading\n"
        "from PySide6.QtCore import QCoreApplication, QObject\n"
        "from smbcrm.ui import paper_worker\n"
        "paper_worker.PATIENCE_S = 0.0\n"
        "from smbcrm.ui.jobs import Lane, WorkerJobs\n"
        "app, begun = QCoreApplication([]), threading.Event()\n"
        "jobs, owner = WorkerJobs(lambda: None), QObject()\n"
        "work = lambda: (begun.set(), threading.Event().wait())\n"
        "jobs.run(owner, work, print, print, lane=Lane.PAPER)\n"
        "begun.wait()\n"
        "jobs.close()\n"
        "print('closed')\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True, timeout=60
    )
    assert (ended.stdout, ended.stderr) == ("closed\n", "")
