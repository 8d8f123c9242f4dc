"""Says that this PC's clock cannot be right: what is recorded meanwhile is flagged."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.ledger.clocks import ClockFlag
from smbcrm.membership.ledger.postings import OperationPosted
from smbcrm.ui.desk import Desk
from smbcrm.ui.event_bridge import TimeWentOn
from smbcrm.ui.jobs import Lane
from smbcrm.ui.quiet import keep_quiet

if TYPE_CHECKING:
    import datetime as dt

_FIRST_MS = 1500
"""The counter is there first, and has answered."""


class ClockBehind(UserError):
    """The clock of this PC stands behind what was recorded last."""

    msgid = N_(
        "The clock of this PC stands behind the last entry, of {newest}. Set it right: until then "
        "everything is recorded all the same, and flagged."
    )


class ClockAhead(UserError):
    """The clock of this PC stands far ahead of what was recorded last."""

    msgid = N_(
        "The clock of this PC stands far ahead of the last entry, of {newest}. Set it right: until "
        "then everything is recorded all the same, and flagged."
    )


class ClockNotice(QObject):
    """Looks when the shop is opened, as time goes on, and after everything that is recorded.

    What is recorded here while the clock stands wrong is answered by the notice each time; as long
    as nothing is, it is said once.
    """

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._told: dt.datetime | None = None
        self._said: UserError | None = None
        self._first = QTimer(self, singleShot=True, interval=_FIRST_MS)
        self._first.timeout.connect(self.look)
        self._first.start()
        desk.bridge.happened.connect(self._happened)

    def look(self) -> None:
        """Ask how the clock stands."""
        ask = self._desk.services.dayclose.clock_flag
        self._desk.ask(self, ask, self._tell, keep_quiet, lane=Lane.LONG)

    def _happened(self, event: object) -> None:
        if isinstance(event, OperationPosted):
            self._told = None
            self.look()
        elif isinstance(event, TimeWentOn):
            self.look()

    def _tell(self, flag: ClockFlag | None) -> None:
        newest = None if flag is None else flag.newest
        if flag is not None and newest != self._told:
            local = self._desk.shop.day.local(flag.newest)
            wrong = ClockBehind if flag.behind else ClockAhead
            self._said = wrong(newest=local)
            self._desk.room.trouble(self._said)
        if flag is None and self._said is not None:
            self._desk.room.settled(self._said)
            self._said = None
        self._told = newest
