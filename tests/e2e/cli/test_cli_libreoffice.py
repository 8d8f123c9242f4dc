"""Every list that the program writes opens in LibreOffice, and every cell is what was written."""

import csv
import datetime as dt
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from smbcrm.core.clock import SystemClock
from tests.e2e.cli.program import Make, Smbcrm
from tests.helpers.libreoffice import by_libreoffice

EVIL = ("=1+1 Lee", "+SUM(A1)", "-2", "@cmd", 'O\'Brien, "Bo"', "陈雨桐 𠮷", " a\tb ", "0012")
REPORTS = (
    ("liability",),
    ("insider", "--from", "2020-01-01"),
    ("explain", "C000001"),
    ("changes", "--from", "2020-01-01"),
    ("occasions",),
    ("duplicates",),
    ("day-close",),
    ("tiers", "review"),
    ("what-if", "rules.toml"),
)
"""Every command that writes a report to a file; `export customers` comes besides."""


@pytest.fixture
def shop(make: Make) -> Smbcrm:
    """Return the program on a shop whose customers have names that do harm where they can."""
    shop = make("--currency=CNY", "--region=CN", "--time-zone=Asia/Shanghai")
    shop.text("field", "add", "@Size", "--kind=number")
    coming = (SystemClock().now() + dt.timedelta(days=3)).date().isoformat()
    for number, name in enumerate(EVIL):
        phone = "13800138000" if number < 2 else f"1380013800{number}"
        more = (f"--birthday=1992{coming[4:]}", f"--field=@Size={number}.5")
        shop.text("customer", "add", f"--phone={phone}", *more, "--", name)
    shop.text("top-up", "C000001", "1050.50")
    shop.text("sale", "C000001", "68.5", "--pay=stored=68.5")
    shop.text("sale", "C000002", "5000", "--pay=cash=5000")
    return shop


def told(cell: object) -> object:
    """Return a cell as LibreOffice writes it; a number as a number, and no time beside a day."""
    match cell:
        case None | "":
            return ""
        case dt.datetime() | dt.date():
            return cell.isoformat()[:10]
        case bool():
            return str(cell).upper()
        case int() | float():
            return float(cell)
        case _:
            return str(cell).replace("\r\n", "\n")


def same(read: str, written: object) -> bool:
    expected = told(written)
    return float(read) == expected if isinstance(expected, float) else read == expected


def padded(rows: list[list[str]], width: int) -> list[list[str]]:
    return [[*row, *[""] * (width - len(row))] for row in rows]


def compare(file: Path) -> set[str]:
    """Compare each cell of a list as both read it; return the texts that LibreOffice reads."""
    sheets = by_libreoffice(file)
    if file.suffix == ".csv":
        with file.open(encoding="utf-8-sig", newline="") as stream:
            written = list(csv.reader(stream))
        width, (read,) = max(map(len, written)), sheets.values()
        ours = [[one.replace("\r\n", "\n") for one in row] for row in written]
        assert padded(read, width) == padded(ours, width)
    else:
        compare_sheets(file, sheets)
    return {cell for rows in sheets.values() for row in rows for cell in row}


def compare_sheets(file: Path, sheets: dict[str, list[list[str]]]) -> None:
    book = CalamineWorkbook.from_path(str(file))
    for meta in book.sheets_metadata:
        if meta.visible is SheetVisibleEnum.Visible:
            rows = book.get_sheet_by_name(meta.name).to_python(skip_empty_area=False)
            read = padded(sheets[meta.name], max(map(len, rows)))
            for theirs, ours in zip(read, rows, strict=True):
                pairs = zip(theirs, ours, strict=True)
                assert [pair for pair in pairs if not same(*pair)] == [], meta.name


@pytest.mark.soak
def test_libreoffice_reads_every_report(
    shop: Smbcrm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("rules.toml").write_text(shop.text("what-if", "--example"), "utf-8")
    for words in REPORTS:
        for ending in ("xlsx", "csv"):
            file = tmp_path / f"{words[0]}.{ending}"
            shop.text(*words, "--out", str(file))
            assert compare(file), file.name


@pytest.mark.soak
@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_TW"])
def test_libreoffice_reads_the_list_of_customers(
    shop: Smbcrm, tmp_path: Path, language: str
) -> None:
    columns = "our_code,name,phone,birthday,stored,points,spend,last_visit,@Size"
    for name, more in (("back.xlsx", ""), ("list.xlsx", columns), ("list.csv", columns)):
        file = tmp_path / name
        chosen = ("--columns", more) if more else ()
        shop.text("export", "customers", "--out", str(file), f"--language={language}", *chosen)
        read = compare(file)
        if file.suffix == ".xlsx":
            assert read >= {one.strip() for one in EVIL} - {"a\tb"}, "texts, and no formulas"
