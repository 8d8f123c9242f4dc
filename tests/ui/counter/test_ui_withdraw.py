"""Stored value paid out: the figures stand there first."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from smbcrm.membership.sales.codes import Means
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
        "Paid out": "100.00",
        "Paid part": "147.28 → 47.28",
        "Gift part": "14.72 → 0.00",
        "Gift that is void": "−14.72",
        "Gift of these top-ups spent before": "5.28",
    }
    assert panel.frame.take.reason == "14.72 of gift is void."
    hands.press(ENTER)
    bill = hands.done[0].bill
    assert bill is not None
    assert (bill.kind, bill.amount, bill.gift, bill.gift_spent) == ("withdrawal", 10000, -1472, 528)
    assert view_of(desk, HANNAH).owned == bill.after


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
