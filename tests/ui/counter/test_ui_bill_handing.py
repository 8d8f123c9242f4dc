"""A bill is handed over: printed or saved, once, and what went wrong is said in place."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from smbcrm.core.machine import PDF_FOLDER
from smbcrm.membership.bills.types import PaperSize
from smbcrm.membership.services import Services
from smbcrm.ui.desk import Desk
from tests.helpers.bill_hands import BROTHER, OpenBill, opener
from tests.helpers.codes import codes_in
from tests.helpers.held_jobs import HeldJobs
from tests.helpers.printers import printed
from tests.helpers.room import RecordingRoom
from tests.helpers.till_trouble import ServerGone

Key = Qt.Key


@pytest.fixture
def open_bill(qtbot: QtBot, desk: Desk, tmp_path: Path) -> OpenBill:
    return opener(qtbot, desk, tmp_path)


class Faulty:
    """The bills of a shop; the next call of one name breaks."""

    def __init__(self, services: Services) -> None:
        self._real = services.bills
        self.breaks: dict[str, Exception] = {}

    def __getattr__(self, name: str) -> Callable[..., Any]:
        error = self.breaks.pop(name, None)
        if error is not None:

            def fail(*_given: object, **_more: object) -> None:
                raise error

            return fail
        found: Callable[..., Any] = getattr(self._real, name)
        return found


def with_faults(desk: Desk) -> tuple[Desk, Faulty]:
    """Return a desk of which the bills can break."""
    faulty = Faulty(desk.services)

    class Shop:
        bills = faulty

        def __getattr__(self, name: str) -> object:
            return getattr(desk.services, name)

    return replace(desk, services=Shop()), faulty  # type: ignore[arg-type]


def test_enter_prints_and_closes(open_bill: OpenBill, room: RecordingRoom) -> None:
    hands = open_bill(3)
    hands.press(Key.Key_Return)
    assert room.toasts == [f"E-bill 3 was sent to {BROTHER}."]
    assert hands.closed == 1
    assert hands.copy
    (job,) = hands.printers.jobs
    assert (job.size, job.title) == (PaperSize.A5, "E-bill 3")
    (page,) = printed(hands.printers.paper(1))
    (code,) = codes_in(page)
    assert code.startswith("BILL 3")


def test_enter_prints_from_wherever_the_focus_is(open_bill: OpenBill) -> None:
    hands = open_bill()
    hands.panel.side.printer.combo.setFocus()
    hands.press(Key.Key_Return)
    assert len(hands.printers.jobs) == 1


def test_an_enter_that_is_held_prints_nothing(open_bill: OpenBill) -> None:
    """It is the one by which the money was taken."""
    hands = open_bill()
    for place in (hands.panel.pages.view, hands.panel.side.print.button):
        place.setFocus()
        no = Qt.KeyboardModifier.NoModifier
        held = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Return, no, "\r", True)  # noqa: FBT003
        QApplication.sendEvent(place, held)
    assert hands.printers.jobs == []


def test_enter_too_early_prints_once_it_is_drawn(
    qtbot: QtBot, desk: Desk, tmp_path: Path, room: RecordingRoom
) -> None:
    jobs = HeldJobs()
    hands = opener(qtbot, replace(desk, jobs=jobs), tmp_path)(3)
    hands.press(Key.Key_Return, Key.Key_Return)
    jobs.do_all()
    assert len(hands.printers.jobs) == 1
    assert room.toasts == [f"E-bill 3 was sent to {BROTHER}."]


def test_esc_takes_an_early_enter_back(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    jobs = HeldJobs()
    hands = opener(qtbot, replace(desk, jobs=jobs), tmp_path)(3)
    hands.press(Key.Key_Return)
    assert not hands.panel.escape()
    jobs.do_all()
    assert hands.printers.jobs == []


def test_while_it_is_printed_nothing_is_closed(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("smbcrm.ui.counter.bill_panel.PATIENCE_MS", 0)
    jobs = HeldJobs(held=False)
    hands = opener(qtbot, replace(desk, jobs=jobs), tmp_path)(3)
    jobs.held = True
    hands.press(Key.Key_Return)
    panel = hands.panel
    assert panel.half_done()
    assert panel.is_writing()
    assert panel.escape()
    qtbot.waitUntil(lambda: panel.side.print.words == "Printing…")
    assert not panel._back.isEnabled()
    panel.print()
    panel.save()
    assert len(jobs.waiting) == 1
    jobs.do_all()
    assert not panel.half_done()
    assert hands.closed == 1


def test_what_is_printed_without_its_panel_is_noted_all_the_same(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    jobs = HeldJobs(held=False)
    hands = opener(qtbot, replace(desk, jobs=jobs), tmp_path)(3)
    jobs.held, hands.printers.refuses = True, True
    hands.press(Key.Key_Return)
    delete(hands.panel.handing)
    jobs.do_all()
    assert desk.services.bills.find("3").issued is False


def test_a_printer_that_refuses_hands_nothing_over(open_bill: OpenBill, tmp_path: Path) -> None:
    hands = open_bill()
    hands.printers.refuses = True
    hands.press(Key.Key_Return)
    assert hands.said == (
        f"{BROTHER} did not take it. See that it is on and has paper, choose another printer, or "
        "save the PDF."
    )
    assert not hands.copy
    assert hands.closed == 0
    assert hands.panel.side.print.button.hasFocus()
    hands.chosen = str(tmp_path / "instead.pdf")
    (save,) = hands.panel.notices.buttons
    QTest.mouseClick(save, Qt.MouseButton.LeftButton)
    assert (tmp_path / "instead.pdf").read_bytes().startswith(b"%PDF")
    assert hands.copy


def test_after_a_refusal_the_next_one_is_the_original(open_bill: OpenBill) -> None:
    hands = open_bill()
    hands.printers.refuses = True
    hands.press(Key.Key_Return)
    hands.printers.refuses = False
    hands.press(Key.Key_Return)
    assert hands.closed == 1
    shown = hands.panel._draft
    assert shown is not None
    assert not shown.paper.copy


def test_esc_closes_what_is_said_first(open_bill: OpenBill) -> None:
    hands = open_bill()
    hands.printers.refuses = True
    hands.press(Key.Key_Return)
    assert hands.panel.escape()
    assert hands.said == ""
    assert not hands.panel.escape()


def test_without_a_printer_it_is_saved(open_bill: OpenBill, tmp_path: Path) -> None:
    hands = open_bill()
    hands.panel._found(())
    assert "No printer is installed on this PC. Save the PDF instead." in hands.words
    assert not hands.panel.side.print.button.isEnabled()
    assert hands.panel.side.save.hasFocus()
    hands.chosen = str(tmp_path / "one.pdf")
    hands.press(Key.Key_Return)
    assert (tmp_path / "one.pdf").exists()
    assert hands.printers.jobs == []


def test_printers_that_cannot_be_asked_for_are_none(
    qtbot: QtBot, desk: Desk, tmp_path: Path, room: RecordingRoom
) -> None:
    hands = opener(qtbot, desk, tmp_path)(3)
    hands.panel._none_found(ServerGone())
    assert len(room.troubles) == 1
    assert "No printer is installed on this PC." in hands.words


def test_it_is_saved_where_it_was_saved_last(
    open_bill: OpenBill, tmp_path: Path, desk: Desk, room: RecordingRoom
) -> None:
    hands = open_bill(3)
    file = tmp_path / "bills" / "for Hannah.pdf"
    file.parent.mkdir()
    hands.chosen = str(file)
    hands.control(Key.Key_S)
    assert hands.asked[0] == "Save the bill"
    assert Path(hands.asked[1]).name == "E-bill 3.pdf"
    assert room.toasts == [f"E-bill 3 was saved as {file}."]
    assert hands.closed == 1
    assert file.read_bytes().startswith(b"%PDF")
    assert desk.premises.machine.get(PDF_FOLDER) == str(file.parent)
    again = open_bill(3)
    again.control(Key.Key_S)
    assert Path(again.asked[1]) == file.parent / "E-bill 3.pdf"
    assert again.closed == 0, "nobody chose a file"
    file.unlink()
    file.parent.rmdir()
    again.control(Key.Key_S)
    assert Path(again.asked[3]).parent != file.parent, "a stick that was pulled out"


def test_a_file_without_its_ending_gets_it_and_replaces_nothing(
    open_bill: OpenBill, tmp_path: Path
) -> None:
    there = tmp_path / "v1.2.pdf"
    there.write_bytes(b"mine")
    hands = open_bill()
    hands.chosen = str(tmp_path / "v1.2")
    hands.control(Key.Key_S)
    assert there.read_bytes() == b"mine"
    assert "v1.2.pdf" in hands.said
    assert not hands.copy
    hands.chosen = str(there)
    hands.control(Key.Key_S)
    assert there.read_bytes().startswith(b"%PDF"), "the dialog has asked about this one"


def test_a_folder_that_is_not_there_is_said(open_bill: OpenBill, tmp_path: Path) -> None:
    hands = open_bill()
    hands.chosen = str(tmp_path / "not there" / "x.pdf")
    hands.control(Key.Key_S)
    assert hands.said
    assert not hands.copy
    assert hands.closed == 0


def test_a_bill_that_was_closed_while_the_dialog_asked_is_not_saved(
    open_bill: OpenBill, tmp_path: Path, room: RecordingRoom
) -> None:
    hands = open_bill()
    panel, file = hands.panel, tmp_path / "late.pdf"

    def ask(_title: str, _proposed: str) -> str:
        panel.hide()
        delete(panel)
        return str(file)

    panel.file._ask = ask  # type: ignore[method-assign, assignment]
    panel.save()
    assert not file.exists()
    assert room.troubles == []


def test_a_bill_that_cannot_be_drawn_is_tried_again(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    desk, bills = with_faults(desk)
    bills.breaks["draft"] = ServerGone()
    hands = opener(qtbot, desk, tmp_path)(3)
    assert hands.said == "The shop's database cannot be reached."
    assert not hands.panel.side.save.isEnabled()
    (again,) = hands.panel.notices.buttons
    QTest.mouseClick(again, Qt.MouseButton.LeftButton)
    assert hands.said == ""
    assert "Page 1 of 1" in hands.words


def test_a_fault_of_the_books_is_said_and_enter_tries_again(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    desk, bills = with_faults(desk)
    hands = opener(qtbot, desk, tmp_path)(3)
    bills.breaks["issue"] = ServerGone()
    hands.press(Key.Key_Return)
    assert hands.said == "The shop's database cannot be reached."
    assert hands.printers.jobs == []
    hands.press(Key.Key_Return)
    assert len(hands.printers.jobs) == 1


def test_a_bug_is_told_at_large(
    qtbot: QtBot, desk: Desk, tmp_path: Path, room: RecordingRoom
) -> None:
    desk, bills = with_faults(desk)
    hands = opener(qtbot, desk, tmp_path)(3)
    bills.breaks["page"] = ZeroDivisionError()
    hands.press(Key.Key_Return)
    assert [type(error) for error in room.troubles] == [ZeroDivisionError]
    assert not _copy(desk)
    assert hands.closed == 0


def _copy(desk: Desk) -> bool:
    return desk.services.bills.find("3").issued
