"""Where things stand on an e-bill, by the places that are read back from the PDF."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
import zxingcpp

from smbcrm.core.money import Currency
from smbcrm.membership.bills.types import (
    Balances,
    Bill,
    BillLine,
    BillPayment,
    Paper,
    PaperSize,
)
from tests.helpers.paper import (
    HANNAH,
    LANGUAGES,
    MILLIMETRE,
    SHOP,
    lines,
    page_sizes,
    pictures,
    read,
    redemption,
    sale,
    see_that_all_is_in_its_place,
    tea,
    top_up,
    walk_in,
    words,
    written,
)

MOST = 10**15
DEAR = replace(
    sale(),
    currency=Currency("KWD", 3),
    amount=MOST,
    gross=MOST,
    payments=(BillPayment("stored", MOST, principal=MOST - 5, gift=5),) * 5,
    before=Balances(MOST, MOST, MOST, 10**12),
    after=Balances(MOST, MOST, MOST, 10**12 + 5),
    points_worth=MOST,
    tax=MOST,
    lines=(BillLine("a", "Diamond", 10**9, MOST, MOST), BillLine("b", "Pearl", 1255, MOST, MOST)),
)
LONG_NAMES = replace(
    sale(),
    customer=replace(HANNAH, name="陈雨桐" * 27, given_name="", tier="白金" * 30, card="ABCD-" * 6),
    shop=replace(SHOP, name="Willow" * 40, address="地址" * 120, phone="0117 " * 20),
    staff="M" * 80,
    lines=(BillLine("a", "W" * 200, 1000, 1, 1), BillLine("b", "凤凰单丛" * 20, 1000, 1, 1)),
)
EVERYTHING = replace(
    DEAR,
    customer=LONG_NAMES.customer,
    shop=replace(LONG_NAMES.shop, note="条" * 500, tax_number="N" * 500),
    staff=LONG_NAMES.staff,
    lines=(*LONG_NAMES.lines, *DEAR.lines, *lines(60)),
)
BILLS = {
    "a sale": sale(),
    "Chinese": tea(),
    "a top-up": top_up(),
    "a redemption": redemption(),
    "a walk-in": walk_in(),
    "no lines": sale(lines=()),
    "no shop": sale(shop=replace(SHOP, name="", address="", phone="", tax_number="", note="")),
    "long names": LONG_NAMES,
    "a name of pages": sale(lines=(BillLine("a", "W" * 2500, 1000, 1, 1), *lines(3))),
    "a long tier": sale(customer=replace(HANNAH, tier="白金" * 90)),
    "large amounts": DEAR,
    "no decimals": replace(DEAR, currency=Currency("TWD", 0)),
    "60 lines": sale(lines=lines(60)),
    "200 lines": sale(lines=lines(200)),
    "everything": EVERYTHING,
}


@pytest.mark.parametrize("paper", [Paper(), Paper(PaperSize.A4, "zh_CN"), Paper(language="zh_TW")])
@pytest.mark.parametrize("name", BILLS)
def test_nothing_overlaps_and_nothing_is_cut(name: str, paper: Paper) -> None:
    pdf = written(BILLS[name], replace(paper, copy=True))
    see_that_all_is_in_its_place(pdf)


@pytest.mark.parametrize("name", ["a sale", "a long tier", "long names"])
def test_the_title_stands_under_the_whole_head(name: str) -> None:
    found = words(written(BILLS[name]))
    (card,) = (word for word in found if word.text.startswith(("7715", "ABCD-")))
    (title,) = (word for word in found if word.text == "Your")
    assert title.top > card.bottom


@pytest.mark.parametrize("name", BILLS)
def test_every_character_is_on_paper(name: str) -> None:
    """Long texts are broken, never cut: each character is read back as often as it stands there."""
    bill = BILLS[name]
    shown = Counter("".join(read(written(bill)).split()))
    texts = [line.name for line in bill.lines] + [bill.shop.name, bill.staff, bill.shop.note]
    texts += [bill.shop.address, bill.shop.tax_number]
    texts += [bill.customer.tier] if bill.customer else []
    wanted = Counter("".join("".join(texts).split()))
    assert {sign: count for sign, count in wanted.items() if shown[sign] < count} == {}


@pytest.mark.parametrize(
    ("bill", "columns"),
    [
        (
            sale(lines=(BillLine("a", "Oil", 2000, 1200, 2400), BillLine("b", "Tea", 750, 99, 75))),
            [
                ("Pieces", "2", "0.75"),
                ("Price", "12.00", "0.99"),
                ("Sum", "24.00", "0.75", "−6.80"),
            ],
        ),
        (top_up(), [("Sum", "500.00", "50.00", "$500.00")]),
        (redemption(), [("Sum", "5.00", "+$5.00")]),
    ],
)
def test_figures_end_at_the_edge_of_their_heading(
    bill: Bill, columns: list[tuple[str, ...]]
) -> None:
    found = words(written(bill))
    for column in columns:
        (edge,) = (word.right for word in found if word.text == column[0])
        for text in column[1:]:
            rights = [word.right for word in found if word.text == text]
            assert any(right == pytest.approx(edge, abs=0.15) for right in rights), text


def test_several_ways_of_paying_stand_clear_of_the_total() -> None:
    paid = BillPayment("stored", 6120, principal=5001, gift=1119)

    def top_of_parts(bill: Bill) -> float:
        return min(word.top for word in words(written(bill)) if word.text == "from")

    beside, below = (top_of_parts(sale(payments=(paid,) * count)) for count in (1, 2))
    assert below - beside > 1.5 * MILLIMETRE
    long = replace(paid, principal=10**15, gift=10**15)
    assert top_of_parts(sale(payments=(long,))) == pytest.approx(below)


@pytest.mark.parametrize("paper", [Paper(), Paper(PaperSize.A4)])
def test_figures_of_a_column_stand_under_each_other(paper: Paper) -> None:
    rows = [BillLine("a", "x", 1000, amount, amount) for amount in (111, 888_888, 11_111_111)]
    found = [word for word in words(written(sale(lines=tuple(rows)), paper)) if word.page == 0]
    sums = [word for word in found if word.text in {"1.11", "8,888.88", "111,111.11"}]
    assert len(sums) == 6
    edges = sorted(word.right for word in sums)
    assert edges[0] == pytest.approx(edges[2], abs=0.05)
    assert edges[3] == pytest.approx(edges[5], abs=0.05)


@pytest.mark.parametrize(
    ("count", "pages"), [(0, 1), (1, 1), (6, 1), (9, 1), (10, 2), (17, 2), (60, 4), (200, 11)]
)
def test_lines_go_over_pages(count: int, pages: int) -> None:
    pdf = written(sale(lines=lines(count), discount=0))
    found = words(pdf)
    assert len(page_sizes(pdf)) == pages
    for page in range(pages):
        texts = [word.text for word in found if word.page == page]
        assert texts.count("What") == 1, "the head of the table is on every page"
        numbered = [f"{page + 1}", "of", f"{pages}"]
        assert (texts[-3:] == numbered or numbered == ["1", "of", "1"]) is True
    last = [word.text for word in found if word.page == pages - 1]
    assert "Paid" in last
    assert sum(text == "Item" for text in last) >= min(count, 2), "a total is never alone"
    numbers = [
        int(after.text)
        for word, after in pairwise(found)
        if word.text == "number" and after.text.isdigit()
    ]
    assert numbers == list(range(1, count + 1))


def test_the_foot_is_on_the_last_page_only() -> None:
    found = words(written(sale(lines=lines(60))))
    assert {word.page for word in found if word.text in {"Harbour", "Tax", "returns"}} == {3}
    codes = [zxingcpp.read_barcodes(page) for page in pictures(written(sale(lines=lines(60))))]
    assert [len(found) for found in codes] == [0, 0, 0, 1]


def test_a_page_that_goes_on_says_which_bill_it_is_of() -> None:
    found = words(written(sale(lines=lines(60))))
    for page in range(1, 4):
        first = [word.text for word in found if word.page == page][:6]
        assert first == ["Bill", "10482", "·", "21", "November", "2026,"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a4_is_a5_made_larger(language: str) -> None:
    small = words(written(sale(language=language)))
    large = words(written(sale(language=language), Paper(PaperSize.A4)))
    assert [word.text for word in small] == [word.text for word in large]
    for one, two in zip(small, large, strict=True):
        assert two.left == pytest.approx(one.left * 2**0.5, abs=0.1)
        assert two.bottom == pytest.approx(one.bottom * 2**0.5, abs=0.1)


def test_sheets_have_their_sizes() -> None:
    assert page_sizes(written(sale())) == [pytest.approx((419.53, 595.28), abs=0.01)]
    assert page_sizes(written(sale(), Paper(PaperSize.A4))) == [
        pytest.approx((595.28, 841.89), abs=0.01)
    ]


@pytest.mark.parametrize("size", PaperSize)
@pytest.mark.parametrize(
    ("bill", "code"),
    [
        (sale(), "BILL 10482 CARD 681000427715"),
        (tea(), "BILL 10482 CARD 681000427715"),
        (walk_in(), "BILL 10482"),
        (sale(bill_number=10**15, customer=replace(HANNAH, card="AB-12-cd")), None),
        (sale(bill_number=None), "BILL 0193f0a0-0000-7000-8000-000000000001 CARD 681000427715"),
    ],
)
def test_the_code_is_read_from_the_paper(size: PaperSize, bill: Bill, code: str | None) -> None:
    for void in (False, True):
        (page,) = pictures(written(bill, Paper(size, void=void)), 120)
        (found,) = zxingcpp.read_barcodes(page)
        assert found.text == (code or "BILL 1000000000000000 CARD AB-12-cd")
        assert found.ec_level == "M", "a seventh of it may be worn"


def test_the_colours_of_a_tier_are_those_of_the_screen() -> None:
    grounds = {}
    for code in ("gold", "silver", "regular", "a tier of the shop"):
        (page,) = pictures(written(sale(customer=replace(HANNAH, tier_code=code))), 127)
        grounds[code] = page.getpixel((676, 58))
    assert grounds["gold"] == (250, 237, 201)
    assert grounds["silver"] == (233, 238, 242)
    assert grounds["regular"] == grounds["a tier of the shop"] == (242, 235, 226)


def test_a_tier_without_a_code_looks_like_none_of_them() -> None:
    """An older bill says Gold and no code: nothing of regular beside it, no leaf, no colour."""
    pill = (600, 54, 691, 80)
    pdf = written(sale(customer=replace(HANNAH, tier_code="", card="")))
    assert "Gold" in [word.text for word in words(pdf)]
    (page,) = pictures(pdf, 127)
    colours = page.crop(pill).getcolors(10_000) or []
    assert max(colours)[1] in {(250, 248, 244), (255, 255, 255)}
    assert all(max(colour) - min(colour) < 16 for _, colour in colours if isinstance(colour, tuple))
