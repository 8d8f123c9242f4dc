"""Formulas whose value is not in the file are told from empty cells."""

from pathlib import Path

import openpyxl
import pytest

from smbcrm.exports.reading.row_source import ChildRowSource
from smbcrm.membership.imports.source import Row, SourceDamaged, TooManyColumns
from smbcrm.membership.imports.unread import Unread
from tests.helpers.hostile_files import text_cell, workbook

FORMULA = Unread.FORMULA


def read(path: Path, **how: str) -> list[tuple[int, Row]]:
    return list(ChildRowSource().rows(path, **how))


def read_cells(path: Path, rows: str) -> list[tuple[int, Row]]:
    path.write_bytes(workbook(rows))
    return read(path)


def test_a_workbook_by_a_program_that_keeps_no_values(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    book = openpyxl.Workbook()
    first = book.active
    first.append(["姓名", "余额"])
    first.append(["甲", 5])
    second = book.create_sheet("二")
    second["B2"], second["C2"], second["D3"], second["B6"] = "姓名", "余额", "=1+1", "=2"
    book.save(path)
    assert read(path) == [(1, ("姓名", "余额")), (2, ("甲", 5))]
    assert read(path, sheet="二") == [
        (2, (None, "姓名", "余额")),
        (3, (None, None, None, FORMULA)),
        (6, (None, FORMULA)),
    ]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("<c r='B1'><f>1+1</f></c>", FORMULA),
        ("<c r='B1'><f>1+1</f><v/></c>", FORMULA),
        ("<c r='B1'><f t='shared' si='0'/></c>", FORMULA),
        ("<c r='B1' t='str'><f>A9</f></c>", FORMULA),
        ("<c><f>1+1</f></c>", FORMULA),
        ("<c r='B1' t='str'><f>A9</f><v></v></c>", None),
        ("<c r='B1' t='e'><f>NA()</f><v>#N/A</v></c>", None),
        ("<c r='B1'><f>1+1</f><v>2</v></c>", 2),
        ("<c r='B1' s='0'/>", None),
    ],
)
def test_a_formula_with_or_without_a_value(tmp_path: Path, cell: str, value: object) -> None:
    row = f"<row r='1'>{text_cell('A1', 'x')}{cell}{text_cell('C1', 'y')}</row>"
    assert read_cells(tmp_path / "list.xlsx", row) == [(1, ("x", value, "y"))]


def test_a_formula_where_no_list_is(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with pytest.raises(TooManyColumns):
        read_cells(path, "<row r='1'><c r='ZZZ1'><f>1</f></c></row>")
    with pytest.raises(SourceDamaged):
        read_cells(path, "<row r='1'><c r='17'><f>1</f></c></row>")
