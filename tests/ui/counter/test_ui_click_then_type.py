"""After a click on a choice Enter does what the button says, and digits go where they belong."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import SaleRequest
from smbcrm.ui.counter.money_panel import MoneyPanel
from smbcrm.ui.counter.package_wishes import Mode
from smbcrm.ui.counter.redeem_panel import CREDIT, REWARD, RedeemPanel
from smbcrm.ui.counter.refund_body import Part
from smbcrm.ui.counter.refund_panel import RefundPanel
from smbcrm.ui.counter.visit_panel import VisitPanel
from smbcrm.ui.counter.withdraw_panel import WithdrawPanel
from smbcrm.ui.desk import Desk
from tests.helpers.money_hands import ENTER, Hands, sit_at, view_of
from tests.helpers.package_hands import HANNAH, add_packages, sold
from tests.helpers.room import RecordingRoom


@pytest.fixture(autouse=True)
def packages(desk: Desk) -> None:
    """Let the salon sell packages."""
    add_packages(desk.services)


def click(hands: Hands, widget: QWidget, goes_to: QWidget | None = None) -> None:
    """Click, and wait until the focus is where it shall be."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    if goes_to is not None:
        hands.qtbot.waitUntil(lambda: QApplication.focusWidget() is goes_to)


def refund(qtbot: QtBot, desk: Desk) -> tuple[Hands, RefundPanel]:
    view = view_of(desk, HANNAH)
    paid = {Means.CASH: 6_800}
    request = SaleRequest(desk.act(), view.shown.customer.id, 6_800, payments=paid)
    sale = desk.services.refunds.sale_left(desk.services.till.sale(request).operation)

    def make(desk: Desk, view: object) -> MoneyPanel:
        del view
        return RefundPanel(desk, view_of(desk, HANNAH), sale)

    hands = sit_at(qtbot, make, desk, view)
    assert isinstance(hands.panel, RefundPanel)
    return hands, hands.panel


def part(panel: RefundPanel, wanted: Part) -> QWidget:
    found = [one for one in panel.inside.parts.buttons() if one.text() == _WORDS[wanted]]
    return found[0]


_WORDS = {Part.AMOUNT: "An amount", Part.WHOLE: "Whole sale", Part.VOID: "Void instead"}


def test_enter_after_a_click_on_pause_makes_the_pause(
    qtbot: QtBot, desk: Desk, room: RecordingRoom
) -> None:
    hands = sit_at(qtbot, VisitPanel, desk, sold(desk, HANNAH, "BLOW10"))
    panel = hands.panel
    assert isinstance(panel, VisitPanel)
    click(hands, panel.inside.buttons[Mode.PAUSE])
    hands.wait_for("Pause")
    hands.press(ENTER)
    assert room.toasts == ["Blow-dry, 10 visits stands still from today on."]


def test_enter_after_a_click_on_one_more_visit_uses_them(qtbot: QtBot, desk: Desk) -> None:
    hands = sit_at(qtbot, VisitPanel, desk, sold(desk, HANNAH, "BLOW10"))
    panel = hands.panel
    assert isinstance(panel, VisitPanel)
    hands.wait_for("Use 1 visit")
    click(hands, panel.inside.stepper.more)
    hands.wait_for("Use 2 visits")
    hands.press(ENTER)
    bill = hands.done[0].bill
    assert bill is not None
    assert bill.visits[0].moved == -2


def test_enter_after_a_click_on_void_asks_for_the_reason(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = refund(qtbot, desk)
    click(hands, part(panel, Part.VOID), panel.inside.reason.combo)
    hands.wait_for("Void $68.00")
    hands.press(ENTER)
    assert panel.inside.reason.message() == "Choose a reason."


def test_digits_after_a_click_on_an_amount_are_the_amount(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = refund(qtbot, desk)
    click(hands, part(panel, Part.AMOUNT), panel.inside.amount.field.edit)
    hands.type("20")
    hands.wait_for("Give back $20.00")


def test_enter_on_an_amount_that_was_chosen_with_keys_says_what_is_missing(
    qtbot: QtBot, desk: Desk
) -> None:
    hands, panel = refund(qtbot, desk)
    hands.tab_to(panel.inside.parts)
    hands.press(Qt.Key.Key_Left, ENTER)
    assert panel.inside.part is Part.AMOUNT
    assert panel.inside.amount.error == "The amount is empty. Type it, for example 68.50."
    assert hands.focus is panel.inside.amount.field.edit


def test_digits_after_a_click_on_store_credit_are_points(qtbot: QtBot, desk: Desk) -> None:
    hands = sit_at(qtbot, RedeemPanel, desk, view_of(desk, HANNAH))
    panel = hands.panel
    assert isinstance(panel, RedeemPanel)
    assert panel.mode.value() == CREDIT
    click(hands, panel.mode.buttons()[2])
    assert panel.mode.value() == REWARD
    hands.press(ENTER)
    reason = panel.frame.take.reason
    assert (reason, panel.frame.take.urgent) == ("There is no reward to choose now.", True)
    click(hands, panel.mode.buttons()[1], panel.points.edit)
    hands.type("500")
    hands.wait_for("Redeem 500")


def test_digits_after_a_click_on_a_means_go_on_with_the_amount(qtbot: QtBot, desk: Desk) -> None:
    hands = sit_at(qtbot, WithdrawPanel, desk, view_of(desk, HANNAH))
    panel = hands.panel
    assert isinstance(panel, WithdrawPanel)
    click(hands, panel.means.chips[Means.CARD], panel.amount.field.edit)
    hands.type("10")
    hands.wait_for("Pay out $10.00")
    hands.press(ENTER)
    bill = hands.done[0].bill
    assert bill is not None
    assert bill.payments[0].means is Means.CARD


def test_the_button_says_hand_over_before_it_is_known_to_whom(qtbot: QtBot, desk: Desk) -> None:
    hands = sit_at(qtbot, VisitPanel, desk, sold(desk, HANNAH, "BLOW10"))
    panel = hands.panel
    assert isinstance(panel, VisitPanel)
    click(hands, panel.inside.buttons[Mode.TRANSFER], panel.inside.transfer.taker.edit)
    assert (hands.button, panel.frame.take.reason) == ("Give 1 visit", "Choose who gets them.")
    click(hands, panel.inside.stepper.more)
    assert hands.button == "Give 2 visits"
    hands.press(ENTER)
    assert panel.inside.transfer.taker.message() == "Choose who gets them."
    assert panel.frame.take.urgent
    click(hands, panel.inside.buttons[Mode.TRANSFER])
    hands.wait_for("Use 2 visits")
