"""One list on its way to a file, away from the screen.

It outlives its page, because a change of language or look builds the page anew meanwhile. So it
holds no words, only what is to be said.
"""

import threading
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from smbcrm.core.i18n import Translator
from smbcrm.membership.lists.types import CustomerList
from smbcrm.membership.services import Services
from smbcrm.ui.jobs import Jobs, Lane
from smbcrm.ui.save_question import Place


@dataclass(frozen=True, slots=True)
class Order:
    """What shall be written, where, and in which language."""

    asked: CustomerList
    place: Place
    words: Translator


class _StoppedError(Exception):
    """Somebody stopped it: everything stays as it was."""


class ListExport(QObject):
    """Writes one list at a time; after a stop or an error everything is as it was before."""

    changed = Signal()
    """It has begun or ended."""
    progressed = Signal(int, int)
    """So many customers are written, of so many."""
    written = Signal(object, int)
    """It has ended well: the file, and how many customers are in it."""
    stopped = Signal()
    """It has ended because somebody wanted it to."""

    def __init__(self, services: Services, jobs: Jobs) -> None:
        super().__init__()
        self._services = services
        self._jobs = jobs
        self._stop = threading.Event()
        self.order: Order | None = None
        """What is being written or was written last."""
        self.busy = False
        self.error: Exception | None = None
        """Why it was not written."""

    def begin(self, order: Order) -> None:
        """Write a list, unless one is being written."""
        if self.busy:
            return
        self._stop.clear()
        self.order, self.busy, self.error = order, True, None
        tell = self._jobs.teller(self, self.progressed.emit)

        def progress(done: int, total: int) -> None:
            if self._stop.is_set() or self._jobs.closing:
                raise _StoppedError
            tell(done, total)

        work = partial(
            self._services.lists.export_customers,
            order.place.file,
            order.words,
            order.asked,
            replace=order.place.replace,
            progress=progress,
        )
        self.changed.emit()
        done = partial(self._done, order.place.file)
        self._jobs.run(self, work, done, self._failed, lane=Lane.LONG)

    def again(self) -> None:
        """Try once more what went wrong."""
        if self.order is not None:
            self.begin(self.order)

    def stop(self) -> None:
        """End it, and leave everything as it was."""
        self._stop.set()

    def forget(self) -> None:
        """Say no more what went wrong."""
        self.error = None
        self.changed.emit()

    def _done(self, file: Path, count: int) -> None:
        self.busy = False
        self.changed.emit()
        self.written.emit(file, count)

    def _failed(self, error: Exception) -> None:
        self.busy = False
        if isinstance(error, _StoppedError):
            self.changed.emit()
            self.stopped.emit()
        else:
            self.error = error
            self.changed.emit()
