"""The merges of the last 30 days and their undo, and what many share."""

import datetime as dt

from PySide6.QtCore import Qt

from smbcrm.core.clock import SetClock
from smbcrm.membership.customers.lists import CustomerFilter
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind
from smbcrm.membership.services import Services
from smbcrm.ui.desk import Desk
from smbcrm.ui.duplicates.list_card import Tab
from smbcrm.ui.duplicates.page import DuplicatesPage
from tests.helpers.keyboard import press
from tests.helpers.room import RecordingRoom
from tests.ui.balance.conftest import HANNAH, named
from tests.ui.duplicates.conftest import PutUp, act, add, settle, titles

ENTER = Qt.Key.Key_Return


def merged(services: Services, other: int) -> int:
    """Merge somebody into Hannah; return the number of that."""
    return services.merging.merge(named(services, HANNAH), other, {}, act(services)).id


def turn(page: DuplicatesPage, tab: Tab) -> None:
    page.card.tabs.step(list(Tab).index(tab))
    settle()


def test_a_merge_is_listed_and_undone(
    desk: Desk, put_up: PutUp, services: Services, room: RecordingRoom, other: int
) -> None:
    merged(services, other)
    page = put_up(desk)
    turn(page, Tab.MERGED)
    (line,) = page.card.list.lines
    assert (line.title, line.sub) == (f"Hanna Brooks → {HANNAH}", "today 10:24 by Owner")
    assert page.foot.state() == "Can be undone until 21 Dec 2026"
    page.card.list.setFocus()
    press(ENTER)
    assert page.foot.undo.hasFocus()
    press(ENTER)
    settle()
    assert room.toasts == [f"{HANNAH} and Hanna Brooks are two customers again."]
    assert services.customers.get(other).profile.full_name == "Hanna Brooks"
    assert page.card.list.lines[0].sub == "undone today 10:24"
    assert not page.foot.undo.isEnabled()
    assert page.card.list.hasFocus()
    assert page.foot.state() == "Undone today 10:24"
    page.card.tabs.step(-1)
    assert titles(page) == ["Hannah Brooks · Hanna Brooks"]


def test_a_merge_under_another_one_waits_for_it(
    desk: Desk, put_up: PutUp, services: Services, room: RecordingRoom, other: int
) -> None:
    first = merged(services, other)
    second = merged(services, add(services, "Hannah B.", "+12075550142"))
    page = put_up(desk)
    page.arrive(f"merged/{first}")
    assert page.card.list.key == first
    page.foot.undo.click()
    refusal = page.merged.refusal
    assert refusal.text() == (
        f"The merge {second} came after the merge {first}. Undo {second} first."
    )
    refusal.way.click()
    assert room.asked[-1] == ("go", f"duplicates/merged/{second}")
    page.arrive(f"merged/{second}")
    assert page.card.list.key == second
    assert refusal.isHidden()


def test_after_30_days_it_is_not_listed(
    desk: Desk, put_up: PutUp, services: Services, other: int
) -> None:
    merged(services, other)
    assert isinstance(services.clock, SetClock)
    services.clock.instant += dt.timedelta(days=31)
    page = put_up(desk)
    turn(page, Tab.MERGED)
    assert titles(page) == []
    assert page.foot.isHidden()


def test_the_page_of_who_stayed(
    desk: Desk, put_up: PutUp, services: Services, room: RecordingRoom, other: int
) -> None:
    merged(services, other)
    page = put_up(desk)
    turn(page, Tab.MERGED)
    page.merged.card.page.click()
    assert room.asked[-1] == ("go", f"customer/{named(services, HANNAH)}")


def test_what_many_share_is_told_once(
    desk: Desk, put_up: PutUp, many: None, room: RecordingRoom, services: Services
) -> None:
    del many
    page = put_up(desk)
    assert titles(page) == []
    turn(page, Tab.SHARED)
    (line,) = page.card.list.lines
    assert (line.title, line.sub, line.right) == ("+12075550000", "Phone", "12")
    assert page.crowd.isVisible()
    assert page.foot.isHidden()
    page.card.list.setFocus()
    press(ENTER, ENTER)
    assert room.asked[-1] == ("go", "customers/+12075550000")
    assert services.customers.count(CustomerFilter(text="+12075550000")) == 12


def test_a_birthday_that_many_share_has_no_list(
    desk: Desk, put_up: PutUp, services: Services
) -> None:
    born = (Occasion(OccasionKind.BIRTHDAY, Calendar.SOLAR, 1900, 1, 1),)
    for number in range(12):
        add(services, "Jo Doe", f"+120755510{number:02}", occasions=born)
    page = put_up(desk)
    turn(page, Tab.SHARED)
    assert titles(page) == ["1900-01-01 · Jo Doe"]
    assert page.crowd.list.isHidden()


def test_a_merge_by_another_till_is_seen(
    desk: Desk, put_up: PutUp, services: Services, other: int
) -> None:
    page = put_up(desk)
    turn(page, Tab.MERGED)
    assert titles(page) == []
    merged(services, other)
    settle()
    assert titles(page) == [f"Hanna Brooks → {HANNAH}"]
