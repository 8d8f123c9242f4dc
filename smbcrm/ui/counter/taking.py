"""One request to the till, from the first press of the button until it is answered.

However often it is pressed, one request is under way at most, and whatever is sent bears the same
request id. After a fault nobody knows whether the shop's database has it: sent again it is found
there or recorded now, but never twice.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from smbcrm.core.errors import EnvironmentFault, UserError
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.requests.types import Act, RequestReused
from smbcrm.ui.desk import Desk
from smbcrm.ui.jobs import PATIENCE_MS

Work = Callable[[], Bill]


class Taking(QObject):
    """Sends what a panel has to record."""

    recorded = Signal(object)
    """The `Bill`: it is done."""
    refused = Signal(object)
    """The `UserError`: nothing was recorded."""
    faulted = Signal(object)
    """The `EnvironmentFault`: `again` sends the very same."""
    recorded_before = Signal(object)
    """The `Bill` that a request made which seemed to have failed; what was changed since is not
    recorded."""
    busy = Signal(bool)
    """True when the answer takes long, False when it is there."""

    def __init__(self, desk: Desk, act: Act, owner: QObject) -> None:
        super().__init__(owner)
        self._desk = desk
        self.act = act
        self._uncertain: Work | None = None
        self._sending = False
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(partial(self.busy.emit, True))  # noqa: FBT003 - one fact

    @property
    def sending(self) -> bool:
        """Whether an answer is awaited."""
        return self._sending

    @property
    def uncertain(self) -> bool:
        """Whether a fault left open if it was recorded."""
        return self._uncertain is not None

    def send(self, work: Work) -> None:
        """Do it, unless something is being done."""
        if not self._sending:
            self._run(work, self._finish, partial(self._refuse, work))

    def again(self) -> None:
        """Send once more what met a fault."""
        if self._uncertain is not None:
            self.send(self._uncertain)

    def _run(
        self, work: Work, done: Callable[[Bill], None], refused: Callable[[UserError], None]
    ) -> None:
        self._sending = True
        self._patience.start()

        def answered(bill: Bill) -> None:
            self._settle()
            self._uncertain = None
            done(bill)

        def failed(error: Exception) -> None:
            self._settle()
            if isinstance(error, EnvironmentFault):
                self._uncertain = self._uncertain or work
                self.faulted.emit(error)
            elif isinstance(error, UserError):
                refused(error)
            else:
                self._desk.room.trouble(error)

        self._desk.ask(self, work, answered, failed)

    def _finish(self, bill: Bill) -> None:
        self.recorded.emit(bill)

    def _refuse(self, work: Work, error: UserError) -> None:
        first = self._uncertain
        if isinstance(error, RequestReused) and first is not None and first is not work:
            # What seemed to have failed was recorded, and this is something else: fetch its bill.
            self._run(first, self.recorded_before.emit, self.refused.emit)
            return
        if first is work:
            self._uncertain = None
        self.refused.emit(error)

    def _settle(self) -> None:
        self._sending = False
        self._patience.stop()
        self.busy.emit(False)  # noqa: FBT003 - one fact
