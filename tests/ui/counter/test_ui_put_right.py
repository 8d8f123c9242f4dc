"""An account put right: which one, plus or minus, why, and what it is before and after."""

from pytestqt.qtbot import QtBot

from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.value.types import AdjustmentReason
from smbcrm.ui.counter.put_right_panel import PutRightPanel
from smbcrm.ui.desk import Desk
from tests.helpers.money_hands import ENTER, Hands, sit_at, view_of
from tests.helpers.package_hands import add_packages
from tests.helpers.till_trouble import with_faulty

HANNAH = "Hannah Brooks"


def sit(qtbot: QtBot, desk: Desk) -> tuple[Hands, PutRightPanel]:
    hands = sit_at(qtbot, PutRightPanel, desk, view_of(desk, HANNAH))
    assert isinstance(hands.panel, PutRightPanel)
    return hands, hands.panel


def why(panel: PutRightPanel, reason: AdjustmentReason = AdjustmentReason.GOODWILL) -> None:
    panel.reason.choose(reason)
    panel.reason.changed.emit(reason)


def turn(panel: PutRightPanel, account: str) -> None:
    panel.account.choose(account)
    panel.account.changed.emit(account)


def minus(panel: PutRightPanel) -> None:
    panel.sign.buttons()[1].click()


def test_the_gift_part_is_raised_and_the_whole_is_shown(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk)
    turn(panel, AccountKind.GIFT)
    panel.focus_first()
    hands.type("5")
    hands.wait_for("Put right: +5.00")
    assert hands.figures == {
        "Gift part": "14.72 → 19.72",
        "Stored value after": "167.00 paid 147.28 + gift 19.72",
    }
    panel.enter()
    assert panel.reason.message() == "Choose a reason."
    why(panel)
    panel.note.set_text("sorry for the wait")
    panel.enter()
    bill = hands.done[0].bill
    assert bill is not None
    assert (bill.kind, bill.amount) == ("adjustment", 500)
    rows = desk.services.history.of_customer(view_of(desk, HANNAH).shown.customer.id)
    assert (rows[0].reason_code, rows[0].note) == ("goodwill", "sorry for the wait")


def test_points_go_down_by_a_count(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk)
    panel.recall("points")
    had = view_of(desk, HANNAH).owned.points
    minus(panel)
    panel.focus_first()
    hands.type("40")
    hands.wait_for("Put right: −40 pts")
    assert hands.figures == {"Points": f"{had:,} → {had - 40:,}"}
    why(panel)
    panel.enter()
    assert view_of(desk, HANNAH).owned.points == had - 40


def test_visits_of_a_package_are_found_by_its_unit(qtbot: QtBot, desk: Desk) -> None:
    add_packages(desk.services)
    unit = desk.services.packages.get("BLOW10").unit
    hands, panel = sit(qtbot, desk)
    panel.recall(f"visits:{unit}")
    assert panel.account.combo.currentText() == "Visits of Blow-dry, 10 visits"
    hands.type("2")
    hands.wait_for("Put right: +2")
    assert hands.figures == {"Visits of Blow-dry, 10 visits": "0 → 2"}
    why(panel)
    hands.press(ENTER)
    assert len(hands.done) == 1


def test_no_more_is_taken_than_there_is(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk)
    minus(panel)
    panel.focus_first()
    hands.type("999")
    why(panel)
    panel.enter()
    qtbot.waitUntil(lambda: "Take at most $147.28" in hands.said)
    assert hands.done == []


def test_a_count_has_to_be_whole(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk)
    panel.recall("points")
    hands.type("many")
    panel.enter()
    assert panel.count.message() == "Type a whole number."
    assert hands.done == []


def test_a_fault_is_tried_again_and_counts_once(qtbot: QtBot, desk: Desk) -> None:
    faulty, value = with_faulty(desk, "value")
    hands, panel = sit(qtbot, faulty)
    why(panel)
    hands.type("1")
    hands.wait_for("Put right: +1.00")
    value.after = 1
    panel.enter()
    assert "Not recorded yet" in hands.said
    panel.enter()
    assert len(hands.done) == 1
    assert view_of(desk, HANNAH).owned.principal == 14_828


def test_a_change_of_language_keeps_what_is_half_typed(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk)
    panel.recall("credit")
    minus(panel)
    panel.focus_first()
    hands.type("3")
    why(panel)
    panel.note.set_text("typed twice")
    assert panel.half_done()
    _, again = sit(qtbot, desk)
    again.recall(panel.memory())
    assert again.filled_in() == panel.filled_in()
