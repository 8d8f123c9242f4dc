"""Pictures of pages: they show what is in the PDF, from any thread."""

from concurrent.futures import ThreadPoolExecutor

import pypdfium2
import pytest

from smbcrm.exports.pdf.rendering import PdfiumRenderer
from smbcrm.membership.bills.types import PageImage, Paper, PaperSize
from tests.helpers import paper


def test_a_page_has_the_size_of_its_paper() -> None:
    renderer = PdfiumRenderer()
    small = renderer.page(paper.written(paper.sale()), 0, 100)
    large = renderer.page(paper.written(paper.sale(), Paper(PaperSize.A4)), 0, 100)
    assert (small.width, small.height) == (583, 827)
    assert (large.width, large.height) == (827, 1170)
    assert len(small.pixels) == 583 * 827 * 3


def test_the_colours_are_red_green_blue() -> None:
    (page,) = paper.pictures(paper.written(paper.sale()), 72)
    assert page.getpixel((5, 5)) == (255, 255, 255)
    # The tile that stands in for a logo: the primary colour, a dark green.
    assert page.getpixel((34, 33)) == (11, 107, 87)


def test_pages_are_counted_and_drawn_each() -> None:
    pdf = paper.written(paper.sale(lines=paper.lines(60)))
    renderer = PdfiumRenderer()
    assert renderer.count(pdf) == 4
    assert len({renderer.page(pdf, number, 40).pixels for number in range(4)}) == 4


def test_a_page_that_is_not_there_is_an_error() -> None:
    with pytest.raises((IndexError, pypdfium2.PdfiumError)):
        PdfiumRenderer().page(paper.written(paper.sale()), 7, 40)
    with pytest.raises(pypdfium2.PdfiumError):
        PdfiumRenderer().count(b"no document")


def test_bills_are_written_and_drawn_from_any_thread() -> None:
    renderer = PdfiumRenderer()
    bills = [paper.sale(), paper.tea(), paper.top_up(), paper.redemption(language="zh_TW")]
    alone = [renderer.page(paper.written(bill), 0, 40) for bill in bills]

    def one(number: int) -> PageImage:
        return renderer.page(paper.written(bills[number % 4]), 0, 40)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(one, range(32))) == alone * 8
