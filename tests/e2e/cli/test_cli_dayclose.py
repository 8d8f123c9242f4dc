"""`day-close` and `insider`: from the drawer in the morning to what the owner reads."""

from pathlib import Path

import pytest

from tests.e2e.cli.program import Make, Smbcrm

REQUEST = "0190a000-0000-7000-8000-000000000001"


@pytest.fixture
def shop(make: Make) -> Smbcrm:
    """Return a shop with Mia, a float of 150.00, a sale in cash and one by card."""
    run = make("--name", "Willow & Wren")
    run.text("staff", "add", "Mia")
    run.text("cash", "in", "150", "--reason", "float")
    run.text("sale", "-", "12.50", "--pay", "cash=20")
    run.text("sale", "-", "30", "--pay", "card=30", "--staff", "Mia")
    return run


def test_a_day_is_shown_and_stays_open(shop: Smbcrm) -> None:
    shown = shop.json("day-close")
    assert (shown["report"], shown["terminal"], shown["state"]) == ("day_close", "Till 1", "open")
    drawer = shown["sections"][0]
    assert (drawer["section"], drawer["expected"]) == ("drawer", "162.50")
    assert "counted" not in drawer
    shop.text("sale", "-", "1", "--staff", "Mia")


def test_a_count_closes_it(shop: Smbcrm) -> None:
    assert shop.refused("day-close", "--counted", "150") == "NeedsWord"
    words = ("day-close", "--counted", "150", "--reason", "perhaps change", "--keep", "100")
    closed = shop.json(*words, "--staff", "Mia", "--request-id", REQUEST)
    drawer = closed["sections"][0]
    assert closed["state"] == "closed"
    assert (drawer["difference"], drawer["kept"], drawer["taken_out"]) == (
        *("-12.50", "100.00", "50.00"),
    )
    assert drawer["word"] == "perhaps change"
    again = shop.json(*words, "--staff", "Mia", "--request-id", REQUEST)
    assert again == closed
    assert shop.refused("day-close", "--counted", "162.50") == "ClosedBefore"
    assert shop.refused("sale", "-", "1", "--staff", "Mia") == "DayClosed"
    assert shop.refused("undo", "1") == "DayIsClosed"
    shop.text("sale", "-", "1")
    later = shop.json("day-close")["sections"][-1]
    assert later["section"] == "later"
    assert [one["kind"] for one in later["operations"]] == ["sale"]


def test_notes_and_coins(shop: Smbcrm) -> None:
    pieces = ("--piece", "50=3", "--piece", "5=2", "--piece", "1=2", "--piece", "0.25=2")
    closed = shop.json("day-close", *pieces)
    drawer = closed["sections"][0]
    assert (drawer["counted"], drawer["difference"]) == ("162.50", "0.00")
    assert drawer["pieces"][0] == {
        "currency": "USD",
        "worth": "50.00",
        "pieces": 3,
        "money": "150.00",
    }


def test_what_is_typed_wrong(shop: Smbcrm) -> None:
    assert shop.refused("day-close", "--piece", "3=1") == "NoSuchPiece"
    assert shop.refused("day-close", "--counted", "1", "--piece", "5=1") == "CountsDisagree"
    assert shop.refused("day-close", "--counted", "1", "--keep", "5") == "KeptTooMuch"
    assert shop.refused("day-close", "--till", "Till 9") == "UnknownTerminal"
    assert shop.refused("day-close", "--date", "2999-01-01") == "DateInFuture"
    assert shop.refused("day-close", "--piece", "five") == "NotAPair"


def test_counting_blind(shop: Smbcrm) -> None:
    shop.text("setting", "set", "till.count_blind", "yes")
    shown = shop.json("day-close")
    assert "drawer" not in {one["section"] for one in shown["sections"]}
    assert "162.50" not in shop.text("day-close")
    assert shop.refused("day-close", "--counted", "1") == "NeedsWord"
    closed = shop.json("day-close", "--counted", "162.50", "--float", "150")
    assert closed["sections"][0]["difference"] == "0.00"
    (again,) = [one for one in closed["sections"] if one["section"] == "recounted"]
    assert [one["money"] for one in again["counts"]] == ["1.00", "162.50"]


def test_more_cash_out_than_should_be_there_is_noted_and_told(shop: Smbcrm) -> None:
    fits = shop.json("cash", "out", "162.50", "--reason", "bank")
    assert (fits["drawer"], fits["notice"]) == ("0.00", None)
    told = shop.ends("cash", "out", "7.50", "--reason", "bank")
    said = "That is $7.50 more than the drawer should hold. It was noted; count the cash."
    assert (told.code, told.err) == (0, f"{said}\n")
    answer = shop.json("cash", "out", "1", "--reason", "bank")
    assert (answer["drawer"], answer["notice"]) == ("-8.50", said.replace("7.50", "8.50"))
    assert "More cash taken out than should have been there" in shop.text("day-close")


def test_a_blind_shop_tells_no_figure_of_it(shop: Smbcrm) -> None:
    shop.text("setting", "set", "till.count_blind", "yes")
    for amount in ("1", "200"):  # a yes or no would tell it, too
        answer = shop.json("cash", "out", amount, "--reason", "bank")
        assert (answer["drawer"], answer["notice"]) == (None, None)
    assert "200.00" not in shop.text("day-close")


def test_as_much_float_again_as_stayed(shop: Smbcrm) -> None:
    earlier = ("--date", "2020-01-01", "--reason", "found")
    shop.text("day-close", "--counted", "100", "--keep", "100", *earlier)
    assert shop.refused("cash", "in", "100", "--reason", "float") == "FloatIsThere"
    answer = shop.json("cash", "in", "100", "--reason", "float", "--again")
    assert answer["drawer"] == "362.50"


def test_a_day_on_paper(shop: Smbcrm, tmp_path: Path) -> None:
    for kind in ("pdf", "xlsx", "csv"):
        file = tmp_path / f"day.{kind}"
        answer = shop.json("day-close", "--out", str(file))
        assert (answer["file"], answer["report"]) == (str(file), "day_close")
        assert file.stat().st_size > 100


def test_the_insider_report(shop: Smbcrm, tmp_path: Path) -> None:
    assert shop.json("insider")["sections"] == []
    shop.text("customer", "add", "Mia Wong")
    shop.text("staff", "link", "Mia", "Mia Wong")
    sale = shop.json("sale", "Mia Wong", "50", "--staff", "Mia")
    report = shop.json("insider")
    assert report["count"] == 1
    (section,) = report["sections"]
    assert section["section"] == "own_account"
    assert [one["operation"] for one in section["operations"]] == [sale["operation"]]
    assert "Staff served themselves" in shop.text("insider", "--from", "2020-01-01")
    file = tmp_path / "insider.pdf"
    shop.text("insider", "--out", str(file))
    assert file.read_bytes().startswith(b"%PDF")


def test_verify_has_notes(shop: Smbcrm) -> None:
    assert shop.json("verify")["notes"] == []
