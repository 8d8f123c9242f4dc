"""LibreOffice reads from a workbook what the others read; `python3 dev.py soak` installs it."""

import datetime as dt
from pathlib import Path

import pytest

from smbcrm.core.money import Currency, Money
from smbcrm.exports.xlsx.sheet import HEADINGS
from smbcrm.exports.xlsx.table import XlsxTableWriter
from smbcrm.membership.lists.types import Cell, Column, Kind, Table
from tests.helpers.libreoffice import by_libreoffice
from tests.unit.exports.test_exports_xlsx_table import EVIL

DAYS = (dt.date(1900, 3, 1), dt.date(2026, 11, 21), dt.date(9999, 12, 31))
COLUMNS = (
    Column("Text"),
    Column("Money", Kind.MONEY, summed=True),
    Column("Count", Kind.COUNT, summed=True),
    Column("Day", Kind.DATE),
)


def only_sheet(file: Path) -> list[list[str]]:
    (rows,) = by_libreoffice(file).values()
    return rows


@pytest.mark.soak
@pytest.mark.parametrize("code", ["CNY", "TWD", "KWD", "AED"])
def test_libreoffice_reads_the_same(tmp_path: Path, code: str) -> None:
    currency = Currency.of(code)
    rows: list[tuple[Cell, ...]] = [
        (text, Money(123_456 * (-1) ** number, currency), number, DAYS[number % 3])
        for number, text in enumerate(EVIL)
    ]
    file = tmp_path / "list.xlsx"
    table = Table(COLUMNS, rows, "名单", "All", "Total", DAYS[1])
    XlsxTableWriter().write(file, table)
    _, _, headings, *read = only_sheet(file)
    assert headings == [column.heading for column in COLUMNS]
    *body, sums = read
    assert [row[0] for row in body] == [text.replace("\r\n", "\n") for text in EVIL]
    assert [float(row[1]) for row in body] == [
        cell.minor / currency.unit for _, cell, _, _ in rows if isinstance(cell, Money)
    ]
    assert [int(row[2]) for row in body] == [*range(len(EVIL))]
    assert [row[3] for row in body] == [str(day) for _, _, _, day in rows]
    total = sum(123_456 * (-1) ** number for number in range(len(EVIL)))
    assert (sums[0], float(sums[1]), int(sums[2])) == (
        "Total",
        total / currency.unit,
        sum(range(len(EVIL))),
    )


@pytest.mark.soak
def test_libreoffice_reads_an_empty_list(tmp_path: Path) -> None:
    file = tmp_path / "list.xlsx"
    XlsxTableWriter().write(file, Table(COLUMNS, [], "Customers", "All", "Total", DAYS[1]))
    assert only_sheet(file)[HEADINGS:] == [["Text", "Money", "Count", "Day"]]
