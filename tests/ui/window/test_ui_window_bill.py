"""The bill in the whole window: F9 from anywhere, real workers, and nothing of it at the start."""

import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QPushButton

from smbcrm.exports.pdf.rendering import PdfiumRenderer
from smbcrm.membership.bills.types import PageImage, Paper
from smbcrm.ui.counter import bill_panel
from smbcrm.ui.counter.panel import BILL
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
    assert threads == {"shopbell-paper_0"}


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
