"""One list of customers written as a workbook, in a process of its own: `… WRITER ROWS FILE`.

It prints the CPU seconds and the most memory that the process had, in bytes. The same cells are
written with the same look: title, headings in bold that stay in sight with filters, widths, dates,
money and counts with formats, and the sums below. `shop` writes the customers of a shop instead.
"""

import datetime as dt
import json
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from smbcrm.core.i18n import Translator
from smbcrm.core.money import Currency, Money
from smbcrm.membership.lists.types import Cell, Column, Kind, Table

# ruff: noqa: PLC0415 - each writer's memory is its own

TEXT, DAY, COUNT, MONEY = Kind.TEXT, Kind.DATE, Kind.COUNT, Kind.MONEY
KINDS = (
    *(TEXT, TEXT, TEXT, TEXT, TEXT, DAY, TEXT, TEXT, DAY, COUNT),
    *(MONEY, MONEY, MONEY, MONEY, COUNT, MONEY, TEXT, DAY, TEXT, COUNT),
)
YUAN = Currency("CNY", 2)
HEADINGS = tuple(f"Column {number}" for number in range(len(KINDS)))
SUMMED = tuple(n for n, kind in enumerate(KINDS) if kind in {COUNT, MONEY})
FIRST, WIDTH = 3, 18
_START, _DAYS, _DAY_0 = dt.date(2020, 1, 1), 2000, dt.date(1899, 12, 30)
_MONEY, _COUNT, _DATE = '"¥"#,##0.00', "#,##0", "yyyy-mm-dd"
_FORMATS = {MONEY: _MONEY, COUNT: _COUNT, DAY: _DATE}
_TITLE, _NOTE = "Customers", "All customers · 2026-11-21"


def rows(many: int) -> Iterator[tuple[Cell, ...]]:
    """Yield customers as a list of ours has them."""
    for number in range(many):
        yield tuple(_cell(number, column, kind) for column, kind in enumerate(KINDS))


def _cell(number: int, column: int, kind: Kind) -> Cell:
    if kind is TEXT:
        odd = f"+8613{(number * 7919 + column) % 10**9:09d}"
        return odd if column % 2 else f"陈雨桐 {number} {column}"
    if kind is DAY:
        return _START + dt.timedelta(days=(number + column) % _DAYS) if number % 5 else None
    if kind is MONEY:
        return Money(number * 37 * column % 10_000_000, YUAN)
    return (number * 31 + column) % 5000


def _values(many: int, sums: list[int]) -> Iterator[list[Any]]:
    """Yield the rows as libraries take them, and add them up in minor units."""
    for row in rows(many):
        plain: list[Any] = list(row)
        for column in SUMMED:
            cell = plain[column]
            if isinstance(cell, Money):
                sums[column] += cell.minor
                plain[column] = cell.minor / YUAN.unit
            else:
                sums[column] += cell
        yield plain


def product(many: int, file: Path) -> None:
    """Write with what the program writes with."""
    from smbcrm.exports.xlsx.table import XlsxTableWriter

    kinds = zip(HEADINGS, KINDS, strict=True)
    columns = tuple(Column(name, kind, kind in {COUNT, MONEY}) for name, kind in kinds)
    table = Table(columns, rows(many), _TITLE, _NOTE, "Total", dt.date(2026, 11, 21))
    XlsxTableWriter().write(file, table)


def openpyxl(many: int, file: Path) -> None:
    """Write with openpyxl row by row, which uses lxml where that is installed."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet(_TITLE)
    sheet.freeze_panes = "B4"
    sheet.auto_filter.ref = f"A3:{get_column_letter(len(KINDS))}{max(many, 1) + FIRST}"
    for number in range(1, len(KINDS) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDTH

    def cells(*, bold: bool, formats: bool) -> list[Any]:
        made = [WriteOnlyCell(sheet) for _ in KINDS]
        for cell, kind in zip(made, KINDS, strict=True):
            if bold:
                cell.font = Font(bold=True)
            if formats and kind in _FORMATS:
                cell.number_format = _FORMATS[kind]
        return made

    def put(line: list[Any], values: Any) -> None:  # noqa: ANN401 - what cells take
        for cell, value in zip(line, values, strict=True):
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
        sheet.append(line)

    sheet.append([_TITLE])
    sheet.append([_NOTE])
    put(cells(bold=True, formats=False), HEADINGS)
    line, sums = cells(bold=False, formats=True), [0] * len(KINDS)
    for values in _values(many, sums):
        put(line, values)
    put(cells(bold=True, formats=True), _total_row(sums))
    book.save(file)


def xlsxwriter(many: int, file: Path) -> None:
    """Write with XlsxWriter row by row."""
    from xlsxwriter import Workbook
    from xlsxwriter.utility import xl_range

    book = Workbook(str(file), {"constant_memory": True})
    sheet = book.add_worksheet(_TITLE)
    bold = book.add_format({"bold": True})
    looks = {kind: book.add_format({"num_format": look}) for kind, look in _FORMATS.items()}
    sheet.write_string(0, 0, _TITLE)
    sheet.write_string(1, 0, _NOTE)
    for column, heading in enumerate(HEADINGS):
        sheet.write_string(FIRST - 1, column, heading, bold)
    sums = [0] * len(KINDS)
    for row, values in enumerate(_values(many, sums), FIRST):
        for column, (kind, value) in enumerate(zip(KINDS, values, strict=True)):
            if kind is TEXT:
                sheet.write_string(row, column, value)
            elif kind is not DAY:
                sheet.write_number(row, column, value, looks[kind])
            elif value is not None:
                sheet.write_number(row, column, (value - _DAY_0).days, looks[DAY])
    last = FIRST + many
    for column, value in enumerate(_total_row(sums)):
        if column in SUMMED:
            cells = xl_range(FIRST, column, last - 1, column)
            look = book.add_format({"bold": True, "num_format": _FORMATS[KINDS[column]]})
            sheet.write_formula(last, column, f"=SUBTOTAL(109,{cells})", look, value)
        elif value:
            sheet.write_string(last, column, value, bold)
    sheet.set_column(0, len(KINDS) - 1, WIDTH)
    sheet.freeze_panes(FIRST, 1)
    sheet.autofilter(FIRST - 1, 0, last - 1, len(KINDS) - 1)
    book.close()


def rustpy(many: int, file: Path) -> None:
    """Write with rustpy-xlsxwriter: sums have neither a value nor the format of their column."""
    library = import_module("rustpy_xlsxwriter")  # it need not be installed
    look = library.Format

    looks = [look().set_num_format(_FORMATS.get(kind, "General")) for kind in KINDS]
    library.write_worksheet(
        (dict(zip(HEADINGS, values, strict=True)) for values in _values(many, [0] * len(KINDS))),
        str(file),
        sheet_name=_TITLE,
        header_row=FIRST - 1,
        header_format=look().set_bold(),
        freeze_row=FIRST,
        freeze_col=1,
        column_widths=[WIDTH] * len(KINDS),
        column_formats=looks,
        autofilter=True,
        merge_ranges=[(0, 0, 0, 5, _TITLE), (1, 0, 1, 5, _NOTE)],
        totals_row={HEADINGS[column]: "sum" for column in SUMMED},
        totals_label="Total",
    )


def shop(address: str, file: Path) -> None:
    """Write all customers of a shop, as `export customers` does."""
    from smbcrm.bootstrap import open_shop

    services = open_shop(address)
    services.lists.export_customers(file, Translator("en"))
    services.close()


def _total_row(sums: list[int]) -> list[Any]:
    """Return the last row: what it is, and the sums as numbers."""
    row: list[Any] = ["Total", *[None] * (len(KINDS) - 1)]
    for column in SUMMED:
        row[column] = sums[column] / (YUAN.unit if KINDS[column] is MONEY else 1)
    return row


WRITERS: dict[str, Callable[[int, Path], None]] = {
    one.__name__: one for one in (product, openpyxl, xlsxwriter, rustpy)
}


def _most_memory() -> int:
    """Return the most bytes of this process that were in memory at once, as Linux counts them."""
    status = Path("/proc/self/status").read_text("ascii")
    line = next(one for one in status.splitlines() if one.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024


def main(writer: str, what: str, file: Path) -> None:
    """Write once, and say what it took."""
    if writer == shop.__name__:
        shop(what, file)
    else:
        WRITERS[writer](int(what), file)
    print(json.dumps([time.process_time(), _most_memory()]))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
