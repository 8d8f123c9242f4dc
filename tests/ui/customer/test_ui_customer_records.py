"""Service records on the tab Notes and files: added, put right, given files, taken away."""

import datetime as dt
from pathlib import Path

import pytest

from smbcrm.membership.records.types import ServiceRecord
from smbcrm.membership.services import Services
from smbcrm.ui.customer import files
from smbcrm.ui.customer.page import CustomerPage
from smbcrm.ui.customer.record_form import RecordForm
from smbcrm.ui.customer.records import RecordsPart
from smbcrm.ui.customer.tabs import Tab
from smbcrm.ui.desk import Desk
from tests.helpers.room import RecordingRoom
from tests.ui.balance.conftest import click, named, seen
from tests.ui.customer.conftest import PutUp, settle


@pytest.fixture
def colour(services: Services) -> None:
    services.records.add_kind("colour", "Colour formula")
    services.records.add_kind("patch-test", "Patch test")


def texts(services: Services, who: int) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in services.records.of(who).records]


def test_a_shop_without_kinds_is_led_to_where_they_are_defined(
    page: CustomerPage, services: Services, room: RecordingRoom
) -> None:
    page.parts.choose(Tab.NOTES)
    part = page.parts.notes.records
    assert part.define.isVisible()
    assert not part.text.isVisible()
    click(part.define)
    assert room.asked[-1] == ("go", "settings/records")
    services.records.add_kind("colour", "Colour formula")
    settle(page)
    assert part.text.isVisible()
    assert not part.define.isVisible()


@pytest.mark.usefixtures("colour")
def test_a_record_is_added_copied_and_taken_away(
    desk: Desk, put_up: PutUp, services: Services, hannah: int, room: RecordingRoom
) -> None:
    page = put_up(desk, hannah)
    page.parts.choose(Tab.NOTES)
    part = page.parts.notes.records
    assert (part.kind.value(), part.same.isEnabled(), part.add.isEnabled()) == (
        *("colour", False, False),
    )
    part.text.edit.setPlainText("6N, 30 ml")
    assert page.unfinished() == ("",)
    click(part.add)
    settle(page)
    assert texts(services, hannah) == [("colour", "6N, 30 ml")]
    assert (part.text.text(), page.unfinished()) == ("", ())
    part.text.edit.setPlainText("half")
    click(part.same)
    settle(page)
    assert texts(services, hannah) == [("colour", "6N, 30 ml")] * 2
    assert part.text.text() == "half", "what is typed is another record"
    part.kind.choose("patch-test")
    part.kind.changed.emit("patch-test")
    assert not part.same.isEnabled()
    assert room.undo is not None
    room.undo.take_back()
    settle(page)
    _, _, remove = part.rows.buttons
    assert remove.accessibleName().startswith("Take the record Colour formula of ")
    remove.setFocus()
    click(remove)
    settle(page)
    assert texts(services, hannah) == []
    assert part.text.edit.hasFocus()
    room.undo.take_back()
    settle(page)
    assert texts(services, hannah) == [("colour", "6N, 30 ml")]


@pytest.mark.usefixtures("colour")
def test_what_is_typed_comes_back_where_somebody_else_was_looked_at(
    page: CustomerPage, services: Services, room: RecordingRoom, hannah: int
) -> None:
    settle(page)
    page.parts.choose(Tab.NOTES)
    part = page.parts.notes.records
    part.text.edit.setPlainText("7N")
    part.day.edit.setText("2026-03-01")
    page.arrive(str(named(services, "Hanna Becker")))
    assert (part.text.text(), part.day.text()) == ("", "")
    assert room.undo is not None
    room.undo.take_back()
    settle(page)
    assert (page.subject(), part.text.text(), part.day.text()) == (hannah, "7N", "2026-03-01")


@pytest.mark.usefixtures("colour")
def test_a_text_that_is_too_long_is_said_at_its_field(page: CustomerPage) -> None:
    settle(page)
    page.parts.choose(Tab.NOTES)
    part = page.parts.notes.records
    part.text.edit.setPlainText("x" * 10_001)
    click(part.add)
    assert part.text.message().startswith("The record is longer than 10000 signs.")


def only(services: Services, who: int) -> ServiceRecord:
    (record,) = services.records.of(who).records
    return record


def part_of(page: CustomerPage) -> RecordsPart:
    settle(page)
    page.parts.choose(Tab.NOTES)
    return page.parts.notes.records


def form_of(page: CustomerPage) -> RecordForm:
    """Press the pencil of the one record and return its form."""
    _, edit, _ = part_of(page).rows.buttons
    click(edit)
    return shown_form(page)


def shown_form(page: CustomerPage) -> RecordForm:
    assert isinstance(page.body.form, RecordForm)
    return page.body.form


@pytest.mark.usefixtures("colour")
def test_a_record_is_of_the_day_that_is_typed(
    page: CustomerPage, services: Services, hannah: int
) -> None:
    part = part_of(page)
    part.text.edit.setPlainText("6N")
    for typed, said in (("tomorrow", "is not a date"), ("2999-01-01", "is in the future")):
        part.day.edit.setText(typed)
        click(part.add)
        assert said in part.day.message()
        assert part.day.edit.hasFocus()
        assert texts(services, hannah) == []
    part.day.edit.setText("2026-01-05")
    click(part.add)
    settle(page)
    record = only(services, hannah)
    assert (record.day, record.text) == (dt.date(2026, 1, 5), "6N")
    assert (part.day.text(), page.unfinished()) == ("", ()), "the next one is of today again"
    part.day.edit.setText("2026-01-06")
    click(part.same)
    settle(page)
    days = [one.day for one in services.records.of(hannah).records]
    assert (days, part.day.text()) == ([dt.date(2026, 1, 6), dt.date(2026, 1, 5)], "")


@pytest.mark.usefixtures("colour")
def test_a_record_is_put_right_with_undo(
    page: CustomerPage, services: Services, hannah: int, room: RecordingRoom
) -> None:
    services.records.add(hannah, "colour", "6N")
    was = only(services, hannah)
    form = form_of(page)
    assert (form.text.text(), form.day.text()) == ("6N", was.day.isoformat())
    form.save()
    assert page.body.form is None
    assert room.toasts == [], "nothing was changed"
    form = form_of(page)
    form.text.edit.setPlainText(" ")
    form.save()
    assert form.text.message() == "A record needs a text. Write what was done."
    form.text.edit.setPlainText("7N")
    for wrong, said in (("x", "is not a date"), ("2999-01-01", "is in the future")):
        form.day.edit.setText(wrong)
        click(form.save_button)
        assert said in form.day.message()
    form.day.edit.setText("2026-01-05")
    assert page.unfinished() == ("",)
    click(form.save_button)
    settle(page)
    record = only(services, hannah)
    assert (record.text, record.day, page.body.form) == ("7N", dt.date(2026, 1, 5), None)
    assert room.undo is not None
    room.undo.take_back()
    assert only(services, hannah) == was
    settle(page)
    form = form_of(page)
    form.day.edit.setText("")
    form.save()
    assert only(services, hannah) == was, "a record keeps its day where none is typed"
    form = form_of(page)
    click(form.remove)
    assert (texts(services, hannah), page.body.form) == ([], None)
    room.undo.take_back()
    assert only(services, hannah) == was


@pytest.mark.usefixtures("colour")
def test_what_another_till_changed_is_said(
    page: CustomerPage, services: Services, hannah: int, room: RecordingRoom
) -> None:
    made = services.records.add(hannah, "colour", "6N")
    form = form_of(page)
    services.records.edit(hannah, made, "5N")
    settle(page)
    assert (form.text.text(), form.text.message()) == ("5N", "")
    form.text.edit.setPlainText("7N")
    services.records.edit(hannah, made, "8N")
    settle(page)
    assert form.text.text() == "7N"
    assert form.text.message() == "Changed at another till meanwhile. 8N"
    form.save()
    assert room.undo is not None
    room.undo.take_back()
    assert texts(services, hannah) == [("colour", "8N")]
    settle(page)
    form = form_of(page)
    form.text.edit.setPlainText("9N")
    services.records.remove(hannah, made)
    settle(page)
    form.save()
    assert form.trouble.text() == "This record is not there any more."
    assert form.text.text() == "9N"


@pytest.mark.usefixtures("colour")
def test_what_is_typed_of_a_record_comes_back(
    page: CustomerPage, services: Services, hannah: int, room: RecordingRoom
) -> None:
    services.records.add(hannah, "colour", "6N")
    form = form_of(page)
    form.text.edit.setPlainText("7N")
    assert page.escape()
    assert page.body.form is None
    assert room.undo is not None
    room.undo.take_back()
    settle(page)
    assert shown_form(page).text.text() == "7N"


@pytest.mark.usefixtures("colour")
def test_a_file_is_added_to_a_record(
    page: CustomerPage,
    services: Services,
    hannah: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = services.records.add(hannah, "colour", "6N", dt.date(2026, 1, 5))
    file = tmp_path / "formula.txt"
    file.write_text("6N")
    monkeypatch.setattr(files, "ask_open", lambda *_: str(file))
    part = part_of(page)
    add, _, _ = part.rows.buttons
    assert add.accessibleName().startswith("Add a file to Colour formula of ")
    click(add)
    settle(page)
    (kept,) = services.attachments.of(hannah)
    assert (kept.name, kept.record) == ("formula.txt", made)
    assert any(text.endswith("1 file") for text in seen(part.rows))
    assert any("Colour formula of 5 Jan" in text for text in seen(page.parts.notes.files.rows))
    services.records.remove(hannah, made)
    settle(page)
    assert not any("Colour" in text for text in seen(page.parts.notes.files.rows))
