"""Bills to put on paper, and what can be read back from it with poppler's tools."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from html import unescape
from itertools import combinations
from typing import Any

from PIL import Image

from smbcrm.core.money import Currency
from smbcrm.exports.pdf.ebill import PdfBillWriter
from smbcrm.exports.pdf.rendering import PdfiumRenderer
from smbcrm.membership.bills.types import (
    Balances,
    Bill,
    BillCustomer,
    BillLine,
    BillPayment,
    BillShop,
    Paper,
)

MILLIMETRE = 72 / 25.4
"""In points."""

LANGUAGES = ("en", "zh_CN", "zh_TW")
RARE = "𠮷㛃喆镕堃犇龑䶮𫚉䢺𬭎㭎䥑𬱖昇珺赟燊"
"""Characters of names that fonts often lack."""

SHOP = BillShop(
    "Willow & Wren",
    "22 Harbour Walk, Bristol BS1 5AA",
    "0117 496 0142",
    "GB 000 0000 00",
    "Keep this bill for returns within 14 days.",
)
TEA_SHOP = BillShop(
    "青禾茶铺",
    "厦门市中山路 31 号",
    "0592-555-0142",
    "",
    "本单为会员消费凭证，如需发票请在 30 日内到店开具。商品未拆封可 7 日内退换。",
)
HANNAH = BillCustomer(
    id=1,
    code="C1",
    name="Hannah Berger",
    phone="",
    address="",
    card="681000427715",
    tier="Gold",
    given_name="Hannah",
    tier_code="gold",
)
CHEN = replace(HANNAH, name="陈雨桐", given_name="雨桐", tier="金卡")

_WRITER = PdfBillWriter()
_RENDERER = PdfiumRenderer()
_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">')
_WORD = re.compile(
    r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>'
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word as a reader finds it: its page from 0, and its box in points from the upper left."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str


def sale(**changes: Any) -> Bill:  # noqa: ANN401 - any field of a bill
    """Return the bill of a sale, as the design has it, with some fields changed."""
    bill = Bill(
        operation="0193f0a0-0000-7000-8000-000000000001",
        kind="sale",
        bill_number=10482,
        business_date="2026-11-21",
        recorded_at="2026-11-21T10:24:00.000000Z",
        language="en",
        currency=Currency("USD", 2),
        shop=SHOP,
        staff="Mia",
        terminal="Till 1",
        amount=6120,
        customer=HANNAH,
        lines=(
            BillLine("CUT", "Cut and blow-dry", 1000, 5800, 5800),
            BillLine("OIL", "Argan oil, 15 ml", 1000, 1000, 1000),
        ),
        gross=6800,
        discount=680,
        tax=1020,
        tax_rate="1/5",
        payments=(BillPayment("stored", 6120, principal=5001, gift=1119),),
        points=91,
        before=Balances(principal=20000, gift=3250, points=1240),
        after=Balances(principal=14999, gift=2131, points=1331),
        local_time="2026-11-21T10:24",
        points_worth=1331,
    )
    return replace(bill, **changes)


def tea(**changes: Any) -> Bill:  # noqa: ANN401 - any field of a bill
    """Return the bill of a sale in a Chinese shop, with some fields changed."""
    bill = sale(
        language="zh_CN",
        currency=Currency("CNY", 2),
        shop=TEA_SHOP,
        staff="周佳怡",
        customer=CHEN,
        lines=(
            BillLine("F", "凤凰单丛 150 克", 1000, 26800, 26800),
            BillLine("G", "桂花乌龙 100 克", 1000, 7200, 7200),
        ),
        amount=30600,
        gross=34000,
        discount=3400,
        tax=None,
        tax_rate=None,
        payments=(BillPayment("stored", 30600, principal=25006, gift=5594),),
        points=459,
        before=Balances(principal=100000, gift=16250, points=6240),
        after=Balances(principal=74994, gift=10656, points=6699),
        points_worth=6699,
    )
    return replace(bill, **changes)


def top_up(**changes: Any) -> Bill:  # noqa: ANN401 - any field of a bill
    """Return the bill of a top-up."""
    bill = sale(
        kind="top_up",
        bill_number=10483,
        lines=(),
        gross=0,
        discount=0,
        tax=None,
        tax_rate=None,
        points=0,
        amount=50000,
        gift=5000,
        payments=(BillPayment("cash", 50000, given=60000, change=10000),),
        before=Balances(principal=14999, gift=2131, points=1331),
        after=Balances(principal=64999, gift=7131, points=1331),
    )
    return replace(bill, **changes)


def redemption(**changes: Any) -> Bill:  # noqa: ANN401 - any field of a bill
    """Return the bill of points turned into store credit."""
    bill = sale(
        kind="redemption",
        bill_number=10484,
        lines=(),
        gross=0,
        discount=0,
        tax=None,
        tax_rate=None,
        payments=(),
        points=-500,
        amount=500,
        before=Balances(principal=14999, gift=2131, points=1331),
        after=Balances(principal=14999, gift=2131, credit=500, points=831),
        points_worth=831,
    )
    return replace(bill, **changes)


def walk_in(**changes: Any) -> Bill:  # noqa: ANN401 - any field of a bill
    """Return the bill of somebody whom the shop does not know."""
    return sale(
        **{
            "customer": None,
            "discount": 0,
            "amount": 6800,
            "payments": (BillPayment("cash", 6800, given=10000, change=3200),),
            "points": 0,
            "points_worth": None,
            "before": Balances(),
            "after": Balances(),
        }
        | changes
    )


def lines(count: int) -> tuple[BillLine, ...]:
    """Return so many lines of a sale, each with a name of its own."""
    return tuple(
        BillLine(f"I{number}", f"Item number {number}", 1000, 100, 100)
        for number in range(1, count + 1)
    )


def written(bill: Bill, paper: Paper | None = None) -> bytes:
    """Return a bill as a PDF."""
    return _WRITER.write(bill, paper or Paper()).pdf


def missing(bill: Bill, paper: Paper | None = None) -> dict[str, str]:
    """Return the characters that are missing, each with the text it stands in."""
    return {one.character: one.text for one in _WRITER.write(bill, paper or Paper()).missing}


@cache
def read(pdf: bytes) -> str:
    """Return the text of a PDF as somebody copies it out, in the order of the drawing."""
    return _tool(pdf, "pdftotext", "-raw", "-", "-").decode()


@cache
def words(pdf: bytes) -> tuple[Word, ...]:
    """Return the words of a PDF with their places."""
    page = -1
    found = []
    for line in _boxes(pdf).splitlines():
        if _PAGE.search(line):
            page += 1
        if match := _WORD.search(line):
            left, top, right, bottom = map(float, match.groups()[:4])
            found.append(Word(page, left, top, right, bottom, unescape(match[5])))
    return tuple(found)


@cache
def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Return the width and height of each page in points."""
    return [(float(width), float(height)) for width, height in _PAGE.findall(_boxes(pdf))]


def see_that_all_is_in_its_place(pdf: bytes) -> None:
    """Assert that no word reaches into the margins of its page or stands on another."""
    found, sizes = _inked(pdf), page_sizes(pdf)
    margin = 4 * MILLIMETRE
    for word in found:
        width, height = sizes[word.page]
        assert word.left >= margin, word
        assert word.right <= width - margin, word
        assert word.top >= margin, word
        assert word.bottom <= height - margin, word
    for page in {word.page for word in found}:
        on_page = [word for word in found if word.page == page]
        assert [pair for pair in combinations(on_page, 2) if _overlap(*pair)] == []


def _inked(pdf: bytes) -> list[Word]:
    """Return the words by what is inked of them: a line of text is higher than its letters."""
    found = []
    for word in words(pdf):
        rest = (word.bottom - word.top) * 0.24
        found.append(replace(word, top=word.top + rest, bottom=word.bottom - rest))
    return found


def _overlap(one: Word, two: Word) -> bool:
    return (
        one.page == two.page
        and one.left < two.right - 0.2
        and two.left < one.right - 0.2
        and one.top < two.bottom
        and two.top < one.bottom
    )


def pictures(pdf: bytes, dots_per_inch: int = 150) -> Iterator[Image.Image]:
    """Yield the pages as they are printed."""
    for number in range(_RENDERER.count(pdf)):
        image = _RENDERER.page(pdf, number, dots_per_inch)
        yield Image.frombytes("RGB", (image.width, image.height), image.pixels)


@cache
def _boxes(pdf: bytes) -> str:
    """Return the report of pages and words; its head, where poppler garbles names, is left out."""
    return _tool(pdf, "pdftotext", "-bbox-layout", "-", "-").partition(b"<body>")[2].decode()


def _tool(pdf: bytes, *command: str) -> bytes:
    return subprocess.run(command, input=pdf, stdout=subprocess.PIPE, check=True).stdout
