"""Redeem points: store credit here, money off in the sale."""

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from smbcrm.membership.bills.types import Balances
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.proposing import Choice, Way
from smbcrm.membership.shop.settings import WORTH_POINTS
from smbcrm.ui.counter.panel import SALE
from smbcrm.ui.counter.redeem_panel import MONEY_OFF, RedeemPanel
from smbcrm.ui.counter.sale_panel import SaleMemory, SalePanel
from smbcrm.ui.desk import Desk
from tests.helpers.money_hands import ENTER, Hands, sit_at, view_of, words_in

HANNAH = "Hannah Brooks"


def sit(qtbot: QtBot, desk: Desk) -> tuple[Hands, RedeemPanel]:
    hands = sit_at(qtbot, RedeemPanel, desk, view_of(desk, HANNAH))
    assert isinstance(hands.panel, RedeemPanel)
    return hands, hands.panel


def test_enter_right_away_redeems_nothing(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk)
    assert panel.points.text() == ""
    assert panel.frame.take.reason == "Type how many points."
    hands.press(ENTER)
    assert panel.points.message() == "Type how many points."
    hands.type("0")
    hands.press(ENTER)
    assert panel.points.message() == "Type how many points."
    assert hands.done == []


def test_all_points_are_one_press_away(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk)
    assert not panel.half_done()
    hands.tab_to(panel.all)
    hands.press(Qt.Key.Key_Space)
    assert hands.focus is panel.points.edit
    hands.wait_for("Redeem 1,292")
    assert panel.frame.take.reason == "$12.92 more store credit."
    assert hands.figures == {
        "Store credit": "0.00 → 12.92",
        "Which points go, soonest end first": "",
        "Ending 30 Nov 2027": "1,292 → 0",
        "Points left": "1,292 → 0 worth 0.00",
    }
    assert panel.half_done()
    hands.press(ENTER)
    bill = hands.done[0].bill
    assert bill is not None
    assert (bill.points, bill.after.credit) == (-1292, 1292)


def test_some_of_them_can_be_typed(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk)
    hands.type("1,000")
    hands.wait_for("Redeem 1,000")
    assert panel.half_done()
    memory = panel.memory()
    other, again = sit(qtbot, desk)
    again.recall(memory)
    other.wait_for("Redeem 1,000")
    panel.all.click()
    hands.wait_for("Redeem 1,292")


def test_a_number_that_is_worth_no_whole_amount_is_refused_with_the_step(
    qtbot: QtBot, desk: Desk
) -> None:
    desk.services.shop.set(WORTH_POINTS.key, "1000")
    desk = replace(desk, shop=desk.services.shop.shop())
    hands, panel = sit(qtbot, desk)
    panel.all.click()
    assert panel.points.text() == "1290"
    hands.type("1295")
    hands.press(ENTER)
    assert hands.said == ("1295 points are worth no whole amount. Use a multiple of 10.")
    assert hands.done == []


def test_more_than_there_are_is_refused(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk)
    hands.type("5000")
    qtbot.waitUntil(lambda: "There are 1292 points" in panel.frame.take.reason)
    hands.press(ENTER)
    assert hands.said.startswith("There are 1292 points, 5000 are asked for.")


def test_what_is_no_number_is_refused_at_the_field(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk)
    hands.type("many")
    hands.press(ENTER)
    assert panel.points.message() == "Type a whole number of points."


def test_points_below_zero_turn_the_button_off(qtbot: QtBot, desk: Desk) -> None:
    view = replace(view_of(desk, HANNAH), owned=Balances(points=-40), points_money=0)
    hands = sit_at(qtbot, RedeemPanel, desk, view)
    take = hands.panel.frame.take
    assert take.reason == (
        "Points are −40 after a refund. Nothing can be redeemed before they are earned back."
    )
    assert not take.button.isEnabled()
    hands.press(ENTER)
    assert hands.done == []


def test_without_points_it_says_so(qtbot: QtBot, desk: Desk) -> None:
    hands = sit_at(qtbot, RedeemPanel, desk, view_of(desk, "Hanna Becker"))
    assert hands.panel.frame.take.reason == "There are no points yet."


def test_money_off_opens_the_sale_with_points(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk)
    hands.tab_to(panel.mode)
    hands.press(Qt.Key.Key_Left)
    choice = Choice(way=Way.MIXED, most_points=True)
    name, memory = hands.switched[0]
    assert (name, memory) == (SALE, SaleMemory(choice=choice))
    sale = sit_at(qtbot, SalePanel, desk, view_of(desk, HANNAH))
    sale.panel.recall(memory)
    sale.panel.focus_first()
    sale.type("8")
    sale.wait_for("Take $8.00")
    assert sale.figures["Points used"] == "−800 worth 8.00"
    sale.type("0")
    sale.wait_for("Take $80.00")
    assert sale.figures["Points used"] == "−1,292 worth 12.92"
    sale.press(ENTER)
    bill = sale.done[0].bill
    assert bill is not None
    assert {payment.means: payment.amount for payment in bill.payments} == {
        Means.POINTS: 1292,
        Means.STORED: 6708,
    }


def test_the_rate_is_said(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk)
    assert "100 points are worth $1.00." in words_in(hands.panel)
    assert panel.mode.value() != MONEY_OFF


def test_the_keypad_types_points(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk)
    for key in ("clear", "4", "00", "."):
        panel.frame.keypad.pressed.emit(key)
    hands.wait_for("Redeem 400")
