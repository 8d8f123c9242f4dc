"""The review of tiers: the list first, each decided, then applied once."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from smbcrm.core.clock import SetClock
from smbcrm.membership.customers.types import Details
from smbcrm.membership.files.types import FileNotWritten
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.types import SaleRequest
from smbcrm.ui.desk import Desk
from smbcrm.ui.save_question import Place
from smbcrm.ui.settings.tier_review import TierReviewPart
from tests.helpers.room import RecordingRoom
from tests.helpers.workbooks import by_calamine
from tests.ui.settings.conftest import ENTER, TAB, Open, Person


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


# ---------------------------------------------------------------------------- the list as a file


@pytest.fixture
def four(desk: Desk, later: int) -> list[str]:
    """Let three more be about to leave silver; return the buttons that keep the four."""
    clock = desk.services.clock
    assert isinstance(clock, SetClock)
    now, clock.instant = clock.instant, dt.datetime(2026, 11, 23, 15, tzinfo=dt.UTC)
    found = [later]
    for name in ("Ann", "Bob", "Cleo"):
        found.append(desk.services.customers.add(Details(full_name=name)).id)
        desk.services.till.sale(SaleRequest(desk.act(), found[-1], 50_000))
    clock.instant = now
    return [f"keep_{desk.services.customers.get(one).code}" for one in found]


@pytest.mark.usefixtures("four")
def test_the_whole_list_is_written_to_a_file(
    open_part: Open, room: RecordingRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("smbcrm.ui.settings.tier_review._MOST", 1)
    person = open_part("tier_review")
    part = part_of(person)
    assert len(part.names()) == 1
    file, proposed = tmp_path / "list.xlsx", list[str]()

    def where(name: str) -> Place:
        proposed.append(name)
        return Place(file, replace=False)

    monkeypatch.setattr(part.file.question, "where", where)
    person.click("review_excel")
    assert proposed == ["Review of tiers 2028-04-01"]
    assert room.toasts == ["Written to list.xlsx"]
    _, _, headings, *rows = by_calamine(file)
    named = [row[headings.index("Name")] for row in rows]
    assert named == ["Hannah Brooks", "Ann", "Bob", "Cleo"]
    assert not is_applied(part)
    person.click("review_excel")
    assert "is there already" in room.remarks[-1]
    assert part.note.text() == "0 move up, 4 down, once this is applied."


def focus(person: Person, name: str) -> None:
    """Put the focus to the button that is shown; one that is let go of is there a while longer."""
    QApplication.processEvents()
    (shown,) = (one for one in person.page.findChildren(QWidget, name) if one.isVisible())
    shown.setFocus()


def is_applied(part: TierReviewPart) -> bool:
    return part.desk.services.tiers.review().applied is not None


def test_nothing_is_written_where_nobody_names_a_file(
    open_part: Open, room: RecordingRoom, later: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    del later
    person = open_part("tier_review")
    monkeypatch.setattr(part_of(person).file.question, "where", lambda _: None)
    person.click("review_excel")
    assert room.toasts == []


def test_a_fault_can_be_tried_again(
    open_part: Open,
    room: RecordingRoom,
    later: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    del later
    person = open_part("tier_review")
    place = Place(tmp_path / "none" / "list.pdf", replace=False)
    monkeypatch.setattr(part_of(person).file.question, "where", lambda _: place)
    person.click("review_excel")
    assert isinstance(room.troubles[-1], FileNotWritten)
    (tmp_path / "none").mkdir()
    room.try_again()
    assert place.file.read_bytes().startswith(b"%PDF")


def test_without_anybody_on_it_there_is_no_list_to_write(open_part: Open) -> None:
    assert not open_part("tier_review").find(QWidget, "review_excel").isVisible()


# ---------------------------------------------------------------------------------- the keyboard


def test_tab_goes_as_the_eye_reads(open_part: Open, four: list[str]) -> None:
    person = open_part("tier_review")
    focus(person, "review_back")
    said = person.find(QWidget, "review_excel").accessibleName()
    assert said == "The whole list to Excel"
    stops = ["review_back", "review_excel", "review_apply", *four]
    for stop in stops:
        assert person.focus() == stop
        person.press(TAB)


def test_after_applying_the_focus_is_on_the_way_back(open_part: Open, later: int) -> None:
    del later
    person = open_part("tier_review")
    focus(person, "review_apply")
    person.press(ENTER)
    assert is_applied(part_of(person))
    assert person.focus() == "review_back"


def test_after_keeping_somebody_the_focus_is_on_the_next(open_part: Open, four: list[str]) -> None:
    person = open_part("tier_review")
    focus(person, four[1])
    person.press(ENTER)
    QApplication.processEvents()
    assert person.focus() == four[2]
    focus(person, four[3])
    person.press(ENTER)
    assert person.focus() == "review_back", "a second Enter shall apply nothing"


def test_the_focus_stays_while_the_list_is_asked_for_again(
    open_part: Open, desk: Desk, four: list[str], later: int
) -> None:
    person = open_part("tier_review")
    for stop in (four[2], "review_excel", "review_apply"):
        focus(person, stop)
        part_of(person).arrive()
        QApplication.processEvents()
        assert person.focus() == stop
    focus(person, four[2])
    desk.services.till.sale(SaleRequest(desk.act(), later, 100_000))
    assert four[0] not in [one.objectName() for one in part_of(person)._keeps]
    assert person.focus() == four[2]
