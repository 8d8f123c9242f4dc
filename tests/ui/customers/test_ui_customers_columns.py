"""Columns: chosen by whoever sits there, kept on this PC, and the name always in sight."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from smbcrm.core.machine import CUSTOMER_COLUMNS
from smbcrm.core.settings import BadSetting
from smbcrm.membership.customers.lists import CustomerSort
from smbcrm.ui.customers.page import CustomersPage
from smbcrm.ui.desk import Desk
from smbcrm.ui.theme import look
from tests.helpers.mouse import double_click
from tests.helpers.room import RecordingRoom
from tests.helpers.screen_check import faults
from tests.ui.customers.conftest import Crowd, PutUp, chosen, crowded

ENTER, DOWN, RIGHT, LEFT = (Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Left)
FIRST = [
    "Full name",
    "Tier",
    "Phone",
    "Last visit",
    "Visits",
    "12 months",
    "Stored value",
    "Points",
]
pytestmark = pytest.mark.qt_log_ignore("does not support")  # menus, on a screen that is none


def titles(page: CustomersPage) -> list[str]:
    """Return the titles in sight."""
    return [
        one.title
        for number, one in enumerate(page.model.columns)
        if not page.table.isColumnHidden(number)
    ]


def tick(page: CustomersPage, title: str) -> None:
    """Set or take a tick in the menu of columns, by keyboard."""
    menu = page.columns.menu_below
    action = next(one for one in menu.actions() if one.text() == title)
    menu.setActiveAction(action)
    QTest.keyClick(menu, ENTER)


def names_over_it(page: CustomersPage) -> QTableView:
    """Return the column of the names that stays while the table moves sideways."""
    return page.table.findChildren(QTableView)[0]


def test_columns_are_ticked_one_after_the_other_and_kept(
    desk: Desk, page: CustomersPage, put_up: PutUp
) -> None:
    assert titles(page) == FIRST
    page.columns.setFocus()
    QTest.keyClick(page.columns, ENTER)
    menu = page.columns.menu_below
    assert menu.isVisible()
    for title in ("E-mail", "Birthday", "Visits"):
        tick(page, title)
    assert menu.isVisible()  # ticks leave it open
    shown = [one for one in FIRST if one != "Visits"] + ["E-mail", "Birthday"]
    assert titles(page) == shown
    menu.close()
    again = put_up(desk)
    assert titles(again) == shown
    tick(again, "As at the beginning")
    assert titles(again) == FIRST
    assert desk.premises.machine.get(CUSTOMER_COLUMNS) == ()


def test_a_click_sets_a_tick_and_leaves_the_menu_open(page: CustomersPage) -> None:
    page.columns.click()
    menu = page.columns.menu_below
    action = next(one for one in menu.actions() if one.text() == "Card")
    place = menu.actionGeometry(action).center()
    QTest.mouseMove(menu, place)
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=place)
    assert menu.isVisible()
    assert titles(page)[-1] == "Card"


def test_the_name_is_no_choice(page: CustomersPage) -> None:
    offered = [one.text() for one in page.columns.menu_below.actions()]
    assert "Full name" not in offered
    for title in FIRST[1:]:
        tick(page, title)
    assert titles(page) == ["Full name"]


def test_columns_that_this_program_does_not_know_are_passed_over(desk: Desk, put_up: PutUp) -> None:
    desk.premises.machine.put(CUSTOMER_COLUMNS, "shoe_size,points")
    assert titles(put_up(desk)) == ["Full name", "Points"]


def test_a_name_of_a_column_that_cannot_be_is_refused(desk: Desk) -> None:
    machine = desk.premises.machine
    with pytest.raises(BadSetting):
        machine.put(CUSTOMER_COLUMNS, "points,<b>")
    machine.put(CUSTOMER_COLUMNS, " points , card ")
    assert machine.get(CUSTOMER_COLUMNS) == ("points", "card")


def test_what_the_columns_say(desk: Desk, page: CustomersPage) -> None:
    hannah = desk.services.customers.find("Hannah Brooks")[0]
    row = next(
        number
        for number in range(page.model.rowCount())
        if (one := page.model.row(number)) is not None and one.id == hannah.id
    )
    said = {
        one.title: page.model.index(row, number).data()
        for number, one in enumerate(page.model.columns)
    }
    assert said["Phone"] == "•••• •• 0142"
    assert said["Last visit"] == "21 Nov"
    assert said["Visits"] == "1"
    assert said["12 months"] == "$1,292.72"
    assert said["Stored value"] == "$162.00"
    assert said["E-mail"] == "hannah.b@example.com"
    assert said["Birthday"] == "24 Nov 1990"
    assert said["Card"] == desk.words.card(hannah.card)


def test_a_lunar_birthday_is_said_as_it_was_given(desk: Desk, put_up: PutUp) -> None:
    page = put_up(desk)
    birthday = next(n for n, one in enumerate(page.model.columns) if one.title == "Birthday")
    assert page.model.index(3, birthday).data() == "十月十五"


def test_a_date_of_another_year_is_whole_in_every_language(zh_desk: Desk, put_up: PutUp) -> None:
    page = put_up(zh_desk, (911, 452))
    words = zh_desk.words.date(dt.date(2025, 12, 28))
    metrics = QFontMetrics(look.font("body"))
    date = next(
        n for n, one in enumerate(page.model.columns) if one.sort == CustomerSort.LAST_VISIT
    )
    assert page.table.columnWidth(date) >= metrics.horizontalAdvance(words) + 20


def test_the_name_stays_when_the_table_moves_sideways(
    desk: Desk, room: RecordingRoom, put_up: PutUp, qtbot: QtBot
) -> None:
    del qtbot
    page = put_up(crowded(desk, Crowd(500)), (911, 452))
    names = names_over_it(page)
    assert not names.isVisible()
    page.table.setFocus()
    for _ in range(20):
        QTest.keyClick(page.table, RIGHT)
    bar = page.table.horizontalScrollBar()
    assert bar.value() == bar.maximum() > 0
    assert names.isVisible()
    assert names.x() == 0
    QTest.keyClick(page.table, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()  # the row is sought, not its first column
    page.grab()
    assert chosen(page) == "Customer 000499"
    assert names.verticalScrollBar().value() == page.table.verticalScrollBar().value()
    place = names.visualRect(page.model.index(498, 0)).center()
    QTest.mouseClick(names.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen(page) == "Customer 000498"
    assert page.table.hasFocus()
    double_click(names.viewport(), place)
    assert [one[:2] for one in room.asked] == [("show_customer", 499)]
    page.grab()
    for _ in range(20):
        QTest.keyClick(page.table, LEFT)
    assert not names.isVisible()


def test_the_title_over_the_names_sorts_too(desk: Desk, put_up: PutUp) -> None:
    crowd = Crowd(500)
    page = put_up(crowded(desk, crowd), (911, 452))
    page.table.horizontalScrollBar().setValue(200)
    header = names_over_it(page).horizontalHeader()
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=header.rect().center())
    assert crowd.pages[-1][2]  # by name already, so it turned round
    assert header.isSortIndicatorShown()
    assert header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder


def test_wider_columns_leave_the_name_less(page: CustomersPage) -> None:
    header = page.table.horizontalHeader()
    before = header.sectionSize(0)
    header.resizeSection(1, header.sectionSize(1) + 40)
    assert header.sectionSize(0) == before - 40
    assert header.length() == page.table.viewport().width()


@pytest.mark.parametrize("size", [(1366, 696), (1093, 543), (911, 452)])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_nothing_is_cut(
    size: tuple[int, int], language: str, put_up: PutUp, request: pytest.FixtureRequest
) -> None:
    desk = request.getfixturevalue("desk" if language == "en" else "zh_desk")
    page = put_up(desk, size)
    assert faults(page) == []
    for typed in ("han", "xyzzy"):
        page.search.field.setText(typed)
        assert faults(page) == []
    page.grab()
