"""Loads, while nobody waits, what the first press of a button would otherwise wait for.

What the idle counter does not show is loaded when it is first opened (docs/adr/0019). On the day's
first sale that would take a tenth of a second: so it is loaded a little at a time before anybody
comes, once the window has been there for a while.
"""

import importlib

from PySide6.QtCore import QObject, QTimer

FIRST_MS = 2000
"""Later than the first answer of the counter, which is not to wait for any of it."""
EVERY_MS = 100
MODULES = (
    "smbcrm.membership.sales.service",
    "smbcrm.membership.counter.viewing",
    "smbcrm.membership.cards.service",
    "smbcrm.ui.counter.open_customer",
    "smbcrm.ui.counter.sale_panel",
    "smbcrm.ui.counter.done_panel",
    "smbcrm.ui.counter.bill_panel",
    "smbcrm.ui.counter.top_up_panel",
    "smbcrm.ui.counter.redeem_panel",
    "smbcrm.ui.counter.new_customer_panel",
)
"""What a shop does all day, most often first; pages are left until somebody goes there."""


class Warming(QObject):
    """Loads one module at a time, from when it is made until none is left."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left = list(MODULES)
        self._timer = QTimer(self, interval=FIRST_MS)
        self._timer.timeout.connect(self._load_one)
        self._timer.start()

    def _load_one(self) -> None:
        self._timer.setInterval(EVERY_MS)
        importlib.import_module(self._left.pop(0))
        if not self._left:
            self._timer.stop()  # Windows may hand on one more tick before it takes us away
            self.deleteLater()
