"""Language and look: worn at once, remembered on this PC, and taken back by Undo."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from smbcrm.core import machine as m
from smbcrm.core.settings import Setting
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.buttons import Segmented, Switch
from tests.helpers.room import RecordingRoom
from tests.ui.settings.conftest import Open

WEAR = ("wear",)


@pytest.mark.parametrize(
    ("setting", "button", "before", "kept"),
    [
        (m.LANGUAGE, 1, "", "zh_CN"),
        (m.LANGUAGE, 2, "", "zh_TW"),
        (m.THEME, 1, "system", "light"),
        (m.THEME, 2, "system", "dark"),
        (m.TEXT_SCALE, 1, 1.0, 0.9),
    ],
)
def test_a_choice_is_worn_at_once_and_can_be_taken_back(
    open_part: Open,
    desk: Desk,
    room: RecordingRoom,
    setting: Setting[object],
    button: int,
    before: object,
    kept: object,
) -> None:
    machine = desk.premises.machine
    segments = open_part("look").find(Segmented, setting.key)
    assert machine.get(setting) == before
    segments.buttons()[button].click()
    assert machine.get(setting) == kept
    assert room.asked == [WEAR]
    assert room.toasts == [f"Saved: {setting.label}"]
    assert room.undo is not None
    room.undo.take_back()
    assert machine.get(setting) == before
    assert room.asked == [WEAR, WEAR]


def test_arrows_choose_and_the_focus_comes_back(open_part: Open, qtbot: QtBot) -> None:
    person = open_part("look")
    segments = person.find(Segmented, m.THEME.key)
    chosen = segments.buttons()[0]
    chosen.setFocus()
    QTest.keyClick(chosen, Qt.Key.Key_Right)
    assert segments.value() == "light"
    memory = person.page.memory()
    assert memory.focus == m.THEME.key
    person.leave()
    again = open_part("look", memory=memory)
    theme = again.find(Segmented, m.THEME.key)
    qtbot.waitUntil(theme.buttons()[1].hasFocus)


def test_the_new_page_says_in_its_language_what_was_saved(
    open_part: Open, zh_desk: Desk, room: RecordingRoom
) -> None:
    person = open_part("look")
    person.find(Segmented, m.LANGUAGE.key).buttons()[1].click()
    memory = person.page.memory()
    person.leave()
    undo = room.undo
    again = open_part("look", zh_desk, memory)
    assert room.toasts[1].endswith("语言")
    assert room.undo is undo
    assert again.find(Segmented, m.LANGUAGE.key).value() == "zh_CN"


def test_sounds_are_switched_off(open_part: Open, desk: Desk, room: RecordingRoom) -> None:
    person = open_part("look")
    person.click(m.SOUNDS.key)
    assert not desk.premises.machine.get(m.SOUNDS)
    assert room.undo is not None
    room.undo.take_back()
    assert desk.premises.machine.get(m.SOUNDS)
    assert person.find(Switch, m.SOUNDS.key).accessibleName()


def test_the_first_sign_of_a_scan_is_kept_when_the_field_is_left(
    open_part: Open, desk: Desk, room: RecordingRoom
) -> None:
    open_part("look").write(m.SCANNER_PREFIX.key, "~")
    assert desk.premises.machine.get(m.SCANNER_PREFIX) == "~"
    assert room.asked == [WEAR]


def test_a_prefix_that_is_too_long_is_refused(
    open_part: Open, desk: Desk, room: RecordingRoom
) -> None:
    person = open_part("look")
    person.write(m.SCANNER_PREFIX.key, "123456789")
    assert person.said(m.SCANNER_PREFIX.key) == (
        "“123456789” does not fit here. It takes at most 8 signs, or nothing."
    )
    assert (room.asked, room.toasts) == ([], [])
    assert desk.premises.machine.get(m.SCANNER_PREFIX) == ""
