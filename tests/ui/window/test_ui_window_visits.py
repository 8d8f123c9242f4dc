"""Visits and refunds in the whole window: by keys alone, with real workers, undone by Ctrl+Z."""

import datetime as dt

import pytest
from PySide6.QtWidgets import QWidget

from smbcrm.core.clock import SetClock
from smbcrm.ui.counter.panel import REFUND, SALE, VISIT, WITHDRAW
from smbcrm.ui.counter.panel_flow import DONE
from smbcrm.ui.customer.page import CustomerPage
from tests.helpers.house import House
from tests.helpers.package_hands import add_packages


@pytest.fixture
def salon(open_house: House) -> House:
    """Return the window with packages to sell."""
    with open_house.books() as books:
        add_packages(books)
    return open_house


def panel(house: House) -> str:
    return house.shop.counter.flow.name


def left(house: House) -> list[int]:
    """Return how much Hannah has of each package."""
    with house.books() as books:
        hannah = books.customers.find("0142")[0].id
        return [one.left for one in books.visits.of_customer(hannah)]


def sell_package(house: House) -> None:
    """Sell ten blow-dries to Hannah, by the scan of the package's code, and by card."""
    house.type("0142")
    house.press("Enter")
    house.scan("BLOW10")
    house.press("Down", "Down", "Enter")
    assert house.shows("$220.00 taken")


def test_a_package_is_sold_and_used_and_both_can_be_undone(salon: House) -> None:
    sell_package(salon)
    assert salon.shows("0 → 10")
    assert left(salon) == [10]
    salon.press("F8")
    assert panel(salon) == VISIT
    salon.press("Enter")
    assert salon.shows("1 visit used")
    assert salon.shows("10 → 9")
    assert left(salon) == [9]
    salon.press("Ctrl+Z")
    assert salon.shows("Taken back, Hannah Brooks.")
    assert left(salon) == [10]
    salon.press("Esc", "Esc")
    assert "Undo: Sale $220.00, Hannah Brooks" in salon.names()


def test_a_visit_stands_in_just_served_and_can_be_undone_there(salon: House) -> None:
    sell_package(salon)
    salon.press("F8", "Enter", "Esc")
    assert any("1 visit used" in name for name in descriptions(salon))
    salon.press("Esc")
    salon.click("Undo: Visit used, Hannah Brooks")
    assert left(salon) == [10]


def descriptions(house: House) -> list[str]:
    """Return what “Just served” says of each."""
    return [row.accessibleDescription() for row in house.shop.counter.body.idle.served.rows.rows()]


def test_the_scan_of_a_package_that_somebody_has_offers_a_visit(salon: House) -> None:
    sell_package(salon)
    salon.press("Esc")
    salon.type("0142")
    salon.press("Enter")
    salon.scan("BLOW10")
    notice = salon.shop.counter.notice
    assert notice.text == "Hannah Brooks has 10 visits of Blow-dry, 10 visits left."
    salon.press("Enter")
    assert panel(salon) == VISIT
    salon.press("Enter")
    assert left(salon) == [9]
    salon.press("F5", "Esc")
    salon.scan("BLOW10")
    salon.click("Sell one more")
    assert panel(salon) == SALE


def test_without_a_customer_the_customer_comes_first(salon: House) -> None:
    for key in ("F8", "Shift+F6", "Ctrl+F6", "Shift+F7", "Shift+F8", "Shift+F9"):
        salon.press(key)
        assert salon.shows("Find the customer first.")
    salon.press("Ctrl+R")
    assert salon.shows("Find the customer first, or open the bill.")
    assert panel(salon) == ""


def test_a_refund_by_keys_and_its_undo(open_house: House) -> None:
    house = open_house
    house.type("0142")
    house.press("Enter", "Ctrl+R")
    assert panel(house) == REFUND
    assert house.shows("Give back $1,240.00")
    house.press("Down", "Enter")
    assert panel(house) == DONE
    assert house.shows("$1,240.00 given back")
    house.press("F9")
    assert house.shows("E-bill 5") or house.shows("E-bill 4")
    house.press("Esc", "Ctrl+Z")
    assert house.shows("Refund of $1,240.00 undone, Hannah Brooks.")
    with house.books() as books:
        hannah = books.customers.find("0142")[0].id
        assert books.counter.customer(hannah).owned.points == 1292


def test_the_line_that_the_focus_is_on_is_refunded(open_house: House) -> None:
    house = open_house
    house.type("0142")
    house.press("Enter")
    recent = house.shop.counter.body.customer.recent
    recent.list.setFocus()
    recent.list.setCurrentIndex(recent.list.model().index(2, 0))
    house.press("Ctrl+R")
    assert house.shows("Give back $58.00")


def test_a_sale_that_was_just_made_is_voided(selling: House) -> None:
    selling.press("Enter", "Ctrl+R")
    assert panel(selling) == REFUND
    assert selling.shows("Give back $68.00")
    selling.click("Void instead")
    assert selling.shows("Void $68.00")
    selling.tab_to("Reason, needed")
    selling.press("Down", "Enter")
    assert selling.shows("$68.00 taken back, Hannah Brooks.")
    assert panel(selling) == ""
    with selling.books() as books:
        hannah = books.customers.find("0142")[0].id
        assert books.history.of_customer(hannah)[0].reason_code == "wrong_amount"
    selling.press("Ctrl+Z")
    assert selling.shows("Nothing to undo here. Sales stand in “Just served”.")


def test_a_refund_is_never_refunded(open_house: House) -> None:
    house = open_house
    house.type("0142")
    house.press("Enter", "Ctrl+R", "Down", "Enter", "Ctrl+R")
    assert house.shop.counter.notice.text == (
        "Bill 4 is no sale, and only sales are refunded. Undo or void it instead."
    )


def test_the_bill_of_a_walk_in_leads_to_its_refund(open_house: House) -> None:
    house = open_house
    house.press("F5")
    house.type("9")
    house.press("Enter", "F9")
    house.click("Refund")
    assert panel(house) == REFUND
    assert house.shows("without a customer")
    house.press("Down", "Enter")
    assert house.shows("$9.00 given back")
    assert house.shows("Hand over in cash")


def test_the_bill_of_somebody_leads_to_the_refund_beside_their_card(selling: House) -> None:
    selling.press("Enter", "Esc")
    selling.click_on(selling.shop.counter.body.idle.served.rows.rows()[0])
    selling.press("F9")
    selling.click("Refund")
    assert panel(selling) == REFUND
    assert selling.shows("from Hannah Brooks")


def test_stored_value_is_paid_out_and_undone(open_house: House) -> None:
    house = open_house
    house.type("0142")
    house.press("Enter", "Shift+F6")
    assert panel(house) == WITHDRAW
    house.type("100")
    house.press("Enter")
    assert house.shows("$100.00 paid out")
    assert house.shows("Hand over in cash")
    house.press("Ctrl+Z")
    assert house.shows("$100.00 taken back, Hannah Brooks.")


def test_stored_value_is_handed_over_by_keys_and_undone(open_house: House) -> None:
    house = open_house
    house.type("0142")
    house.press("Enter", "Ctrl+F6")
    house.type("60")
    house.tab_to("Who gets it")
    house.type("Hanna Becker")
    house.press("Enter")
    house.tab_to("Reason, needed")
    house.press("Down", "Enter")
    assert house.shows("$60.00 handed over")
    assert house.shows("162.00 → 102.00")
    house.press("Ctrl+Z")
    assert house.shows("$60.00 taken back, Hannah Brooks.")


def purses(house: House) -> list[QWidget]:
    """Return the buttons of the purses on the page Card and balance."""
    page = house.shop.here
    assert isinstance(page, CustomerPage)
    assert page.parts.balance.choice.purses is not None
    return list(page.parts.balance.choice.purses.buttons())


def test_card_and_balance_leads_to_putting_points_right_and_it_is_undone(
    open_house: House,
) -> None:
    house = open_house
    house.type("0142")
    house.press("Enter", "Ctrl+O", "Ctrl+PgDown", "Ctrl+PgDown")
    house.click_on(purses(house)[1])
    house.click("Put right")
    house.type("8")
    house.tab_to("Reason, needed")
    house.press("Down", "Enter")
    assert house.shows("Put right: +8 pts")
    assert house.shows("1,292 → 1,300")
    house.press("Ctrl+Z")
    assert house.shows("Taken back, Hannah Brooks.")


def test_the_bill_of_a_top_up_leads_to_paying_out(open_house: House) -> None:
    house = open_house
    house.type("0142")
    house.press("Enter", "F6", "Right", "Enter", "F9")
    house.click("Pay out")
    assert panel(house) == WITHDRAW


def test_an_undo_that_comes_too_late_offers_the_refund(selling: House) -> None:
    selling.press("Enter")
    clock = selling.clock
    assert isinstance(clock, SetClock)
    clock.instant += dt.timedelta(minutes=31)
    selling.press("Ctrl+Z")
    assert selling.shop.counter.notice.text == "It can be given back as a refund."
    selling.click("Refund")
    assert panel(selling) == REFUND
    assert selling.shows("Give back $68.00")


def test_it_is_reached_by_its_key_and_undone_in_sight(open_house: House) -> None:
    house = open_house
    house.press("Ctrl+Shift+D")
    house.type("40")
    house.tab_to("Reason, needed")
    house.press("Down", "Down", "Down", "Enter")
    assert house.shows("$40.00 put into the drawer.")
    assert house.shop.place == "close"
    house.press("Ctrl+Z")
    assert house.shows("$40.00 taken back.")
