"""Something leaves the shop on paper or as a file: done away from the screen, told when it ended.

Whoever asked may be gone by then, because another till had the window furnished anew: then it is
told at large.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from smbcrm.membership.bills.types import PageImage
from smbcrm.membership.services import Services
from smbcrm.ui.desk import Desk
from smbcrm.ui.event_bridge import Ended
from smbcrm.ui.jobs import Jobs, Lane
from smbcrm.ui.printing import DOTS_PER_INCH, Printers

T = TypeVar("T")


class _ClosingError(Exception):
    """The shop is closed meanwhile: nobody waits for the rest."""


class HandingOver(QObject):
    """Hands one thing over at a time."""

    ended = Signal()
    """It was handed over."""
    failed = Signal(object)
    """The error: nothing was handed over."""
    busy = Signal(bool)
    """True once something is under way, False when it ended."""

    def __init__(self, desk: Desk, panel: QWidget) -> None:
        super().__init__(panel)
        self._desk = desk
        self._panel = panel
        self.under_way = False

    def begin(self, work: Callable[[], T], words: str, folder: Path | None = None) -> None:
        """Do it for the whole shop, and say the words once it is done, where it was written to."""
        if self.under_way:
            return
        self._settle(under_way=True)
        desk = self._desk

        def answered(_result: T) -> None:
            seen = self._seen()
            if isValid(self):
                self._settle(under_way=False)
                self.ended.emit()
            if seen:
                desk.room.toast(words, folder=folder)
            else:
                desk.bridge.happened.emit(Ended(words))

        def refused(error: Exception) -> None:
            seen = self._seen()
            if isValid(self):
                self._settle(under_way=False)
                self.failed.emit(error)
            if not seen:
                desk.bridge.happened.emit(Ended(words, error))

        desk.ask(desk.bridge, work, answered, refused, lane=Lane.PAPER)

    def _seen(self) -> bool:
        """Tell whether the panel is in sight: else its window may be another one by now."""
        return isValid(self) and self._panel.isVisible()

    def _settle(self, *, under_way: bool) -> None:
        self.under_way = under_way
        self.busy.emit(under_way)


def installed(services: Services, printers: Printers) -> tuple[str, ...]:
    """Return the names of the printers; the books are let go of before, as for printing."""
    services.close()
    return printers.installed()


def printed_pages(services: Services, jobs: Jobs, pdf: bytes) -> Iterator[PageImage]:
    """Yield the pages as fine as they are printed, each when the one before is on paper."""
    bills = services.bills
    for number in range(bills.pages(pdf)):
        if jobs.closing:
            raise _ClosingError
        yield bills.page(pdf, number, DOTS_PER_INCH)
