"""The page of the customers as it stands in the window, and a shop with very many of them."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smbcrm.membership.customers.kinds import Status
from smbcrm.membership.customers.lists import CustomerFilter, CustomerRow, CustomerSort
from smbcrm.ui.customers.page import CustomersPage
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.labels import ElideLabel
from smbcrm.ui.widgets.paged_model import PAGE

if TYPE_CHECKING:
    from smbcrm.membership.customers.service import CustomerService

WINDOW = (1366, 696)
BORN = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
PutUp = Callable[..., CustomersPage]


@dataclass
class Crowd:
    """As many customers as wanted, and a note of every page that was asked for."""

    many: int
    pages: list[tuple[int, CustomerSort, bool]] = field(default_factory=list)

    def count(self, chosen: CustomerFilter | None = None) -> int:
        del chosen
        return self.many

    def page_at(
        self,
        chosen: CustomerFilter,
        sort: CustomerSort,
        offset: int,
        limit: int,
        *,
        descending: bool,
    ) -> tuple[CustomerRow, ...]:
        del chosen
        self.pages.append((offset // PAGE, sort, descending))
        numbers = range(offset, min(offset + limit, self.many))
        return tuple(somebody(self.many - 1 - n if descending else n) for n in numbers)


def somebody(number: int) -> CustomerRow:
    """Return a row of a list."""
    return CustomerRow(
        id=number + 1,
        code=f"C{number}",
        full_name=f"Customer {number:06}",
        phone=f"+1207{number:07}",
        email="",
        tier="Gold",
        tier_code="gold",
        card="",
        alert=False,
        status=Status.ACTIVE,
        principal=number,
        gift=0,
        credit=0,
        points=number,
        birthday=None,
        last_visit=None,
        visits=0,
        spend=0,
        created_at=BORN,
    )


def crowded(desk: Desk, crowd: Crowd) -> Desk:
    """Return a desk in a shop with a crowd of customers."""
    services = replace(desk.services, customers=cast("CustomerService", crowd))
    return replace(desk, services=services)


@pytest.fixture
def put_up(qtbot: QtBot) -> PutUp:
    """Return a function that shows the page as large as it is in a window of a size."""

    def put(desk: Desk, size: tuple[int, int] = WINDOW, memory: object = None) -> CustomersPage:
        page = CustomersPage(desk)
        qtbot.addWidget(page)
        width, height = size
        page.resize(width - (188 if width >= WINDOW[0] else 60), height)
        page.narrow(*size)
        if memory is not None:
            page.recall(memory)
        page.show()
        page.activateWindow()
        page.arrive()
        page.refocus()
        QApplication.processEvents()
        return page

    return put


@pytest.fixture
def page(desk: Desk, put_up: PutUp) -> CustomersPage:
    """Return the customers of the salon."""
    return put_up(desk)


def names(page: CustomersPage) -> list[str]:
    """Return who is in the list, from the top."""
    rows = (page.model.row(number) for number in range(page.model.rowCount()))
    return [row.full_name for row in rows if row is not None]


def chosen(page: CustomersPage) -> str:
    """Return the name at the current row."""
    row = page.model.row(page.table.currentIndex().row())
    return "" if row is None else row.full_name


def said(page: CustomersPage) -> str:
    """Return the sentence under the title."""
    return next(one.text() for one in page.findChildren(ElideLabel))
