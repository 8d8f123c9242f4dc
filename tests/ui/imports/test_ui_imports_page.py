"""The import page as somebody uses it: by keyboard, by mouse, with good files and bad ones."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from smbcrm.core.clock import SetClock
from smbcrm.membership.imports.fields import Field
from smbcrm.membership.imports.types import RunState
from smbcrm.membership.sales.types import SaleRequest
from smbcrm.ui.desk import Desk
from smbcrm.ui.imports.columns_step import FieldCombo
from smbcrm.ui.imports.course import ImportCourse, Step
from smbcrm.ui.imports.page import ImportPage
from smbcrm.ui.widgets.buttons import Button
from tests.helpers.room import RecordingRoom, sit_down
from tests.helpers.salon import EVIL
from tests.ui.imports.conftest import DATA

Write = Callable[..., Path]


class Answers:
    """Answers for the dialogs of the system."""

    def __init__(self, *files: Path | None) -> None:
        self.files = list(files)
        self.asked: list[str] = []

    def which(self) -> Path | None:
        return self.files.pop(0)

    def where(self, name: str) -> Path | None:
        self.asked.append(name)
        return self.files.pop(0)


@pytest.fixture
def page(list_desk: Desk, qtbot: QtBot) -> Iterator[ImportPage]:
    made = show(ImportPage(list_desk), qtbot)
    yield made
    made.course._leave()


def show(page: ImportPage, qtbot: QtBot) -> ImportPage:
    qtbot.addWidget(page)
    page.resize(1178, 696)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.narrow(1366, 696)
    page.arrive()
    page.refocus()
    return page


def choose(page: ImportPage, *files: Path | None) -> Answers:
    answers = Answers(*files)
    page.files = answers  # type: ignore[assignment]
    return answers


def enter(page: ImportPage) -> None:
    at = QApplication.focusWidget()
    QTest.keyClick(page if at is None else at, Qt.Key.Key_Return)
    QApplication.processEvents()


def step_of(page: ImportPage) -> Step:
    return page.course.step


def words(page: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def button(page: QWidget, text: str) -> Button:
    QApplication.processEvents()
    found = [one for one in page.findChildren(Button) if one.text() == text and one.isVisible()]
    assert found, f"no button {text!r} among {[b.text() for b in page.findChildren(Button)]}"
    return found[0]


def stop_at(page: ImportPage, rows: int) -> None:
    waiting = [rows]

    def heard(done: int, _of: int) -> None:
        if waiting == [done]:
            waiting.clear()
            page.foot.progress.stopped.emit()

    page.course.progressed.connect(heard)


def test_the_messy_list_comes_in_by_enter_alone(
    page: ImportPage, list_desk: Desk, messy: Path
) -> None:
    choose(page, messy)
    assert page.file.zone.button.hasFocus()
    enter(page)
    assert step_of(page) is Step.FILE
    assert "陈雨桐" in words(page)
    enter(page)
    assert step_of(page) is Step.COLUMNS
    assert page.foot.main.text() == "Check 4 rows"
    enter(page)
    assert step_of(page) is Step.CHECK
    assert page.foot.main.text() == "Import 4 rows"
    assert list_desk.services.customers.count() == 0
    assert "¥3,118.50" in words(page)
    enter(page)
    assert step_of(page) is Step.DONE
    assert "4 of 4 rows are in" in words(page)
    assert list_desk.services.customers.count() == 4
    assert list_desk.services.customers.find("cyt")[0].full_name == "陈雨桐"


def test_esc_goes_back_step_by_step(page: ImportPage, messy: Path) -> None:
    choose(page, messy)
    for _ in range(3):
        enter(page)
    assert step_of(page) is Step.CHECK
    assert page.escape()
    assert step_of(page) is Step.COLUMNS
    assert page.escape()
    assert step_of(page) is Step.FILE
    assert page.file.part.isVisible()
    assert page.escape()
    assert page.file.zone.isVisible()
    assert not page.escape()


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


def test_columns_are_changed_by_keyboard(page: ImportPage, long_list: Write) -> None:
    choose(page, long_list(2))
    enter(page)
    combos = page.columns.findChildren(FieldCombo)
    combos[3].setFocus()
    QTest.keyClick(combos[3], Qt.Key.Key_Home)
    assert page.course.fields[3] is None
    assert "left out" in [
        badge.accessibleName().removeprefix("State: ")
        for badge in page.columns.findChildren(QWidget)
        if badge.accessibleName().startswith("State:")
    ]
    QTest.keyClick(combos[3], Qt.Key.Key_Return)
    assert step_of(page) is Step.CHECK


def test_without_a_name_the_button_says_what_is_needed(page: ImportPage, tmp_path: Path) -> None:
    bare = tmp_path / "bare.csv"
    bare.write_text("A,13800138000\nB,13912345678\n", "utf-8")
    choose(page, bare)
    enter(page)
    assert page.foot.main.text() == "A name, phone or card is needed"
    assert not page.foot.main.isEnabled()
    assert isinstance(QApplication.focusWidget(), FieldCombo)
    enter(page)
    assert step_of(page) is Step.COLUMNS
    page.course.assign(0, Field.NAME)
    assert page.foot.main.isEnabled()
    enter(page)
    assert step_of(page) is Step.CHECK


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


def test_a_sheet_is_chosen_where_there_are_several(page: ImportPage, tmp_path: Path) -> None:
    import openpyxl  # noqa: PLC0415 - one test makes a workbook

    book = openpyxl.Workbook()
    book.active.title = "说明"
    book.active.append(["read me first"])
    sheet = book.create_sheet("会员")
    for row in (("姓名", "手机"), ("陈雨桐", "13800138000")):
        sheet.append(row)
    book.save(tmp_path / "two.xlsx")
    choose(page, tmp_path / "two.xlsx")
    enter(page)
    assert step_of(page) is Step.FILE
    combo = page.file.part.sheet.combo
    assert [combo.itemText(at) for at in range(combo.count())] == ["说明", "会员"]
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Down)
    assert page.course.glance is not None
    assert page.course.glance.rows == 1
    page.file.part.next.setFocus()
    enter(page)
    assert step_of(page) is Step.COLUMNS
    assert "sheet “会员”" in words(page)


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


def test_rows_to_look_at_stand_there_with_their_reasons(page: ImportPage) -> None:
    choose(page, DATA / "salon_zh.xlsx")
    for _ in range(2):
        enter(page)
    if step_of(page) is Step.COLUMNS:
        enter(page)
    told = words(page)
    assert "These rows cannot come in as they are" in told
    assert "刘志明" in told
    assert "实充 “见本子”" in told
    assert page.foot.main.text() == "Import 14 rows"


def test_the_rows_are_saved_and_the_corrected_file_comes_in(
    page: ImportPage, list_desk: Desk, room: RecordingRoom, tmp_path: Path
) -> None:
    target = tmp_path / "rows"
    answers = choose(page, DATA / "salon_zh.xlsx", target.with_suffix(".csv"))
    page.choose_file()
    page.course.to_columns()
    page.go_on()
    page.go_on()
    assert step_of(page) is Step.DONE
    before = list_desk.services.customers.count()
    button(page.done, "Save the 6 to a file").click()
    assert answers.asked == ["salon_zh to look at.csv"]
    assert room.toasts == ["6 rows are in rows.csv."]
    text = target.with_suffix(".csv").read_text("utf-8-sig")
    target.with_suffix(".csv").write_text(text.replace("见本子", "60.00"), "utf-8-sig")
    page.course.choose(target.with_suffix(".csv"), list_desk)
    page.course.to_columns()
    page.go_on()
    page.go_on()
    assert page.course.run is not None
    assert page.course.run.report.made == 1
    assert list_desk.services.customers.count() == before + 1


def test_the_shop_itself_is_never_written_over(
    page: ImportPage, list_desk: Desk, room: RecordingRoom
) -> None:
    shop = Path(list_desk.services.address)
    choose(page, DATA / "salon_zh.xlsx", shop)
    page.choose_file()
    page.course.to_columns()
    page.go_on()
    page.save_rows()
    assert len(room.troubles) == 1
    assert shop.stat().st_size > 0


def test_no_file_is_no_file(page: ImportPage) -> None:
    choose(page, None, None)
    enter(page)
    assert page.course.path is None
    page.save_rows()
    assert step_of(page) is Step.FILE


def test_the_old_book_is_compared(page: ImportPage, long_list: Write) -> None:
    choose(page, long_list(4))
    for _ in range(2):
        enter(page)
    book = page.check._book
    book.principal.setFocus()
    QTest.keyClicks(book.principal.edit, "45")
    QTest.keyClick(book.principal.edit, Qt.Key.Key_Tab)
    QTest.keyClicks(book.gift.edit, "ten")
    QTest.keyClick(book.gift.edit, Qt.Key.Key_Tab)
    assert "is not an amount" in book.gift.message()
    assert "The difference is −¥5.00." in words(page)
    book.gift.edit.selectAll()
    QTest.keyClicks(book.gift.edit, "10")
    assert "The difference is −¥5.00." in words(page)
    QTest.keyClick(book.gift.edit, Qt.Key.Key_Return)
    assert step_of(page) is Step.DONE
    told = words(page.done)
    assert "Against the old book" in told
    assert "−¥5.00" in told
    assert "Every row is in. Then the book and the list differ." in told


def test_an_agreeing_book_is_said_to_agree(page: ImportPage, long_list: Write) -> None:
    choose(page, long_list(4))
    for _ in range(2):
        enter(page)
    page.check._book.principal.edit.setText("40")
    assert "It agrees with what comes in." in words(page)


def test_stop_leaves_whole_batches_and_goes_on(
    page: ImportPage, list_desk: Desk, long_list: Write
) -> None:
    choose(page, long_list(1200))
    for _ in range(2):
        enter(page)
    stop_at(page, 500)
    enter(page)
    assert "Stopped: 500 of 1,200 rows are in" in words(page)
    assert list_desk.services.customers.count() == 500
    assert page.done.banner.go_on.hasFocus()
    assert page.done.banner.go_on.text() == "Go on with 700"
    enter(page)
    assert "1,200 of 1,200 rows are in" in words(page)
    assert list_desk.services.customers.count() == 1200


def test_a_check_is_stopped(page: ImportPage, list_desk: Desk, long_list: Write) -> None:
    choose(page, long_list(600))
    enter(page)
    stop_at(page, 500)
    enter(page)
    assert step_of(page) is Step.COLUMNS
    assert list_desk.services.imports.all() == ()


def test_an_import_is_undone_from_the_last_step(
    page: ImportPage, list_desk: Desk, long_list: Write
) -> None:
    choose(page, long_list(2))
    for _ in range(3):
        enter(page)
    first = list_desk.services.customers.find("客人00000")[0].id
    list_desk.services.till.sale(SaleRequest(list_desk.act(), first, 500))
    assert "Until 21 Dec 2026." in words(page)
    button(page, "Undo import").click()
    told = words(page)
    assert "The import is undone" in told
    assert "1 customer is gone. 1 was dealt with since and stays." in told
    assert "Something was recorded for this customer since." in told
    assert not page.done.undo_button.isVisible()


def test_after_a_crash_the_import_is_offered_again(
    page: ImportPage, list_desk: Desk, qtbot: QtBot, long_list: Write
) -> None:
    file = long_list(700)
    choose(page, file)
    for _ in range(2):
        enter(page)
    stop_at(page, 500)
    enter(page)
    later = show(ImportPage(list_desk), qtbot)
    assert "long.csv is not at its end. 500 of 700 rows are in, whole and checked." in words(later)
    choose(later, file.with_name("gone.csv"), file)
    button(later, "Go on").click()
    assert step_of(later) is Step.DONE
    assert "There is no file gone.csv." in later.done.error.text()
    later.resume(later.course.run)  # type: ignore[arg-type]
    assert "700 of 700 rows are in" in words(later)


def test_an_earlier_import_is_undone_from_the_list(
    page: ImportPage, list_desk: Desk, long_list: Write
) -> None:
    choose(page, long_list(2))
    for _ in range(3):
        enter(page)
    button(page, "Bring another list").click()
    assert step_of(page) is Step.FILE
    undo = button(page.file.earlier, "Undo")
    assert undo.accessibleName() == "Undo long.csv"
    undo.click()
    assert page.course.run is not None
    assert page.course.run.state is RunState.UNDONE
    assert list_desk.services.customers.count() == 0
    button(page, "Bring another list").click()
    assert "undone" in {
        one.accessibleName().removeprefix("State: ")
        for one in page.file.earlier.findChildren(QWidget)
    }


def test_an_import_of_long_ago_is_final(
    page: ImportPage, list_desk: Desk, long_list: Write
) -> None:
    choose(page, long_list(2))
    for _ in range(3):
        enter(page)
    assert isinstance(list_desk.services.clock, SetClock)
    list_desk.services.clock.instant += dt.timedelta(days=31)
    page.course.begin_again()
    page.arrive()
    shown = {one.accessibleName() for one in page.file.earlier.findChildren(QWidget)}
    assert "State: final" in shown
    assert not [one for one in page.file.earlier.findChildren(Button) if one.isVisible()]


def test_what_comes_next_is_one_press_away(
    page: ImportPage, room: RecordingRoom, long_list: Write
) -> None:
    choose(page, long_list(2))
    for _ in range(3):
        enter(page)
    assert page.done.see.hasFocus()
    enter(page)
    button(page, "To the counter").click()
    assert room.asked == [("go", "customers"), ("go", "counter")]


def test_names_are_plain_text_on_every_step(page: ImportPage, tmp_path: Path) -> None:
    file = tmp_path / "evil & <b>x.csv"
    quoted = EVIL.replace('"', '""')
    file.write_text(f'姓名,手机,"{quoted}",余额\n"{quoted}",1,"{quoted}",见\nB,2,x,1\n', "utf-8")
    choose(page, file)
    for step in (Step.COLUMNS, Step.CHECK, Step.DONE):
        enter(page)
        assert step_of(page) is step
        for one in page.findChildren(QLabel):
            assert one.textFormat() is Qt.TextFormat.PlainText
        if step is not Step.DONE:
            assert EVIL in words(page)


def test_a_change_of_language_takes_the_course_along(
    page: ImportPage, list_desk: Desk, room: RecordingRoom, qtbot: QtBot, long_list: Write
) -> None:
    choose(page, long_list(600))
    enter(page)
    course = page.memory()
    assert isinstance(course, ImportCourse)
    desk = sit_down(list_desk.services, room, "zh_CN")
    later = ImportPage(desk)
    later.recall(course)
    show(later, qtbot)
    page.hide()
    assert later.course is course
    assert step_of(later) is Step.COLUMNS
    enter(later)
    enter(later)
    assert course.run is not None
    assert course.run.report.made == 600
    desk.bridge.close()


def test_trouble_in_the_shop_is_told_and_nothing_is_lost(
    page: ImportPage, room: RecordingRoom, monkeypatch: pytest.MonkeyPatch, long_list: Write
) -> None:
    def away(*_told: object, **_named: object) -> None:
        raise ZeroDivisionError

    choose(page, long_list(2))
    enter(page)
    with monkeypatch.context() as patch:
        patch.setattr(type(page.desk.services.imports), "check", away)
        enter(page)
    assert step_of(page) is Step.COLUMNS
    assert isinstance(room.troubles[0], ZeroDivisionError)
    assert page.columns.error.isVisible()
    enter(page)
    assert step_of(page) is Step.CHECK
    assert not page.columns.error.isVisible()
