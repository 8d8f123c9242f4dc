"""The page Card and balance of Hannah in the salon, as it stands in the window."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from smbcrm.core.ids import uuid7
from smbcrm.membership.requests.types import Act
from smbcrm.membership.services import Services
from smbcrm.ui.catalogue import PAGES
from smbcrm.ui.customer.page import CustomerPage
from smbcrm.ui.desk import Desk

WINDOW = (1366, 696)
HANNAH = "Hannah Brooks"
PutUp = Callable[..., CustomerPage]


@pytest.fixture
def hannah(services: Services) -> int:
    """Return the customer with an allergy, a card, stored value and points."""
    return named(services, HANNAH)


def named(services: Services, name: str) -> int:
    """Return the customer of a name."""
    return next(row.id for row in services.customers.page() if row.full_name == name)


@pytest.fixture
def put_up(qtbot: QtBot) -> PutUp:
    """Return a function that shows a customer's page as large as it is in a window of a size."""

    def put(desk: Desk, customer: int, size: tuple[int, int] = WINDOW) -> CustomerPage:
        page = PAGES["customer"](desk)
        assert isinstance(page, CustomerPage)
        qtbot.addWidget(page)
        width, height = size
        page.resize(width - (188 if width >= WINDOW[0] else 60), height)
        page.narrow(*size)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.arrive(f"{customer}/balance")
        page.refocus()
        QApplication.processEvents()
        return page

    return put


@pytest.fixture
def page(desk: Desk, put_up: PutUp, hannah: int) -> CustomerPage:
    """Return Hannah's page."""
    return put_up(desk, hannah)


def shown(page: CustomerPage) -> str:
    """Return what stands there: the lines, a bill, or the explanation."""
    if page.body.bill.bill is not None:
        return "bill"
    return "lines" if page.body.explain is None else "explanation"


def act(services: Services) -> Act:
    """Return a request of somebody else at the same till."""
    return Act(uuid7(services.clock))


def press(*keys: Qt.Key) -> None:
    """Press keys where the focus is."""
    for key in keys:
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClick(target, key)
        QApplication.processEvents()


def click(button: QWidget) -> None:
    """Press a button with the mouse."""
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def seen(widget: QWidget) -> list[str]:
    """Return the words that are in sight."""
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible() and one.text()]


def table_of(page: CustomerPage) -> list[list[str]]:
    """Return the lines as they stand there."""
    model = page.parts.balance.table.model()
    shown = Qt.ItemDataRole.DisplayRole
    return [
        [str(model.data(model.index(row, column), shown)) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
