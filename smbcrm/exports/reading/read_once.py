"""A source for one step of an import: each sheet is parsed once, however often it is asked for.

An import goes over a list several times (to find the headings, to count, to bring the rows in), and
a large workbook takes a child seconds each time. What the child said is kept as it came and packed:
100,000 customers take a few megabytes.
"""

import zlib
from collections.abc import Callable, Generator, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from smbcrm.exports.reading.wire import read_frame, write_frame
from smbcrm.membership.imports.source import Row, RowSource, SourceInfo

Batch = list[Any]
Which = tuple[Path, str | None, str | None]

_FAST = 1


class _Sheet:
    """The batches of one sheet: those that came already, packed, and the rest as it comes."""

    def __init__(self, batches: Generator[Batch]) -> None:
        self._coming = batches
        self._packed: list[bytes] = []
        self.is_whole = False

    def batches(self) -> Iterator[Batch]:
        """Yield the batches from the first on."""
        at = 0
        while True:
            while at < len(self._packed):
                yield _unpacked(self._packed[at])
                at += 1
            batch = next(self._coming, None)
            if batch is None:
                self.is_whole = True
                return
            self._packed.append(_packed(batch))
            at += 1
            yield batch

    def close(self) -> None:
        """End the child that reads it."""
        self._coming.close()


class ReadOnce:
    """A `RowSource` that holds what was read of a list to the end of a step.

    Only one child is at work: where another sheet is asked for, what was not read to its end goes.
    """

    def __init__(self, source: RowSource, read: Callable[..., Generator[Batch]]) -> None:
        self._source = source
        self._read = read
        self._infos: dict[Which, SourceInfo] = {}
        self._sheets: dict[Which, _Sheet] = {}

    def info(
        self, path: Path, *, sheet: str | None = None, encoding: str | None = None
    ) -> SourceInfo:
        """Return what is known of the file before its rows are read."""
        which = path, sheet, encoding
        if which not in self._infos:
            self._infos[which] = self._source.info(path, sheet=sheet, encoding=encoding)
        return self._infos[which]

    def rows(
        self, path: Path, *, sheet: str | None = None, encoding: str | None = None
    ) -> Generator[tuple[int, Row]]:
        """Yield each row that holds something, with its number."""
        which = path, sheet, encoding
        for other in [one for one, found in self._sheets.items() if not found.is_whole]:
            if other != which:
                self._sheets.pop(other).close()
        if which not in self._sheets:
            self._sheets[which] = _Sheet(self._read(*which))
        try:
            for batch in self._sheets[which].batches():
                yield from rows_of(batch)
        except Exception:  # what was refused is asked for again, and refused again
            self._sheets.pop(which).close()
            raise

    def close(self) -> None:
        """End what still reads, and forget the list."""
        for sheet in self._sheets.values():
            sheet.close()
        self._sheets.clear()


def rows_of(batch: Batch) -> Iterator[tuple[int, Row]]:
    """Yield the rows of a batch as a source gives them."""
    for number, cells in batch:
        yield number, tuple(cells)


def _packed(batch: Batch) -> bytes:
    wire = BytesIO()
    write_frame(wire, batch)
    return zlib.compress(wire.getvalue(), _FAST)


def _unpacked(data: bytes) -> Batch:
    return read_frame(BytesIO(zlib.decompress(data))) or []
