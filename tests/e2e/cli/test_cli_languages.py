"""The same program in three languages, for every kind of answer."""

import json
import re
from pathlib import Path

import pytest

from tests.e2e.cli.program import Smbcrm

HAN = re.compile(r"[\u4e00-\u9fff]")
SIMPLE, TRADITIONAL = "储值", "儲值"


@pytest.mark.parametrize(
    "words",
    [("--help",), ("sale", "--help"), ("customer", "--help"), ("customer", "add", "--help")],
)
@pytest.mark.parametrize("language", ["zh_CN", "zh_TW"])
def test_help_is_in_the_readers_language(
    words: tuple[str, ...], language: str, smbcrm: Smbcrm
) -> None:
    english = smbcrm.text(*words, "--language", "en")
    shown = smbcrm.text(*words, "--language", language)
    assert not HAN.search(english.replace("农历八月十五", ""))
    assert shown.startswith("用法")
    told = [line for line in shown.splitlines() if HAN.search(line)]
    assert len(told) > len(shown.splitlines()) / 3
    assert set(re.findall(r"--[a-z-]+", shown)) == set(re.findall(r"--[a-z-]+", english))


def test_the_two_ways_of_writing_chinese_differ(smbcrm: Smbcrm) -> None:
    assert smbcrm.text("sale", "--help", "--language", "zh_CN") != smbcrm.text(
        "sale", "--help", "--language", "zh_TW"
    )


@pytest.mark.parametrize(("language", "word"), [("zh_CN", SIMPLE), ("zh_TW", TRADITIONAL)])
def test_answers_refusals_and_complaints_are_too(language: str, word: str, shop: Smbcrm) -> None:
    code = shop.json("customer", "add", "Ann Lee")["code"]
    chosen = ("--language", language)
    assert word in shop.text("top-up", code, "200", *chosen)
    assert word in shop.ends("sale", code, "999", "--pay", "stored=999", *chosen).err
    assert HAN.search(shop.ends("sale", *chosen).err)
    assert HAN.search(shop.ends("sale", code, "5", "--date=x", *chosen).err)
    assert HAN.search(shop.ends("fly", *chosen).err)
    refused = json.loads(shop.ends("find", "x", "--limit=x", *chosen, "--json").err)
    assert HAN.search(refused["error"])
    assert list(shop.json("balance", code, *chosen)) == list(shop.json("balance", code))


def test_the_systems_language_is_the_default(
    smbcrm: Smbcrm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_TW.UTF-8")
    assert smbcrm.text("--help").startswith("用法")
    assert smbcrm.text("--help", "--language", "en").startswith("usage")


@pytest.mark.parametrize(
    ("language", "owner", "regular"), [("zh_CN", "店主", "普通"), ("zh_TW", "店主", "一般")]
)
def test_a_shop_begins_with_words_of_its_language(
    language: str, owner: str, regular: str, smbcrm: Smbcrm, tmp_path: Path
) -> None:
    smbcrm.text("init", str(tmp_path / "shop.db"), "--language", language)
    (name,) = smbcrm.json("staff", "list")["staff"]
    tier = smbcrm.json("customer", "add", "Ann")["tier"]
    assert HAN.search(name)
    assert HAN.search(tier)
    assert len(owner) == len(regular)
