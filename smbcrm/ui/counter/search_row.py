"""The top of the counter: the search box, and the button for a new customer beside it."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.ui.desk import Desk
from smbcrm.ui.sizes import MEDIUM, ROOMY, WIDE
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.button import Button
from smbcrm.ui.widgets.search_box import SearchBox

_IDLE, _OPEN, _LOW = 64, 52, 44


class SearchRow(QWidget):
    """High while nobody is open, lower beside a customer, lowest in a low window."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        say = desk.say
        self._idle = True
        self._low = False
        self._hints = True
        self._hint = ""
        self._looking = say(N_("Looking…"))
        self._waiting = False
        self.box = SearchBox(say(N_("Phone, name, initials — or scan a card")), key="F2")
        self.new = Button(say(N_("New customer")), icon="user-plus", key="F3", big=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.box, 1)
        row.addWidget(self.new)
        self._fit()

    def set_idle(self, idle: bool) -> None:  # noqa: FBT001 - one thing to say
        """Be high, or leave room to a customer."""
        self._idle = idle
        self._fit()

    def narrow(self, width: int, height: int) -> None:
        """Fit a window of that size."""
        self._low = width < WIDE or height < ROOMY
        self._hints = width >= MEDIUM
        self._fit()
        self._tell()

    def set_hint(self, hint: str) -> None:
        """Say at the right of the box what a scan would do now."""
        self._hint = hint
        self._tell()

    def set_waiting(self, waiting: bool) -> None:  # noqa: FBT001 - one thing to say
        """Say that an answer takes long; that comes before any hint."""
        self._waiting = waiting
        self._tell()

    def _tell(self) -> None:
        hint = self._hint if self._hints else ""
        self.box.set_hint(self._looking if self._waiting else hint)

    def _fit(self) -> None:
        high = self._idle and not self._low
        self.box.set_idle(high)
        self.box.set_compact(self._low)
        height = _IDLE if high else _LOW if self._low else _OPEN
        dress(self.new, big="search" if height >= _OPEN else True)
        # The sheet knows two heights of this button; the third is only here.
        inside = height - 2
        self.new.setStyleSheet(f"min-height: {inside}px; max-height: {inside}px" if high else "")
