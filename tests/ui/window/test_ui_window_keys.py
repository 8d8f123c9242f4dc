"""Every key of the sheet, pressed in the window: where it goes, and what Esc and Ctrl+Z mean."""

import pytest
from PySide6.QtWidgets import QLineEdit

from smbcrm.ui.counter import take_back
from tests.helpers.house import House


@pytest.mark.parametrize(
    ("key", "place"),
    [("Ctrl+1", "counter"), ("Ctrl+2", "customers"), ("Ctrl+3", "import"), ("Ctrl+,", "settings")],
)
def test_a_page_has_its_key_and_escape_leads_home(open_house: House, key: str, place: str) -> None:
    open_house.press(key)
    assert open_house.shop.place == place
    assert open_house.shop.sidebar.buttons()[0].isChecked() == (place == "counter")
    for _ in range(4):
        open_house.press("Esc")
    assert open_house.shop.place == "counter"
    open_house.press(key, "Alt+Left", "Alt+Left")
    assert open_house.shop.place == "counter"


@pytest.mark.parametrize("page", ["Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+,"])
@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("F1", "All keys"),
        ("F3", "name or phone is enough, the rest can wait"),
        ("F5", "without a customer"),
        ("F6", "Find the customer first."),
        ("F7", "Find the customer first."),
    ],
)
def test_f_keys_work_on_every_page(open_house: House, page: str, key: str, shown: str) -> None:
    open_house.press(page, key)
    assert open_house.shows(shown)


def test_f2_searches_from_anywhere_and_marks_what_was_typed(open_house: House) -> None:
    open_house.type("014")
    open_house.press("Ctrl+2", "F2")
    assert open_house.shop.place == "counter"
    open_house.type("0170")
    open_house.press("Enter")
    assert open_house.shows("Hanna Becker")


def test_the_palette_opens_pages_customers_and_actions(open_house: House) -> None:
    for typed, shown in (("sett", "Name of the shop"), ("0170", "Hanna Becker")):
        open_house.press("Ctrl+K")
        open_house.type(typed)
        open_house.press("Enter")
        assert open_house.shows(shown)


def test_a_new_customer_with_what_was_typed(open_house: House) -> None:
    open_house.type("2075550155")
    assert open_house.shop.counter.search.list.isVisible()
    open_house.press("Enter")
    assert "2075550155" in open_house.texts()
    assert open_house.focus.accessibleName() == "Full name"


def test_ctrl_z_belongs_to_the_field_while_something_is_typed_in_it(open_house: House) -> None:
    open_house.type("0142")
    open_house.press("Enter", "F5")
    open_house.type("12")
    open_house.press("Enter")
    open_house.type("x")
    open_house.press("Ctrl+Z")
    assert open_house.shop.counter.row.box.field.text() == ""
    with open_house.books() as books:
        hannah = books.customers.find("0142")[0].id
        assert books.history.of_customer(hannah)[0].net == 1200
    open_house.press("Ctrl+Z")
    assert open_house.shows("$12.00 taken back, Hannah Brooks.")


def test_ctrl_z_takes_back_what_this_till_did_last_until_nothing_is_left(
    open_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(take_back, "APART_MS", 0)
    for _ in range(3):
        open_house.press("Ctrl+Z")
    open_house.press("Ctrl+Z")
    assert open_house.shows("Nothing to undo: the last 30 minutes of this till are empty.")
    with open_house.books() as books:
        assert books.audit.verify().findings == ()


def taken(house: House) -> list[int]:
    """Return the net sales of Hannah that stand, newest first."""
    with house.books() as books:
        rows = books.history.of_customer(books.customers.find("0142")[0].id)
        return [row.net for row in rows if row.net and not row.reversed_by]


def sell(house: House, amount: str) -> None:
    """Take so much of Hannah, who is open or found."""
    house.press("F5")
    house.type(amount)
    house.press("Enter")


def test_one_key_that_is_held_takes_back_one(open_house: House) -> None:
    open_house.type("0142")
    open_house.press("Enter")
    before = taken(open_house)
    sell(open_house, "11")
    open_house.type("0142")
    open_house.press("Enter")
    sell(open_house, "12")
    assert taken(open_house) == [1200, 1100, *before]
    open_house.press("Esc", "Esc")
    open_house.hurry_keys(*["Ctrl+Z"] * 6)
    open_house.settle()
    assert taken(open_house) == [1100, *before]


def test_who_topped_up_is_sold_to_next(open_house: House) -> None:
    """A sale ends a visit, a top-up begins one: F5 after it is for the customer who is shown."""
    open_house.type("0142")
    open_house.press("Enter", "F6")
    open_house.type("50")
    open_house.press("Enter")
    assert open_house.shows("$50.00 topped up")
    sell(open_house, "11")
    assert taken(open_house)[0] == 1100


def test_money_is_not_taken_back_out_of_sight(open_house: House) -> None:
    open_house.type("0142")
    open_house.press("Enter")
    sell(open_house, "11")
    open_house.press("Ctrl+,", "Ctrl+Z")
    assert open_house.shows("Nothing to undo here. Sales stand in “Just served”.")
    assert taken(open_house)[0] == 1100
    open_house.press("Ctrl+1", "Ctrl+Z")
    assert open_house.shows("$11.00 taken back, Hannah Brooks.")


def test_a_click_on_undo_in_the_toast_does_the_same(open_house: House) -> None:
    open_house.type("0142")
    open_house.press("Enter", "F5")
    open_house.type("12")
    open_house.press("Esc", "Esc")
    assert open_house.shows("Closed. Ctrl+Z brings back what was typed.")
    open_house.click("Undo")
    assert open_house.focus.accessibleName() == "Amount"
    assert "12" in open_house.texts()


def test_shift_tab_goes_back(open_house: House) -> None:
    first = open_house.focus
    open_house.press("Tab", "Shift+Tab")
    assert open_house.focus is first


def test_a_held_key_opens_one_thing_once(open_house: House) -> None:
    """A shortcut does not repeat: a held F5 is no second sale."""
    assert not any(one.autoRepeat() for one in open_house.shop._shortcuts)


def test_what_ctrl_z_brings_back_is_seen_wherever_it_is_pressed(open_house: House) -> None:
    open_house.type("0142")
    open_house.press("Enter", "F5")
    open_house.type("68")
    open_house.press("Esc")
    assert open_house.shows("Closed. Ctrl+Z brings back what was typed.")
    open_house.press("Ctrl+2", "Ctrl+Z")
    assert open_house.shop.place == "counter"
    assert open_house.shop.counter.flow.name == "sale"
    assert open_house.focus.accessibleName() == "Amount"
    assert "68" in open_house.texts()


def test_ctrl_z_gives_back_what_was_refused_wherever_the_focus_is(open_house: House) -> None:
    open_house.shop.go("settings/tiers")
    open_house.settle()
    spend = open_house.shop.findChild(QLineEdit, "tier_spend")
    assert spend is not None
    saved = spend.text()
    open_house.click_on(spend)
    spend.selectAll()
    open_house.type("much")
    open_house.press("Tab")
    assert spend.text() == "much"
    assert not spend.hasFocus()
    open_house.press("Ctrl+Z")
    assert spend.text() == saved
    open_house.press("Ctrl+Z")
    assert open_house.shows("Nothing to undo here. Sales stand in “Just served”.")
