"""Tables as CSV (RFC 4180) that Excel and WPS open well: UTF-8 with a BOM, CRLF.

A text that a spreadsheet program would run as a formula gets an apostrophe in front, which such a
program shows as text and our own import takes off again. Numbers stand as they are.
"""

import csv
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from smbcrm.core.money import Money
from smbcrm.membership.imports.cells import quoted
from smbcrm.membership.lists.types import Cell, FileExists, FileNotWritten, Table


class CsvTableWriter:
    """Writes a table to a CSV file: to one beside it first, which then takes its name."""

    def write(self, path: Path, table: Table, *, replace: bool = False) -> int:
        """Write the file and return how many rows it has."""
        count = 0
        with _whole_file(path, replace=replace) as stream:
            writer = csv.writer(stream)
            writer.writerow(map(_text, table.columns))
            for count, row in enumerate(table.rows, 1):  # noqa: B007 - the last one is the answer
                writer.writerow(map(_text, row))
        return count


def _text(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case str():
            return quoted(cell)
        case Money():
            return cell.plain()
        case int():
            return str(cell)
        case _:
            return cell.isoformat()


@contextmanager
def _whole_file(path: Path, *, replace: bool) -> Iterator[TextIO]:
    """Open a file that appears under its name only once all of it was written.

    Raises FileExists, FileNotWritten.
    """
    if not path.name:
        raise FileNotWritten(file=str(path))
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    held = False
    try:
        if not replace:
            path.open("xb").close()
            held = True
        with fresh.open("w", encoding="utf-8-sig", errors="replace", newline="") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(path)
    except BaseException as error:
        _remove(fresh)
        if held:
            _remove(path)
        if isinstance(error, FileExistsError):
            raise FileExists(file=str(path)) from error
        if isinstance(error, OSError):
            raise FileNotWritten(file=str(path)) from error
        raise


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
