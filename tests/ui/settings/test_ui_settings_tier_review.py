"""The review of tiers: the list first, each decided, then applied once."""

import datetime as dt

import pytest
from PySide6.QtWidgets import QWidget

from smbcrm.core.clock import SetClock
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.types import SaleRequest
from smbcrm.ui.desk import Desk
from smbcrm.ui.settings.tier_review import TierReviewPart
from tests.helpers.room import RecordingRoom
from tests.ui.settings.conftest import Open, Person


@pytest.fixture
def later(desk: Desk) -> int:
    """Come to 20 May 2028, when Hannah's gold is long over; return Hannah."""
    clock = desk.services.clock
    assert isinstance(clock, SetClock)
    clock.instant = dt.datetime(2028, 5, 20, 15, tzinfo=dt.UTC)
    return desk.services.customers.find("Hannah Brooks")[0].id


def part_of(person: Person) -> TierReviewPart:
    part = person.page.part
    assert isinstance(part, TierReviewPart)
    return part


def test_who_would_move_is_listed(open_part: Open, later: int) -> None:
    del later
    person = open_part("tier_review")
    assert part_of(person).names() == ["Hannah Brooks, $0.00, from Gold to Regular"]
    assert part_of(person).note.text() == "0 move up, 1 down, once this is applied."


def test_it_is_applied_once(open_part: Open, desk: Desk, room: RecordingRoom, later: int) -> None:
    person = open_part("tier_review")
    person.click("review_apply")
    assert room.toasts == ["Applied: 0 moved up, 1 down"]
    assert desk.services.customers.show(later).tier == "Regular"
    assert part_of(person).names() == []
    assert not person.find(QWidget, "review_apply").isVisible()
    applied = desk.services.tiers.review().applied
    assert applied is not None
    assert applied.down == 1


def test_one_can_be_kept(open_part: Open, desk: Desk, room: RecordingRoom, later: int) -> None:
    person = open_part("tier_review")
    code = desk.services.customers.get(later).code
    person.click(f"keep_{code}")
    assert desk.services.tiers.review().moves == ()
    said = part_of(person).note.text()
    assert said == "0 would move up, 1 down on 1 Jul, if nothing is bought before."
    held = desk.services.tiers.history(later)[-1]
    assert held.held_until == dt.date(2028, 6, 30), "the review of 1 July decides again"
    assert room.undo is not None
    room.undo.take_back()
    assert part_of(person).note.text() == "0 move up, 1 down, once this is applied."


def test_who_buys_while_listed_leaves_the_list(open_part: Open, desk: Desk, later: int) -> None:
    person = open_part("tier_review")
    request = SaleRequest(Act("01890a5d-ac96-774b-bcce-b30202020203"), later, 100_000)
    desk.services.till.sale(request)
    assert part_of(person).names() == []


def test_before_the_day_nothing_can_be_applied(open_part: Open, room: RecordingRoom) -> None:
    person = open_part("tier_review")
    assert part_of(person).note.text() == "Nobody would move, as of today."
    assert not person.find(QWidget, "review_apply").isVisible()
    person.click("review_back")
    assert room.asked == [("go", "settings/tiers")]
