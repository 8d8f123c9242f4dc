"""The list while things happen: it follows, the page goes on meanwhile, and nothing is lost."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from smbcrm.core.errors import EnvironmentFault
from smbcrm.membership.duplicates.service import DuplicateService
from smbcrm.membership.duplicates.types import Pair
from smbcrm.membership.merging.types import MergeField, Side
from smbcrm.membership.services import Services
from smbcrm.ui.duplicates import listed, scan
from smbcrm.ui.duplicates.list_card import Tab
from smbcrm.ui.duplicates.page import DuplicatesPage
from smbcrm.ui.event_bridge import Elsewhere
from tests.helpers.held_jobs import HeldJobs
from tests.helpers.room import RecordingRoom, sit_down
from tests.ui.balance.conftest import HANNAH
from tests.ui.duplicates.conftest import FIRM, PutUp, add, settle, titles

PAIR = "Hannah Brooks · Hanna Brooks"


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Count how often customers are compared."""
    counted: list[int] = []
    whole = DuplicateService.find

    def find(service: DuplicateService) -> object:
        counted.append(1)
        return whole(service)

    monkeypatch.setattr(DuplicateService, "find", find)
    return counted


def test_who_is_added_is_compared(page: DuplicatesPage, services: Services) -> None:
    add(services, "Ann Poe", FIRM)
    add(services, "Ann Poe", FIRM)
    settle()
    assert titles(page) == ["Ann Poe · Ann Poe", PAIR]
    assert page.card.list.key == page.pair.pair  # where one was
    assert page.pair.compare.heads.keep.name.text() == HANNAH


def test_a_hidden_page_looks_when_it_comes_back(
    page: DuplicatesPage, services: Services, looks: list[int]
) -> None:
    page.hide()
    add(services, "Hannah Brooks", "+12075550142")
    settle()
    assert not looks
    page.show()
    page.arrive()
    assert len(titles(page)) == 3


def test_other_tills_make_a_large_shop_look_only_now_and_then(
    page: DuplicatesPage, looks: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan, "REST", 1_000_000)
    page.again.click()
    looks.clear()
    for _ in range(5):
        page.desk.bridge.happened.emit(Elsewhere())
    settle()
    assert not looks
    page.again.click()
    assert len(looks) == 1


def test_after_its_rest_it_looks_once_for_all(
    page: DuplicatesPage, looks: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan, "REST", 1)
    page.again.click()
    looks.clear()
    for _ in range(5):
        page.desk.bridge.happened.emit(Elsewhere())
    assert not looks
    scanning = page.findChild(scan.Scan)
    assert scanning is not None
    scanning.rest.timeout.emit()
    assert len(looks) == 1


def test_the_page_can_be_used_while_all_are_compared(
    services: Services, room: RecordingRoom, put_up: PutUp, other: int, looks: list[int]
) -> None:
    del other
    jobs = HeldJobs()
    page = put_up(sit_down(services, room, jobs=jobs))
    assert page.head.sub() == "Comparing all customers…"
    assert page.nothing.isVisible()
    page.card.tabs.step(1)
    jobs.do_all()
    assert page.card.tab is Tab.MERGED
    page.card.tabs.step(-1)
    jobs.do_all()
    assert titles(page) == [PAIR]
    assert len(looks) == 1


def test_what_was_found_too_early_is_dropped(
    services: Services, room: RecordingRoom, put_up: PutUp, other: int, looks: list[int]
) -> None:
    del other
    jobs = HeldJobs()
    page = put_up(sit_down(services, room, jobs=jobs))
    add(services, "Ann Poe", FIRM)
    add(services, "Ann Poe", FIRM)
    settle()
    jobs.do_all()
    assert len(looks) == 2
    assert titles(page) == ["Ann Poe · Ann Poe", PAIR]


def test_a_fault_offers_to_look_again(
    page: DuplicatesPage, room: RecordingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose(_: DuplicateService) -> None:
        raise EnvironmentFault

    with monkeypatch.context() as patched:
        patched.setattr(DuplicateService, "find", lose)
        page.again.click()
    assert [type(one) for one in room.troubles] == [EnvironmentFault]
    room.try_again()
    assert titles(page) == [PAIR]


def test_another_language_goes_on_where_one_was(
    page: DuplicatesPage, put_up: PutUp, qapp: QApplication
) -> None:
    page.pair.compare.chosen.emit(MergeField.EMAIL, Side.OTHER)
    page.pair.compare.swapped.emit()
    memory = page.memory()
    page.hide()
    after = put_up(page.desk, memory=memory)
    assert after.pair.draft == page.pair.draft
    assert after.pair.draft.swapped
    assert after.pair.compare.heads.keep.name.text() == "Hanna Brooks"
    del qapp


def test_the_undo_outlives_the_page(
    page: DuplicatesPage, put_up: PutUp, room: RecordingRoom, services: Services, other: int
) -> None:
    page.merge()
    settle()
    assert room.undo is not None
    memory, kept = page.memory(), room.undo.kept
    assert room.undo.page == "duplicates"
    page.hide()
    after = put_up(page.desk, memory=memory)
    undo = after.undo_again(kept)
    assert undo is not None
    undo.take_back()
    settle()
    assert services.customers.get(other).profile.full_name == "Hanna Brooks"
    assert titles(after) == [PAIR]
    assert after.undo_again("something else") is None


def test_lines_are_made_when_they_are_looked_at(
    page: DuplicatesPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    pair = page.listed.all_pairs()[0]
    numbered = (replace(pair, other=pair.other._replace(id=100 + at)) for at in range(5000))

    def reasons(_: object, one: Pair) -> str:
        made.append(one.other.id)
        return ""

    monkeypatch.setattr(listed, "pair_reasons", reasons)
    page.listed = replace(page.listed, pairs=tuple(numbered))
    page.card.turned.emit()
    page.grab()
    assert len(page.card.list.lines) == 5000
    assert 0 < len(made) < 50
