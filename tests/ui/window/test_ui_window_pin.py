"""The spending PIN in a window as low as a small screen has it."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QLineEdit, QScrollArea

from smbcrm.ui.counter.sale_panel import SalePanel
from tests.helpers.house import House


def test_the_pin_is_in_sight_as_soon_as_it_is_asked_for(open_house: House) -> None:
    with open_house.books() as books:
        books.shop.set("stored_value.pin_from", "5000")
        books.spending_pins.set(books.customers.find("0142")[0].id, "4711")
    open_house.type("0142")
    open_house.press("Enter", "F5")
    open_house.type("61.20")
    panel = open_house.shop.counter.flow.panel
    assert isinstance(panel, SalePanel)
    box = panel.pin
    assert box.isVisible()
    area = box.parentWidget()
    while not isinstance(area, QScrollArea):
        assert area is not None
        area = area.parentWidget()
    room = area.viewport()
    place = QRect(box.mapTo(room, QPoint(0, 0)), box.size())
    assert room.rect().contains(place), (room.rect(), place)


def test_after_a_pin_is_chosen_the_next_is_typed_unseen(open_house: House) -> None:
    with open_house.books() as books:
        books.shop.set("stored_value.pin_from", "5000")
    open_house.type("0142")
    open_house.press("Enter", "F5")
    open_house.type("80")
    open_house.press("Enter")
    open_house.type("1357")
    open_house.press("Tab")
    open_house.type("1357")
    open_house.press("Enter")
    assert open_house.shows("The PIN is set.")
    panel = open_house.shop.counter.flow.panel
    assert isinstance(panel, SalePanel)
    edit = panel.pin.pin.edit
    assert open_house.focus is edit
    assert edit.text() == ""
    assert edit.echoMode() == QLineEdit.EchoMode.Password
    open_house.type("1357")
    open_house.press("Enter")
    assert open_house.shows("$80.00 taken")
