"""The bill at the counter: the very PDF in sight, and what can be chosen about it."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from smbcrm.core.machine import BILL_PAPER, PRINTER
from smbcrm.membership.bills.types import Paper, PaperSize
from smbcrm.membership.sales.types import ReverseRequest, SaleRequest
from smbcrm.ui.counter.bill_panel import BillMemory
from smbcrm.ui.desk import Desk
from smbcrm.ui.jobs import Lane
from smbcrm.ui.sheet_pages import SheetPages
from smbcrm.ui.widgets.badges import StateBadge
from tests.helpers.bill_hands import BROTHER, COUNTER, BillHands, OpenBill, opener, sold_many
from tests.helpers.codes import codes_on
from tests.helpers.held_jobs import HeldJobs
from tests.helpers.money_hands import view_of
from tests.helpers.room import RecordingRoom
from tests.helpers.screen_check import faults

HANNAH = "Hannah Brooks"
Key = Qt.Key


@pytest.fixture
def open_bill(qtbot: QtBot, desk: Desk, tmp_path: Path) -> OpenBill:
    return opener(qtbot, desk, tmp_path)


def shown_codes(hands: BillHands) -> list[str]:
    """Return what the code says on the page that is in sight."""
    hands.panel.pages.view.step(1)  # for the eyes of a machine
    return codes_of(hands.panel.pages)


def codes_of(pages: SheetPages) -> list[str]:
    """Return what the code says on the picture of a page."""
    assert pages.view.picture is not None
    return codes_on(pages.view.picture)


def badges(hands: BillHands) -> list[str]:
    """Return what stands in the heading about the bill."""
    found = hands.panel.findChildren(StateBadge)
    return [badge.accessibleName() for badge in found if badge.isVisible()]


def test_the_very_pdf_is_shown(open_bill: OpenBill) -> None:
    hands = open_bill(3)
    assert "E-bill 3" in hands.words
    assert "for Hannah Brooks · $1,240.00" in hands.words
    assert "Page 1 of 1" in hands.words
    (code,) = shown_codes(hands)
    assert code.startswith("BILL 3 CARD 6810")


def test_it_says_that_it_is_the_original(open_bill: OpenBill) -> None:
    hands = open_bill()
    assert hands.panel.side.checked.text() == "The original. Every character is there"
    assert badges(hands) == []


def test_it_says_that_it_is_a_copy(open_bill: OpenBill, desk: Desk) -> None:
    desk.services.bills.issue(desk.act(), "3", Paper())
    hands = open_bill(3)
    assert hands.panel.side.checked.text().startswith("A copy: it was handed over before")
    assert badges(hands) == ["State: A copy"]


def test_it_says_that_it_is_void(open_bill: OpenBill, desk: Desk) -> None:
    sale = desk.services.till.sale(SaleRequest(desk.act(), None, 900))
    desk.services.till.reverse(ReverseRequest(desk.act(), sale.operation))
    hands = open_bill(memory=BillMemory(sale.operation))
    assert hands.panel.side.checked.text().startswith("Void: it was taken back. The original")
    assert badges(hands) == ["State: Void"]
    assert "without a customer · $9.00" in hands.words


def test_the_paper_is_chosen_and_remembered_on_this_pc(open_bill: OpenBill, desk: Desk) -> None:
    hands = open_bill()
    across = hands.panel.pages.view.paper_size()
    assert hands.panel.side.paper.size is PaperSize.A5
    QTest.mouseClick(hands.panel.side.sheet.buttons()[1], Qt.MouseButton.LeftButton)
    assert desk.premises.machine.get(BILL_PAPER) == "A4"
    larger = hands.panel.pages.view.paper_size()
    assert abs(across.width() - larger.width()) < 8, "both fit the width"
    assert hands.panel.pages.view.percent < 70
    assert open_bill().panel.side.paper.size is PaperSize.A4


def test_the_bills_own_language_comes_first(open_bill: OpenBill) -> None:
    combo = open_bill().panel.side.language.combo
    offered = [combo.itemText(number) for number in range(combo.count())]
    assert offered == ["English (its own)", "简体中文", "繁體中文"]


def test_another_language_is_drawn_and_printed(open_bill: OpenBill) -> None:
    hands = open_bill()
    before = hands.panel._draft
    hands.panel.side.language.combo.setFocus()
    hands.press(Key.Key_Down)
    assert hands.panel.side.paper.language == "zh_CN"
    assert hands.panel._draft is not before


def test_the_printer_used_last_is_chosen_again(open_bill: OpenBill, desk: Desk) -> None:
    hands = open_bill(3, BROTHER, COUNTER)
    assert hands.panel.side.printer.value() == BROTHER
    hands.panel.side.printer.combo.setFocus()
    hands.press(Key.Key_Down)
    assert desk.premises.machine.get(PRINTER) == COUNTER
    assert open_bill(3, BROTHER, COUNTER).panel.side.printer.value() == COUNTER
    assert open_bill(3, BROTHER).panel.side.printer.value() == BROTHER


def test_pages_are_turned_by_keys_and_buttons(open_bill: OpenBill, desk: Desk) -> None:
    hands = open_bill(sold_many(desk.services, 60))
    pages = hands.panel.pages
    assert pages.count > 1
    assert f"Page 1 of {pages.count}" in hands.words
    hands.press(Key.Key_PageDown)
    assert f"Page 2 of {pages.count}" in hands.words
    QTest.mouseClick(pages.before, Qt.MouseButton.LeftButton)
    assert pages.number == 0
    assert not pages.before.isEnabled()
    for _ in range(pages.count):
        hands.press(Key.Key_PageDown)
    assert pages.number == pages.count - 1
    assert not pages.after.isEnabled()
    assert codes_of(pages) or shown_codes(hands)
    hands.press(Key.Key_PageUp)
    bar = pages.view.verticalScrollBar()
    assert bar.value() == bar.maximum(), "backwards one reads on from the foot"


def test_a_page_that_is_there_no_more_is_the_last_one(open_bill: OpenBill, desk: Desk) -> None:
    pages = open_bill(sold_many(desk.services, 60)).panel.pages
    pages.turn(1)
    draft = desk.services.bills.draft("3", Paper())
    pages.show_pdf(draft.pdf, draft.paper.size)
    assert (pages.number, pages.count) == (0, 1)
    assert codes_of(pages) != []


def test_one_page_is_scrolled_by_the_same_keys(open_bill: OpenBill) -> None:
    hands = open_bill()
    assert not hands.panel.pages.after.isVisible()
    hands.press(Key.Key_PageDown)
    assert hands.panel.pages.view.verticalScrollBar().value() > 0
    hands.press(Key.Key_PageUp)
    assert hands.panel.pages.view.verticalScrollBar().value() == 0


def test_it_is_shown_larger_and_smaller(open_bill: OpenBill) -> None:
    hands = open_bill()
    view = hands.panel.pages.view
    by_itself = view.percent
    hands.control(Key.Key_Plus)
    assert view.percent == 100
    assert hands.panel.pages.fit.text() == "100 %"
    hands.control(Key.Key_Minus)
    assert view.percent == 75
    hands.control(Key.Key_0)
    assert view.percent == by_itself
    QTest.mouseClick(hands.panel.pages.larger, Qt.MouseButton.LeftButton)
    QTest.mouseClick(hands.panel.pages.fit, Qt.MouseButton.LeftButton)
    assert view.fits


def test_nothing_is_drawn_on_the_thread_of_the_window(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    """What the panel asks for is done by the worker of paper, whoever is searched for meanwhile."""

    class Noting(HeldJobs):
        def run(
            self, owner: object, work: object, *rest: object, lane: Lane = Lane.COUNTER
        ) -> None:
            lanes.append(lane)
            super().run(owner, work, *rest, lane=lane)  # type: ignore[arg-type]

    lanes: list[Lane] = []
    jobs = Noting()
    hands = opener(qtbot, replace(desk, jobs=jobs), tmp_path)(3)
    assert lanes == [Lane.PAPER] * 2, "which printers there are, and the bill"
    assert "Page 1" not in hands.words
    jobs.do_all()
    assert lanes[2:] == [Lane.PAPER], "its picture"
    assert "Page 1 of 1" in hands.words
    hands.chosen = str(tmp_path / "one.pdf")
    hands.control(Key.Key_S)
    assert lanes[3:] == [Lane.PAPER], "a folder on the net takes its time too"
    jobs.do_all()


def test_a_bill_stands_beside_nobody_elses_card(desk: Desk) -> None:
    view = view_of(desk, HANNAH)
    hers, walk_in = BillMemory("3", customer=view.shown.customer.id), BillMemory("4")
    assert hers.beside(view) is view
    assert walk_in.beside(view) is None
    assert hers.beside(None) is None


def test_what_is_no_bill_is_said(open_bill: OpenBill, room: RecordingRoom) -> None:
    hands = open_bill(999)
    assert hands.said
    assert not hands.panel.side.save.isEnabled()
    assert room.troubles == []
    hands.press(Key.Key_Escape)


def test_what_was_chosen_outlives_a_change_of_language(open_bill: OpenBill) -> None:
    hands = open_bill()
    hands.panel.side.language.combo.setFocus()
    hands.press(Key.Key_Down)
    again = open_bill(memory=hands.panel.memory())
    assert again.panel.side.paper == hands.panel.side.paper
    assert again.panel.memory().act == hands.panel.memory().act


@pytest.mark.parametrize(
    "size", [(1366, 696, 729, 600), (1093, 543, 637, 463), (911, 452, 819, 264)]
)
@pytest.mark.parametrize("chinese", [False, True])
def test_everything_can_be_read(
    qtbot: QtBot,
    request: pytest.FixtureRequest,
    tmp_path: Path,
    size: tuple[int, int, int, int],
    chinese: bool,  # noqa: FBT001 - a case
) -> None:
    desk = request.getfixturevalue("zh_desk" if chinese else "desk")
    *window, width, height = size
    desk.services.bills.issue(desk.act(), "3", Paper())
    hands = opener(qtbot, desk, tmp_path)(3, size=(width, height))
    panel = hands.panel
    panel.narrow(*window)
    hands.place.resize(width, height)
    qtbot.wait(50)
    assert panel.minimumSizeHint().height() <= height
    assert panel.size().toTuple() == (width, height)
    assert faults(panel) == []


def test_every_control_has_a_name(open_bill: OpenBill) -> None:
    assert [one for one in faults(open_bill().panel) if "name" in one] == []
