"""`what-if`: rules are tried, shown as text, JSON or a file, and nothing is changed."""

import re
from pathlib import Path

import pytest

from tests.e2e.cli.program import Smbcrm

RULES = '[tiers.gold]\nspend_from = "800.00"\ndiscount = "10"\n'


@pytest.fixture
def rules(shop: Smbcrm, tmp_path: Path) -> str:
    """Return a file of rules by which Ann, who spent 900.00, would be gold."""
    code = str(shop.json("customer", "add", "Ann")["code"])
    shop.text("sale", code, "900")
    file = tmp_path / "rules.toml"
    file.write_text(RULES, "utf-8")
    return str(file)


def test_who_would_be_where_and_what_it_costs(shop: Smbcrm, rules: str) -> None:
    before = shop.json("tier", "list")
    told = shop.json("what-if", rules)
    assert (told["report"], told["people"], told["up"], told["down"]) == ("what_if", 1, 1, 0)
    sections = {one["section"]: one for one in told["sections"]}
    assert [(one["tier"], one["now"], one["then"]) for one in sections["where"]["tiers"]] == [
        ("gold", 0, 1),
        ("silver", 1, 0),
        ("regular", 0, 0),
    ]
    (ann,) = sections["up"]["up"]
    assert (ann["name"], ann["spend"], ann["from"], ann["to"]) == (
        "Ann",
        "900.00",
        "silver",
        "gold",
    )
    assert [one["benefit"] for one in sections["cost"]["benefits"]] == [
        "discount",
        "points",
        "gift",
        "vouchers",
    ]
    text = shop.text("what-if", rules)
    for said in ("Who would be where", "Who moves up", "Together", "Nothing is changed"):
        assert said in text
    assert shop.json("tier", "list") == before


@pytest.mark.parametrize(("ending", "start"), [("pdf", b"%PDF"), ("xlsx", b"PK"), ("csv", b"\xef")])
def test_it_is_written_to_a_file(
    ending: str, start: bytes, shop: Smbcrm, rules: str, tmp_path: Path
) -> None:
    out = tmp_path / f"what-if.{ending}"
    assert shop.json("what-if", rules, "--out", str(out))["report"] == "what_if"
    assert out.read_bytes().startswith(start)
    assert shop.refused("what-if", rules, "--out", str(out)) == "FileExists"


def test_the_example_can_be_tried(shop: Smbcrm, tmp_path: Path) -> None:
    file = tmp_path / "rules.toml"
    shown = shop.text("what-if", "--example")
    file.write_text(shown, "utf-8")
    assert shop.json("what-if", str(file))["people"] == 0
    file.write_text(shown.replace("# entry_vouchers", "entry_vouchers"), "utf-8")
    assert shop.refused("what-if", str(file)) == "NoSuchVoucher"
    told = shop.ends("what-if", str(file)).err
    assert "no voucher “WELCOME”" in told
    assert "smbcrm voucher list" in told
    shop.text("voucher", "add", "WELCOME", "Welcome", "--kind=amount_off", "--value=5")
    assert shop.json("what-if", str(file))["people"] == 0


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW"])
def test_the_example_is_explained_in_the_reader_s_language(
    language: str, shop: Smbcrm, tmp_path: Path
) -> None:
    """The keys are the same in every language, and no comment stays English."""
    shown = ("what-if", "--example", "--language")
    told, english = (shop.text(*shown, one).splitlines() for one in (language, "en"))
    keys = [
        [line.partition("#")[0].partition("=")[0] for line in lines] for lines in (told, english)
    ]
    assert keys[0] == keys[1]
    comments = [line.partition("# ")[2] for line in told if "#" in line]
    assert [one for one in comments if one.isascii()] == []
    file = tmp_path / "rules.toml"
    file.write_text("\n".join(told), "utf-8")
    assert shop.json("what-if", str(file))["people"] == 0


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW"])
def test_what_the_parser_says_is_not_shown(language: str, shop: Smbcrm, tmp_path: Path) -> None:
    file = tmp_path / "rules.toml"
    file.write_text("[tiers.gold]\nmonths = = 3", "utf-8")
    told = shop.ends("what-if", str(file), "--language", language).err
    assert " 2 " in told
    assert not re.search("[a-z]{3}", told.replace("smbcrm what-if --example", ""))


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("[tiers.gold]\nspend = 1", "UnknownRule", "Line 2: tiers.gold.spend"),
        ("[tiers.gold]\nmonths = 0", "BadRule", "Line 2: tiers.gold.months"),
        ("[tiers.gold", "NotToml", "Line 1"),
        ("", "NothingTried", "what-if --example"),
        ("[tiers.gold]\nspend_from = 1", "TiersUnordered", "later than"),
    ],
)
def test_a_bad_file_is_refused_in_words(
    text: str, code: str, said: str, shop: Smbcrm, tmp_path: Path
) -> None:
    file = tmp_path / "bad.toml"
    file.write_text(text, "utf-8")
    assert shop.refused("what-if", str(file)) == code
    assert said in shop.ends("what-if", str(file)).err


def test_a_file_that_is_not_there_is_refused(shop: Smbcrm, tmp_path: Path) -> None:
    for file in (tmp_path / "none.toml", tmp_path):
        assert shop.refused("what-if", str(file)) == "TrialNotRead"
    assert shop.refused("what-if") == "NoTrialNamed"
