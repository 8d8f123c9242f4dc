"""Narrowing the list down: chips, conditions of one's own, segments, and the SQL behind them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from smbcrm.membership.segments.ports import SegmentDesk
from smbcrm.membership.segments.types import Where
from smbcrm.ui.customers.filters import OWN, SEGMENT, TIER, Filters, Part
from smbcrm.ui.customers.page import CustomersPage
from smbcrm.ui.customers.sql_card import SqlCard
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.chip import Chip
from tests.helpers.keyboard import press, type_text
from tests.helpers.room import RecordingRoom
from tests.helpers.screen_check import faults
from tests.ui.customers.conftest import PutUp, names, said

ENTER, SPACE, RIGHT, TAB = (
    *(Qt.Key.Key_Return, Qt.Key.Key_Space),
    *(Qt.Key.Key_Right, Qt.Key.Key_Tab),
)
MUCH: Where = (("stored", ("50.00..",)),)
ASKED: Where = (("consent", ("sms:given",)),)
pytestmark = pytest.mark.qt_log_ignore("does not support")  # menus, on a screen that is none


def chips(page: CustomersPage) -> dict[str, Chip]:
    """Return the chips by their words, in their order."""
    shown = (one for one in page.filter.chips.findChildren(Chip) if not one.isHidden())
    return {one.text(): one for one in sorted(shown, key=lambda one: (one.y(), one.x()))}


def counts(page: CustomersPage) -> dict[str, str]:
    return {words: one.accessibleDescription() for words, one in chips(page).items()}


def add_condition(page: CustomersPage, kind: str, *texts: str) -> None:
    """Open the form, choose a kind and type what it asks for."""
    page.filter.chips.more.click()
    form = page.filter.condition
    form.kind.choose(kind)
    form.kind.changed.emit(kind)
    fields = [one for one in (form.low, form.high, form.value) if one.isVisible()]
    for field, text in zip(fields, texts, strict=False):
        field.setFocus()
        type_text(text)
    press(ENTER)


@pytest.fixture
def segments(desk: Desk, page: CustomersPage) -> CustomersPage:
    """Return the page of a shop with two segments."""
    desk.services.segments.save("Much", MUCH)
    desk.services.segments.save("Asked", ASKED)
    page.arrive()
    return page


def test_chips_show_how_many_each_finds(segments: CustomersPage) -> None:
    assert counts(segments) == {
        "All": "4",
        "Regular": "3",
        "Silver": "0",
        "Gold": "1",
        "Asked": "1",
        "Much": "1",
    }
    assert chips(segments)["All"].isChecked()


def test_chips_of_one_kind_are_or_and_kinds_are_and(segments: CustomersPage) -> None:
    page = segments
    page.filter.chips.all.setFocus()
    press(RIGHT)
    press(SPACE)
    assert len(names(page)) == 3
    assert said(page) == "3 of 4 shown · Regular"
    press(RIGHT)
    press(RIGHT)
    press(SPACE)
    assert len(names(page)) == 4
    assert said(page) == "4 of 4 shown · Regular or Gold"
    press(RIGHT)
    press(SPACE)
    assert names(page) == ["Hannah Brooks"]
    assert said(page) == "1 of 4 shown · Regular or Gold, consent to SMS"
    assert not chips(page)["All"].isChecked()
    page.filter.chips.all.click()
    assert said(page) == "4 customers"
    assert [one.text() for one in chips(page).values() if one.isChecked()] == ["All"]


def test_search_and_filter_go_together(segments: CustomersPage) -> None:
    chips(segments)["Regular"].click()
    segments.search.field.setFocus()
    type_text("hann")
    assert names(segments) == ["Hanna Becker"]
    assert said(segments) == "1 of 4 shown · All customers found by “hann”, Regular"


def test_a_condition_is_added_put_off_and_dropped(page: CustomersPage) -> None:
    add_condition(page, "points", "5")
    assert said(page) == "1 of 4 shown · points at least 5"
    chip = chips(page)["points at least 5"]
    assert chip.isChecked()
    assert chip.accessibleDescription() == "1"
    chip.click()
    assert len(names(page)) == 4
    assert "points at least 5" in chips(page)
    chip.setFocus()
    press(Qt.Key.Key_Delete)
    assert "points at least 5" not in chips(page)
    assert page.filter.chips.all.hasFocus()


def test_what_cannot_be_read_is_said_in_the_form(page: CustomersPage) -> None:
    add_condition(page, "points", "five")
    form = page.filter.condition
    assert form.isVisible()
    assert "Write a number" in form.low.message()
    assert len(names(page)) == 4
    assert page.escape()
    assert not form.isVisible()
    add_condition(page, "referrer", "nobody")
    assert "the code of a customer" in form.value.message()


def test_a_form_follows_from_the_kind(page: CustomersPage) -> None:
    page.filter.chips.more.click()
    form = page.filter.condition
    assert form.kind.hasFocus() or form.kind.combo.hasFocus()
    seen = {}
    for one in page.desk.services.segments.forms():
        form.kind.choose(one.name)
        form.kind.changed.emit(one.name)
        fields = (form.choice, form.way, form.low, form.high, form.value)
        seen[one.name] = [field.title() for field in fields if field.isVisible()]
    assert seen["tier"] == ["Value"]
    assert seen["points"] == ["From", "To"]
    assert seen["last_visit"] == ["When", "Days"]
    assert seen["city"] == ["Value"]


def test_birthdays_to_come_are_asked_for_by_days(page: CustomersPage) -> None:
    """In the salon it is 21 November 2026; 23 November is the 15th of the tenth month."""
    form = page.filter.condition
    add_condition(page, "birthday", "")
    assert [one for one in (form.low, form.high, form.way, form.value) if one.isVisible()] == [
        form.low
    ]
    assert form.low.hasFocus() or form.low.edit.hasFocus(), "nothing was typed"
    type_text("2")
    press(ENTER)
    assert said(page) == "1 of 4 shown · birthday in the next 2 days"
    assert names(page) == ["陈雨桐"]
    add_condition(page, "occasion", "999")
    assert form.low.has_error()


def test_days_are_typed_as_people_say_them(page: CustomersPage) -> None:
    add_condition(page, "last_visit", "30")
    assert said(page) == "1 of 4 shown · last visit in the last 30 days"
    page.filter.chips.more.click()
    form = page.filter.condition
    form.way.choose("never")
    form.way.changed.emit("never")
    form.add.click()
    assert said(page) == "4 of 4 shown · last visit in the last 30 days or never"


def test_nobody_fits_and_the_last_one_is_taken_off(segments: CustomersPage) -> None:
    page = segments
    chips(page)["Regular"].click()
    chips(page)["Much"].click()
    assert page.nobody.isVisible()
    assert page.nobody.less.text() == "Take off “Much”"
    page.nobody.less.click()
    assert len(names(page)) == 3
    chips(page)["Much"].click()
    assert page.escape()
    assert said(page) == "4 customers"


def test_a_filter_is_saved_and_taken_back(
    page: CustomersPage, room: RecordingRoom, desk: Desk
) -> None:
    assert not page.tools.save.isVisible()
    chips(page)["Gold"].click()
    page.tools.save.click()
    type_text("Best")
    press(ENTER)
    assert room.toasts[-1] == "Segment Best saved"
    assert chips(page)["Best"].isChecked()
    assert not chips(page)["Gold"].isChecked()
    assert not page.tools.save.isVisible()
    (one,) = desk.services.segments.all()
    assert (one.name, one.where, one.count) == ("Best", (("tier", ("gold",)),), 1)
    assert room.undo is not None
    room.undo.take_back()
    assert room.toasts[-1] == "Taken back: Segment Best saved"
    assert desk.services.segments.all() == ()
    page.arrive()
    assert "Best" not in chips(page)
    assert said(page) == "4 customers"


def test_a_name_that_is_taken_can_be_replaced(
    segments: CustomersPage, desk: Desk, room: RecordingRoom
) -> None:
    page = segments
    chips(page)["Gold"].click()
    page.tools.save.click()
    type_text("much")
    press(ENTER)
    form = page.filter.name
    assert "already" in form.name.message()
    form.replace.click()
    assert [one.where for one in desk.services.segments.all()][1] == (("tier", ("gold",)),)
    assert room.undo is not None
    room.undo.take_back()
    kept = {one.name: one.where for one in desk.services.segments.all()}
    assert kept == {"Asked": ASKED, "Much": MUCH}


def test_a_segment_is_renamed_and_removed_with_the_way_back(
    segments: CustomersPage, desk: Desk, room: RecordingRoom
) -> None:
    page = segments
    chips(page)["Much"].click()
    page.tools.renaming_wanted.emit()
    type_text("Rich")
    press(ENTER)
    assert room.toasts[-1] == "Much is called Rich now"
    assert chips(page)["Rich"].isChecked()
    assert room.undo is not None
    room.undo.take_back()
    page.arrive()
    assert "Much" in chips(page)
    chips(page)["Much"].click()
    page.tools.removing_wanted.emit()
    page.arrive()
    assert "Much" not in chips(page)
    page.undo_again(room.undo.kept).take_back()  # type: ignore[union-attr]
    assert [one.name for one in desk.services.segments.all()] == ["Asked", "Much"]
    assert page.undo_again(None) is None


def test_the_menu_key_opens_what_can_be_done_with_a_segment(segments: CustomersPage) -> None:
    chip = chips(segments)["Much"]
    place = chip.rect().center()
    by_key = QContextMenuEvent.Reason.Keyboard
    event = QContextMenuEvent(by_key, place, chip.mapToGlobal(place))
    QApplication.sendEvent(chip, event)
    menu = QApplication.activePopupWidget()
    assert [one.text() for one in menu.actions()] == ["Rename…", "Remove"]  # type: ignore[union-attr]
    menu.close()  # type: ignore[union-attr]


def test_the_sql_is_shown_and_copied(segments: CustomersPage, room: RecordingRoom) -> None:
    chips(segments)["Gold"].click()
    segments.tools.sql_wanted.emit()
    card = room.covered
    assert isinstance(card, SqlCard)
    statement = card.statement.toPlainText()
    assert statement.startswith("SELECT c.code, c.full_name\nFROM customer c\nWHERE ")
    assert card.statement.isReadOnly()
    card.copy.click()
    assert QGuiApplication.clipboard().text() == statement
    card.deleteLater()


def test_a_filter_goes_on_on_the_page_that_takes_this_ones_place(
    segments: CustomersPage, desk: Desk, put_up: PutUp
) -> None:
    chips(segments)["Much"].click()
    add_condition(segments, "points", "5")
    again = put_up(desk, memory=segments.memory())
    assert (
        said(again)
        == said(segments)
        == "1 of 4 shown · stored value at least $50.00, points at least 5"
    )
    lit = [words for words, one in chips(again).items() if one.isChecked()]
    assert lit == ["Much", "points at least 5"]


def test_a_damaged_segment_cannot_be_put_on(segments: CustomersPage, desk: Desk) -> None:
    desk.services.staff.add_staff("Zoe")
    desk.services.segments.save("Zoe's", (("staff", ("Zoe",)),))

    def damage(work: SegmentDesk) -> None:
        zoes = next(one for one in work.segments.all() if one.name == "Zoe's")
        work.segments.put(zoes._replace(content="{}"))

    desk.services.segments.uow.run(damage)
    segments.arrive()
    chip = chips(segments)["Zoe's"]
    assert not chip.isEnabled()
    assert "cannot be read" in chip.toolTip()


@pytest.mark.parametrize("size", [(1366, 696), (1093, 543), (911, 452)])
def test_nothing_is_cut_in_small_windows(desk: Desk, put_up: PutUp, size: tuple[int, int]) -> None:
    desk.services.segments.save("Much", MUCH)
    page = put_up(desk, size)
    chips(page)["Much"].click()
    page.filter.chips.more.click()
    QTest.qWait(1)
    assert faults(page) == []


GOLD, MUCHES = Part(TIER, "gold", (("tier", ("gold",)),)), Part(SEGMENT, "Much", MUCH)


def test_filters_are_values() -> None:
    filters = Filters().switched(MUCHES, on=True)
    assert filters.segment == "Much"
    both = filters.switched(GOLD, on=True).switched(MUCHES, on=True)
    assert both.segment == ""
    assert both.where == (("tier", ("gold",)), *MUCH)
    assert both.renamed("Much", "Rich").on[1].key == "Rich"
    now = Part(SEGMENT, "Much", ASKED)
    assert both.known([now]).on == (now,)
    own = both.added(ASKED).added(ASKED)
    assert [one.sort for one in own.own] == [OWN]
    assert own.known([GOLD]).on == (GOLD, own.own[0])
    assert own.dropped(own.own[0]).on == (GOLD, MUCHES)
    assert own.off() == Filters(own.own)
