"""Pages on paper: the whole sheet, one picture a page, and what happens when a printer refuses."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtPrintSupport import QPrinter

from smbcrm.membership.bills.types import PageImage, Paper, PaperSize
from smbcrm.ui.desk import Desk
from smbcrm.ui.printing import (
    DOTS_PER_INCH,
    PrinterRefused,
    Printers,
    PrintJob,
    in_order,
    millimetres,
    picture,
)
from tests.helpers.codes import codes_in
from tests.helpers.printers import PdfPrinters, printed

BROTHER = "Brother HL-L2350"
SIZES = {PaperSize.A5: (148, 210), PaperSize.A4: (210, 297)}


@pytest.fixture
def printers(tmp_path: Path) -> PdfPrinters:
    return PdfPrinters(tmp_path, BROTHER)


def pages_of(desk: Desk, paper: Paper) -> list[PageImage]:
    bills = desk.services.bills
    pdf = bills.draft("3", paper).pdf
    return [bills.page(pdf, number, DOTS_PER_INCH) for number in range(bills.pages(pdf))]


def ink(page: PageImage) -> tuple[float, ...]:
    """Return where the ink begins and ends on a page, as shares of it."""
    seen = Image.frombytes("RGB", (page.width, page.height), page.pixels).convert("L")
    box = seen.point(lambda value: 255 if value < 160 else 0).getbbox()
    assert box is not None
    sides = (page.width, page.height, page.width, page.height)
    return tuple(edge / side for edge, side in zip(box, sides, strict=True))


@pytest.mark.parametrize("size", list(PaperSize))
def test_a_bill_lies_on_its_sheet_as_in_the_pdf(
    desk: Desk, printers: PdfPrinters, size: PaperSize
) -> None:
    pages = pages_of(desk, Paper(size))
    printers.send(PrintJob(BROTHER, size, "Bill 3"), pages)
    (page,) = printed(printers.paper(1))
    assert (page.width, page.height) == pytest.approx([mm * 150 / 25.4 for mm in SIZES[size]], 0.01)
    assert ink(page) == pytest.approx(ink(pages[0]), abs=0.003)
    assert codes_in(page) == codes_in(pages[0]) != []


def test_pages_are_printed_one_after_the_other(desk: Desk, printers: PdfPrinters) -> None:
    (page,) = pages_of(desk, Paper())
    empty = PageImage(2, 3, b"\xff" * 18)
    printers.send(PrintJob(BROTHER, PaperSize.A5, "Bill 3"), [page, empty, page])
    assert [bool(codes_in(one)) for one in printed(printers.paper(1))] == [True, False, True]


def test_letters_keep_their_edges(printers: PdfPrinters) -> None:
    """JPEG would make greys where there are none."""
    width, height = 1748, 2480
    row = (b"\x00" * 3 + b"\xff" * 3) * (width // 2)
    printers.send(PrintJob(BROTHER, PaperSize.A5, "x"), [PageImage(width, height, row * height)])
    assert b"/DCTDecode" not in printers.paper(1).read_bytes()


def test_a_printer_that_is_gone_is_named(printers: PdfPrinters, desk: Desk) -> None:
    with pytest.raises(PrinterRefused) as refused:
        printers.send(PrintJob("Old one", PaperSize.A5, "Bill 3"), pages_of(desk, Paper()))
    assert str(refused.value).startswith("Old one did not take it.")


def test_a_printer_of_the_system_that_is_not_there_is_none() -> None:
    assert Printers().device("No such printer") is None


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_device_that_cannot_be_opened_is_refused(tmp_path: Path, desk: Desk) -> None:
    printers = PdfPrinters(tmp_path / "not" / "there", BROTHER)
    with pytest.raises(PrinterRefused):
        printers.send(PrintJob(BROTHER, PaperSize.A5, "Bill 3"), pages_of(desk, Paper()))


def test_nothing_is_printed_of_a_bill_that_breaks_off(desk: Desk, tmp_path: Path) -> None:
    """What a printer was given so far is taken back, not printed."""
    aborted: list[bool] = []

    class Watched(QPrinter):
        def abort(self) -> bool:
            aborted.append(True)
            return super().abort()

    class Watching(PdfPrinters):
        def device(self, printer: str) -> QPrinter | None:
            del printer
            made = Watched(QPrinter.PrinterMode.HighResolution)
            made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            made.setOutputFileName(str(tmp_path / "broken.pdf"))
            return made

    def pages() -> Iterator[PageImage]:
        yield from pages_of(desk, Paper())
        raise ZeroDivisionError

    printers = Watching(tmp_path, BROTHER)
    with pytest.raises(ZeroDivisionError):
        printers.send(PrintJob(BROTHER, PaperSize.A5, "Bill 3"), pages())
    assert aborted == [True]


def test_the_choice_of_the_system_comes_first() -> None:
    assert in_order(["A", "B", "C"], "B") == ("B", "A", "C")
    assert in_order(["A", "B"], "") == ("A", "B")
    assert in_order([], "") == ()
    assert isinstance(Printers().installed(), tuple)


def test_a_picture_keeps_every_dot() -> None:
    page = PageImage(3, 2, bytes(range(18)))
    image = picture(page)
    dots = [image.pixelColor(x, y) for y in range(2) for x in range(3)]
    found = [part for dot in dots for part in (dot.red(), dot.green(), dot.blue())]
    assert found == list(page.pixels)


def test_the_sheets_are_those_of_the_norm() -> None:
    assert {size: millimetres(size) for size in PaperSize} == SIZES
