"""Custom fields: added, changed, moved and retired, at once, with a way back."""

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from smbcrm.core.i18n import Translator
from smbcrm.membership.custom_fields.types import CustomField, FieldKind, NewField
from smbcrm.membership.customers.types import Details
from smbcrm.ui.desk import Desk
from smbcrm.ui.settings.fields import FieldsPart
from smbcrm.ui.widgets.switch import Switch
from tests.helpers.room import RecordingRoom
from tests.ui.settings.conftest import ENTER, Open, Person

ENGLISH = Translator("en")


def part_of(person: Person) -> FieldsPart:
    part = person.page.part
    assert isinstance(part, FieldsPart)
    return part


def known(desk: Desk) -> list[tuple[str, str, bool]]:
    return [(one.name, one.kind.value, one.active) for one in desk.services.custom_fields.all()]


def choose(person: Person, kind: FieldKind) -> None:
    box = person.find(QComboBox, "field_kind")
    at = tuple(FieldKind).index(kind)
    box.setCurrentIndex(at)
    box.activated.emit(at)


def texts(person: Person) -> list[str]:
    QApplication.processEvents()
    labels = person.find(QWidget, "fields_card").findChildren(QWidget)
    return [one.text() for one in labels if one.isVisible() and hasattr(one, "text")]


@pytest.fixture
def size(desk: Desk) -> CustomField:
    desk.services.custom_fields.add(NewField("Tea"))
    return desk.services.custom_fields.add(NewField("Size", FieldKind.NUMBER))


def test_a_shop_without_fields_is_told_what_they_are_for(open_part: Open) -> None:
    person = open_part("fields")
    assert any(one.startswith("No field yet.") for one in texts(person))


def test_a_field_is_added_and_taken_back(open_part: Open, desk: Desk, room: RecordingRoom) -> None:
    person = open_part("fields")
    person.click("field_add")
    assert person.focus() == "field_name"
    assert not person.find(QWidget, "field_place").isVisible()
    assert not person.find(QWidget, "field_list").isVisible()
    choose(person, FieldKind.CHOICE)
    person.write("field_list", "dry,  oily；normal")
    person.write("field_name", "Skin", ENTER)
    (made,) = desk.services.custom_fields.all()
    assert (made.name, made.choices) == ("Skin", ("dry", "oily", "normal"))
    assert {"Skin", "One of a list", "dry, oily, normal"} <= set(texts(person))
    assert room.toasts == ["Saved: Skin"]
    assert room.undo is not None
    room.undo.take_back()
    assert known(desk) == [("Skin", "choice", False)]


def test_a_field_is_changed_and_set_back(
    open_part: Open, desk: Desk, room: RecordingRoom, size: CustomField
) -> None:
    before = desk.services.custom_fields.all()
    person = open_part("fields")
    person.click(f"field_edit_{size.id}")
    assert person.text("field_place") == "2"
    choose(person, FieldKind.TEXT)
    person.write("field_place", "1")
    person.write("field_name", "Shoe size", ENTER)
    assert known(desk) == [("Shoe size", "text", True), ("Tea", "text", True)]
    assert person.focus() == f"field_edit_{size.id}"
    assert room.undo is not None
    room.undo.take_back()
    assert desk.services.custom_fields.all() == before


def test_a_field_is_retired_and_shown_again(
    open_part: Open, desk: Desk, room: RecordingRoom, size: CustomField
) -> None:
    person = open_part("fields")
    person.find(Switch, f"field_on_{size.id}").click()
    assert known(desk)[1] == ("Size", "number", False)
    assert room.toasts == ["Saved: Size, off"]
    assert room.undo is not None
    room.undo.take_back()
    assert known(desk)[1] == ("Size", "number", True)


@pytest.mark.parametrize(
    ("name", "text", "place", "said"),
    [
        ("field_name", "Tea", "field_name", "There is a field Tea already."),
        ("field_name", "Phone", "field_name", "Lists of customers know “Phone”"),
        ("field_name", "", "field_name", "Name is missing."),
        ("field_place", "3", "field_place", "There are 2 fields."),
        ("field_place", "x", "field_place", "“x” is not"),
    ],
)
def test_what_is_refused_stands_at_its_field(
    open_part: Open, size: CustomField, name: str, text: str, place: str, said: str
) -> None:
    person = open_part("fields")
    person.click(f"field_edit_{size.id}")
    person.write(name, text, ENTER)
    assert part_of(person).card.form.message().startswith(said)
    assert person.focus() == place
    assert person.page.unfinished() == ["fields"]
    assert person.page.escape()
    assert part_of(person).card.form.isHidden()
    assert person.page.unfinished() == []


def test_a_kind_that_cannot_hold_what_customers_have_is_refused(
    open_part: Open, desk: Desk, size: CustomField
) -> None:
    desk.services.customers.add(Details(full_name="Ann", custom=(("Size", "38.5"),)))
    person = open_part("fields")
    person.click(f"field_edit_{size.id}")
    choose(person, FieldKind.DATE)
    person.click("field_save")
    assert part_of(person).card.form.message().startswith("Size cannot become this kind")
    assert person.focus() == "field_kind"


def test_another_till_adds_a_field(open_part: Open, desk: Desk) -> None:
    person = open_part("fields")
    desk.services.custom_fields.add(NewField("Tea"))
    assert "Tea" in texts(person)
