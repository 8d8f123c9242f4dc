"""`tier add|order|hold|release|held|history` and `tiers review`."""

import datetime as dt

import pytest

from tests.e2e.cli.program import Smbcrm

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
