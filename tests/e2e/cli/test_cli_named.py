"""Sentences name what they mean: the part that is wrong, an operation by its words and its date."""

from itertools import pairwise

import pytest

from tests.e2e.cli.program import Smbcrm


@pytest.fixture
def bob(shop: Smbcrm) -> str:
    """Return the code of a customer."""
    return str(shop.json("customer", "add", "Bob")["code"])


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (
            ("voucher", "add", "T N", "Ten", "--kind=amount_off", "--value=10"),
            "A code has 1 to 40",
        ),
        (
            ("voucher", "add", "TEN", "Ten", "--kind=amount_off", "--value=10", "--days=0"),
            "1 to 36,500 days",
        ),
        (
            ("voucher", "add", "TEN", "Ten", "--kind=amount_off", "--value=10", "--points=0"),
            "A price in points",
        ),
        (("reward", "add", "MUG", "Mug", "0"), "A price in points is at least 1."),
        (("package", "add", "P", "P", "5", "--visits=0"), "gives 1 to 10,000 visits"),
        (("package", "add", "P", "P", "5"), "say at least one"),
        (("item", "add", "c c", "x", "1"), "A code has 1 to 40"),
    ],
)
def test_the_part_that_is_wrong_is_named(words: tuple[str, ...], part: str, shop: Smbcrm) -> None:
    ending = shop.ends(*words)
    assert (ending.code, part in ending.err) == (1, True), ending.err
    assert ending.err.count(". ") == 1


def test_a_transfer_that_was_used_is_named_by_its_words(shop: Smbcrm, bob: str) -> None:
    ann = str(shop.json("customer", "add", "Ann")["code"])
    shop.text("top-up", bob, "50")
    handed = shop.json("transfer", bob, ann, "20", "--reason=present")["operation"]
    shop.text("sale", ann, "5", "--pay=stored=5")
    refused = shop.ends("undo", str(handed)).err
    assert "What Transfer of value of 20" in refused
    assert str(handed) not in refused


def test_nothing_is_paid_out_where_nothing_is(shop: Smbcrm, bob: str) -> None:
    assert "there is no paid part to pay out" in shop.ends("withdraw", bob, "5").err
    shop.text("top-up", bob, "3")
    assert "withdraw at most $3.00" in shop.ends("withdraw", bob, "5").err


def test_names_that_differ_in_capitals_only_are_taken(shop: Smbcrm) -> None:
    assert shop.refused("staff", "add", "owner") == "NameTaken"
    assert shop.refused("till", "add", "TILL 1") == "NameTaken"
    assert shop.json("staff", "rename", "Owner", "OWNER")["name"] == "OWNER"


def test_an_offer_that_gives_more_than_is_paid_is_asked_about(shop: Smbcrm) -> None:
    assert "--anyway" in shop.ends("offer", "add", "100", "100000").err
    made = shop.json("offer", "add", "100", "100000", "--anyway")
    assert shop.refused("offer", "edit", str(made["number"]), "--gift=200000") == "GenerousOffer"


def test_help_explains_no_code_by_itself(shop: Smbcrm) -> None:
    for words in (("voucher", "add"), ("customer", "add"), ("transfer",), ("adjust",)):
        told = shop.text(*words, "--help").split()
        for code, meaning in pairwise(told):
            assert meaning.strip("(),") != code or not meaning.startswith("(")
    assert "whole number of points" in " ".join(shop.text("sale", "--help").split())


@pytest.mark.parametrize(
    "words",
    [
        *(("refund",), ("undo",), ("void",), ("expire",), ("card", "freeze"), ("staff", "link")),
        *(("package", "pause"), ("package", "resume"), ("package", "extend"), ("setting", "set")),
    ],
)
def test_help_offers_no_date_where_there_is_none(words: tuple[str, ...], shop: Smbcrm) -> None:
    assert "--date" not in shop.text(*words, "--help")
