"""Characters on paper: nothing without a shape is drawn, and lines end where they may."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.exports.pdf.characters import break_class, drawable, may_break

HIDDEN = ["\u202e", "\u2066", "\u200d", "\u200b", "\ufeff", "\ufe0f", "\U000e0101", "\x00", "\xad"]


@pytest.mark.parametrize("sign", HIDDEN)
def test_what_has_no_shape_is_left_out(sign: str) -> None:
    assert drawable(f"Han{sign}nah") == "Hannah"


@pytest.mark.parametrize("sign", ["\n", "\t", "\r", "\x85", "\u2028", "\u2029"])
def test_the_end_of_a_line_becomes_a_blank(sign: str) -> None:
    assert drawable(f"22{sign}Harbour") == "22 Harbour"


def test_a_text_is_composed() -> None:
    assert drawable("Rene\u0301") == "René"
    assert drawable("\uac00") == drawable("\u1100\u1161")


def test_half_a_character_is_left_out() -> None:
    assert drawable("a\ud842b") == "ab"


@given(st.text())
def test_any_text_becomes_something_that_can_be_written(text: str) -> None:
    shown = drawable(text)
    shown.encode()
    assert not {unicodedata.category(sign) for sign in shown} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert drawable(shown) == shown


@given(st.text(st.sampled_from("aeou\u0301\u0308\u0323茶가\u1100\u1161\u212b\u200d")))
def test_any_other_text_is_composed(text: str) -> None:
    assert unicodedata.is_normalized("NFC", drawable(text))


@given(st.text(st.sampled_from("陈郎\uf92c\ufa1b\ufaff\U0002f800\U0002fa1d")))
def test_a_han_character_is_never_another_one(text: str) -> None:
    assert drawable(text) == text


@pytest.mark.parametrize(
    ("pair", "allowed"),
    [
        ("茶叶", True),
        ("茶a", True),
        ("a茶", True),
        ("ab", False),
        (" a", True),
        ("a ", False),
        ("茶，", False),
        ("，茶", True),
        ("（茶", False),
        ("茶（", True),
        ("茶”", False),
        ("“茶", False),
        ("茶…", False),
        ("茶。", False),
        ("茶\u0301", False),
        ("5%", False),
        ("￥5", False),
    ],
)
def test_where_a_line_may_end(pair: str, allowed: bool) -> None:  # noqa: FBT001
    assert may_break(*map(break_class, pair)) is allowed
