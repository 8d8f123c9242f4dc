"""Everything known of a customer edited in place: only what is touched is saved, and taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea

from smbcrm.membership.custom_fields.types import FieldChanges, FieldKind, NewField
from smbcrm.membership.customers.kinds import Gender, Status
from smbcrm.membership.customers.types import Details
from smbcrm.membership.services import Services
from smbcrm.ui.customer.edit_form import EditForm
from smbcrm.ui.customer.fields import TITLES, details_of, values_of
from smbcrm.ui.customer.page import CustomerPage
from smbcrm.ui.customer.tabs import Tab
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.fields import AreaField, Chooser, TextField
from tests.helpers.room import RecordingRoom
from tests.ui.balance.conftest import click, named, press
from tests.ui.customer.conftest import PutUp, settle

Key = Qt.Key
EVERYTHING = {
    "full_name": "Hannah B. Brooks",
    "family_name": "Brooks",
    "given_name": "Han",
    "kind": "company",
    "gender": "female",
    "language": "zh_TW",
    "phones": "(207) 555-0143\n+44 20 7946 0018",
    "email": "han@example.com",
    "wechat": "han_wx",
    "whatsapp": "han_wa",
    "line": "han_line",
    "address": "1 High Street\nFlat 2",
    "district": "Old Port",
    "city": "Portland",
    "province": "ME",
    "postcode": "04101",
    "country": "USA",
    "tags": "colour, vip",
    "source": "a friend",
    "preferences": "tea",
    "looked_after_by": "Owner",
    "referrer": "",
    "status": "moved",
    "alert": "nuts",
    "notes": "one\ntwo",
}


def form(page: CustomerPage) -> EditForm:
    """Return the form in the place of the tabs."""
    if page.body.form is None:
        click(page.head.edit_button)
    assert isinstance(page.body.form, EditForm)
    return page.body.form


def test_only_the_fields_scroll(page: CustomerPage) -> None:
    form(page)
    settle(page)
    areas = [area for area in page.findChildren(QScrollArea) if area.isVisible()]
    assert [area.verticalScrollBar().maximum() > 0 for area in areas].count(True) == 1


def write(page: CustomerPage, name: str, text: str) -> None:
    """Put a text into a field, as somebody who types or chooses it."""
    field = form(page).fields[name]
    if isinstance(field, Chooser):
        field.choose(text)
    elif isinstance(field, AreaField):
        field.edit.setPlainText(text)
    elif isinstance(field, TextField):
        field.edit.setText(text)
        field.left.emit()


def save() -> None:
    """Press Ctrl+S where the focus is."""
    press_ctrl(Key.Key_S)


def press_ctrl(key: Key) -> None:
    """Press a key with Ctrl where the focus is."""
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()


def test_every_field_is_saved_and_taken_back(
    page: CustomerPage, services: Services, hannah: int, room: RecordingRoom
) -> None:
    before = services.customers.get(hannah).profile
    assert set(EVERYTHING) == set(TITLES)
    for name, text in EVERYTHING.items():
        write(page, name, text)
    save()
    after = services.customers.get(hannah).profile
    assert (after.full_name, after.gender, after.status) == (
        *("Hannah B. Brooks", Gender.FEMALE, Status.MOVED),
    )
    assert [phone.e164 for phone in after.phones] == ["+12075550143", "+442079460018"]
    assert after.tags == ("colour", "vip")
    assert page.body.form is None
    settle(page)
    assert page.known is not None
    said = values_of(page.known)
    assert {**said, "phones": EVERYTHING["phones"]} == EVERYTHING
    assert room.undo is not None
    room.undo.take_back()
    assert services.customers.get(hannah).profile == before


def test_what_is_not_touched_is_not_sent() -> None:
    assert details_of({"alert": "nuts"}) == Details(alert="nuts")
    assert details_of({"tags": "a，b、c; "}).tags == ("a", "b", "c")
    assert details_of({"phones": " \n1\n"}).phones == ("1",)


def test_what_another_till_changes_meanwhile_stays(
    page: CustomerPage, services: Services, hannah: int
) -> None:
    write(page, "city", "Bristol")
    services.customers.edit(hannah, Details(preferences="black tea", city="Bath"))
    settle(page)
    edit = form(page)
    assert edit.changed == {"city": "Bristol"}
    assert edit.fields["city"].message() == "Changed at another till meanwhile. Bath"
    edit.focus_first()
    save()
    after = services.customers.get(hannah).profile
    assert (after.city, after.preferences) == ("Bristol", "black tea")


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("email", "hannah@", "“hannah@” is no e-mail address."),
        ("phones", "none", "“none” is no phone: it has no digit."),
        ("wechat", "x" * 101, "The WeChat id is longer than 100 signs."),
        ("tags", "x" * 61, "The tag is longer than 60 signs."),
        ("full_name", "x" * 301, "The name is longer than 300 signs."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_saved(
    page: CustomerPage, services: Services, hannah: int, name: str, text: str, words: str
) -> None:
    before = services.customers.get(hannah)
    write(page, name, text)
    form(page).focus_first()
    save()
    field = form(page).fields[name]
    assert field.has_error()
    assert field.message().startswith(words)
    assert form(page).errors.isVisible()
    assert services.customers.get(hannah) == before


def test_neither_name_nor_phone_is_refused_in_place(page: CustomerPage) -> None:
    for name in ("full_name", "family_name", "given_name", "phones"):
        write(page, name, "")
    form(page).focus_first()
    save()
    message = form(page).fields["full_name"].message()
    assert message == "A customer needs a name or a phone. Type one of them."


def test_a_ring_of_referrers_is_said_at_the_field(
    desk: Desk, put_up: PutUp, services: Services, hannah: int
) -> None:
    becker = named(services, "Hanna Becker")
    codes = {one: services.customers.get(one).code for one in (hannah, becker)}
    services.customers.edit(becker, Details(referrer=codes[hannah]))
    page = put_up(desk, hannah)
    edit = form(page)
    QTest.keyClicks(edit.referrer.edit, "0170")
    edit.referrer.setFocus()
    press(Key.Key_Return)
    save()
    assert edit.referrer.has_error()
    assert services.customers.get(hannah).profile.referrer is None


def test_esc_loses_nothing(
    page: CustomerPage, services: Services, hannah: int, room: RecordingRoom
) -> None:
    write(page, "notes", "half a")
    assert page.unfinished() == ("",)
    assert page.escape()
    assert page.body.form is None
    assert room.toasts[-1] == "Left without saving what was typed."
    assert room.undo is not None
    room.undo.take_back()
    assert form(page).changed == {"notes": "half a"}
    assert services.customers.get(hannah).profile.notes == "Prefers Mia or Jo"
    form(page).show_typed({"notes": "Prefers Mia or Jo"})
    told = len(room.toasts)
    assert page.escape()
    assert len(room.toasts) == told


def test_what_is_typed_outlives_the_page(
    desk: Desk, put_up: PutUp, page: CustomerPage, hannah: int
) -> None:
    write(page, "city", "Bristol")
    memory = page.memory()
    again = put_up(desk, 0)
    again.recall(memory)
    again.arrive()
    assert form(again).changed == {"city": "Bristol"}
    assert again.memory() == memory
    del hannah


def test_alert_and_notes_are_edited_on_their_tab(
    page: CustomerPage, services: Services, hannah: int, room: RecordingRoom
) -> None:
    page.parts.choose(Tab.NOTES)
    part = page.parts.notes
    assert not part.save.isEnabled()
    part.alert.edit.setPlainText("nuts")
    assert page.unfinished() == ("",)
    part.focus_first()
    save()
    assert services.customers.get(hannah).profile.alert == "nuts"
    assert services.customers.get(hannah).profile.notes == "Prefers Mia or Jo"
    settle(page)
    assert not part.save.isEnabled()
    assert room.undo is not None
    room.undo.take_back()
    assert services.customers.get(hannah).profile.alert.startswith("Allergic")


def test_notes_changed_at_another_till_are_not_lost(
    page: CustomerPage, services: Services, hannah: int
) -> None:
    page.parts.choose(Tab.NOTES)
    part = page.parts.notes
    part.notes.edit.setPlainText("mine")
    services.customers.edit(hannah, Details(notes="theirs", alert="theirs"))
    settle(page)
    assert part.alert.text() == "theirs"
    assert part.notes.text() == "mine"
    assert part.notes.message() == "Changed at another till meanwhile. theirs"


def test_a_note_of_a_day_is_added_and_taken_away_on_its_tab(
    page: CustomerPage, services: Services, hannah: int, room: RecordingRoom
) -> None:
    page.parts.choose(Tab.NOTES)
    part = page.parts.notes
    part.day_note.edit.setPlainText("came\nlate")
    click(part.add)
    settle(page)
    (note,) = services.notes.of(hannah)
    assert (note.text, part.day_note.text()) == ("came\nlate", "")
    (remove,) = part.removes
    assert remove.accessibleName() == "Take the note of today 10:24 · Owner away"
    click(remove)
    settle(page)
    assert services.notes.of(hannah) == ()
    assert room.undo is not None
    room.undo.take_back()
    settle(page)
    assert [one.text for one in services.notes.of(hannah)] == ["came\nlate"]


def test_notes_that_are_typed_come_back_where_somebody_else_was_looked_at(
    page: CustomerPage, services: Services, hannah: int, room: RecordingRoom
) -> None:
    page.parts.choose(Tab.NOTES)
    page.parts.notes.notes.edit.setPlainText("mine")
    page.arrive(str(named(services, "Hanna Becker")))
    assert page.parts.notes.notes.text() == ""
    assert room.toasts[-1] == "Left without saving what was typed."
    assert room.undo is not None
    room.undo.take_back()
    assert page.subject() == hannah
    assert page.parts.tab is Tab.NOTES
    assert page.parts.notes.changed == {"notes": "mine"}


@pytest.fixture
def own(services: Services) -> dict[str, int]:
    """Return the fields of the shop's own, by their names."""
    add = services.custom_fields.add
    made = (
        add(NewField("Shoe size", FieldKind.NUMBER)),
        add(NewField("Contract", FieldKind.DATE)),
        add(NewField("Glasses", FieldKind.YES_NO)),
        add(NewField("Skin", FieldKind.CHOICE, ("dry", "oily"))),
        add(NewField("Old")),
    )
    services.custom_fields.edit("Old", FieldChanges(active=False))
    return {one.name: one.id for one in made}


def test_fields_of_the_shop_are_edited_and_taken_back(
    own: dict[str, int], page: CustomerPage, services: Services, hannah: int, room: RecordingRoom
) -> None:
    typed = {"Shoe size": "38,50", "Contract": "2026-03-05", "Glasses": "yes", "Skin": "oily"}
    for name, text in typed.items():
        write(page, f"custom_{own[name]}", text)
    assert f"custom_{own['Old']}" not in form(page).fields
    save()
    held = dict(services.customers.get(hannah).profile.custom)
    assert held == {
        own["Shoe size"]: "38.5",
        own["Contract"]: "2026-03-05",
        own["Glasses"]: "yes",
        own["Skin"]: "oily",
    }
    settle(page)
    told = [one.text() for one in page.parts.side.about.findChildren(QLabel)]
    for words in ("Shoe size", "38.5", "Contract", "5 Mar 2026", "Glasses", "yes", "oily"):
        assert words in told
    assert room.undo is not None
    room.undo.take_back()
    assert services.customers.get(hannah).profile.custom == ()


def test_what_a_field_of_the_shop_cannot_hold_is_said_there(
    own: dict[str, int], page: CustomerPage, services: Services, hannah: int
) -> None:
    name = f"custom_{own['Shoe size']}"
    write(page, name, "big")
    assert "“big” is not a number" in form(page).fields[name].message()
    save()
    assert not form(page).errors.isHidden()
    assert services.customers.get(hannah).profile.custom == ()


def test_a_field_that_comes_while_somebody_types_waits(
    page: CustomerPage, services: Services, hannah: int
) -> None:
    write(page, "city", "Bristol")
    services.custom_fields.add(NewField("Tea"))
    settle(page)
    save()
    assert services.customers.get(hannah).profile.city == "Bristol"
