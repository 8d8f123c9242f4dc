"""The bill in the whole window: F9 from anywhere, real workers, and nothing of it at the start."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QPushButton

from smbcrm.exports.pdf.rendering import PdfiumRenderer
from smbcrm.membership.bills.types import PageImage, Paper
from smbcrm.membership.shop import settings
from smbcrm.ui import paper_worker
from smbcrm.ui.counter import bill_panel
from smbcrm.ui.counter.panel import BILL
from smbcrm.ui.event_bridge import Elsewhere
from smbcrm.ui.printing import PrintJob
from tests.helpers.house import House
from tests.helpers.printers import PdfPrinters, printed


@pytest.fixture
def printers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PdfPrinters:
    """Install a printer that prints into the test's own folder."""
    made = PdfPrinters(tmp_path, "Counter")
    monkeypatch.setattr(bill_panel, "Printers", lambda: made)
    return made


def test_a_sale_is_taken_and_its_bill_printed_by_keys_alone(
    selling: House, printers: PdfPrinters
) -> None:
    selling.press("Enter", "F9", "Enter")
    assert selling.shows("E-bill 4 was sent to Counter.")
    assert selling.shows("$68.00 taken")
    assert [job.title for job in printers.jobs] == ["E-bill 4"]
    assert len(printed(printers.paper(1))) == 1
    with selling.books() as books:
        assert books.bills.draft("4", Paper()).paper.copy


def test_it_is_drawn_and_printed_away_from_the_window(
    selling: House, printers: PdfPrinters, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: set[str] = set()
    real, device = PdfiumRenderer.page, printers.device

    def page(renderer: PdfiumRenderer, pdf: bytes, number: int, dots: int) -> PageImage:
        threads.add(threading.current_thread().name)
        return real(renderer, pdf, number, dots)

    def open_device(printer: str) -> QPrinter | None:
        threads.add(threading.current_thread().name)
        return device(printer)

    monkeypatch.setattr(PdfiumRenderer, "page", page)
    monkeypatch.setattr(printers, "device", open_device)
    selling.press("Enter", "F9", "Enter")
    assert len(printers.jobs) == 1
    assert threads == {"shopbell-paper"}


@dataclass
class SlowPrinter:
    """Holds what is printed until it is let on."""

    begun: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)


@pytest.fixture
def slow(printers: PdfPrinters, monkeypatch: pytest.MonkeyPatch) -> SlowPrinter:
    """Return what lets the printer go on."""
    told, real = SlowPrinter(), printers.send

    def send(job: PrintJob, pages: Iterable[PageImage]) -> None:
        told.begun.set()
        assert told.go_on.wait(30)
        real(job, pages)

    monkeypatch.setattr(printers, "send", send)
    return told


def furnish_while_it_prints(house: House, slow: SlowPrinter) -> None:
    """Print the last bill; meanwhile another till gives the shop another name."""
    house.press("F9")
    house.hurry_keys("Enter")
    house.wait_for(slow.begun.is_set)
    before = house.shop
    with house.books() as books:
        books.shop.set(settings.NAME.key, "Wren & Willow")
    before.desk.bridge.happened.emit(Elsewhere())
    house.wait_for(lambda: house.shop is not before)


def test_a_print_that_outlives_its_window_is_told_and_the_next_is_a_copy(
    open_house: House, printers: PdfPrinters, slow: SlowPrinter
) -> None:
    furnish_while_it_prints(open_house, slow)
    slow.go_on.set()
    open_house.settle()
    assert open_house.shows("E-bill 3 was sent to Counter.")
    assert open_house.shows("A copy")
    open_house.press("Enter")
    assert len(printers.jobs) == 2
    with open_house.books() as books:
        assert [one.is_copy for one in books.bills.find("3").issues] == [False, True]


def test_a_refusal_that_outlives_its_window_is_told(
    open_house: House, printers: PdfPrinters, slow: SlowPrinter
) -> None:
    furnish_while_it_prints(open_house, slow)
    printers.refuses = True
    slow.go_on.set()
    open_house.settle()
    assert open_house.shows("Counter did not take it.")
    with open_house.books() as books:
        assert not books.bills.find("3").issued


def test_a_shop_closes_and_is_replaced_though_its_printer_never_answers(
    open_house: House, slow: SlowPrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper_worker, "PATIENCE_S", 0.0)
    open_house.press("F9")
    open_house.hurry_keys("Enter")
    open_house.wait_for(slow.begun.is_set)
    with open_house.books() as books:
        copy = books.backups.now()
        books.shop.set(settings.NAME.key, "Wren & Willow")
    worker = next(one for one in threading.enumerate() if one.name == "shopbell-paper")
    open_house.shop.restore(copy.path)
    open_house.wait_for(lambda: open_house.opening.session is not None)
    open_house.settle()
    assert worker.is_alive()
    assert not open_house.window.windowTitle().startswith("Wren & Willow")
    slow.go_on.set()
    worker.join(30)
    assert not worker.is_alive()


@pytest.mark.parametrize("page", ["Ctrl+1", "Ctrl+2", "Ctrl+,"])
def test_f9_shows_the_last_bill_from_every_page(open_house: House, page: str) -> None:
    open_house.press(page, "F9")
    assert open_house.shop.place == "counter"
    assert open_house.shows("E-bill 3")
    assert open_house.shows("Page 1 of 1")


def test_f9_does_not_lose_what_is_typed(selling: House) -> None:
    selling.press("F9")
    assert selling.shows("Finish or close this first.")
    assert selling.shop.counter.flow.name == "sale"


def test_the_palette_and_the_sheet_know_it(open_house: House) -> None:
    open_house.press("F1")
    assert open_house.shows("Last e-bill")
    open_house.press("Esc", "Ctrl+K")
    open_house.type("e-bill")
    open_house.press("Enter")
    assert open_house.shop.counter.flow.name == BILL


def test_ctrl_z_takes_nothing_back_out_of_sight(selling: House) -> None:
    selling.press("Enter", "F9", "Ctrl+Z")
    assert selling.shop.counter.flow.name == BILL
    selling.press("Esc", "Ctrl+Z")
    assert selling.shows("$68.00 taken back, Hannah Brooks.")


def test_it_can_be_worked_by_tab_alone(open_house: House) -> None:
    open_house.press("F9")
    seen = set()
    for _ in range(30):
        seen.add(open_house.focus.accessibleName())
        open_house.press("Tab")
    panel = open_house.shop.counter.flow.panel
    assert panel is not None
    buttons = panel.findChildren(QPushButton)
    usable = {one.accessibleName() for one in buttons if one.isEnabled() and one.isVisible()}
    assert usable - {"Paper A4"} <= seen, "arrows choose the other paper"


def test_nothing_of_it_is_loaded_before_it_is_wanted() -> None:
    late = ["PySide6.QtPrintSupport", "reportlab", "pypdfium2", "smbcrm.ui.counter.bill_panel"]
    late += ["smbcrm.ui.printing", "smbcrm.ui.widgets.page_view", "smbcrm.membership.bills.service"]
    code = (
        "import json, sys, smbcrm.bootstrap, smbcrm.ui.open_shop, smbcrm.ui.session, "
        "smbcrm.ui.counter.page; print(json.dumps(sorted(sys.modules)))"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    loaded = set(json.loads(ended.stdout))
    assert "smbcrm.ui.counter.page" in loaded
    assert loaded & set(late) == set()
