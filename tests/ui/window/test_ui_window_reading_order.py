"""Tab goes as the eye reads: by Tab through forms, panels and pages."""

import pytest

from smbcrm.membership.packages.types import NewPackage, Terms
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import ItemQuantity, SaleRequest
from smbcrm.ui.settings.page import SettingsPage
from tests.helpers.house import House
from tests.helpers.small_shop import act


def tabbed(house: House, count: int) -> list[str]:
    """Press Tab so often; return what had the focus, from where it was."""
    found = [house.focus.accessibleName()]
    for _ in range(count):
        house.press("Tab")
        found.append(house.focus.accessibleName())
    return found


def open_hannah(house: House) -> None:
    house.type("0142")
    house.press("Enter")


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("package", "Code", "Months"),
        ("voucher", "Code", "Price in points"),
        ("reward", "Code", "Item"),
    ],
)
def test_a_form_of_the_settings_ends_with_its_buttons(
    open_house: House, name: str, first: str, last: str
) -> None:
    open_house.press("Ctrl+,")
    page = open_house.shop.here
    assert isinstance(page, SettingsPage)
    page.show_part("benefits")
    open_house.settle()
    open_house.hands.click(f"{name}_add")
    assert open_house.focus.accessibleName() == first
    open_house.tab_to(last)
    names = tabbed(open_house, 6)
    assert names[names.index("Cancel") + 1] == "Save"
    chips = names[1 : names.index("Cancel")]
    assert chips == ([] if name == "package" else ["Regular", "Silver", "Gold"])


def test_visits_are_used_as_the_panel_is_read(open_house: House) -> None:
    with open_house.books() as books:
        books.packages.add(NewPackage("TEN", "Ten cuts", 22_000, Terms(10, 12)))
        hannah = books.customers.find("0142")[0].id
        items = (ItemQuantity("TEN"),)
        paid = {Means.CARD: 22_000}
        books.till.sale(SaleRequest(act(books), hannah, items=items, payments=paid))
    open_hannah(open_house)
    open_house.press("F8")
    assert tabbed(open_house, 6) == [
        *("Ten cuts", "Served by", "One more"),
        *("Use 1 visit", "Pause", "Extend", "Give to another"),
    ]


def test_card_and_balance_is_read_from_above(open_house: House) -> None:
    open_hannah(open_house)
    open_house.press("Ctrl+O", "Ctrl+PgDown", "Ctrl+PgDown")
    open_house.tab_to("Pay out")
    names = tabbed(open_house, 4)
    assert names[:3] == ["Pay out", "Hand value over", "Put right"]
    assert "Freeze" in names


def test_after_another_card_a_second_enter_asks_for_no_third(open_house: House) -> None:
    open_hannah(open_house)
    view = open_house.shop.counter.view
    assert view is not None
    open_house.press("Ctrl+O", "Ctrl+PgDown", "Ctrl+PgDown")
    open_house.tab_to("Replace")
    open_house.press("Enter", "Enter")
    with open_house.books() as books:
        assert len(books.cards.of_customer(view.shown.customer.id)) == 2


def test_a_lost_card_is_found_again(open_house: House) -> None:
    open_hannah(open_house)
    view = open_house.shop.counter.view
    assert view is not None
    open_house.press("Ctrl+O", "Ctrl+PgDown", "Ctrl+PgDown")
    open_house.tab_to("Lost")
    open_house.press("Enter")
    open_house.tab_to("Found again")
    open_house.press("Enter")
    with open_house.books() as books:
        assert [one.living for one in books.cards.of_customer(view.shown.customer.id)] == [True]
