"""Vouchers on paper, read back as a person, a reader of PDF and a scanner do."""

import datetime as dt
from dataclasses import replace

import pytest
import zxingcpp

from smbcrm.core.i18n import Text
from smbcrm.core.money import Currency
from smbcrm.exports.pdf.code128 import code128
from smbcrm.exports.pdf.vouchers import PdfVoucherWriter
from smbcrm.membership.benefits.types import CardPaper, VoucherCard, VoucherCards
from smbcrm.membership.bills.types import PaperSize
from smbcrm.membership.reports.document import Letterhead
from smbcrm.membership.vouchers.codes import candidates, read_code
from smbcrm.membership.vouchers.types import effect_of
from tests.helpers.paper import (
    LANGUAGES,
    RARE,
    page_sizes,
    pictures,
    read,
    see_that_all_is_in_its_place,
    words,
)

DOLLAR, YEN, TAIWAN = Currency("USD", 2), Currency("JPY", 0), Currency("TWD", 0)
HEAD = Letterhead("Willow & Wren", "22 Harbour Walk\nBristol BS1 5AA", "0117 496 0142")
MADE = dt.datetime(2026, 11, 22, 10, tzinfo=dt.UTC)
CARD = VoucherCard(
    code="V00049007",
    language="en",
    customer="Hannah Brooks",
    name="Birthday present",
    gives=effect_of("percent_off", 1_000, "", DOLLAR),
    terms=(Text("For all of one sale."), Text("It counts once and is not paid out.")),
    minimum=5_000,
    first_day=dt.date(2026, 11, 23),
    last_day=dt.date(2026, 12, 24),
)
HOSTILE = "<b>&amp;</b> {0} %s \u202eevil\u0000 =1+1 " * 5
WRITER = PdfVoucherWriter()


def drawn(
    *cards: VoucherCard,
    paper: CardPaper | None = None,
    shop: Letterhead = HEAD,
    currency: Currency = DOLLAR,
) -> bytes:
    sheets = WRITER.write(VoucherCards(shop, currency, MADE, cards), paper or CardPaper())
    assert not sheets.missing
    return sheets.pdf


def numbered(count: int, card: VoucherCard = CARD) -> list[VoucherCard]:
    """Return so many cards with codes of their own."""
    return [replace(card, code=next(candidates(number))) for number in range(1, count + 1)]


def scanned(pdf: bytes) -> list[list[tuple[str, str]]]:
    """Return what a scanner reads on each page: the kind of code and what it says."""
    found = []
    for page in pictures(pdf, 300):
        codes = zxingcpp.read_barcodes(page)
        order = sorted(codes, key=lambda one: (one.position.top_left.y, one.position.top_left.x))
        found.append([(str(one.format), one.text) for one in order])
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", PaperSize)
def test_a_scanner_reads_both_codes_as_the_till_does(language: str, size: PaperSize) -> None:
    (page,) = scanned(drawn(CARD, paper=CardPaper(size, language)))
    assert sorted(page) == [("Code 128", CARD.code), ("QR Code", CARD.code)]
    assert read_code(page[0][1]) == CARD.code


def test_a_card_says_what_it_gives_for_whom_and_until_when() -> None:
    text = " ".join(read(drawn(CARD)).split())
    told = ("Willow & Wren", "−10 %", "Birthday present", "For Hannah Brooks", "V00049007")
    terms = ("23 November 2026", "24 December 2026", "$50.00", "not paid out", "0117 496 0142")
    assert all(part in text for part in (*told, *terms)), text


def test_what_gives_is_the_largest_there_is() -> None:
    found = words(drawn(CARD))
    largest = max(found, key=lambda word: word.bottom - word.top)
    assert largest.text in {"−10", "%"}


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (None, None, "Valid without an end"),
        (None, dt.date(2026, 12, 24), "Valid until 24 December 2026"),
        (dt.date(2026, 11, 23), None, "Valid from 23 November 2026, without an end"),
    ],
)
def test_days_that_are_not_there_are_not_told(
    first: dt.date | None, last: dt.date | None, said: str
) -> None:
    card = replace(CARD, first_day=first, last_day=last, minimum=0, customer="")
    text = " ".join(read(drawn(card)).split())
    assert said in text
    assert "For Hannah" not in text
    assert "$" not in text


@pytest.mark.parametrize(
    ("currency", "value", "said"), [(YEN, 1_500, "¥1,500"), (TAIWAN, 200, "NT$200")]
)
def test_money_without_cents(currency: Currency, value: int, said: str) -> None:
    gives = effect_of("amount_off", value, "", currency)
    card = replace(CARD, gives=gives, minimum=value)
    for language in LANGUAGES:
        text = read(drawn(card, paper=CardPaper(language=language), currency=currency))
        assert text.count(said) == 2


@pytest.mark.parametrize(
    ("language", "lines"),
    [("zh_CN", ["下次到店减", "¥1,200.00"]), ("zh_TW", ["下次到店折抵", "NT$100"])],
)
def test_a_chinese_headline_ends_its_lines_between_words_and_has_one_typeface(
    language: str, lines: list[str]
) -> None:
    currency, value = (TAIWAN, 100) if language == "zh_TW" else (Currency("CNY", 2), 120_000)
    card = replace(CARD, gives=effect_of("next_visit", value, "", currency), minimum=0)
    paper, shop = CardPaper(language=language), replace(HEAD, name="春日")
    pdf = drawn(card, paper=paper, shop=shop, currency=currency)
    told = " ".join(read(pdf).split())
    assert " ".join(lines) in told, told
    assert b"Garamond" not in pdf
    assert b"Garamond" in drawn(card, shop=shop, currency=currency)


@pytest.mark.parametrize(
    ("language", "days"),
    [
        ("en", ("23 November 2026", "24 December 2026")),
        ("zh_CN", ("2026 年 11 月 23 日", "2026 年 12 月 24 日")),
        ("zh_TW", ("2026 年 11 月 23 日", "2026 年 12 月 24 日")),
    ],
)
def test_no_line_ends_in_a_date(language: str, days: tuple[str, str]) -> None:
    text = read(drawn(CARD, paper=CardPaper(language=language)))
    assert all(day in text for day in days), text


def test_a_list_is_eight_on_a_sheet_in_its_order() -> None:
    cards = numbered(10)
    pdf = drawn(*cards)
    a4 = (595.28, 841.89)
    assert [pytest.approx(a4, abs=0.1)] * 2 == page_sizes(pdf)
    codes = [word for word in words(pdf) if read_code(word.text)]
    codes.sort(key=lambda word: (word.page, round(word.top), word.left))
    assert [word.text for word in codes] == [one.code for one in cards]
    assert [len(page) for page in scanned(pdf)] == [16, 4]
    assert {text for page in scanned(pdf) for _, text in page} == {one.code for one in cards}


def test_one_alone_lies_on_the_sheet_that_was_asked_for() -> None:
    sizes = [page_sizes(drawn(CARD, paper=CardPaper(size))) for size in PaperSize]
    assert sizes == [
        [pytest.approx((419.53, 595.28), abs=0.1)],
        [pytest.approx((595.28, 841.89), abs=0.1)],
    ]


def test_marks_to_cut_along_lie_clear_of_the_cards() -> None:
    (page,) = pictures(drawn(*numbered(8)), 100)
    ink = page.convert("L").point(lambda level: 255 if level < 200 else 0)
    middle = page.width / 2
    assert ink.crop((int(middle - 2), 0, int(middle + 3), 40)).getbbox() is not None
    half = 5 / 25.4 * 100 - 6
    assert ink.crop((int(middle - half), 50, int(middle - 3), 250)).getbbox() is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_long_hostile_and_rare_text_stays_on_its_card(language: str) -> None:
    item = effect_of("free_item", None, "Very long name of an item " * 4, DOLLAR)
    long = replace(CARD, gives=item, name="A long name " * 9, customer=f"{RARE} {HOSTILE}")
    shop = Letterhead("The Long Shop Name " * 6, "A line of an address\n" * 6, "0117")
    pdf = drawn(*numbered(3, long), paper=CardPaper(language=language), shop=shop)
    see_that_all_is_in_its_place(pdf)
    text = "".join(read(pdf).split())
    assert text.count(RARE) == 3
    assert "<b>&amp;</b>" in text
    assert [len(page) for page in scanned(pdf)] == [6]


def test_each_card_is_in_the_language_of_its_customer() -> None:
    cards = [
        replace(card, language=language)
        for card, language in zip(numbered(3), LANGUAGES, strict=True)
    ]
    text = read(drawn(*cards))
    assert "Voucher" in text
    assert "优惠券" in text
    assert "優惠券" in text
    assert "优惠券" not in read(drawn(*cards, paper=CardPaper(language="en")))


def test_what_no_font_has_is_named_and_something_else_is_written_for_it() -> None:
    card = replace(CARD, customer="\U000323b0 Lin")
    cards = VoucherCards(HEAD, DOLLAR, MADE, (card,))
    (missing,) = WRITER.write(cards, CardPaper()).missing
    assert missing.character == "\U000323b0"
    instead = CardPaper(instead=(("\U000323b0", "(Bi)"),))
    assert "(Bi) Lin" in read(drawn(card, paper=instead))


def test_the_same_vouchers_are_the_same_bytes() -> None:
    assert drawn(*numbered(3)) == drawn(*numbered(3))


def test_bars_are_those_of_the_standard() -> None:
    """ISO/IEC 15417: start B is 211214, stop 2331112; every other character has 11 modules."""
    found = code128("V1")
    widths = [width for _, width in found.bars]
    assert (widths[:3], widths[-4:]) == ([2, 1, 1], [2, 3, 1, 2])
    assert found.width == 11 * 4 + 13
