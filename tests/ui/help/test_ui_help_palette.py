"""The palette: what a person types, chooses and takes in it."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smbcrm.membership.services import Services
from smbcrm.ui.actions import Action
from smbcrm.ui.desk import Desk
from smbcrm.ui.help.palette import Palette
from smbcrm.ui.jobs import Failed, Lane
from tests.helpers.held_jobs import HeldJobs
from tests.helpers.inline_jobs import InlineJobs
from tests.helpers.keyboard import press, type_text
from tests.helpers.room import RecordingRoom, sit_down
from tests.helpers.salon import EVIL_SHOWN
from tests.helpers.screen_check import faults
from tests.ui.help.conftest import Cover, Told

T = TypeVar("T")
ENTER, UP, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Up, Qt.Key.Key_Down
TAB, BACKTAB, ESC = Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape


@pytest.fixture
def palette(desk: Desk, actions: Sequence[Action], cover: Cover) -> Palette:
    made = Palette(desk, actions)
    cover(made)
    return made


def rows(palette: Palette) -> list[str]:
    return [one.title for one in palette.list.choices()]


def chosen(palette: Palette) -> str:
    """Return the row that is marked, which is the one in the colour of the chosen."""
    marked = palette.list.chosen()
    coloured = [index.data() for index in palette.list.selectedIndexes()]
    assert coloured == ([] if marked is None else [marked.title])
    return "" if marked is None else marked.title


def who(desk: Desk, name: str) -> int:
    return desk.services.customers.find(name)[0].id


def test_it_opens_with_what_can_be_done(palette: Palette, told: Told) -> None:
    assert palette.field.hasFocus()
    assert palette.list.headings() == ["Pages and actions"]
    assert rows(palette)[:3] == ["Find a customer", "New customer", "Record sale"]
    press(DOWN, ENTER)
    assert told.what == ["new"]


def test_customers_come_first_then_what_can_be_done_for_the_first(
    palette: Palette, desk: Desk
) -> None:
    type_text("hannah b")
    assert palette.list.headings() == ["Customers", "Do it for Hannah Brooks"]
    assert rows(palette) == [
        *("Hannah Brooks", "Record sale", "Top up", "Redeem points"),
        *("Use a visit", "Refund", "Pay stored value out", "Hand stored value over"),
        *("Put an account right", "Give a voucher", "Make a voucher void", "Customer page"),
    ]
    subs = [one.sub for one in palette.list.choices()][:4]
    points = desk.services.ledger.standing(who(desk, "Hannah Brooks")).points
    assert subs == ["•••• •• 0142 · today", "", "162.00 now", f"{points:,} points"]
    keys = [one.keys for one in palette.list.choices()]
    assert keys == [
        *((), ("F5",), ("F6",), ("F7",), ("F8",), ("Ctrl", "R"), ("Shift", "F6"), ("Ctrl", "F6")),
        *(("Shift", "F7"), ("Shift", "F8"), ("Shift", "F9"), ("Ctrl", "O")),
    ]


def test_enter_opens_the_customer(palette: Palette, room: RecordingRoom, desk: Desk) -> None:
    room.cover(palette)
    type_text("han")
    assert rows(palette)[:2] == ["Hannah Brooks", "Hanna Becker"]
    press(DOWN, ENTER)
    assert not room.covered
    assert room.asked == [("open_customer", who(desk, "Hanna Becker"), "")]


def test_tab_goes_to_the_actions_of_the_chosen_row(
    palette: Palette, room: RecordingRoom, desk: Desk
) -> None:
    type_text("han")
    press(DOWN, TAB)
    assert palette.list.headings()[1] == "Do it for Hanna Becker"
    assert chosen(palette) == "Record sale"
    assert [one.sub for one in palette.list.choices()][3] == "0.00 now"
    press(BACKTAB)
    assert chosen(palette) == "Hanna Becker"
    press(TAB, DOWN, ENTER)
    assert room.asked == [("open_customer", who(desk, "Hanna Becker"), "top_up")]


def test_tab_on_the_first_customer_and_elsewhere(palette: Palette) -> None:
    press(TAB)  # no customer there
    assert chosen(palette) == "Find a customer"
    assert palette.field.hasFocus()
    type_text("hannah b")
    press(TAB)
    assert chosen(palette) == "Record sale"
    press(TAB)
    assert chosen(palette) == "Record sale"


def test_arrows_go_round(palette: Palette) -> None:
    type_text("hannah b")
    press(UP)
    assert chosen(palette) == "Customer page"
    press(DOWN)
    assert chosen(palette) == "Hannah Brooks"


def test_every_row_is_reached_by_mouse(palette: Palette, room: RecordingRoom, desk: Desk) -> None:
    type_text("hannah b")
    for number, choice in enumerate(palette.list.choices()):
        index = palette.list.model().index(number + (1 if number == 0 else 2), 0)
        palette.list.scrollTo(index)
        place = palette.list.visualRect(index).center()
        QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert len(room.asked) == number + 1, choice.title
    assert [one[-1] for one in room.asked] == [
        *("", "sale", "top_up", "redeem", "visit", "refund", "withdraw"),
        *("hand_over", "put_right", "give_voucher", "void_voucher"),
        f"customer/{who(desk, 'Hannah Brooks')}",
    ]


def test_a_heading_is_not_taken(palette: Palette, room: RecordingRoom, told: Told) -> None:
    place = palette.list.visualRect(palette.list.model().index(0, 0)).center()
    QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert (room.asked, told.what) == ([], [])


def test_pages_actions_and_settings_are_found(
    palette: Palette, room: RecordingRoom, told: Told
) -> None:
    type_text("time z")
    assert [(one.title, one.sub) for one in palette.list.choices()][:1] == [
        ("Time zone", "Settings, Shop")
    ]
    press(ENTER)
    assert room.asked == [("go", "settings/shop")]
    palette.field.setText("backup")
    assert [(one.title, one.sub) for one in palette.list.choices()][:1] == [("Backup", "Settings")]
    palette.field.setText("impo")
    press(ENTER)
    assert told.what == ["go import"]


def test_the_start_of_a_word_comes_before_its_middle(palette: Palette) -> None:
    type_text("se")
    assert palette.list.headings()[0] == "Pages and actions"
    starts = [" se" in f" {title.casefold()}" for title in rows(palette)[:3]]
    assert starts == sorted(starts, reverse=True)
    assert {True, False} == set(starts)


def test_what_leads_nowhere_from_here_is_not_offered(palette: Palette) -> None:
    for text in ("search or", "one step", "back"):
        palette.field.setText(text)
        assert not {"Search or jump to", "One step back", "Back"} & set(rows(palette))


def test_nothing_found_offers_a_new_customer(palette: Palette, room: RecordingRoom) -> None:
    type_text("xyzzy")
    assert palette.list.headings() == ["Nobody with xyzzy. Not in phones, cards or names."]
    assert rows(palette) == ["New customer with xyzzy"]
    press(ENTER)
    assert room.asked == [("new_customer", "xyzzy")]


def test_one_sign_that_names_nothing(palette: Palette, room: RecordingRoom) -> None:
    type_text("%")
    assert rows(palette) == []
    press(ENTER, DOWN, TAB, BACKTAB)
    assert room.asked == []


def test_chinese_is_found_by_sign_and_by_pinyin(palette: Palette) -> None:
    palette.field.setText("陳")
    assert rows(palette)[0] == "陈雨桐"
    palette.field.setText("cyt")
    assert rows(palette)[0] == "陈雨桐"


def test_enter_before_the_answer_waits_for_it(
    services: Services, room: RecordingRoom, actions: Sequence[Action], cover: Cover
) -> None:
    jobs = HeldJobs()
    desk = sit_down(services, room, jobs=jobs)
    palette = Palette(desk, actions)
    cover(palette)
    type_text("0142")
    press(ENTER)
    assert room.asked == []
    jobs.do_all()
    assert [one[0] for one in room.asked] == ["open_customer"]


def test_a_slow_database_does_not_keep_the_pages_back(
    services: Services,
    room: RecordingRoom,
    actions: Sequence[Action],
    cover: Cover,
    told: Told,
    qtbot: QtBot,
) -> None:
    jobs = HeldJobs()
    palette = Palette(sit_down(services, room, jobs=jobs), actions)
    cover(palette)
    type_text("customers")
    qtbot.waitUntil(lambda: rows(palette)[:1] == ["Customers"])
    assert not [one for one in palette.list.headings() if one.startswith("Nobody")]
    press(ENTER)
    assert told.what == ["go customers"]
    jobs.waiting.clear()


def test_what_went_wrong_is_told_and_pages_are_there(
    services: Services, room: RecordingRoom, actions: Sequence[Action], cover: Cover
) -> None:
    class Broken(InlineJobs):
        def run(
            self,
            owner: QObject,
            work: Callable[[], T],
            done: Callable[[T], None],
            failed: Failed,
            *,
            lane: Lane = Lane.COUNTER,
        ) -> None:
            del owner, work, done, lane
            failed(ConnectionError())

    palette = Palette(sit_down(services, room, jobs=Broken()), actions)
    cover(palette)
    type_text("settings")
    assert {type(one) for one in room.troubles} == {ConnectionError}
    assert "Settings" in rows(palette)


def test_names_are_plain_text(palette: Palette) -> None:
    type_text("Bobby")
    assert rows(palette)[0] == EVIL_SHOWN
    palette.grab()


def test_a_screen_reader_hears_the_rows(palette: Palette) -> None:
    type_text("hannah b")
    model = palette.list.model()
    said = [
        model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        for row in range(model.rowCount())
    ]
    assert said[1] == "Hannah Brooks, Tier: Gold, •••• •• 0142 · today"
    assert said[4] == "Top up, 162.00 now, F6"
    field = QAccessible.queryAccessibleInterface(palette.field)
    assert field.text(QAccessible.Text.Name) == "Customer, action or page"


def test_escape_closes_and_the_focus_goes_back(
    desk: Desk, actions: Sequence[Action], cover: Cover
) -> None:
    palette = Palette(desk, actions)
    overlay = cover(palette)
    press(ESC)
    assert overlay.card() is None
    assert not overlay.isVisible()


@pytest.mark.parametrize("size", [(1366, 696), (1093, 543), (911, 452)])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_nothing_is_cut_and_every_row_can_be_brought_in_sight(
    size: tuple[int, int],
    language: str,
    actions: Sequence[Action],
    cover: Cover,
    request: pytest.FixtureRequest,
) -> None:
    desk = request.getfixturevalue("desk" if language == "en" else "zh_desk")
    palette = Palette(desk, actions)
    overlay = cover(palette, size)
    for text in ("", "han", "Bobby", "xyzzy"):
        palette.field.setText(text)
        QApplication.processEvents()
        assert faults(overlay) == []
        assert palette.geometry().bottom() < size[1]
        for _ in palette.list.choices():
            place = palette.list.visualRect(palette.list.currentIndex())
            assert palette.list.viewport().rect().contains(place)
            press(DOWN)
