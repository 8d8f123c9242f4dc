"""Tables as CSV: harmless in a spreadsheet, whole or not there at all."""

import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.core.money import Currency, Money
from smbcrm.exports.csv_table import CsvTableWriter, cell_text
from smbcrm.membership.files.types import FileExists, FileNotWritten
from smbcrm.membership.imports.cells import unquoted
from smbcrm.membership.lists.types import Cell, Column, Kind, Table

EURO = Currency("EUR", 2)
A = (Column("A"),)
TABLE = Table(
    (Column("Name"), Column("姓名", Kind.COUNT, summed=True)),
    [("Ann", "陈雨桐"), ("=1+1", None)],
    title="Customers",
    note="All customers",
    total="Total",
    day=dt.date(2026, 3, 5),
)


def _rows(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("Ann", "Ann"),
        ("=cmd|'/c calc'!A1", "'=cmd|'/c calc'!A1"),
        ("+14155552671", "'+14155552671"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("a=1", "a=1"),
        (Money(-105, EURO), "-1.05"),
        (-3, "-3"),
        (dt.date(2026, 3, 5), "2026-03-05"),
        (None, ""),
        ("", ""),
    ],
)
def test_what_a_spreadsheet_would_run_is_text(cell: Cell, text: str) -> None:
    assert cell_text(cell) == text


@given(st.text())
def test_no_text_is_a_formula(text: str) -> None:
    assert not cell_text(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cell_text(text) in {text, f"'{text}"}
    assert unquoted(cell_text(text)) in {text, unquoted(text)}


def test_a_table_is_written_so_that_excel_reads_it(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    assert CsvTableWriter().write(file, TABLE) == 2
    assert file.read_bytes().startswith(b"\xef\xbb\xbfName,\xe5\xa7\x93\xe5\x90\x8d\r\nAnn,")
    assert _rows(file) == [["Name", "姓名"], ["Ann", "陈雨桐"], ["'=1+1", ""]]


@given(st.lists(st.tuples(st.text(st.characters(codec="utf-8")).filter(lambda t: "\0" not in t))))
def test_any_text_comes_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str]]
) -> None:
    file = tmp_path_factory.mktemp("csv") / "list.csv"
    assert CsvTableWriter().write(file, Table(A, rows)) == len(rows)
    assert _rows(file)[1:] == [[cell_text(cell)] for (cell,) in rows]


def test_a_heading_is_no_formula_either(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    CsvTableWriter().write(file, Table((Column("=1+1"),), [("\ud800",)]))
    assert _rows(file) == [["'=1+1"], ["?"]]


def test_what_is_there_is_replaced_only_when_asked(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("precious")
    with pytest.raises(FileExists):
        CsvTableWriter().write(file, TABLE)
    assert file.read_text() == "precious"
    assert CsvTableWriter().write(file, TABLE, replace=True) == 2
    assert len(_rows(file)) == 3
    assert list(tmp_path.iterdir()) == [file]


class Broken(Exception):
    """The rows stop coming."""


def _breaking() -> Iterator[tuple[Cell, ...]]:
    yield ("Ann",)
    raise Broken


@pytest.mark.parametrize("replace", [False, True])
def test_a_list_that_breaks_off_leaves_all_as_it_was(*, replace: bool, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    if replace:
        file.write_text("precious")
    with pytest.raises(Broken):
        CsvTableWriter().write(file, Table(A, _breaking()), replace=replace)
    assert [one.read_text() for one in tmp_path.iterdir()] == (["precious"] if replace else [])


@pytest.mark.parametrize("name", ["missing/list.csv", "", "file/list.csv", "x" * 300])
@pytest.mark.parametrize("replace", [False, True])
def test_a_place_that_cannot_be_written_is_a_sentence(
    *, name: str, replace: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").touch()
    with pytest.raises(FileNotWritten):
        CsvTableWriter().write(Path(name), TABLE, replace=replace)
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


def test_a_folder_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(FileExists):
        CsvTableWriter().write(tmp_path / "folder", TABLE)
    with pytest.raises(FileNotWritten):
        CsvTableWriter().write(tmp_path / "folder", TABLE, replace=True)
    assert [one.name for one in tmp_path.iterdir()] == ["folder"]
