"""Tables as CSV (RFC 4180) that Excel and WPS open well: UTF-8 with a BOM, CRLF.

A text that a spreadsheet program would run as a formula gets an apostrophe in front, which such a
program shows as text and our own import takes off again. Numbers stand as they are.
"""

import codecs
import csv
from decimal import Decimal
from pathlib import Path

from smbcrm.core.money import Money
from smbcrm.exports.whole_file import whole_file
from smbcrm.membership.imports.cells import quoted
from smbcrm.membership.lists.types import Cell, Table


class CsvTableWriter:
    """Writes the headings and rows of a table to a CSV file."""

    def write(self, path: Path, table: Table, *, replace: bool = False) -> int:
        """Write the file and return how many rows it has."""
        count = 0
        with whole_file(path, replace=replace) as stream:
            writer = csv.writer(codecs.getwriter("utf-8-sig")(stream, "replace"))
            writer.writerow(quoted(column.heading) for column in table.columns)
            for count, row in enumerate(table.rows, 1):  # noqa: B007 - the last one is the answer
                writer.writerow(map(cell_text, row))
        return count


def cell_text(cell: Cell) -> str:
    """Return a cell as CSV has it: plain, and harmless to spreadsheet programs."""
    match cell:
        case None:
            return ""
        case str():
            return quoted(cell)
        case Money():
            return cell.plain()
        case int() | Decimal():
            return str(cell)
        case _:
            return cell.isoformat()
