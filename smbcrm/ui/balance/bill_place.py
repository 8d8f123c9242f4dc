"""Where a bill is looked at in the place of the lines: it is the very panel of the counter."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from smbcrm.ui.widgets.scrolling import scrolling


class BillPart(Protocol):
    """What a bill must be able to do; it is a widget too."""

    @property
    def closed(self) -> SignalInstance:
        """Back: nobody wants to see it any more."""

    def focus_first(self) -> None:
        """Put the focus where work on it begins."""

    def escape(self) -> bool:
        """Go one step back inside it; say whether there was one."""

    def half_done(self) -> bool:
        """Tell whether it is being handed over."""

    def narrow(self, width: int, height: int) -> None:
        """Fit a window of that size."""


MakeBill = Callable[[str, int], BillPart]
"""Makes the bill of an operation, for the customer it is of."""


class BillPlace(QWidget):
    """Holds one bill at a time. `closed` when it was closed."""

    closed = Signal()

    def __init__(self, make: MakeBill) -> None:
        super().__init__()
        self._make = make
        self._size = (0, 0)
        self._area: QScrollArea | None = None
        self.bill: BillPart | None = None
        self.operation = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_bill(self, operation: str, customer: int) -> None:
        """Show the bill of an operation."""
        self.drop()
        bill = self._make(operation, customer)
        if not isinstance(bill, QWidget):
            raise TypeError(bill)
        self.bill, self.operation = bill, operation
        bill.closed.connect(self.closed)
        if self._size[0]:
            bill.narrow(*self._size)
        self._area = scrolling(bill)
        self._column.addWidget(self._area)
        bill.show()
        bill.focus_first()

    def drop(self) -> None:
        """Let go of the bill."""
        self.bill, self.operation = None, ""
        area, self._area = self._area, None
        if area is not None:
            area.hide()
            area.deleteLater()

    def narrow(self, width: int, height: int) -> None:
        """Fit a window of that size."""
        self._size = (width, height)
        if self.bill is not None:
            self.bill.narrow(width, height)
