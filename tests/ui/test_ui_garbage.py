"""While the window runs, garbage is collected on its own thread and on no other."""

import gc
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smbcrm.core.machine import Machine
from smbcrm.membership.premises import Premises
from smbcrm.ui import application, garbage
from smbcrm.ui.garbage import Garbage

MANY = 20_000


@pytest.fixture
def collector(monkeypatch: pytest.MonkeyPatch) -> Iterator[Garbage]:
    """Yield the collector, in a hurry."""
    gc.collect()
    monkeypatch.setattr(garbage, "FIRST_MS", 20)
    monkeypatch.setattr(garbage, "EVERY_MS", 20)
    made = Garbage()
    yield made
    made.end()
    made.deleteLater()


class Screen(QObject):
    """What a screen leaves behind: a timer that runs, held by what it holds."""

    def __init__(self, ended: list[int]) -> None:
        super().__init__()
        self._ended = ended
        self._timer = QTimer(self, interval=10_000)
        self._timer.start()
        self._myself = self

    def __del__(self) -> None:
        self._ended.append(threading.get_ident())


@pytest.mark.usefixtures("collector")
def test_a_screen_left_behind_goes_on_its_own_thread(qtbot: QtBot) -> None:
    ended: list[int] = []
    Screen(ended)
    kept: list[object] = []
    worker = threading.Thread(target=lambda: kept.extend([] for _ in range(MANY)))
    worker.start()
    worker.join()
    assert ended == []
    qtbot.waitUntil(lambda: bool(ended))
    assert ended == [threading.get_ident()]


@pytest.mark.parametrize(
    ("counts", "grown", "expected"),
    [
        ((700, 10, 10), True, None),
        ((701, 10, 10), True, 0),
        ((0, 11, 10), True, 1),
        ((701, 11, 11), True, 2),
        ((701, 11, 11), False, 1),
        ((701, 0, 11), False, 0),
    ],
)
def test_generations_are_collected_as_python_does(
    collector: Garbage,
    monkeypatch: pytest.MonkeyPatch,
    counts: tuple[int, int, int],
    expected: int | None,
    *,
    grown: bool,
) -> None:
    """The youngest often, everything only once there is a quarter more of it."""
    blocks, collected = 1000, list[int]()
    monkeypatch.setattr(gc, "get_threshold", lambda: (700, 10, 10))
    monkeypatch.setattr(gc, "collect", collected.append)
    monkeypatch.setattr(sys, "getallocatedblocks", lambda: blocks)
    monkeypatch.setattr(gc, "get_count", lambda: (0, 0, 11))
    collector.collect()
    assert collected == [2]
    blocks = 1251 if grown else 1250
    monkeypatch.setattr(gc, "get_count", lambda: counts)
    collector.collect()
    monkeypatch.undo()
    assert collected[1:] == ([] if expected is None else [expected])


def test_nothing_is_collected_by_itself_while_the_window_runs(
    qapp: QApplication, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running: list[bool] = []

    def exec_(*_: object) -> int:
        running.append(gc.isenabled())
        return 3

    def nobody_asks() -> Premises:
        raise AssertionError

    monkeypatch.setattr(type(qapp), "exec", exec_)
    assert application.run(Machine(own_home), nobody_asks, None, "en") == 3
    assert running == [False]
    assert gc.isenabled()
