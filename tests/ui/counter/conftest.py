"""The counter page as it stands in the window, and who is in the salon."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smbcrm.core.ids import uuid7
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.types import SaleRequest
from smbcrm.membership.services import Services
from smbcrm.ui.counter.new_customer_panel import NewCustomerPanel
from smbcrm.ui.counter.page import CounterPage
from smbcrm.ui.counter.panel import Done
from smbcrm.ui.desk import Desk

WINDOW = (1366, 696)
SIDEBAR = 188
Open = Callable[[], NewCustomerPanel]


def put_up(desk: Desk, qtbot: QtBot, size: tuple[int, int] = WINDOW) -> CounterPage:
    """Show a counter page as large as it is in a window of that size."""
    page = CounterPage(desk)
    qtbot.addWidget(page)
    width, height = size
    page.resize(width - (SIDEBAR if width >= WINDOW[0] else 60), height)
    page.narrow(*size)
    page.show()
    page.arrive()
    page.refocus()
    return page


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Iterator[CounterPage]:
    """Yield the counter as it is when the shop opens."""
    shown = put_up(desk, qtbot)
    yield shown
    shown.close()
    QApplication.processEvents()


@pytest.fixture
def open_panel(desk: Desk, qtbot: QtBot) -> Open:
    """Return what opens New customer as large as it is at the counter, ready to be typed in."""

    def open_it() -> NewCustomerPanel:
        panel = NewCustomerPanel(desk, None)
        qtbot.addWidget(panel)
        panel.resize(1138, 600)
        panel.show()
        panel.activateWindow()
        qtbot.waitUntil(panel.isActiveWindow)
        panel.focus_first()
        return panel

    return open_it


def finished(panel: NewCustomerPanel) -> list[Done]:
    """Return a list that gets what the panel tells when it has saved."""
    done: list[Done] = []
    panel.finished.connect(done.append)
    return done


@pytest.fixture
def who(services: Services) -> dict[str, int]:
    """Return the ids of the salon's customers by name."""
    return {row.full_name: row.id for row in services.customers.page()}


def act(services: Services) -> Act:
    """Return a request of somebody else at the same till."""
    return Act(uuid7(services.clock))


def walk_in(services: Services, amount: int = 900) -> str:
    """Sell to somebody unknown, in cash, let the pages hear of it, and return the operation."""
    operation = services.till.sale(SaleRequest(act(services), None, amount)).operation
    QApplication.processEvents()
    return operation
