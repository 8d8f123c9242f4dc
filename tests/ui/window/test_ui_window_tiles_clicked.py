"""How it is paid is clicked, the money is typed: no digit of it chooses another way of paying."""

from collections.abc import Callable

import pytest

from smbcrm.membership.sales.codes import Means
from tests.helpers.house import House


@pytest.fixture
def hannah(open_house: House) -> House:
    """Return the window with Hannah open; she has stored value and a card on file."""
    open_house.type("0142")
    open_house.press("Enter")
    return open_house


def tile(house: House, name: str) -> str:
    """Return the accessible name of the tile that begins so."""
    return next(one for one in sorted(house.names()) if one.startswith(name))


def paid(house: House) -> dict[Means, int]:
    """Return how the last sale was paid."""
    with house.books() as books:
        assert books.audit.verify().findings == ()
        newest = books.history.of_customer(books.customers.find("0142")[0].id)[0]
        bill = books.bills.find(newest.id).bill
        return {Means(one.means): one.amount for one in bill.payments}


def test_the_cash_that_is_handed_over_is_typed_after_a_click_on_cash(hannah: House) -> None:
    hannah.press("F5")
    hannah.type("20")
    hannah.click(tile(hannah, "Cash"))
    assert hannah.focus.accessibleName() == "Cash given"
    hannah.type("100")
    assert hannah.shows("80.00")
    hannah.press("Enter")
    assert paid(hannah) == {Means.CASH: 2000}


@pytest.mark.parametrize("name", ["Stored value", "Card or QR"])
def test_the_sum_is_typed_after_a_click_on_another_tile(hannah: House, name: str) -> None:
    hannah.press("F5")
    hannah.click(tile(hannah, name))
    assert hannah.focus.accessibleName() == "Amount"
    hannah.type("12")
    hannah.press("Enter")
    wanted = {Means.STORED} if name == "Stored value" else {Means.CARD}
    assert set(paid(hannah)) == wanted
    assert sum(paid(hannah).values()) == 1200


def test_a_click_on_which_card_it_is_goes_back_to_the_sum(hannah: House) -> None:
    hannah.press("F5")
    hannah.click(tile(hannah, "Card or QR"))
    hannah.click("WeChat Pay")
    hannah.type("31")
    hannah.press("Enter")
    assert paid(hannah) == {Means.WECHAT: 3100}


def test_the_first_part_is_typed_after_a_click_on_mixed(hannah: House) -> None:
    hannah.press("F5")
    hannah.type("20")
    hannah.click(tile(hannah, "Mixed"))
    assert hannah.focus.accessibleName() == "Stored value"
    hannah.type("12")
    hannah.press("Enter")
    assert paid(hannah)[Means.STORED] == 1200


def test_a_top_up_is_paid_in_the_cash_that_is_typed(hannah: House) -> None:
    hannah.press("F6")
    hannah.type("50")
    hannah.click(tile(hannah, "Card or QR"))
    assert hannah.focus.accessibleName() == "Amount paid in"
    hannah.click(tile(hannah, "Cash"))
    assert hannah.focus.accessibleName() == "Cash given"
    hannah.type("100")
    assert hannah.shows("50.00")


@pytest.mark.parametrize("press", [lambda h: h.press("Enter"), lambda h: h.press("Space")])
def test_keys_press_what_the_sidebar_shows(
    open_house: House, press: Callable[[House], None]
) -> None:
    open_house.find("Customers").setFocus()
    press(open_house)
    assert open_house.shop.place == "customers"
