"""`duplicates`: customers of whom two may be one person."""

import csv
from pathlib import Path

import pytest

from smbcrm.core.i18n import LANGUAGES
from tests.e2e.cli.program import Smbcrm

PHONE = "--phone=415-555-2671"
WORDS = {
    "en": "e-mail",
    "zh_CN": "电子邮件",
    "zh_TW": "電子郵件",
}


@pytest.fixture
def alike(shop: Smbcrm) -> Smbcrm:
    """Return a shop in which somebody is three times, and shares the phone with another."""
    shop.json("customer", "add", "Ann Smith", PHONE, "--email=ann@example.com")
    shop.json("customer", "add", "Smith, Ann", PHONE, "--email=Ann@Example.com")
    shop.json("customer", "add", "Bo Tan", PHONE)
    return shop


def test_the_best_pair_comes_first_with_its_reasons(alike: Smbcrm) -> None:
    told = alike.json("duplicates")
    assert (told["report"], told["pairs"], told["likely"]) == ("duplicates", 3, 1)
    (section,) = told["sections"]
    assert section["pairs"][0] == {
        "score": 100,
        "code": "C000001",
        "name": "Ann Smith",
        "other_code": "C000002",
        "other_name": "Smith, Ann",
        "same": "phone email",
        "names": "same",
    }
    codes = [(one["code"], one["other_code"], one["score"]) for one in section["pairs"][1:]]
    assert codes == [("C000001", "C000003", 35), ("C000002", "C000003", 35)]


def test_who_is_linked_is_two_people(alike: Smbcrm) -> None:
    alike.text("customer", "link", "C000001", "C000003", "--as=spouse")
    assert alike.json("duplicates")["pairs"] == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_people_read_it_in_their_language(alike: Smbcrm, language: str) -> None:
    assert WORDS[language] in alike.text("duplicates", "--language", language)


def test_so_many_are_shown_and_a_file_holds_all(alike: Smbcrm, tmp_path: Path) -> None:
    (section,) = alike.json("duplicates", "--limit=1")["sections"]
    assert len(section["pairs"]) == 1
    assert "Shown are the first 1 of 3." in alike.text("duplicates", "--limit=1")
    assert alike.json("duplicates", "--limit=0")["sections"] == []
    file = tmp_path / "pairs.csv"
    alike.text("duplicates", "--out", str(file))
    with file.open(encoding="utf-8-sig", newline="") as stream:
        assert len(list(csv.reader(stream))) == 4
    assert alike.refused("duplicates", "--out", str(file)) == "FileExists"
    alike.text("duplicates", "--limit=2", "--out", str(file), "--force")
    with file.open(encoding="utf-8-sig", newline="") as stream:
        assert len(list(csv.reader(stream))) == 3
    for ending in ("xlsx", "pdf"):
        alike.text("duplicates", "--out", str(tmp_path / f"pairs.{ending}"))
    assert alike.refused("duplicates", "--out", str(tmp_path / "pairs.txt")) == "NotAReportFile"


def test_more_than_fifty_need_to_be_asked_for(shop: Smbcrm) -> None:
    for number in range(60):
        phone = f"--phone=415-555-26{number // 2:02}"
        shop.json("customer", "add", f"Ann {chr(97 + number // 2 % 26)}", phone)
    (section,) = shop.json("duplicates")["sections"]
    assert len(section["pairs"]) == 30
