"""Stored value paid out: the figures stand there first."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import RedeemRequest, TopUpRequest
from smbcrm.ui.counter.withdraw_panel import WithdrawPanel
from smbcrm.ui.desk import Desk
from tests.helpers.money_hands import ENTER, Hands, sit_at, view_of
from tests.helpers.till_trouble import with_faulty

HANNAH = "Hannah Brooks"


def sit(qtbot: QtBot, desk: Desk, name: str = HANNAH) -> tuple[Hands, WithdrawPanel]:
    hands = sit_at(qtbot, WithdrawPanel, desk, view_of(desk, name))
    assert isinstance(hands.panel, WithdrawPanel)
    return hands, hands.panel


def test_it_says_what_is_paid_out_void_and_was_spent_before(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk)
    assert panel.frame.take.reason == "Type the amount."
    hands.type("100")
    hands.wait_for("Pay out $100.00")
    assert hands.figures == {
        "To pay out": "100.00",
        "Paid part": "147.28 → 47.28",
        "Gift part": "14.72 → 0.00",
        "Gift that becomes void": "−14.72",
        "Gift of these top-ups spent before": "5.28",
    }
    assert panel.frame.take.reason == "14.72 of gift is void."
    hands.press(ENTER)
    bill = hands.done[0].bill
    assert bill is not None
    assert (bill.kind, bill.amount, bill.gift, bill.gift_spent) == ("withdrawal", 10000, -1472, 528)
    assert view_of(desk, HANNAH).owned == bill.after


def test_it_says_that_points_go_below_zero(qtbot: QtBot, desk: Desk) -> None:
    services, who = desk.services, view_of(desk, "Hanna Becker").shown.customer.id
    services.shop.set("points.earned_at", "top_up")
    topped_up = services.till.top_up(TopUpRequest(desk.act(), who, 10_000, with_offer=False))
    hands, _ = sit(qtbot, desk, "Hanna Becker")
    had, earned = topped_up.after.points, topped_up.points
    hands.type("10")
    hands.wait_for("Pay out $10.00")
    assert hands.figures["Points"] == f"{had} → {had - earned // 10}"
    services.till.redeem(RedeemRequest(desk.act(), who, had))
    other, _ = sit(qtbot, desk, "Hanna Becker")
    other.type("100")
    other.wait_for("Pay out $100.00")
    owed = f"0 → −{earned} below zero: to be earned back first"
    assert other.figures["Points"] == owed


def test_all_of_the_paid_part_is_one_press_away(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk)
    hands.tab_to(panel.all)
    hands.press(Qt.Key.Key_Space)
    hands.wait_for("Pay out $147.28")
    panel.means.chips[Means.TRANSFER].click()
    hands.wait_for("Pay out $147.28")
    panel.enter()
    bill = hands.done[0].bill
    assert bill is not None
    assert [paid.means for paid in bill.payments] == [Means.TRANSFER]


def test_the_gift_part_is_not_paid_out(qtbot: QtBot, desk: Desk) -> None:
    hands, _ = sit(qtbot, desk)
    hands.type("150")
    hands.press(ENTER)
    qtbot.waitUntil(lambda: "withdraw at most $147.28" in hands.said)
    assert hands.done == []


def test_where_nothing_was_paid_in_nothing_is_paid_out(qtbot: QtBot, desk: Desk) -> None:
    _, panel = sit(qtbot, desk, "Hanna Becker")
    assert panel.frame.take.reason == "There is no paid part."
    assert not panel.amount.isEnabled()
    panel.frame.keypad.pressed.emit("5")
    assert panel.amount.field.text() == ""


@pytest.mark.parametrize("key", ["4", "00"])
def test_the_keypad_types(qtbot: QtBot, desk: Desk, key: str) -> None:
    hands, panel = sit(qtbot, desk)
    hands.type("3")
    panel.frame.keypad.pressed.emit(key)
    assert panel.amount.field.text() == f"3{key}"


def test_a_fault_is_tried_again_and_counts_once(qtbot: QtBot, desk: Desk) -> None:
    faulty, value = with_faulty(desk, "value")
    hands, _ = sit(qtbot, faulty)
    hands.type("10")
    hands.wait_for("Pay out $10.00")
    value.after = 1
    hands.press(ENTER)
    assert "Not recorded yet" in hands.said
    hands.press(ENTER)
    assert len(hands.done) == 1
    assert view_of(desk, HANNAH).owned.principal == 13_728


def test_a_change_of_language_keeps_what_is_half_typed(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk)
    hands.type("20")
    panel.means.chips[Means.CARD].click()
    assert panel.half_done()
    other, again = sit(qtbot, desk)
    again.recall(panel.memory())
    other.wait_for("Pay out $20.00")
    assert again.filled_in() == panel.filled_in()


# ---------------------------------------------------------------------------------- the PIN


def with_pin(qtbot: QtBot, desk: Desk) -> tuple[Hands, WithdrawPanel]:
    """Sit there in a shop that asks for the PIN from 50.00 on."""
    desk.services.shop.set("stored_value.pin_from", "5000")
    desk.services.spending_pins.set(view_of(desk, HANNAH).shown.customer.id, "4711")
    return sit(qtbot, desk)


def test_the_pin_is_asked_as_at_a_sale(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = with_pin(qtbot, desk)
    hands.type("49.99")
    hands.wait_for("Pay out $49.99")
    assert panel.pin.isHidden()
    panel.amount.field.set_amount(5_000)
    panel.edited()
    hands.wait_for("Pay out $50.00")
    assert panel.frame.take.reason == "PIN, then Enter"
    panel.enter()
    assert hands.focus is panel.pin.pin.edit
    hands.type("4712")
    hands.press(ENTER)
    qtbot.waitUntil(lambda: "Tries left: 4" in panel.pin.message())
    assert hands.done == []
    for key in "4711":
        panel.frame.keypad.pressed.emit(key)
    hands.press(ENTER)
    qtbot.waitUntil(lambda: len(hands.done) == 1)
    assert view_of(desk, HANNAH).owned.principal == 14_728 - 5_000


def test_a_forgotten_pin_is_reset_with_a_reason(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = with_pin(qtbot, desk)
    hands.type("60")
    hands.wait_for("Pay out $60.00")
    hands.press(ENTER)
    box = panel.pin
    assert not box.reason.isVisible()
    box.forgot.click()
    assert box.forgot.text() == "Type the PIN"
    panel.enter()
    assert hands.done == []
    for field in (box.pin, box.again):
        field.edit.setText("0815")
    box.set.click()
    assert box.reason.message() == "Choose a reason."
    box.reason.choose("document_shown")
    box.again.edit.setFocus()
    hands.press(ENTER)
    qtbot.waitUntil(lambda: not box.reason.isVisible())
    qtbot.waitUntil(lambda: panel.frame.take.reason == "PIN, then Enter")
    assert hands.done == []
    assert hands.focus is box.pin.edit, "what is typed next must not be seen"
    hands.type("0815")
    hands.press(ENTER)
    qtbot.waitUntil(lambda: len(hands.done) == 1)
    assert "document_shown" in repr(desk.services.reports.insider())


def test_from_forgotten_there_is_a_way_back(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = with_pin(qtbot, desk)
    hands.type("60")
    hands.wait_for("Pay out $60.00")
    panel.pin.forgot.click()
    panel.pin.forgot.click()
    assert hands.focus is panel.pin.pin.edit
    hands.type("4711")
    hands.press(ENTER)
    qtbot.waitUntil(lambda: len(hands.done) == 1)
