"""The list while things happen: it follows, and nobody loses the place."""

import pytest
from PySide6.QtCore import Qt, QTimer
from pytestqt.qtbot import QtBot

from smbcrm.core.ids import uuid7
from smbcrm.membership.customers.lists import CustomerSort
from smbcrm.membership.customers.types import Details
from smbcrm.membership.requests.types import Act
from smbcrm.membership.services import Services
from smbcrm.ui.customers.page import CustomersPage
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.paged_model import PAGE
from tests.helpers.held_jobs import HeldJobs
from tests.helpers.keyboard import press, type_text
from tests.helpers.room import RecordingRoom, sit_down
from tests.ui.customers.conftest import Crowd, PutUp, chosen, crowded, names, said

ENTER, DOWN, END = Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_End


def add(services: Services, name: str) -> None:
    services.customers.add(Details(full_name=name), Act(uuid7(services.clock)))


def test_a_new_customer_appears_and_the_chosen_one_stays(
    page: CustomersPage, services: Services, qtbot: QtBot
) -> None:
    press(DOWN)
    page.table.go_to(2)
    assert chosen(page) == "Hannah Brooks"
    add(services, "Anna Aardvark")
    qtbot.waitUntil(lambda: said(page) == "5 customers")
    assert names(page)[1] == "Anna Aardvark"
    assert chosen(page) == "Hannah Brooks"
    assert page.table.hasFocus()


def test_the_place_in_a_long_list_stays(desk: Desk, put_up: PutUp) -> None:
    crowd = Crowd(5000)
    page = put_up(crowded(desk, crowd))
    press(DOWN)
    page.table.go_to(3300)
    page.grab()
    scrolled = page.table.verticalScrollBar().value()
    crowd.pages.clear()
    page.desk.bridge.changed.emit()
    page.grab()
    assert chosen(page) == "Customer 003300"
    assert page.table.verticalScrollBar().value() == scrolled
    assert {number for number, _, _ in crowd.pages} == {0, 3300 // PAGE}


def test_a_shorter_list_keeps_what_there_is_of_the_place(desk: Desk, put_up: PutUp) -> None:
    crowd = Crowd(5000)
    page = put_up(crowded(desk, crowd))
    press(DOWN)
    press(END)
    crowd.many = 10
    page.desk.bridge.changed.emit()
    page.grab()
    assert chosen(page) == "Customer 000009"


def test_a_hidden_page_asks_when_it_comes_back(desk: Desk, put_up: PutUp) -> None:
    crowd = Crowd(30)
    page = put_up(crowded(desk, crowd))
    page.hide()
    crowd.many = 31
    page.desk.bridge.changed.emit()
    assert said(page) == "30 customers"
    page.show()
    page.arrive()
    assert said(page) == "31 customers"


def test_many_events_while_it_is_asked_make_one_more_question(
    services: Services, room: RecordingRoom, put_up: PutUp
) -> None:
    jobs, crowd = HeldJobs(), Crowd(30)
    page = put_up(crowded(sit_down(services, room, jobs=jobs), crowd))
    for _ in range(50):
        page.desk.bridge.changed.emit()
    jobs.do_all()
    assert [number for number, _, _ in crowd.pages] == [0, 0]


def test_enter_before_the_answer_waits_for_it(
    services: Services, room: RecordingRoom, put_up: PutUp
) -> None:
    jobs = HeldJobs()
    put_up(sit_down(services, room, jobs=jobs))
    jobs.do_all()
    type_text("0142")
    press(ENTER)
    assert room.asked == []
    jobs.do_all()
    assert [one[0] for one in room.asked] == ["show_customer"]


def test_typing_on_drops_the_questions_before(
    services: Services, room: RecordingRoom, put_up: PutUp
) -> None:
    jobs, crowd = HeldJobs(), Crowd(30)
    put_up(crowded(sit_down(services, room, jobs=jobs), crowd))
    jobs.do_all()
    crowd.pages.clear()
    type_text("hannah")
    jobs.do_all()
    assert len(crowd.pages) == 1


def test_a_slow_answer_is_announced(
    services: Services, room: RecordingRoom, put_up: PutUp, qtbot: QtBot
) -> None:
    jobs = HeldJobs()
    page = put_up(sit_down(services, room, jobs=jobs))
    qtbot.waitUntil(lambda: said(page) == "Looking…")
    jobs.do_all()
    assert said(page) == "4 customers"
    page.arrive()
    jobs.do_all()
    assert not [one for one in page.findChildren(QTimer) if one.isActive()]


def test_another_page_goes_on_where_this_one_was(
    desk: Desk, page: CustomersPage, put_up: PutUp
) -> None:
    type_text("han")
    page.table.sort_by(0, Qt.SortOrder.DescendingOrder)
    press(ENTER)
    press(DOWN)
    assert chosen(page) == "Hanna Becker"
    memory = page.memory()
    after = put_up(desk, memory=memory)
    assert after.search.text() == "han"
    assert names(after) == ["Hannah Brooks", "Hanna Becker"]
    assert chosen(after) == "Hanna Becker"
    assert after.table.hasFocus()
    header = after.table.horizontalHeader()
    assert header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
    after.recall("nonsense")
    assert after.search.text() == "han"


def test_a_page_that_was_never_shown_remembers_what_it_was_told(desk: Desk, put_up: PutUp) -> None:
    page = put_up(desk)
    page.table.setFocus()
    page.table.go_to(3)
    memory = page.memory()
    unseen = CustomersPage(desk)
    unseen.recall(memory)
    assert unseen.memory() == memory
    unseen.deleteLater()


def test_a_search_begins_at_its_own_top(page: CustomersPage) -> None:
    press(END)
    page.table.setFocus()
    press(END)
    page.search.field.setFocus()
    type_text("han")
    press(DOWN)
    assert chosen(page) == "Hanna Becker"


@pytest.mark.parametrize("order", list(Qt.SortOrder))
def test_the_order_is_asked_of_the_database(desk: Desk, put_up: PutUp, order: Qt.SortOrder) -> None:
    crowd = Crowd(1000)
    page = put_up(crowded(desk, crowd))
    page.table.sort_by(3, order)
    falling = order == Qt.SortOrder.DescendingOrder
    assert crowd.pages[-1] == (0, CustomerSort.LAST_VISIT, falling)
    assert len(crowd.pages) == 2
