"""Pause, end the pause, extend, hand over: what will be is shown before it is done."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from smbcrm.core.clock import SetClock
from smbcrm.membership.counter.types import CustomerView
from smbcrm.membership.visits.types import PauseRequest
from smbcrm.ui.counter.package_wishes import Mode
from smbcrm.ui.counter.visit_panel import VisitPanel
from smbcrm.ui.desk import Desk
from tests.helpers.money_hands import ENTER, TAB, Hands, sit_at, view_of, words_in
from tests.helpers.package_hands import HANNA, HANNAH, add_packages, left, sold, use
from tests.helpers.room import RecordingRoom


@pytest.fixture(autouse=True)
def packages(desk: Desk) -> None:
    """Let the salon sell packages."""
    add_packages(desk.services)


def sit(qtbot: QtBot, desk: Desk, view: CustomerView) -> tuple[Hands, VisitPanel]:
    hands = sit_at(qtbot, VisitPanel, desk, view)
    assert isinstance(hands.panel, VisitPanel)
    return hands, hands.panel


def later(desk: Desk, days: int) -> None:
    clock = desk.services.clock
    assert isinstance(clock, SetClock)
    clock.instant += dt.timedelta(days=days)


def press_button(hands: Hands, panel: VisitPanel, mode: Mode) -> None:
    """Go to one of the buttons at the foot and press it."""
    hands.tab_to(panel.inside.buttons[mode])
    hands.press(Qt.Key.Key_Space)


def test_a_pause_shows_the_new_end_and_then_how_to_end_it(
    qtbot: QtBot, desk: Desk, room: RecordingRoom
) -> None:
    view = sold(desk, HANNAH, "BLOW10")
    hands, panel = sit(qtbot, desk, view)
    press_button(hands, panel, Mode.PAUSE)
    hands.wait_for("Pause")
    assert panel.showing.side.rows == (
        ("Ends now", "21 Nov 2027"),
        ("After 30 days", "21 Dec 2027"),
    )
    assert "For every day that it stands still it ends a day later." in words_in(panel)
    assert panel.half_done()
    panel.enter()
    assert room.toasts == ["Blow-dry, 10 visits stands still from today on."]
    assert hands.done == []
    hands.wait_for("End the pause")
    assert panel.inside.choice.tiles[0].sub() == "Paused since 21 Nov. End the pause?"
    assert not panel.half_done()


def test_the_end_of_a_pause_shows_how_far_the_end_moves(
    qtbot: QtBot, desk: Desk, room: RecordingRoom
) -> None:
    view = sold(desk, HANNAH, "BLOW10")
    customer = view.shown.customer.id
    desk.services.visits.pause(PauseRequest(desk.act(), customer, "BLOW10"))
    later(desk, 10)
    hands, panel = sit(qtbot, desk, view_of(desk, HANNAH))
    hands.wait_for("End the pause")
    assert panel.frame.take.reason == "Paused since 21 Nov."
    assert panel.showing.side.rows == (
        ("Ended before", "21 Nov 2027"),
        ("Ends now", "1 Dec 2027"),
    )
    hands.press(ENTER)
    assert room.toasts == ["Blow-dry, 10 visits goes on, until 1 Dec 2027."]
    hands.wait_for("Use 1 visit")
    hands.press(ENTER)
    assert left(desk, HANNAH) == {"BLOW10": 9}


def test_what_has_ended_stays_and_is_extended_with_a_reason(
    qtbot: QtBot, desk: Desk, room: RecordingRoom
) -> None:
    view = sold(desk, HANNAH, "BLOW10")
    use(desk, view, "BLOW10", 4)
    later(desk, 366)
    hands, panel = sit(qtbot, desk, view_of(desk, HANNAH))
    hands.wait_for("Extend")
    assert panel.inside.choice.tiles[0].sub() == "Ended 21 Nov. Extend?"
    assert "6 left until 22 Dec 2027, 30 days" in words_in(panel)
    panel.enter()
    assert panel.inside.extend.reason.message() == "Choose a reason."
    assert hands.focus is panel.inside.extend.reason.combo
    hands.press(Qt.Key.Key_Down)
    panel.enter()
    assert room.toasts == ["Blow-dry, 10 visits lasts longer, until 22 Dec 2027."]
    hands.wait_for("Use 1 visit")
    assert "5 of 6 left" in words_in(panel)
    row = desk.services.history.of_customer(view.shown.customer.id)[0]
    assert (row.kind, row.reason_code) == ("extension", "illness")


def test_an_extension_counts_from_the_end(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk, sold(desk, HANNAH, "BLOW10"))
    press_button(hands, panel, Mode.EXTEND)
    assert hands.focus is panel.inside.extend.until.combo
    hands.press(Qt.Key.Key_Down)
    hands.wait_for("Extend")
    qtbot.waitUntil(lambda: "until 21 Jan 2028, 426 days" in words_in(panel))
    hands.press(Qt.Key.Key_Escape)
    assert panel.escape()
    hands.wait_for("Use 1 visit")
    assert not panel.inside.extend.isVisible()
    assert not panel.escape()


def test_what_never_ends_is_not_extended(qtbot: QtBot, desk: Desk) -> None:
    _, panel = sit(qtbot, desk, sold(desk, HANNAH, "ARGAN5"))
    assert not panel.inside.buttons[Mode.EXTEND].isVisible()
    assert panel.inside.buttons[Mode.PAUSE].isVisible()


def test_visits_are_handed_over_to_somebody_who_is_found(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk, sold(desk, HANNAH, "BLOW10"))
    panel.inside.stepper.more.click()
    press_button(hands, panel, Mode.TRANSFER)
    assert hands.focus is panel.inside.transfer.taker.edit
    panel.enter()
    assert panel.inside.transfer.taker.message() == "Choose who gets them."
    hands.type("Becker")
    hands.press(ENTER, TAB)
    hands.wait_for("Give 2 visits")
    told = "Hanna Becker gets 2 visits paid ahead 8 stay"
    qtbot.waitUntil(lambda: told in words_in(panel))
    panel.enter()
    assert panel.inside.transfer.reason.message() == "Choose a reason."
    hands.press(Qt.Key.Key_Down)
    panel.enter()
    bill = hands.done[0].bill
    assert bill is not None
    assert (bill.kind, bill.taker) == ("transfer", view_of(desk, HANNA).shown.customer.id)
    assert (left(desk, HANNAH), left(desk, HANNA)) == ({"BLOW10": 8}, {"BLOW10": 2})


def test_a_form_is_kept_over_a_change_of_language(qtbot: QtBot, desk: Desk) -> None:
    view = sold(desk, HANNAH, "BLOW10", "PASS")
    hands, panel = sit(qtbot, desk, view)
    press_button(hands, panel, Mode.EXTEND)
    hands.press(Qt.Key.Key_Down, TAB, Qt.Key.Key_Down)
    memory = panel.memory()
    other, again = sit(qtbot, desk, view)
    again.recall(memory)
    other.wait_for("Extend")
    assert again.inside.extend.day == dt.date(2028, 1, 21)
    assert again.inside.extend.reason.code == "illness"
    again.enter()
    assert desk.services.visits.owned(view.shown.customer.id)[0].standing.until == dt.date(
        2028, 1, 21
    )


def test_a_package_keeps_its_number_while_the_panel_is_open(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk, sold(desk, HANNAH, "ARGAN5", "BLOW10"))
    titles = [tile.text() for tile in panel.inside.choice.tiles]
    hands.wait_for("Use 1 visit")
    press_button(hands, panel, Mode.PAUSE)
    hands.wait_for("Pause")
    panel.enter()
    hands.wait_for("End the pause")
    assert [tile.text() for tile in panel.inside.choice.tiles] == titles
    hands.press(Qt.Key.Key_2)
    hands.wait_for("Use 1 visit")
    panel.show_view(sold(desk, HANNAH, "PASS"))
    assert [tile.text() for tile in panel.inside.choice.tiles] == [*titles, "Fringe pass"]
    hands.press(ENTER)
    assert left(desk, HANNAH)["BLOW10"] == 9
