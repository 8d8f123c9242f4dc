"""The same request sent again, whatever became of its customer since, and acts that cannot be."""

import datetime as dt
import re
from pathlib import Path

import pytest

from tests.e2e.cli.program import Smbcrm

ID = "01890a5d-ac96-774b-bcce-b302099a8057"
HALF = "caf\udce9"
"""What Python makes of a typed byte that is no UTF-8."""


@pytest.fixture
def bob(shop: Smbcrm) -> str:
    """Return the code of a customer."""
    return str(shop.json("customer", "add", "Bob", "--birthday=1990-03-05")["code"])


@pytest.mark.parametrize(
    ("words", "meanwhile"),
    [
        (("customer", "edit", "C000001", "--code=VIP1"), ()),
        (("customer", "edit", "Bob", "--name=Robert"), ()),
        (("card", "issue", "bob"), ("customer", "edit", "bob", "--name=Robert")),
        (("top-up", "Bob", "5"), ("customer", "edit", "bob", "--name=Robert")),
        (("sale", "Bob", "5"), ("customer", "add", "Bob")),
        (
            ("customer", "edit", "bob", "--occasion=pet_birthday=2020-01-02"),
            ("customer", "edit", "bob", "--occasion=custom:A=2020-01-02", "--birthday="),
        ),
    ],
)
def test_what_is_sent_again_is_about_the_customer_of_the_first_time(
    words: tuple[str, ...], meanwhile: tuple[str, ...], shop: Smbcrm, bob: str
) -> None:
    first = shop.json(*words, "--request-id", ID)
    if meanwhile:
        shop.text(*meanwhile)
    again = shop.json(*words, "--request-id", ID.upper())
    assert again["request_id"] == ID.upper()
    for key in ("card", "operation", "code"):
        assert again.get(key) == first.get(key)
    assert shop.refused(*words, "--note=x", "--request-id", ID) == "RequestReused"
    people = shop.json("find", "bob")["customers"] + shop.json("find", "robert")["customers"]
    assert {one["code"] for one in people} <= {bob, first.get("code", bob), "C000002"}


def test_a_new_request_about_nobody_is_refused(shop: Smbcrm, bob: str) -> None:
    shop.text("sale", bob, "5", "--request-id", ID)
    assert shop.refused("customer", "edit", "Zoe", "--name=Z") == "NobodyFound"
    assert shop.refused("customer", "edit", "Zoe", "--name=Z", "--request-id=Z") == "NobodyFound"
    assert shop.refused("sale", "Zoe", "6", "--request-id", ID) == "RequestReused"


def test_a_dead_card_may_be_looked_at_and_not_paid_with(shop: Smbcrm, bob: str) -> None:
    card = shop.json("card", "issue", bob)["card"]
    living = shop.json("card", "replace", card)["card"]
    for words in (("balance", card), ("history", card)):
        assert shop.json(*words)["customer"]["code"] == bob
    assert shop.json("customer", "show", f"{card[:4]} {card[4:]}")["code"] == bob
    for command in ("sale", "top-up", "redeem"):
        assert shop.refused(command, card, "5") == "CardIsDead"
        assert living in shop.ends(command, card, "5").err


def test_bytes_that_are_no_text_do_no_harm(shop: Smbcrm, bob: str) -> None:
    shop.text("sale", bob, "5", "--note", HALF)
    assert shop.json("history", bob)["operations"][0]["note"] == "caf\ufffd"
    assert shop.refused("sale", bob, "5", "--item", HALF) == "UnknownItem"
    assert shop.refused("sale", HALF, "5") == "NobodyFound"
    assert shop.refused("balance", HALF) == "NobodyFound"
    assert shop.refused("import", "undo", HALF) == "UnknownImport"
    assert shop.refused("setting", "set", HALF, "x") == "UnknownSetting"
    assert shop.refused("sale", bob, "5", "--request-id", HALF) == "BadRequestId"
    assert shop.refused("sale", bob, "5", "--staff", HALF) == "UnknownStaff"
    assert shop.json("setting", "set", "shop.address", HALF)["value"] == "caf\ufffd"
    assert "caf\ufffd" in shop.text("setting", "get", "shop.address")
    assert shop.ends("--language", HALF, "item", "list").code == 2


def test_a_file_may_have_a_name_that_is_no_text(shop: Smbcrm, tmp_path: Path) -> None:
    file = tmp_path / f"{HALF}.csv"
    file.write_text("name,phone\nAnn,4155552671\n", "utf-8")
    report = shop.json("import", "customers", str(file))["report"]
    assert (report["file"], report["made"]) == ("caf\ufffd.csv", 1)
    assert "caf\ufffd.csv" in shop.text("import", "list")


@pytest.mark.parametrize(
    ("owned", "payments"),
    [
        (None, ("stored=68",)),
        (None, ("credit=60", "wechat=8")),
        ("30", ("stored=50", "card=18")),
        ("30", ("stored=40", "credit=10", "card=18")),
    ],
)
def test_the_payments_that_are_offered_will_do(
    owned: str | None, payments: tuple[str, ...], shop: Smbcrm, bob: str
) -> None:
    if owned:
        shop.text("top-up", bob, owned, "--offer=none")
    ending = shop.ends("sale", bob, "68", *(f"--pay={one}" for one in payments))
    assert ending.code == 1
    line = re.search("--pay .*", ending.err)
    assert line
    assert "=0.00" not in line[0]
    assert "card=18.00" in line[0] or "card=18" not in payments
    sale = shop.json("sale", bob, "68", *line[0].split())
    assert sum(float(one["amount"]) for one in sale["payments"]) == 68


WRITING = [
    ("item", "add", "cut", "Hair cut", "5"),
    ("customer", "add", "Ann"),
    ("customer", "edit", "C000001", "--name=Rob"),
    ("card", "issue", "C000001"),
    ("card", "replace", "C000001"),
    ("setting", "set", "shop.name", "Other"),
    ("staff", "add", "Zoe"),
    ("till", "add", "Till 2"),
    ("expire",),
    ("sale", "C000001", "5"),
    ("top-up", "C000001", "5"),
]
DATED = {("card", "issue"), ("card", "replace")}
"""Beside sales and top-ups, what of these bears a business date."""


@pytest.mark.parametrize("words", WRITING)
def test_an_act_that_cannot_be_is_refused(words: tuple[str, ...], shop: Smbcrm, bob: str) -> None:
    shop.text("card", "issue", bob)
    assert shop.refused(*words, "--staff=Nobody") == "UnknownStaff"
    assert shop.refused(*words, "--till=Nowhere") == "UnknownTerminal"
    assert shop.refused(*words, "--request-id=not-a-uuid") == "BadRequestId"
    for date, code in (("2999-01-01", "DateInFuture"), ("0001-01-01", "DateTooEarly")):
        follows = "DateFollows" if words == ("expire",) else "NoDateHere"
        wanted = code if words[:2] in DATED or words[0] in {"sale", "top-up"} else follows
        assert shop.refused(*words, "--date", date) == wanted
        assert ("--date DATE" in shop.text(*words, "--help")) == (wanted == code)
    before = shop.json(*words, "--request-id", ID)
    assert shop.json(*words, "--request-id", ID) == before


def test_what_takes_back_has_no_date_of_its_own(shop: Smbcrm, bob: str) -> None:
    sale = shop.json("sale", bob, "5")["operation"]
    today = dt.datetime.now(dt.UTC).date().isoformat()  # noqa: TID251
    assert shop.refused("undo", sale, "--date", today) == "DateFollows"
    assert shop.refused("void", sale, "--reason=test", "--date", today) == "DateFollows"
    shop.text("undo", sale)
