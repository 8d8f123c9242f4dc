"""Workbooks as three readers see them."""

import datetime as dt
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.escape import unescape
from python_calamine import CalamineWorkbook

Rows = list[list[Any]]


def sheet_of(file: Path) -> Any:  # noqa: ANN401 - openpyxl is not typed
    """Return the only sheet, as openpyxl reads it; its formulas stay formulas."""
    book = openpyxl.load_workbook(file)
    (sheet,) = book.worksheets
    return sheet


def by_openpyxl(file: Path) -> Rows:
    """Return all cells with the values that stand beside formulas; days without a time."""
    (sheet,) = openpyxl.load_workbook(file, data_only=True).worksheets
    return [[_plain(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]


def by_calamine(file: Path) -> Rows:
    """Return the same, as calamine reads it; an empty cell is None."""
    sheet = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0)
    rows = sheet.to_python(skip_empty_area=False)
    return [[None if cell == "" else cell for cell in row] for row in rows]


def part_of(file: Path, name: str) -> str:
    """Return a part of the archive as text."""
    with zipfile.ZipFile(file) as archive:
        return archive.read(name).decode()


def _plain(cell: object) -> object:
    match cell:
        case dt.datetime():
            return cell.date()
        case str():
            return unescape(cell)
        case _:
            return cell
