"""`record`."""

from tests.e2e.cli.program import Smbcrm


def test_records_are_written_listed_corrected_and_taken_away(shop: Smbcrm) -> None:
    code = str(shop.json("customer", "add", "Ann Lee")["code"])
    assert shop.json("record", "kind", "list")["kinds"] == []
    assert "No kind is defined" in shop.text("record", "kind", "list")
    assert shop.refused("record", "add", code, "colour", "6N") == "NoRecordKinds"
    made = shop.json("record", "kind", "add", "colour", "Colour")
    assert (made["kind"], made["name"]) == ("colour", "Colour")
    shop.text("record", "kind", "edit", "colour", "Colour formula")
    assert "Colour formula" in shop.text("record", "kind", "list")
    shop.text("sale", code, "5")
    first = shop.json("record", "add", code, "colour", "6N", "--on", "2026-01-02")["record"]
    second = shop.json("record", "add", code, "colour", "--same")["record"]
    found = shop.json("record", "list", code)["records"]
    assert [(one["id"], one["text"], one["at_visit"]) for one in found] == [
        (second, "6N", True),
        (first, "6N", False),
    ]
    told = shop.text("record", "edit", code, str(first), "--text", "5N")
    for words in ("Colour formula", "5N", "2026-01-02", "at a visit", "Owner"):
        assert words in told
    shop.text("record", "remove", code, str(second))
    (left,) = shop.json("record", "list", code)["records"]
    assert (left["id"], left["kind"], left["on"]) == (first, "colour", "2026-01-02")


def test_a_record_says_one_thing(shop: Smbcrm) -> None:
    code = str(shop.json("customer", "add", "Ann Lee")["code"])
    assert shop.refused("record", "add", code, "colour", "6N", "--same") == "SameAndText"
    assert shop.refused("record", "add", code, "colour") == "RecordBlank"
    assert shop.refused("record", "remove", code, "1") == "NoSuchRecord"
    assert shop.json("record", "list", code)["records"] == []
    assert "Ann Lee" in shop.text("record", "list", code)
