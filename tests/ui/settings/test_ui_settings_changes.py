"""The change log of the shop, among the settings."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from smbcrm.membership.customers.types import Details
from smbcrm.membership.services import Services
from smbcrm.ui.settings.changes import ChangesPart
from tests.helpers.room import RecordingRoom
from tests.helpers.salon import EVIL_SHOWN
from tests.ui.settings.conftest import Open, Person

CUSTOMERS = ("陈雨桐", EVIL_SHOWN, "Hanna Becker", "Hannah Brooks")


@pytest.fixture
def person(open_part: Open) -> Person:
    """Return somebody at the change log."""
    return open_part("changes")


def changes(person: Person) -> ChangesPart:
    """Show the change log."""
    person.page.arrive("changes")
    assert isinstance(person.page.part, ChangesPart)
    return person.page.part


def fields(part: ChangesPart) -> list[str]:
    """Return the customers and fields as they are shown."""
    model = part.list.model
    return [
        " ".join(
            str(model.data(model.index(row, at), Qt.ItemDataRole.DisplayRole)) for at in (2, 3)
        )
        for row in range(model.rowCount())
    ]


def test_settings_and_customers_stand_in_it(person: Person, services: Services) -> None:
    services.customers.edit(1, Details(email="h@new.example.com"))
    services.shop.set("shop.phone", "207 555 0100")
    part = changes(person)
    assert fields(part)[:2] == [" Setting: Phone of the shop", "Hannah Brooks E-mail"]


def test_a_change_comes_by_itself(person: Person, services: Services) -> None:
    part = changes(person)
    services.staff.add_staff("Mia")
    QApplication.processEvents()
    assert fields(part)[0] == " Staff: Mia"


def test_enter_opens_whom_it_is_about(
    person: Person, services: Services, room: RecordingRoom
) -> None:
    services.customers.edit(1, Details(email="h@new.example.com"))
    part = changes(person)
    part.list.table.opened.emit(0)
    assert room.asked[-1] == ("go", "customer/1")
    services.shop.set("shop.phone", "207 555 0100")
    part.list.load()
    part.list.table.opened.emit(0)
    assert len([one for one in room.asked if one[0] == "go"]) == 1


def test_one_field_alone_is_shown(person: Person) -> None:
    part = changes(person)
    assert len(fields(part)) > len(CUSTOMERS)
    part.list.field.choose("customer")
    part.list.load()
    assert fields(part) == [f"{name} Customer" for name in CUSTOMERS]


def test_the_filters_outlive_a_change_of_language(person: Person) -> None:
    part = changes(person)
    part.list.first.edit.setText("2026-11-01")
    part.list.staff.choose("Owner")
    kept = part.drafts()
    again = ChangesPart(part.desk, part.saver)
    again.setParent(part)
    again.take_up(kept)
    assert again.drafts() == kept
