"""The list of customers: what a person finds, sorts and opens in it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from smbcrm import bootstrap
from smbcrm.core.machine import CUSTOMER_ORDER, STAFF
from smbcrm.core.settings import BadSetting
from smbcrm.membership.customers.lists import CustomerFilter
from smbcrm.membership.services import Services
from smbcrm.membership.setup.service import NewShop
from smbcrm.ui.customers.page import CustomersPage
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.paged_model import PAGE
from tests.helpers.keyboard import press, type_text
from tests.helpers.mouse import double_click
from tests.helpers.room import RecordingRoom, sit_down
from tests.helpers.salon import EVIL, EVIL_SHOWN
from tests.ui.customers.conftest import Crowd, PutUp, chosen, crowded, names, said

EVERYBODY = [EVIL, "Hanna Becker", "Hannah Brooks", "陈雨桐"]
ENTER, DOWN, HOME, END = Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End


@pytest.fixture
def empty_shop(tmp_path: Path) -> Iterator[Services]:
    services = bootstrap.create_shop(str(tmp_path / "new.smbcrm"), NewShop("New"), durable=False)
    yield services
    services.close()


def click_title(page: CustomersPage, column: int) -> None:
    titles = page.table.horizontalHeader()
    place = titles.rect().center()
    place.setX(titles.sectionViewportPosition(column) + 30)
    QTest.mouseClick(titles.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_everybody_is_there_in_the_order_of_names(page: CustomersPage) -> None:
    assert names(page) == EVERYBODY
    assert said(page) == "4 customers"
    assert page.search.field.hasFocus()


def test_a_name_narrows_the_list_and_enter_goes_into_it(
    page: CustomersPage, room: RecordingRoom, desk: Desk
) -> None:
    type_text("han")
    assert names(page) == ["Hanna Becker", "Hannah Brooks"]
    assert said(page) == "2 of 4 match “han”"
    press(ENTER)
    assert page.table.hasFocus()
    assert chosen(page) == "Hanna Becker"
    press(DOWN)
    press(ENTER)
    hannah = desk.services.customers.find("Hannah Brooks")[0].id
    assert [one[:2] for one in room.asked] == [("show_customer", hannah)]


@pytest.mark.usefixtures("page")
def test_one_match_and_enter_opens(room: RecordingRoom, desk: Desk) -> None:
    type_text("0142")
    press(ENTER)
    assert [one[:2] for one in room.asked] == [
        ("show_customer", desk.services.customers.find("0142")[0].id)
    ]


def test_one_sign_is_too_short_to_leave_anybody_out(page: CustomersPage) -> None:
    type_text("h")
    assert said(page) == "4 customers"
    press(ENTER)
    assert page.table.hasFocus()


def test_nobody_found_offers_a_new_customer(page: CustomersPage, room: RecordingRoom) -> None:
    type_text("0177")
    assert said(page) == "0 of 4 match “0177”"
    assert page.nobody.isVisible()
    press(ENTER)
    assert room.asked == [("new_customer", "0177")]
    assert page.escape()
    assert names(page) == EVERYBODY
    assert not page.nobody.isVisible()
    page.search.field.undo()
    assert page.search.text() == "0177"
    assert not page.table.isVisible()


def test_buttons_of_nobody_found(page: CustomersPage, room: RecordingRoom) -> None:
    type_text("Zelda")
    assert page.nobody.new.text() == "New customer with Zelda"
    page.nobody.new.click()
    assert room.asked == [("new_customer", "Zelda")]
    page.nobody.all.click()
    assert said(page) == "4 customers"
    assert page.search.field.hasFocus()


def test_an_empty_book_says_how_to_fill_it(
    empty_shop: Services, room: RecordingRoom, put_up: PutUp
) -> None:
    page = put_up(sit_down(empty_shop, room))
    assert said(page) == "0 customers"
    page.nobody.add.click()
    page.nobody.bring.click()
    assert room.asked == [("new_customer", ""), ("go", "import")]
    assert not page.new.property("kind")  # one primary button on a page
    assert page.nobody.add.property("kind") == "primary"


def test_escape_with_nothing_typed_is_not_a_step(page: CustomersPage) -> None:
    assert not page.escape()


def test_the_arrow_goes_from_the_search_into_the_list(page: CustomersPage) -> None:
    press(DOWN)
    assert page.table.hasFocus()
    assert chosen(page) == EVIL
    press(END)
    assert chosen(page) == "陈雨桐"
    press(HOME)
    assert chosen(page) == EVIL
    QTest.keyClick(page.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.search.field.hasFocus()


def test_a_double_click_opens(page: CustomersPage, room: RecordingRoom, desk: Desk) -> None:
    place = page.table.visualRect(page.model.index(2, 1)).center()
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen(page) == "Hannah Brooks"
    assert room.asked == []
    double_click(page.table.viewport(), place)
    hannah = desk.services.customers.find("Hannah Brooks")[0].id
    assert [one[:2] for one in room.asked] == [("show_customer", hannah)]


def test_a_click_on_a_title_sorts_and_another_turns_round(page: CustomersPage) -> None:
    points = next(n for n, one in enumerate(page.model.columns) if one.title == "Points")
    click_title(page, points)
    assert names(page)[-1] == "Hannah Brooks"
    click_title(page, points)
    assert names(page)[0] == "Hannah Brooks"


def test_every_column_sorts_and_the_order_is_kept_for_whoever_acts(
    desk: Desk, services: Services, put_up: PutUp
) -> None:
    page = put_up(desk)
    for number in range(len(page.model.columns)):
        if page.table.isColumnHidden(number):
            page.table.sort_by(number, Qt.SortOrder.AscendingOrder)
        else:
            click_title(page, number)
        header = page.table.horizontalHeader()
        assert (header.sortIndicatorSection(), len(names(page))) == (number, len(EVERYBODY))
    points = next(n for n, one in enumerate(page.model.columns) if one.title == "Points")
    page.table.sort_by(points, Qt.SortOrder.DescendingOrder)
    assert names(put_up(sit_down(services)))[0] == "Hannah Brooks"
    other = services.staff.add_staff("Bo").id
    desk.machine.put(STAFF, str(other))
    assert names(put_up(sit_down(services))) == EVERYBODY, "others have an order of their own"


@pytest.mark.parametrize("kept", ["shoe_size", "-", "custom_99"])
def test_an_order_that_this_program_does_not_know_is_passed_over(
    desk: Desk, put_up: PutUp, kept: str
) -> None:
    desk.machine.put(replace(CUSTOMER_ORDER, key=f"customer_order_{desk.machine.get(STAFF)}"), kept)
    assert names(put_up(desk)) == EVERYBODY
    with pytest.raises(BadSetting):
        desk.machine.put(CUSTOMER_ORDER, "<b>")


@pytest.mark.qt_log_ignore("does not support")  # menus, on a screen that is none
def test_the_order_is_chosen_without_a_mouse(page: CustomersPage) -> None:
    page.sort.setFocus()
    press(ENTER)
    menu = page.sort.menu_below
    assert menu.isVisible()
    titles = [one.text() for one in menu.actions() if not one.isSeparator()]
    assert titles[-2:] == ["Rising", "Falling"]
    for _ in range(titles.index("Falling") + 1):
        QTest.keyClick(menu, DOWN)
    QTest.keyClick(menu, ENTER)
    assert not menu.isVisible()
    assert names(page) == EVERYBODY[::-1]
    assert [one.text() for one in menu.actions() if one.isChecked()] == ["Full name", "Falling"]


def test_a_new_customer_from_the_head(page: CustomersPage, room: RecordingRoom) -> None:
    page.new.click()
    assert room.asked == [("new_customer", "")]


def test_a_hundred_thousand_cost_at_most_four_page_queries(desk: Desk, put_up: PutUp) -> None:
    crowd = Crowd(100_000)
    page = put_up(crowded(desk, crowd))
    page.grab()
    assert said(page) == "100,000 customers"
    press(DOWN)
    press(END)
    page.grab()
    assert chosen(page) == "Customer 099999"
    last = (100_000 - 1) // PAGE
    assert [number for number, _, _ in crowd.pages] == [0, last]
    click_title(page, 1)
    page.grab()
    assert len(crowd.pages) <= 4


def test_names_are_plain_text_and_a_note_is_said(page: CustomersPage) -> None:
    index = page.model.index(EVERYBODY.index("Hannah Brooks"), 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Hannah Brooks, Alert note"
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "Hannah Brooks · Alert note"
    becker = page.model.index(EVERYBODY.index("Hanna Becker"), 0)
    assert becker.data(Qt.ItemDataRole.AccessibleTextRole) == "Hanna Becker"
    assert not becker.data(Qt.ItemDataRole.ToolTipRole)
    evil = page.model.index(0, 0)
    assert evil.data(Qt.ItemDataRole.DisplayRole) == EVIL_SHOWN
    page.table.grab()


def test_a_screen_reader_hears_the_cells(page: CustomersPage) -> None:
    table = QAccessible.queryAccessibleInterface(page.table)
    cells = (table.child(number) for number in range(table.childCount()))
    heard = {cell.text(QAccessible.Text.Name) for cell in cells}
    assert {"Hannah Brooks, Alert note", "Tier: Gold", "•••• •• 0142", "Last visit"} <= heard


class Away(Crowd):
    """A database that is away until the test brings it back."""

    away = True

    def count(self, chosen: CustomerFilter | None = None) -> int:
        if self.away:
            raise ConnectionError
        return super().count(chosen)


class PatientRoom(RecordingRoom):
    """Keeps how to try again."""

    def trouble(self, error: Exception, again: Callable[[], None] | None = None) -> None:
        super().trouble(error, again)
        assert again is not None
        self.again = again


def test_what_went_wrong_is_told_and_can_be_tried_again(services: Services, put_up: PutUp) -> None:
    room, crowd = PatientRoom(), Away(3)
    page = put_up(crowded(sit_down(services, room), crowd))
    assert [type(one) for one in room.troubles] == [ConnectionError]
    assert said(page) == ""
    crowd.away = False
    assert room.again is not None
    room.again()
    assert said(page) == "3 customers"
