"""Tables as workbooks (ECMA-376, .xlsx) that Excel, WPS and LibreOffice open alike."""

import io
import tempfile
from pathlib import Path
from typing import BinaryIO

from smbcrm.exports.whole_file import whole_file
from smbcrm.membership.lists.types import Table

# ruff: noqa: PLC0415 - the library is loaded with the first workbook, not with the first list


class XlsxTableWriter:
    """Writes a table to a workbook of one sheet."""

    def write(self, path: Path, table: Table, *, replace: bool = False) -> int:
        """Write the file and return how many rows it has."""
        with whole_file(path, replace=replace) as stream:
            return _write(stream, table)


def _write(stream: BinaryIO, table: Table) -> int:
    """Write a workbook; each row goes to a file of its own first, as the list may be long.

    Raises OSError, and what the rows raise.
    """
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import XlsxFileError

    from smbcrm.exports.xlsx.sheet import write_sheet

    target = _Target(stream)
    with tempfile.TemporaryDirectory(prefix="shopbell-", ignore_cleanup_errors=True) as folder:
        options = {"constant_memory": True, "tmpdir": folder, "use_zip64": True}
        book = Workbook(target, options)
        try:
            count = write_sheet(book, table)
            book.close()
        except XlsxFileError as error:
            raise OSError(str(error)) from error
        finally:
            target.let_go()
            for sheet in book.worksheets():
                sheet.row_data_fh.close()
    return count


class _Target:
    """The file as the library sees it; once let go, nothing reaches it any more.

    A zip archive that could not be finished tries again when it is collected, whenever that is.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def let_go(self) -> None:
        """Have done with the file."""
        self._stream = io.BytesIO()

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)
