"""`merge`: two customers become one, and two again."""

import pytest

from smbcrm.core.i18n import LANGUAGES
from tests.e2e.cli.program import Smbcrm

WORDS = {"en": "Together", "zh_CN": "合计", "zh_TW": "合計"}


@pytest.fixture
def twice(shop: Smbcrm) -> Smbcrm:
    """Return a shop in which Ann is twice, with value and a card each."""
    shop.json("customer", "add", "Ann Lee", "--phone=415-555-2671", "--tag=vip")
    shop.json(
        *("customer", "add", "Anna Lee", "--phone=415-555-2672", "--email=anna@example.com"),
        *("--consent=email=refused", "--birthday=1990-03-05"),
    )
    for code in ("C000001", "C000002"):
        shop.json("top-up", code, "100", "--pay=card=100")
        shop.json("card", "issue", code)
    return shop


def test_a_preview_is_told_before_anything_is_written(twice: Smbcrm) -> None:
    told = twice.json("merge", "C000001", "C000002", "--field=name=other", "--preview")
    assert told["keep"] == {"code": "C000001", "full_name": "Ann Lee"}
    assert told["fields"]["name"] == {
        "keep": "Ann Lee",
        "other": "Anna Lee",
        "side": "other",
        "then": "Anna Lee",
    }
    paid = next(one for one in told["accounts"] if one["kind"] == "principal")
    assert (paid["keep"], paid["other"], paid["then"]) == ("100.00", "100.00", "200.00")
    assert (told["refused"], len(told["cards"]), told["currency"]) == (["email"], 1, "USD")
    assert twice.json("merge", "list") == {"merges": []}
    assert twice.json("customer", "show", "C000002")["full_name"] == "Anna Lee"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_preview_for_people(twice: Smbcrm, language: str) -> None:
    told = twice.text("merge", "C000001", "C000002", "--preview", f"--language={language}")
    assert WORDS[language] in told
    assert "anna@example.com" in told


def test_merged_found_by_the_old_code_and_two_again(twice: Smbcrm) -> None:
    made = twice.json("merge", "C000001", "C000002")
    assert (made["merge"], made["other"]["code"], made["undone_at"]) == (1, "C000002", None)
    shown = twice.json("customer", "show", "C000002")
    assert (shown["code"], shown["email"]) == ("C000001", "anna@example.com")
    assert [one["code"] for one in twice.json("find", "C000002")["customers"]] == ["C000001"]
    twice.json("sale", "C000002", "150", "--pay=stored=150")
    (one,) = twice.json("merge", "list")["merges"]
    assert (one["kept"]["code"], one["staff"]) == ("C000001", "Owner")
    assert "C000001" in twice.text("merge", "list")
    assert twice.refused("merge", "C000001", "C000002") == "MergedWithSelf"
    twice.text("merge", "undo", "1")
    assert twice.json("customer", "show", "C000002")["full_name"] == "Anna Lee"
    assert twice.refused("merge", "undo", "1") == "MergeUndone"
    assert twice.refused("merge", "undo", "7") == "UnknownMerge"
    twice.text("verify")


def test_two_people_leave_the_list(twice: Smbcrm) -> None:
    twice.json("customer", "edit", "C000002", "--phone=415-555-2671")
    assert twice.json("duplicates")["pairs"] == 1
    assert twice.json("merge", "apart", "C000001", "C000002")["apart"]
    assert twice.json("duplicates")["pairs"] == 0
    twice.text("merge", "together", "C000001", "C000002")
    assert twice.json("duplicates")["pairs"] == 1


def test_a_field_that_is_none(twice: Smbcrm) -> None:
    ending = twice.ends("merge", "C000001", "C000002", "--field=shoes=other")
    assert ending.code == 2
    assert "phones" in ending.err
    assert twice.refused("merge", "C000001", "C000002", "--field=email=both") == "BadSide"
