"""Keeps the shop while its window is open: copies when they are due, and what broke off."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer

from smbcrm.core.i18n import N_
from smbcrm.ui.desk import Desk
from smbcrm.ui.event_bridge import CopyMade, DayBegan
from smbcrm.ui.jobs import Lane

if TYPE_CHECKING:
    from collections.abc import Callable

    from smbcrm.membership.backups.types import Backup

_EVERY_MS = 5 * 60 * 1000
_FIRST_MS = 1000
"""What is known of the last copy is told once the counter is there and has answered."""
_SOON_MS = 20_000
"""The first look comes when the morning's first customer has been served, not before."""


class Show(Protocol):
    """Shows what is known of the last copy."""

    def __call__(self, text: str, *, good: bool) -> None:
        """Say it; `good` is one that was tested and found good."""


class Keeper(QObject):
    """Makes the copy that is due, away from the screen, and tells the sidebar of the last one."""

    def __init__(self, desk: Desk, show: Show, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._show = show
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self.look)
        self._soon.start()
        # Timers of its own, and not QTimer.singleShot, end with it.
        self._first = QTimer(self, singleShot=True, interval=_FIRST_MS)
        self._first.timeout.connect(self._tell_last)
        self._first.start()
        desk.bridge.happened.connect(self._happened)

    def look(self) -> None:
        """Forget what is kept of old merges, make a copy if one is due, and tidy files then."""
        services = self._desk.services

        def work() -> "tuple[Backup, ...]":
            services.merging.forget_old()
            if services.backups.if_due():
                services.attachments.tidy()
            return services.backups.copies()

        self._ask(work)

    def _happened(self, event: object) -> None:
        if isinstance(event, CopyMade | DayBegan):
            self._tell_last()

    def _tell_last(self) -> None:
        self._ask(self._desk.services.backups.copies)

    def _ask(self, work: "Callable[[], tuple[Backup, ...]]") -> None:
        self._desk.ask(self, work, self._tell, self._failed, lane=Lane.LONG)

    def _tell(self, copies: "tuple[Backup, ...]") -> None:
        desk = self._desk
        if not copies:
            self._show(desk.say(N_("No backup yet")), good=False)
            return
        last = copies[0]
        when = desk.words.moment(last.made_at, desk.today())
        if last.verified:
            self._show(desk.say(N_("Backed up {when}"), when=when), good=True)
        else:
            self._show(desk.say(N_("Backup of {when} is not good"), when=when), good=False)

    def _failed(self, _error: Exception) -> None:
        self._show(self._desk.say(N_("The backup failed")), good=False)
