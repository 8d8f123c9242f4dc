"""The toast hides nothing that people need, on any page and in any size of the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QWidget

from smbcrm.ui.counter.panel import BILL
from smbcrm.ui.desk import Undo
from smbcrm.ui.widgets.page_view import PageView
from smbcrm.ui.widgets.toast import Toast
from tests.helpers.house import House

SEVERAL_LOOKS_MS = 500
SIZES = [(1366, 696), (1093, 543), (911, 452)]
SAID = "Closed. Ctrl+Z brings back what was typed."
WALK = (
    ("counter",),
    ("customer", "0142", "Enter"),
    ("sale", "F5", "58"),
    ("done", "Enter"),
    ("top-up", "Esc", "F6"),
    ("redeem", "Esc", "F7"),
    ("new", "Esc", "Esc", "F3"),
    ("customers", "Ctrl+2"),
    ("import", "Ctrl+3"),
    ("settings", "Ctrl+,"),
)


def toast_of(house: House) -> Toast:
    return house.shop.findChildren(Toast)[0]


def say(house: House) -> Toast:
    house.shop.toast(SAID, Undo(SAID, lambda: None, "", None))
    house.settle()
    return toast_of(house)


def hidden(house: House, toast: Toast) -> list[str]:
    """Return the buttons, fields, names and figures that the toast lies on."""
    place = toast.geometry()
    return [
        f"{type(one).__name__} {one.accessibleName()}"
        for one in house.shop.findChildren(QWidget)
        if needed(one) and not toast.isAncestorOf(one) and place.intersects(seen(one, house.shop))
    ]


def needed(one: QWidget) -> bool:
    if not one.isVisible():
        return False
    if isinstance(one, QLabel):
        return one.property("kind") == "name" or any(map(str.isdigit, one.text()))
    return isinstance(one, QAbstractButton | QLineEdit | QComboBox)


def seen(one: QWidget, shop: QWidget) -> QRect:
    """Return what of a widget is not scrolled out of sight."""
    part = QRect(one.mapTo(shop, QPoint(0, 0)), one.size())
    parent = one.parentWidget()
    while parent is not None and parent is not shop:
        part &= QRect(parent.mapTo(shop, QPoint(0, 0)), parent.size())
        parent = parent.parentWidget()
    return part


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_it_hides_no_button_and_no_figure(
    house: House, address: str, size: tuple[int, int]
) -> None:
    house.enter(address, size)
    found = {}
    for name, *deeds in WALK:
        for deed in deeds:
            (house.type if deed.isdigit() else house.press)(deed)
        found[name] = hidden(house, say(house))
        toast_of(house).leave()
    assert {name: what for name, what in found.items() if what} == {}


def test_it_makes_way_when_something_needed_comes_under_it(open_house: House) -> None:
    house = open_house
    house.type("0142")
    house.press("Enter")
    toast = say(house)
    house.press("F5")
    house.type("58")
    house.wait_for(lambda: not hidden(house, toast))
    assert toast.isVisible()


def test_it_leaves_the_head_of_a_bill_free(open_house: House) -> None:
    house = open_house
    house.type("0142")
    house.press("Enter")
    toast = say(house)
    house.press("F9")
    house.wait_for(lambda: house.shop.counter.flow.name == BILL)
    view = seen(house.shop.findChildren(PageView)[0], house.shop)
    head = view.adjusted(0, 0, 0, -view.height() * 2 // 3)
    toast.move(head.topLeft())
    house.wait_for(lambda: not toast.geometry().intersects(head))
    assert toast.isVisible()
    assert hidden(house, toast) == []
    assert not say(house).geometry().intersects(head)


def test_it_does_not_run_away_from_the_mouse(open_house: House) -> None:
    """Else whoever is about to press Undo presses what was behind it."""
    house = open_house
    house.point_at(QPoint(5, 5))
    house.type("0142")
    house.press("Enter")
    toast = say(house)
    house.point_at(toast.geometry().center())
    house.press("F5")
    house.type("58")
    QTest.qWait(SEVERAL_LOOKS_MS)
    assert hidden(house, toast) != []
    house.point_at(QPoint(5, 5))
    house.wait_for(lambda: not hidden(house, toast))


def test_it_makes_way_where_it_came_to_the_mouse(open_house: House) -> None:
    house = open_house
    house.type("0142")
    house.press("Enter")
    house.point_at(say(house).geometry().center())
    toast = say(house)
    assert toast.underMouse()
    house.press("F5")
    house.type("58")
    house.wait_for(lambda: not hidden(house, toast))


def test_it_goes_with_the_page_of_which_it_speaks(open_house: House) -> None:
    house = open_house
    toast = say(house)
    house.press("Ctrl+1")
    assert toast.isVisible()
    house.press("Ctrl+2")
    assert not toast.isVisible()


def test_what_it_offered_to_undo_can_still_be_undone_elsewhere(open_house: House) -> None:
    house, undone = open_house, list[str]()
    house.shop.toast(SAID, Undo(SAID, lambda: undone.append(SAID), "", None))
    house.press("Ctrl+2", "Ctrl+Z")
    assert undone == [SAID]


def test_it_shows_the_folder_that_was_written_to(
    open_house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    house = open_house
    house.shop.toast("Written to all.zip", folder=tmp_path)
    house.settle()
    toast = toast_of(house)
    (button,) = [one for one in toast.findChildren(QAbstractButton) if one.isVisible()]
    assert button.text() == "Open the folder"
    button.click()
    assert [one.toLocalFile() for one in opened] == [str(tmp_path)]
    assert not toast.isVisible()
    assert [one for one in say(house).findChildren(QAbstractButton) if one.isVisible()] != [button]
