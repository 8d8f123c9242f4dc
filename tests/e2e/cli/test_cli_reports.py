"""`explain` and `liability`: on the terminal, as JSON, and as files."""

import csv
import subprocess
from pathlib import Path

import openpyxl
import pytest

from smbcrm.bootstrap import open_shop
from smbcrm.core.i18n import LANGUAGES
from tests.e2e.cli.program import Smbcrm
from tests.helpers.twin import database

WORDS = {
    "en": ("Paid part", "Gift part", "Points", "Top up"),
    "zh_CN": ("实充", "赠送", "积分", "充值"),
    "zh_TW": ("實儲", "贈送", "點數", "加值"),
}


@pytest.fixture
def hannah(shop: Smbcrm) -> str:
    """Return the code of somebody who topped up and spent some of it."""
    code = str(shop.json("customer", "add", "Hannah 喆", "--phone=4155552671")["code"])
    shop.text("top-up", code, "500")
    shop.text("sale", code, "110", "--pay", "stored=110")
    shop.text("undo", shop.json("sale", code, "40")["operation"])
    return code


def pdf_text(file: Path) -> str:
    done = subprocess.run(["pdftotext", file, "-"], capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def test_every_cent_is_led_back_to_its_lot(shop: Smbcrm, hannah: str) -> None:
    told = shop.json("explain", hannah)
    assert (told["report"], told["customer"]["code"]) == ("explain", hannah)
    assert told["stored_value"] == "440.00"
    by_account = {section["section"]: section for section in told["sections"]}
    assert list(by_account) == ["principal", "gift", "points", "forecast"]
    paid = by_account["principal"]
    assert [paid[key] for key in ("sum_of_entries", "sum_of_remaining", "balance")] == [
        "400.00"
    ] * 3
    assert (paid["available_today"], paid["currency"]) == ("400.00", "USD")
    (lot,) = paid["lots"]
    assert (lot["kind"], lot["brought"], lot["remaining"]) == ("top_up", "500.00", "400.00")
    assert lot["expires_on"] is None
    assert [(one["kind"], one["amount"], one["balance"]) for one in paid["entries"]] == [
        ("top_up", "500.00", "500.00"),
        ("sale", "-100.00", "400.00"),
    ]
    points = by_account["points"]
    back = points["entries"][-1]
    assert (back["kind"], back["amount"], back["balance"]) == ("reversal", -40, 100)
    assert back["reverses"] == points["entries"][-2]["operation"]
    assert points["worth"] == "1.00"
    ends = {
        (one["account"], one["count"], one["money"]) for one in by_account["forecast"]["by_day"]
    }
    assert ends == {("gift", None, "40.00"), ("points", 100, "1.00")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_people_read_it_in_their_language(shop: Smbcrm, hannah: str, language: str) -> None:
    told = shop.text("explain", hannah, "--language", language)
    assert all(word in told for word in WORDS[language])
    assert "Hannah 喆" in told
    only = shop.text("explain", hannah, "--account=gift", "--language", language)
    assert WORDS[language][1] in only
    assert WORDS[language][0] not in only
    owed = shop.text("liability", "--language", language)
    assert all(word in owed for word in WORDS[language][:3])
    assert "$441.00" in owed


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_handed_over_as_a_pdf(
    shop: Smbcrm, hannah: str, tmp_path: Path, language: str
) -> None:
    file, owed = tmp_path / "explained.pdf", tmp_path / "owed.pdf"
    done = shop.json("explain", hannah, "--out", str(file), "--language", language)
    assert (done["file"], done["report"]) == (str(file), "explain")
    assert done["customer"] == {"code": hannah, "full_name": "Hannah 喆"}
    shop.text("liability", "--out", str(owed), "--language", language)
    for path in (file, owed):
        shown = pdf_text(path)
        assert "Willow & Wren" in shown
        assert all(word in shown for word in WORDS[language][:3])
    assert shop.refused("explain", hannah, "--out", str(file)) == "FileExists"
    shop.text("explain", hannah, "--out", str(file), "--force")


def test_the_paper_is_in_the_language_of_the_customer(shop: Smbcrm, tmp_path: Path) -> None:
    code = shop.json("customer", "add", "陈雨桐", "--preferred-language=zh_CN")["code"]
    shop.text("top-up", code, "500")
    file = tmp_path / "explained.pdf"
    shop.text("explain", code, "--out", str(file))
    assert "实充" in pdf_text(file)


def test_a_workbook_and_csv_hold_the_same(shop: Smbcrm, hannah: str, tmp_path: Path) -> None:
    book, text = tmp_path / "owed.xlsx", tmp_path / "owed.csv"
    shop.text("liability", "--out", str(book))
    shop.text("liability", "--out", str(text))
    sheets = openpyxl.load_workbook(book, data_only=True)
    everyone = sheets.worksheets[0]
    assert [cell.value for cell in everyone[everyone.max_row]][2] == 441
    with text.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert ["Paid part", "", "400.00"] in rows
    assert ["Points", "100", "1.00"] in rows
    shop.text("explain", hannah, "--out", str(tmp_path / "e.xlsx"))
    names = openpyxl.load_workbook(tmp_path / "e.xlsx").sheetnames
    assert names[:2] == ["Paid part · Lots", "Paid part · Entries"]


def test_what_was_owed_on_an_earlier_day(shop: Smbcrm, hannah: str) -> None:
    before = shop.json("liability", "--as-of", "2020-02-29")
    assert before["date"] == "2020-02-29"
    assert before["sections"][1]["by_month"][-1]["money"] == "0.00"
    assert len(before["sections"][1]["by_month"]) == 13
    assert shop.json("balance", hannah)["principal"] == "400.00"
    assert shop.refused("liability", "--as-of", "2999-01-01") == "DateInFuture"


def test_files_of_another_kind_and_missing_characters_are_refused(
    shop: Smbcrm, tmp_path: Path
) -> None:
    code = shop.json("customer", "add", "Ann \U00031300")["code"]
    shop.text("top-up", code, "500")
    file = tmp_path / "a.pdf"
    assert shop.refused("explain", code, "--out", str(tmp_path / "a.doc")) == "NotAReportFile"
    assert shop.refused("explain", code, "--out", str(file)) == "NotOnAnyFont"
    shop.text("explain", code, "--out", str(file), "--instead", "\U00031300=Lee")
    assert "Ann Lee" in pdf_text(file)
    assert shop.ends("explain", code, "--account=all").code == 2


def test_a_balance_that_was_tampered_with_is_shown_and_never_handed_over(
    shop: Smbcrm, hannah: str, tmp_path: Path, shop_address: str
) -> None:
    services = open_shop(shop_address)
    more = "UPDATE account SET balance = balance + 10 WHERE kind = 'gift'"
    database(services).run(lambda work: work.session.execute(more))
    services.close()
    ending = shop.ends("explain", hannah)
    assert ending.code == 1
    assert "Gift part" in ending.out
    assert "It adds up" not in ending.out
    assert ending.err.startswith("Gift part does not add up: $40.10 is written down")
    assert "smbcrm verify" in ending.err
    words = ("explain", hannah, "--out", str(tmp_path / "a.pdf"))
    assert shop.refused(*words) == "BalanceDoesNotAddUp"
    assert shop.ends("explain", hannah, "--account=points").code == 0
