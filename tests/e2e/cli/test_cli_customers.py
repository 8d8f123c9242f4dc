"""`customer`, `find`, `card` and `item`."""

import pytest

from smbcrm.bootstrap import open_shop
from smbcrm.membership.cards.rules import PREFIX_LENGTH, candidates, serial_of
from tests.e2e.cli.program import Make, Smbcrm

ID = "01890a5d-ac96-774b-bcce-b302099a8057"
OTHER_ID = "01890a5d-ac96-774b-bcce-b302099a8058"


def _add(shop: Smbcrm, *words: str) -> str:
    return str(shop.json("customer", "add", *words)["code"])


def test_all_that_is_typed_of_a_customer_is_shown(shop: Smbcrm) -> None:
    friend = _add(shop, "Ann Lee")
    shop.text("staff", "add", "Zoe")
    added = shop.json(
        "customer", "add", "Bo Chen", "--code=B-1", "--family-name=Chen", "--given-name=Bo",
        "--kind=person", "--gender=male", "--phone=(415) 555-2671", "--phone=12",
        "--email=bo@example.com", "--wechat=w", "--whatsapp=wa", "--line=l", "--address=1 Main St",
        "--province=CA", "--city=Fremont", "--district=D", "--postcode=94536", "--country=US",
        "--preferred-language=zh_TW", "--birthday=1990-03-05", "--tag=vip", "--tag=tea",
        "--preferences=window seat", "--looked-after-by=Zoe", f"--referrer={friend}",
        "--source=street", "--alert=nuts", "--notes=likes tea", "--status=moved",
        "--consent=sms=given", "--consent=call=refused", "--consent-how=at the counter",
        "--occasion=wedding_anniversary=2010-05-20", "--occasion=custom:Name day=--05-12",
    )  # fmt: skip
    shown = shop.json("customer", "show", "B-1")
    assert {key: added[key] for key in shown} == shown
    assert shown["phones"] == [
        {"typed": "(415) 555-2671", "e164": "+14155552671"},
        {"typed": "12", "e164": None},
    ]
    assert added["warnings"] == ["12 is no phone number in this region. It was kept as typed."]
    assert (shown["referrer"], shown["looked_after_by"]) == (friend, "Zoe")
    assert (shown["tier"], shown["status"], shown["tags"]) == ("Regular", "moved", ["tea", "vip"])
    dates = [(one["kind"], one["year"], one["month"], one["day"]) for one in shown["occasions"]]
    assert dates == [
        ("birthday", 1990, 3, 5),
        ("wedding_anniversary", 2010, 5, 20),
        ("custom", None, 5, 12),
    ]
    states = [(one["channel"], one["state"], one["how"]) for one in shown["consents"]]
    assert states == [("sms", "given", "at the counter"), ("call", "refused", "at the counter")]
    told = shop.text("customer", "show", "B-1")
    for words in ("nuts", "likes tea", "Name day", "Wedding anniversary", "2010-05-20", "refused"):
        assert words in told


def test_notes_of_days_are_shown(shop: Smbcrm, shop_address: str) -> None:
    code = _add(shop, "Ann Lee")
    assert shop.json("customer", "show", code)["notes_of_days"] == []
    services = open_shop(shop_address)
    services.notes.add(services.customers.find("Ann")[0].id, "likes tea")
    services.close()
    (note,) = shop.json("customer", "show", code)["notes_of_days"]
    assert note["text"] == "likes tea"
    assert "likes tea" in shop.text("customer", "show", code)


BIRTHDAYS: dict[tuple[str, ...], tuple[object, ...]] = {
    ("--birthday", "农历八月十五"): ("lunar", 8, 15, False),
    ("--birthday", "1990-08-15", "--lunar"): ("lunar", 8, 15, False),
    ("--birthday", "闰四月初一"): ("lunar", 4, 1, True),
    ("--birthday", "3/5"): ("solar", 3, 5, False),
    ("--birthday", "五月"): ("solar", 5, None, False),
}


def test_a_birthday_is_typed_as_people_say_it(make: Make) -> None:
    shop = make("--region", "CN", "--currency", "CNY")
    for typed, date in BIRTHDAYS.items():
        added = shop.json("customer", "add", "陈雨桐", *typed)
        (birthday,) = added["occasions"]
        known = tuple(birthday[key] for key in ("calendar", "month", "day", "is_leap_month"))
        assert known == date
        assert "Birthday" in shop.text("customer", "show", added["code"])


def test_an_edit_changes_what_is_given_and_nothing_else(shop: Smbcrm) -> None:
    code = _add(
        shop, "Ann Lee", "--phone=4155552671", "--birthday=1990-03-05", "--alert=nuts",
        "--occasion=pet_birthday=2020-01-02",
    )  # fmt: skip
    before = shop.json("customer", "show", code)
    after = shop.json("customer", "edit", "ann", "--name=Ann Wu", "--birthday=1991-04-06")
    changed = {key for key in before if before[key] != after[key]}
    assert changed == {"full_name", "occasions", "changed_at"}
    days = [(one["kind"], one["year"]) for one in after["occasions"]]
    assert days == [("birthday", 1991), ("pet_birthday", 2020)]
    emptied = shop.json("customer", "edit", code, "--alert=", "--birthday=")
    assert emptied["alert"] == ""
    assert [one["kind"] for one in emptied["occasions"]] == ["pet_birthday"]


def test_an_occasion_is_changed_added_and_taken_away(shop: Smbcrm) -> None:
    code = _add(shop, "Ann", "--occasion=wedding_anniversary=2010-05-20", "--occasion=custom:A=5/6")
    words = ("customer", "edit", code)
    changed = shop.json(
        *words, "--occasion=wedding_anniversary=2011-05-20", "--occasion=custom:A=6/7",
        "--occasion=pet_birthday=2020-01-02", "--occasion=pet_birthday=2021-01-02",
        "--occasion=pet_birthday=2021-01-02",
    )  # fmt: skip
    days = [(one["kind"], one["year"], one["month"]) for one in changed["occasions"]]
    assert days == [
        ("wedding_anniversary", 2011, 5),
        ("custom", None, 6),
        ("pet_birthday", 2020, 1),
        ("pet_birthday", 2021, 1),
    ]
    gone = shop.json(*words, "--occasion=pet_birthday=", "--occasion=custom:A=")
    assert [one["kind"] for one in gone["occasions"]] == ["wedding_anniversary"]


def test_who_looks_alike_is_told_and_never_refused(shop: Smbcrm) -> None:
    first = _add(shop, "Ann Lee", "--phone=4155552671")
    second = shop.json("customer", "add", "Bo", "--phone=415-555-2671")
    assert second["alike"] == [{"code": first, "full_name": "Ann Lee", "why": "phone"}]
    assert f"Ann Lee ({first}) has the same phone." in second["warnings"]
    assert "has the same phone." in shop.text("customer", "add", "Cy", "--phone=4155552671")


REFUSED: dict[tuple[str, ...], str] = {
    (): "NameOrPhoneMissing",
    ("Ann", "--email=nobody"): "BadEmail",
    ("Ann", "--phone=none"): "BadPhone",
    ("Ann", "--birthday=3-5"): "UnreadableDate",
    ("Ann", "--birthday=1990-02-30"): "UnreadableDate",
    ("Ann", "--occasion=birthday"): "NotAPair",
    ("Ann", "--occasion=party=1990-03-05"): "UnknownWord",
    ("Ann", "--occasion=custom=1990-03-05"): "LabelMissing",
    ("Ann", "--consent=sms"): "NotAPair",
    ("Ann", "--consent=sms=maybe"): "UnknownWord",
    ("Ann", "--consent=smoke=given"): "UnknownWord",
    ("Ann", "--preferred-language=fr"): "BadLanguage",
    ("Ann", "--referrer=X"): "UnknownReferrer",
    ("Ann", "--looked-after-by=X"): "UnknownStaff",
    ("Ann", "--code=a b"): "BadCustomerCode",
    ("x" * 301,): "TextTooLong",
    ("Ann", "--request-id=1"): "BadRequestId",
}


def test_what_cannot_be_kept_of_a_customer_is_refused(shop: Smbcrm) -> None:
    assert {words: shop.refused("customer", "add", *words) for words in REFUSED} == REFUSED
    found = shop.json("find", "Ann")
    kinds = ("item", "dead_card", "fresh_card", "voucher")
    assert found == {"customers": [], **dict.fromkeys(kinds)}


def test_who_came_through_a_customer_did_not_bring_them(shop: Smbcrm) -> None:
    ann = _add(shop, "Ann")
    bo = _add(shop, "Bo", f"--referrer={ann}")
    edit = ("customer", "edit", ann, f"--referrer={bo}")
    assert shop.refused(*edit) == "ReferrersInARing"
    shop.json("customer", "edit", bo, "--referrer=")
    shop.json(*edit)
    assert shop.json("customer", "show", ann)["referrer"] == bo


def test_a_customer_is_found_by_anything(make: Make) -> None:
    shop = make("--region", "CN", "--currency", "CNY")
    code = _add(shop, "陈雨桐", "--phone=13800138000")
    card = shop.json("card", "issue", code)["card"]
    _add(shop, "王小明", "--phone=13912345678")
    for text in (code, card, "陈", "雨桐", "cyt", "chenyu", "yutong", "陳雨桐", "8000", "138001"):
        found = shop.json("find", text)["customers"]
        assert [one["code"] for one in found] == [code], text
    (found,) = shop.json("find", "cyt")["customers"]
    assert found["full_name"] == "陈雨桐"
    assert (found["card"], found["last_visit"], found["alert"]) == (card, None, None)
    assert "陈雨桐" in shop.text("find", "桐")
    assert len(shop.json("find", "13", "--limit", "1")["customers"]) <= 1
    assert "Nobody was found for “zz”." in shop.text("find", "zz")


def test_a_scanned_text_is_found_for_what_it_is(shop: Smbcrm) -> None:
    code = _add(shop, "Ann Lee")
    old = shop.json("card", "issue", code)["card"]
    new = shop.json("card", "replace", old)["card"]
    shop.text("item", "add", "OIL", "Argan oil", "32", "--barcode=4006381333931")
    found = shop.json("find", old)
    assert [one["code"] for one in found["customers"]] == [code]
    assert found["dead_card"] == {
        "card": old,
        "state": "replaced",
        "replaced_by": new,
        "living_card": new,
    }
    assert f"is now {new}: use that one." in shop.text("find", old)
    assert shop.json("find", new)["dead_card"] is None
    assert shop.json("find", "4006381333931")["item"] == "OIL"
    assert shop.text("find", "4006381333931") == "4006381333931 is sold here: Argan oil\n"
    fresh = shop.json("card", "issue", code)["card"]
    number = next(candidates(fresh[:PREFIX_LENGTH], serial_of(fresh)))
    assert shop.json("find", number)["fresh_card"] == number
    assert shop.text("find", number) == "This card belongs to nobody.\n"


def test_a_code_of_one_sign_finds_its_customer(shop: Smbcrm) -> None:
    _add(shop, "Ann Lee", "--phone=+1 617 555 0142", "--code=7", "--alert=Nuts")
    card = shop.json("card", "issue", "7")["card"]
    _add(shop, "Bo 7", "--code=B2")
    (found,) = shop.json("find", "7")["customers"]
    assert found == {
        "code": "7",
        "full_name": "Ann Lee",
        "phone": "+1 617 555 0142",
        "card": card,
        "tier": "Regular",
        "last_visit": None,
        "alert": "Nuts",
    }
    assert "Ann Lee" in shop.text("find", " 7 ")
    assert shop.refused("find", "8") == "TooShort"


def test_a_text_that_finds_several_is_no_code(shop: Smbcrm) -> None:
    _add(shop, "Ann Lee")
    _add(shop, "Ann Wu")
    assert shop.refused("balance", "ann") == "SeveralFound"
    assert shop.refused("customer", "show", "zoe") == "NobodyFound"
    assert shop.json("balance", "ann wu")["customer"]["full_name"] == "Ann Wu"


def test_cards_are_issued_replaced_and_shown(shop: Smbcrm) -> None:
    code = _add(shop, "Ann Lee")
    issued = shop.json("card", "issue", "ann")
    assert issued["customer"] == {"code": code, "full_name": "Ann Lee"}
    assert (issued["state"], issued["replaced_by"], issued["living_card"]) == ("active", None, None)
    new = shop.json("card", "replace", issued["card"])["card"]
    old = shop.json("card", "show", issued["card"])
    assert (old["state"], old["replaced_by"], old["living_card"]) == ("replaced", new, new)
    assert shop.facts("card", "show", issued["card"])["Use instead"] == new
    assert shop.facts("card", "replace", code)["Customer"] == f"Ann Lee ({code})"
    assert shop.refused("card", "show", "9999") == "UnknownCard"
    assert shop.refused("card", "issue", code, "--number", "4711") == "NotOurCard"
    assert shop.refused("sale", new, "5") == "CardIsDead"
    assert "Card" in shop.text("card", "issue", code)


def test_items_are_added_and_listed(shop: Smbcrm) -> None:
    assert shop.text("item", "list") == "There is nothing yet.\n"
    item = shop.json(
        "item", "add", "cut", "Hair cut", "68,50", "--kind=product", "--barcode=4006381333931",
        "--points-factor=200",
    )  # fmt: skip
    del item["request_id"]
    assert item == {
        "code": "cut",
        "name": "Hair cut",
        "kind": "product",
        "currency": "USD",
        "price": "68.50",
        "barcode": "4006381333931",
        "points_factor": 200,
        "active": True,
    }
    assert shop.json("item", "list") == {"items": [item]}
    assert "$12.00" in shop.text("item", "add", "tea", "Tea", "12")
    assert "Hair cut" in shop.text("item", "list")
    assert shop.refused("item", "add", "cut", "Again", "1") == "ItemCodeTaken"
    assert shop.refused("item", "add", "c c", "x", "1") == "BadItem"
    assert shop.refused("item", "add", "c", "x", "1,050") == "AmbiguousAmount"


@pytest.mark.parametrize(
    "words",
    [
        ("customer", "add", "Bo", "--phone=4155552671"),
        ("customer", "edit", "ann", "--name=Ann Wu", "--birthday=1990-03-05", "--tag=x"),
        ("card", "issue", "ann"),
        ("card", "replace", "ann"),
        ("item", "add", "tea", "Tea", "5"),
    ],
)
def test_the_same_request_three_times_is_one(words: tuple[str, ...], shop: Smbcrm) -> None:
    _add(shop, "Ann Lee")
    shop.text("card", "issue", "ann")
    first = shop.json(*words, "--request-id", ID)
    assert shop.json(*words, "--request-id", ID) == first
    assert shop.json(*words, "--request-id", ID.upper()) == {**first, "request_id": ID.upper()}
    assert shop.refused(*words, "--request-id", ID, "--note", "x") == "RequestReused"
    customers = shop.json("find", "ann")["customers"] + shop.json("find", "bo")["customers"]
    assert len(customers) == (2 if "Bo" in words else 1)
    assert len(shop.json("item", "list")["items"]) == (1 if "tea" in words else 0)


HOSTILE = [
    "<img src=file:///etc/passwd>",
    "=cmd|'/c calc'!A1",
    "{first_name} %s {0}",
    "x" * 300,
    "ab\u202egnp.exe",
    "Ann\x1b[2J\x07\r\nBo\tCy",
    "\u200b\u2066Zoe",
    "O'Brien; DROP TABLE customer; --",
    "陈𠮷㛃",
]


def test_a_hostile_name_is_kept_raw_and_is_harmless_everywhere(shop: Smbcrm) -> None:
    for name in HOSTILE:
        code = _add(shop, name, "--alert", name, "--notes", name, "--tag", name[:60])
        assert shop.json("customer", "show", code)["full_name"] == name
        shop.text("sale", code, "5", "--note", name)
        for words in (
            ("find", code),
            ("customer", "show", code),
            ("balance", code),
            ("history", code),
            ("card", "issue", code),
            ("sale", code, "5"),
        ):
            for shown in (shop.text(*words), shop.ends(*words, "--json").out):
                assert all(sign.isprintable() or sign == "\n" for sign in shown), words
