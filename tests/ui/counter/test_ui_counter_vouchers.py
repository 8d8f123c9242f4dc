"""Vouchers on the counter page: the tile of the card, scans with no sale open, the lists."""

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from smbcrm.core.clock import SetClock
from smbcrm.core.ids import uuid7
from smbcrm.membership.benefits.types import VoidVoucherRequest, VoucherVoidReason
from smbcrm.membership.ledger.types import OperationKind
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.types import SaleRequest
from smbcrm.membership.services import Services
from smbcrm.ui.counter.done_panel import DonePanel
from smbcrm.ui.counter.happenings import recent_lines
from smbcrm.ui.counter.page import CounterPage
from smbcrm.ui.counter.panel import TOP_UP, Done
from smbcrm.ui.counter.sale_panel import SalePanel
from smbcrm.ui.counter.top_up_panel import TopUpPanel
from smbcrm.ui.desk import Desk
from tests.helpers.money_hands import view_of, words_in
from tests.helpers.voucher_hands import issue, set_up_vouchers

HANNAH = "Hannah Brooks"


@pytest.fixture
def hannah(services: Services, who: dict[str, int]) -> int:
    """Return Hannah, in a shop that gives vouchers."""
    set_up_vouchers(services)
    return who[HANNAH]


def opened(page: CounterPage) -> str:
    return "" if page.view is None else page.view.shown.customer.profile.full_name


def tiles(page: CounterPage) -> dict[str, str]:
    """Return what the tiles of the card say, by their titles."""
    shown = page.body.customer.card.tiles
    return {tile.accessibleName(): tile.accessibleDescription() for tile in shown}


def void(services: Services, code: str) -> None:
    act = Act(uuid7(services.clock))
    services.benefits.void(VoidVoucherRequest(act, code, VoucherVoidReason.LOST))


def ended(services: Services) -> None:
    """Let more than a year pass, and what is over be written down."""
    clock = services.clock
    assert isinstance(clock, SetClock)
    clock.instant += dt.timedelta(days=400)
    services.ledger.expire()


def test_the_card_counts_and_names_them(page: CounterPage, services: Services, hannah: int) -> None:
    page.open_customer(hannah)
    assert "Vouchers" not in tiles(page)
    for one in ("birthday", "trim"):
        issue(services, one, hannah)
    page.open_customer(hannah)
    assert tiles(page)["Vouchers"] == "2, Birthday −10 % · Free fringe trim"


def test_a_scan_opens_the_sale_of_its_owner(
    page: CounterPage, services: Services, hannah: int
) -> None:
    code = issue(services, "ten", hannah)
    page.scanned(code)
    assert opened(page) == HANNAH
    panel = page.flow.panel
    assert isinstance(panel, SalePanel)
    assert panel.vouchers.codes == (code,)
    assert panel.vouchers.chips[code].isChecked()


def test_a_scan_of_a_dead_one_says_why_and_offers_its_owner(
    page: CounterPage, services: Services, hannah: int
) -> None:
    code = issue(services, "ten", hannah)
    void(services, code)
    page.scanned(code)
    assert opened(page) == ""
    assert f"The voucher {code} was made void" in page.notice.text
    buttons = page.notice.findChildren(QPushButton)
    (go,) = (one for one in buttons if one.text().startswith("Open Hannah Brooks"))
    QTest.mouseClick(go, Qt.MouseButton.LeftButton)
    assert opened(page) == HANNAH


def test_a_scan_leaves_alone_what_is_half_typed(
    page: CounterPage, services: Services, hannah: int
) -> None:
    code = issue(services, "ten", hannah)
    page.open_customer(hannah, TOP_UP)
    panel = page.flow.panel
    assert isinstance(panel, TopUpPanel)
    panel.amount.type("500")
    page.scanned(code)
    assert page.flow.panel is panel
    assert page.notice.text == "Finish or close this first."


def test_closing_the_sale_lets_it_go(page: CounterPage, services: Services, hannah: int) -> None:
    code = issue(services, "ten", hannah)
    away = services.staff.add_terminal("Till 2").name
    page.scanned(code)
    page.flow.close()
    services.benefits.hold(Act(uuid7(services.clock), terminal=away), code)


def test_recent_names_what_was_given_and_made_void(
    desk: Desk, services: Services, hannah: int
) -> None:
    void(services, issue(services, "ten", hannah))
    gone, came = recent_lines(desk, view_of(desk, HANNAH))[:2]
    assert (gone.title, gone.amount) == ("Voucher made void · Ten off", "")
    assert (came.title, came.amount) == ("Voucher issued · Ten off", "")


def test_what_was_done_names_the_voucher(
    qtbot: QtBot, desk: Desk, services: Services, hannah: int
) -> None:
    code = issue(services, "ten", hannah)
    asked = SaleRequest(Act(uuid7(services.clock)), hannah, 6_000, vouchers=(code,))
    panel = DonePanel(desk, view_of(desk, HANNAH), Done(hannah, services.till.sale(asked)))
    qtbot.addWidget(panel)
    assert "Voucher used" in words_in(panel)
    assert "Ten off" in words_in(panel)


def test_recent_names_the_voucher_that_ended(desk: Desk, services: Services, hannah: int) -> None:
    issue(services, "birthday", hannah)
    ended(services)
    lines = recent_lines(desk, view_of(desk, HANNAH))
    (line,) = (one for one in lines if one.title.startswith("Voucher ended"))
    assert (line.title, line.who, line.amount) == ("Voucher ended · Birthday −10 %", "", "")


def test_a_row_of_visits_alone_has_a_line(desk: Desk, services: Services, hannah: int) -> None:
    issue(services, "birthday", hannah)
    ended(services)
    view = view_of(desk, HANNAH)
    (one,) = (one for one in view.recent if one.row.vouchers == -1)
    rows = [
        replace(one.row, kind=kind, vouchers=0, visits=visits)
        for kind, visits in ((OperationKind.EXPIRY, -3), (OperationKind.OPENING, 5))
    ]
    recent = tuple(replace(one, row=row, items=("Ten washes",)) for row in rows)
    lines = recent_lines(desk, replace(view, recent=recent))
    assert [(line.title, line.amount) for line in lines] == [
        ("Visits ended · Ten washes", "−3 visits"),
        ("Opening visits · Ten washes", "+5 visits"),
    ]
