"""The table that lets traditional and simplified characters find each other."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.membership.customers.han import is_han, simplify
from smbcrm.membership.customers.han_table import SIMPLIFIED, TRADITIONAL


def test_table_names_each_character_once_and_never_maps_it_to_itself() -> None:
    assert len(set(TRADITIONAL)) == len(TRADITIONAL) == len(SIMPLIFIED) > 4000
    assert not any(old == new for old, new in zip(TRADITIONAL, SIMPLIFIED, strict=True))


def test_table_holds_han_characters_only() -> None:
    assert all(map(is_han, TRADITIONAL + SIMPLIFIED))


@given(st.characters())
def test_han_is_what_unicode_calls_an_ideograph(sign: str) -> None:
    named = unicodedata.name(sign, "").startswith(("CJK UNIFIED", "CJK COMPATIBILITY IDEO"))
    if named or sign in "々〇":
        assert is_han(sign)
    elif sign < "\U00020000":  # planes 2 and 3 are kept for characters that get a name one day
        assert not is_han(sign) or unicodedata.category(sign) == "Cn"


@pytest.mark.parametrize(
    "first_and_last", ["㐀䶿", "一鿿", "\uf900\ufaff", "\U00020000\U0003ffff", "々〇"]
)
def test_han_begins_and_ends_where_its_blocks_do(first_and_last: str) -> None:
    first, last = tuple(first_and_last)
    assert is_han(first)
    assert is_han(last)
    assert not is_han(chr(ord(first) - 1))
    assert not is_han(chr(ord(last) + 1))


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("陳雨桐", "陈雨桐"),
        ("單立文", "单立文"),
        ("葉問", "叶问"),
        ("鄭裡龍", "郑里龙"),
        ("黃蔣呂劉", "黄蒋吕刘"),
        ("歐陽", "欧阳"),
        ("臺灣", "台湾"),
        ("衞生", "卫生"),  # the form of Hong Kong
        ("衛生", "卫生"),
        ("鉅業", "钜业"),  # 鉅 has two simplified forms, both must meet
        ("鍾馗", "锺馗"),
        ("劉龑", "刘䶮"),
        ("張乾", "张乾"),  # kept in simplified names, though 乾 is 干 elsewhere
    ],
)
def test_both_forms_of_a_name_meet(traditional: str, simplified: str) -> None:
    assert simplify(traditional) == simplify(simplified)


@pytest.mark.parametrize("name", ["𠮷田", "㛃", "喆", "镕堃", "犇䶮", "𫚉䢺𬭎㭎", "Chen 12"])
def test_what_has_no_simplified_form_stays(name: str) -> None:
    assert simplify(name) == name


@given(st.text(alphabet=st.sampled_from(TRADITIONAL + SIMPLIFIED + "aA1 é")))
def test_simplifying_twice_is_simplifying_once_and_keeps_places(text: str) -> None:
    once = simplify(text)
    assert simplify(once) == once
    assert len(once) == len(text)


def test_compatibility_forms_are_left_to_unicode() -> None:
    assert simplify(unicodedata.normalize("NFKC", "\uf9d1")) == "六"
