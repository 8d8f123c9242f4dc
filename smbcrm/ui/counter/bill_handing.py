"""A bill is handed over: printed or saved, once, and noted before it leaves.

Whatever comes of it, the books say the same: what the printer or the disk did not take counts as
never handed over, be its panel still there or not. Where nobody sees the panel any more, it is told
at large.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from smbcrm.core.i18n import N_
from smbcrm.membership.bills.types import Draft, PageImage, Paper
from smbcrm.membership.requests.types import Act
from smbcrm.membership.services import Services
from smbcrm.ui.desk import Desk
from smbcrm.ui.event_bridge import Ended
from smbcrm.ui.jobs import Jobs, Lane
from smbcrm.ui.printing import DOTS_PER_INCH, Printers, PrintJob


@dataclass(frozen=True, slots=True)
class Wish:
    """Which bill is handed over and what it is called, how it is put on paper, by which request."""

    act: Act
    operation: str
    paper: Paper
    name: str


class _ClosingError(Exception):
    """The shop is closed meanwhile: nobody waits for the rest."""


class Handing(QObject):
    """Hands one bill over at a time."""

    ended = Signal()
    """It was handed over."""
    failed = Signal(object)
    """The error: nothing was handed over."""
    busy = Signal(bool)
    """True once something is under way, False when it ended."""

    def __init__(self, desk: Desk, printers: Printers, panel: QWidget) -> None:
        super().__init__(panel)
        self._desk = desk
        self._printers = printers
        self._panel = panel
        self.under_way = False

    def print(self, wish: Wish, job: PrintJob) -> None:
        """Print it."""
        desk = self._desk
        words = N_("{bill} was sent to {printer}.")
        work = partial(_print, desk.services, desk.jobs, self._printers, wish, job)
        self._begin(work, desk.say(words, bill=wish.name, printer=job.printer))

    def save(self, wish: Wish, file: Path, *, replace: bool) -> None:
        """Write it to a file; `replace`: over one that is there."""
        words = N_("{bill} was saved as {file}.")
        work = partial(_save, self._desk.services, wish, file, replace=replace)
        self._begin(work, self._desk.say(words, bill=wish.name, file=file))

    def _begin(self, work: Callable[[], Draft], words: str) -> None:
        """Do it for the whole shop: another till may have the window furnished anew meanwhile."""
        if self.under_way:
            return
        self._settle(under_way=True)
        desk = self._desk

        def answered(_draft: Draft) -> None:
            seen = self._seen()
            if isValid(self):
                self._settle(under_way=False)
                self.ended.emit()
            if seen:
                desk.room.toast(words)
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


def _print(services: Services, jobs: Jobs, printers: Printers, wish: Wish, job: PrintJob) -> Draft:
    bills = services.bills
    draft = bills.issue(wish.act, wish.operation, wish.paper)
    # This thread's way to the books: a printer that never answers must not hold a file that is to
    # be replaced by a copy. What is asked of them next opens it again.
    services.close()
    try:
        printers.send(job, _pages(services, jobs, draft.pdf))
    except BaseException:
        bills.not_delivered(draft)
        raise
    return draft


def _pages(services: Services, jobs: Jobs, pdf: bytes) -> Iterator[PageImage]:
    """Yield the pages as fine as they are printed, each when the one before is on paper."""
    bills = services.bills
    for number in range(bills.pages(pdf)):
        if jobs.closing:
            raise _ClosingError
        yield bills.page(pdf, number, DOTS_PER_INCH)


def _save(services: Services, wish: Wish, file: Path, *, replace: bool) -> Draft:
    return services.bills.save(wish.act, wish.operation, wish.paper, file, replace=replace)
