"""Chinese text with something filled in: spaced as it is written, whatever is filled in."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.core.i18n import Text, Translator

CHINESE = Translator("zh_CN")
ENGLISH = Translator("en")


@pytest.mark.parametrize(
    ("words", "value", "said"),
    [
        ("{what} 的复核", "10 月 1 日", "10 月 1 日的复核"),
        ("{what} 的复核", dt.date(2026, 10, 1), "2026-10-01 的复核"),
        ("有效期至{what}", "2026 年 3 月 1 日", "有效期至 2026 年 3 月 1 日"),
        ("免费 {what}", "绿豆糕", "免费绿豆糕"),
        ("免费 {what}", "Shampoo", "免费 Shampoo"),
        ("{what}或到店 40 次", "5,000.00", "5,000.00 或到店 40 次"),
        ("“{what}”是负数。", "-5", "“-5”是负数。"),
    ],
)
def test_a_space_stands_between_chinese_and_latin_only(
    words: str, value: object, said: str
) -> None:
    assert CHINESE.render(Text(words, {"what": value})) == said


def test_a_space_that_stands_alone_is_meant() -> None:
    assert CHINESE.render(Text("{a} {b}", {"a": "陈雨桐", "b": "金卡"})) == "陈雨桐 金卡"


def test_other_languages_are_filled_in_as_they_stand() -> None:
    assert ENGLISH.render(Text("{what} 的", {"what": "日"})) == "日 的"


@given(st.text(max_size=6), st.text(max_size=6))
def test_nothing_but_spaces_is_ever_changed(one: str, two: str) -> None:
    said = CHINESE.render(Text("给 {one} 的{two}，共 {one}", {"one": one, "two": two}))
    plain = f"给 {one} 的{two}，共 {one}"
    assert said.replace(" ", "") == plain.replace(" ", "")
