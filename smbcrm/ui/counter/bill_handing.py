"""A bill is handed over: printed or saved, once, and noted before it leaves.

Whatever comes of it, the books say the same: what the printer or the disk did not take counts as
never handed over, be its panel still there or not.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from smbcrm.membership.bills.types import Draft, PageImage, Paper
from smbcrm.membership.requests.types import Act
from smbcrm.membership.services import Services
from smbcrm.ui.desk import Desk
from smbcrm.ui.jobs import Lane
from smbcrm.ui.printing import DOTS_PER_INCH, Printers, PrintJob


@dataclass(frozen=True, slots=True)
class Wish:
    """Which bill is handed over, how it is put on paper, and by which request."""

    act: Act
    operation: str
    paper: Paper


class Handing(QObject):
    """Hands one bill over at a time."""

    printed = Signal(str)
    """The printer that took it."""
    saved = Signal(object)
    """The file that it was written to."""
    failed = Signal(object)
    """The error: nothing was handed over."""
    busy = Signal(bool)
    """True once something is under way, False when it ended."""

    def __init__(self, desk: Desk, printers: Printers, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._printers = printers
        self.under_way = False

    def print(self, wish: Wish, job: PrintJob) -> None:
        """Print it."""
        work = partial(_print, self._desk.services, self._printers, wish, job)
        self._begin(work, lambda: self.printed.emit(job.printer), Lane.PAPER)

    def save(self, wish: Wish, file: Path, *, replace: bool) -> None:
        """Write it to a file; `replace`: over one that is there."""
        work = partial(_save, self._desk.services, wish, file, replace=replace)
        self._begin(work, lambda: self.saved.emit(file), Lane.COUNTER)

    def _begin(self, work: Callable[[], Draft], done: Callable[[], None], lane: Lane) -> None:
        if self.under_way:
            return
        self._settle(under_way=True)

        def answered(_draft: Draft) -> None:
            self._settle(under_way=False)
            done()

        def refused(error: Exception) -> None:
            self._settle(under_way=False)
            self.failed.emit(error)

        self._desk.ask(self, work, answered, refused, lane=lane)

    def _settle(self, *, under_way: bool) -> None:
        self.under_way = under_way
        self.busy.emit(under_way)


def _print(services: Services, printers: Printers, wish: Wish, job: PrintJob) -> Draft:
    bills = services.bills
    draft = bills.issue(wish.act, wish.operation, wish.paper)
    try:
        printers.send(job, _pages(services, draft.pdf))
    except BaseException:
        bills.not_delivered(draft)
        raise
    return draft


def _pages(services: Services, pdf: bytes) -> Iterator[PageImage]:
    """Yield the pages as fine as they are printed, each when the one before is on paper."""
    bills = services.bills
    for number in range(bills.pages(pdf)):
        yield bills.page(pdf, number, DOTS_PER_INCH)


def _save(services: Services, wish: Wish, file: Path, *, replace: bool) -> Draft:
    return services.bills.save(wish.act, wish.operation, wish.paper, file, replace=replace)
