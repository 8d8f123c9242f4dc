"""From an open customer to their page, its tab Card and balance, and back to the customer."""

from smbcrm.membership.cards.types import CardState
from smbcrm.membership.sales.types import TopUpRequest
from smbcrm.ui.customer.page import CustomerPage
from tests.helpers.house import House
from tests.helpers.small_shop import act
from tests.ui.window.test_ui_window_furnishing import OTHER, another_till_renames

HANNAH = "Hannah Brooks"


def page(house: House) -> CustomerPage:
    """Return the page that is shown."""
    here = house.shop.here
    assert isinstance(here, CustomerPage)
    return here


def open_hannah(house: House) -> int:
    house.type("0142")
    house.press("Enter")
    view = house.shop.counter.view
    assert view is not None
    return view.shown.customer.id


def to_balance(house: House) -> None:
    """Show the page of the open customer, and on it what they own."""
    house.press("Ctrl+O", "Ctrl+PgDown", "Ctrl+PgDown")


def test_ctrl_o_shows_it_and_esc_is_back_at_the_customer(open_house: House) -> None:
    hannah = open_hannah(open_house)
    open_house.press("Ctrl+O")
    assert open_house.shop.place == "customer"
    assert page(open_house).parts.timeline.happened.list.hasFocus()
    open_house.press("Ctrl+PgDown", "Ctrl+PgDown")
    assert page(open_house).parts.balance.table.hasFocus()
    assert open_house.shows("$162.00")
    open_house.press("Enter", "Esc", "Esc")
    assert open_house.shop.place == "counter"
    view = open_house.shop.counter.view
    assert view is not None
    assert view.shown.customer.id == hannah


def test_the_button_on_the_card_leads_there_and_back_does_too(open_house: House) -> None:
    open_hannah(open_house)
    open_house.click("Customer page")
    assert open_house.shop.place == "customer"
    open_house.click("Back")
    assert open_house.shop.place == "counter"
    assert open_house.shows(HANNAH)


def test_whoever_is_typed_is_meant(open_house: House) -> None:
    open_house.type("0142")
    open_house.press("Ctrl+O")
    assert open_house.shop.place == "customer"
    assert open_house.shows(HANNAH)


def test_without_a_customer_it_says_so(open_house: House) -> None:
    open_house.press("Ctrl+O")
    assert open_house.shop.place == "counter"
    assert open_house.shows("Find the customer first.")


def test_ctrl_z_unfreezes_what_was_just_frozen(open_house: House) -> None:
    hannah = open_hannah(open_house)
    to_balance(open_house)
    open_house.tab_to("Freeze")
    open_house.press("Space")
    cards = open_house.shop.desk.services.cards
    assert cards.of_customer(hannah)[0].state is CardState.FROZEN
    open_house.press("Ctrl+Z")
    assert cards.of_customer(hannah)[0].state is CardState.ACTIVE


def test_what_another_till_records_appears(open_house: House) -> None:
    hannah = open_hannah(open_house)
    to_balance(open_house)
    with open_house.books() as books:
        books.till.top_up(TopUpRequest(act(books), hannah, 1000))
    open_house.shop.desk.bridge.changed.emit()
    open_house.settle()
    assert open_house.shows("$172.00")


def test_a_scan_leads_to_whom_it_is_of(open_house: House) -> None:
    hannah = open_hannah(open_house)
    card = open_house.shop.desk.services.cards.of_customer(hannah)[0]
    open_house.press("Ctrl+O")
    open_house.scan(card.number)
    assert open_house.shop.place == "counter"
    assert open_house.shows(HANNAH)


def test_it_stays_where_the_window_is_furnished_anew(open_house: House) -> None:
    open_hannah(open_house)
    to_balance(open_house)
    open_house.click("Explain this balance")
    before = open_house.shop
    another_till_renames(open_house)
    open_house.wait_for(lambda: open_house.shop is not before)
    open_house.settle()
    assert OTHER in open_house.window.windowTitle()
    assert open_house.shop.place == "customer"
    assert page(open_house).body.explain is not None
    assert open_house.shows("It adds up")
