"""Brings what happened in the shop to the screens, on their own thread."""

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from smbcrm.membership.services import Services


class Elsewhere:
    """Something was written by another window or till; screens ask again for what they show."""


class CopyMade:
    """A backup was made by hand."""


class EventBridge(QObject):
    """Screens connect to `happened`: every event of the shop, and `Elsewhere`."""

    happened = Signal(object)

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._stop = threading.Event()
        self._watcher: threading.Thread | None = None
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

    def _tell(self) -> None:
        self.happened.emit(Elsewhere())


def _watch(services: Services, stop: threading.Event, tell: Callable[[], None]) -> None:
    services.changes.watch(stop.is_set, tell)
