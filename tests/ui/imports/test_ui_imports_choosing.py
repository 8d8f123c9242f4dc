"""The first step of an import: files that are lists, and files that are none."""

from pathlib import Path
from typing import IO, Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest

from smbcrm.ui.desk import Desk
from smbcrm.ui.imports.page import ImportPage
from smbcrm.ui.imports.stage import Step
from tests.helpers.room import RecordingRoom
from tests.ui.imports.hands import Write, button, choose, enter, step_of, words


def test_a_file_is_dropped(page: ImportPage, long_list: Write) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(long_list(3)))])
    button_, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(
        QPointF(9, 9).toPoint(), Qt.DropAction.CopyAction, data, button_, keys
    )
    page.dragEnterEvent(entering)
    assert entering.isAccepted()
    page.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, button_, keys))
    assert step_of(page) is Step.COLUMNS
    again = QDragEnterEvent(QPointF(9, 9).toPoint(), Qt.DropAction.CopyAction, data, button_, keys)
    again.ignore()
    page.dragEnterEvent(again)
    assert not again.isAccepted()


def test_two_files_at_once_are_one_too_many(
    page: ImportPage, room: RecordingRoom, long_list: Write
) -> None:
    page._take([long_list(1), long_list(2, "b.csv")])
    assert room.toasts == ["One list at a time. Drop one file."]
    assert page.course.path is None


def test_cells_are_pasted_from_a_spreadsheet(page: ImportPage, list_desk: Desk) -> None:
    QGuiApplication.clipboard().setText('姓名\t手机\t备注\n陈雨桐\t13800138000\t"a\tb"\n')
    QTest.keyClick(page, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert step_of(page) is Step.COLUMNS
    file = page.course.path
    assert file is not None
    assert file.exists()
    enter(page)
    enter(page)
    assert list_desk.services.customers.find("陈雨桐")
    page.course.begin_again()
    assert not file.parent.exists()


def test_a_copied_file_is_pasted_too(
    page: ImportPage, room: RecordingRoom, long_list: Write
) -> None:
    QGuiApplication.clipboard().setText("nothing to bring")
    page.paste()
    assert room.toasts == ["Copy the list in Excel first."]
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(long_list(2)))])
    QGuiApplication.clipboard().setMimeData(data)
    page.paste()
    assert step_of(page) is Step.COLUMNS


def test_a_list_is_brought_along_from_the_first_start(page: ImportPage, long_list: Write) -> None:
    page.arrive(str(long_list(2)))
    assert step_of(page) is Step.COLUMNS


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.pdf", b"%PDF-1.7 x", "a.pdf is a PDF document, not a list."),
        ("empty.csv", b"", "empty.csv is empty."),
        ("only.csv", "姓名,手机\n".encode(), "only.csv has no rows below its headings."),
        ("b.xlsx", b"PK\x03\x04 no", "b.xlsx is damaged."),
        ("gone.csv", None, "There is no file gone.csv."),
    ],
)
def test_a_file_that_is_no_list_is_told_in_place(
    page: ImportPage, tmp_path: Path, long_list: Write, name: str, content: bytes | None, said: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    choose(page, tmp_path / name, long_list(2))
    enter(page)
    assert step_of(page) is Step.FILE
    assert page.file.part.note.text().startswith(said)
    assert not page.file.part.retry.isVisible()
    button(page, "Another file").click()
    assert step_of(page) is Step.COLUMNS


def test_a_file_that_may_not_be_read_is_tried_again(
    page: ImportPage, monkeypatch: pytest.MonkeyPatch, long_list: Write
) -> None:
    file, opened = long_list(2), Path.open

    def refuse(path: Path, mode: str = "r", **named: str | None) -> IO[Any]:
        if path == file:
            raise PermissionError
        return opened(path, mode, **named)  # type: ignore[call-overload, no-any-return]

    choose(page, file)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", refuse)
        enter(page)
    assert "may not be read" in page.file.part.note.text()
    page.file.part.retry.click()
    assert step_of(page) is Step.COLUMNS


def test_the_wrong_encoding_can_be_mended(page: ImportPage, messy: Path) -> None:
    choose(page, messy)
    enter(page)
    part = page.file.part
    part.encoding.combo.setCurrentIndex(0)
    part.encoding.combo.activated.emit(0)
    assert part.note.isVisible()
    assert not part.next.isVisible()
    part.encoding.combo.setCurrentIndex(1)
    part.encoding.combo.activated.emit(1)
    assert not part.note.isVisible()
    assert part.next.isVisible()


def test_no_file_is_no_file(page: ImportPage) -> None:
    choose(page, None, None)
    enter(page)
    assert page.course.path is None
    page.save_rows()
    assert step_of(page) is Step.FILE


def test_the_focus_stays_where_encodings_are_tried(page: ImportPage, messy: Path) -> None:
    choose(page, messy)
    enter(page)
    part = page.file.part
    assert part.next.hasFocus()
    part.encoding.combo.setFocus()
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
        QTest.keyClick(part.encoding.combo, key)
        assert part.encoding.combo.hasFocus()
    assert part.next.isVisible()


def test_the_contacts_of_a_phone_are_a_list(
    page: ImportPage, list_desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "contacts.vcf"
    file.write_text("BEGIN:VCARD\nFN:陈雨桐\nTEL:13800138000\nEND:VCARD\n", "utf-8")
    page._take([file])
    assert step_of(page) is Step.COLUMNS
    assert "No row names the columns" not in words(page)
    enter(page)
    enter(page)
    assert list_desk.services.customers.find("陈雨桐")
