"""`what-if`: rules are tried, shown as text, JSON or a file, and nothing is changed."""

from pathlib import Path

import pytest

from smbcrm.membership.what_if.reading import EXAMPLE
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
    assert "[tiers.silver]" in shop.text("what-if", "--example")
    file = tmp_path / "rules.toml"
    file.write_text(EXAMPLE, "utf-8")
    assert shop.refused("what-if", str(file)) == "NoSuchItem"
    shop.text("item", "add", "club", "Club", "99")
    assert shop.json("what-if", str(file))["people"] == 0


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
