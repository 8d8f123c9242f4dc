"""`staff`, `till`, `item`, `tier` and `offer`: what a shop is set up with, changed later."""

from pathlib import Path
from uuid import uuid4

import pytest

from smbcrm.core.machine import LANGUAGE, Machine
from tests.e2e.cli.program import Smbcrm


def test_staff_are_renamed_and_switched_off_and_on(shop: Smbcrm) -> None:
    shop.text("staff", "add", "Ann")
    said = shop.text("staff", "rename", "Ann", "Ann Lee")
    assert said.startswith("It is called Ann Lee from now on.\n")
    assert shop.json("sale", "-", "1", "--staff", "Ann Lee")["staff"] == "Ann Lee"
    off = shop.json("staff", "off", "Ann Lee")
    assert (off["name"], off["active"]) == ("Ann Lee", False)
    assert shop.json("staff", "list") == {"staff": ["Owner"], "off": ["Ann Lee"]}
    assert shop.text("staff", "list").split() == ["Staff", "State", "Owner", "Ann", "Lee", "off"]
    assert shop.refused("sale", "-", "1", "--staff", "Ann Lee") == "UnknownStaff"
    assert shop.refused("staff", "off", "Owner") == "LastStaff"
    assert shop.refused("staff", "rename", "Zoe", "Ann") == "UnknownStaff"
    assert "Ann Lee is on." in shop.text("staff", "on", "Ann Lee")
    assert shop.json("sale", "-", "1", "--staff", "Ann Lee")["staff"] == "Ann Lee"


def test_a_renaming_that_is_sent_again_is_the_same_answer(shop: Smbcrm) -> None:
    again = ("staff", "rename", "Owner", "Rosa", "--request-id", str(uuid4()))
    assert shop.json(*again) == shop.json(*again)
    assert shop.refused("staff", "rename", "Owner", "Rosa") == "UnknownStaff"


def test_tills_are_renamed_and_switched_off_and_on(shop: Smbcrm) -> None:
    shop.text("till", "add", "Till 2")
    assert shop.json("till", "rename", "Till 2", "Back")["name"] == "Back"
    assert "Till 1 is off." in shop.text("till", "off", "Till 1")
    assert shop.json("sale", "-", "1")["terminal"] == "Back"
    assert shop.refused("till", "off", "Back") == "LastTerminal"
    assert shop.refused("till", "rename", "Back", "Till 1") == "NameTaken"
    assert shop.json("till", "list") == {"terminals": ["Back"], "off": ["Till 1"]}
    assert shop.json("till", "on", "Till 1")["active"] is True
    assert shop.json("sale", "-", "1")["terminal"] == "Till 1"


def test_a_pc_is_a_till_from_then_on(shop: Smbcrm, tmp_path: Path) -> None:
    shop.text("till", "add", "Till 2")
    assert shop.refused("till", "use", "Till 9") == "UnknownTerminal"
    assert shop.text("till", "use", "Till 2") == "This PC is Till 2 from now on.\n"
    again = ("sale", "-", "1", "--request-id", str(uuid4()))
    sale = shop.json(*again)
    assert sale["terminal"] == "Till 2"
    assert shop.json("sale", "-", "1", "--till", "Till 1")["terminal"] == "Till 1"
    assert shop.json(*again) == sale
    shop.text("till", "rename", "Till 2", "Back")
    assert shop.json("sale", "-", "1")["terminal"] == "Back"
    assert shop.json("undo", shop.json("sale", "-", "1")["operation"])["kind"] == "reversal"
    shop.text("till", "off", "Back", "--till", "Till 1")
    assert shop.refused("sale", "-", "1") == "UnknownTerminal"
    shop.text("init", str(tmp_path / "second.db"))
    assert shop.json("sale", "-", "1")["terminal"] == "Till 1", "in another shop it is none yet"


def test_an_item_is_changed_for_what_comes(shop: Smbcrm) -> None:
    shop.text("item", "add", "CUT", "Cut", "68", "--barcode", "96385074")
    edited = shop.json(
        "item", "edit", "CUT", "--name", "Cut and finish", "--price", "70.50", "--kind", "product",
        "--barcode", "", "--points-factor", "200",
    )  # fmt: skip
    del edited["request_id"]
    assert edited == {
        "code": "CUT",
        "name": "Cut and finish",
        "kind": "product",
        "currency": "USD",
        "price": "70.50",
        "barcode": None,
        "points_factor": 200,
        "active": True,
    }
    assert "$70.50" in shop.text("item", "edit", "CUT", "--name", "Cut")
    assert shop.refused("item", "edit", "TEA", "--price", "1") == "UnknownItem"
    assert shop.refused("item", "edit", "CUT", "--price", "1,050") == "AmbiguousAmount"
    assert shop.json("item", "off", "CUT")["active"] is False
    assert "off" in shop.text("item", "list").split()
    assert shop.refused("sale", "-", "--item", "CUT") == "UnknownItem"
    assert shop.json("item", "on", "CUT")["active"] is True
    assert shop.json("sale", "-", "--item", "CUT")["amount"] == "70.50"


def test_items_are_listed_by_what_is_typed(shop: Smbcrm) -> None:
    for code, name in (("A", "剪发"), ("B", "Blow dry"), ("C", "Colour")):
        shop.text("item", "add", code, name, "1")
    shop.text("item", "off", "C")

    def listed(*words: str) -> list[str]:
        return [one["code"] for one in shop.json("item", "list", *words)["items"]]

    assert listed() == ["A", "B", "C"]
    assert listed("jf") == ["A"]
    assert listed("dry") == ["B"]
    assert listed("colour") == []


def test_a_tier_is_changed(shop: Smbcrm) -> None:
    listed = shop.json("tier", "list")
    assert [one["code"] for one in listed["tiers"]] == ["regular", "silver", "gold"]
    assert listed["tiers"][2] == {
        "code": "gold",
        "name": "Gold",
        "spend_from": "1000.00",
        "visits_from": None,
        "points_from": None,
        "months": 12,
        "item": None,
        "item_months": None,
        "points_factor": 150,
        "birthday_factor": 100,
        "discount": "0.00",
        "birthday_span": "day",
        "lasts_months": 0,
        "grace_months": 2,
        "people": 0,
        "by_hand": 0,
    }
    gold = shop.json(
        "tier", "edit", "gold", "--name=VIP", "--spend-from=1200", "--points-factor=200",
        "--discount=7.5",
    )  # fmt: skip
    assert (gold["name"], gold["spend_from"], gold["points_factor"]) == ("VIP", "1200.00", 200)
    assert gold["discount"] == "7.50"
    assert "−7.5 %" in shop.text("tier", "list")
    assert shop.json("tier", "edit", "silver", "--spend-from", "none")["spend_from"] is None
    assert shop.refused("tier", "edit", "silver", "--spend-from", "1200") == "TiersUnordered"
    assert shop.refused("tier", "edit", "regular", "--spend-from", "1") == "FirstTier"
    assert shop.refused("tier", "edit", "gold", "--discount", "101") == "BadTierDiscount"
    assert shop.refused("tier", "edit", "bronze", "--name", "x") == "UnknownTier"
    assert shop.refused("tier", "edit", "gold", "--discount", "much") == "NotAnAmount"


def test_a_birthday_brings_more_points_by_the_tier(shop: Smbcrm) -> None:
    gold = shop.json("tier", "edit", "gold", "--birthday-factor=200", "--birthday-span=month")
    assert (gold["birthday_factor"], gold["birthday_span"]) == (200, "month")
    assert "in the month 200 %" in shop.text("tier", "list")
    assert shop.refused("tier", "edit", "gold", "--birthday-factor", "10001") == "BadTierFactor"


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_language_chosen_in_the_window_is_that_of_the_command_line(
    shop: Smbcrm, home: Path, language: str
) -> None:
    Machine(home).put(LANGUAGE, language)
    words = {"en": "Name of the shop", "zh_CN": "店名"}
    assert words[language] in shop.text("setting", "list")
    assert words["en"] in shop.text("setting", "list", "--language", "en")
