"""What every panel of the counter is: the part of the page in which one thing is done.

A panel stands to the right of the open customer's card, or below the search over the whole width
where there is no customer (`view` is None: a walk-in sale, a new customer). It says on its signals
what the page shall do next and never touches the page itself.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from smbcrm.ui.desk import Desk
from smbcrm.ui.theme.props import dress

if TYPE_CHECKING:
    from smbcrm.membership.bills.types import Bill
    from smbcrm.membership.cards.scanning import Scan
    from smbcrm.membership.counter.types import CustomerView

SALE = "sale"
TOP_UP = "top_up"
REDEEM = "redeem"
NEW_CUSTOMER = "new_customer"
BILL = "bill"
VISIT = "visit"
REFUND = "refund"
WITHDRAW = "withdraw"
HAND_OVER = "hand_over"
PUT_RIGHT = "put_right"
"""`put_right/` with a purse, of visits also `:` and their unit, begins with that account."""
GIVE_VOUCHER = "give_voucher"
VOID_VOUCHER = "void_voucher"
VOUCHER = "voucher"
"""No panel: `voucher/` with a code begins a sale with that voucher."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a panel did: the customer it was for, None for a walk-in, and the bill it made.

    Without a bill no value moved, as for a new customer: the page opens the customer. With one the
    page shows `DonePanel(desk, view, done)` and offers to undo `bill.operation` for 30 minutes.
    """

    customer: int | None
    bill: "Bill | None" = None


class CounterPanel(QFrame):
    """One panel. It lives until the page closes it; the page makes a new one each time."""

    closed = Signal()
    """Back: nothing was done."""
    finished = Signal(object)
    """A `Done`."""
    switched = Signal(str, object)
    """Another panel shall take this one's place: its name, and what it shall `recall`."""
    bill_asked = Signal()
    """The bill of what was just done shall be shown."""
    undo_asked = Signal()
    """What was just done shall be taken back."""
    action_asked = Signal(str)
    """Something else shall be begun: an action, as `begin` of the page takes it."""

    def __init__(
        self, desk: Desk, view: "CustomerView | None", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.view = view
        dress(self, kind="card")

    def begin(self, typed: str) -> None:
        """Take up what was typed in the search before: digits are a phone, letters a name."""

    def focus_first(self) -> None:
        """Put the focus where work in this panel begins."""
        self.setFocus()

    def escape(self) -> bool:
        """Go one step back inside the panel; say whether there was one. If not, the page closes."""
        return False

    def half_done(self) -> bool:
        """Tell whether something was typed that a change of customer would lose."""
        return False

    def filled_in(self) -> object:
        """Return what somebody filled in, to be compared; what a panel finds out is no part."""
        return self.memory()

    def is_writing(self) -> bool:
        """Tell whether what was sent is being answered: the panel has to stay until it is."""
        return False

    def in_doubt(self) -> bool:
        """Tell whether nobody knows if what was sent is recorded."""
        return False

    def take_scan(self, scan: "Scan") -> bool:
        """Use what was scanned here, as a product in a sale; say whether it was used."""
        del scan
        return False

    def shows(self) -> str:
        """Return the operation that is shown, by its id or bill number; "" for none."""
        return ""

    def show_view(self, view: "CustomerView") -> None:
        """Take up what changed of the customer meanwhile; what was typed stays."""
        self.view = view

    def narrow(self, width: int, height: int) -> None:
        """Fit a window of that size."""

    def let_go(self) -> None:
        """Be taken away: let go of what other tills must not use meanwhile."""

    def memory(self) -> object:
        """Return what is half done here, for the panel that takes this one's place."""
        return None

    def recall(self, memory: object) -> None:
        """Go on where `memory` was."""


def take_away(host: QWidget) -> None:
    """Take away what a panel stands in.

    It is off from then on: an arrow that chose something there, which led to another panel, puts
    the focus to what it chose afterwards.
    """
    host.hide()
    host.setEnabled(False)
    host.deleteLater()
