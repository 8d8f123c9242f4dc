"""Another card in the place of the old one, by keyboard alone."""

import pytest

from tests.helpers.house import House

REPLACE, KEEP = "Replace the card", "Keep it"


@pytest.fixture
def hannah(open_house: House) -> House:
    """Return the window with Hannah open, the focus on the button for another card."""
    open_house.type("0142")
    open_house.press("Enter")
    open_house.tab_to(REPLACE)
    return open_house


def number(house: House) -> str:
    view = house.shop.counter.view
    assert view is not None
    assert view.card is not None
    return view.card.number


def asked(house: House) -> bool:
    return "will work no more" in house.shop.counter.notice.text


@pytest.mark.parametrize("key", ["Space", "Enter"])
def test_the_key_that_asks_pressed_twice_keeps_the_card(hannah: House, key: str) -> None:
    old = number(hannah)
    hannah.press("Space")
    assert asked(hannah)
    assert hannah.focus.accessibleName() == KEEP
    hannah.press(key)
    assert not asked(hannah)
    assert (number(hannah), hannah.focus.accessibleName()) == (old, REPLACE)


def test_escape_keeps_the_card_and_goes_back_to_the_button(hannah: House) -> None:
    old = number(hannah)
    hannah.press("Space", "Esc")
    assert (number(hannah), asked(hannah)) == (old, False)
    assert hannah.focus.accessibleName() == REPLACE


def test_one_key_further_it_is_replaced_and_the_next_customer_can_come(hannah: House) -> None:
    old = number(hannah)
    hannah.press("Space", "Shift+Tab")
    assert hannah.focus.accessibleName() == REPLACE
    hannah.press("Space")
    assert (number(hannah) != old, asked(hannah)) == (True, False)
    assert hannah.focus is hannah.shop.counter.row.box.field


def test_what_is_typed_meanwhile_stays_where_it_is_typed(hannah: House) -> None:
    hannah.press("Space", "F2")
    hannah.type("0170")
    hannah.press("Enter")
    assert hannah.shop.counter.view is not None
    assert hannah.shop.counter.view.shown.customer.profile.full_name == "Hanna Becker"
    assert not asked(hannah)
