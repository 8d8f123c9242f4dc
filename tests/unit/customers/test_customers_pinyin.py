"""Readings of Chinese names: the surname's own first, and every other one kept."""

import os
import subprocess
import sys

import pytest

from smbcrm.membership.customers.folding import fold
from smbcrm.membership.customers.han import simplify
from smbcrm.membership.customers.pinyin import syllables
from smbcrm.membership.customers.search_keys import keys_of, match, parse_query
from smbcrm.membership.customers.surnames import COMPOUND_READINGS, SURNAME_READINGS
from tests.unit.customers.search_oracle import look_up

SURNAMES = {
    "曾国藩": "zeng",
    "单雄信": "shan",
    "解缙": "xie",
    "仇英": "qiu",
    "区志强": "ou",
    "查良镛": "zha",
    "任贤齐": "ren",
    "华罗庚": "hua",
    "盖叫天": "ge",
    "乐毅": "yue",
    "翟志刚": "zhai",
    "朴树": "piao",
    "尉迟恭": "yu",
    "万俟卨": "mo",
    "覃勇": "qin",
    "员半千": "yun",
    "缪昌文": "miao",
    "冼星海": "xian",
    "宓超": "mi",
    "逄先知": "pang",
    "卜凡": "bu",
    "么书仪": "yao",
    "长孙无忌": "zhang",
    "召树屯": "shao",
    "繁钦": "po",
    "薄一波": "bo",
    "哈文": "ha",
    "纪晓岚": "ji",
    "葛优": "ge",
    "洗夫人": "xian",
    "令狐冲": "ling",
    "曾志偉": "zeng",
    "單立文": "shan",
}


def test_there_are_33_surnames() -> None:
    assert len(SURNAMES) == 33


@pytest.mark.parametrize(("name", "reading"), SURNAMES.items())
def test_surname_is_read_as_its_bearers_read_it(name: str, reading: str) -> None:
    assert syllables(name, simplify(name))[0][0] == reading


@pytest.mark.parametrize(("name", "reading"), SURNAMES.items())
def test_customer_is_found_by_the_reading_of_the_surname(name: str, reading: str) -> None:
    query = parse_query(reading)
    assert query is not None
    assert look_up(query, keys_of([name], [], [], ""))
    assert match(query, [name], [], [], "") is not None


@pytest.mark.parametrize(("surname", "reading"), COMPOUND_READINGS.items())
def test_compound_surname_is_read_as_one(surname: str, reading: str) -> None:
    written = surname + "明"
    firsts = [readings[0] for readings in syllables(written, written)]
    assert " ".join(firsts) == f"{reading} ming"


def test_tables_of_surnames_are_simplified_and_plain() -> None:
    for surname, readings in (SURNAME_READINGS | COMPOUND_READINGS).items():
        assert simplify(surname) == surname
        assert fold(readings) == readings
        assert readings.isascii()


def test_every_reading_is_kept_up_to_three() -> None:
    assert syllables("解重", "解重") == (("xie", "jie"), ("zhong", "chong", "tong"))
    assert set(syllables("那和薄", "那和薄")[2]) == {"bao", "bo", "bu"}


def test_surname_reading_is_kept_behind_another_character() -> None:
    assert "zhai" in syllables("老翟", "老翟")[1]
    assert syllables("小黑", "小黑")[1] == ("hei", "he")


@pytest.mark.parametrize("typed", ["lü", "lǚ", "lv", "lu", "LU"])
def test_u_with_dots_is_found_in_each_spelling(typed: str) -> None:
    query = parse_query(typed)
    assert query is not None
    assert look_up(query, keys_of(["呂布"], [], [], ""))
    assert match(query, ["呂布"], [], [], "") is not None


def test_traditional_character_keeps_its_own_reading() -> None:
    assert "qian" in syllables("張乾", "张干")[1]


def test_characters_nobody_can_read_have_no_reading() -> None:
    assert syllables("𠮷\U00031000", "𠮷\U00031000") == (("ji",), ())


def run_python(program: str, **environment: str) -> str:
    command = [sys.executable, "-c", program]
    done = subprocess.run(
        command, check=True, capture_output=True, text=True, env=os.environ | environment
    )
    return done.stdout.strip()


def test_neither_a_query_nor_a_latin_name_waits_for_pypinyin_and_phonenumbers() -> None:
    program = """
import sys
from smbcrm.membership.customers import phones, search_keys
query = search_keys.parse_query("chen 8000")
search_keys.keys_of(["John Smith"], ["+8613800138000"], ["620012345678"], "C1")
search_keys.match(query, ["Chen Li"], ["+8613800138000"], [], "C1")
search_keys.match(search_keys.parse_query("陈"), ["John"], [], [], "C1")
print(sorted({"pypinyin", "phonenumbers"} & set(sys.modules)))
"""
    assert run_python(program) == "[]"


@pytest.mark.parametrize("setting", ["", "1"])
def test_loading_pypinyin_leaves_the_environment_as_it_was(setting: str) -> None:
    program = """
import os
from smbcrm.membership.customers.pinyin import syllables
before = dict(os.environ)
assert syllables("陈", "陈") == (("chen",),)
print(before == dict(os.environ))
"""
    environment = {"PYPINYIN_NO_PHRASES": setting} if setting else {}
    assert run_python(program, **environment) == "True"
