"""The counter page as it stands in the window, and who is in the salon."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smbcrm.core.ids import uuid7
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.types import SaleRequest
from smbcrm.membership.services import Services
from smbcrm.ui.counter.page import CounterPage
from smbcrm.ui.desk import Desk
from smbcrm.ui.jobs import Failed, Lane

T = TypeVar("T")

WINDOW = (1366, 696)
SIDEBAR = 188


@dataclass
class HeldJobs:
    """A database that takes its time: nothing is answered before the test says so."""

    waiting: list[Callable[[], None]] = field(default_factory=list)
    held: bool = True

    def run(
        self,
        owner: QObject,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed,
        *,
        lane: Lane = Lane.COUNTER,
    ) -> None:
        del owner, lane

        def labour() -> None:
            try:
                result = work()
            except Exception as error:  # noqa: BLE001 - as on a worker
                failed(error)
            else:
                done(result)

        if self.held:
            self.waiting.append(labour)
        else:
            labour()

    def teller(self, owner: QObject, told: Callable[..., None]) -> Callable[..., None]:
        del owner
        return told

    def close(self) -> None:
        self.waiting.clear()

    @property
    def closing(self) -> bool:
        return False

    def answer(self) -> None:
        """Answer everything that was asked until now, and what follows from it."""
        while self.waiting:
            self.waiting.pop(0)()


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
def who(services: Services) -> dict[str, int]:
    """Return the ids of the salon's customers by name."""
    return {row.full_name: row.id for row in services.customers.page()}


def act(services: Services) -> Act:
    """Return a request of somebody else at the same till."""
    return Act(uuid7(services.clock))


def walk_in(services: Services, amount: int = 900) -> str:
    """Sell to somebody unknown, in cash, and return the operation."""
    return services.till.sale(SaleRequest(act(services), None, amount)).operation
