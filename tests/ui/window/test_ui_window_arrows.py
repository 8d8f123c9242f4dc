"""Arrows that lead out of a panel: the focus goes along."""

from tests.helpers.house import House


def test_money_off_a_sale_goes_on_in_the_amount(open_house: House) -> None:
    open_house.type("0142")
    open_house.press("Enter", "F7", "Shift+Tab", "Left")
    assert open_house.focus.accessibleName() == "Amount"
    open_house.type("68")
    assert open_house.shows("Take $68.00")
