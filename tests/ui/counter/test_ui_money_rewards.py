"""Rewards for points: the list, which ones can be had, and handing one over."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from smbcrm.membership.bills.types import Balances
from smbcrm.membership.sales.types import ReverseRequest
from smbcrm.ui.counter.done_panel import DonePanel
from smbcrm.ui.counter.happenings import recent_lines, undo_words
from smbcrm.ui.counter.panel import CounterPanel, Done
from smbcrm.ui.counter.redeem_panel import REWARD, RedeemPanel
from smbcrm.ui.counter.reward_list import RewardRow
from smbcrm.ui.desk import Desk
from tests.helpers.money_hands import ENTER, Hands, sit_at, view_of, words_in
from tests.helpers.voucher_hands import set_up_rewards

HANNAH = "Hannah Brooks"
DOWN, UP, RIGHT = Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Right


@pytest.fixture
def shop(desk: Desk) -> Desk:
    """Return a desk in a shop with rewards; Hannah has 1,292 points."""
    set_up_rewards(desk.services)
    return desk


def sit(qtbot: QtBot, desk: Desk) -> tuple[Hands, RedeemPanel]:
    """Open the rewards with the keys."""
    hands = sit_at(qtbot, RedeemPanel, desk, view_of(desk, HANNAH))
    panel = to_rewards(hands)
    hands.tab_to(panel.rewards)
    return hands, panel


def to_rewards(hands: Hands) -> RedeemPanel:
    assert isinstance(hands.panel, RedeemPanel)
    hands.tab_to(hands.panel.mode)
    hands.press(RIGHT)
    assert hands.panel.mode.value() == REWARD
    return hands.panel


def notes(panel: RedeemPanel) -> dict[str, tuple[str, bool]]:
    rows = panel.rewards.findChildren(RewardRow)
    return {row.text(): (row.sub(), row.isEnabled()) for row in rows}


def chosen(panel: RedeemPanel) -> str:
    return "" if panel.rewards.chosen is None else panel.rewards.chosen.reward.code


def test_what_cannot_be_had_says_why(qtbot: QtBot, shop: Desk) -> None:
    _, panel = sit(qtbot, shop)
    assert notes(panel) == {
        "Silk scrunchie": ("14 in stock", True),
        "Travel shampoo": ("9 in stock", True),
        "Argan oil 50 ml": ("out of stock", False),
        "Hand cream": ("last 2", True),
        "Blow-dry": ("508 points short", False),
    }


def test_up_and_down_go_past_what_cannot_be_had(qtbot: QtBot, shop: Desk) -> None:
    hands, panel = sit(qtbot, shop)
    assert chosen(panel) == ""
    seen = []
    for key in (DOWN, DOWN, DOWN, DOWN, UP):
        hands.press(key)
        seen.append(chosen(panel))
    assert seen == ["SILK", "SHAM", "CREAM", "CREAM", "SHAM"]


def test_beside_the_rewards_stands_what_ends_and_what_points_are_worth(
    qtbot: QtBot, shop: Desk
) -> None:
    _, panel = sit(qtbot, shop)
    assert not panel.frame.keypad.isVisible()
    words = words_in(panel)
    assert "Without this, these end 1,292 points on 30 Nov 2027" in words
    assert panel.side.rows == (("100 pts", "$1.00"), ("1,292 pts", "$12.92"))


def test_enter_right_away_hands_nothing_over(qtbot: QtBot, shop: Desk) -> None:
    hands, panel = sit(qtbot, shop)
    assert panel.frame.take.reason == "Choose a reward."
    hands.press(ENTER)
    assert hands.done == []
    assert not panel.half_done()


def test_enter_redeems_the_one_that_is_chosen(qtbot: QtBot, shop: Desk) -> None:
    hands, panel = sit(qtbot, shop)
    hands.press(DOWN, DOWN)
    hands.wait_for("Redeem 400")
    assert panel.half_done()
    assert hands.figures == {
        "Reward": "Travel shampoo",
        "Which points go, soonest end first": "",
        "Ending 30 Nov 2027": "1,292 → 892",
        "Points left": "1,292 → 892 worth 8.92",
        "Next points to end": "892 on 30 Nov 2027",
    }
    hands.press(ENTER)
    bill = hands.done[0].bill
    assert bill is not None
    assert bill.points == -400
    assert shop.services.rewards.get("SHAM").stock == 8


def test_several_at_once(qtbot: QtBot, shop: Desk) -> None:
    hands, panel = sit(qtbot, shop)
    hands.press(DOWN)
    hands.tab_to(panel.count)
    for _ in range(7):
        panel.count.more.click()
    assert panel.count.count == 5
    hands.wait_for("Redeem 1,250")
    assert hands.figures["Reward"] == "5 × Silk scrunchie"
    memory = panel.memory()
    again = sit_at(qtbot, RedeemPanel, shop, view_of(shop, HANNAH))
    again.panel.recall(memory)
    again.wait_for("Redeem 1,250")
    panel.rewards.choose_number(2)
    assert panel.count.count == 1


def test_digits_choose_too(qtbot: QtBot, shop: Desk) -> None:
    hands, panel = sit(qtbot, shop)
    hands.type("3")
    assert chosen(panel) == ""
    hands.type("4")
    assert chosen(panel) == "CREAM"


def test_points_below_zero_turn_everything_off(qtbot: QtBot, shop: Desk) -> None:
    view = replace(view_of(shop, HANNAH), owned=Balances(points=-40), points_money=0)
    hands = sit_at(qtbot, RedeemPanel, shop, view)
    to_rewards(hands)
    take = hands.panel.frame.take
    assert take.reason == (
        "Points are −40 after a refund. Nothing can be redeemed before they are earned back."
    )
    assert not take.button.isEnabled()


def test_a_shop_without_rewards_says_so(qtbot: QtBot, desk: Desk) -> None:
    hands = sit_at(qtbot, RedeemPanel, desk, view_of(desk, HANNAH))
    to_rewards(hands)
    assert hands.panel.frame.take.reason == "There is no reward to choose now."


def test_what_was_done_names_the_reward_and_can_be_undone(qtbot: QtBot, shop: Desk) -> None:
    hands, _ = sit(qtbot, shop)
    hands.press(DOWN)
    hands.wait_for("Redeem 250")
    hands.press(ENTER)
    done = hands.done[0]
    assert done.bill is not None
    panel = told(qtbot, shop, done)
    assert "250 points redeemed" in words_in(panel)
    assert "Silk scrunchie" in words_in(panel)
    assert undo_words(shop, done.bill.kind, done.bill.amount) == "Points redeemed"
    line = recent_lines(shop, view_of(shop, HANNAH))[0]
    assert (line.title, line.amount) == ("Silk scrunchie", "−250 pts")
    shop.services.till.reverse(ReverseRequest(shop.act(), done.bill.operation))
    undone, was = recent_lines(shop, view_of(shop, HANNAH))[:2]
    assert (undone.title, undone.amount) == ("Undone: points redeemed", "")
    assert was.struck
    assert shop.services.rewards.get("SILK").stock == 14


def told(qtbot: QtBot, desk: Desk, done: Done) -> CounterPanel:
    panel = DonePanel(desk, view_of(desk, HANNAH), done)
    qtbot.addWidget(panel)
    return panel
