"""The idle counter: just served, what can be taken back, expected today, the day so far."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from smbcrm import bootstrap
from smbcrm.core.clock import SetClock
from smbcrm.membership.sales.types import RedeemRequest
from smbcrm.membership.services import Services
from smbcrm.membership.setup.service import NewShop
from smbcrm.ui.counter.page import CounterPage
from smbcrm.ui.counter.panel import BILL, NEW_CUSTOMER
from smbcrm.ui.counter.served import ServedRow
from smbcrm.ui.desk import Desk
from smbcrm.ui.event_bridge import DayBegan, TimeWentOn
from tests.helpers.room import RecordingRoom, sit_down
from tests.helpers.salon import NOW
from tests.ui.counter.conftest import act, put_up, walk_in


def served(page: CounterPage) -> list[ServedRow]:
    return [row for row in page.body.idle.served.rows.rows() if isinstance(row, ServedRow)]


def lines(page: CounterPage) -> list[tuple[str, str]]:
    return [(row.name, row.second) for row in served(page)]


def strip(page: CounterPage) -> list[str]:
    return [cell.text() for cell in page.body.idle.strip.findChildren(QLabel)]


def test_it_tells_who_was_served_newest_first(page: CounterPage) -> None:
    assert lines(page)[:3] == [
        ("Hannah Brooks", "Sale $1,240.00 · card"),
        ("Hannah Brooks", "Sale $58.00 · stored value"),
        ("Hannah Brooks", "Top up 200, gift 20"),
    ]
    assert ("Hanna Becker", "New customer") in lines(page)


def test_a_redemption_and_a_walk_in_are_told_too(
    page: CounterPage, services: Services, who: dict[str, int]
) -> None:
    services.till.redeem(RedeemRequest(act(services), who["Hannah Brooks"], 300))
    walk_in(services)
    assert lines(page)[:2] == [
        ("Walk-in", "Sale $9.00 · cash"),
        ("Hannah Brooks", "Redeemed 300 points"),
    ]


def test_a_click_reopens(page: CounterPage) -> None:
    QTest.mouseClick(served(page)[0], Qt.MouseButton.LeftButton)
    assert page.view is not None
    assert page.view.shown.customer.profile.full_name == "Hannah Brooks"


def test_enter_reopens(page: CounterPage) -> None:
    QTest.keyClick(served(page)[0], Qt.Key.Key_Return)
    assert page.view is not None


def test_there_is_nobody_to_open_in_a_walk_in_but_its_bill(
    page: CounterPage, services: Services
) -> None:
    walk_in(services)
    QTest.mouseClick(served(page)[0], Qt.MouseButton.LeftButton)
    assert page.view is None
    assert page.flow.name == BILL


def test_a_walk_in_is_undone_by_its_button(
    page: CounterPage, services: Services, room: RecordingRoom
) -> None:
    walk_in(services)
    undo = served(page)[0].undo
    assert undo is not None
    assert undo.accessibleName() == "Undo: Sale $9.00, Walk-in"
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert room.toasts == ["$9.00 taken back."]
    assert ("Walk-in", "Sale $9.00 · cash") not in lines(page)


def test_delete_takes_a_row_back(
    page: CounterPage, services: Services, room: RecordingRoom, who: dict[str, int]
) -> None:
    QTest.keyClick(served(page)[0], Qt.Key.Key_Delete)
    assert room.toasts == ["$1,240.00 taken back, Hannah Brooks."]
    assert services.counter.customer(who["Hannah Brooks"]).owned.points == 52


def test_what_was_touched_since_offers_no_undo(page: CounterPage) -> None:
    assert [row.undo is not None for row in served(page)[:3]] == [True, True, False]


def test_the_newest_is_undone_from_anywhere(
    page: CounterPage, services: Services, room: RecordingRoom
) -> None:
    walk_in(services)
    page.take_back_last()
    assert room.toasts == ["$9.00 taken back."]
    assert room.undo is None


def test_nothing_to_undo_is_said(
    page: CounterPage, services: Services, room: RecordingRoom
) -> None:
    clock = services.clock
    assert isinstance(clock, SetClock)
    clock.instant = NOW.replace(hour=17)
    page.take_back_last()
    assert room.toasts == ["Nothing to undo: the last 30 minutes of this till are empty."]


def test_the_foot_says_until_when(page: CounterPage, services: Services) -> None:
    until = page.body.idle.served.until
    assert until.text() == "Last action can be undone until 10:54"
    clock = services.clock
    assert isinstance(clock, SetClock)
    clock.instant = NOW.replace(hour=17)
    page.arrive()
    assert not until.isVisible()
    assert [row.undo for row in served(page)] == [None] * 7


def test_up_and_down_move_in_the_list(page: CounterPage, qtbot: QtBot) -> None:
    rows = served(page)
    rows[0].setFocus()
    QTest.keyClick(rows[0], Qt.Key.Key_Down)
    qtbot.waitUntil(rows[1].hasFocus)


def test_it_tells_whose_day_comes(page: CounterPage) -> None:
    rows = page.body.idle.expected.rows.rows()
    assert [(row.text(), row.accessibleDescription()) for row in rows] == [
        ("陈雨桐", "Birthday in 2 days · lunar 10/15 · turns 36, in 2 days"),
        ("Hannah Brooks", "Birthday in 3 days · turns 36, Note"),
    ]
    QTest.mouseClick(rows[0], Qt.MouseButton.LeftButton)
    assert page.view is not None
    assert page.view.shown.customer.profile.full_name == "陈雨桐"


def test_the_strip_counts_the_day(page: CounterPage, services: Services) -> None:
    assert strip(page) == [
        *("Sales today", "$1,298.00", "2 sales · 1 by stored value"),
        *("Topped up", "$200.00", "gift 20"),
        *("Points given", "1,292", "redeemed 0"),
        *("New customers", "4", "this month 4"),
        *("Cash taken", "$200.00", "all tills 200.00"),
    ]
    walk_in(services)
    assert "$1,307.00" in strip(page)


def test_another_window_sees_a_sale_at_once(
    page: CounterPage, services: Services, qtbot: QtBot
) -> None:
    other = put_up(sit_down(services), qtbot)
    walk_in(services)
    assert lines(page)[0] == lines(other)[0] == ("Walk-in", "Sale $9.00 · cash")


def test_what_can_be_taken_back_no_more_goes_by_itself(
    page: CounterPage, desk: Desk, qtbot: QtBot
) -> None:
    clock, until = desk.services.clock, page.body.idle.served.until
    assert isinstance(clock, SetClock)
    clock.instant = NOW + dt.timedelta(minutes=30)
    desk.bridge.happened.emit(TimeWentOn())
    qtbot.wait(50)
    assert until.isVisible()
    clock.instant += dt.timedelta(seconds=1)
    desk.bridge.happened.emit(TimeWentOn())
    qtbot.waitUntil(lambda: not until.isVisible())
    assert [row.undo for row in served(page)] == [None] * 7


def test_a_new_day_begins_by_itself(page: CounterPage, desk: Desk, qtbot: QtBot) -> None:
    clock = desk.services.clock
    assert isinstance(clock, SetClock)
    assert served(page)
    clock.instant = NOW + dt.timedelta(days=1)
    desk.bridge.happened.emit(DayBegan())
    qtbot.waitUntil(lambda: not served(page))


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Services]:
    new = NewShop("Willow & Wren Salon", "USD", "US", "America/New_York", "en")
    shop = bootstrap.create_shop(
        str(tmp_path / "empty.smbcrm"), new, clock=SetClock(NOW), durable=False
    )
    yield shop
    shop.close()


class TestEmptyShop:
    """The first day."""

    def test_it_says_what_ends_it(self, empty: Services, qtbot: QtBot) -> None:
        page = put_up(sit_down(empty), qtbot)
        texts = [one.text() for one in page.body.findChildren(QLabel) if one.isVisible()]
        assert "Nobody in your book yet." in texts
        add, _ = page.body.idle.first_buttons
        QTest.mouseClick(add, Qt.MouseButton.LeftButton)
        assert page.flow.name == NEW_CUSTOMER

    def test_the_list_is_brought_on_its_page(self, empty: Services, qtbot: QtBot) -> None:
        room = RecordingRoom()
        page = put_up(sit_down(empty, room), qtbot)
        _, bring = page.body.idle.first_buttons
        QTest.mouseClick(bring, Qt.MouseButton.LeftButton)
        assert room.asked == [("go", "import")]

    def test_a_walk_in_shows_the_board(self, empty: Services, qtbot: QtBot) -> None:
        page = put_up(sit_down(empty), qtbot)
        walk_in(empty)
        assert lines(page) == [("Walk-in", "Sale $9.00 · cash")]
        assert served(page)[0].isVisible()


def test_in_chinese_too(zh_desk: Desk, qtbot: QtBot) -> None:
    page = put_up(zh_desk, qtbot)
    assert len(served(page)) == 7
