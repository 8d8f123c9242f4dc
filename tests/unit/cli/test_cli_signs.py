"""Text on a terminal: harmless, and as wide as it looks."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.cli.signs import cut, harmless, json_signs, padded, width, wrapped


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("陈雨桐", "陈雨桐"),
        ("<img src=file:///etc/passwd>", "<img src=file:///etc/passwd>"),
        ("Ann\x1b[2J", "Ann\\x1b[2J"),
        ("a\r\nb\tc", "a\\x0d\\x0ab\\x09c"),
        ("ab\u202egnp.exe", "ab\\u202egnp.exe"),
        ("x\u2028y", "x\\u2028y"),
        ("\x9b31m", "\\x9b31m"),
        ("tag\U000e0041", "tag\\U000e0041"),
        ("half \ud800", "half \\ud800"),
        ("क्\u200dष", "क्\u200dष"),
    ],
)
def test_what_steers_a_terminal_is_shown_as_an_escape(name: str, shown: str) -> None:
    assert harmless(name) == shown


@given(st.text(st.characters(codec=None)))
def test_nothing_that_steers_is_left(name: str) -> None:
    left = {unicodedata.category(sign) for sign in harmless(name) if sign not in "\u200c\u200d"}
    assert not left & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@given(st.text(), st.sampled_from(["utf-8", "gbk", "big5", "cp1252", "ascii"]))
def test_json_says_the_same_in_any_encoding_and_without_raw_signs(name: str, codec: str) -> None:
    shown = json_signs(json.dumps({"name": name}, ensure_ascii=False, indent=2), codec)
    assert json.loads(shown.encode(codec).decode(codec)) == {"name": name}
    assert harmless(shown.replace("\n", "")) == shown.replace("\n", "")


@pytest.mark.parametrize(
    ("text", "columns"),
    [("", 0), ("abc", 3), ("陈雨桐", 6), ("é", 1), ("e\u0301", 1), ("\uff21", 2)],
)
def test_wide_signs_take_two_columns(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize(
    ("text", "columns", "left"),
    [("陈雨桐", 6, "陈雨桐"), ("陈雨桐", 5, "陈雨…"), ("陈雨桐", 4, "陈…"), ("abcdef", 4, "abc…")],
)
def test_what_is_too_wide_is_cut(text: str, columns: int, left: str) -> None:
    assert cut(text, columns) == left


def test_blanks_fill_up_to_the_right_or_the_left() -> None:
    assert padded("陈", 4) == "陈  "
    assert padded("陈", 4, right=True) == "  陈"


def test_lines_break_at_blanks_and_between_han_and_never_before_a_mark() -> None:
    assert wrapped("one two three", 8) == ["one two", "three"]
    assert wrapped("找到顾客，按姓名。", 8) == ["找到顾", "客，按姓", "名。"]
    assert wrapped("", 8) == [""]


@given(st.text("ab 陈雨，。"), st.integers(8, 30))
def test_wrapping_loses_nothing_but_blanks(text: str, columns: int) -> None:
    assert "".join(wrapped(text, columns)).replace(" ", "") == text.replace(" ", "")
