"""What the first sale needs is loaded before somebody waits for it."""

import importlib
from types import ModuleType

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from smbcrm.ui import warming
from smbcrm.ui.warming import MODULES, Warming


def test_everything_is_loaded_one_by_one_and_then_it_is_gone(
    monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    loaded: list[str] = []
    real = importlib.import_module

    def load(name: str) -> ModuleType:
        loaded.append(name)
        return real(name)

    monkeypatch.setattr(importlib, "import_module", load)
    monkeypatch.setattr(warming, "FIRST_MS", 5)
    monkeypatch.setattr(warming, "EVERY_MS", 1)
    parent = QObject()
    made = Warming(parent)
    qtbot.waitUntil(lambda: not isValid(made))
    assert loaded == list(MODULES)


def test_it_does_not_ask_for_more_than_there_is(
    monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    taken_away: list[Warming] = []

    def later(made: Warming) -> None:
        taken_away.append(made)  # the system takes its time

    monkeypatch.setattr(Warming, "deleteLater", later)
    monkeypatch.setattr(warming, "FIRST_MS", 5)
    monkeypatch.setattr(warming, "EVERY_MS", 1)
    parent = QObject()
    made = Warming(parent)
    qtbot.waitUntil(lambda: taken_away == [made])
    (timer,) = made.findChildren(QTimer)
    assert not timer.isActive()
