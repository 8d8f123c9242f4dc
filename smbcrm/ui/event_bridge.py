"""Brings what happened in the shop to the screens, on their own thread."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from smbcrm.membership.services import Services


class Elsewhere:
    """Something was written by another window or till; screens ask again for what they show."""


class CopyMade:
    """A backup was made by hand."""


class DayBegan:
    """A business day of the shop began."""


class TimeWentOn:
    """A little while passed: what ends at an instant may have ended."""


@dataclass(frozen=True, slots=True)
class Ended:
    """Something ended out of sight of its screen, or after it: what is said of it, or the error."""

    words: str
    error: Exception | None = None


_NOTHING_NEW = (CopyMade, TimeWentOn, Ended)


class EventBridge(QObject):
    """Screens connect to what concerns them.

    `happened` tells every event of the shop, and those of this module. `changed` tells once, for
    all that happens at one time, that what is shown of customers and money may be another now: for
    pages that ask for everything again.
    """

    happened = Signal(object)
    changed = Signal()

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._stop = threading.Event()
        self._watcher: threading.Thread | None = None
        self._change = QTimer(self, singleShot=True, interval=0)
        self._change.timeout.connect(self.changed)
        self.happened.connect(self._note)
        # Events come from the workers; the signal brings them over.
        services.events.subscribe(object, self.happened.emit)

    def watch(self) -> None:
        """Listen to the other windows and tills too, on a thread of its own."""
        self._watcher = threading.Thread(
            target=_watch, args=(self._services, self._stop, self._tell), name="shopbell-changes"
        )
        self._watcher.start()

    def close(self) -> None:
        """Stop listening to the other tills."""
        self._stop.set()
        if self._watcher is not None:
            self._watcher.join()

    def _note(self, event: object) -> None:
        if not isinstance(event, _NOTHING_NEW):
            self._change.start()

    def _tell(self) -> None:
        self.happened.emit(Elsewhere())


def _watch(services: Services, stop: threading.Event, tell: Callable[[], None]) -> None:
    services.changes.watch(stop.is_set, tell)
