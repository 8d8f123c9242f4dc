"""Why something is not done, in the words of the rule, and the way to what it asks for."""

from PySide6.QtCore import Signal

from smbcrm.core.errors import ShopbellError
from smbcrm.core.i18n import N_
from smbcrm.membership.customers.errors import TooMany
from smbcrm.membership.merging.types import BothStaff, ImportStandsOpen, LaterMerge, PausedApart
from smbcrm.ui.desk import Desk
from smbcrm.ui.sentences import two_parts
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Note
from smbcrm.ui.widgets.own_words import announce

MERGED = "duplicates/merged"
"""The place of a merge on this page: its number comes behind."""


class Refusal(Note):
    """`led` tells the place where what was asked for can be done."""

    led = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__("warn")
        self._desk = desk
        self._place = ""
        self.way = Button("", small=True)
        self.add_button(self.way)
        self.way.clicked.connect(lambda _checked: self.led.emit(self._place))
        self.hide()

    def show_error(self, error: ShopbellError, customer: int) -> None:
        """Say why something was refused that was wanted of a customer."""
        step = next_step(error, customer)
        self.show_text(*two_parts(self._desk.tell(error)))
        self.way.setVisible(step is not None)
        if step is not None:
            words, self._place = step
            self.way.set_text(self._desk.say(words))
        self.show()
        announce(self, self.text())


def next_step(error: ShopbellError, customer: int) -> tuple[str, str] | None:
    """Return the words of a button and the place it leads to; None where words are all."""
    match error:
        case BothStaff():
            return N_("To the staff"), "settings/staff"
        case ImportStandsOpen():
            return N_("To the import"), "import"
        case PausedApart():
            return N_("To the balance"), f"customer/{customer}/balance"
        case TooMany():
            return N_("Customer page"), f"customer/{customer}"
        case LaterMerge():
            return N_("Show that merge"), f"{MERGED}/{error.params['later']}"
        case _:
            return None
