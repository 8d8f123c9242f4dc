"""Files on the tab Notes and files: dragged in, chosen, opened with a question, taken away."""

import os
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QDir, QMimeData, QPoint, QPointF, Qt, QTemporaryDir, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from smbcrm.core.errors import EnvironmentFault
from smbcrm.membership.attachments.service import AttachmentService
from smbcrm.membership.services import Services
from smbcrm.ui.customer import files
from smbcrm.ui.customer.files import FilesPart
from smbcrm.ui.customer.page import CustomerPage
from smbcrm.ui.customer.tabs import Tab
from tests.helpers.room import RecordingRoom
from tests.ui.balance.conftest import click
from tests.ui.customer.conftest import settle

PDF = b"%PDF-1.7"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Return what the system's programs were given to open."""
    found: list[Path] = []

    def take(file: Path) -> bool:
        found.append(file)
        return True

    monkeypatch.setattr(files, "open_file", take)
    return found


@pytest.fixture
def part(page: CustomerPage) -> FilesPart:
    page.parts.choose(Tab.NOTES)
    return page.parts.notes.files


def drop(part: QWidget, *paths: Path) -> bool:
    """Drag files over a part and let go; tell whether they were taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path) for path in paths])
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(QPoint(5, 5), copy, data, left, none)
    enter.ignore()
    QApplication.sendEvent(part, enter)
    if enter.isAccepted():
        QApplication.sendEvent(part, QDropEvent(QPointF(5, 5), copy, data, left, none))
    return enter.isAccepted()


def names(services: Services, who: int) -> list[str]:
    return [one.name for one in services.attachments.of(who)]


def test_files_are_dragged_in_opened_and_taken_away(
    page: CustomerPage,
    part: FilesPart,
    services: Services,
    hannah: int,
    room: RecordingRoom,
    opened: list[Path],
    tmp_path: Path,
) -> None:
    form, chat = tmp_path / "form.pdf", tmp_path / "chat.txt"
    form.write_bytes(PDF)
    chat.write_text("hello")
    assert not drop(part)
    assert drop(part, form, chat)
    settle(page)
    assert sorted(names(services, hannah)) == ["chat.txt", "form.pdf"]
    buttons = {one.accessibleName(): one for one in part.rows.buttons}
    click(buttons["Open form.pdf"])
    (copy,) = opened
    assert copy.read_bytes() == PDF
    assert copy.suffix == ".pdf"
    remove = buttons["Take form.pdf away"]
    remove.setFocus()
    click(remove)
    settle(page)
    assert names(services, hannah) == ["chat.txt"]
    assert part.rows.buttons[0].hasFocus()
    assert room.undo is not None
    room.undo.take_back()
    settle(page)
    assert sorted(names(services, hannah)) == ["chat.txt", "form.pdf"]


def test_what_may_run_is_asked_about_first(
    page: CustomerPage,
    part: FilesPart,
    services: Services,
    hannah: int,
    opened: list[Path],
    tmp_path: Path,
) -> None:
    script = tmp_path / "run.bat"
    script.write_text("format c:")
    services.attachments.add(hannah, script)
    settle(page)
    click(part.rows.buttons[0])
    assert (
        part.note.text()
        == "run.bat may be a program or hold one. Open it only if you know who made it."
    )
    assert part.leave_it.hasFocus()
    assert opened == []
    assert page.escape()
    assert part.note.isHidden()
    click(part.rows.buttons[0])
    click(part.leave_it)
    assert (part.note.isHidden(), opened) == (True, [])
    click(part.rows.buttons[0])
    click(part.open_it)
    assert [one.name for one in opened] == ["run.bat"]


def open_one(page: CustomerPage, part: FilesPart, hannah: int, file: Path) -> None:
    file.write_bytes(PDF)
    page.desk.services.attachments.add(hannah, file)
    settle(page)
    click(part.rows.buttons[0])


def test_a_copy_goes_with_its_file(
    page: CustomerPage,
    part: FilesPart,
    services: Services,
    hannah: int,
    opened: list[Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    open_one(page, part, hannah, tmp_path / "one.pdf")
    open_one(page, part, hannah, tmp_path / "two.pdf")
    click(part.rows.buttons[0])
    _, one = services.attachments.of(hannah)
    first, second, again = opened
    assert second == again
    services.attachments.remove(hannah, one.id)
    with monkeypatch.context() as patch:
        patch.setattr(QTemporaryDir, "remove", lambda _: False)  # a program of Windows has it open
        settle(page)
    assert first.exists()
    settle(page)
    assert (first.parent.exists(), second.exists()) == (False, True)
    services.privacy.erase(hannah, "asked", give_up=True)
    settle(page)
    assert not second.parent.exists()
    settle(page)


def test_a_copy_that_somebody_cleared_is_made_anew(
    page: CustomerPage, part: FilesPart, hannah: int, opened: list[Path], tmp_path: Path
) -> None:
    open_one(page, part, hannah, tmp_path / "one.pdf")
    shutil.rmtree(opened[0].parent)
    click(part.rows.buttons[0])
    assert opened[1].read_bytes() == PDF


def test_what_a_killed_window_left_is_cleared(
    page: CustomerPage,
    part: FilesPart,
    hannah: int,
    opened: list[Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QDir, "tempPath", lambda: str(tmp_path))
    old, new = tmp_path / "shopbell-file-old", tmp_path / "shopbell-file-new"
    for folder in (old, new):
        folder.mkdir()
        (folder / "one.pdf").write_bytes(PDF)
    os.utime(old, (1, 1))
    open_one(page, part, hannah, tmp_path / "one.pdf")
    assert opened[0].parent.parent == tmp_path
    assert (old.exists(), new.exists()) == (False, True)


def test_what_cannot_be_asked_about_stays(
    page: CustomerPage,
    part: FilesPart,
    hannah: int,
    opened: list[Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    open_one(page, part, hannah, tmp_path / "one.pdf")

    def away(*_: object) -> tuple[str, ...]:
        raise EnvironmentFault

    monkeypatch.setattr(AttachmentService, "gone", away)
    settle(page)
    assert opened[0].exists()


def test_what_is_not_kept_is_said(
    part: FilesPart, services: Services, hannah: int, tmp_path: Path
) -> None:
    program = tmp_path / "x.jpg"
    program.write_bytes(b"MZ\x00")
    drop(part, program)
    assert part.note.text().startswith("x.jpg is no picture, PDF, text or office document")
    assert not part.open_it.isVisible()
    assert names(services, hannah) == []


def test_a_file_is_chosen(
    page: CustomerPage,
    part: FilesPart,
    services: Services,
    hannah: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    form = tmp_path / "form.pdf"
    form.write_bytes(PDF)
    answers = ["", str(form)]
    monkeypatch.setattr(files, "ask_open", lambda *_: answers.pop(0))
    click(part.add)
    assert names(services, hannah) == []
    click(part.add)
    settle(page)
    assert names(services, hannah) == ["form.pdf"]


def test_a_kind_without_a_program_is_said(
    page: CustomerPage,
    part: FilesPart,
    services: Services,
    hannah: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    form = tmp_path / "form.pdf"
    form.write_bytes(PDF)
    services.attachments.add(hannah, form)
    settle(page)
    monkeypatch.setattr(files, "open_file", lambda _file: False)
    click(part.rows.buttons[0])
    assert part.note.text().startswith("No program was found for it.")


def test_files_are_taken_wherever_they_are_dropped_on_the_tab(
    page: CustomerPage, services: Services, hannah: int, tmp_path: Path
) -> None:
    page.parts.choose(Tab.NOTES)
    notes = page.parts.notes
    services.records.add_kind("colour", "Colour formula")
    settle(page)
    places = (notes, notes.alert.edit.viewport(), notes.save, notes.records.day.edit)
    for number, place in enumerate(places):
        file = tmp_path / f"{number}.txt"
        file.write_text("hello")
        assert drop(place, file)
        settle(page)
        assert names(services, hannah)[0] == file.name
    assert (notes.changed, notes.records.day.text()) == ({}, "")


def test_a_text_is_dropped_into_a_field(page: CustomerPage, part: FilesPart) -> None:
    data = QMimeData()
    data.setText("latex")
    fields = (page.parts.notes.alert.edit.viewport(), page.parts.notes.records.day.edit)
    for place in (*fields, part):
        enter = QDragEnterEvent(
            QPoint(5, 5),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        enter.ignore()
        QApplication.sendEvent(place, enter)
        assert enter.isAccepted() == (place is not part)
