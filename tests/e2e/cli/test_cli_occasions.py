"""`occasion` and `occasions`: as typed, in three languages, and as files."""

import csv
import subprocess
from pathlib import Path

import openpyxl
import pytest

from smbcrm.core.i18n import LANGUAGES
from tests.e2e.cli.program import Smbcrm

BIRTHDAY = ("--kind", "birthday")
YEAR = ("--from", "2027-01-01", "--to", "2027-12-31")
WORDS = {
    "en": ("Birthday", "Lunar date", "Who has what when"),
    "zh_CN": ("生日", "农历日期", "谁在哪天有什么纪念日"),
    "zh_TW": ("生日", "農曆日期", "誰在哪天有什麼紀念日"),
}


@pytest.fixture
def hannah(shop: Smbcrm) -> str:
    return str(shop.json("customer", "add", "Hannah Lee", "--phone=2075550142")["code"])


def test_they_are_added_listed_and_removed(shop: Smbcrm, hannah: str) -> None:
    said = shop.json("occasion", "add", hannah, *BIRTHDAY, "--on", "农历闰四月初一")
    (born,) = said["occasions"]
    assert (said["code"], said["warnings"]) == (hannah, [])
    assert born == {
        "kind": "birthday",
        "calendar": "lunar",
        "year": None,
        "month": 4,
        "day": 1,
        "is_leap_month": True,
        "label": "",
        "age": None,
        "next_date": born["next_date"],
    }
    for name, date in (("Tom", "2015-03-05"), ("Eva", "2017-08-09")):
        shop.text(
            *("occasion", "add", hannah, "--kind=child_birthday", "--name", name, "--on", date)
        )
    told = shop.text("occasion", "list", hannah)
    assert "04-01, lunar, in the leap month" in told
    assert "Child's birthday of Tom" in told
    assert shop.refused("occasion", "remove", hannah, "--kind=child_birthday") == "SeveralOccasions"
    left = shop.json("occasion", "remove", hannah, "--kind=child_birthday", "--name=Tom")
    assert [one["label"] for one in left["occasions"]] == ["", "Eva"]
    again = ("occasion", "remove", hannah, "--kind=child_birthday", "--on=2015-03-05")
    assert shop.refused(*again) == "NoSuchOccasion"


def test_a_lunar_date_may_be_typed_in_figures(shop: Smbcrm, hannah: str) -> None:
    typed = ("--on", "1990-08-15", "--lunar")
    (born,) = shop.json("occasion", "add", hannah, *BIRTHDAY, *typed)["occasions"]
    assert (born["calendar"], born["year"], born["month"]) == ("lunar", 1990, 8)
    for empty in (("--on", ""), ("--on", " ", "--lunar")):
        remove = ("occasion", "remove", hannah, *BIRTHDAY, *empty)
        assert shop.refused(*remove) == "UnreadableDate"
    left = shop.json("occasion", "remove", hannah, *BIRTHDAY, *typed)
    assert left["occasions"] == []


@pytest.mark.parametrize(
    ("date", "told"),
    [
        ("2/3/99", "Write it in full"),
        ("31/02/1990", "Correct the date"),
        ("农历2001年闰四月三十", "has 29 days. Correct the day"),
        ("八月十五", "Write 公历 or 农历 before it"),
        ("36", "is an age. Write the date of birth"),
        ("0000-00-00", "Write it as 1990-03-05"),
        ("2999-01-01", "in the future"),
        ("", "The date is empty"),
    ],
)
def test_a_bad_date_is_refused_with_what_to_do(
    shop: Smbcrm, hannah: str, date: str, told: str
) -> None:
    typed = ("occasion", "add", hannah, *BIRTHDAY, "--on", date)
    assert shop.refused(*typed) == "UnreadableDate"
    assert told in shop.ends(*typed).err
    assert shop.json("occasion", "list", hannah)["occasions"] == []


def test_one_of_your_own_needs_a_name(shop: Smbcrm, hannah: str) -> None:
    typed = ("occasion", "add", hannah, "--kind=custom", "--on=5 March")
    assert shop.refused(*typed) == "LabelMissing"


def test_the_list_says_who_has_what_when(shop: Smbcrm, hannah: str) -> None:
    shop.text("occasion", "add", hannah, *BIRTHDAY, "--on", "农历1990年八月十五")
    shop.text("occasion", "add", hannah, "--kind=wedding_anniversary", "--on", "2020-02-29")
    told = shop.json("occasions", *YEAR)
    assert (told["report"], told["from"], told["to"]) == ("occasions", *YEAR[1::2])
    (section,) = told["sections"]
    wedding, born = section["occasions"]
    assert (wedding["date"], wedding["age"], wedding["lunar_date"]) == ("2027-02-28", 7, None)
    assert (born["date"], born["age"]) == ("2027-09-15", 37)
    assert born["lunar_date"] == "农历2027年八月十五"
    only = shop.json("occasions", *YEAR, *BIRTHDAY)
    assert only["count"] == 1
    assert shop.refused("occasions", "--from=2027-01-02", "--to=2027-01-01") == "BackwardSpan"
    assert shop.refused("occasions", "--from=2026-01-01", "--to=2027-12-31") == "WindowTooLong"
    assert shop.refused("occasions", "--from=2101-01-29") == "WindowOutOfRange"


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_goes_to_files_in_every_language(
    shop: Smbcrm, hannah: str, tmp_path: Path, language: str
) -> None:
    shop.text("occasion", "add", hannah, *BIRTHDAY, "--on", "农历1990年八月十五")
    files = {end: tmp_path / f"days.{end}" for end in ("ics", "pdf", "csv", "xlsx")}
    for file in files.values():
        shop.text("occasions", *YEAR, "--out", str(file), "--language", language)
    birthday, lunar, title = WORDS[language]
    shown = subprocess.run(["pdftotext", files["pdf"], "-"], capture_output=True, check=True)
    assert all(word in shown.stdout.decode() for word in (birthday, "2027-09-15", "八月十五"))
    with files["csv"].open(encoding="utf-8-sig", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert row[lunar] == "8/15 八月十五"
    assert openpyxl.load_workbook(files["xlsx"]).sheetnames[0].startswith(title[:8])
    assert b"DTSTART;VALUE=DATE:20270915" in files["ics"].read_bytes()
    assert shop.refused("occasions", *YEAR, "--out", str(files["ics"])) == "FileExists"
