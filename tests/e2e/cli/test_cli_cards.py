"""The life of cards, worked by the command line alone."""

import datetime as dt

import pytest

from smbcrm.membership.cards.rules import PREFIX_LENGTH, candidates, is_product_number, serial_of
from tests.e2e.cli.program import Smbcrm

ID = "01890a5d-ac96-774b-bcce-b302099a8057"
TODAY = dt.datetime.now(dt.UTC).date()  # noqa: TID251 - the program asks the machine's clock
NEXT_YEAR = (TODAY + dt.timedelta(days=365)).isoformat()
LONG_AGO = "2020-01-10"


@pytest.fixture
def ann(shop: Smbcrm) -> str:
    """Return the code of a customer."""
    return str(shop.json("customer", "add", "Ann Lee")["code"])


@pytest.fixture
def card(shop: Smbcrm, ann: str) -> str:
    """Return the number of her card."""
    return str(shop.json("card", "issue", ann)["card"])


def acts(shop: Smbcrm, card: str) -> list[tuple[str, str, str | None]]:
    history = shop.json("card", "show", card)["history"]
    return [(one["act"], one["state"], one["reason_code"]) for one in history]


def test_a_card_from_the_first_day_to_the_last(shop: Smbcrm, ann: str) -> None:
    issued = shop.json("card", "issue", ann, "--later")
    card = str(issued["card"])
    assert issued["state"] == "issued"
    assert shop.json("card", "hand-over", card)["state"] == "active"
    assert shop.json("card", "freeze", card, "--reason=misuse")["state"] == "frozen"
    assert shop.refused("sale", card, "5") == "FrozenCardAlone"
    assert shop.json("card", "unfreeze", card)["state"] == "active"
    shop.text("sale", card, "5")
    assert shop.json("card", "lost", card, "--reason=stolen")["state"] == "lost"
    new = str(shop.json("card", "replace", card, "--reason=stolen")["card"])
    assert shop.json("card", "show", card)["living_card"] == new
    assert shop.json("card", "renew", new, "--until", NEXT_YEAR)["valid_until"] == NEXT_YEAR
    shop.text("sale", new, "5")
    assert shop.json("card", "void", new)["state"] == "void"
    assert shop.refused("sale", new, "5") == "CardIsDeadAlone"
    assert acts(shop, card) == [
        ("issue", "issued", None),
        ("hand_over", "active", None),
        ("freeze", "frozen", "misuse"),
        ("unfreeze", "active", None),
        ("lost", "lost", "stolen"),
        ("replace", "replaced", "stolen"),
    ]
    assert [act for act, _, _ in acts(shop, new)] == ["issue", "renew", "void"]
    assert shop.json("history", ann)["operations"][0]["net"] == "5.00", "value is no card's"
    assert "Everything adds up" in shop.text("verify")


def test_what_was_done_is_shown_to_people(shop: Smbcrm, card: str) -> None:
    shop.text("staff", "add", "Mia")
    shop.text("card", "freeze", card, "--reason=customer_asked", "--staff=Mia")
    lines = shop.text("card", "show", card).splitlines()
    head = next(number for number, line in enumerate(lines) if line.startswith("Time"))
    assert lines[head].split("  ")[-1].strip() == "Reason"
    assert ("issued" in lines[head + 1], "Owner" in lines[head + 1]) == (True, True)
    assert all(word in lines[head + 2] for word in ("frozen", "Mia", "the customer asked"))


@pytest.mark.parametrize(
    ("words", "state"),
    [
        (("freeze", "--reason=misuse"), "frozen"),
        (("lost",), "lost"),
        (("void",), "void"),
        (("renew", "--until", NEXT_YEAR), "active"),
        (("replace",), "active"),
    ],
)
def test_the_same_request_is_done_once(
    words: tuple[str, ...], state: str, shop: Smbcrm, card: str
) -> None:
    command = ("card", words[0], card, *words[1:])
    first = shop.json(*command, "--request-id", ID)
    assert first["state"] == state
    assert shop.json(*command, "--request-id", ID) == first
    assert shop.refused(*command, "--request-id", ID, "--note=x") == "RequestReused"
    assert len(acts(shop, card)) == 2


def test_what_cannot_be_is_refused_with_what_to_do(shop: Smbcrm, ann: str, card: str) -> None:
    assert shop.refused("card", "unfreeze", card) == "CardNeedsNothing"
    assert shop.refused("card", "freeze", card, "--reason=x") == "BadCardReason"
    assert shop.ends("card", "freeze", card).code == 2, "a freeze needs a reason"
    assert shop.refused("card", "renew", card) == "CardNeedsNothing"
    assert shop.refused("card", "renew", card, "--until=2020-01-01") == "LastDayOver"
    assert shop.ends("card", "renew", card, "--until=soon").code == 2
    shop.text("card", "freeze", card, "--reason=misuse")
    assert shop.refused("card", "renew", card) == "CardMustBeUnfrozen"
    assert f"smbcrm card unfreeze {card}" in shop.ends("card", "renew", card).err
    shop.text("card", "lost", card)
    assert shop.refused("card", "renew", card) == "CardMustBeFound"
    assert f"smbcrm card replace {card}" in shop.ends("card", "renew", card).err
    shop.text("card", "void", card)
    for words in (("freeze", "--reason=misuse"), ("unfreeze",), ("lost",), ("replace",), ("void",)):
        assert shop.refused("card", words[0], card, *words[1:]) == "CardIsVoid"
    assert f"smbcrm card issue {ann}" in shop.ends("card", "void", card).err
    assert shop.refused("card", "void", "4711") == "UnknownCard"


def test_a_printed_card_is_given_by_scanning_it(shop: Smbcrm, ann: str, card: str) -> None:
    assert shop.json("card", "issue", ann, "--scan", " VIP-00 17")["card"] == "VIP-0017"
    found = shop.json("find", "vip0017")["customers"]
    assert [one["code"] for one in found] == [ann]
    shop.text("item", "add", "TEA", "Tea", "5", "--barcode=90001")
    refusals = {
        "4006381333931": "NumberOfProduct",
        "V20260006": "NumberOfVoucher",
        "C000001": "NumberOfCustomer",
        "90001": "CardNumberTaken",
        "VIP-0017": "CardNumberTaken",
        card: "CardNumberTaken",
        "!": "BadCardNumber",
    }
    for number, refusal in refusals.items():
        assert shop.refused("card", "issue", ann, "--scan", number) == refusal
        assert shop.refused("card", "replace", card, "--scan", number) == refusal
    ours = next(candidates(card[:PREFIX_LENGTH], serial_of(card)))
    misread = next(
        number
        for number in (f"{ours[:-1]}{last}" for last in range(10))
        if number != ours and not is_product_number(number)
    )
    assert shop.refused("card", "issue", ann, "--scan", misread) == "NotOurCard"
    both = ("card", "issue", ann, "--scan", ours, "--number", ours)
    assert shop.refused(*both) == "TwoNumbers"
    assert shop.json("card", "replace", card, "--scan", ours)["card"] == ours


def test_a_card_ends_by_itself_and_is_renewed(shop: Smbcrm, ann: str) -> None:
    assert shop.refused("setting", "set", "card.validity_months", "241") == "BadSetting"
    shop.text("setting", "set", "card.validity_months", "12")
    old = shop.json("card", "issue", ann, "--date", LONG_AGO)
    assert (old["valid_until"], old["state"]) == ("2021-01-10", "expired")
    found = shop.json("find", old["card"])
    assert found["dead_card"]["state"] == "expired"
    assert [one["card"] for one in found["customers"]] == [None]
    assert "has expired" in shop.text("find", old["card"])
    assert shop.refused("sale", old["card"], "5") == "ExpiredCardAlone"
    assert shop.refused("card", "hand-over", old["card"]) == "CardMustBeRenewed"
    assert shop.json("card", "renew", old["card"])["state"] == "active"
    (again,) = shop.json("find", old["card"])["customers"]
    assert again["card"] == old["card"]
    assert "never ends" not in shop.text("card", "renew", old["card"])
    shop.text("setting", "set", "card.validity_months", "0")
    never = shop.text("card", "renew", old["card"])
    assert never.splitlines()[0] == f"The card {old['card']} never ends."
    assert shop.json("card", "show", old["card"])["valid_until"] is None
    assert shop.json("card", "issue", ann)["valid_until"] is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("freeze", "--reason=misuse"), "The card {} is frozen."),
        (("lost",), "The card {} was reported lost."),
        (("replace",), "The card {} was replaced by "),
        (("void",), "The card {} is void."),
    ],
)
def test_a_dead_card_that_is_scanned_says_why_and_shows_the_living_one(
    words: tuple[str, ...], said: str, shop: Smbcrm, ann: str, card: str
) -> None:
    shop.text("card", words[0], card, *words[1:])
    living = shop.json("card", "issue", ann)["card"] if words[0] != "replace" else None
    found = shop.json("find", card)
    living = living or found["dead_card"]["living_card"]
    assert found["dead_card"]["living_card"] == living
    assert [(one["code"], one["card"]) for one in found["customers"]] == [(ann, living)]
    told = shop.text("find", card)
    assert said.format(card) in told
    assert f"({ann}) is now {living}: use that one." in told
    assert shop.refused("top-up", card, "5") == "CardIsDead"
