"""`offer`, `customer pin` and the PIN of a sale, as they are typed."""

import io

import pytest

from smbcrm.cli import secret
from tests.e2e.cli.program import Smbcrm


@pytest.fixture
def ann(shop: Smbcrm) -> str:
    code = str(shop.json("customer", "add", "Ann")["code"])
    shop.text("top-up", code, "500")
    return code


def pipe(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


class Terminal(io.StringIO):
    """A stream that says somebody sits at it."""

    def isatty(self) -> bool:
        return True


def test_offers_are_added_changed_and_switched_off(shop: Smbcrm) -> None:
    listed = shop.json("offer", "list")
    assert [(one["amount"], one["gift"]) for one in listed["offers"]] == [
        ("200.00", "20.00"),
        ("500.00", "50.00"),
    ]
    made = shop.json(
        "offer", "add", "100", "8", "--from=2026-11-01", "--to=2026-12-24", "--tier=gold",
        "--tier=silver",
    )  # fmt: skip
    number = str(made.pop("number"))
    made.pop("request_id")
    assert made == {
        "amount": "100.00",
        "gift": "8.00",
        "from": "2026-11-01",
        "to": "2026-12-24",
        "tiers": ["silver", "gold"],
        "active": True,
        "currency": "USD",
    }
    edited = shop.json("offer", "edit", number, "--gift=9", "--from=none", "--tier=all")
    assert (edited["gift"], edited["from"], edited["to"]) == ("9.00", None, "2026-12-24")
    assert edited["tiers"] == []
    assert "off" in shop.text("offer", "off", number)
    assert not shop.json("offer", "list")["offers"][0]["active"]
    assert shop.json("offer", "on", number)["active"]
    assert "$9.00" in shop.text("offer", "list")


def test_an_offer_that_cannot_be_is_refused(shop: Smbcrm) -> None:
    assert shop.refused("offer", "add", "0", "5") == "BadOffer"
    assert shop.refused("offer", "add", "200", "20") == "SameOffer"
    assert shop.refused("offer", "add", "10", "5", "--tier", "bronze") == "UnknownTier"
    assert shop.refused("offer", "edit", "99", "--gift", "5") == "UnknownOffer"
    assert shop.refused("offer", "off", "99") == "UnknownOffer"
    span = ("--from=2026-12-24", "--to=2026-12-23")
    assert shop.refused("offer", "add", "10", "5", *span) == "OfferEndsFirst"
    assert shop.ends("offer", "add", "10", "5", "--to", "soon").code == 2


def test_the_pin_is_piped_in_and_asked_for_in_a_sale(
    shop: Smbcrm, ann: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe(monkeypatch, "4711\n")
    set_ = shop.json("customer", "pin", ann)
    assert (set_["code"], set_["pin"]) == (ann, True)
    shop.text("setting", "set", "stored_value.pin_from", "50")
    sale = ("sale", ann, "60", "--pay", "stored=60")
    pipe(monkeypatch, "")
    assert shop.refused(*sale) == "PinNeeded"
    assert shop.json("sale", ann, "40", "--pay", "stored=40")["amount"] == "40.00"
    pipe(monkeypatch, "1234\n")
    told = shop.ends(*sale)
    assert (told.code, told.err) == (
        1,
        "This is not the customer's PIN. Tries left: 4.\n",
    )
    pipe(monkeypatch, "4711\n")
    assert shop.json(*sale)["amount"] == "60.00"
    pipe(monkeypatch, "4711\n")
    assert shop.json("customer", "pin", ann, "--remove")["pin"] is False
    pipe(monkeypatch, "")
    assert shop.refused(*sale) == "NoPinYet"


def test_a_pin_is_changed_with_the_old_one_or_reset_with_a_reason(
    shop: Smbcrm, ann: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = ("customer", "pin", ann)
    pipe(monkeypatch, "4711\n")
    shop.text(*change)
    pipe(monkeypatch, "0815\n")
    assert "has a spending PIN already" in shop.ends(*change).err
    pipe(monkeypatch, "0815\n1234\n")
    assert "Tries left: 4" in shop.ends(*change).err
    pipe(monkeypatch, "0815\n4711\n")
    again = ("--request-id", "01890a5d-ac96-774b-bcce-b30202020209")
    assert shop.json(*change, *again)["pin"] is True
    pipe(monkeypatch, "0815\n")
    assert shop.json(*change, *again)["pin"] is True, "answered, and the old one is not asked for"
    assert shop.refused(*change, "--remove", "--forgotten") == "NoResetReason"
    assert shop.refused(*change, "--remove", "--reason", "other") == "NoResetReason"
    reset = (*change, "--remove", "--forgotten", "--reason")
    assert shop.refused(*reset, "because") == "BadResetReason"
    assert shop.json(*reset, "other")["pin"] is False
    assert "Spending PINs reset" in shop.text("insider")


def test_value_that_leaves_takes_the_pin(
    shop: Smbcrm, ann: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    bob = str(shop.json("customer", "add", "Bob")["code"])
    pipe(monkeypatch, "4711\n")
    shop.text("customer", "pin", ann)
    shop.text("setting", "set", "stored_value.pin_from", "50")
    out = ("withdraw", ann, "50")
    over = ("transfer", ann, bob, "50", "--reason", "family")
    for command in (out, over):
        pipe(monkeypatch, "")
        assert shop.refused(*command) == "PinNeeded"
        assert shop.json(*command, "--dry-run")["amount"] == "50.00"
        pipe(monkeypatch, "1234\n")
        assert "Tries left" in shop.ends(*command).err
        pipe(monkeypatch, "4711\n")
        assert shop.json(*command)["amount"] == "50.00"


def test_a_package_is_sold_with_the_pin_too(
    shop: Smbcrm, ann: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe(monkeypatch, "471100\n")
    shop.text("customer", "pin", ann)
    shop.text("setting", "set", "stored_value.pin_from", "0.01")
    shop.text("package", "add", "CUT", "Ten cuts", "100", "--visits", "10")
    pipe(monkeypatch, "471100\n")
    assert shop.json("package", "sell", ann, "CUT", "--pay", "stored=100")["amount"] == "100.00"


def test_at_a_terminal_a_new_pin_is_typed_twice_and_not_shown(
    shop: Smbcrm, ann: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed: list[str] = []
    prompts: list[str] = []

    def unseen(prompt: str, stream: object) -> str:
        del stream
        prompts.append(prompt)
        return typed.pop(0)

    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr(secret, "getpass", unseen)
    typed += ["4711", "4712"]
    assert shop.ends("customer", "pin", ann).code == 1
    typed += ["4711", "4711"]
    assert "has a PIN now" in shop.text("customer", "pin", ann)
    typed += ["12", "12"]
    assert "4 to 6 digits" in shop.ends("customer", "pin", ann).err
    typed += ["4712", "4712", "4711"]
    assert "has a PIN now" in shop.text("customer", "pin", ann)
    assert prompts[-1] == "Spending PIN until now: "
    assert prompts[:2] == ["New spending PIN, 4 to 6 digits: ", "The same again: "]
    shop.text("setting", "set", "stored_value.pin_from", "0.01")
    typed += ["4712"]
    assert shop.json("sale", ann, "5", "--pay", "stored=5")["amount"] == "5.00"
    assert prompts[-1] == "Spending PIN: "


def test_without_a_terminal_or_a_pipe_nothing_is_waited_for(
    shop: Smbcrm, ann: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert shop.refused("customer", "pin", ann) == "BadPin"


def test_every_rule_of_points_and_stored_value_is_a_setting(shop: Smbcrm, ann: str) -> None:
    for key, value in (
        ("stored_value.order", "gift_first"),
        ("points.earned_at", "top_up"),
        ("points.on_gift", "on"),
        ("points.weekdays", "mon=2, tue=2, wed=2, thu=2, fri=2, sat=2, sun=2"),
        ("refund.vouchers", "off"),
        ("stored_value.pay_out", "nobody"),
    ):
        assert shop.json("setting", "set", key, value)["value"] == value
    assert shop.json("top-up", ann, "200")["points"] == 440
    assert shop.json("sale", ann, "65", "--pay", "stored=65")["payments"][0]["gift"] == "65.00"
    assert shop.refused("withdraw", ann, "1") == "PaysNothingOut"
    assert shop.refused("setting", "set", "stored_value.order", "random") == "BadSetting"
    assert shop.refused("setting", "set", "points.weekdays", "today=2") == "BadSetting"


def test_what_is_only_tried_says_so_and_a_transfer_names_its_taker(shop: Smbcrm) -> None:
    ann, bob = (str(shop.json("customer", "add", name)["code"]) for name in ("Ann", "Bob"))
    shop.text("top-up", ann, "100")
    shop.text("sale", ann, "5")
    before = shop.text("history", ann)
    tries = (
        ("withdraw", ann, "10"),
        ("transfer", ann, bob, "10", "--reason=family"),
        ("refund", "2"),
    )
    for words in tries:
        tried = shop.text(*words, "--dry-run")
        assert tried.startswith("Nothing is recorded. It would be:\n")
        assert "Request" not in tried
        told = shop.json(*words, "--dry-run")
        assert told["dry_run"]
        assert "request_id" not in told
    assert shop.text("history", ann) == before
    done = shop.json("transfer", ann, bob, "10", "--reason=family")
    assert done["taker"] == {"code": bob, "full_name": "Bob"}
    assert not done["dry_run"]
    assert shop.facts("transfer", ann, bob, "1", "--reason=family")["Handed to"] == f"Bob ({bob})"
