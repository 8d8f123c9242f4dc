"""What stands below the search: the board, an open customer, or a panel over the whole width."""

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from smbcrm.membership.counter.types import CustomerView
from smbcrm.ui.counter.idle import Idle
from smbcrm.ui.counter.open_customer import OpenCustomer
from smbcrm.ui.counter.panel import CounterPanel
from smbcrm.ui.counter.sizes import scrolling
from smbcrm.ui.desk import Desk


class Body(QStackedWidget):
    """Shows one of the three; a panel stands beside the customer where there is one."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.idle = Idle(desk)
        self.customer = OpenCustomer(desk)
        self._alone = QWidget()
        column = QVBoxLayout(self._alone)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self.idle, self.customer, self._alone):
            self.addWidget(part)

    @property
    def is_idle(self) -> bool:
        """Whether the board is shown."""
        return self.currentWidget() is self.idle

    def show_idle(self) -> None:
        """Show the board."""
        self.setCurrentWidget(self.idle)

    def show_customer(self, view: CustomerView) -> None:
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
        self.customer.drop_panel()
        column = self._alone.layout()
        while column is not None and (item := column.takeAt(0)) is not None:
            host = item.widget()
            if host is not None:
                host.hide()
                host.deleteLater()

    def narrow(self, width: int, height: int) -> None:
        """Fit a window of that size."""
        self.idle.narrow(width, height)
        self.customer.narrow(width, height)
