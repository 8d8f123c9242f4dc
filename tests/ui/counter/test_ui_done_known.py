"""What the till knows beside a bill: a closed day, another tier, who got what was handed over."""

from dataclasses import replace

from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smbcrm.membership.bills.types import Bill
from smbcrm.membership.dayclose.types import CloseRequest
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import SaleRequest
from smbcrm.membership.value.types import TransferRequest
from smbcrm.ui.counter.done_panel import DonePanel
from smbcrm.ui.counter.panel import Done
from smbcrm.ui.counter.sale_panel import SalePanel
from smbcrm.ui.counter.take_back import TakeBack
from smbcrm.ui.desk import Desk
from tests.helpers.money_hands import ENTER, sit_at, view_of, words_in
from tests.helpers.package_hands import HANNA, HANNAH, add_packages, sold
from tests.helpers.room import RecordingRoom
from tests.ui.counter.conftest import put_up

CLOSED = "The day is closed at Till 1."


def close_day(desk: Desk) -> None:
    """Close the day of this till with what lies in the drawer."""
    there = desk.services.dayclose.look(CloseRequest(desk.act())).counting.expected
    desk.services.dayclose.close(CloseRequest(desk.act(), there))


def shown(qtbot: QtBot, desk: Desk, bill: Bill, name: str = HANNAH) -> DonePanel:
    view = view_of(desk, name)
    panel = DonePanel(desk, view, Done(view.shown.customer.id, bill))
    qtbot.addWidget(panel)
    panel.resize(729, 600)
    panel.narrow(1366, 696)
    panel.show()
    return panel


def test_on_a_closed_day_no_undo_is_offered(qtbot: QtBot, desk: Desk, room: RecordingRoom) -> None:
    close_day(desk)
    hands = sit_at(qtbot, SalePanel, desk, view_of(desk, HANNAH))
    assert CLOSED in words_in(hands.panel)
    hands.type("12.50")
    hands.wait_for("Take $12.50")
    hands.press(ENTER)
    bill = hands.done[0].bill
    assert bill is not None
    panel = shown(qtbot, desk, bill)
    panel.narrow(1000, 600)
    assert panel.undo.isHidden()
    assert CLOSED in words_in(panel)
    assert "Undo stays" not in words_in(panel)
    idle = put_up(desk, qtbot).body.idle.served
    assert not idle.until.isVisible()
    TakeBack(desk, QObject()).operation(bill.operation)
    assert room.remarks == room.toasts
    assert room.remarks[0].startswith("The day of Bill")


def test_while_the_day_is_open_undo_is_offered(qtbot: QtBot, desk: Desk) -> None:
    hands = sit_at(qtbot, SalePanel, desk, view_of(desk, HANNAH))
    assert "closed" not in words_in(hands.panel)
    customer = view_of(desk, HANNAH).shown.customer.id
    bill = desk.services.till.sale(SaleRequest(desk.act(), customer, 900))
    panel = shown(qtbot, desk, bill)
    assert panel.undo.isVisible()
    assert "Undo stays in “Just served” for 30 minutes" in words_in(panel)
    QTest.keyClick(panel.undo, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not None


def test_who_moves_up_is_said(qtbot: QtBot, desk: Desk) -> None:
    tiers = desk.services.tiers.all()
    spend = next(tier.spend_from for tier in tiers if tier.spend_from)
    assert spend is not None
    customer = view_of(desk, HANNA).shown.customer.id
    request = SaleRequest(desk.act(), customer, spend, payments={Means.CARD: spend})
    panel = shown(qtbot, desk, desk.services.till.sale(request), HANNA)
    assert f"Tier {tiers[0].name} → " in words_in(panel)
    again = replace(request, act=desk.act(), amount=100, payments={Means.CARD: 100})
    panel = shown(qtbot, desk, desk.services.till.sale(again), HANNA)
    assert "Tier" not in words_in(panel)


def test_who_got_it_is_said(qtbot: QtBot, desk: Desk) -> None:
    add_packages(desk.services)
    giver = sold(desk, HANNAH, "BLOW10").shown.customer.id
    taker = view_of(desk, HANNA).shown.customer.id
    value = desk.services.value
    stored = value.transfer(TransferRequest(desk.act(), giver, taker, 8_100, "family"))
    assert "To Hanna Becker 0.00 → 81.00" in words_in(shown(qtbot, desk, stored))
    visits = value.transfer(TransferRequest(desk.act(), giver, taker, 2, "family", "BLOW10"))
    assert "To Hanna Becker +2 visits" in words_in(shown(qtbot, desk, visits))
