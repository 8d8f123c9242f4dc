"""`changes`: who changed what, on the terminal and in files."""

from pathlib import Path

import pytest

from smbcrm.core.i18n import LANGUAGES
from tests.e2e.cli.program import Smbcrm

WORDS = {"en": "customer edited", "zh_CN": "修改顾客", "zh_TW": "修改顧客"}


@pytest.fixture
def edited(shop: Smbcrm) -> Smbcrm:
    """Return a shop with Ann, whose e-mail was changed by Mia."""
    shop.json("customer", "add", "Ann Smith", "--email=ann@example.com")
    shop.json("staff", "add", "Mia")
    shop.json("customer", "edit", "C000001", "--email=", "--alert=no nuts", "--staff=Mia")
    return shop


def test_each_change_says_who_when_from_what_to_what(edited: Smbcrm) -> None:
    told = edited.json("changes", "C000001", "--by=Mia", "--field=email")
    assert (told["report"], told["count"]) == ("changes", 1)
    (section,) = told["sections"]
    (row,) = section["changes"]
    assert (row["staff"], row["terminal"], row["customer"]) == ("Mia", "Till 1", "C000001")
    assert (row["field"], row["before"], row["after"]) == ("email", "ann@example.com", None)
    assert row["act"] == "customer_edit"
    assert len(row["request"]) == 36


@pytest.mark.parametrize("language", LANGUAGES)
def test_people_read_it_in_their_language(edited: Smbcrm, language: str) -> None:
    assert WORDS[language] in edited.text("changes", "--language", language)


def test_the_newest_are_shown_and_a_file_holds_all(edited: Smbcrm, tmp_path: Path) -> None:
    assert "Shown are the newest 1 of" in edited.text("changes", "--limit=1")
    for name in ("log.csv", "log.xlsx"):
        told = edited.json("changes", "--out", str(tmp_path / name))
        assert told == {"file": str(tmp_path / name), "changes": 6}
    told = edited.json("changes", "C000001", "--out", str(tmp_path / "log.pdf"))
    assert told["report"] == "changes"
    assert (tmp_path / "log.pdf").read_bytes().startswith(b"%PDF")


def test_what_cannot_be_asked_is_refused(edited: Smbcrm, tmp_path: Path) -> None:
    assert edited.refused("changes", "--field=shoe_size") == "UnknownField"
    assert edited.refused("changes", "--by=Nobody") == "UnknownStaff"
    assert edited.refused("changes", "--from=2026-03-12", "--to=2026-03-11") == "BackwardSpan"
    assert edited.refused("changes", "--out", str(tmp_path / "log.ods")) == "NotAList"
