"""A list of ours that was edited comes back: what changes is shown before it does."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from smbcrm.membership.customers.types import Details
from smbcrm.ui.desk import Desk
from smbcrm.ui.imports.page import ImportPage
from smbcrm.ui.imports.stage import Step
from smbcrm.ui.widgets.badges import StateBadge
from tests.ui.imports.hands import button, choose, edited_list, enter, step_of, words


@pytest.fixture
def checked(page: ImportPage, list_desk: Desk, tmp_path: Path) -> ImportPage:
    """Return the page at the check of a list that was edited."""
    edited_list(list_desk, tmp_path / "customers.xlsx")
    choose(page, tmp_path / "customers.xlsx")
    enter(page)
    assert step_of(page) is Step.COLUMNS
    enter(page)
    assert step_of(page) is Step.CHECK
    return page


def badges(page: ImportPage) -> list[str]:
    shown = [one for one in page.findChildren(StateBadge) if one.isVisible()]
    return [one.accessibleName().removeprefix("State: ") for one in shown]


def found(desk: Desk, text: str) -> list[str]:
    return [f"{one.full_name} {one.phone}" for one in desk.services.customers.find(text)]


def test_the_columns_say_that_only_what_was_edited_comes_in(
    page: ImportPage, list_desk: Desk, tmp_path: Path
) -> None:
    edited_list(list_desk, tmp_path / "customers.xlsx")
    choose(page, tmp_path / "customers.xlsx")
    enter(page)
    told = words(page)
    assert "This is the list of customers that was exported on" in told
    assert "If someone is already here" not in told
    assert "A balance becomes" not in told


def test_what_changes_is_shown_to_be_approved(checked: ImportPage, list_desk: Desk) -> None:
    told = words(checked.check).splitlines()
    start = told.index("Ann C000001")
    assert told[start : start + 4] == ["Ann C000001", "Full name", "Ann", "Anna"]
    assert told[start + 4 : start + 8] == ["", "City", "Taipei", "(empty)"]
    start = told.index("Bob C000002")
    assert told[start + 1 : start + 4] == ["Phone", "13700137002", "13900139002"]
    assert "Row 7: Eve" in told
    assert "Dora C000004" in told
    assert badges(checked) == [
        *("3 changes", "changed here too: stays", "1 new", "1 missing"),
        "2 warnings",
    ]
    assert "“Tier” is only shown in the list; it is not changed by one." in told
    assert told[told.index("Not edited") + 1] == "2"
    assert "Money it brings in" not in told
    assert checked.foot.main.text() == "Take over 2 edited rows"
    assert found(list_desk, "Anna") == []


def test_it_comes_in_is_told_and_taken_back(checked: ImportPage, list_desk: Desk) -> None:
    enter(checked)
    assert step_of(checked) is Step.DONE
    told = words(checked.done)
    assert "2 edited rows were taken over" in told
    assert "Whoever was not edited stays as is." in told
    assert "Whom the list changed gets the old values back." in told
    assert "Ann C000001" in told
    assert found(list_desk, "Anna") == ["Anna 13800138001"]
    assert found(list_desk, "Bob") == ["Bob 13700137002"]
    assert found(list_desk, "Eve")
    button(checked, "Undo import").click()
    told = words(checked.done)
    assert "1 customer is gone. 1 has the old values back." in told
    assert "Ann C000001" not in told
    assert found(list_desk, "Anna") == []
    assert found(list_desk, "Ann") == ["Ann 13800138001"]


def test_the_list_wins_where_that_is_chosen_by_a_key(checked: ImportPage, list_desk: Desk) -> None:
    card = checked.check.conflicts
    assert "1 value was changed in the shop too" in words(card)
    shop, ours = card.choice.buttons()
    shop.setFocus()
    QTest.keyClick(shop, Qt.Key.Key_Right)
    QApplication.processEvents()
    assert step_of(checked) is Step.CHECK
    assert ours.hasFocus()
    assert "The list wins" in words(card)
    assert "changed here too: stays" not in badges(checked)
    assert checked.foot.main.text() == "Take over 3 edited rows"
    enter(checked)
    assert found(list_desk, "Bob") == ["Bob 13900139002"]


def test_another_list_begins_without_that_choice(
    checked: ImportPage, list_desk: Desk, tmp_path: Path
) -> None:
    checked.course.let_list_win(theirs=True)
    checked.course.begin_again()
    checked.course.choose(tmp_path / "customers.xlsx", list_desk)
    checked.course.check()
    assert not checked.course.theirs
    assert "changed here too: stays" in badges(checked)


def test_a_list_that_nobody_edited_has_nothing_to_take_over(
    page: ImportPage, list_desk: Desk, tmp_path: Path
) -> None:
    list_desk.services.customers.add(Details(full_name="Ann"), list_desk.act())
    file, translator = tmp_path / "customers.xlsx", list_desk.words.translator
    list_desk.services.lists.export_to_edit(file, translator, replace=True)
    choose(page, file)
    enter(page)
    enter(page)
    assert "Nothing was edited." in words(page)
    assert page.foot.main.text() == "Nothing to take over"
    assert not page.foot.main.isEnabled()
    enter(page)
    assert step_of(page) is Step.CHECK
