"""What tests of screens ask for: a desk in a small salon, and proof that nothing is left behind."""

import gc
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from smbcrm import bootstrap
from smbcrm.core.clock import SetClock
from smbcrm.membership.services import Services
from smbcrm.ui.desk import Desk
from smbcrm.ui.theme import look
from smbcrm.ui.theme.tokens import Theme
from tests.helpers.room import RecordingRoom, sit_down
from tests.helpers.salon import NOW, salon
from tests.helpers.shares import in_share


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep what the program remembers of this PC in the test's own folder."""
    home = tmp_path / "home"
    monkeypatch.setenv("SMBCRM_HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[None]:
    """Begin in the light theme and in English, and leave no widget, thread or timer behind."""
    gc.disable()  # as in the window: garbage is collected on its own thread, below
    gc.freeze()  # what is here already is not looked at again with every test
    look.wear(qapp, Theme.LIGHT, "en")
    threads = set(threading.enumerate())
    flashes = _Flashes()
    if in_share(request.config, request.node.nodeid):  # it hears of every event there is
        qapp.installEventFilter(flashes)
    yield
    qapp.removeEventFilter(flashes)
    assert flashes.end() == []
    assert qapp.mouseButtons() == Qt.MouseButton.NoButton  # else others wait for it to be let go
    for widget in qapp.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    _let_go(qapp)
    # Should Qt remember a widget that is gone, it crashes here, and not in some later test.
    sheet = qapp.styleSheet()
    for text in (f"{sheet} ", sheet):
        qapp.setStyleSheet(text)
    gc.enable()
    assert [str(widget) for widget in qapp.topLevelWidgets() if isValid(widget)] == []
    assert qapp.activePopupWidget() is None
    assert set(threading.enumerate()) <= threads
    assert [str(timer) for timer in _timers() if timer.isActive()] == []


_SHOWN, _MOVED = QEvent.Type.Show, QEvent.Type.ParentChange


class _Flashes(QObject):
    """Finds widgets that were shown before they had a parent: a window for a moment."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self._windows: dict[int, QWidget] = {}  # kept, so that no other gets the same id

    def end(self) -> list[str]:
        """Let go of every widget; return what was seen."""
        self._windows.clear()
        return self.seen

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(watched, QWidget):
            kind = event.type()
            if kind is _SHOWN and watched.isWindow():
                self._windows[id(watched)] = watched
            elif kind is _MOVED and id(watched) in self._windows:
                del self._windows[id(watched)]
                self.seen.append(str(watched))
        return False


def _let_go(app: QApplication) -> None:
    for _ in range(2):
        gc.collect()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        app.processEvents()


def _timers() -> list[QTimer]:
    return [one for one in gc.get_objects() if isinstance(one, QTimer) and isValid(one)]


@pytest.fixture(scope="session")
def made_salon(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the salon once: each test opens a copy."""
    path = tmp_path_factory.mktemp("made") / "salon.smbcrm"
    salon(path).close()
    return path


@pytest.fixture
def services(made_salon: Path, tmp_path: Path) -> Iterator[Services]:
    """Yield an open salon on a file, at 10:24 on 21 November 2026."""
    address = shutil.copy(made_salon, tmp_path / "salon.smbcrm")
    shop = bootstrap.open_shop(str(address), clock=SetClock(NOW))
    yield shop
    shop.close()


@pytest.fixture
def room() -> RecordingRoom:
    """Return a room that remembers what was asked of it."""
    return RecordingRoom()


@pytest.fixture
def desk(services: Services, room: RecordingRoom) -> Desk:
    """Return a desk in the salon, in English."""
    return sit_down(services, room)


@pytest.fixture
def zh_desk(qapp: QApplication, services: Services, room: RecordingRoom) -> Desk:
    """Return a desk in the salon, in Simplified Chinese."""
    look.wear(qapp, Theme.LIGHT, "zh_CN")
    return sit_down(services, room, "zh_CN")
