"""Takes the guided tour: a demo shop on its first morning, driven by keys, seen in pictures."""

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from smbcrm.core.clock import Clock, SetClock
from smbcrm.core.machine import LANGUAGE, SOUNDS, THEME
from smbcrm.membership.premises import Premises
from smbcrm.ui.garbage import Garbage
from smbcrm.ui.jobs import Jobs, WorkerJobs
from smbcrm.ui.main_window import MainWindow
from smbcrm.ui.opening import Opening
from smbcrm.ui.theme import icons
from smbcrm.ui.tour.hands import Hands, Lost
from smbcrm.ui.tour.script import Stop, stops
from smbcrm.ui.widgets.toast import Toast

MORNINGS = {
    # 10:24 on Saturday, 21 November 2026, where each demo shop is.
    "en": dt.datetime(2026, 11, 21, 15, 24, tzinfo=dt.UTC),
    "zh_CN": dt.datetime(2026, 11, 21, 2, 24, tzinfo=dt.UTC),
    "zh_TW": dt.datetime(2026, 11, 21, 2, 24, tzinfo=dt.UTC),
}

Seen = Callable[[MainWindow, str], None]
"""Looks at the window at every picture: its name is given."""


def _nothing(_window: MainWindow, _name: str) -> None:
    """Nobody looks."""


def run(  # noqa: PLR0913 - the choices that a tour leaves
    premises_at: Callable[[Clock], Premises],
    folder: Path,
    language: str,
    theme: str,
    width: int,
    height: int,
    *,
    seen: Seen = _nothing,
) -> tuple[Path, ...]:
    """Go through the main jobs and return the pictures, which are saved in the folder.

    `premises_at` makes the premises for a clock; they should be nobody's own. Raises Lost where
    the window does not come to where it should, OSError where the folder cannot be written.
    """
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError(app)
    _clear(folder)
    premises = _own(premises_at(SetClock(MORNINGS[language])), language, theme)
    window = _window(premises, width, height)
    workers: list[WorkerJobs] = []

    def make_jobs(leave: Callable[[], None]) -> Jobs:
        workers.append(WorkerJobs(leave))
        return workers[-1]

    opening = Opening(premises, window, language, make_jobs)
    hands = Hands(window, folder, lambda: any(one.busy for one in workers))
    garbage = Garbage()
    try:
        opening.begin(None)
        for stop in stops(language):
            _take(stop, hands, opening, seen)
    finally:
        _leave(window)
        app.processEvents()
        garbage.end()
    return tuple(hands.pictures)


def _window(premises: Premises, width: int, height: int) -> MainWindow:
    """Show an empty window of that size, and wait until keys go to it."""
    window = MainWindow(premises.machine)
    window.setWindowIcon(icons.window_icon())
    window.resize(width, height)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    return window


def _leave(window: MainWindow) -> None:
    """Close the window whatever is half done in it: a tour may break off anywhere."""
    window.let_go()
    window.close()
    window.deleteLater()


def _own(premises: Premises, language: str, theme: str) -> Premises:
    """Choose what is chosen in Settings, and return the premises."""
    for setting, value in ((LANGUAGE, language), (THEME, theme), (SOUNDS, "off")):
        premises.machine.put(setting, value)
    return premises


def _clear(folder: Path) -> None:
    """Make the folder, and take away the pictures of the tour before."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("[0-9][0-9]-*.png"):
        old.unlink()


def _take(stop: Stop, hands: Hands, opening: Opening, seen: Seen) -> None:
    try:
        stop.go(hands, opening)
    except (Lost, LookupError) as error:
        path = hands.picture(f"lost-{stop.name}")
        raise Lost(f"{stop.name}: {error} (see {path})") from error
    hands.settle()
    hands.picture(stop.name)
    seen(hands.window, stop.name)
    for toast in hands.window.findChildren(Toast):
        toast.leave()
