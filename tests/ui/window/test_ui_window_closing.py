"""Closing the window: nothing that is half done is lost without a word, and nobody is locked in."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from smbcrm.membership.shop import settings
from smbcrm.models.faults import DatabaseBusy
from tests.helpers.house import House
from tests.ui.window.conftest import Trouble

SAID = "Something here is not recorded yet. Close the window again to leave without it."


@pytest.fixture
def selling(open_house: House) -> House:
    """Return the window with 12.50 typed for Hannah, to be paid by card."""
    open_house.type("0142")
    open_house.press("Enter", "F5")
    open_house.type("12.5")
    open_house.press("Down", "Down")
    return open_house


def test_a_half_typed_sale_is_shown_first_and_can_be_gone_on_with(selling: House) -> None:
    selling.press("Ctrl+2", "F1")
    assert not selling.window.close()
    selling.settle()
    assert selling.window.isVisible()
    assert selling.shop.place == "counter"
    assert selling.shows(SAID)
    selling.press("Enter")
    assert selling.shows("$12.50 taken")
    assert selling.window.close()


def test_closed_again_it_closes(selling: House) -> None:
    assert not selling.window.close()
    assert selling.window.close()
    assert selling.opening.session is None


def test_it_is_said_again_of_what_is_half_typed_later(selling: House) -> None:
    assert not selling.window.close()
    selling.press("Enter", "Esc", "F5")
    assert not selling.shows(SAID)
    selling.type("7")
    assert not selling.window.close()
    assert selling.shows(SAID)


def test_a_half_typed_customer_is_shown_first(open_house: House) -> None:
    open_house.press("F3")
    open_house.type("Ann")
    open_house.press("Ctrl+,")
    assert not open_house.window.close()
    assert "Ann" in open_house.texts()


def test_a_setting_that_is_typed_and_not_saved_is_shown_first(open_house: House) -> None:
    open_house.press("Ctrl+,")
    open_house.choose("Shop")
    field = open_house.window.findChild(QLineEdit, settings.NAME.key)
    assert field is not None
    open_house.click_on(field)
    open_house.press("Ctrl+A")
    open_house.type("Wren")
    assert not open_house.window.close()
    assert open_house.shows(SAID)
    open_house.press("Enter")
    assert open_house.shows("Saved")
    assert open_house.window.close()


def test_an_undo_that_is_not_answered_yet_is_waited_for(selling: House) -> None:
    selling.press("Enter")
    selling.shop.take_back()
    assert not selling.window.close()
    selling.settle()
    assert selling.shows("$12.50 taken back, Hannah Brooks.")
    assert selling.window.close()


@pytest.mark.parametrize("keys", [(), ("Enter",), ("F5", "Esc"), ("F3", "Esc"), ("Ctrl+,",)])
def test_where_nothing_is_half_done_it_closes_at_once(
    open_house: House, keys: tuple[str, ...]
) -> None:
    open_house.type("0142")
    open_house.press("Enter", *keys)
    assert open_house.window.close()


def test_what_was_put_away_is_not_shown_again(selling: House) -> None:
    selling.press("Esc")
    assert selling.shows("Closed.")
    assert selling.window.close()


def test_a_system_that_ends_is_not_held_up(selling: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QGuiApplication, "isSavingSession", lambda _app: True)
    assert selling.window.close()


def test_a_minimised_window_comes_back_to_say_so(selling: House) -> None:
    selling.window.showMinimized()
    assert not selling.window.close()
    assert not selling.window.isMinimized()
    assert selling.shows(SAID)


def test_an_undo_that_met_a_fault_is_told_before(selling: House, trouble: Trouble) -> None:
    selling.press("Enter")
    trouble.fault = DatabaseBusy
    selling.press("Ctrl+Z")
    assert not selling.window.close()
    assert selling.shows(SAID)
    selling.click("Try again")
    assert selling.shows("$12.50 taken back, Hannah Brooks.")
    assert selling.window.close()


def empty_name(house: House) -> QLineEdit:
    """Leave the name of the shop empty, which is not saved."""
    house.press("Ctrl+,")
    house.choose("Shop")
    field = house.window.findChild(QLineEdit, settings.NAME.key)
    assert field is not None
    house.click_on(field)
    house.press("Ctrl+A", "Backspace", "Enter")
    return field


def test_every_page_with_something_half_done_is_shown_once(open_house: House) -> None:
    field = empty_name(open_house)
    open_house.press("Ctrl+1")
    open_house.type("0142")
    open_house.press("Enter", "F5")
    open_house.type("12.5")
    assert not open_house.window.close()
    assert open_house.shop.place == "counter"
    assert not open_house.window.close()
    assert open_house.shop.place == "settings"
    assert field.isVisible()
    assert open_house.shows(SAID)
    assert open_house.window.close()


def test_a_setting_half_typed_in_a_part_that_is_not_shown_is_shown(open_house: House) -> None:
    field = empty_name(open_house)
    open_house.choose("Items")
    assert not field.isVisible()
    assert not open_house.window.close()
    open_house.settle()
    assert field.isVisible()
    assert open_house.window.close()


def test_a_setting_half_typed_is_told_also_after_two_changes_of_language(open_house: House) -> None:
    empty_name(open_house)
    open_house.choose("Items")
    for _ in range(2):
        open_house.shop.wear()
        open_house.settle()
    assert not open_house.window.close()
    open_house.settle()
    field = open_house.window.findChild(QLineEdit, settings.NAME.key)
    assert field is not None
    assert (field.isVisible(), field.text()) == (True, "")


@pytest.mark.parametrize("part", ["Items", "Tiers", "Points and stored value", "Backup"])
def test_a_part_in_which_nothing_is_typed_closes_at_once(open_house: House, part: str) -> None:
    """What is chosen in it is no draft."""
    open_house.press("Ctrl+,")
    open_house.choose(part)
    assert open_house.window.close()


def test_a_new_item_half_typed_is_told_before(open_house: House) -> None:
    open_house.press("Ctrl+,")
    open_house.choose("Items")
    open_house.click("New item")
    assert open_house.shop.here.unfinished() == []
    open_house.type("OIL")
    assert not open_house.window.close()
