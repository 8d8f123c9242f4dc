"""Use a visit: which package, how many, what is left; as somebody at the counter does it."""

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smbcrm.core.clock import SetClock
from smbcrm.membership.bills.types import BillServer
from smbcrm.membership.counter.types import CustomerView
from smbcrm.membership.relationships.types import LinkKind
from smbcrm.membership.sales.serving import Serves
from smbcrm.membership.visits.types import PauseRequest, UseRequest
from smbcrm.ui.counter.panel import SALE
from smbcrm.ui.counter.sale_panel import SaleMemory
from smbcrm.ui.counter.visit_panel import VisitMemory, VisitPanel
from smbcrm.ui.desk import Desk
from tests.helpers.held_jobs import HeldJobs
from tests.helpers.money_hands import ENTER, Hands, sit_at, view_of, words_in
from tests.helpers.package_hands import HANNA, HANNAH, add_packages, left, sold, use
from tests.helpers.till_trouble import with_faulty


@pytest.fixture(autouse=True)
def packages(desk: Desk) -> None:
    """Let the salon sell packages."""
    add_packages(desk.services)


def sit(qtbot: QtBot, desk: Desk, view: CustomerView) -> tuple[Hands, VisitPanel]:
    hands = sit_at(qtbot, VisitPanel, desk, view)
    assert isinstance(hands.panel, VisitPanel)
    return hands, hands.panel


def test_enter_uses_one_visit(qtbot: QtBot, desk: Desk) -> None:
    view = sold(desk, HANNAH, "BLOW10")
    use(desk, view, "BLOW10", 7)
    hands, panel = sit(qtbot, desk, view)
    hands.wait_for("Use 1 visit")
    words = words_in(panel)
    for said in (
        *("After this visit", "2 of 10 left", "until 21 Nov 2027, 365 days"),
        *("7 used Number 8 is used now 2 stay", "Service Blow-dry"),
        "Used before 21 Nov Owner 10 → 3",
    ):
        assert said in words
    assert panel.inside.discs.accessibleName() == "7 used, Number 8 is used now, 2 stay"
    assert not panel.half_done()
    hands.press(ENTER)
    bill = hands.done[0].bill
    assert bill is not None
    assert (bill.kind, bill.visits[0].moved, bill.visits[0].left) == ("visit_use", -1, 2)
    assert left(desk, HANNAH) == {"BLOW10": 2}


def test_who_served_need_not_be_who_records_it(qtbot: QtBot, desk: Desk) -> None:
    for name in ("Amy", "Ben"):
        desk.services.staff.add_staff(name)
    hands, panel = sit(qtbot, desk, sold(desk, HANNAH, "BLOW10"))
    hands.wait_for("Use 1 visit")
    hands.tab_to(panel.inside.served)
    hands.press(*[Qt.Key.Key_Down] * 2)
    again = sit(qtbot, desk, view_of(desk, HANNAH))[1]
    again.recall(panel.memory())
    hands.wait_for("Use 1 visit")
    panel.enter()
    bill = hands.done[0].bill
    assert bill is not None
    assert (bill.staff, bill.served) == (desk.staff, (BillServer("Ben", 100),))
    assert again.inside.served.chosen == (Serves("Ben", 100),)


def test_a_digit_chooses_another_package_and_the_buttons_count(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk, sold(desk, HANNAH, "BLOW10", "ARGAN5", "PASS"))
    assert [tile.text() for tile in panel.inside.choice.tiles] == [
        *("Argan treatment, 5 visits", "Blow-dry, 10 visits", "Fringe pass"),
    ]
    hands.press(Qt.Key.Key_2)
    hands.wait_for("Use 1 visit")
    assert "9 of 10 left" in words_in(panel)
    hands.tab_to(panel.inside.stepper.more)
    hands.press(Qt.Key.Key_Space, Qt.Key.Key_Space)
    hands.wait_for("Use 3 visits")
    assert "Numbers 1 to 3 are used now" in words_in(panel)
    assert "After these visits" in words_in(panel)
    assert panel.half_done()
    panel.enter()
    assert left(desk, HANNAH)["BLOW10"] == 7
    assert hands.done[0].customer == view_of(desk, HANNAH).shown.customer.id


def test_the_usual_rhythm_says_whether_it_is_in_time(qtbot: QtBot, desk: Desk) -> None:
    clock = desk.services.clock
    assert isinstance(clock, SetClock)
    now = clock.instant
    clock.instant = now - dt.timedelta(days=340)
    view = sold(desk, HANNAH, "BLOW10")
    for ago in (84, 56, 28):
        clock.instant = now - dt.timedelta(days=ago)
        use(desk, view, "BLOW10", 1)
    clock.instant = now
    hands, panel = sit(qtbot, desk, view_of(desk, HANNAH))
    hands.wait_for("Use 1 visit")
    words = words_in(panel)
    assert "At the usual rhythm Every 28 days: all used by about 8 May 2027." in words
    assert "6 visits would be lost." in words
    hands.tab_to(panel.inside.stepper.more)
    hands.press(*[Qt.Key.Key_Space] * 6)
    hands.wait_for("Use 7 visits")
    assert "At the usual rhythm Every 28 days." in words_in(panel)


def test_a_first_visit_tells_no_rhythm(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk, sold(desk, HANNAH, "BLOW10"))
    hands.wait_for("Use 1 visit")
    assert "At the usual rhythm" not in words_in(panel)


def test_a_pass_is_shown_as_often_as_one_likes(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk, sold(desk, HANNAH, "PASS"))
    hands.wait_for("Use 1 visit")
    words = words_in(panel)
    assert "Come as often as you like Pass until 21 Dec 2026, 30 days" in words
    assert not panel.inside.stepper.isVisible()
    assert not panel.inside.discs.isVisible()
    hands.press(ENTER)
    assert left(desk, HANNAH) == {"PASS": 1}


def test_no_more_than_there_is_can_be_chosen(qtbot: QtBot, desk: Desk) -> None:
    view = sold(desk, HANNAH, "BLOW10")
    use(desk, view, "BLOW10", 8)
    hands, panel = sit(qtbot, desk, view)
    panel.inside.stepper.more.click()
    hands.wait_for("Use 2 visits")
    assert not panel.inside.stepper.more.isEnabled()
    assert "0 of 10 left" in words_in(panel)


def test_what_the_household_has_may_be_used_and_says_who_came(qtbot: QtBot, desk: Desk) -> None:
    hannah = sold(desk, HANNAH, "BLOW10").shown.customer.id
    becker = view_of(desk, HANNA).shown.customer.id
    desk.services.relationships.link(becker, hannah, LinkKind.SPOUSE)
    use(desk, view_of(desk, HANNAH), "BLOW10")
    hands, panel = sit(qtbot, desk, view_of(desk, HANNA))
    hands.wait_for("Use 1 visit")
    assert [tile.text() for tile in panel.inside.choice.tiles] == [
        "Hannah Brooks · Blow-dry, 10 visits"
    ]
    assert "Used before 21 Nov Hannah Brooks · Owner 10 → 9" in words_in(panel)
    assert not any(button.isVisible() for button in panel.inside.buttons.values())
    hands.press(ENTER)
    bill = hands.done[0].bill
    assert bill is not None
    assert (bill.customer is not None and bill.customer.id, bill.visits[0].owner) == (
        becker,
        hannah,
    )
    _, panel = sit(qtbot, desk, view_of(desk, HANNAH))
    assert panel.inside.before.lines == [
        "21 Nov, Hanna Becker · Owner, 9 → 8",
        "21 Nov, Hannah Brooks · Owner, 10 → 9",
    ]


def test_of_somebody_elses_package_that_stands_still_only_that_is_said(
    qtbot: QtBot, desk: Desk
) -> None:
    hannah = sold(desk, HANNAH, "BLOW10").shown.customer.id
    becker = view_of(desk, HANNA).shown.customer.id
    desk.services.relationships.link(becker, hannah, LinkKind.SPOUSE)
    desk.services.visits.pause(PauseRequest(desk.act(), hannah, "BLOW10"))
    hands, panel = sit(qtbot, desk, view_of(desk, HANNA))
    assert panel.frame.take.reason == "Paused since 21 Nov."
    assert panel.inside.choice.tiles[0].sub() == "Paused since 21 Nov."
    hands.press(ENTER)
    assert hands.done == []


def test_used_up_leads_to_the_sale_of_a_new_one(qtbot: QtBot, desk: Desk) -> None:
    view = sold(desk, HANNAH, "ARGAN5")
    use(desk, view, "ARGAN5", 5)
    hands, panel = sit(qtbot, desk, view_of(desk, HANNAH))
    assert hands.button == "Sell a new one"
    assert panel.inside.choice.tiles[0].sub() == "Used up 21 Nov. Sell a new one?"
    hands.press(ENTER)
    item = desk.services.packages.get("ARGAN5").item
    assert hands.switched == [(SALE, SaleMemory(lines=((item, 1000),)))]


def test_who_has_none_is_offered_what_is_sold(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk, view_of(desk, HANNA))
    assert panel.frame.take.reason == "No visits are paid ahead."
    assert [button.text() for button in panel.inside.sold.buttons] == [
        "Sell Argan treatment, 5 visits, $150.00",
        "Sell Blow-dry, 10 visits, $220.00",
        "Sell Fringe pass, $50.00",
    ]
    hands.press(Qt.Key.Key_Return)
    assert hands.switched[0][0] == SALE


def test_what_another_till_used_meanwhile_is_seen(qtbot: QtBot, desk: Desk) -> None:
    view = sold(desk, HANNAH, "BLOW10")
    hands, panel = sit(qtbot, desk, view)
    panel.inside.stepper.more.click()
    hands.wait_for("Use 2 visits")
    use(desk, view, "BLOW10", 9)
    panel.show_view(view_of(desk, HANNAH))
    hands.wait_for("Use 1 visit")
    assert "0 of 10 left" in words_in(panel)


def test_what_is_gone_by_then_is_refused_in_place(qtbot: QtBot, desk: Desk) -> None:
    view = sold(desk, HANNAH, "BLOW10")
    hands, _ = sit(qtbot, desk, view)
    hands.wait_for("Use 1 visit")
    use(desk, view, "BLOW10", 10)
    hands.press(ENTER)
    assert hands.said == "There is nothing left of Blow-dry, 10 visits. Sell a new one."
    assert hands.done == []


def test_a_change_of_language_keeps_what_is_chosen(qtbot: QtBot, desk: Desk) -> None:
    view = sold(desk, HANNAH, "BLOW10", "PASS")
    _, panel = sit(qtbot, desk, view)
    panel.inside.stepper.more.click()
    memory = panel.memory()
    assert isinstance(memory, VisitMemory)
    assert (memory.package, memory.count) == ("BLOW10", 2)
    other, again = sit(qtbot, desk, view)
    again.recall(memory)
    other.wait_for("Use 2 visits")
    assert again.filled_in() == panel.filled_in()


def test_the_packages_may_come_late(qtbot: QtBot, desk: Desk) -> None:
    view, jobs = sold(desk, HANNAH, "BLOW10", "PASS"), HeldJobs()
    hands, panel = sit(qtbot, replace(desk, jobs=jobs), view)
    panel.recall(VisitMemory("PASS"))
    assert panel.frame.take.reason == ""
    assert panel.memory() == VisitMemory("PASS")
    jobs.do_all()
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), type(hands.focus)))
    chosen = panel.inside.choice.chosen
    assert chosen is not None
    assert chosen.standing.package.item.code == "PASS"


def test_a_fault_is_tried_again_and_counts_once(qtbot: QtBot, desk: Desk) -> None:
    view = sold(desk, HANNAH, "BLOW10")
    faulty, visits = with_faulty(desk, "visits")
    hands, _ = sit(qtbot, faulty, view)
    hands.wait_for("Use 1 visit")
    visits.after = 1
    hands.press(ENTER)
    assert "Not recorded yet" in hands.said
    hands.press(ENTER)
    assert len(hands.done) == 1
    assert left(desk, HANNAH) == {"BLOW10": 9}


def test_the_same_use_sent_twice_counts_once(desk: Desk) -> None:
    view = sold(desk, HANNAH, "BLOW10")
    request = UseRequest(desk.act(), view.shown.customer.id, "BLOW10")
    assert desk.services.visits.use(request) == desk.services.visits.use(request)
