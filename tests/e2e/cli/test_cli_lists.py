"""`import customers|undo|list` and `export customers`: lists that come and go."""

import csv
import datetime as dt
import json
from pathlib import Path

import openpyxl
import pytest

from smbcrm.core.clock import SystemClock
from smbcrm.core.i18n import LANGUAGES
from smbcrm.membership.imports.service import ImportService
from smbcrm.membership.imports.types import ImportRequest
from tests.e2e.cli.program import Make, Smbcrm
from tests.helpers.workbooks import by_calamine

LIST = """\
美丽人生 会员名单,,,,
姓名,手机,卡号,储值余额,生日
陈雨桐,138 0013 8000,10001,"¥1,050.00",农历八月十五
曾小燕,13912345678,10002,¥68.5,1990-05-01
,,,abc,
合计,,,"1,118.50",
"""


@pytest.fixture
def shop(make: Make) -> Smbcrm:
    """Return the program on a new shop in Shanghai."""
    return make("--currency=CNY", "--region=CN", "--time-zone=Asia/Shanghai")


@pytest.fixture
def file(tmp_path: Path) -> str:
    """Return the path of an old list."""
    path = tmp_path / "old list.csv"
    path.write_text(LIST, "gb18030")
    return str(path)


def test_a_list_comes_in_and_its_customers_are_found(shop: Smbcrm, file: str) -> None:
    done = shop.json("import", "customers", file)
    report = done["report"]
    assert (done["state"], done["dry_run"], done["import"]) == ("done", False, done["request_id"])
    assert (report["rows_in_all"], report["made"], report["failed"]) == (3, 2, 1)
    assert report["brought"] == {
        "currency": "CNY",
        "principal": "1118.50",
        "gift": "0.00",
        "points": 0,
        "visits": 0,
        "customers": 2,
    }
    assert [one["field"] for one in report["columns"]] == [
        "name",
        "phone",
        "card",
        "principal",
        "birthday",
    ]
    assert shop.json("find", "cyt")["customers"][0]["card"] == "10001"
    assert shop.json("balance", "10002")["principal"] == "68.50"
    assert shop.json("verify")["clean"] is True


def test_a_check_changes_nothing_and_says_what_the_run_says(shop: Smbcrm, file: str) -> None:
    checked = shop.json("import", "customers", file, "--dry-run")
    assert checked["dry_run"] is True
    assert "import" not in checked
    assert shop.json("find", "cyt")["customers"] == []
    told = shop.text("import", "customers", file, "--dry-run")
    assert "This was a check: nothing was changed." in told
    run = shop.ends("import", "customers", file)
    head = told.index("This was a check")
    assert run.out[:head] == told[:head]
    assert shop.refused("import", "undo", "none") == "UnknownImport"
    (listed,) = shop.json("import", "list")["imports"]
    assert (listed["file"], listed["rows"], listed["made"]) == ("old list.csv", 3, 2)


def test_the_same_request_three_times_is_one_import(shop: Smbcrm, file: str) -> None:
    first = shop.json("import", "customers", file)
    words = ("import", "customers", file, "--request-id", first["request_id"])
    assert [shop.json(*words), shop.json(*words)] == [first, first]
    assert len(shop.json("import", "list")["imports"]) == 1


def test_rows_to_look_at_are_written_to_a_file(shop: Smbcrm, file: str, tmp_path: Path) -> None:
    errors = tmp_path / "errors.csv"
    done = shop.json("import", "customers", file, "--errors", str(errors))
    assert (done["error_file"], done["problem_rows"]) == (str(errors), 1)
    with errors.open(encoding="utf-8-sig", newline="") as stream:
        assert len(list(csv.reader(stream))) == 2
    told = shop.ends("import", "customers", file, "--errors", str(errors)).out
    assert "rows to look at are in" in told
    assert "Row 5" in told
    assert shop.refused("import", "customers", file, "--errors", file) == "FileKept"


def test_columns_are_named_by_hand(shop: Smbcrm, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("who,number\nAnn Lee,13800138000\n", "utf-8")
    words = ("import", "customers", str(path))
    done = shop.json(*words, "--map", "name=who", "--map=phone=B", "--encoding=utf-8")
    assert done["report"]["made"] == 1
    assert shop.refused(*words, "--map", "name") == "NotAPair"
    assert shop.refused(*words, "--map", "colour=who") == "UnknownField"
    assert shop.refused(*words, "--map", "name=Z") == "UnknownColumn"


def test_an_import_is_taken_back(shop: Smbcrm, file: str) -> None:
    run = shop.json("import", "customers", file)["import"]
    shop.text("sale", "cyt", "5", "--pay", "stored=5")
    undone = shop.json("import", "undo", run)
    assert (undone["state"], undone["removed"], undone["stayed_in_all"]) == ("undone", 1, 1)
    assert undone["taken_back"]["principal"] == "68.50"
    (stayed,) = undone["stayed"]
    assert stayed["why"] == "Something was recorded for this customer since."
    assert "undone" in shop.text("import", "undo", run)
    assert "undone" in shop.text("import", "list")
    assert shop.json("find", "10002")["customers"] == []
    assert shop.json("balance", "cyt")["principal"] == "1045.00"
    assert shop.json("verify")["clean"] is True


def test_of_many_notes_the_first_are_shown(shop: Smbcrm, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,Phone,Balance\n" + "Ann Lee,13800138000,five\n" * 50, "utf-8")
    ending = shop.ends("import", "customers", str(path))
    assert ending.code == 1
    assert ending.out.count("\nRow ") == 30
    assert "And 20 notes more; --errors FILE writes all." in ending.out


def test_an_import_that_was_stopped_is_not_done(
    shop: Smbcrm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name\n" + "".join(f"Customer {n}\n" for n in range(1100)), "utf-8")
    run = ImportService.run

    def stopped(service: ImportService, request: ImportRequest, *_: object, **__: object) -> object:
        asked = iter((False, True))
        return run(service, request, stop=lambda: next(asked))

    with monkeypatch.context() as patch:
        patch.setattr(ImportService, "run", stopped)
        ending = shop.ends("import", "customers", str(path), "--json")
    assert ending.code == 1
    assert json.loads(ending.out)["report"]["made"] == 500
    assert json.loads(ending.err)["code"] == "ImportStopped"
    assert shop.json("import", "customers", str(path))["report"]["made"] == 1100


def test_a_list_of_which_nothing_comes_in_is_refused(shop: Smbcrm, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("姓名,手机,储值余额\n,,5\n陈雨桐,13800138000,five\n", "utf-8")
    ending = shop.ends("import", "customers", str(path))
    assert ending.code == 1
    assert "Rows that failed" in ending.out
    assert ending.err.startswith("No row came in.")
    assert "import undo" not in ending.out + ending.err
    assert shop.refused("import", "customers", str(tmp_path / "none.csv")) == "SourceNotFound"
    assert shop.refused("import", "customers", str(tmp_path)) == "SourceIsFolder"


def test_all_customers_leave_as_a_list(shop: Smbcrm, tmp_path: Path) -> None:
    shop.text("customer", "add", "=cmd|'/c calc'!A1", "--phone=13800138000")
    shop.text("customer", "add", "陈雨桐", "--birthday=农历八月十五", "--email=c@example.com")
    shop.text("top-up", "cyt", "1000", "--offer=none")
    shop.text("sale", "cyt", "100")
    out = tmp_path / "customers.csv"
    assert shop.json("export", "customers", "--out", str(out)) == {
        "file": str(out),
        "customers": 2,
    }
    with out.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    evil, chen = rows
    assert (evil["Full name"], evil["Phone"]) == ("'=cmd|'/c calc'!A1", "'+8613800138000")
    assert (chen["Paid part"], chen["Points"], chen["Visits"]) == ("1000.00", "100", "1")
    assert (chen["Currency"], chen["Birthday"]) == ("CNY", "农历八月十五")
    assert shop.refused("export", "customers", "--out", str(out)) == "FileExists"
    assert ": 2 customers" in shop.text("export", "customers", "--out", str(out), "--force")
    away = str(tmp_path / "none" / "out.csv")
    assert shop.refused("export", "customers", "--out", away) == "FileNotWritten"


def test_what_was_exported_is_recognised_when_it_comes_back(shop: Smbcrm, tmp_path: Path) -> None:
    code = shop.json("customer", "add", "=1+1 Lee", "--phone=13800138000")["code"]
    out = tmp_path / "customers.csv"
    shop.text("export", "customers", "--out", str(out), "--language=zh_TW")
    report = shop.json("import", "customers", str(out))["report"]
    assert (report["made"], report["updated"], report["unchanged"]) == (0, 0, 1)
    told = shop.text("import", "customers", str(out), "--dry-run").splitlines()
    assert any(line.split() == ["Nothing", "new", "1"] for line in told)
    assert shop.json("customer", "show", code)["full_name"] == "=1+1 Lee"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_workbook_comes_back_without_its_title_and_sums(
    shop: Smbcrm, tmp_path: Path, language: str
) -> None:
    code = shop.json("customer", "add", "=1+1 Lee", "--phone=13800138000")["code"]
    shop.text("customer", "add", "陈雨桐", "--phone=13800138001", "--birthday=农历八月十五")
    shop.text("customer", "add", "Ann", "--phone=13800138002", "--birthday=1990-11-24")
    shop.text("customer", "add", "Bob", "--phone=13800138003", "--birthday=5 March")
    shop.text("customer", "add", "Eve", "--phone=13800138004", "--birthday=October")
    shop.text("customer", "edit", "Bob", "--status=moved")
    shop.text("customer", "edit", "Eve", "--status=do_not_contact")
    out = tmp_path / "customers.xlsx"
    told = shop.json("export", "customers", "--out", str(out), f"--language={language}")
    assert told == {"file": str(out), "customers": 5}

    def known() -> list[tuple[object, ...]]:
        people = (code, "cyt", "Ann", "Bob", "Eve")
        shown = (shop.json("customer", "show", name) for name in people)
        keys = ("full_name", "phones", "occasions", "status")
        return [tuple(one[key] for key in keys) for one in shown]

    before = known()
    report = shop.json("import", "customers", str(out))["report"]
    assert (report["made"], report["unchanged"], report["failed"]) == (0, 5, 0)
    assert (report["rows_in_all"], report["total_rows"], report["notes"]) == (5, 1, [])
    assert known() == before


def test_what_is_for_a_spreadsheet_is_typed(shop: Smbcrm, tmp_path: Path) -> None:
    shop.text("customer", "add", "陈雨桐", "--birthday=1990-11-24")
    shop.text("top-up", "cyt", "1000", "--offer=none")
    shop.text("sale", "cyt", "100")
    out = tmp_path / "customers.xlsx"
    shop.text("export", "customers", "--out", str(out))
    _, _, headings, row, sums = by_calamine(out)
    chen = dict(zip(headings, row, strict=True))
    assert (chen["Full name"], chen["Birthday"]) == ("陈雨桐", dt.date(1990, 11, 24))
    assert (chen["Paid part"], chen["Points"], chen["Visits"]) == (1000.0, 100.0, 1.0)
    assert sums[0] == "Total"
    assert shop.refused("export", "customers", "--out", str(out)) == "FileExists"
    assert "1 customers" in shop.text("export", "customers", "--out", str(out), "--force")


def test_whom_and_what_is_exported_is_said(shop: Smbcrm, tmp_path: Path) -> None:
    coming = (SystemClock().now() + dt.timedelta(days=7)).date().isoformat()
    born = f"1992{coming[4:]}"
    for name, more in (("Ann", "--tag=vip"), ("Bo", ""), ("Cy", "--tag=vip")):
        birthday = f"--birthday={born}" if name != "Cy" else ""
        shop.text("customer", "add", name, *filter(None, (more, birthday)))
    shop.text("segment", "save", "vips", "--where=tag=vip")
    out = tmp_path / "dates.csv"

    def rows(*words: str, file: Path = out) -> list[list[str]]:
        shop.text("export", "customers", "--out", str(file), "--force", *words)
        with file.open(encoding="utf-8-sig", newline="") as stream:
            return list(csv.reader(stream))

    ahead = ("--where", "birthday=14d", "--columns", "name,birthday")
    dates = [["Ann", born], ["Bo", born]]
    assert rows(*ahead) == [["Full name", "Birthday"], *dates]
    assert [one[0] for one in rows("--segment=vips", *ahead)] == ["Full name", "Ann"]
    assert len(rows("--where=birthday=3d", "--columns=name")) == 1
    told = shop.ends("export", "customers", "--out", str(out), "--columns=name,shoes").err
    assert "no column “shoes”" in told
    assert "our_code, code, name" in told
    book = tmp_path / "list.xlsx"
    shop.text("export", "customers", "--out", str(book), "--columns=points,Full name")
    sheet = openpyxl.load_workbook(book).worksheets[0]
    assert [cell.value for cell in sheet[3]] == ["Points", "Full name"]
    refused = shop.refused("export", "customers", f"--out={tmp_path / 'a.vcf'}", "--columns=name")
    assert refused == "NoColumnsHere"


def test_a_long_list_is_exported_page_by_page(shop: Smbcrm, tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    rows = "".join(f"Customer {n},{13800000000 + n}\n" for n in range(1201))
    path.write_text(f"Name,Phone\n{rows}", "utf-8")
    shop.text("import", "customers", str(path))
    out = tmp_path / "out.csv"
    assert shop.json("export", "customers", "--out", str(out))["customers"] == 1201
    with out.open(encoding="utf-8-sig", newline="") as stream:
        names = {row["Full name"] for row in csv.DictReader(stream)}
    assert len(names) == 1201


def test_contacts_go_to_a_phone_and_come_back(shop: Smbcrm, tmp_path: Path) -> None:
    shop.text("customer", "add", "陈雨桐", "--phone=13800138000", "--alert=花生过敏")
    out = tmp_path / "contacts.vcf"
    assert shop.json("export", "customers", "--out", str(out))["customers"] == 1
    cards = out.read_text("utf-8")
    assert "TEL;TYPE=VOICE:+8613800138000" in cards
    assert "过敏" not in cards
    for name in ("vcards", "customers"):
        report = shop.json("import", name, str(out))["report"]
        assert (report["made"], report["unchanged"], report["heading_row"]) == (0, 1, 0)


def test_broken_cards_are_in_the_error_file(shop: Smbcrm, tmp_path: Path) -> None:
    cards, out = tmp_path / "contacts.vcf", tmp_path / "errors.csv"
    cards.write_text("BEGIN:VCARD\nFN:Ann\nBEGIN:VCARD\nFN:Bo\nTEL:13800138000\nEND:VCARD\n")
    said = shop.text("import", "vcards", str(cards), "--errors", str(out))
    assert "Row 1, Full name: The card is broken" in said
    assert "Headings in row" not in said
    (_, broken) = list(csv.reader(out.read_text("utf-8-sig").splitlines()))
    assert broken[1] == "1"
    assert shop.refused("import", "vcards", str(cards), "--errors", str(cards)) == "NotCsv"
    assert cards.read_text().startswith("BEGIN")


def test_sheet_headings_and_words_are_chosen(shop: Smbcrm, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["cover"])
    sheet = book.create_sheet("members")
    for row in (["Club"], ["Name", "Tier"], ["Ann", "Diamond"], ["Bo", "Gold member"]):
        sheet.append(row)
    file = str(tmp_path / "club.xlsx")
    book.save(file)
    told = shop.text("import", "customers", file, "--dry-run")
    assert "The list was found in the sheet members; none was found in: Sheet." in told
    assert 'Say what it means: --value "tier:Diamond=…"' in told
    said = ("--sheet=2", "--header=2", "--value", "tier:Diamond=gold", "--value=tier:Gold member=")
    report = shop.json("import", "customers", file, *said)["report"]
    assert [(one["word"], one["became"]) for one in report["values"]] == [
        ("Diamond", "Gold"),
        ("Gold member", ""),
    ]
    for wrong in ("tier", "tier:=gold", ":Diamond=gold", "tier:Diamond"):
        refused = shop.refused("import", "customers", file, "--value", wrong)
        assert refused == "NotAPair"


def test_a_list_of_ours_comes_back_with_a_diff(shop: Smbcrm, file: str, tmp_path: Path) -> None:
    shop.text("import", "customers", file)
    out = str(tmp_path / "edit.xlsx")
    shop.text("export", "customers", "--out", out)
    same = shop.ends("import", "customers", out)
    assert (same.code, same.err) == (0, "")
    assert "Not edited" in same.out
    book = openpyxl.load_workbook(out)
    place = [one.value for one in book.worksheets[0][3]].index("City") + 1
    book.worksheets[0].cell(4, place).value = "Hualien"
    book.worksheets[0].delete_rows(5)
    book.save(out)
    check = shop.ends("import", "customers", out, "--dry-run").out
    assert "Hualien" in check
    assert "Not in the list, kept as they are" in check
    code = shop.json("find", "cyt")["customers"][0]["code"]
    shop.text("customer", "edit", code, "--city", "Taipei")
    (kept,) = shop.json("import", "customers", out, "--dry-run")["changes"]
    assert (kept["before"], kept["after"], kept["kept"]) == ("Taipei", "Hualien", True)
    assert "changed too, stays" in shop.text("import", "customers", out, "--dry-run")
    done = shop.json("import", "customers", out, "--theirs")
    assert done["changes_in_all"] == 1
    assert shop.json("customer", "show", code)["city"] == "Hualien"
    undone = shop.json("import", "undo", done["import"])
    assert (undone["restored"], undone["kept"]) == (1, 0)
    assert shop.json("customer", "show", code)["city"] == "Taipei"
