"""A morning with the keyboard alone: Tab, arrows, Enter, Esc, F-keys, digits and letters."""

from smbcrm.membership.ledger.types import OperationKind
from tests.helpers.house import House
from tests.ui.window.conftest import PutDemo


def test_from_cold_start_to_a_sale_done_and_undone(house: House) -> None:
    house.enter()
    house.press("3")
    house.type("Corner shop")
    house.press("Enter")
    house.press("F3")
    house.type("Ann Zhang")
    house.tab_to("Mobile")
    house.type("2075550142")
    house.tab_to("Save and open")
    house.press("Enter")
    assert house.shows("Ann Zhang")
    house.press("Esc")

    house.press("F2")
    house.type("0142")
    house.press("Enter", "F5")
    house.type("68")
    assert house.shows("Take $68.00")
    house.press("Down", "Up", "Enter")
    assert house.shows("$68.00 taken")
    with house.books() as books:
        ann = books.customers.find("ann")[0].id
        assert [row.net for row in books.history.of_customer(ann)] == [6800]

    house.tab_to("Undo sale")
    house.press("Enter")
    assert house.shows("$68.00 taken back, Ann Zhang.")
    with house.books() as books:
        rows = books.history.of_customer(ann)
        assert [row.kind for row in rows] == [OperationKind.REVERSAL, OperationKind.SALE]
        assert rows[1].reversed_by == rows[0].id
        assert books.audit.verify().findings == ()
    house.press("Esc", "Esc")
    assert house.shop.counter.body.idle.isVisible()


def test_the_demo_by_its_key_and_a_sale_to_whom_initials_find(
    house: House, put_demo: PutDemo
) -> None:
    """Two of the same initials: arrows choose, and Enter opens whom they chose."""
    put_demo(house.premises, "en")
    house.enter()
    house.press("2")
    house.type("ga")
    assert house.shop.counter.search.list.isVisible()
    house.press("Down", "Down", "Up", "Enter", "F5")
    assert house.focus.accessibleName() == "Amount"
    house.type("12")
    house.press("Tab")
    house.tab_to("Take $12.00")
    house.press("Enter")
    assert house.shows("$12.00 taken")


def test_a_sheet_of_all_keys_and_back(open_house: House) -> None:
    open_house.press("F1")
    assert open_house.shows("All keys")
    open_house.press("Esc", "F2")
    assert open_house.focus is open_house.shop.counter.row.box.field


def test_tab_goes_through_everything_once_and_the_sidebar_is_last(open_house: House) -> None:
    open_house.type("0142")
    open_house.press("Enter")
    first = open_house.focus
    walked = [first]
    while True:
        open_house.press("Tab")
        if open_house.focus is first:
            break
        assert open_house.focus not in walked
        walked.append(open_house.focus)
    sidebar = open_house.shop.sidebar
    inside = [sidebar.isAncestorOf(one) for one in walked]
    assert inside == sorted(inside)
    assert inside.count(True) == 1
    assert all(one.accessibleName() for one in walked)
    open_house.tab_to("Counter")
    open_house.press("Down")
    assert open_house.shop.place == "customers"
