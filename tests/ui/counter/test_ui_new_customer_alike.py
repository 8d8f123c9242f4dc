"""Who may be here already: told when a field is left, never in the way, three ways on."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from smbcrm.membership.customers.kinds import Sameness
from smbcrm.membership.customers.types import Details
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind
from smbcrm.ui.counter.birthday_box import BirthdayParts
from smbcrm.ui.counter.looking_alike import _WARNINGS
from smbcrm.ui.counter.new_customer_panel import NewCustomerPanel
from smbcrm.ui.desk import Desk
from tests.helpers.room import RecordingRoom
from tests.helpers.salon import EVIL_SHOWN
from tests.ui.counter.conftest import Open, finished

BORN = Occasion(OccasionKind.BIRTHDAY, Calendar.LUNAR, 1990, 10, 15)
PHONE = "(207) 555-0142"
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def hannah(desk: Desk) -> int:
    return desk.services.customers.find("Hannah")[0].id


def type_phone(panel: NewCustomerPanel, text: str = PHONE) -> None:
    panel.form.mobile.setFocus()
    panel.form.mobile.edit.selectAll()
    QTest.keyClicks(panel.form.mobile.edit, text)
    QTest.keyClick(panel.form.mobile.edit, Qt.Key.Key_Tab)


def words(panel: NewCustomerPanel) -> list[str]:
    return [one.text() for one in panel.card.findChildren(QLabel) if one.isVisible()]


def test_the_warning_comes_on_leaving_the_field(open_panel: Open) -> None:
    panel = open_panel()
    panel.form.mobile.setFocus()
    QTest.keyClicks(panel.form.mobile.edit, PHONE)
    assert not panel.card.isVisible()
    QTest.keyClick(panel.form.mobile.edit, Qt.Key.Key_Tab)
    assert panel.card.isVisible()
    assert panel.form.mobile.message() == "Hannah Brooks has this phone too. See right."
    assert not panel.form.mobile.has_error()
    assert panel.form.email.edit.hasFocus()
    said = words(panel)
    assert {"Perhaps already here", "Hannah Brooks", "(207) 555-0142", "same"} <= set(said)
    assert "1990-11-24" in said


def test_what_is_the_same_and_what_is_other(open_panel: Open) -> None:
    panel = open_panel()
    panel.form.name.set_text("Linda Lin")
    panel.form.email.set_text("linda@example.com")
    type_phone(panel)
    said = words(panel)
    assert (said.count("same"), said.count("differs")) == (1, 2)


def test_saving_is_never_blocked(open_panel: Open, desk: Desk) -> None:
    panel = open_panel()
    type_phone(panel)
    done = finished(panel)
    panel.save_and_open()
    assert len(done) == 1
    assert len(desk.services.customers.find("0142")) == 2


def test_a_relative_shares_the_phone_and_is_not_asked_about_again(
    open_panel: Open, desk: Desk
) -> None:
    panel = open_panel()
    type_phone(panel)
    QTest.keyClick(panel, Qt.Key.Key_1, ALT)
    assert not panel.card.isVisible()
    assert panel.form.mobile.message() == "Shared with Hannah Brooks."
    panel.form.name.setFocus()
    QTest.keyClicks(panel.form.name.edit, "Mary")
    QTest.keyClick(panel.form.name.edit, Qt.Key.Key_Tab)
    assert not panel.card.isVisible()
    desk.services.customers.add(Details(full_name="Ann", phones=("+12075550142",)))
    panel.form.email.set_text("mary@example.com")
    panel.looking.look()
    assert "Ann" in words(panel)


def test_the_same_person_is_opened_and_keeps_what_was_typed(
    open_panel: Open, desk: Desk, hannah: int
) -> None:
    panel = open_panel()
    panel.form.name.set_text("Hannah B")
    panel.form.email.set_text("new@example.com")
    panel.form.alert.set_text("nuts")
    type_phone(panel)
    done = finished(panel)
    QTest.keyClick(panel, Qt.Key.Key_2, ALT)
    assert [one.customer for one in done] == [hannah]
    (note,) = desk.services.notes.of(hannah)
    assert note.text == "Typed at the counter: Hannah B, new@example.com, nuts"
    assert desk.services.customers.count() == 4


def test_the_same_person_without_anything_new_gets_no_note(
    open_panel: Open, desk: Desk, hannah: int
) -> None:
    assert desk.services.notes.of(hannah) == ()
    panel = open_panel()
    type_phone(panel)
    done = finished(panel)
    panel.card._tiles[1].click()
    assert [one.customer for one in done] == [hannah]
    assert desk.services.notes.of(hannah) == ()


def test_another_phone_puts_the_cursor_there(open_panel: Open) -> None:
    panel = open_panel()
    type_phone(panel)
    panel.card._tiles[0].setFocus()
    QTest.keyClick(panel.card._tiles[0], Qt.Key.Key_3)
    assert not panel.card.isVisible()
    assert panel.form.mobile.edit.hasFocus()
    assert panel.form.mobile.edit.selectedText() == PHONE
    type_phone(panel, "(207) 555-0999")
    assert not panel.card.isVisible()
    assert panel.form.mobile.message() == ""


def test_bare_digits_stay_digits_in_a_field(open_panel: Open) -> None:
    panel = open_panel()
    type_phone(panel)
    QTest.keyClicks(panel.form.email.edit, "123")
    assert panel.form.email.text() == "123"
    assert panel.card.isVisible()


def test_a_similar_name_with_the_same_birthday_is_told(open_panel: Open) -> None:
    panel = open_panel()
    panel.form.name.set_text("Chen Yutong")
    box = panel.form.birthday
    box.show_parts(BirthdayParts(Calendar.LUNAR, "1990", 10, 14))
    panel.looking.look()
    assert not panel.card.isVisible()
    box.day.setFocus()
    QTest.keyClick(box.day.combo, Qt.Key.Key_Down)
    assert panel.card.isVisible()
    assert panel.form.name.message().startswith("陈雨桐 has a similar name and the same birthday.")
    tiles = [tile.accessibleName() for tile in panel.card._tiles]
    assert tiles == ["Somebody else", "The same person: open", "Correct what is typed"]


def test_several_who_look_alike_are_counted(open_panel: Open, desk: Desk) -> None:
    for name in ("Ann", "Ben"):
        desk.services.customers.add(Details(full_name=name, phones=("+12075550142",)))
    panel = open_panel()
    type_phone(panel)
    assert "2 more look alike." in words(panel)


def test_evil_names_are_plain_text_in_the_card(open_panel: Open) -> None:
    panel = open_panel()
    type_phone(panel, "2075550199")
    assert EVIL_SHOWN in words(panel)
    for one in panel.card.findChildren(QLabel):
        assert one.textFormat() is Qt.TextFormat.PlainText


def test_a_question_that_fails_is_told_and_asked_again(
    open_panel: Open,
    desk: Desk,
    room: RecordingRoom,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def away(*_told: object) -> None:
        raise OSError

    panel = open_panel()
    with monkeypatch.context() as patch:
        patch.setattr(type(desk.services.customers), "look_at", away)
        type_phone(panel)
    assert len(room.troubles) == 1
    panel.looking.look()
    assert panel.card.isVisible()


def test_clearing_for_the_next_one_forgets_the_warning(open_panel: Open) -> None:
    panel = open_panel()
    type_phone(panel)
    panel.save_and_clear()
    assert not panel.card.isVisible()
    assert panel.form.mobile.message() == ""


def test_there_are_words_for_every_sameness() -> None:
    assert set(_WARNINGS) == set(Sameness)
