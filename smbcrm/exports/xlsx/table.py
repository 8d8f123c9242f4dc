"""Tables as workbooks (ECMA-376, .xlsx) that Excel, WPS and LibreOffice open alike."""

from pathlib import Path
from typing import BinaryIO

from smbcrm.exports.whole_file import whole_file
from smbcrm.exports.xlsx.book import workbook
from smbcrm.membership.lists.types import Table

# ruff: noqa: PLC0415 - the library is loaded with the first workbook, not with the first list


class XlsxTableWriter:
    """Writes a table to a workbook of one sheet."""

    def write(self, path: Path, table: Table, *, replace: bool = False) -> int:
        """Write the file and return how many rows it has."""
        with whole_file(path, replace=replace) as stream:
            return _write(stream, table)


def _write(stream: BinaryIO, table: Table) -> int:
    """Write a workbook. Raises OSError, and what the rows raise."""
    from smbcrm.exports.xlsx.sheet import write_sheet

    with workbook(stream) as book:
        return write_sheet(book, table)
