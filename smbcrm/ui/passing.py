"""Tells the screens that time went on, and that a business day began."""

from PySide6.QtCore import QObject, QTimer

from smbcrm.ui.desk import Desk
from smbcrm.ui.event_bridge import DayBegan, TimeWentOn

_EVERY_MS = 20_000
"""So late at most is seen that something ended; it asks the clock alone, not the database."""


class Passing(QObject):
    """Looks at the clock while the shop is open."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._today = desk.today()
        timer = QTimer(self, interval=_EVERY_MS)
        timer.timeout.connect(self.look)
        desk.bridge.destroyed.connect(timer.stop)  # a shop may end before its page is gone
        timer.start()

    def look(self) -> None:
        """Tell what time has brought."""
        today, bridge = self._desk.today(), self._desk.bridge
        if today != self._today:
            self._today = today
            bridge.happened.emit(DayBegan())
        bridge.happened.emit(TimeWentOn())
