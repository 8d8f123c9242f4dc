"""The list of parts, the way to a single setting, and coming back after a change of look."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from smbcrm.membership.shop import settings as s
from smbcrm.ui.desk import Desk
from smbcrm.ui.setting_parts import LISTED
from smbcrm.ui.settings.page import SettingsPage
from tests.helpers.room import RecordingRoom
from tests.ui.settings.conftest import DOWN, ENTER, Open


def test_arrows_in_the_list_show_one_part_after_the_other(open_part: Open) -> None:
    person = open_part("shop")
    assert person.focus() == "settings_parts"
    seen = ["ShopPart"]
    for _ in LISTED[1:]:
        person.press(DOWN)
        seen.append(type(person.page.part).__name__)
    middle = ["ItemsPart", "StaffPart", "TiersPart", "PointsPart", "BenefitsPart", "FieldsPart"]
    last = ["LookPart", "BackupPart", "RecordsPart", "PrivacyPart", "ChangesPart"]
    assert seen == ["ShopPart", *middle, *last]


def test_a_part_is_made_when_it_is_first_shown(open_part: Open) -> None:
    person = open_part("backup")
    assert person.page.findChild(QWidget, "backup_band") is not None
    assert person.page.findChild(QWidget, s.NAME.key) is None


def test_an_unknown_part_leaves_the_one_that_is_shown(open_part: Open) -> None:
    person = open_part("look")
    person.page.arrive("nonsense")
    assert type(person.page.part).__name__ == "LookPart"


def test_a_setting_is_found_by_its_name_and_gets_the_focus(open_part: Open) -> None:
    person = open_part("backup")
    person.find(QLineEdit, "settings_find").setFocus()
    person.type("tax")
    assert person.page.list.words() == ["Tax included in prices"]
    person.press(ENTER)
    assert person.focus() == s.TAX.key
    assert person.page.list.words()[0] == "Shop"


def test_arrows_choose_among_what_was_found(open_part: Open) -> None:
    person = open_part("shop")
    person.find(QLineEdit, "settings_find").setFocus()
    person.type("points")
    found = person.page.list.words()
    assert found[0] == "Points and stored value"
    person.page.list.list.setFocus()
    for _ in range(found.index("Months until points end")):
        person.press(DOWN)
    assert type(person.page.part).__name__ == "ShopPart"
    person.press(ENTER)
    assert person.focus() == s.POINTS_MONTHS.key


def test_a_click_on_a_found_setting_leads_there(open_part: Open) -> None:
    person = open_part("shop")
    person.find(QLineEdit, "settings_find").setFocus()
    person.type("offers")
    rows = person.page.list.list
    spot = rows.visualItemRect(rows.item(0)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert person.focus() == "offer_add"


def test_what_no_setting_is_called_is_said_and_escape_forgets_it(open_part: Open) -> None:
    person = open_part("shop")
    person.find(QLineEdit, "settings_find").setFocus()
    person.type("bookings")
    assert person.page.list.words() == []
    assert person.said("settings_find") == "No setting is called that."
    person.press(ENTER)
    assert person.page.escape()
    assert len(person.page.list.words()) == len(LISTED)


def test_escape_gives_back_what_was_typed_then_goes_to_the_list(open_part: Open) -> None:
    person = open_part("shop")
    name = person.find(QLineEdit, s.NAME.key)
    name.setFocus()
    person.type("XYZ")
    assert person.page.escape()
    assert name.text() == "Willow & Wren Salon"
    assert person.page.escape()
    assert person.focus() == "settings_parts"
    assert not person.page.escape()


@pytest.mark.parametrize("size", [(1093, 543), (911, 452), (1366, 500)])
def test_little_room_makes_the_list_a_box_above(open_part: Open, size: tuple[int, int]) -> None:
    person = open_part("shop")
    page = person.page
    page.narrow(*size)
    assert page.list.isHidden()
    assert not page.box.isHidden()
    page.refocus()
    assert person.focus() == "settings_box"
    person.press(DOWN)
    assert type(page.part).__name__ == "ItemsPart"
    page.narrow(1366, 696)
    assert page.box.isHidden()
    assert page.list.words()[page.list.list.currentRow()] == "Items"


def test_the_page_made_anew_goes_on_where_the_former_was(
    open_part: Open, qtbot: QtBot, room: RecordingRoom
) -> None:
    person = open_part("shop")
    person.find(QLineEdit, s.PHONE.key).setFocus()
    person.type("0207 94")
    memory = person.page.memory()
    person.leave()
    again = open_part("shop", memory=memory)
    qtbot.waitUntil(lambda: again.focus() == s.PHONE.key)
    assert again.text(s.PHONE.key) == "0207 94"
    assert room.toasts == []
    again.press(ENTER)
    assert again.page.desk.services.shop.shop().phone == "0207 94"


def test_a_page_with_nothing_half_done_remembers_its_part(open_part: Open, desk: Desk) -> None:
    memory = open_part("tiers").page.memory()
    page = SettingsPage(desk)
    page.recall(memory)
    assert type(page.part).__name__ == "TiersPart"
    page.recall(None)
    page.deleteLater()


def test_other_pages_take_up_a_change_when_the_settings_are_left(
    open_part: Open, qtbot: QtBot, room: RecordingRoom
) -> None:
    person = open_part("shop")
    person.write(s.NAME.key, "Wren")
    assert room.asked == []
    person.leave()
    qtbot.waitUntil(lambda: room.asked == [("wear",)])


def test_a_change_renews_nothing_while_the_window_is_closed(
    open_part: Open, qtbot: QtBot, room: RecordingRoom
) -> None:
    person = open_part("shop")
    person.write(s.NAME.key, "Wren")
    person.page.window().hide()
    qtbot.wait(20)
    assert room.asked == []


def test_looking_at_settings_renews_nothing(
    open_part: Open, qtbot: QtBot, room: RecordingRoom
) -> None:
    person = open_part("shop")
    person.leave()
    qtbot.wait(20)
    assert room.asked == []


def test_a_scan_has_no_use_where_nothing_is_scanned(open_part: Open) -> None:
    assert not open_part("shop").page.take_scan("4006381333931")
