"""What stands below the search: the board, an open customer, or a panel over the whole width."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from smbcrm.ui.counter.idle import Idle
from smbcrm.ui.counter.panel import CounterPanel, take_away
from smbcrm.ui.counter.served import served_in_focus
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.scrolling import scrolling

if TYPE_CHECKING:
    from smbcrm.membership.bills.types import Bill
    from smbcrm.membership.counter.types import CustomerView
    from smbcrm.ui.counter.open_customer import OpenCustomer


class Body(QStackedWidget):
    """Shows one of the three; a panel stands beside the customer where there is one.

    Its signals are those of the open customer, who is only made when one is opened.
    """

    action = Signal(str)
    closed = Signal()
    card_wanted = Signal()
    bill_wanted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._size: tuple[int, int] | None = None
        self._has_customer = False
        self.idle = Idle(desk)
        self._alone = QWidget()
        column = QVBoxLayout(self._alone)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self.idle, self._alone):
            self.addWidget(part)

    @cached_property
    def customer(self) -> "OpenCustomer":
        """The open customer."""
        from smbcrm.ui.counter.open_customer import OpenCustomer  # noqa: PLC0415 - see above

        made = OpenCustomer(self._desk)
        made.action.connect(self.action)
        made.closed.connect(self.closed)
        made.card_wanted.connect(self.card_wanted)
        made.bill_wanted.connect(self.bill_wanted)
        self.addWidget(made)
        if self._size is not None:
            made.narrow(*self._size)
        self._has_customer = True
        return made

    @property
    def pointed(self) -> str:
        """The operation that the focus is on, in “Just served” or “Recent”; "" for none."""
        recent = self.customer.recent.pointed if self._has_customer else ""
        return recent or served_in_focus()

    def touch(self, bill: "Bill | None") -> None:
        """Mark the numbers of the open customer that a bill has changed; None marks none."""
        if self._has_customer:
            self.customer.touch(bill)

    def hold_cards(self, held: bool) -> None:  # noqa: FBT001 - one thing to say
        """Turn the buttons for another card off, or on again."""
        if self._has_customer:
            self.customer.hold_cards(held)

    def show_idle(self) -> None:
        """Show the board."""
        self.setCurrentWidget(self.idle)

    def show_customer(self, view: "CustomerView") -> None:
        """Show an open customer."""
        self.customer.show_view(view)
        self.setCurrentWidget(self.customer)

    def put_panel(self, panel: CounterPanel) -> None:
        """Show a panel, beside its customer or alone."""
        if panel.view is not None:
            self.customer.put_panel(panel)
            self.setCurrentWidget(self.customer)
            return
        column = self._alone.layout()
        if column is not None:
            column.addWidget(scrolling(panel))
        panel.show()
        self.setCurrentWidget(self._alone)

    def drop_panel(self) -> None:
        """Take the panel away; what was there before is shown by the next call."""
        if self._has_customer:
            self.customer.drop_panel()
        column = self._alone.layout()
        while column is not None and (item := column.takeAt(0)) is not None:
            host = item.widget()
            if host is not None:
                take_away(host)

    def narrow(self, width: int, height: int) -> None:
        """Fit a window of that size."""
        self._size = (width, height)
        self.idle.narrow(width, height)
        if self._has_customer:
            self.customer.narrow(width, height)
