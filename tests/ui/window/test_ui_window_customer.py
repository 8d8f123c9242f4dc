"""The page of a customer in the window: from the list and back, through the list, at the till."""

from PySide6.QtCore import Qt

from smbcrm.membership.customers.types import Details
from smbcrm.ui.customer.page import CustomerPage
from smbcrm.ui.customer.tabs import Tab
from smbcrm.ui.wording import called
from tests.helpers.house import House


def page(house: House) -> CustomerPage:
    """Return the page that is shown."""
    here = house.shop.here
    assert isinstance(here, CustomerPage)
    return here


def from_the_list(house: House) -> CustomerPage:
    """Open the second customer of the list."""
    house.press("Ctrl+2", "Down", "Down", "Enter")
    return page(house)


def test_the_list_is_walked_and_esc_leads_back_to_it(open_house: House) -> None:
    shown = from_the_list(open_house)
    names = [row.full_name for row in open_house.shop.desk.services.customers.page_at()]
    assert shown.head.name == names[1]
    assert open_house.shows(f"2 of {len(names)}")
    open_house.press("Alt+Down")
    assert shown.head.name == names[2]
    open_house.press("Alt+Up", "Alt+Up", "Alt+Up")
    assert shown.head.accessibleName() != names[1]
    assert open_house.shows(f"1 of {len(names)}")
    assert not shown.crumbs.up.isEnabled()
    open_house.press("Alt+Left")
    assert open_house.shop.place == "customers"


def test_the_way_goes_on_where_others_are_added_meanwhile(open_house: House) -> None:
    shown = from_the_list(open_house)
    before = shown.head.name
    with open_house.books() as books:
        books.customers.add(Details(full_name=" A first one"))
    open_house.shop.desk.bridge.changed.emit()
    open_house.settle()
    assert shown.head.name == before
    assert open_house.shows("3 of 5")


def test_a_tab_stays_while_the_list_is_walked(open_house: House) -> None:
    shown = from_the_list(open_house)
    open_house.press("Ctrl+PgDown", "Ctrl+PgDown", "Ctrl+PgDown", "Alt+Down")
    before = shown.parts.tab
    open_house.press("Ctrl+PgUp")
    assert (before, shown.parts.tab) == (Tab.NOTES, Tab.BALANCE)


def test_f5_sells_to_whose_page_it_is(open_house: House) -> None:
    open_house.type("0142")
    open_house.press("Enter")
    shown = from_the_list(open_house)
    name = shown.head.name
    open_house.press("F5")
    assert open_house.shop.place == "counter"
    view = open_house.shop.counter.view
    assert view is not None
    assert called(view.shown.customer.profile.full_name) == name != "Hannah Brooks"
    assert open_house.shop.counter.flow.panel is not None


def test_what_another_till_changes_is_seen_and_what_is_typed_stays(open_house: House) -> None:
    open_house.type("0142")
    open_house.press("Enter", "Ctrl+O")
    shown = page(open_house)
    open_house.click("Edit")
    open_house.tab_to("City")
    open_house.type("Bath")
    with open_house.books() as books:
        hannah = books.customers.find("0142")[0].id
        books.customers.edit(hannah, Details(alert="nuts", source="a friend"))
    open_house.shop.desk.bridge.changed.emit()
    open_house.settle()
    assert open_house.shows("nuts")
    open_house.press("Ctrl+S")
    with open_house.books() as books:
        profile = books.customers.get(hannah).profile
    assert (profile.city, profile.alert, profile.source) == ("Bath", "nuts", "a friend")
    open_house.press("Ctrl+Z")
    with open_house.books() as books:
        assert not books.customers.get(hannah).profile.city
    assert shown.body.form is None


def test_what_is_typed_outlives_a_change_of_language_and_holds_the_window(
    open_house: House,
) -> None:
    open_house.type("0142")
    open_house.press("Enter", "Ctrl+O")
    open_house.click("Edit")
    open_house.tab_to("City")
    open_house.type("Bath")
    open_house.shop.wear()
    open_house.wait_for(lambda: page(open_house).body.form is not None)
    open_house.settle()
    form = page(open_house).body.form
    assert form is not None
    assert form.half_done()
    assert not open_house.shop.may_close()
    open_house.press("Esc")
    assert page(open_house).body.form is None
    open_house.press("Ctrl+Z")
    again = page(open_house).body.form
    assert again is not None
    assert again.half_done()


def test_the_keyboard_reaches_everything_in_reading_order(open_house: House) -> None:
    open_house.type("0142")
    open_house.press("Enter", "Ctrl+O")
    page(open_house).crumbs.button.setFocus(Qt.FocusReason.TabFocusReason)
    found = []
    for _ in range(16):
        found.append(open_house.focus.accessibleName())
        open_house.press("Tab")
    wanted = ["Back", "Customers", "Record sale", "Edit", "Timeline", "Everything"]
    assert [name for name in found if name in wanted][: len(wanted)] == wanted
    assert {"Add a note", "Edit what is known", "Add an occasion", "Birthday"} <= set(found)
