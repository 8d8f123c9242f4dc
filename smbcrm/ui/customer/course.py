"""What was done for a customer, asked for page by page as far as somebody looks back."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from smbcrm.membership.counter.types import RecentRow
from smbcrm.ui.desk import Desk
from smbcrm.ui.jobs import Latest

_PAGE = 60


class Course(QObject):
    """Keeps the operations of one customer. `changed` when there are others; newest first."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._customer: int | None = None
        self._asking = Latest(desk.jobs, self)
        self._busy = False
        self.rows: tuple[RecentRow, ...] = ()
        self.whole = False
        """Whether nothing older is left."""

    def load(self, customer: int) -> None:
        """Ask anew, as far back as is known already."""
        if customer != self._customer:
            self._customer, self.rows, self.whole = customer, (), False
        self._ask(max(_PAGE, len(self.rows)), None)

    def look_back(self) -> None:
        """Ask for what is older, unless that is being asked."""
        if not self._busy and not self.whole and self.rows:
            self._ask(_PAGE, self.rows[-1].row.seq)

    def _ask(self, limit: int, before: int | None) -> None:
        if self._customer is None:
            return
        self._busy = True
        happened = self._desk.services.customer_page.happened
        work = partial(happened, self._customer, limit, before)
        known = () if before is None else self.rows

        def came(rows: tuple[RecentRow, ...]) -> None:
            self._busy = False
            self.rows, self.whole = (*known, *rows), len(rows) < limit
            self.changed.emit()

        self._asking.ask(work, came, self._failed)

    def _failed(self, error: Exception) -> None:
        self._busy = False
        self._desk.room.trouble(error)
