"""`init`, `setting`, `staff`, `till` and the shop that is remembered."""

from pathlib import Path

import pytest

from tests.e2e.cli.program import Make, Smbcrm


def test_init_makes_an_empty_shop_and_remembers_it(smbcrm: Smbcrm, shop_address: str) -> None:
    made = smbcrm.json(
        "init", shop_address, "--name=美丽人生", "--currency=cny", "--region=cn",
        "--time-zone=Asia/Shanghai", "--language=zh_CN",
    )  # fmt: skip
    assert made == {
        "shop": "美丽人生",
        "currency": "CNY",
        "region": "CN",
        "time_zone": "Asia/Shanghai",
        "document_language": "zh_CN",
        "customers": 0,
    }
    assert smbcrm.json("setting", "get", "shop.name")["value"] == "美丽人生"
    assert smbcrm.refused("init", shop_address) == "ShopExists"


def test_init_in_words(smbcrm: Smbcrm, shop_address: str) -> None:
    facts = smbcrm.facts("init", shop_address, "--silver-from", "500", "--gold-from", "1500")
    assert facts["Currency"] == "USD"
    assert facts["Customers"] == "0"


@pytest.mark.parametrize(
    ("options", "refusal"),
    [
        (("--currency", "Dollar"), "UnknownCurrency"),
        (("--currency", "RMB", "--gold-from", "5"), "CurrencyByItsSign"),
        (("--region", "USA"), "BadSetting"),
        (("--time-zone", "Mars"), "BadSetting"),
        (("--name", ""), "BadSetting"),
        (("--silver-from", "900", "--gold-from", "500"), "ThresholdsUnordered"),
        (("--silver-from", "1,050"), "AmbiguousAmount"),
    ],
)
def test_a_shop_that_cannot_be_is_refused_and_leaves_nothing(
    options: tuple[str, ...], refusal: str, smbcrm: Smbcrm, shop_address: str
) -> None:
    assert smbcrm.refused("init", shop_address, *options) == refusal
    assert smbcrm.refused("find", "x") == "NoShopChosen"
    smbcrm.text("init", shop_address)


def test_settings_are_listed_read_and_changed(shop: Smbcrm) -> None:
    listed = {one["key"]: one for one in shop.json("setting", "list")["settings"]}
    assert listed["shop.currency"] == {
        "key": "shop.currency",
        "value": "USD",
        "label": "Currency",
        "form": "a currency code of three letters, such as USD",
        "fixed": True,
    }
    assert "shop.name" in shop.text("setting", "list")
    changed = shop.json("setting", "set", "shop.phone", "+1 415 555 2671", "--note", "moved")
    assert changed["value"] == "+1 415 555 2671"
    assert shop.text("setting", "get", "shop.phone") == "+1 415 555 2671\n"
    assert "shop.tax_rate is now: 20" in shop.text("setting", "set", "shop.tax_rate", "20")
    assert shop.refused("setting", "set", "shop.currency", "EUR") == "FixedSetting"
    assert shop.refused("setting", "set", "points.months", "many") == "BadSetting"
    assert shop.refused("setting", "get", "shop.colour") == "UnknownSetting"


def test_an_amount_is_shown_and_typed_as_money_and_kept_in_cents(shop: Smbcrm) -> None:
    """One way for all of them; what the till is asked for is the same figure."""
    for key, typed, shown, plain in (
        ("stored_value.pin_from", "50", "$50.00", "50.00"),
        ("till.difference_limit", "2,50", "$2.50", "2.50"),
        ("till.difference_limit", "0", "$0.00", "0.00"),
        ("points.earn_minor", "$2", "$2.00", "2.00"),
        ("points.worth_minor", "1.25", "$1.25", "1.25"),
    ):
        assert f"{key} is now: {shown}\n" in shop.text("setting", "set", key, typed)
        assert shop.text("setting", "get", key) == f"{shown}\n"
        said = shop.json("setting", "get", key)
        assert (said["value"], said["currency"]) == (plain, "USD")
    ann = shop.json("customer", "add", "Ann")["code"]
    assert shop.json("sale", ann, "10")["points"] == 5, "one for each of $2.00"
    assert "off" in shop.text("setting", "set", "stored_value.pin_from", "OFF")
    assert shop.json("setting", "get", "stored_value.pin_from")["value"] == "off"
    listed = shop.text("setting", "list")
    assert "smallest coin" not in listed
    assert "$2.00" in listed


def test_an_amount_that_does_not_fit_is_refused_in_money(shop: Smbcrm) -> None:
    for key, typed, takes in (
        ("stored_value.pin_from", "0", "from $0.01 to $10,000,000,000.00, or off."),
        ("till.difference_limit", "off", "from $0.00 to $10,000,000.00."),
        ("points.worth_minor", "20000", "from $0.01 to $10,000.00."),
    ):
        assert shop.refused("setting", "set", key, typed) == "BadSetting"
        assert takes in shop.ends("setting", "set", key, typed).err
    assert shop.refused("setting", "set", "till.difference_limit", "a lot") == "NotAnAmount"
    assert shop.refused("setting", "set", "till.difference_limit", "-2") == "NegativeAmount"


def test_staff_and_tills_are_named_and_then_used(shop: Smbcrm) -> None:
    assert shop.json("staff", "list") == {"staff": ["Owner"], "off": []}
    assert shop.json("till", "list") == {"terminals": ["Till 1"], "off": []}
    assert shop.json("staff", "add", "Ann")["name"] == "Ann"
    assert "Till 2 is added." in shop.text("till", "add", "Till 2")
    assert shop.text("staff", "list").split() == ["Staff", "Owner", "Ann"]
    assert "Till 2" in shop.text("till", "list")
    sale = shop.json("sale", "-", "68", "--staff", "Ann", "--till", "Till 2")
    assert (sale["staff"], sale["terminal"]) == ("Ann", "Till 2")
    assert shop.refused("staff", "add", "Ann") == "NameTaken"
    assert shop.refused("till", "add", " ") == "BadName"
    assert shop.refused("sale", "-", "1", "--staff", "Zoe") == "UnknownStaff"
    assert shop.refused("sale", "-", "1", "--till", "Till 9") == "UnknownTerminal"


def test_the_shop_opened_last_is_meant_where_none_is_named(
    shop: Smbcrm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shop.text("init", "second shop.db", "--name", "Second")
    assert shop.json("setting", "get", "shop.name")["value"] == "Second"
    monkeypatch.chdir(Path.home())
    assert shop.json("setting", "get", "shop.name")["value"] == "Second"


def test_a_shop_can_be_named_with_every_command(
    shop: Smbcrm, shop_address: str, tmp_path: Path
) -> None:
    shop.text("init", str(tmp_path / "second.db"), "--name", "Second")
    assert shop.json("--shop", shop_address, "setting", "get", "shop.name")["value"] != "Second"
    assert shop.json("setting", "get", "shop.name")["value"] == "Willow & Wren"


def test_without_any_shop_the_answer_says_how_to_make_one(smbcrm: Smbcrm) -> None:
    assert smbcrm.refused("verify") == "NoShopChosen"


def test_a_shop_that_is_gone_is_a_sentence(smbcrm: Smbcrm, tmp_path: Path) -> None:
    assert smbcrm.refused("--shop", str(tmp_path / "none.db"), "find", "x") == "ShopNotFound"
    told = smbcrm.ends("--shop", str(tmp_path), "find", "x").err
    assert told == f"{tmp_path} is a folder, not a shop. Name the file of the shop.\n"
    (tmp_path / "list.db").write_text("no shop at all" * 100)
    assert smbcrm.refused("--shop", str(tmp_path / "list.db"), "find", "x") == "Damaged"
    assert smbcrm.refused("find", "x") == "NoShopChosen"


def test_a_currency_without_cents(make: Make) -> None:
    shop = make("--currency", "TWD", "--region", "TW")
    sale = shop.json("sale", "-", "1,050")
    assert (sale["amount"], sale["currency"]) == ("1050", "TWD")
    assert shop.facts("sale", "-", "1050")["Amount"] == "NT$1,050"
    assert shop.refused("sale", "-", "10.5") == "AmountTooFine"
