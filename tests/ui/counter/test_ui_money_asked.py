"""What is asked before money moves: a sum far above the usual, and the same sum again."""

import datetime as dt
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from smbcrm.core.clock import SetClock
from smbcrm.membership.sales.service import TillService
from smbcrm.ui.counter.sale_panel import SalePanel
from smbcrm.ui.desk import Desk
from tests.helpers.money_hands import ENTER, Hands, sales_of, sell, sit_at, view_of
from tests.helpers.till_trouble import ServerGone

HANNAH = "Hannah Brooks"


def busy_shop(desk: Desk) -> None:
    """Sell often enough that the shop has a usual sale, of 30.00."""
    for _ in range(12):
        sell(desk.services, 3000)


def at(qtbot: QtBot, desk: Desk, customer: str | None = HANNAH) -> tuple[Hands, SalePanel]:
    view = None if customer is None else view_of(desk, customer)
    hands = sit_at(qtbot, SalePanel, desk, view)
    assert isinstance(hands.panel, SalePanel)
    return hands, hands.panel


def test_a_sum_far_above_the_usual_needs_one_more_enter(qtbot: QtBot, desk: Desk) -> None:
    busy_shop(desk)
    hands, panel = at(qtbot, desk, None)
    hands.type("6120")
    hands.press(ENTER)
    assert hands.said == (
        "Take $6,120.00? That is more than 10 times the usual sale. Enter again takes it."
    )
    assert hands.done == []
    assert not panel.frame.take.button.isEnabled()
    hands.press(ENTER)
    assert len(hands.done) == 1


def test_ten_times_the_usual_is_taken_without_a_question(qtbot: QtBot, desk: Desk) -> None:
    busy_shop(desk)
    hands, _ = at(qtbot, desk, None)
    hands.type("300")
    hands.press(ENTER)
    assert len(hands.done) == 1


def test_a_key_that_is_held_down_answers_nothing(qtbot: QtBot, desk: Desk) -> None:
    busy_shop(desk)
    hands, _ = at(qtbot, desk, None)
    hands.type("6120")
    hands.press(ENTER)
    hands.hold(ENTER)
    hands.hold(ENTER)
    assert hands.done == []


def test_a_double_click_on_the_button_answers_nothing(qtbot: QtBot, desk: Desk) -> None:
    busy_shop(desk)
    hands, panel = at(qtbot, desk, None)
    hands.type("6120")
    hands.wait_for("Take $6,120.00")
    button = panel.frame.take.button
    button.click()
    button.click()
    assert hands.done == []
    panel.notices.buttons[0].click()
    assert len(hands.done) == 1


def test_another_amount_is_asked_about_anew(qtbot: QtBot, desk: Desk) -> None:
    busy_shop(desk)
    hands, _ = at(qtbot, desk, None)
    hands.type("612")
    hands.press(ENTER)
    hands.type("0")
    assert hands.said == ""
    hands.press(ENTER)
    assert hands.said.startswith("Take $6,120.00?")
    assert hands.done == []


def test_the_same_sum_within_minutes_is_asked_about(qtbot: QtBot, desk: Desk) -> None:
    view = view_of(desk, HANNAH)
    sell(desk.services, 6120, view.shown.customer.id)
    clock = desk.services.clock
    assert isinstance(clock, SetClock)
    clock.instant += dt.timedelta(minutes=2, seconds=5)
    hands, panel = at(qtbot, desk)
    hands.type("61.20")
    hands.press(ENTER)
    assert hands.said == "Same sum 2 minutes ago: 61.20, Hannah Brooks."
    assert panel.notices.buttons[0].text() == "Take it again"
    before = sales_of(desk.services, view.shown.customer.id)
    hands.press(ENTER)
    assert sales_of(desk.services, view.shown.customer.id) == [6120, *before]


def test_both_questions_are_asked_one_after_the_other(qtbot: QtBot, desk: Desk) -> None:
    busy_shop(desk)
    sell(desk.services, 61200, view_of(desk, HANNAH).shown.customer.id)
    hands, _ = at(qtbot, desk)
    hands.type("612")
    hands.press(ENTER)
    assert hands.said.startswith("Take $612.00?")
    hands.press(ENTER)
    assert hands.said == "Same sum just now: 612.00, Hannah Brooks."
    hands.press(ENTER)
    assert len(hands.done) == 1


def test_esc_takes_the_question_back(qtbot: QtBot, desk: Desk) -> None:
    busy_shop(desk)
    hands, panel = at(qtbot, desk, None)
    hands.type("6120")
    hands.press(ENTER)
    assert panel.escape()
    assert hands.button == "Take $6,120.00"
    hands.press(ENTER)
    assert hands.said.startswith("Take $6,120.00?")


class CountingTill:
    """The real till; it counts what is asked of the books."""

    def __init__(self, till: TillService) -> None:
        self.till = till
        self.asked: list[str] = []

    def __getattr__(self, name: str) -> object:
        self.asked.append(name)
        return getattr(self.till, name)


def test_the_books_are_asked_only_when_it_is_taken(qtbot: QtBot, desk: Desk) -> None:
    busy_shop(desk)
    till = CountingTill(desk.services.till)
    desk = replace(desk, services=replace(desk.services, till=till))  # type: ignore[arg-type]
    hands, _ = at(qtbot, desk)
    hands.type("612")
    hands.wait_for("Take $612.00")
    assert not {"usual_sale", "same_lately"} & set(till.asked)
    hands.press(ENTER)
    hands.type("0")
    hands.press(ENTER)
    assert hands.said.startswith("Take $6,120.00?")
    assert till.asked.count("usual_sale") == 1
    assert till.asked.count("same_lately") == 2


def test_a_fault_of_the_last_look_is_said_and_nothing_is_skipped(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy_shop(desk)
    hands, panel = at(qtbot, desk, None)
    hands.type("6120")
    hands.wait_for("Take $6,120.00")

    def gone(_till: TillService) -> int | None:
        raise ServerGone

    with monkeypatch.context() as patch:
        patch.setattr(TillService, "usual_sale", gone)
        hands.press(ENTER)
    assert hands.said.startswith("Not recorded yet")
    assert not panel.in_doubt()
    hands.press(ENTER)
    assert hands.said.startswith("Take $6,120.00?")
