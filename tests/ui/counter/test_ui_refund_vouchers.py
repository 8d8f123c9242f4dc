"""A refund whose sale was paid with vouchers: they are shown before they come back."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from smbcrm.core.clock import SetClock
from smbcrm.membership.benefits.types import IssueRequest
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.sales.types import ItemQuantity, SaleRequest
from smbcrm.membership.vouchers.types import NewDefinition, VoucherState
from smbcrm.ui.counter.refund_body import Part
from smbcrm.ui.counter.refund_panel import RefundPanel
from smbcrm.ui.desk import Desk
from tests.helpers.money_hands import ENTER, Hands, sit_at, view_of, words_in
from tests.helpers.package_hands import HANNAH


@pytest.fixture
def code(desk: Desk) -> str:
    """Give Hannah a free colour for thirty days."""
    who = view_of(desk, HANNAH).shown.customer.id
    desk.services.vouchers.add(
        NewDefinition("free", "Free colour", "free_item", item="COL", days=30)
    )
    (issued,) = desk.services.benefits.issue(IssueRequest(desk.act(), "free", (who,)))
    return issued.code


def sell(desk: Desk, code: str, pieces: int) -> Bill:
    who = view_of(desk, HANNAH).shown.customer.id
    items = (ItemQuantity("COL", pieces * 1000),)
    asked = SaleRequest(desk.act(), who, items=items, vouchers=(code,))
    return desk.services.till.sale(asked)


def sit(qtbot: QtBot, desk: Desk, bill: Bill) -> tuple[Hands, RefundPanel]:
    sale = desk.services.refunds.sale_left(bill.operation)
    view = view_of(desk, HANNAH)
    hands = sit_at(qtbot, lambda desk, view: RefundPanel(desk, view, sale), desk, view)
    assert isinstance(hands.panel, RefundPanel)
    return hands, hands.panel


def vouchers(panel: RefundPanel) -> list[tuple[str, str]]:
    rows = panel.inside.back.rows
    return [(row.rest, row.amount) for row in rows if row.title == "Voucher"]


def later(desk: Desk, days: int) -> None:
    clock = desk.services.clock
    assert isinstance(clock, SetClock)
    clock.instant += dt.timedelta(days=days)


def test_a_sale_that_came_to_nothing_goes_back_whole(qtbot: QtBot, desk: Desk, code: str) -> None:
    bill = sell(desk, code, 1)
    assert bill.amount == 0
    later(desk, 7)
    hands, panel = sit(qtbot, desk, bill)
    hands.wait_for("Give back $0.00")
    assert [button.text() for button in panel.inside.parts.buttons()] == ["Whole sale"]
    assert vouchers(panel) == [("Free colour · until 21 Dec", "comes back")]
    assert "Nothing is handed over Nothing was paid." in words_in(panel)
    hands.press(Qt.Key.Key_Down, ENTER)
    assert hands.done[0].bill is not None
    assert desk.services.benefits.show(code).state is VoucherState.RETURNED


def test_a_voucher_comes_back_with_the_last_of_the_sale(
    qtbot: QtBot, desk: Desk, code: str
) -> None:
    hands, panel = sit(qtbot, desk, sell(desk, code, 2))
    panel.inside.choose(Part.AMOUNT)
    panel.inside.amount.type("10")
    panel.edited()
    hands.wait_for("Give back $10.00")
    assert vouchers(panel) == []
    panel.inside.choose(Part.WHOLE)
    panel.edited()
    hands.wait_for("Give back $124.00")
    assert vouchers(panel) == [("Free colour · until 21 Dec", "comes back")]
    panel.inside.choose(Part.VOID)
    panel.edited()
    hands.wait_for("Void $124.00")
    assert vouchers(panel) == [("Free colour · until 21 Dec", "comes back")]


def test_what_had_ended_says_until_when_it_is_good_again(
    qtbot: QtBot, desk: Desk, code: str
) -> None:
    bill = sell(desk, code, 1)
    later(desk, 40)
    hands, panel = sit(qtbot, desk, bill)
    hands.wait_for("Give back $0.00")
    assert vouchers(panel) == [("Free colour · until 30 Jan 2027", "comes back")]
