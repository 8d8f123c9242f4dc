"""`ebill`: a bill looked at again, and handed over as a PDF."""

import subprocess
from pathlib import Path

import pytest

from tests.e2e.cli.program import Smbcrm

ID = "01890a5d-ac96-774b-bcce-b302099a8058"


@pytest.fixture
def sold(shop: Smbcrm) -> str:
    """Return the number of the bill of a sale to Ann."""
    code = str(shop.json("customer", "add", "Ann 喆", "--phone=4155552671")["code"])
    return str(shop.json("sale", code, "68.50")["bill_number"])


def read(file: Path) -> str:
    done = subprocess.run(["pdftotext", file, "-"], capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def test_a_bill_is_written_as_a_pdf_and_later_as_a_copy(
    shop: Smbcrm, sold: str, tmp_path: Path
) -> None:
    first, second = tmp_path / "first.pdf", tmp_path / "second.pdf"
    told = shop.json("ebill", sold, "--out", str(first))
    assert (told["size"], told["copy"], told["void"]) == ("A5", False, False)
    assert "copy" in shop.text("ebill", "save", sold, "--out", str(second), "--size", "A4")
    assert "Ann 喆" in read(first)
    assert "COPY" in read(second)


def test_the_same_request_writes_the_same_bytes(shop: Smbcrm, sold: str, tmp_path: Path) -> None:
    files = [tmp_path / "one.pdf", tmp_path / "two.pdf"]
    for file in files:
        shop.json("ebill", sold, "--out", str(file), "--request-id", ID)
    assert files[0].read_bytes() == files[1].read_bytes()


def test_it_is_in_the_language_that_is_asked_for(shop: Smbcrm, sold: str, tmp_path: Path) -> None:
    file = tmp_path / "tw.pdf"
    shop.text("ebill", sold, "--language", "zh_TW", "--out", str(file))
    assert "帳單" in read(file)


@pytest.mark.parametrize("words", [("ebill", "show"), ("ebill", "--language", "en", "show")])
def test_it_is_shown_again(shop: Smbcrm, sold: str, words: tuple[str, ...]) -> None:
    told = shop.json(*words, sold)
    assert (told["amount"], told["handed_over"], told["reversed_by"]) == ("68.50", False, None)
    back = shop.json("undo", sold)
    assert shop.json(*words, sold)["reversed_by"] == back["operation"]
    assert str(back["operation"]) in shop.text(*words, sold)


def test_what_is_refused_says_what_to_do(shop: Smbcrm, sold: str, tmp_path: Path) -> None:
    file = str(tmp_path / "bill.pdf")
    assert shop.refused("ebill", "4711", "--out", file) == "UnknownOperation"
    assert shop.refused("ebill", sold, "--out", str(tmp_path / "bill.xlsx")) == "NotAPdf"
    assert shop.refused("ebill", sold, "--out", "-") == "NotAPdf"
    back = str(shop.json("undo", sold)["operation"])
    assert shop.refused("ebill", back, "--out", file) == "BillTakenBack"
    assert not Path(file).exists()


def test_a_character_that_no_font_has_is_named_or_written_another_way(
    shop: Smbcrm, tmp_path: Path
) -> None:
    code = str(shop.json("customer", "add", "江\U00031350", "--phone=4155552672")["code"])
    number, file = str(shop.json("sale", code, "5")["bill_number"]), tmp_path / "bill.pdf"
    assert shop.refused("ebill", number, "--out", str(file)) == "NotOnAnyFont"
    shop.text("ebill", number, "--out", str(file), "--instead", "\U00031350=某")
    assert "江某" in read(file)


def test_a_name_that_no_font_has_is_named_once_and_written_another_way(
    shop: Smbcrm, tmp_path: Path
) -> None:
    name = "\u0627\u0644\u0627\u0633\u0645 \u0643"
    code = str(shop.json("customer", "add", name, "--phone=4155552672")["code"])
    number, file = str(shop.json("sale", code, "5")["bill_number"]), tmp_path / "bill.pdf"
    told = shop.ends("ebill", number, "--out", str(file)).err
    assert told.count(f"· {name}.") == told.count(name) - 2 == 1
    assert f'--instead "{name}=X"' in told
    assert all(f"(U+{ord(letter):04X})" in told for letter in name if letter != " ")
    shop.text("ebill", number, "--out", str(file), "--instead", f"{name}=Ismi K")
    assert "Ismi K" in read(file)
    assert shop.refused("ebill", number, "--out", str(file), "--force", "--instead=x") == "NotAPair"
    assert (
        shop.refused("ebill", number, "--out", str(file), "--force", "--instead==x") == "NotAPair"
    )


def test_about_says_that_all_of_the_program_is_there(shop: Smbcrm) -> None:
    told = shop.json("about")
    parts = told["parts"]
    assert isinstance(parts, dict)
    assert all(parts.values())
    assert told["packaged"] is False
