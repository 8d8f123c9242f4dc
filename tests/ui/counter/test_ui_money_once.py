"""Money is recorded once: pressed twice, with a slow database, after a fault, after a change."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from smbcrm.ui.counter.redeem_panel import MONEY_OFF, RedeemPanel
from smbcrm.ui.counter.sale_panel import SalePanel
from smbcrm.ui.counter.top_up_panel import TopUpPanel
from smbcrm.ui.desk import Desk
from tests.helpers.held_jobs import HeldJobs
from tests.helpers.money_hands import ENTER, Hands, sales_of, sit_at, view_of
from tests.helpers.room import RecordingRoom
from tests.helpers.till_trouble import FaultyTill, with_faults

HANNAH = "Hannah Brooks"
NewSales = Callable[[], list[int]]


@pytest.fixture
def new_sales(desk: Desk) -> NewSales:
    """Return what tells Hannah's sales since then, newest first."""
    services, customer = desk.services, view_of(desk, HANNAH).shown.customer.id
    before = len(sales_of(services, customer))

    def tell() -> list[int]:
        sales = sales_of(services, customer)
        return sales[: len(sales) - before]

    return tell


def slow(qtbot: QtBot, desk: Desk) -> tuple[Hands, HeldJobs]:
    """Sit at a desk whose database answers only when it is let."""
    view = view_of(desk, HANNAH)
    jobs = HeldJobs()
    return sit_at(qtbot, SalePanel, replace(desk, jobs=jobs), view), jobs


def faulty(qtbot: QtBot, desk: Desk) -> tuple[Hands, FaultyTill]:
    """Sit at a desk with a till that can be told to fail."""
    desk, till = with_faults(desk)
    return sit_at(qtbot, SalePanel, desk, view_of(desk, HANNAH)), till


def test_enter_that_is_quicker_than_the_till_waits_for_the_sum(qtbot: QtBot, desk: Desk) -> None:
    hands, jobs = slow(qtbot, desk)
    hands.type("61.20")
    hands.press(ENTER)
    assert hands.done == []
    jobs.do_all()
    assert [done.bill and done.bill.amount for done in hands.done] == [6120]


def test_what_is_typed_after_enter_needs_another_enter(qtbot: QtBot, desk: Desk) -> None:
    hands, jobs = slow(qtbot, desk)
    hands.type("6")
    hands.press(ENTER)
    hands.type("1")
    jobs.do_all()
    assert hands.done == []


def test_the_button_never_names_an_old_sum(qtbot: QtBot, desk: Desk) -> None:
    hands, jobs = slow(qtbot, desk)
    hands.type("6")
    qtbot.waitUntil(lambda: len(jobs.waiting) > 0)
    hands.panel.quoting.hurry()
    jobs.do_all()
    assert hands.button == "Take $6.00"
    hands.type("1")
    assert hands.button == "Take"


def test_pressed_twice_it_is_recorded_once(qtbot: QtBot, desk: Desk, new_sales: NewSales) -> None:
    hands, jobs = slow(qtbot, desk)
    hands.type("61.20")
    hands.panel.quoting.hurry()
    jobs.do_all()
    hands.press(ENTER, ENTER)
    hands.hold(ENTER)
    hands.panel.frame.take.button.click()
    assert len(jobs.waiting) == 1
    jobs.do_all()
    assert len(hands.done) == 1
    assert new_sales() == [6120]


def test_the_button_says_that_it_writes(qtbot: QtBot, desk: Desk) -> None:
    hands, jobs = slow(qtbot, desk)
    hands.type("61.20")
    hands.panel.quoting.hurry()
    jobs.do_all()
    hands.press(ENTER)
    hands.wait_for("Writing…")
    assert not hands.panel.frame.take.button.isEnabled()
    jobs.do_all()
    assert len(hands.done) == 1


def test_a_fault_is_said_in_place_and_the_very_same_is_sent_again(
    qtbot: QtBot, desk: Desk, new_sales: NewSales
) -> None:
    hands, till = faulty(qtbot, desk)
    till.before = 2
    hands.type("61.20")
    hands.press(ENTER)
    assert hands.said == (
        "Not recorded yet The shop's database cannot be reached. What you typed stays. "
        "Trying again never records it twice."
    )
    assert new_sales() == []
    hands.press(ENTER)
    assert hands.said.startswith("Not recorded yet")
    hands.press(ENTER)
    assert len(set(till.sent)) == 1
    assert len(till.sent) == 3
    assert new_sales() == [6120]
    assert len(hands.done) == 1


def test_what_was_recorded_although_nobody_was_told_is_not_doubled(
    qtbot: QtBot, desk: Desk, new_sales: NewSales
) -> None:
    hands, till = faulty(qtbot, desk)
    till.after = 1
    hands.type("61.20")
    hands.press(ENTER)
    assert new_sales() == [6120]
    hands.panel.notices.buttons[0].click()
    assert new_sales() == [6120]
    assert [done.bill and done.bill.amount for done in hands.done] == [6120]


def test_a_change_after_such_a_fault_shows_what_was_recorded(
    qtbot: QtBot, desk: Desk, room: RecordingRoom, new_sales: NewSales
) -> None:
    hands, till = faulty(qtbot, desk)
    till.after = 1
    hands.type("61.20")
    hands.press(ENTER)
    hands.panel.amount.field.edit.selectAll()  # type: ignore[attr-defined] # it is a sale
    hands.type("70")
    hands.press(ENTER)
    assert new_sales() == [6120]
    assert [done.bill and done.bill.amount for done in hands.done] == [6120]
    assert room.toasts == ["$61.20 was recorded before the fault. What was changed since is not."]


def test_a_change_after_a_fault_that_wrote_nothing_is_recorded(
    qtbot: QtBot, desk: Desk, room: RecordingRoom, new_sales: NewSales
) -> None:
    hands, till = faulty(qtbot, desk)
    till.before = 1
    hands.type("61.20")
    hands.press(ENTER)
    hands.panel.amount.field.edit.selectAll()  # type: ignore[attr-defined] # it is a sale
    hands.type("70")
    hands.press(ENTER)
    assert new_sales() == [7000]
    assert len(set(till.sent)) == 1
    assert room.toasts == []


def after_two_faults(qtbot: QtBot, desk: Desk, *, first_is_written: bool) -> Hands:
    """Meet a fault with 61.20, then another one with 70."""
    hands, till = faulty(qtbot, desk)
    till.before, till.after = (0, 1) if first_is_written else (2, 0)
    hands.type("61.20")
    hands.press(ENTER)
    till.before = 1
    hands.panel.amount.field.edit.selectAll()  # type: ignore[attr-defined] # it is a sale
    hands.type("70")
    hands.press(ENTER)
    assert hands.said.startswith("Not recorded yet")
    assert len(till.sent) == 2
    return hands


def test_after_two_faults_what_is_on_the_screen_is_sent(
    qtbot: QtBot, desk: Desk, room: RecordingRoom, new_sales: NewSales
) -> None:
    hands = after_two_faults(qtbot, desk, first_is_written=False)
    hands.press(ENTER)
    assert new_sales() == [7000]
    assert room.toasts == []


def test_after_two_faults_the_first_sum_is_shown_where_it_was_recorded(
    qtbot: QtBot, desk: Desk, room: RecordingRoom, new_sales: NewSales
) -> None:
    hands = after_two_faults(qtbot, desk, first_is_written=True)
    hands.press(ENTER)
    assert new_sales() == [6120]
    assert [done.bill and done.bill.amount for done in hands.done] == [6120]
    assert room.toasts == ["$61.20 was recorded before the fault. What was changed since is not."]


def test_what_is_typed_while_the_till_writes_is_what_is_tried_again(
    qtbot: QtBot, desk: Desk, new_sales: NewSales
) -> None:
    desk, till = with_faults(desk)
    hands, jobs = slow(qtbot, desk)
    hands.type("6")
    hands.panel.quoting.hurry()
    jobs.do_all()
    till.before = 1
    hands.press(ENTER)
    jobs.do_next()  # the last look
    assert hands.panel.taking.sending
    hands.type("8")
    jobs.do_all()
    assert hands.said.startswith("Not recorded yet")
    hands.press(ENTER)
    hands.panel.quoting.hurry()
    jobs.do_all()
    assert new_sales() == [6800]


def test_nothing_closes_while_the_till_writes(qtbot: QtBot, desk: Desk) -> None:
    hands, jobs = slow(qtbot, desk)
    hands.type("61.20")
    hands.panel.quoting.hurry()
    jobs.do_all()
    hands.press(ENTER)
    assert hands.panel.escape()
    hands.panel.frame.back.click()
    assert hands.closed == 0
    assert not hands.panel.take_scan(desk.services.cards.scan("COL"))
    hands.wait_for("Writing…")
    assert not hands.panel.frame.back.isEnabled()
    jobs.do_all()
    assert len(hands.done) == 1
    assert hands.panel.frame.back.isEnabled()


def test_an_enter_that_waits_is_given_up_with_the_panel(qtbot: QtBot, desk: Desk) -> None:
    for escaped in (True, False):
        hands, jobs = slow(qtbot, desk)
        hands.type("61.20")
        hands.press(ENTER)
        if escaped:
            hands.panel.escape()
        else:
            hands.panel.frame.back.click()
        jobs.do_all()
        assert hands.done == []


def test_what_was_sent_is_half_done(qtbot: QtBot, desk: Desk) -> None:
    desk, till = with_faults(desk)
    jobs = HeldJobs()
    view = view_of(desk, HANNAH)
    hands = sit_at(qtbot, RedeemPanel, replace(desk, jobs=jobs), view)
    assert not hands.panel.half_done()
    hands.type("100")
    hands.panel.quoting.hurry()
    jobs.do_all()
    till.after = 1
    hands.press(ENTER)
    assert hands.panel.half_done()
    assert not hands.panel.in_doubt()
    hands.panel.mode.changed.emit(MONEY_OFF)  # type: ignore[attr-defined] # it redeems
    jobs.do_all()
    assert hands.said.startswith("Not recorded yet")
    assert hands.panel.in_doubt()
    assert hands.panel.half_done()
    hands.panel.mode.changed.emit(MONEY_OFF)  # type: ignore[attr-defined]
    assert hands.switched == []
    again = sit_at(qtbot, RedeemPanel, desk, view)
    again.panel.recall(hands.panel.memory())
    assert again.panel.half_done()
    again.panel.focus_first()
    again.press(ENTER)
    assert len(again.done) == 1
    assert len(till.sent) == 2
    assert len(set(till.sent)) == 1


def test_a_change_on_the_panel_that_follows_a_fault_shows_what_was_recorded(
    qtbot: QtBot, desk: Desk, room: RecordingRoom
) -> None:
    desk, till = with_faults(desk)
    hands = sit_at(qtbot, SalePanel, desk, view_of(desk, HANNAH))
    till.after = 1
    hands.type("61.20")
    hands.press(ENTER)
    again = sit_at(qtbot, SalePanel, desk, view_of(desk, HANNAH))
    again.panel.recall(hands.panel.memory())
    again.panel.amount.field.edit.selectAll()  # type: ignore[attr-defined] # it is a sale
    again.type("70")
    again.press(ENTER)
    assert [done.bill and done.bill.amount for done in again.done] == [6120]
    assert room.toasts == ["$61.20 was recorded before the fault. What was changed since is not."]


def test_a_fault_outlives_the_panel(qtbot: QtBot, desk: Desk, new_sales: NewSales) -> None:
    desk, till = with_faults(desk)
    hands = sit_at(qtbot, SalePanel, desk, view_of(desk, HANNAH))
    till.after = 1
    hands.type("61.20")
    hands.press(ENTER)
    memory = hands.panel.memory()
    again = sit_at(qtbot, SalePanel, desk, view_of(desk, HANNAH))
    again.panel.recall(memory)
    again.panel.focus_first()
    again.press(ENTER)
    while again.said.startswith("Same sum"):
        again.press(ENTER)
    assert new_sales() == [6120]
    assert len(again.done) == 1


def test_a_fault_while_the_till_is_asked_can_be_tried_again(qtbot: QtBot, desk: Desk) -> None:
    hands, till = faulty(qtbot, desk)
    till.quotes = 1
    hands.type("61.20")
    hands.press(ENTER)
    assert hands.said.startswith("Not recorded yet")
    hands.press(ENTER)
    hands.wait_for("Take $61.20")
    assert hands.done == []


def test_top_ups_and_redemptions_meet_a_fault_alike(qtbot: QtBot, desk: Desk) -> None:
    desk, till = with_faults(desk)
    for make, typed in ((TopUpPanel, "200"), (RedeemPanel, "100")):
        till.sent.clear()
        till.after = 1
        hands = sit_at(qtbot, make, desk, view_of(desk, HANNAH))
        hands.type(typed)
        hands.press(ENTER)
        assert hands.said.startswith("Not recorded yet")
        hands.press(ENTER)
        assert len(hands.done) == 1
        assert len(till.sent) == 2
        assert len(set(till.sent)) == 1
    owned = view_of(desk, HANNAH).owned
    assert owned.principal + owned.gift == 16200 + 22000
    assert owned.credit == 100
