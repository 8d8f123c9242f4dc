"""Names as people have them, and as nobody should: each becomes a bill that can be read."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from smbcrm.exports.pdf.characters import drawable
from smbcrm.membership.bills.types import BillLine, Paper
from tests.helpers.paper import (
    HANNAH,
    LANGUAGES,
    RARE,
    SHOP,
    missing,
    page_sizes,
    pictures,
    read,
    sale,
    words,
    written,
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_rare_characters_are_read_back_in_every_weight(language: str) -> None:
    """In the shop's name, the tier, the title, a row and the foot: plain, half bold and bold."""
    bill = sale(
        language=language,
        customer=replace(HANNAH, name=RARE, given_name="", tier=RARE),
        shop=replace(SHOP, name=RARE, address=RARE, note=""),
        lines=(BillLine("a", RARE, 1000, 6800, 6800),),
        staff=RARE,
        discount=0,
    )
    shown = "".join(read(written(bill)).split())
    assert {sign: shown.count(sign) for sign in RARE[1:]} == dict.fromkeys(RARE[1:], 6)
    assert shown.count(RARE[0]) == 7, "the first one is on the tile as well"
    assert missing(bill) == {}


def test_a_character_that_is_made_heavier_leaves_the_next_text_as_it_is() -> None:
    """The tier stands over the card number; 𠮷 has no bold face, 吉 has one."""
    below = (500, 82, 690, 105)
    rare, common = (
        next(pictures(written(sale(customer=replace(HANNAH, tier=tier))), 127)).crop(below)
        for tier in ("𠮷", "吉")
    )
    assert rare.tobytes() == common.tobytes()
    assert rare.getextrema() != ((255, 255),) * 3


@pytest.mark.parametrize("sign", ["\u202e", "\u2067", "\u200f", "\ufe0f", "\U000e0100", "\x1b"])
def test_marks_of_direction_and_variants_are_not_drawn(sign: str) -> None:
    bill = sale(customer=replace(HANNAH, name=f"Han{sign}nah", given_name=""))
    assert "Your bill, Hannah" in read(written(bill))
    assert missing(bill) == {}


def test_a_decomposed_name_is_composed() -> None:
    bill = sale(customer=replace(HANNAH, name="Zoe\u0308", given_name=""))
    assert "Your bill, Zoë" in read(written(bill))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_han_character_is_printed_as_it_is_or_named_as_missing(language: str) -> None:
    """Composing (NFC) would print 郎 for U+F92C, and 豈 for U+F900, and say nothing of it."""
    customer = replace(HANNAH, name="\uf92c\uf900", given_name="")
    bill = sale(language=language, customer=customer)
    shown = read(written(bill))
    assert "\uf92c" in shown
    assert not {"\u90ce", "\u8c48"} & set(shown)
    assert missing(bill) == {"\uf900": "\uf92c\uf900"}


@given(name=st.text(max_size=300), item=st.text(max_size=200), language=st.sampled_from(LANGUAGES))
@example(name="陈" * 300, item="W" * 200, language="en")
@example(name="𠮷" * 300, item="\u202e" * 200, language="zh_TW")
@example(name="a\u0301" * 150, item="，" * 200, language="zh_CN")
@example(name="\ud842", item="\x00", language="en")
@example(name="A\u0339\u0323", item="A\u0339\u0323", language="en")
@example(name="{name} %s \\", item="{}", language="zh_CN")
@example(name="\uf92c郎\U0002f800 ½①㎏\uff21", item="豈\u212b\u2126-", language="zh_TW")
def test_any_name_becomes_a_bill(name: str, item: str, language: str) -> None:
    bill = sale(
        language=language,
        customer=replace(HANNAH, name=name, given_name=""),
        shop=replace(SHOP, name=name[:80]),
        lines=(BillLine("a", item, 1000, 6800, 6800),),
    )
    pdf = written(bill, Paper(copy=True))
    lacking = missing(bill)
    sizes = page_sizes(pdf)
    for word in words(pdf):
        width, height = sizes[word.page]
        assert 0 <= word.left <= word.right <= width
        assert -2 <= word.top <= word.bottom <= height
    assert not {unicodedata.category(sign) for sign in lacking} & {"Cc", "Cf", "Cs"}
    shown = "".join(read(pdf).split())
    spoken, sold = (
        drawable("".join(sign for sign in drawable(text) if sign not in lacking and sign.strip()))
        for text in (name, item)
    )
    assert spoken in shown, "whole, with the very characters of the name"
    left = iter(shown)
    assert all(sign in left for sign in sold), "in this order; figures stand beside a long one"
