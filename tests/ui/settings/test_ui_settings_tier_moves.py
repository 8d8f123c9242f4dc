"""Beside the tiers: who would move at the next review, who is close, and the way to What if."""

import datetime as dt

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from smbcrm.core.clock import SetClock
from smbcrm.membership.customers.types import Details
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.types import SaleRequest
from smbcrm.ui.desk import Desk
from smbcrm.ui.settings.tiers import TiersPart
from tests.helpers.room import RecordingRoom
from tests.ui.settings.conftest import Open, Person


def part_of(person: Person) -> TiersPart:
    part = person.page.part
    assert isinstance(part, TiersPart)
    return part


def go_to(desk: Desk, moment: dt.datetime) -> None:
    clock = desk.services.clock
    assert isinstance(clock, SetClock)
    clock.instant = moment


def test_who_would_move_is_listed_before_anything_moves(
    open_part: Open, desk: Desk, room: RecordingRoom
) -> None:
    person = open_part("tiers")
    assert part_of(person).moves.text() == "Would move on 1 Jan 2027"
    go_to(desk, dt.datetime(2028, 5, 20, 15, tzinfo=dt.UTC))
    part_of(person).arrive()
    assert part_of(person).moves.text() == (
        "Review of 1 Apr: to be applied\nHannah Brooks, $0.00, from Gold to Regular"
    )
    person.click("tier_decide")
    assert room.asked == [("go", "settings/tier_review")]
    person.click("tier_keep_all")
    assert desk.services.tiers.review().moves == ()
    assert room.toasts[-1] == "Saved: Hannah Brooks stays Gold"
    assert room.undo is not None
    room.undo.take_back()
    assert len(desk.services.tiers.review().moves) == 1


def test_who_is_close_to_the_chosen_tier(open_part: Open, desk: Desk) -> None:
    ann = desk.services.customers.add(Details(full_name="Ann")).id
    desk.services.till.sale(SaleRequest(Act(_id(2)), ann, 98_800))
    person = open_part("tiers")
    assert {"Close to Gold", "Ann", "$12.00 to go"} <= _texts(part_of(person).close_to)
    person.find(QWidget, "tier_silver").setFocus()
    person.press(Qt.Key.Key_Space)
    assert not part_of(person).close_to.isVisible()


def test_what_if_is_asked_of_the_chosen_tier(open_part: Open, room: RecordingRoom) -> None:
    person = open_part("tiers")
    person.click("tier_what_if")
    assert room.asked == [("go", "settings/what_if/gold")]


def test_in_a_narrow_window_who_would_move_stands_below(open_part: Open) -> None:
    person = open_part("tiers")
    part = part_of(person)
    person.page.narrow(1093, 543)
    QApplication.processEvents()
    beside = part.moves.mapTo(part, QPoint(0, 0))
    person.page.narrow(800, 543)
    QApplication.processEvents()
    below = part.moves.mapTo(part, QPoint(0, 0))
    assert beside.y() < below.y()


def _texts(widget: QWidget) -> set[str]:
    found = (one.property("text") for one in widget.findChildren(QWidget))
    return {str(text) for text in found if text}


def _id(number: int) -> str:
    return f"01890a5d-ac96-774b-bcce-b3020000{number:04d}"
