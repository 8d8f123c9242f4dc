"""A morning without a keyboard: the scanner finds, the mouse does the rest."""

import pytest

from smbcrm.core.check_digits import luhn_digit
from smbcrm.core.ids import uuid7
from smbcrm.membership.items.types import ItemKind, NewItem
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.codes import Means
from smbcrm.ui.counter.card_choice import CardWish
from smbcrm.ui.counter.new_customer_panel import NewCustomerPanel
from tests.helpers.house import House
from tests.helpers.salon import EVIL_SHOWN

BARCODE = "4006381333931"


@pytest.fixture
def cards(open_house: House) -> dict[str, str]:
    """Return the card of each of two customers by name; a product has a barcode."""
    with open_house.books() as books:
        by_name = {row.full_name: row.id for row in books.customers.page()}
        becker = by_name["Hanna Becker"]
        books.cards.issue(becker, Act(uuid7(books.clock)))
        books.items.add(NewItem("OIL", "Argan oil", 2400, ItemKind.PRODUCT, barcode=BARCODE))
        return {
            name: books.counter.customer(by_name[name]).card.number  # type: ignore[union-attr]
            for name in ("Hannah Brooks", "Hanna Becker")
        }


def test_scan_click_and_taken(open_house: House, cards: dict[str, str]) -> None:
    open_house.scan(cards["Hannah Brooks"])
    assert open_house.shows("Allergic to PPD hair dye")
    open_house.click("Record sale")
    open_house.click("6")
    open_house.click("8")
    open_house.click("Card or QR")
    open_house.click("Take $68.00")
    assert open_house.shows("$68.00 taken")
    with open_house.books() as books:
        bill = books.history.of_customer(books.customers.find("0142")[0].id)[0]
        assert bill.net == 6800
        assert books.audit.verify().findings == ()
    open_house.click("Undo sale")
    assert open_house.shows("$68.00 taken back, Hannah Brooks.")


def test_a_card_scanned_on_top_of_a_half_typed_amount(
    open_house: House, cards: dict[str, str]
) -> None:
    open_house.scan(cards["Hannah Brooks"])
    open_house.click("Record sale")
    open_house.click("6")
    open_house.click("8")
    open_house.scan(cards["Hanna Becker"])
    assert open_house.shows("Hanna Becker is next.")
    assert open_house.shop.counter.view is not None
    assert open_house.shop.counter.view.shown.customer.profile.full_name == "Hannah Brooks"
    open_house.click("Take $68.00")
    assert open_house.shows("$68.00 taken")
    open_house.click("Open")
    assert open_house.shop.counter.view.shown.customer.profile.full_name == "Hanna Becker"
    with open_house.books() as books:
        sales = [row.net for row in books.history.of_customer(books.customers.find("0142")[0].id)]
        assert sales[0] == 6800


def test_a_product_scanned_with_nobody_open_is_sold_to_a_walk_in(
    open_house: House, cards: dict[str, str]
) -> None:
    assert cards
    open_house.scan(BARCODE)
    assert open_house.shows("without a customer")
    open_house.scan(BARCODE)
    open_house.click("Take $48.00")
    assert open_house.shows("$48.00 taken")
    with open_house.books() as books:
        last = books.counter.board().served[0]
        assert (last.customer, last.amount, last.means) == (None, 4800, (Means.CASH,))


def test_a_product_scanned_over_a_new_customer_is_no_card(
    open_house: House, cards: dict[str, str]
) -> None:
    assert cards
    open_house.press("F3")
    open_house.type("Ann")
    open_house.scan(BARCODE)
    panel = open_house.shop.counter.flow.panel
    assert isinstance(panel, NewCustomerPanel)
    assert panel.form.card.wish() == CardWish()
    assert open_house.shows("Finish or close this first.")
    assert panel.form.typed().name == "Ann"


@pytest.mark.parametrize("page", ["Customers", "Import", "Settings"])
def test_a_card_scanned_on_any_page_opens_its_customer(
    open_house: House, cards: dict[str, str], page: str
) -> None:
    open_house.click(page)
    open_house.scan(cards["Hannah Brooks"])
    assert open_house.shop.place == "counter"
    assert open_house.shows("Hannah Brooks")


def test_a_card_scanned_under_the_key_sheet_closes_it(
    open_house: House, cards: dict[str, str]
) -> None:
    open_house.press("F1")
    open_house.scan(cards["Hannah Brooks"])
    assert not open_house.shows("All keys")
    assert open_house.shows("Hannah Brooks")


def test_a_card_of_nobody_is_given_to_whom_is_found(open_house: House) -> None:
    number = "68100000777"
    number += luhn_digit(number)
    open_house.scan(number)
    assert open_house.shows("This card belongs to nobody. Give it to a customer?")
    open_house.click("Find the customer")
    open_house.type("0199")
    open_house.press("Enter")
    open_house.click("Give it to " + EVIL_SHOWN)
    with open_house.books() as books:
        owner = books.customers.find("0199")[0].id
        card = books.counter.customer(owner).card
        assert card is not None
        assert card.number == number


def test_a_code_of_nothing_is_told_in_place(open_house: House) -> None:
    open_house.scan("4006381333931")
    assert open_house.shows("Nobody and nothing here has the number 4006381333931.")
