"""Somebody at a bill panel: it is opened on a shop's bill, and its printers print into a folder."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from smbcrm.core.ids import uuid7
from smbcrm.membership.bills.types import Paper
from smbcrm.membership.customers.types import Details
from smbcrm.membership.items.types import ItemKind, NewItem
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.types import ItemQuantity, SaleRequest
from smbcrm.membership.services import Services
from smbcrm.ui.counter.bill_panel import BillMemory, BillPanel
from smbcrm.ui.counter.page import CounterPage
from smbcrm.ui.counter.panel import BILL
from smbcrm.ui.desk import Desk
from tests.helpers.money_hands import words_in
from tests.helpers.printers import PdfPrinters

BROTHER, COUNTER = "Brother HL", "Counter A5"
NOWHERE = "\U00031300"
"""A character that none of our fonts has."""
OTHER = "\U00031301"
"""Another one."""


class BillHands:
    """A panel in a window of its own, and who works it; `chosen` answers which file."""

    def __init__(
        self,
        qtbot: QtBot,
        desk: Desk,
        printers: PdfPrinters,
        memory: BillMemory,
        size: tuple[int, int] = (729, 600),
    ) -> None:
        self.desk = desk
        self.printers = printers
        self.closed = 0
        self.asked: list[str] = []
        self.chosen = ""
        self.panel = panel = BillPanel(desk, None, memory, printers)
        panel.file._ask = self._ask_file  # type: ignore[method-assign]
        panel.closed.connect(self._close)
        self.place = place = QWidget()
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
        qtbot.addWidget(place)
        panel.narrow(1366, 696)
        place.resize(*size)
        place.show()
        place.activateWindow()
        qtbot.waitUntil(place.isActiveWindow)
        panel.focus_first()

    def press(self, *keys: Qt.Key) -> None:
        """Press keys where the focus is."""
        for key in keys:
            QTest.keyClick(self.focus, key)

    def control(self, key: Qt.Key) -> None:
        """Press a key with Ctrl."""
        QTest.keyClick(self.panel, key, Qt.KeyboardModifier.ControlModifier)

    def type(self, text: str) -> None:
        """Type where the focus is; no key has what no font has, so it comes as input methods do."""
        edit = self.focus
        edit.setText("")  # type: ignore[attr-defined]
        edit.insert(text)  # type: ignore[attr-defined]
        edit.textEdited.emit(text)  # type: ignore[attr-defined]

    @property
    def focus(self) -> QWidget:
        """What has the focus."""
        found = QApplication.focusWidget()
        assert found is not None
        return found

    @property
    def said(self) -> str:
        """What is said in place."""
        notice = self.panel.notices.notice
        return "" if notice is None else notice.spoken

    @property
    def words(self) -> str:
        """Everything that stands there."""
        return words_in(self.panel)

    @property
    def copy(self) -> bool:
        """Whether the bill was handed over, so that the next one is a copy."""
        operation = self.panel.memory().operation
        return self.desk.services.bills.draft(operation, Paper()).paper.copy

    def _ask_file(self, title: str, proposed: str) -> str:
        self.asked += [title, proposed]
        return self.chosen

    def _close(self) -> None:
        self.closed += 1


OpenBill = Callable[..., BillHands]


def opener(qtbot: QtBot, desk: Desk, folder: Path) -> OpenBill:
    """Return what opens a bill: by its number, with these printers."""

    def open_it(
        number: int = 3,
        *names: str,
        desk: Desk = desk,
        memory: BillMemory | None = None,
        size: tuple[int, int] = (729, 600),
    ) -> BillHands:
        printers = PdfPrinters(folder, *(names or (BROTHER, COUNTER)))
        return BillHands(qtbot, desk, printers, memory or BillMemory(str(number)), size)

    return open_it


def sold_to(services: Services, name: str) -> int:
    """Sell to a new customer of that name, and return the number of the bill."""
    person = services.customers.add(Details(full_name=name), Act(uuid7(services.clock)))
    return _sold(services, SaleRequest(Act(uuid7(services.clock)), person.id, 4200))


def sold_many(services: Services, lines: int) -> int:
    """Sell so many different things to a walk-in, and return the number of the bill."""
    for number in range(lines):
        services.items.add(NewItem(f"T{number}", f"Tea {number}", 100, ItemKind.PRODUCT))
    items = tuple(ItemQuantity(f"T{number}", 1000) for number in range(lines))
    return _sold(services, SaleRequest(Act(uuid7(services.clock)), None, items=items))


def _sold(services: Services, request: SaleRequest) -> int:
    number = services.till.sale(request).bill_number
    assert number is not None
    return number


def bill(page: CounterPage) -> BillPanel:
    """Return the bill that a counter shows."""
    assert page.flow.name == BILL
    panel = page.flow.panel
    assert isinstance(panel, BillPanel)
    return panel


def number(page: CounterPage) -> int | None:
    """Return the number of the bill that a counter shows."""
    return bill(page).memory().number


def opened(page: CounterPage) -> str:
    """Return the name of the customer who is open; "" for nobody."""
    return "" if page.view is None else page.view.shown.customer.profile.full_name
