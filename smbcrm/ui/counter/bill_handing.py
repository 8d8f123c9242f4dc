"""A bill is handed over: printed or saved, once, and noted before it leaves.

Whatever comes of it, the books say the same: what the printer or the disk did not take counts as
never handed over, be its panel still there or not.
"""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from smbcrm.core.i18n import N_
from smbcrm.membership.bills.types import Draft, Paper
from smbcrm.membership.requests.types import Act
from smbcrm.membership.services import Services
from smbcrm.ui.desk import Desk
from smbcrm.ui.handing_over import HandingOver, printed_pages
from smbcrm.ui.jobs import Jobs
from smbcrm.ui.printing import Printers, PrintJob


@dataclass(frozen=True, slots=True)
class Wish:
    """Which bill is handed over and what it is called, how it is put on paper, by which request."""

    act: Act
    operation: str
    paper: Paper
    name: str


class Handing(HandingOver):
    """Hands one bill over at a time."""

    def __init__(self, desk: Desk, printers: Printers, panel: QWidget) -> None:
        super().__init__(desk, panel)
        self._printers = printers

    def print(self, wish: Wish, job: PrintJob) -> None:
        """Print it."""
        desk = self._desk
        words = N_("{bill} was sent to {printer}.")
        work = partial(_print, desk.services, desk.jobs, self._printers, wish, job)
        self.begin(work, desk.say(words, bill=wish.name, printer=job.printer))

    def save(self, wish: Wish, file: Path, *, replace: bool) -> None:
        """Write it to a file; `replace`: over one that is there."""
        words = N_("{bill} was saved as {file}.")
        work = partial(_save, self._desk.services, wish, file, replace=replace)
        self.begin(work, self._desk.say(words, bill=wish.name, file=file))


def _print(services: Services, jobs: Jobs, printers: Printers, wish: Wish, job: PrintJob) -> Draft:
    bills = services.bills
    draft = bills.issue(wish.act, wish.operation, wish.paper)
    # This thread's way to the books: a printer that never answers must not hold a file that is to
    # be replaced by a copy. What is asked of them next opens it again.
    services.close()
    try:
        printers.send(job, printed_pages(services, jobs, draft.pdf))
    except BaseException:
        bills.not_delivered(draft)
        raise
    return draft


def _save(services: Services, wish: Wish, file: Path, *, replace: bool) -> Draft:
    return services.bills.save(wish.act, wish.operation, wish.paper, file, replace=replace)
