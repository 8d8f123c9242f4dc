"""The settings of service records: kinds are defined and renamed."""

from smbcrm.membership.records.types import RecordKind
from smbcrm.membership.services import Services
from tests.helpers.room import RecordingRoom
from tests.ui.settings.conftest import ENTER, Open
from tests.ui.settings.test_ui_settings_privacy import settle


def test_a_kind_is_defined_and_renamed_and_the_name_taken_back(
    open_part: Open, services: Services, room: RecordingRoom
) -> None:
    person = open_part("records")
    person.write("record_kind_code", "colour")
    assert person.page.unfinished() == ["records"]
    person.write("record_kind_name", "Colour", ENTER)
    assert services.records.kinds() == (RecordKind("colour", "Colour"),)
    assert room.toasts[-1] == "Colour (colour) can be written down now."
    settle()
    person.write("record_kind_colour", "Colour formula")
    assert services.records.kinds() == (RecordKind("colour", "Colour formula"),)
    assert room.undo is not None
    room.undo.take_back()
    assert services.records.kinds() == (RecordKind("colour", "Colour"),)
    settle()
    assert person.text("record_kind_colour") == "Colour"
    person.write("record_kind_code", "Two words", ENTER)
    assert services.records.kinds() == (RecordKind("colour", "Colour"),)
    person.write("record_kind_code", "x")
    person.write("record_kind_name", "", ENTER)
    assert services.records.kinds() == (RecordKind("colour", "Colour"),)
