"""A new workbook on its way to a file: whole, or not at all."""

import io
import tempfile
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xlsxwriter import Workbook

# ruff: noqa: PLC0415 - the library is loaded with the first workbook, not with the first list


@contextmanager
def workbook(stream: BinaryIO) -> "Iterator[Workbook]":
    """Yield a workbook that is written to a stream in the end.

    Each row goes to a file of its own first, as a list may be long. Raises OSError, and what is
    raised while it is filled; then the stream holds nothing that could be read.
    """
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import XlsxFileError

    target = _Target(stream)
    with tempfile.TemporaryDirectory(prefix="shopbell-", ignore_cleanup_errors=True) as folder:
        options = {"constant_memory": True, "tmpdir": folder, "use_zip64": True}
        book = Workbook(target, options)
        try:
            yield book
            book.close()
        except XlsxFileError as error:
            raise OSError(str(error)) from error
        finally:
            target.let_go()
            for sheet in book.worksheets():
                sheet.row_data_fh.close()


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
