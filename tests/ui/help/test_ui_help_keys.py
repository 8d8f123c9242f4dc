"""The key sheet: every key, those of the page one is on first."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea

from smbcrm.ui.actions import Action, Group
from smbcrm.ui.desk import Desk
from smbcrm.ui.help.key_sheet import KeySheet, columns_of
from smbcrm.ui.widgets.labels import KeyCap
from tests.helpers.keyboard import type_text
from tests.helpers.room import RecordingRoom
from tests.helpers.screen_check import faults
from tests.ui.help.conftest import Cover

SIZES = [(1366, 696), (1093, 543), (911, 452)]


@pytest.fixture
def sheet(desk: Desk, actions: Sequence[Action], cover: Cover) -> KeySheet:
    made = KeySheet(desk, actions, "counter")
    cover(made)
    return made


def test_every_action_stands_on_it_once(
    sheet: KeySheet, actions: Sequence[Action], desk: Desk
) -> None:
    assert sorted(sheet.rows()) == sorted(desk.say(one.text) for one in actions)


@pytest.mark.parametrize(
    ("place", "first", "said"),
    [
        ("counter", "Find a customer", "you are at the counter"),
        ("customers", "Search this list", "you are in the list of customers"),
        ("duplicates", "Search this list", "you are at the duplicates"),
        ("settings", "Save", "you are in the settings"),
        ("import", "Save", "you are bringing a list"),
        ("elsewhere", "Find a customer", ""),
    ],
)
def test_the_keys_of_the_page_come_first(
    desk: Desk, actions: Sequence[Action], cover: Cover, place: str, first: str, said: str
) -> None:
    sheet = KeySheet(desk, actions, place)
    cover(sheet)
    assert sheet.rows()[0] == first
    assert said in [one.text() for one in sheet.findChildren(QLabel)]


def test_a_word_or_a_key_is_found(sheet: KeySheet) -> None:
    assert sheet.finder.edit.hasFocus()
    type_text("top up")
    assert sheet.rows() == ["Top up"]
    sheet.finder.edit.clear()
    type_text("F7")
    assert sheet.rows() == ["Redeem points", "Put an account right"]


def test_a_key_that_nobody_has(sheet: KeySheet) -> None:
    type_text("fly")
    assert sheet.rows() == []
    said = [one.text() for one in sheet.findChildren(QLabel) if one.isVisible()]
    assert "No key does “fly”. Ctrl+K finds actions, pages and customers." in said
    sheet.finder.edit.clear()
    assert len(sheet.rows()) > 10


def test_caps_show_signs_for_arrows(sheet: KeySheet) -> None:
    caps = {one.text() for one in sheet.findChildren(KeyCap)}
    assert {"Ctrl", "K", ",", "←", "+", "F3"} <= caps
    assert "Left" not in caps


def test_it_closes_by_its_button(sheet: KeySheet, room: RecordingRoom) -> None:
    room.covered = sheet
    close = sheet.findChild(QPushButton)
    assert close is not None
    assert close.accessibleName() == "Close"
    close.click()
    assert room.covered is None


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_it_fits_the_window_and_the_rest_is_scrolled_to_by_keys(
    size: tuple[int, int],
    language: str,
    actions: Sequence[Action],
    cover: Cover,
    request: pytest.FixtureRequest,
) -> None:
    desk = request.getfixturevalue("desk" if language == "en" else "zh_desk")
    sheet = KeySheet(desk, actions, "counter")
    overlay = cover(sheet, size)
    assert [one for one in faults(overlay) if "LeadText" not in one] == []
    assert sheet.geometry().bottom() < size[1]
    assert sheet.geometry().right() < size[0]
    area = sheet.findChild(QScrollArea)
    assert area is not None
    bar = area.verticalScrollBar()
    assert (bar.maximum() > 0) == (size != SIZES[0])
    QTest.keyClick(sheet.finder.edit, Qt.Key.Key_PageDown)
    QTest.keyClick(sheet.finder.edit, Qt.Key.Key_PageDown)
    assert bar.value() == bar.maximum()
    QTest.keyClick(sheet.finder.edit, Qt.Key.Key_Up)
    assert bar.value() == max(0, bar.maximum() - 28)


@pytest.mark.parametrize("place", ["counter", "customers", "settings"])
def test_columns_hold_all_groups_and_are_even(place: str) -> None:
    heights = {
        Group.COUNTER: 7,
        Group.MONEY: 6,
        Group.EVERYWHERE: 11,
        Group.LISTS: 5,
        Group.FORMS: 5,
    }
    columns = columns_of(place, heights)
    shown = [one for column in columns for one in column]
    assert len(shown) == len(heights) == len(set(shown))
    assert max(sum(heights[one] for one in column) for column in columns) <= 13
