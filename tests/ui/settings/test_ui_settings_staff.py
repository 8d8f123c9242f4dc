"""Staff and tills: names are changed in place, and the last one who works here stays."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from smbcrm.core.machine import STAFF, TERMINAL
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.buttons import Switch
from tests.helpers.room import RecordingRoom
from tests.helpers.salon import EVIL
from tests.ui.settings.conftest import ENTER, Open, Person

WEAR = ("wear",)


def names(desk: Desk) -> list[str]:
    return [one.name for one in desk.services.staff.staff()]


def choose(person: Person, name: str, row: int) -> None:
    box = person.find(QComboBox, name)
    box.setCurrentIndex(row)
    box.activated.emit(row)


def test_somebody_is_added_with_enter(open_part: Open, desk: Desk, room: RecordingRoom) -> None:
    person = open_part("staff")
    person.write("staff_new", "Mia", ENTER)
    assert names(desk) == ["Owner", "Mia"]
    assert room.toasts == ["Saved: Mia"]
    assert (person.text("staff_new"), person.focus()) == ("", "staff_new")
    assert person.text("staff_2") == "Mia"


def test_a_till_is_added_with_the_button(open_part: Open, desk: Desk) -> None:
    person = open_part("staff")
    person.write("terminal_new", "Till 2")
    person.click("terminal_add")
    assert [one.name for one in desk.services.staff.terminals()] == ["Till 1", "Till 2"]


def test_undoing_an_added_name_switches_it_off(
    open_part: Open, desk: Desk, room: RecordingRoom
) -> None:
    person = open_part("staff")
    person.write("staff_new", "Mia", ENTER)
    assert room.undo is not None
    room.undo.take_back()
    assert names(desk) == ["Owner"]
    assert not person.find(Switch, "staff_2_on").isChecked()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Owner", "Owner is taken. Choose another name."),
        ("", "A name needs 1 to 80 signs, without line breaks."),
    ],
)
def test_a_name_that_cannot_be_is_refused_in_place(
    open_part: Open, desk: Desk, typed: str, said: str
) -> None:
    person = open_part("staff")
    person.write("staff_new", typed, ENTER)
    assert person.said("staff_new") == said
    assert names(desk) == ["Owner"]


def test_a_name_is_changed_in_place(open_part: Open, desk: Desk, room: RecordingRoom) -> None:
    desk.services.staff.add_staff("Mia")
    person = open_part("staff")
    person.write("staff_2", EVIL.replace("\u202e", ""))
    assert names(desk) == ["Owner", EVIL.replace("\u202e", "")]
    assert room.undo is not None
    room.undo.take_back()
    assert names(desk) == ["Owner", "Mia"]
    assert person.text("staff_2") == "Mia"
    assert WEAR not in room.asked


def test_a_taken_name_is_refused_below_the_field(open_part: Open, desk: Desk) -> None:
    desk.services.staff.add_staff("Mia")
    person = open_part("staff")
    person.write("staff_2", "Owner")
    assert person.said("staff_2") == "Owner is taken. Choose another name."
    assert names(desk) == ["Owner", "Mia"]


def test_the_only_one_who_works_here_cannot_be_switched_off(open_part: Open, desk: Desk) -> None:
    person = open_part("staff")
    person.click("staff_1_on")
    assert names(desk) == ["Owner"]
    assert person.find(Switch, "staff_1_on").isChecked()
    assert person.said("staff_1").startswith("Owner is the only one who works here.")
    person.click("terminal_1_on")
    assert person.said("terminal_1").startswith("Till 1 is the only till.")


def test_somebody_is_switched_off_and_on_by_keyboard(
    open_part: Open, desk: Desk, room: RecordingRoom
) -> None:
    desk.services.staff.add_staff("Mia")
    person = open_part("staff")
    switch = person.find(Switch, "staff_2_on")
    switch.setFocus()
    QTest.keyClick(switch, Qt.Key.Key_Space)
    assert names(desk) == ["Owner"]
    assert room.toasts == ["Saved: Mia, off"]
    QTest.keyClick(switch, Qt.Key.Key_Space)
    assert names(desk) == ["Owner", "Mia"]
    assert room.toasts[-1] == "Saved: Mia, on"


def test_this_pc_is_another_till(open_part: Open, desk: Desk, room: RecordingRoom) -> None:
    second = desk.services.staff.add_terminal("Till 2")
    person = open_part("staff")
    choose(person, TERMINAL.key, 1)
    assert desk.machine.get(TERMINAL) == second.id
    assert room.asked == [WEAR]
    assert room.undo is not None
    room.undo.take_back()
    assert desk.machine.get(TERMINAL) == 0


def test_somebody_else_acts_here(open_part: Open, desk: Desk, room: RecordingRoom) -> None:
    mia = desk.services.staff.add_staff("Mia")
    person = open_part("staff")
    assert person.text(STAFF.key) == "Owner"
    choose(person, STAFF.key, 1)
    assert desk.machine.get(STAFF) == mia.id
    assert WEAR in room.asked
    assert room.toasts == ["Saved: Who acts"]


def test_the_window_is_made_anew_when_whoever_acts_is_renamed(
    open_part: Open, desk: Desk, qtbot: QtBot, room: RecordingRoom
) -> None:
    person = open_part("staff")
    person.write("staff_1", "Nora")
    assert names(desk) == ["Nora"]
    qtbot.waitUntil(lambda: WEAR in room.asked)
    memory = person.page.memory()
    assert memory.said is not None
    assert desk.tell(memory.said.text) == "Saved: Nora"


def test_who_is_switched_off_cannot_be_chosen(open_part: Open, desk: Desk) -> None:
    desk.services.staff.set_staff_active(desk.services.staff.add_staff("Mia").id, active=False)
    person = open_part("staff")
    assert person.find(QComboBox, STAFF.key).count() == 1
    assert person.text("staff_2") == "Mia"
