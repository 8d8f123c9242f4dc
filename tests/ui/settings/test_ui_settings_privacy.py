"""Privacy in the settings: purposes of consent, and who did not come for long."""

import datetime as dt

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication

from smbcrm.core.clock import SetClock
from smbcrm.membership.consents.types import Purpose
from smbcrm.membership.customers.types import Details
from smbcrm.membership.privacy.types import Retention
from smbcrm.membership.services import Services
from smbcrm.ui.desk import Desk
from smbcrm.ui.event_bridge import Ended
from smbcrm.ui.settings.privacy import PrivacyPart
from tests.helpers.held_jobs import HeldJobs
from tests.helpers.room import RecordingRoom, sit_down
from tests.helpers.salon import EVIL_SHOWN
from tests.helpers.screen_check import faults
from tests.ui.balance.conftest import seen
from tests.ui.settings.conftest import ENTER, Open, Person

YEARS = dt.timedelta(days=800)
KEY = "privacy.retention_months"
SURE = "away_sure"


def part_of(person: Person) -> PrivacyPart:
    """Return the part that is shown."""
    assert isinstance(person.page.part, PrivacyPart)
    return person.page.part


def button(person: Person, name: str) -> QAbstractButton:
    """Return a button."""
    return person.find(QAbstractButton, name)


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


@pytest.fixture
def years_later(services: Services) -> Services:
    """Let 800 days go by, of which the shop keeps people for 24 months."""
    services.shop.set(KEY, "24")
    assert isinstance(services.clock, SetClock)
    services.clock.instant += YEARS
    return services


def test_a_purpose_is_defined_and_renamed_and_the_name_taken_back(
    open_part: Open, services: Services, room: RecordingRoom
) -> None:
    person = open_part("privacy")
    person.write("purpose_code", "photos")
    person.write("purpose_name", "Photos", ENTER)
    assert services.consents.purposes() == (Purpose("photos", "Photos"),)
    assert room.toasts[-1] == "Customers can be asked for Photos (photos) now."
    assert person.focus() == "purpose_code"
    assert person.text("purpose_code") == ""
    settle()
    person.write("purpose_photos", "Photos on our wall")
    assert services.consents.purposes() == (Purpose("photos", "Photos on our wall"),)
    assert room.undo is not None
    room.undo.take_back()
    assert services.consents.purposes() == (Purpose("photos", "Photos"),)
    settle()
    assert person.text("purpose_photos") == "Photos"


def test_what_is_wrong_is_said_at_its_field(open_part: Open, services: Services) -> None:
    services.consents.define("photos", "Photos")
    person = open_part("privacy")
    card = part_of(person).purposes
    person.write("purpose_code", "photos")
    person.write("purpose_name", "Pictures", ENTER)
    assert card.code.message() == "photos is there already. Change its name above."
    person.write("purpose_code", "sms", ENTER)
    assert card.code.message().startswith("The code of a purpose has")
    person.write("purpose_code", "health")
    person.write("purpose_name", "", ENTER)
    assert card.name.message().startswith("The name of a purpose has")
    person.write("purpose_photos", "")
    assert person.said("purpose_photos").startswith("The name of a purpose has")
    assert services.consents.purposes() == (Purpose("photos", "Photos"),)
    assert person.page.unfinished() == ["privacy"]
    assert person.page.take_back()
    assert person.text("purpose_photos") == "Photos"


def test_nobody_is_listed_before_the_shop_says_so(
    open_part: Open, services: Services, room: RecordingRoom
) -> None:
    person = open_part("privacy")
    assert "Everybody is kept." in seen(part_of(person))
    assert not button(person, "away_erase").isVisible()
    person.write(KEY, "24")
    assert services.shop.shop().retention_months == 24
    settle()
    assert "Did not come since 21 Nov 2024: 0" in seen(part_of(person))
    person.write(KEY, "900")
    assert person.said(KEY) != ""
    assert room.undo is not None
    room.undo.take_back()
    settle()
    assert "Everybody is kept." in seen(part_of(person))
    assert room.troubles == []


def test_who_is_owed_something_is_named_as_kept(
    open_part: Open, years_later: Services, room: RecordingRoom
) -> None:
    del years_later
    person = open_part("privacy")
    words = seen(part_of(person))
    assert "Did not come since 29 Jan 2027: 4" in words
    assert words.count("nothing is owed") == 3
    assert words[words.index("Hannah Brooks") + 1 :][:2] == [
        "last visit 21 Nov 2026",
        "is kept, because the shop owes them: paid part $147.28",
    ]
    assert EVIL_SHOWN in words
    person.click("away_erase")
    settle()
    assert faults(person.page) == []
    assert room.troubles == []


def test_nobody_goes_before_the_question_is_answered(
    open_part: Open, years_later: Services, room: RecordingRoom
) -> None:
    person = open_part("privacy")
    assert button(person, "away_erase").text() == "Erase 3 people…"
    person.click("away_erase")
    part = part_of(person)
    assert part.away.question.text().startswith("They go for good: there is no Undo.")
    assert part.away.keep.hasFocus()
    assert person.page.escape()
    assert not part.away.question.isVisible()
    assert years_later.customers.count() == 4
    person.click("away_erase")
    person.click(SURE)
    assert [one.full_name for one in years_later.customers.page()] == ["Hannah Brooks"]
    assert room.toasts[-1] == "People erased: 3"
    assert room.undo is None
    settle()
    assert not button(person, "away_erase").isVisible()
    assert not part.away.question.isVisible()


def test_another_list_asks_again(open_part: Open, years_later: Services) -> None:
    person = open_part("privacy")
    person.click("away_erase")
    years_later.customers.edit(2, Details(notes="rang"))
    person.page.part.arrive()
    assert part_of(person).away.question.isVisible()
    years_later.privacy.erase(2, "asked")
    person.page.part.arrive()
    assert not part_of(person).away.question.isVisible()
    assert button(person, "away_erase").text() == "Erase 2 people…"


def held(services: Services, room: RecordingRoom) -> tuple[Desk, HeldJobs]:
    """Return a desk where everything waits."""
    jobs = HeldJobs()
    return sit_down(services, room, jobs=jobs), jobs


def test_while_they_are_erased_nothing_else_can_be_done(
    open_part: Open, years_later: Services, room: RecordingRoom
) -> None:
    desk, jobs = held(years_later, room)
    person = open_part("privacy", desk)
    jobs.do_all()
    person.click("away_erase")
    person.click(SURE)
    assert (button(person, SURE).text(), button(person, SURE).isEnabled()) == ("Erasing…", False)
    assert person.page.unfinished() == ["privacy"]
    part_of(person).away._erase()
    assert not part_of(person).away.escape()
    jobs.do_all()
    assert room.toasts[-1] == "People erased: 3"


def test_who_went_elsewhere_meanwhile_is_told_there(
    open_part: Open, years_later: Services, room: RecordingRoom
) -> None:
    desk, jobs = held(years_later, room)
    person = open_part("privacy", desk)
    jobs.do_all()
    person.click("away_erase")
    person.click(SURE)
    told: list[object] = []
    desk.bridge.happened.connect(told.append)
    person.leave()
    jobs.do_all()
    assert Ended("People erased: 3") in told


def test_what_another_program_keeps_open_is_said(
    open_part: Open, years_later: Services, room: RecordingRoom
) -> None:
    del years_later
    person = open_part("privacy")
    part_of(person).away._done(Retention(dt.date(2027, 1, 30), 24, (), 2, swept=False))
    assert room.toasts[-1].startswith("People erased: 2. Another program has the shop open")


def test_a_fault_is_told_and_the_question_is_over(
    open_part: Open, years_later: Services, room: RecordingRoom
) -> None:
    del years_later
    person = open_part("privacy")
    person.click("away_erase")
    part_of(person).away._not_done(OSError("disk"))
    assert len(room.troubles) == 1
    assert not part_of(person).away.question.isVisible()
