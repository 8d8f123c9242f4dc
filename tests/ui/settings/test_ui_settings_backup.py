"""Backup: what is said of the last copy, making one, and the question before a restore."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from smbcrm.core.clock import SetClock
from smbcrm.core.i18n import Text
from smbcrm.membership.backups.service import BackupService
from smbcrm.membership.backups.types import Backup, BackupFigures, BackupReason, CopyFolderFull
from smbcrm.membership.services import Services
from smbcrm.ui.desk import Desk
from smbcrm.ui.event_bridge import DayBegan
from smbcrm.ui.jobs import PATIENCE_MS
from smbcrm.ui.settings.backup import BackupPart
from smbcrm.ui.settings.backup_words import shown_size
from smbcrm.ui.settings.restore_question import RestoreQuestion
from smbcrm.ui.widgets.table import Table
from tests.helpers.held_jobs import HeldJobs
from tests.helpers.room import RecordingRoom, sit_down
from tests.helpers.salon import NOW
from tests.ui.settings.conftest import DOWN, ENTER, Open, Person

FIGURES = BackupFigures(1284, 20_000, 61_907, 8_012_00, 20_000, "aa")
BAD = Text("Operation {seq} does not add up", {"seq": 7})


def copy(hours: float = 0, *, findings: tuple[Text, ...] = (), known: bool = True) -> Backup:
    made = NOW - dt.timedelta(hours=hours)
    return Backup(
        path=Path(f"salon-{made:%Y%m%d-%H%M%S}.smbcrm-backup"),
        made_at=made,
        reason=BackupReason.AUTOMATIC,
        version="0.1.0",
        size=3_140_000,
        figures=FIGURES if known else None,
        verified=known and not findings,
        findings=findings,
    )


def show(monkeypatch: pytest.MonkeyPatch, *copies: Backup) -> None:
    monkeypatch.setattr(BackupService, "copies", lambda _self: copies)


def part_of(person: Person) -> BackupPart:
    part = person.page.part
    assert isinstance(part, BackupPart)
    return part


def cells(person: Person, row: int) -> list[str]:
    model = person.find(Table, "backup_copies").model()
    return [str(model.index(row, column).data()) for column in range(model.columnCount())]


def test_without_a_copy_it_says_so_and_offers_one(open_part: Open) -> None:
    person = open_part("backup")
    band = part_of(person).band
    assert (band.tone(), band.text()) == ("warn", "No backup yet. Make the first one now.")
    assert not person.find(QPushButton, "backup_restore").isEnabled()


def test_a_copy_is_made_tested_and_shown(open_part: Open, desk: Desk) -> None:
    person = open_part("backup")
    person.click("backup_now")
    part = part_of(person)
    assert part.band.tone() == "ok"
    assert part.band.text() == (
        "Backed up at 10:24 and tested. Opened in a temporary file and counted: all sums agree."
    )
    figures = desk.services.backups.copies()[0].figures
    assert figures is not None
    assert part.test.text().splitlines()[:3] == [
        "Customers: 4",
        f"Operations: {figures.operations}",
        f"Ledger lines: {figures.entries}",
    ]
    assert cells(person, 0)[:2] == ["today 10:24", "made by hand"]
    assert person.find(QPushButton, "backup_now").isEnabled()


def test_an_earlier_day_is_named(open_part: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    show(monkeypatch, copy(40))
    person = open_part("backup")
    assert part_of(person).band.text().startswith("Backed up at 19 Nov 18:24 and tested.")
    assert cells(person, 0) == ["19 Nov 18:24", "made by itself", "3.1 MB", "opened, sums agree"]


def test_what_was_made_today_gets_its_date_when_a_day_begins(
    open_part: Open, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    show(monkeypatch, copy())
    person, clock = open_part("backup"), desk.services.clock
    assert isinstance(clock, SetClock)
    assert cells(person, 0)[0] == "today 10:24"
    clock.instant = NOW + dt.timedelta(days=1)
    desk.bridge.happened.emit(DayBegan())
    assert cells(person, 0)[0] == "21 Nov 10:24"


def test_a_copy_that_does_not_agree_is_loud_and_cannot_be_restored(
    open_part: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    show(monkeypatch, copy(1, findings=(BAD,)), copy(30))
    person = open_part("backup")
    part = part_of(person)
    assert part.band.tone() == "danger"
    assert part.band.text() == ("The copy of 9:24 does not agree. Operation 7 does not add up")
    assert part.test.text().splitlines()[-1] == "Operation 7 does not add up"
    assert cells(person, 0)[3] == "sums do not agree"
    assert not part.restore.isEnabled()
    table = person.find(Table, "backup_copies")
    table.setFocus()
    person.press(DOWN)
    assert part.restore.isEnabled()


def test_a_copy_whose_file_changed_says_that(
    open_part: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = copy()
    object.__setattr__(changed, "verified", False)
    show(monkeypatch, changed)
    assert part_of(open_part("backup")).band.text() == (
        "The copy of 10:24 does not agree. Its file is not what was written. Make another one."
    )


def test_a_file_that_somebody_put_there_is_not_taken_for_the_last_copy(
    open_part: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    show(monkeypatch, copy(known=False), copy(1))
    person = open_part("backup")
    part = part_of(person)
    assert part.band.text().startswith("Backed up at 9:24")
    assert cells(person, 0)[3] == "not tested"
    assert part.test.text() == "Nothing is known of this file. A restore tests it."
    assert part.restore.isEnabled()


def test_the_button_says_that_it_is_writing_when_that_takes_a_while(
    open_part: Open, services: Services, room: RecordingRoom, qtbot: QtBot
) -> None:
    jobs = HeldJobs(held=False)
    person = open_part("backup", sit_down(services, room, jobs=jobs))
    jobs.held = True
    button = person.find(QPushButton, "backup_now")
    button.setFocus()
    person.press(ENTER)
    assert not button.isEnabled()
    assert button.text() == "Back up now"
    qtbot.waitUntil(lambda: button.text() == "Writing…", timeout=20 * PATIENCE_MS)
    jobs.held = False
    for answer in jobs.waiting:
        answer()
    assert button.text() == "Back up now"
    assert button.hasFocus()


def test_a_full_disk_is_told_and_can_be_tried_again(
    open_part: Open, room: RecordingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_self: BackupService) -> Backup:
        raise CopyFolderFull(folder="/media")

    monkeypatch.setattr(BackupService, "now", full)
    person = open_part("backup")
    person.click("backup_now")
    assert [type(one) for one in room.troubles] == [CopyFolderFull]
    assert person.find(QPushButton, "backup_now").isEnabled()


def test_a_restore_is_asked_about_and_keeping_comes_first(
    open_part: Open, desk: Desk, room: RecordingRoom, qtbot: QtBot
) -> None:
    made = desk.services.backups.now()
    person = open_part("backup")
    person.click("backup_restore")
    question = room.covered
    assert isinstance(question, RestoreQuestion)
    qtbot.addWidget(question)
    assert question.accessibleName() == "Go back to the copy of today 10:24?"
    question.keep.click()
    assert (room.covered, room.asked) == (None, [])
    person.click("backup_restore")
    again = room.covered
    assert isinstance(again, RestoreQuestion)
    qtbot.addWidget(again)
    again.go.click()
    assert room.asked == [("restore", made.path)]


def test_enter_on_a_copy_asks_too(
    open_part: Open, desk: Desk, room: RecordingRoom, qtbot: QtBot
) -> None:
    desk.services.backups.now()
    person = open_part("backup")
    person.find(Table, "backup_copies").setFocus()
    person.press(ENTER)
    assert isinstance(room.covered, RestoreQuestion)
    qtbot.addWidget(room.covered)


def test_the_chosen_copy_outlives_the_page(open_part: Open, desk: Desk) -> None:
    clock = desk.services.clock
    assert isinstance(clock, SetClock)
    desk.services.backups.now()
    clock.instant = NOW + dt.timedelta(hours=1)
    desk.services.backups.now()
    person = open_part("backup")
    person.find(Table, "backup_copies").setFocus()
    person.press(DOWN)
    memory = person.page.memory()
    person.leave()
    again = open_part("backup", memory=memory)
    assert again.find(Table, "backup_copies").currentIndex().row() == 1


def test_sizes_are_said_as_disks_count(desk: Desk) -> None:
    assert [shown_size(desk, size) for size in (12, 412_300, 3_149_999, 1_234_000_000)] == [
        "1 kB",
        "412 kB",
        "3.1 MB",
        "1,234.0 MB",
    ]
