"""Stored value handed to another customer: what both have afterwards stands there first."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from smbcrm.membership.value.types import TransferReason
from smbcrm.ui.counter.hand_over_panel import HandOverPanel
from smbcrm.ui.desk import Desk
from tests.helpers.money_hands import ENTER, TAB, Hands, sit_at, view_of
from tests.helpers.till_trouble import with_faulty

HANNAH, MAYA = "Hannah Brooks", "Hanna Becker"


def sit(qtbot: QtBot, desk: Desk, name: str = HANNAH) -> tuple[Hands, HandOverPanel]:
    hands = sit_at(qtbot, HandOverPanel, desk, view_of(desk, name))
    assert isinstance(hands.panel, HandOverPanel)
    return hands, hands.panel


def fill(hands: Hands, panel: HandOverPanel, amount: str) -> None:
    """Type an amount and who gets it, and choose why."""
    hands.type(amount)
    hands.press(TAB)
    hands.type(MAYA)
    hands.qtbot.waitUntil(panel.taker._list.isVisible)
    hands.press(ENTER)
    panel.reason.choose(TransferReason.FAMILY)
    panel.reason.changed.emit(TransferReason.FAMILY)


def test_it_says_what_goes_over_and_what_both_have_then(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk)
    assert panel.frame.take.reason == "Type the amount."
    hands.type("5")
    assert panel.frame.take.reason == "Choose who gets it."
    panel.amount.type("")
    fill(hands, panel, "81")
    hands.wait_for("Hand over $81.00")
    assert hands.figures == {
        "Handed over": "81.00 paid 73.64 + gift 7.36",
        HANNAH: "162.00 → 81.00 paid 73.64 + gift 7.36",
        MAYA: "0.00 → 81.00 paid 73.64 + gift 7.36",
    }
    panel.enter()
    bill = hands.done[0].bill
    assert bill is not None
    assert (bill.kind, bill.amount, bill.gift) == ("transfer", 8_100, 736)
    assert view_of(desk, MAYA).owned.stored == 8_100


def test_nobody_is_guessed_and_a_reason_is_needed(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk)
    hands.type("10")
    panel.enter()
    assert panel.taker.message() == "Choose who gets it."
    hands.type(MAYA)
    qtbot.waitUntil(panel.taker._list.isVisible)
    hands.press(ENTER)
    panel.enter()
    assert panel.reason.message() == "Choose a reason."
    assert hands.done == []


def test_not_to_oneself_and_not_more_than_there_is(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk)
    fill(hands, panel, "500")
    qtbot.waitUntil(lambda: bool(panel.frame.take.reason))
    panel.enter()
    qtbot.waitUntil(lambda: "Take at most $162.00" in hands.said)
    assert hands.done == []


def test_where_nothing_is_nothing_is_handed_over(qtbot: QtBot, desk: Desk) -> None:
    _, panel = sit(qtbot, desk, MAYA)
    assert panel.frame.take.reason == "There is no stored value."
    assert not panel.amount.isEnabled()


def test_all_of_it_is_one_press_away(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk)
    fill(hands, panel, "1")
    hands.tab_to(panel.all)
    hands.press(Qt.Key.Key_Space)
    hands.wait_for("Hand over $162.00")


def test_the_pin_is_asked_for(qtbot: QtBot, desk: Desk) -> None:
    desk.services.shop.set("stored_value.pin_from", "5000")
    desk.services.spending_pins.set(view_of(desk, HANNAH).shown.customer.id, "4711")
    hands, panel = sit(qtbot, desk)
    fill(hands, panel, "50")
    hands.wait_for("Hand over $50.00")
    assert panel.frame.take.reason == "PIN, then Enter"
    panel.enter()
    hands.type("4712")
    hands.press(ENTER)
    assert panel.pin.message().startswith("This is not the customer's PIN")
    hands.type("4711")
    hands.press(ENTER)
    qtbot.waitUntil(lambda: len(hands.done) == 1)


def test_a_fault_is_tried_again_and_counts_once(qtbot: QtBot, desk: Desk) -> None:
    faulty, value = with_faulty(desk, "value")
    hands, panel = sit(qtbot, faulty)
    fill(hands, panel, "10")
    hands.wait_for("Hand over $10.00")
    value.after = 1
    panel.enter()
    assert "Not recorded yet" in hands.said
    panel.enter()
    assert len(hands.done) == 1
    assert view_of(desk, MAYA).owned.stored == 1_000


def test_a_change_of_language_keeps_what_is_half_typed(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk)
    fill(hands, panel, "20")
    assert panel.half_done()
    other, again = sit(qtbot, desk)
    again.recall(panel.memory())
    other.wait_for("Hand over $20.00")
    assert again.filled_in() == panel.filled_in()
