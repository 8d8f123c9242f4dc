"""Service records on the tab Notes and files."""

import pytest

from smbcrm.membership.services import Services
from smbcrm.ui.customer.page import CustomerPage
from smbcrm.ui.customer.tabs import Tab
from smbcrm.ui.desk import Desk
from tests.helpers.room import RecordingRoom
from tests.ui.balance.conftest import click, named
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
    (remove,) = part.rows.buttons
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
    page.arrive(str(named(services, "Hanna Becker")))
    assert part.text.text() == ""
    assert room.undo is not None
    room.undo.take_back()
    settle(page)
    assert (page.subject(), part.text.text()) == (hannah, "7N")


@pytest.mark.usefixtures("colour")
def test_a_text_that_is_too_long_is_said_at_its_field(page: CustomerPage) -> None:
    settle(page)
    page.parts.choose(Tab.NOTES)
    part = page.parts.notes.records
    part.text.edit.setPlainText("x" * 10_001)
    click(part.add)
    assert part.text.message().startswith("The record is longer than 10000 signs.")
