"""A bill that is handed over while its panel is out of sight, or gone: told, and never twice."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from smbcrm.membership.bills.types import PageImage, Paper, PaperSize
from smbcrm.ui.desk import Desk
from smbcrm.ui.event_bridge import Ended
from smbcrm.ui.printing import PrinterRefused, PrintJob
from tests.helpers.bill_hands import BROTHER, NOWHERE, BillHands, opener, sold_to
from tests.helpers.held_jobs import HeldJobs
from tests.helpers.printers import PdfPrinters
from tests.helpers.room import RecordingRoom

Key = Qt.Key


@pytest.fixture
def jobs() -> HeldJobs:
    return HeldJobs(held=False)


@pytest.fixture
def ends(desk: Desk) -> list[Ended]:
    """Return what is told at large."""
    found: list[Ended] = []
    desk.bridge.happened.connect(lambda one: found.extend([one] if isinstance(one, Ended) else []))
    return found


@pytest.fixture
def printing(qtbot: QtBot, desk: Desk, tmp_path: Path, jobs: HeldJobs) -> BillHands:
    """Return a panel whose bill is on its way to the printer."""
    hands = opener(qtbot, replace(desk, jobs=jobs), tmp_path)(3)
    jobs.held = True
    hands.press(Key.Key_Return)
    assert hands.panel.handing.under_way
    return hands


def take_away(hands: BillHands) -> None:
    """Let the panel die as with a window that is furnished anew."""
    hands.panel.hide()
    delete(hands.panel)


def test_the_panel_that_takes_its_place_prints_a_copy(
    qtbot: QtBot, desk: Desk, tmp_path: Path, jobs: HeldJobs, printing: BillHands
) -> None:
    memory = printing.panel.memory()
    take_away(printing)
    again = opener(qtbot, replace(desk, jobs=jobs), tmp_path)(memory=memory)
    jobs.do_all()
    assert len(printing.printers.jobs) == 1
    shown = again.panel._draft
    assert shown is not None
    assert shown.paper.copy
    again.press(Key.Key_Return)
    jobs.do_all()
    first, second = desk.services.bills.find("3").issues
    assert (first.is_copy, second.is_copy) == (False, True)


def test_after_a_fault_the_same_request_goes_on(printing: BillHands, jobs: HeldJobs) -> None:
    act = printing.panel._act
    assert printing.panel.memory().act is None
    printing.printers.refuses = True
    jobs.do_all()
    assert printing.panel.memory().act == act


def test_its_success_is_told_at_large(
    printing: BillHands, jobs: HeldJobs, ends: list[Ended], room: RecordingRoom
) -> None:
    take_away(printing)
    jobs.do_all()
    assert ends == [Ended(f"E-bill 3 was sent to {BROTHER}.")]
    assert room.toasts == []


def test_its_refusal_is_told_at_large(
    printing: BillHands, jobs: HeldJobs, ends: list[Ended], desk: Desk
) -> None:
    printing.printers.refuses = True
    take_away(printing)
    jobs.do_all()
    (end,) = ends
    assert isinstance(end.error, PrinterRefused)
    assert not desk.services.bills.find("3").issued


def test_from_another_page_it_is_told_and_stays_said_in_its_place(
    printing: BillHands, jobs: HeldJobs, ends: list[Ended]
) -> None:
    printing.place.hide()
    printing.printers.refuses = True
    jobs.do_all()
    assert [type(one.error) for one in ends] == [PrinterRefused]
    assert printing.said.startswith(f"{BROTHER} did not take it.")


def test_what_is_seen_is_told_once(
    printing: BillHands, jobs: HeldJobs, ends: list[Ended], room: RecordingRoom
) -> None:
    jobs.do_all()
    assert printing.closed == 1
    assert (ends, len(room.toasts)) == ([], 1)


def test_a_shop_that_closes_ends_it_after_a_whole_page(
    printing: BillHands, jobs: HeldJobs, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(HeldJobs, "closing", property(lambda _jobs: True))
    take_away(printing)
    jobs.do_all()
    assert not desk.services.bills.find("3").issued


def test_a_printer_that_does_not_answer_holds_no_file_of_the_shop(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy can be put in its place: no connection of that thread is open meanwhile."""
    closed: list[bool] = []
    uow = desk.services.bills.uow
    installed, send = PdfPrinters.installed, PdfPrinters.send

    def asked(printers: PdfPrinters) -> tuple[str, ...]:
        closed.append(uow.db.is_closed())  # type: ignore[attr-defined]
        return installed(printers)

    def sent(printers: PdfPrinters, job: PrintJob, pages: Iterable[PageImage]) -> None:
        closed.append(uow.db.is_closed())  # type: ignore[attr-defined]
        send(printers, job, pages)

    monkeypatch.setattr(PdfPrinters, "installed", asked)
    monkeypatch.setattr(PdfPrinters, "send", sent)
    opener(qtbot, desk, tmp_path)(3).press(Key.Key_Return)
    assert closed == [True, True]


def test_a_request_that_was_noted_with_another_paper_is_given_up(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    """Its answer never came, and another sheet was chosen meanwhile."""
    hands = opener(qtbot, desk, tmp_path)(3)
    desk.services.bills.issue(hands.panel._act, "3", Paper(PaperSize.A4))
    hands.press(Key.Key_Return)
    assert "other arguments" in hands.said
    assert hands.printers.jobs == []
    hands.press(Key.Key_Return)
    assert len(hands.printers.jobs) == 1


def test_a_reprint_says_what_was_said_on_the_original(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    number = sold_to(desk.services, f"江{NOWHERE}")
    asked = Paper(language="zh_TW", instead=((NOWHERE, "宏"),))
    desk.services.bills.issue(desk.act(), str(number), asked)
    hands = opener(qtbot, desk, tmp_path)(number)
    assert hands.panel.side.language.value() == "zh_TW"
    assert not hands.panel.side.missing.rows
    hands.press(Key.Key_Return)
    assert len(hands.printers.jobs) == 1
