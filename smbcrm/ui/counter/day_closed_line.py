"""One line that says that this till has closed the day: what is recorded now is not undone."""

from functools import partial

from PySide6.QtWidgets import QWidget

from smbcrm.core.i18n import N_
from smbcrm.ui.desk import Desk
from smbcrm.ui.quiet import keep_quiet
from smbcrm.ui.widgets.wrapped import WrapLabel


class DayClosedLine(WrapLabel):
    """It asks by itself, and shows nothing while the day is open."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__("", "warnText")
        self.setParent(parent)
        self._desk = desk
        self.hide()
        ask = partial(desk.services.counter.closed_today, desk.terminal)
        desk.ask(self, ask, self._know, keep_quiet)

    def _know(self, till: str) -> None:
        if till:
            self.setText(self._desk.say(N_("The day is closed at {till}."), till=till))
            self.show()
