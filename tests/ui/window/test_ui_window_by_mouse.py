"""Jobs of a shop as somebody with a mouse does them, from the first click to the last."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView

from smbcrm.ui.customers.page import CustomersPage
from smbcrm.ui.imports.page import ImportPage
from smbcrm.ui.imports.stage import Busy, Step
from smbcrm.ui.theme import look
from smbcrm.ui.theme.tokens import Theme
from tests.helpers.house import House

HANNAH = "Hannah Brooks"


def open_name(house: House) -> str:
    view = house.shop.counter.view
    return "" if view is None else view.shown.customer.profile.full_name


def customers(house: House) -> CustomersPage:
    page = house.shop.here
    assert isinstance(page, CustomersPage)
    return page


def names(page: CustomersPage) -> list[str]:
    model = page.table.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def click_head(house: House, table: QTableView, title: str) -> None:
    """Click the title over a column."""
    model = table.model()
    titles = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    head: QHeaderView = table.horizontalHeader()
    at = titles.index(title)
    middle = QPoint(
        head.sectionViewportPosition(at) + head.sectionSize(at) // 2, head.height() // 2
    )
    house.click_at(head.viewport().mapTo(house.window, middle))


def click_in(house: House, menu: QMenu, title: str) -> None:
    """Click an entry of a menu that is open."""
    assert menu.isVisible()
    entry = next(one for one in menu.actions() if one.text() == title)
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(entry).center())
    house.settle()


@pytest.mark.qt_log_ignore("does not support")  # menus, on a screen that is none
def test_the_list_is_sorted_and_its_columns_are_chosen(open_house: House) -> None:
    house = open_house
    house.click("Customers")
    page = customers(house)
    click_head(house, page.table, "Points")
    click_head(house, page.table, "Points")
    assert names(page)[0] == HANNAH
    house.click("Sort")
    click_in(house, page.sort.menu_below, "Last visit")
    assert names(page)[0] == HANNAH  # still falling
    house.click("Columns")
    click_in(house, page.columns.menu_below, "Points")
    page.columns.menu_below.close()
    click_head(house, page.table, "Full name")
    assert names(page)[1:3] == ["Hanna Becker", HANNAH]
    house.click("Counter")
    house.click("Customers")
    assert names(customers(house))[1:3] == ["Hanna Becker", HANNAH]
    titles = [one.title for one in page.model.columns]
    assert page.table.isColumnHidden(titles.index("Points"))


def test_look_and_language_change_while_a_customer_is_open(open_house: House) -> None:
    house = open_house
    house.type("0142")
    house.press("Enter")
    house.click("Settings")
    house.choose("Language and look")
    house.click("Dark")
    assert look.looks().theme is Theme.DARK
    house.click("繁體中文")
    house.click("English")
    house.click("Light")
    assert look.looks().theme is Theme.LIGHT
    house.click("Counter")
    assert open_name(house) == HANNAH
    assert house.shows(HANNAH)
    house.click("Record sale")
    house.type("5")
    house.press("Enter")
    assert house.shows("$5.00 taken")


def test_points_are_money_off_a_sale(open_house: House) -> None:
    house = open_house
    house.type("0142")
    house.press("Enter")
    house.click("Redeem points")
    house.click("Money off a sale")
    house.type("20")
    house.click("Take $20.00")
    assert house.shows("$20.00 taken")
    with house.books() as books:
        hannah = books.customers.find("0142")[0].id
        assert books.history.of_customer(hannah)[0].net == 2000
        assert books.counter.customer(hannah).owned.points < 100  # of 1,292
        assert books.audit.verify().findings == ()


def test_an_import_is_stopped_half_way_and_goes_on(open_house: House, tmp_path: Path) -> None:
    house, many = open_house, 1500
    rows = [f"Guest {at:05},1207556{at:04},1.00" for at in range(many)]
    file = tmp_path / "many.csv"
    file.write_text("name,phone,stored value\n" + "\n".join(rows) + "\n", "utf-8")
    house.shop.go(f"import/{file}")
    house.settle()
    page = house.shop.here
    assert isinstance(page, ImportPage)
    house.press("Enter")
    assert page.course.step is Step.CHECK
    progress: list[int] = []
    page.course.progressed.connect(lambda done, _of: progress.append(done))
    house.hurry_keys("Enter")
    house.wait_for(lambda: any(progress) or page.course.busy is None)
    assert page.course.busy is Busy.IMPORTING
    house.hurry_keys("Esc")
    house.settle()
    run = page.course.run
    assert run is not None
    assert 0 < run.rows_done < many
    assert run.rows_done % 500 == 0
    assert house.shows(f"Stopped: {run.rows_done:,} of {many:,} rows are in")
    house.click(f"Go on with {many - run.rows_done:,}")
    assert house.shows(f"{many:,} of {many:,} rows are in")
    with house.books() as books:
        assert books.audit.verify().findings == ()


def test_a_backup_is_restored_from_settings(open_house: House) -> None:
    house = open_house
    house.click("Settings")
    house.choose("Backup")
    house.click("Back up now")
    house.click("Counter")
    house.press("F3")
    house.type("Ada After")
    house.press("Ctrl+S")
    assert open_name(house) == "Ada After"
    house.click("Settings")
    house.choose("Backup")
    house.click("Restore the chosen one…")
    house.click("Keep as it is")
    assert house.shop.desk.services.customers.find("Ada")
    house.click("Restore the chosen one…")
    house.click("Restore")
    house.wait_for(lambda: house.opening.session is not None)
    house.settle()
    assert house.shop.place == "settings"
    assert not house.shop.desk.services.customers.find("Ada")
    assert house.shop.desk.services.customers.find("0142")
    assert house.shows("before a restore") or house.shows("Backed up")


def test_an_empty_shop_is_begun_with_its_four_answers(house: House) -> None:
    house.enter()
    house.click("Start empty")
    house.type("Tea & Co")
    house.tab_to("Country")
    house.type("Deu")
    house.tab_to("Currency")
    house.type("C")
    house.tab_to("Time zone")
    house.click("Open the shop")
    shop = house.shop.desk.shop
    assert (shop.name, shop.region, shop.currency.code[0]) == ("Tea & Co", "DE", "C")
    assert str(shop.day.zone) == "Europe/Berlin"
    assert house.shows("Nobody in your book yet.")
    house.click("Add your first customer")
    house.type("Ada First")
    house.press("Ctrl+S")
    assert open_name(house) == "Ada First"
