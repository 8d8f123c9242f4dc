"""Bills by the lines that tell of them: “Recent” of a customer, and “Just served”."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from smbcrm.membership.sales.types import RedeemRequest, ReverseRequest, SaleRequest
from smbcrm.membership.services import Services
from smbcrm.ui.counter import bill_panel
from smbcrm.ui.counter.page import CounterPage
from smbcrm.ui.counter.served import ServedRow
from tests.helpers.bill_hands import bill, number, opened
from tests.helpers.mouse import double_click
from tests.helpers.printers import PdfPrinters
from tests.ui.counter.conftest import act, walk_in

HANNAH = "Hannah Brooks"
ENTER = Qt.Key.Key_Return


@pytest.fixture(autouse=True)
def printers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the page find a printer that prints into the test's own folder."""
    monkeypatch.setattr(bill_panel, "Printers", lambda: PdfPrinters(tmp_path, "Counter"))


def lines(page: CounterPage) -> list[str]:
    model = page.body.customer.recent.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def go_to(page: CounterPage, title: str) -> None:
    """Put the focus on a line of Recent."""
    view = page.body.customer.recent.list
    view.setFocus()
    view.setCurrentIndex(view.model().index(lines(page).index(title), 0))


@pytest.mark.parametrize(
    ("title", "expected"),
    [("Sale", 3), ("Points earned", 3), ("Top up 200, gift 20", 1)],
)
def test_enter_on_a_line_of_recent_opens_its_bill(
    page: CounterPage, who: dict[str, int], title: str, expected: int
) -> None:
    page.open_customer(who[HANNAH])
    go_to(page, title)
    QTest.keyClick(page.body.customer.recent.list, ENTER)
    assert number(page) == expected
    assert bill(page).view is not None
    assert page.escape()
    assert page.flow.name == ""
    assert opened(page) == HANNAH


def test_a_redemption_has_a_bill_too(
    page: CounterPage, who: dict[str, int], services: Services
) -> None:
    services.till.redeem(RedeemRequest(act(services), who[HANNAH], 300))
    page.open_customer(who[HANNAH])
    go_to(page, "300 points to store credit")
    QTest.keyClick(page.body.customer.recent.list, ENTER)
    assert number(page) == 4


def test_a_double_click_on_a_line_opens_its_bill(page: CounterPage, who: dict[str, int]) -> None:
    page.open_customer(who[HANNAH])
    QApplication.processEvents()  # every line in its place
    view = page.body.customer.recent.list
    place = view.visualRect(view.model().index(0, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.flow.name == "", "the first click only marks it"
    double_click(view.viewport(), place)
    assert number(page) == 3


def test_an_undo_opens_the_bill_of_what_it_took_back(
    page: CounterPage, who: dict[str, int], services: Services
) -> None:
    sale = services.till.sale(SaleRequest(act(services), who[HANNAH], 5000))
    services.till.reverse(ReverseRequest(act(services), sale.operation))
    page.open_customer(who[HANNAH])
    go_to(page, "Undone: sale")
    QTest.keyClick(page.body.customer.recent.list, ENTER)
    assert number(page) == sale.bill_number
    assert bill(page).side.checked.text().startswith("Void")


def test_a_line_without_a_bill_says_so(page: CounterPage, who: dict[str, int]) -> None:
    page.open_customer(who[HANNAH])
    page.bills.of(page.view, "")
    assert page.notice.text == "There is no bill for this line: bills are made at the till."
    assert page.flow.name == ""


def served(page: CounterPage) -> list[ServedRow]:
    return [row for row in page.body.idle.served.rows.rows() if isinstance(row, ServedRow)]


def test_a_walk_in_of_just_served_opens_its_bill(page: CounterPage, services: Services) -> None:
    walk_in(services)
    QTest.mouseClick(served(page)[0], Qt.MouseButton.LeftButton)
    assert number(page) == 4
    assert page.escape()
    assert page.is_idle
    QTest.keyClick(served(page)[0], ENTER)
    assert number(page) == 4
