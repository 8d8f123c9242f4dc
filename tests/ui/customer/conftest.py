"""The page of Hannah in the salon, as it stands in the window."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smbcrm.membership.services import Services
from smbcrm.ui.catalogue import PAGES
from smbcrm.ui.customer.page import CustomerPage
from smbcrm.ui.desk import Desk
from tests.ui.balance.conftest import HANNAH, WINDOW, named

PutUp = Callable[..., CustomerPage]


@pytest.fixture
def hannah(services: Services) -> int:
    """Return the customer with an allergy, a card, stored value and points."""
    return named(services, HANNAH)


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
        page.arrive(str(customer))
        page.refocus()
        QApplication.processEvents()
        return page

    return put


@pytest.fixture
def page(desk: Desk, put_up: PutUp, hannah: int) -> CustomerPage:
    """Return Hannah's page."""
    return put_up(desk, hannah)


def settle(page: CustomerPage) -> None:
    """Let the bridge tell what was written, and every layout find its place."""
    page.desk.bridge.changed.emit()
    for _ in range(4):
        QApplication.processEvents()


def told(page: CustomerPage) -> list[str]:
    """Return the titles of the timeline, months among them."""
    return [one.title for one in page.parts.timeline.happened.list.entries]
