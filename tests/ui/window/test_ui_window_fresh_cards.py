"""A card that nobody has is scanned and given away, by keys alone."""

import pytest

from tests.helpers.house import House

FOREIGN = ("PRINTED-0077", "PrePrint-77", "900000123456")
QUESTION = "This card belongs to nobody. Give it to a customer?"


def cards_of(house: House, phone: str) -> list[str]:
    with house.books() as books:
        customer = books.customers.find(phone)[0].id
        return [one.number for one in books.cards.of_customer(customer) if one.living]


@pytest.mark.parametrize("number", FOREIGN)
def test_whoever_is_open_gets_it_by_tab_and_enter(open_house: House, number: str) -> None:
    open_house.type("0170")
    open_house.press("Enter")
    open_house.scan(number)
    assert open_house.shows(QUESTION)
    open_house.press("Tab")
    assert open_house.focus.accessibleName() == "Give it to Hanna Becker"
    open_house.press("Enter")
    assert cards_of(open_house, "0170") == [number]


def test_it_takes_the_place_of_the_old_one(open_house: House) -> None:
    open_house.type("0142")
    open_house.press("Enter", "Tab")
    open_house.scan(FOREIGN[0])
    open_house.press("Tab")
    assert open_house.focus.accessibleName() == "In place of the old card"
    open_house.press("Tab")
    assert open_house.focus.accessibleName() == "Beside the old card"
    open_house.press("Shift+Tab", "Enter")
    assert cards_of(open_house, "0142") == [FOREIGN[0]]


def test_whoever_is_found_gets_it(open_house: House) -> None:
    open_house.scan(FOREIGN[1])
    assert open_house.shows(QUESTION)
    open_house.press("Tab")
    assert open_house.focus.accessibleName() == "Find the customer"
    open_house.press("Enter")
    open_house.type("0170")
    open_house.press("Enter", "Tab")
    assert open_house.focus.accessibleName() == "Give it to Hanna Becker"
    open_house.press("Enter")
    assert cards_of(open_house, "0170") == [FOREIGN[1]]


@pytest.mark.parametrize("number", FOREIGN)
def test_a_new_customer_gets_it(open_house: House, number: str) -> None:
    open_house.scan(number)
    open_house.press("Tab", "Tab")
    assert open_house.focus.accessibleName() == "New customer"
    open_house.press("Enter")
    open_house.type("Ann Zhang")
    open_house.press("Ctrl+S")
    assert cards_of(open_house, "Ann Zhang") == [number]


def test_a_number_typed_by_hand_is_one_of_the_shop(open_house: House) -> None:
    """What was scanned may be another printer's; what was changed by hand since is typed."""
    open_house.scan(FOREIGN[0])
    open_house.press("Tab", "Tab", "Enter")
    open_house.type("Ann Zhang")
    open_house.tab_to("Card")
    open_house.press("End")
    open_house.type("8")
    open_house.press("Ctrl+S")
    assert open_house.shows("is not a number of this shop")


def test_what_a_product_may_have_is_nobodys_card(open_house: House) -> None:
    open_house.scan("4006381333931")
    assert open_house.shows("Nobody and nothing here has the number 4006381333931.")
