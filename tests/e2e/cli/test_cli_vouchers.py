"""`voucher`, `reward`, `sale --voucher`, `redeem --reward`: what customers are given."""

import datetime as dt
import re
from pathlib import Path

import pytest

from tests.e2e.cli.program import Smbcrm
from tests.helpers.paper import read

ID = "01890a5d-ac96-774b-bcce-b302099a8057"
HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture
def ann(shop: Smbcrm) -> str:
    """Return the code of a customer in a shop that gives vouchers; Bob comes along."""
    shop.text("item", "add", "TRIM", "Fringe trim", "12")
    for words in (
        ("BDAY", "Birthday", "--kind=percent_off", "--value=10", "--days=30", "--minimum=20"),
        ("TRIM", "Free trim", "--kind=free_item", "--item=TRIM"),
        ("NEXT", "See you", "--kind=next_visit", "--value=5", "--until=2199-12-31"),
        ("GOLD", "Gold now", "--kind=amount_off", "--value=20", "--tier=gold", "--on-entry=gold"),
        ("BUY", "Three off", "--kind=amount_off", "--value=3", "--points=30"),
    ):
        shop.text("voucher", "add", *words)
    shop.text("customer", "add", "Bob Lee")
    return str(shop.json("customer", "add", "Ann Fox")["code"])


def issued(shop: Smbcrm, kind: str, *customers: str) -> str:
    """Issue a voucher and return the code of the first one."""
    return str(shop.json("voucher", "issue", kind, *customers)["vouchers"][0]["voucher"])


@pytest.mark.usefixtures("ann")
def test_what_the_shop_gives_is_said_and_listed(shop: Smbcrm) -> None:
    found = {one["code"]: one for one in shop.json("voucher", "list")["vouchers"]}
    assert found["BDAY"] == {
        "code": "BDAY",
        "name": "Birthday",
        "kind": "percent_off",
        "currency": "USD",
        "value": "10",
        "item": None,
        "minimum": "20.00",
        "days": 30,
        "from": None,
        "until": None,
        "tiers": [],
        "on_entry": None,
        "points": None,
        "active": True,
    }
    assert (found["TRIM"]["item"], found["TRIM"]["value"]) == ("TRIM", None)
    assert (found["GOLD"]["tiers"], found["GOLD"]["on_entry"]) == (["gold"], "gold")
    table = shop.text("voucher", "list")
    assert "−10 %" in table
    assert "Fringe trim free" in table


def test_what_the_shop_gives_is_edited(shop: Smbcrm, ann: str) -> None:
    edited = shop.json(
        *("voucher", "edit", "GOLD", "--tier=none", "--on-entry=none", "--days=9"),
        *("--minimum=5", "--value=7.50", "--name=Anybody", "--points=5"),
    )
    assert (edited["tiers"], edited["on_entry"], edited["value"]) == ([], None, "7.50")
    assert (edited["days"], edited["points"], edited["name"]) == (9, 5, "Anybody")
    again = shop.json(
        *("voucher", "edit", "NEXT", "--until=none", "--from=2026-01-01", "--points=0")
    )
    assert (again["from"], again["until"], again["points"]) == ("2026-01-01", None, None)
    assert shop.json("voucher", "off", "GOLD")["active"] is False
    assert shop.refused("voucher", "issue", "GOLD", ann) == "DefinitionOff"
    assert shop.json("voucher", "on", "GOLD")["active"] is True


@pytest.mark.usefixtures("ann")
def test_what_no_shop_can_give(shop: Smbcrm) -> None:
    for words, refusal in (
        (("add", "X", "X", "--kind=percent_off", "--value=101"), "BadPercentage"),
        (("add", "X", "X", "--kind=amount_off", "--value=0"), "BadVoucherAmount"),
        (("add", "X", "X", "--kind=free_item"), "VoucherWithoutItem"),
        (("add", "X", "X", "--kind=magic"), "UnknownVoucherKind"),
        (("add", "X", "X", "--kind=magic", "--value=1"), "UnknownVoucherKind"),
        (("add", "BUY", "X", "--kind=amount_off", "--value=1"), "DefinitionCodeTaken"),
        (("edit", "NONE", "--name=X"), "UnknownDefinition"),
    ):
        assert shop.refused("voucher", *words) == refusal


def test_a_voucher_is_issued_used_and_shown(shop: Smbcrm, ann: str) -> None:
    both = shop.json("voucher", "issue", "BDAY", ann, "bob", "--request-id", ID)
    assert shop.json("voucher", "issue", "BDAY", ann, "bob", "--request-id", ID) == both
    mine, other = (one["voucher"] for one in both["vouchers"])
    assert [one["customer"] for one in both["vouchers"]] == [ann, "C000001"]
    assert shop.refused("sale", ann, "19.99", "--voucher", mine) == "MinimumSpend"
    assert shop.refused("sale", ann, "68", "--voucher", other) == "ForeignVoucher"
    assert shop.refused("sale", "-", "68", "--voucher", mine) == "VoucherNeedsCustomer"
    bill = shop.json("sale", ann, "68", "--voucher", mine.lower(), "--pay=card=61.20")
    assert (bill["amount"], bill["discount"]) == ("61.20", "6.80")
    (told,) = bill["vouchers"]
    assert (told["voucher"], told["amount"], told["value"]) == (mine, "6.80", "10")
    assert shop.refused("sale", ann, "68", "--voucher", mine) == "VoucherUsed"
    shown = shop.json("voucher", "show", mine)
    assert (shown["state"], shown["customer"], len(shown["history"])) == ("used", ann, 2)
    text = shop.text("voucher", "show", mine)
    assert "Voucher issued" in text
    assert "used" in text
    assert shop.json("find", mine)["voucher"]["why_not"] == "VoucherUsed"
    assert "is a voucher of Bob Lee" in shop.text("find", other)
    back = shop.json("refund", str(bill["bill_number"]))
    assert back["vouchers"][0]["moved"] == 1
    assert [one["voucher"] for one in shop.json("balance", ann)["vouchers"]] == [mine]
    assert "Birthday" in shop.text("balance", ann)
    assert shop.json("history", ann)["operations"][0]["vouchers"] == 1
    assert "Voucher issued" in shop.text("explain", ann, "--account=vouchers")
    assert shop.json("verify")["clean"]


def test_a_voucher_is_used_by_its_code_alone(shop: Smbcrm, ann: str) -> None:
    trim, bday = issued(shop, "TRIM", ann), issued(shop, "BDAY", ann)
    bill = shop.json("voucher", "use", trim)
    assert (bill["amount"], bill["customer"]["code"]) == ("0.00", ann)
    assert [line["item"] for line in bill["lines"]] == ["TRIM"]
    used = shop.json("voucher", "use", bday, "50", "--pay=card=45")
    assert used["amount"] == "45.00"
    more = issued(shop, "BDAY", ann), issued(shop, "TRIM", ann)
    both = shop.json("voucher", "use", more[0], "--item=TRIM=2", "--voucher", more[1])
    assert both["amount"] == "10.80"
    assert shop.refused("voucher", "use", issued(shop, "NEXT", ann), "50") == "VoucherNotYet"
    assert shop.refused("voucher", "use", "V1") == "UnknownVoucher"


def test_a_voucher_is_made_void(shop: Smbcrm, ann: str) -> None:
    code = issued(shop, "BDAY", ann)
    voided = ("voucher", "void", code, "--reason=mistake")
    first = shop.json(*voided, "--request-id", ID)
    assert shop.json(*voided, "--request-id", ID) == first
    assert (first["kind"], first["vouchers"][0]["moved"]) == ("voucher_void", -1)
    assert shop.refused(*voided) == "VoucherIsVoid"
    assert shop.refused("voucher", "void", code, "--reason=whim") == "BadReason"
    shop.text("undo", first["operation"])
    assert shop.json("voucher", "show", code)["state"] == "returned"


def test_points_buy_vouchers_and_rewards(shop: Smbcrm, ann: str) -> None:
    shop.text("sale", ann, "450")
    bought = shop.json("voucher", "issue", "BUY", ann, "--for-points")
    assert (bought["kind"], bought["points"]) == ("redemption", -30)
    assert shop.refused("voucher", "issue", "BUY", ann, "bob", "--for-points") == "OneCustomer"
    assert shop.refused("voucher", "issue", "BDAY", ann, "--for-points") == "NotForPoints"
    shop.text("reward", "add", "SOAP", "Soap", "100", "--stock=3")
    shop.text("reward", "add", "TRIP", "A trip", "5000")
    shop.text("reward", "add", "RING", "A ring", "5", "--tier=gold", "--item=TRIM")
    taken = ("redeem", ann, "--reward=SOAP", "--count=2", "--request-id", ID)
    first = shop.json(*taken)
    assert shop.json(*taken) == first
    assert (first["points"], first["reward"]["quantity"]) == (-200, 2)
    assert "Soap" in shop.text("redeem", ann, "100", "--reward=SOAP")
    for words, refusal in (
        (("--reward=SOAP",), "OutOfStock"),
        (("--reward=TRIP",), "RewardTooDear"),
        (("--reward=RING",), "NotForTier"),
        (("--reward=NONE",), "UnknownReward"),
        (("4", "--reward=RING"), "RewardCosts"),
        ((), "NothingToRedeem"),
    ):
        assert shop.refused("redeem", ann, *words) == refusal
    had = {one["code"]: one for one in shop.json("reward", "list", ann)["rewards"]}
    assert (had["TRIP"]["short"], had["TRIP"]["why_not"]) == (4_880, "RewardTooDear")
    assert "A trip costs" in shop.text("reward", "list", ann)
    shop.text("undo", first["operation"])
    rewards = {one["code"]: one for one in shop.json("reward", "list")["rewards"]}
    assert (rewards["SOAP"]["stock"], rewards["TRIP"]["stock"]) == (2, None)
    edited = shop.json(
        *("reward", "edit", "RING", "--tier=none", "--stock=5", "--item=", "--points=7"),
        "--name=Ring",
    )
    assert (edited["tiers"], edited["stock"], edited["item"]) == ([], 5, None)
    assert shop.json("reward", "edit", "RING", "--stock=none")["stock"] is None
    assert shop.json("reward", "off", "RING")["active"] is False
    assert shop.json("reward", "on", "RING")["active"] is True
    assert "any number" in shop.text("reward", "list")
    assert shop.json("verify")["clean"]


def test_a_voucher_is_written_to_a_file_with_its_code(
    shop: Smbcrm, ann: str, tmp_path: Path
) -> None:
    code, file = issued(shop, "BDAY", ann), tmp_path / "voucher.pdf"
    shop.text("setting", "set", "shop.document_language", "zh_TW")
    told = shop.json("voucher", "show", code, "--out", str(file))
    assert (told["voucher"], told["file"]) == (code, str(file))
    text = read(file.read_bytes())
    for part in (code, "Birthday", "Ann Fox", "$20.00"):
        assert part in text
    assert HAN.search(text)
    assert shop.refused("voucher", "show", code, "--out", str(file)) == "FileExists"
    shop.text("voucher", "void", code, "--reason=lost")
    dead = ("voucher", "show", code, "--out", str(file), "--force")
    assert shop.refused(*dead) == "VoucherIsVoid"


def test_vouchers_are_issued_to_a_list_and_to_a_file(
    shop: Smbcrm, ann: str, tmp_path: Path
) -> None:
    bob = str(shop.json("customer", "add", "Bob Hill")["code"])
    file, own = tmp_path / "list.pdf", tmp_path / "own.pdf"
    give = ("voucher", "issue", "BDAY", bob, ann, "--out", str(file))
    told = shop.json(*give)
    assert told["file"] == str(file)
    text = read(file.read_bytes())
    places = [text.index(str(one["voucher"])) for one in told["vouchers"]]
    assert places == sorted(places)
    assert shop.refused(*give) == "FileExists"
    assert shop.refused(*give[:-1], str(tmp_path / "list.docx")) == "NotAPdf"
    assert len(shop.json("balance", bob)["vouchers"]) == 1
    assert "Written to" in shop.text(
        "voucher", "issue", "BDAY", ann, "--out", str(own), "--size=A4"
    )
    assert "Ann Fox" in read(own.read_bytes())


def test_who_enters_a_tier_finds_the_voucher_on_the_bill(shop: Smbcrm, ann: str) -> None:
    bill = shop.json("sale", ann, "1200")
    assert [(one["name"], one["moved"]) for one in bill["vouchers"]] == [("Gold now", 1)]
    assert shop.json("liability")["sections"]
    shop.text("undo", bill["operation"])
    assert shop.json("balance", ann)["vouchers"] == []


def test_a_bad_day_and_dates_of_issue(shop: Smbcrm, ann: str) -> None:
    long_ago = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=60)  # noqa: TID251
    old = ("voucher", "issue", "BDAY", ann, "--date", long_ago.isoformat())
    assert shop.refused(*old) == "AlreadyExpired"
    assert shop.refused("sale", ann, "5", "--voucher=V1", "--date=2999-01-01") == "DateInFuture"


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW"])
def test_vouchers_are_told_in_chinese(shop: Smbcrm, ann: str, language: str) -> None:
    code = issued(shop, "BDAY", ann)
    for words in (("voucher", "list"), ("voucher", "show", code), ("reward", "--help")):
        assert HAN.search(shop.text(*words, "--language", language))


def test_a_friend_who_first_buys_brings_two_vouchers(shop: Smbcrm, ann: str) -> None:
    shop.text("voucher", "add", "TWO", "For two", "--kind=bring-a-friend", "--value=15")
    cleo = str(shop.json("customer", "add", "Cleo Day", f"--referrer={ann}")["code"])
    sale = shop.json("sale", cleo, "20")
    (own,) = sale["vouchers"]
    assert (own["kind"], own["value"], own["moved"]) == ("bring_a_friend", "15.00", 1)
    assert shop.json("sale", cleo, "20")["vouchers"] == []
    (anns,) = shop.json("balance", ann)["vouchers"]
    assert shop.json("sale", ann, "50", f"--voucher={anns['voucher']}")["amount"] == "35.00"
    assert "$15.00 off, for friends" in shop.text("voucher", "show", own["voucher"])


def test_what_becomes_void_with_a_sale_is_said_before(shop: Smbcrm, ann: str) -> None:
    shop.text("voucher", "add", "TWO", "For two", "--kind=bring-a-friend", "--value=15")
    cleo = str(shop.json("customer", "add", "Cleo Day", f"--referrer={ann}")["code"])
    sale = shop.json("sale", cleo, "20")
    (own,), (anns,) = sale["vouchers"], shop.json("balance", ann)["vouchers"]
    bill = str(sale["bill_number"])
    for words in (
        ("undo", bill, "--dry-run"),
        ("void", bill, "--reason=twice", "--dry-run"),
        ("refund", bill, "--dry-run"),
    ):
        told = shop.text(*words)
        assert "Nothing is recorded. It would be:" in told
        assert f"The voucher {own['voucher']} becomes void: For two." in told
        assert f"The voucher {anns['voucher']} of " in told
        assert f"({ann}) becomes void: For two." in told
        shown = shop.json(*words)
        assert {(one["voucher"], one["customer"]) for one in shown["ended"]} == {
            (own["voucher"], None),
            (anns["voucher"], ann),
        }
        assert shown["dry_run"]
    assert "Cash" in shop.text("void", bill, "--reason=twice", "--dry-run")
    (part,) = shop.json("undo", bill, "--dry-run")["parts"]
    assert (part["means"], part["amount"]) == ("cash", "20.00")
    assert shop.json("balance", cleo)["vouchers"] != []


def test_what_comes_back_with_a_sale_is_said_before(shop: Smbcrm, ann: str) -> None:
    shop.text("voucher", "add", "FIVE", "Five off", "--kind=amount_off", "--value=5")
    code = issued(shop, "FIVE", ann)
    bill = str(shop.json("sale", ann, "20", f"--voucher={code}")["bill_number"])
    assert f"The voucher {code} comes back: Five off." in shop.text("undo", bill, "--dry-run")
    assert [one["voucher"] for one in shop.json("undo", bill, "--dry-run")["returned"]] == [code]


@pytest.mark.usefixtures("ann")
def test_a_voucher_that_is_over_cannot_be_said(shop: Smbcrm) -> None:
    until = ("--kind=amount_off", "--value=5", "--until=2020-01-31")
    assert shop.refused("voucher", "add", "OLD", "Old", *until) == "VoucherOver"


def test_tiers_are_called_by_their_names(shop: Smbcrm) -> None:
    shop.text("tier", "edit", "gold", "--name=Friends")
    gold = "--tier=gold"
    shop.text(
        "voucher", "add", "G", "G", "--kind=amount_off", "--value=20", gold, "--on-entry=gold"
    )
    shop.text("reward", "add", "RING", "A ring", "5", gold)
    shop.text("offer", "add", "700", "80", gold)
    for command, times in (("voucher", 2), ("reward", 1), ("offer", 1)):
        told = shop.text(command, "list")
        assert told.count("Friends") == times, told
        assert "gold" not in told
    assert shop.json("voucher", "list")["vouchers"][0]["tiers"] == ["gold"]
