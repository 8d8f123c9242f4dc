"""What if: a rule is typed, replayed, looked at and only then used."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from smbcrm.membership.customers.types import Details
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.types import SaleRequest, TopUpRequest
from smbcrm.membership.tiers.types import TierChanges
from smbcrm.membership.what_if.types import Trial
from smbcrm.ui.desk import Desk
from smbcrm.ui.save_question import Place
from smbcrm.ui.settings.what_if import WhatIfPart
from tests.helpers.held_jobs import HeldJobs
from tests.helpers.room import RecordingRoom, sit_down
from tests.ui.settings.conftest import ENTER, Open, Person


@pytest.fixture
def close(desk: Desk) -> int:
    """Let Ann spend 900.00: silver, and close to gold."""
    ann = desk.services.customers.add(Details(full_name="Ann")).id
    desk.services.till.sale(SaleRequest(Act("01890a5d-ac96-774b-bcce-b30202020202"), ann, 90_000))
    return ann


def part_of(person: Person) -> WhatIfPart:
    part = person.page.part
    assert isinstance(part, WhatIfPart)
    return part


def usable(person: Person) -> bool:
    return person.find(QWidget, "what_if_use").isEnabled()


@pytest.mark.usefixtures("close")
def test_a_rule_is_replayed_and_shown(open_part: Open, desk: Desk) -> None:
    before = desk.services.tiers.standing()
    person = open_part("what_if/gold")
    assert person.focus() == "what_if_spend"
    person.write("what_if_spend", "800", ENTER)
    part = part_of(person)
    assert part.movers.names() == ["Ann, $900.00, from Silver to Gold"]
    # Ann's sale was the first: it earned as Regular under both rules.
    assert part.cost.texts() == ["Together", "0.00", "0.00", "0.00", "0.00"]
    assert usable(person)
    assert desk.services.tiers.standing() == before, "nothing is written"


@pytest.mark.usefixtures("close")
def test_the_buttons_stay_in_sight_and_tab_goes_on_to_them(open_part: Open) -> None:
    person = open_part("what_if/gold")
    part = part_of(person)
    assert part._nothing.isVisible()
    person.write("what_if_spend", "800", ENTER)
    assert not part._nothing.isVisible()
    assert part.foot is not None
    assert not part.isAncestorOf(part.foot)
    assert not part.foot.visibleRegion().isEmpty()
    part.again.setFocus()
    tabbed = []
    for _ in range(2):
        person.press(Qt.Key.Key_Tab)
        tabbed.append(person.focus())
    assert tabbed == ["what_if_excel", "what_if_use"]


@pytest.mark.usefixtures("close")
def test_use_this_rule_is_off_until_replayed_after_the_last_change(
    open_part: Open, desk: Desk, room: RecordingRoom
) -> None:
    person = open_part("what_if/gold")
    assert not usable(person)
    person.write("what_if_spend", "800", ENTER)
    assert usable(person)
    person.find(QWidget, "what_if_factor").setFocus()
    person.type("0")
    assert not usable(person)
    person.write("what_if_factor", "2")
    person.click("what_if_replay")
    assert usable(person)
    person.click("what_if_use")
    (coming,) = desk.services.tiers.standing().coming
    assert (coming.tier.spend_from, coming.tier.points_factor) == (80_000, 200)
    assert room.toasts == ["Saved: Gold from tomorrow night"]
    assert room.asked == [("go", "settings/tiers")]
    assert room.undo is not None
    room.undo.take_back()
    assert desk.services.tiers.standing().coming == ()


def test_a_rule_that_was_changed_elsewhere_has_to_be_replayed(open_part: Open, desk: Desk) -> None:
    person = open_part("what_if/gold")
    person.write("what_if_spend", "800", ENTER)
    assert usable(person)
    desk.services.tiers.edit("gold", TierChanges(spend_from=90_000))
    assert not usable(person)


def test_nothing_different_is_not_replayed(open_part: Open) -> None:
    person = open_part("what_if/silver")
    person.click("what_if_replay")
    assert part_of(person).note.text() == "Nothing is different yet. Change a figure first."
    assert not usable(person)


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("what_if_spend", "much", "“much” is not an amount."),
        ("what_if_visits", "1.5", "“1.5” is not a whole number."),
        ("what_if_factor", "x", "“x” is not a number."),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field(
    open_part: Open, field: str, typed: str, said: str
) -> None:
    person = open_part("what_if/gold")
    person.write(field, typed, ENTER)
    assert person.focus() == field
    assert person.said(field).startswith(said)
    assert not usable(person)


def test_what_cannot_be_a_rule_is_said_above(open_part: Open) -> None:
    person = open_part("what_if/gold")
    person.write("what_if_spend", "100", ENTER)
    assert part_of(person).note.text().startswith("Gold must be reached later than Silver.")
    assert not usable(person)


def test_another_tier_is_tried(open_part: Open) -> None:
    person = open_part("what_if")
    part_of(person).rule.choose("regular")
    assert not person.find(QWidget, "what_if_spend").isVisible()
    person.write("what_if_factor", "2", ENTER)
    assert usable(person)


def test_it_is_written_as_a_workbook(
    open_part: Open, room: RecordingRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = open_part("what_if/gold")
    part = part_of(person)
    place = Place(tmp_path / "rule.xlsx", replace=False)
    monkeypatch.setattr(part.file.question, "where", lambda _: place)
    person.write("what_if_spend", "800", ENTER)
    person.click("what_if_excel")
    assert (tmp_path / "rule.xlsx").read_bytes().startswith(b"PK")
    assert room.toasts == ["Written to rule.xlsx"]
    person.click("what_if_excel")
    assert "is there already" in part.note.text()


def test_a_replay_can_be_stopped_and_never_answers_for_what_was_typed_since(
    open_part: Open, room: RecordingRoom, desk: Desk
) -> None:
    jobs = HeldJobs()
    person = open_part("what_if/gold", sit_down(desk.services, room, jobs=jobs))
    jobs.do_all()
    person.write("what_if_spend", "800", ENTER)
    part = part_of(person)
    assert not person.find(QWidget, "what_if_replay").isEnabled()
    part.progress.stopped.emit()
    jobs.do_all()
    assert part.note.text() == "Stopped. Nothing was changed."
    person.click("what_if_replay")
    person.find(QWidget, "what_if_spend").setFocus()
    person.press(Qt.Key.Key_1)
    jobs.do_all()
    assert not usable(person)


def test_the_way_back_leads_to_the_tiers(open_part: Open, room: RecordingRoom) -> None:
    person = open_part("what_if")
    person.click("what_if_back")
    assert room.asked == [("go", "settings/tiers")]


# -------------------------------------------------------------------------------- points


def test_from_the_page_of_points_their_rules_are_tried(
    open_part: Open, room: RecordingRoom
) -> None:
    open_part("points").click("points_what_if")
    assert room.asked == [("go", "settings/what_if/_points")]


def test_rules_of_points_are_replayed_and_used(
    open_part: Open, desk: Desk, room: RecordingRoom, close: int
) -> None:
    person = open_part("what_if/_points")
    part = part_of(person)
    assert (person.focus(), part.back.text()) == ("what_if_earn", "Points")
    assert not part.rule.isVisible()
    desk.services.till.sale(SaleRequest(desk.act(), close, 10_000))
    person.write("what_if_earn", "2", ENTER)
    assert part.cost.texts()[-1] != "0.00"
    assert desk.services.shop.shop().rates.earn_points == 1, "nothing is written"
    person.write("what_if_worth_of", "2.00")
    assert not usable(person)
    person.click("what_if_replay")
    person.click("what_if_use")
    rates = desk.services.shop.shop().rates
    assert (rates.earn_points, rates.earn_minor) == (2, 100)
    assert (rates.worth_points, rates.worth_minor) == (100, 200)
    assert room.toasts == ["Saved: Rules of points"]
    assert room.asked == [("go", "settings/points")]
    assert room.undo is not None
    room.undo.take_back()
    rates = desk.services.shop.shop().rates
    assert (rates.earn_points, rates.worth_minor) == (1, 100)


@pytest.mark.parametrize("typed", ["0", "x", ""])
def test_what_is_no_rule_of_points_is_said_in_its_field(open_part: Open, typed: str) -> None:
    person = open_part("what_if/_points")
    person.write("what_if_earn", typed, ENTER)
    part = part_of(person)
    assert part.points.earn.field.message()
    assert not usable(person)


def test_when_and_how_long_points_count_is_tried_and_used(
    open_part: Open, desk: Desk, room: RecordingRoom, close: int
) -> None:
    person = open_part("what_if/_points")
    part = part_of(person)
    desk.services.till.top_up(TopUpRequest(desk.act(), close, 50_000))
    assert part.points.trial() == Trial()
    for name in ("what_if_earned_at", "what_if_on_gift"):
        person.find(QWidget, name).setFocus()
        person.press(Qt.Key.Key_Down)
    person.write("what_if_points_months", "24")
    assert not usable(person)
    person.write("what_if_gift_months", "6", ENTER)
    assert usable(person)
    assert part.cost.texts()[-1] != "0.00"
    person.click("what_if_use")
    rates = desk.services.shop.shop().rates
    assert (rates.earn_at, rates.on_gift) == ("top_up", True)
    assert (rates.points_months, rates.gift_months) == (24, 6)
    assert room.undo is not None
    room.undo.take_back()
    assert desk.services.shop.shop().rates.on_gift is False
    assert part.points.trial() == Trial()
