"""`tier add|order|hold|release|held|history` and `tiers review`."""

import csv
import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.cli.program import Smbcrm
from tests.helpers.paper import read
from tests.helpers.workbooks import by_calamine

ID = "01890a5d-ac96-774b-bcce-b302099a8057"


@pytest.fixture
def ann(shop: Smbcrm) -> str:
    """Return the code of a customer who reaches silver."""
    code = str(shop.json("customer", "add", "Ann")["code"])
    shop.text("sale", code, "450")
    return code


def _in_years(years: int) -> str:
    today = dt.datetime.now(dt.UTC).date()  # noqa: TID251
    return dt.date(today.year + years, 7, 1).isoformat()


def test_a_tier_is_added_and_moved(shop: Smbcrm) -> None:
    shop.text("item", "add", "club", "Club", "99")
    made = shop.json(
        "tier", "add", "club", "Club", "--item=club", "--item-months=6", "--discount=5",
        "--visits-from=20", "--points-from=900", "--months=6", "--birthday-factor=200",
        "--lasts=3", "--grace=1", "--above=regular",
    )  # fmt: skip
    assert made == {
        **made,
        "code": "club",
        "item": "club",
        "item_months": 6,
        "visits_from": 20,
        "points_from": 900,
        "months": 6,
        "birthday_factor": 200,
        "lasts_months": 3,
        "grace_months": 1,
    }
    assert [one["code"] for one in shop.json("tier", "list")["tiers"]][1] == "club"
    moved = shop.json("tier", "order", "regular,silver,gold,club")
    assert [one["code"] for one in moved["tiers"]] == ["regular", "silver", "gold", "club"]
    assert shop.refused("tier", "order", "gold,regular") == "LowestStays"
    assert shop.refused("tier", "add", "club", "Again") == "TierCodeTaken"
    edited = shop.json("tier", "edit", "club", "--visits-from=none", "--item=none")
    assert (edited["visits_from"], edited["item"], edited["item_months"]) == (None, None, None)
    text = shop.text("tier", "list")
    assert "Birthday" in text
    assert "The next review is on" in text


def test_a_rule_can_count_from_tomorrow_night(shop: Smbcrm) -> None:
    shop.text("tier", "edit", "silver", "--spend-from=300", "--later")
    listed = shop.json("tier", "list")
    assert listed["tiers"][1]["spend_from"] == "400.00"
    assert [(one["code"], one["spend_from"]) for one in listed["coming"]] == [("silver", "300.00")]
    assert "Silver changes on" in shop.text("tier", "list")


def test_a_tier_is_held_by_hand_and_released(shop: Smbcrm, ann: str) -> None:
    words = "tier", "hold", ann, "gold", "--reason=invitation", "--until", _in_years(3)
    first = shop.json(*words, "--request-id", ID)
    assert shop.json(*words, "--request-id", ID) == first
    assert [(one["tier"], one["why"]) for one in first["tiers"]] == [
        ("gold", "hand"),
        ("silver", "spend"),
    ]
    (held,) = shop.json("tier", "held")["held"]
    assert (held["code"], held["tier"], held["held_until"]) == (ann, "gold", _in_years(3))
    assert "Ann" in shop.text("tier", "held")
    assert shop.json("tiers", "review", "--as-of", _in_years(2))["moves"] == []
    shop.text("tier", "release", ann)
    assert shop.json("tier", "held")["held"] == []
    assert "released" in shop.text("tier", "history", ann)
    assert shop.refused("tier", "release", ann) == "NothingHeld"
    assert shop.refused("tier", "hold", ann, "gold", "--reason=x") == "BadHoldReason"
    assert shop.refused("tier", "hold", ann, "bronze", "--reason=staff") == "UnknownTier"
    over = "tier", "hold", ann, "gold", "--reason=staff", "--until=2020-01-01"
    assert shop.refused(*over) == "HeldInPast"


def test_a_review_is_looked_at_and_applied_once(shop: Smbcrm, ann: str) -> None:
    to_come = shop.json("tiers", "review", "--as-of", _in_years(2))
    assert (to_come["applied"], to_come["down"]) == (False, 1)
    assert to_come["moves"] == [
        {
            "code": ann,
            "full_name": "Ann",
            "from": "silver",
            "to": "regular",
            "months": 12,
            "spend": "0.00",
            "visits": 0,
            "points": 0,
        }
    ]
    text = shop.text("tiers", "review", "--as-of", _in_years(2))
    assert "--apply does it" in text
    assert shop.refused("tiers", "review", "--apply", "--as-of", _in_years(2)) == "NotYet"
    first = shop.json("tiers", "review", "--apply", "--request-id", ID)
    assert (first["applied"], first["up"], first["down"]) == (True, 0, 0)
    assert shop.json("tiers", "review", "--apply", "--request-id", ID) == first
    again = shop.json("tiers", "review")
    assert {**again, "request_id": ""} == {**first, "request_id": ""}
    assert "was applied on" in shop.text("tiers", "review", "--apply")


# ------------------------------------------------------------------------- the list as a file


@pytest.fixture
def long_ago(shop: Smbcrm) -> str:
    """Return the code of a customer who reached silver long ago, and is to leave it."""
    code = str(shop.json("customer", "add", "Ann \U00031300")["code"])
    shop.text("setting", "set", "points.months", "120")
    shop.text("sale", code, "450", "--date", _in_years(-3))
    return code


def _review(shop: Smbcrm, file: Path, *more: str) -> Any:  # noqa: ANN401 - an answer as JSON
    return shop.json("tiers", "review", "--out", str(file), "--instead=\U00031300=Lee", *more)


@pytest.mark.usefixtures("long_ago")
def test_who_moves_is_written_to_a_file(shop: Smbcrm, tmp_path: Path) -> None:
    book, paper = tmp_path / "review.xlsx", tmp_path / "review.pdf"
    told = _review(shop, book)
    assert (told["file"], told["report"], told["applied"]) == (str(book), "tier_review", False)
    assert [one["full_name"] for one in told["moves"]] == ["Ann \U00031300"]
    _, _, headings, row = by_calamine(book)
    assert row[headings.index("Decision")] == "moves down"
    _review(shop, paper, "--as-of", _in_years(1))
    assert paper.read_bytes().startswith(b"%PDF")
    assert "Ann Lee" in read(paper.read_bytes())
    assert f"Written to {book}" in shop.text("tiers", "review", "--out", str(book), "--force")
    assert shop.json("tiers", "review")["applied"] is False


def test_nobody_moves_where_the_file_is_refused(
    shop: Smbcrm, long_ago: str, tmp_path: Path
) -> None:
    there = tmp_path / "review.xlsx"
    there.write_text("mine")
    apply = "tiers", "review", "--apply", "--out"
    for file, why in (
        (there, "FileExists"),
        (tmp_path / "list.doc", "NotAReportFile"),
        (tmp_path / "list.pdf", "NotOnAnyFont"),
    ):
        assert shop.refused(*apply, str(file)) == why
    away = str(tmp_path / "none" / "list.xlsx")
    assert shop.refused("tiers", "review", "--out", away) == "FileNotWritten"
    assert shop.ends(*apply, away).code == 1
    assert shop.json("tiers", "review")["applied"] is False
    assert "Silver" in shop.text("customer", "show", long_ago)


def test_what_was_applied_is_written_to_a_file(shop: Smbcrm, long_ago: str, tmp_path: Path) -> None:
    first, again = tmp_path / "first.csv", tmp_path / "again.csv"
    told = shop.text("tiers", "review", "--apply", "--out", str(first))
    assert "0 up, 1 down" in told
    assert f"Written to {first}" in told
    assert _review(shop, again, "--apply")["applied"] is True
    assert first.read_bytes() == again.read_bytes()
    with first.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert [long_ago, "Ann \U00031300", "Silver", "Regular", "moved down"] in [
        row[:5] for row in rows
    ]
