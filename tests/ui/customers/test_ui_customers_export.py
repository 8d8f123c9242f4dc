"""Ctrl+E: what the list shows goes into a file, away from the screen."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QStandardPaths, Qt
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smbcrm.core.machine import LIST_FOLDER
from smbcrm.membership.lists.columns import COLUMNS
from smbcrm.membership.services import Services
from smbcrm.ui.customers.columns import columns_of
from smbcrm.ui.customers.export_controls import LIST
from smbcrm.ui.customers.page import CustomersPage
from smbcrm.ui.desk import Desk
from smbcrm.ui.jobs import WorkerJobs
from smbcrm.ui.save_question import Place, SaveQuestion
from tests.helpers.held_jobs import HeldJobs
from tests.helpers.keyboard import type_text
from tests.helpers.room import RecordingRoom, sit_down
from tests.helpers.salon import EVIL
from tests.helpers.screen_check import faults
from tests.helpers.workbooks import by_calamine
from tests.ui.customers.conftest import PutUp

pytestmark = pytest.mark.qt_log_ignore("does not support")
CTRL = Qt.KeyboardModifier.ControlModifier
TODAY = "2026-11-21"


class Answers:
    """Answers for the dialog of the system."""

    def __init__(self, *places: Path | None, replace: bool = True) -> None:
        self.places = list(places)
        self.replace = replace
        self.asked: list[str] = []

    def where(self, name: str) -> Place | None:
        self.asked.append(name)
        file = self.places.pop(0)
        return None if file is None else Place(file, self.replace)


def answer(page: CustomersPage, *places: Path | None, replace: bool = True) -> Answers:
    answers = Answers(*places, replace=replace)
    page.to_file.files = answers  # type: ignore[assignment]
    return answers


def ctrl_e() -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, Qt.Key.Key_E, CTRL)
    QApplication.processEvents()


def note(page: CustomersPage) -> str:
    """Return what is said to be wrong, "" for nothing."""
    shown = page.to_file.bar.note
    return shown.text() if shown.isVisible() else ""


def test_ctrl_e_writes_what_is_shown(
    page: CustomersPage, room: RecordingRoom, tmp_path: Path
) -> None:
    answers = answer(page, tmp_path / "list.xlsx")
    page.table.sort_by(7, Qt.SortOrder.DescendingOrder)  # points
    type_text("han")
    ctrl_e()
    assert answers.asked == [f"Customers {TODAY}"]
    title, words, headings, *rows = by_calamine(tmp_path / "list.xlsx")
    assert (title[0], words[0]) == ("Customers", f"All customers found by “han” · {TODAY}")
    assert headings == [one.title for one in page.model.columns[:8]]
    assert [row[0] for row in rows] == ["Hannah Brooks", "Hanna Becker", "Total"]
    assert rows[0] == [
        *("Hannah Brooks", "Gold", "+12075550142", page.model.row(0).last_visit),  # type: ignore[union-attr]
        *(1, 1292.72, 162.0, 1292),
    ]
    assert room.toasts == ["2 customers are in list.xlsx."]
    assert page.to_file.excel.isEnabled()


def test_the_search_field_leaves_the_key_to_the_page(page: CustomersPage) -> None:
    """On Linux a text field takes Ctrl+E for itself; End still is the end of the line."""
    for key, modifier, taken in (
        (Qt.Key.Key_E, CTRL, False),
        (Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier, True),
    ):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifier)
        event.ignore()  # as Qt asks
        QApplication.sendEvent(page.search.field, event)
        assert event.isAccepted() is taken


def test_columns_that_are_hidden_stay_out_and_chosen_ones_come_in_their_order(
    page: CustomersPage, tmp_path: Path
) -> None:
    page.columns.changed.emit(("name", "gift", "birthday", "code"))
    answer(page, tmp_path / "list.xlsx")
    QTest.mouseClick(page.to_file.excel, Qt.MouseButton.LeftButton)
    headings, *rows = by_calamine(tmp_path / "list.xlsx")[2:]
    assert headings == ["Full name", "Gift part", "Birthday", "Code"]
    assert rows[0][0] == EVIL
    assert ["陈雨桐", 0.0, "农历1990年十月十五", "C000004"] in rows


def test_a_name_that_ends_in_csv_is_one(page: CustomersPage, tmp_path: Path) -> None:
    answer(page, tmp_path / "list.csv")
    ctrl_e()
    text = (tmp_path / "list.csv").read_bytes().decode("utf-8-sig")
    assert text.startswith("Full name,Tier,Phone,")
    assert "Hannah Brooks,Gold,'+12075550142,2026-11-21,1,1292.72,162.00,1292\r\n" in text


def test_the_screen_and_the_file_have_the_same_columns(desk: Desk) -> None:
    for one in columns_of(desk):
        assert desk.words.translator.render(COLUMNS[one.id].heading) == one.column.title


def test_nothing_chosen_writes_nothing(page: CustomersPage, room: RecordingRoom) -> None:
    answer(page, None)
    ctrl_e()
    assert (room.toasts, room.troubles, note(page)) == ([], [], "")


def test_what_is_wrong_with_the_file_is_said_in_place(
    page: CustomersPage, room: RecordingRoom, tmp_path: Path
) -> None:
    answers = answer(page, tmp_path / "none" / "list.xlsx", tmp_path / "list.xlsx")
    ctrl_e()
    assert note(page).startswith(f"{tmp_path / 'none' / 'list.xlsx'} could not be written.")
    assert (room.toasts, room.troubles) == ([], [])
    QTest.mouseClick(page.to_file.bar.other_place, Qt.MouseButton.LeftButton)
    assert len(answers.asked) == 2
    assert note(page) == ""
    assert room.toasts == ["4 customers are in list.xlsx."]


@pytest.mark.parametrize("way", ["key", "button"])
def test_what_was_wrong_can_be_put_away(page: CustomersPage, tmp_path: Path, way: str) -> None:
    (tmp_path / "list.xlsx").write_text("mine")
    answer(page, tmp_path / "list.xlsx", replace=False)
    type_text("han")
    ctrl_e()
    assert note(page).endswith("is there already. Choose another name.")  # no word of --force
    if way == "key":
        assert page.escape()
    else:
        QTest.mouseClick(page.to_file.bar.close_note, Qt.MouseButton.LeftButton)
    assert note(page) == ""
    assert page.search.text() == "han"
    assert (tmp_path / "list.xlsx").read_text() == "mine"


def test_a_database_that_is_away_is_no_fault_of_the_file(
    page: CustomersPage,
    room: RecordingRoom,
    services: Services,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fault = RuntimeError("away")

    def away(*_: object, **__: object) -> int:
        raise fault

    answer(page, tmp_path / "list.xlsx")
    with monkeypatch.context() as patch:
        patch.setattr(type(services.lists), "export_customers", away)
        ctrl_e()
    assert (room.troubles, note(page)) == ([fault], "")
    assert not room.toasts
    room.try_again()
    assert room.toasts == ["4 customers are in list.xlsx."]


def test_while_it_is_written_there_is_no_second_one(
    services: Services, room: RecordingRoom, put_up: PutUp, tmp_path: Path
) -> None:
    jobs = HeldJobs(held=False)
    page = put_up(sit_down(services, room, jobs=jobs))
    answers = answer(page, tmp_path / "list.xlsx", tmp_path / "other.xlsx")
    jobs.held = True
    ctrl_e()
    assert not page.to_file.excel.isEnabled()
    ctrl_e()
    assert len(answers.asked) == 1
    jobs.do_all()
    assert page.to_file.excel.isEnabled()
    assert room.toasts == ["4 customers are in list.xlsx."]


def test_progress_comes_after_a_while_and_stop_leaves_what_was_there(
    services: Services, room: RecordingRoom, put_up: PutUp, qtbot: QtBot, tmp_path: Path
) -> None:
    jobs = HeldJobs(held=False)
    page = put_up(sit_down(services, room, jobs=jobs))
    file = tmp_path / "list.xlsx"
    file.write_text("precious")
    answer(page, file)
    jobs.held = True
    ctrl_e()
    progress = page.to_file.bar.progress
    assert not progress.isVisible()
    qtbot.waitUntil(progress.isVisible)
    assert faults(page) == []
    stop = next(one for one in progress.findChildren(type(page.new)) if one.text() == "Stop")
    QTest.mouseClick(stop, Qt.MouseButton.LeftButton)
    jobs.do_all()
    assert room.toasts == ["Stopped. No list was written."]
    assert file.read_text() == "precious"
    assert not progress.isVisible()
    assert page.to_file.excel.isEnabled()


def test_another_language_takes_over_what_is_being_written(
    services: Services, room: RecordingRoom, put_up: PutUp, tmp_path: Path
) -> None:
    jobs = HeldJobs(held=False)
    page = put_up(sit_down(services, room, jobs=jobs))
    answer(page, tmp_path / "list.xlsx")
    jobs.held = True
    ctrl_e()
    jobs.held = False
    zh = put_up(sit_down(services, room, "zh_CN", jobs), memory=page.memory())
    page.deleteLater()
    assert not zh.to_file.excel.isEnabled()
    jobs.do_all()
    assert zh.to_file.excel.isEnabled()
    assert len(room.toasts) == 2  # both pages are still there in this test
    assert by_calamine(tmp_path / "list.xlsx")[0][0] == "Customers"  # as it was asked for


def test_on_a_worker_the_screen_goes_on(
    services: Services, room: RecordingRoom, put_up: PutUp, qtbot: QtBot, tmp_path: Path
) -> None:
    jobs = WorkerJobs(lambda: None)
    try:
        page = put_up(sit_down(services, room, jobs=jobs))
        qtbot.waitUntil(lambda: page.model.rowCount() == 4)
        answer(page, tmp_path / "list.xlsx")
        ctrl_e()
        assert not page.to_file.excel.isEnabled()
        qtbot.waitUntil(lambda: bool(room.toasts))
    finally:
        jobs.close()
    assert len(by_calamine(tmp_path / "list.xlsx")) == 3 + 4 + 1


def test_a_shop_that_is_closed_does_not_wait_for_a_list(
    page: CustomersPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: RecordingRoom
) -> None:
    monkeypatch.setattr(type(page.desk.jobs), "closing", True)
    answer(page, tmp_path / "list.xlsx")
    ctrl_e()
    assert not [*tmp_path.glob("list*")]
    assert room.toasts == ["Stopped. No list was written."]


def test_the_folder_can_be_opened_afterwards(
    page: CustomersPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    assert not page.to_file.folder.isVisible()
    answer(page, tmp_path / "list.xlsx")
    ctrl_e()
    assert page.to_file.folder.isVisible()
    QTest.mouseClick(page.to_file.folder, Qt.MouseButton.LeftButton)
    assert [Path(one) for one in opened] == [tmp_path]


Chooser = Callable[..., list[tuple[str, str]]]


@pytest.fixture
def chooser(monkeypatch: pytest.MonkeyPatch) -> Chooser:
    """Let the dialog of the system answer; returns where it was opened, and for which kinds."""

    def answering(file: Path | str, kind: str = "Excel workbook (*.xlsx)") -> list[tuple[str, str]]:
        seen: list[tuple[str, str]] = []

        def dialog(*told: object) -> tuple[str, str]:
            proposed, kinds = map(str, told[-2:])
            seen.append((proposed, kinds))
            return str(file), kind

        monkeypatch.setattr("smbcrm.ui.save_question.ask_save", dialog)
        return seen

    return answering


@pytest.mark.parametrize(
    ("typed", "kind", "file", "replaced"),
    [
        ("list.xlsx", "", "list.xlsx", True),
        ("LIST.XLSX", "", "LIST.XLSX", True),
        ("list.csv", "Excel workbook (*.xlsx)", "list.csv", True),
        ("list.xls", "", "list.xls", True),
        ("list", "Excel workbook (*.xlsx)", "list.xlsx", False),
        ("list", "CSV (*.csv)", "list.csv", False),
        ("list.2026", "", "list.2026.xlsx", False),
    ],
)
def test_a_name_gets_the_ending_that_it_lacks(
    desk: Desk,
    page: CustomersPage,
    chooser: Chooser,
    tmp_path: Path,
    typed: str,
    kind: str,
    file: str,
    *,
    replaced: bool,
) -> None:
    chooser(tmp_path / typed, kind)
    found = SaveQuestion(desk, page, LIST).where("Customers")
    assert found == Place(tmp_path / file, replaced)


def test_the_folder_is_remembered_on_this_pc(
    desk: Desk, page: CustomersPage, chooser: Chooser, tmp_path: Path
) -> None:
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    lists = tmp_path / "lists"
    lists.mkdir()
    seen = chooser(lists / "list.xlsx")
    question = SaveQuestion(desk, page, LIST)
    for _ in range(2):
        question.where("Customers 2026-11-21")
    assert [proposed for proposed, _ in seen] == [
        str(Path(documents) / "Customers 2026-11-21.xlsx"),
        str(lists / "Customers 2026-11-21.xlsx"),
    ]
    kinds = ("Excel workbook (*.xlsx)", "CSV (*.csv)", "Contacts for a phone (*.vcf)")
    assert seen[0][1] == ";;".join(kinds)
    assert desk.premises.machine.get(LIST_FOLDER) == str(lists)
    lists.rmdir()
    question.where("a")
    assert seen[-1][0] == str(Path(documents) / "a.xlsx")


def test_a_dialog_that_is_cancelled_remembers_nothing(
    desk: Desk, page: CustomersPage, chooser: Chooser
) -> None:
    chooser("")
    assert SaveQuestion(desk, page, LIST).where("a") is None
    assert desk.premises.machine.get(LIST_FOLDER) == ""


@pytest.mark.parametrize("size", [(1366, 696), (1093, 543), (911, 452)])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_everything_has_its_room(
    services: Services,
    room: RecordingRoom,
    put_up: PutUp,
    tmp_path: Path,
    size: tuple[int, int],
    language: str,
) -> None:
    page = put_up(sit_down(services, room, language), size)
    answer(page, tmp_path / "list.xlsx", tmp_path / "none" / "list.xlsx")
    ctrl_e()
    ctrl_e()
    for _ in range(3):
        QApplication.processEvents()
    assert page.to_file.folder.isVisible()
    assert note(page)
    assert faults(page) == []
