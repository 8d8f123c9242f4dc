"""Compares all customers on the worker for what takes long, anew where something changed."""

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from smbcrm.membership.customers.types import CustomerChanged
from smbcrm.ui.desk import Desk
from smbcrm.ui.event_bridge import Elsewhere
from smbcrm.ui.jobs import Lane, Latest

REST = 9
"""After other tills it rests so many times as long as it took: a tenth of the time at most."""


class Scan(QObject):
    """`found` tells the pairs, and how many customers there are; `waiting` that it takes a while.

    What happens while it looks makes it look once more. What another till did may have been
    anything, a sale each second: a large shop is not compared anew each time.
    """

    found = Signal(object, int)
    failed = Signal(object)
    waiting = Signal(bool)

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        self._asking = Latest(desk.jobs, self, self.waiting.emit, Lane.LONG)
        self._running = self._again = self._later = False
        self._took = QElapsedTimer()
        self.rest = QTimer(self, singleShot=True)
        """While it runs, other tills wait."""
        self.rest.timeout.connect(self._rested)
        desk.bridge.happened.connect(self._happened)

    def look(self) -> None:
        """Look now, or once more when this look is over."""
        if self._running:
            self._again = True
            return
        self._running, self._again, self._later = True, False, False
        self.rest.stop()
        self._took.start()
        services = self._desk.services

        def work() -> tuple[object, int]:
            return services.duplicates.find(), services.customers.count()

        self._asking.ask(work, self._done, self._not_done)

    def _happened(self, event: object) -> None:
        if not self._page.isVisible():
            return  # it looks when it comes back
        match event:
            case CustomerChanged():
                self.look()
            case Elsewhere() if self._running or self.rest.isActive():
                self._later = True
            case Elsewhere():
                self.look()

    def _done(self, found: tuple[object, int]) -> None:
        self._running = False
        if self._again:  # what was found is out of date
            self.look()
            return
        self.rest.start(REST * self._took.elapsed())
        self.found.emit(*found)

    def _not_done(self, error: Exception) -> None:
        self._running = False
        self.rest.start(REST * self._took.elapsed())
        self.failed.emit(error)

    def _rested(self) -> None:
        if self._later and self._page.isVisible():
            self.look()
