"""Rows of a text file (.csv, .tsv, .txt): what separates them, and the quotes between.

Reading is forgiving where the meaning is clear (ragged rows, mixed line ends, no line end at the
end, a quotation mark inside a word) and refuses where it is not (a quotation that never closes).
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import closing
from itertools import chain, islice
from typing import BinaryIO

from smbcrm.exports.reading.cells import Value, plain_row, plain_text
from smbcrm.exports.reading.charset import Charset
from smbcrm.exports.reading.limits import Limits
from smbcrm.exports.reading.wire import Refusal

_DELIMITERS = "\t;|,"  # in this order where several fit: the comma stands in amounts and addresses
_LINES_LOOKED_AT = 200
_LINE_LIMIT = 4_000_000
_FIRST_LINE = re.compile(r"""["']?sep=([^\w\s"']|\t)["']?\r?\n?""", re.IGNORECASE)
_FIXED_TEXT = re.compile(r'="([^"]*)"')
_NEVER = "\x1f"  # separates nothing: a text of one column


class DelimitedText:
    """One text file, its encoding known."""

    def __init__(self, stream: BinaryIO, charset: Charset, limits: Limits) -> None:
        self._stream = stream
        self._charset = charset
        self._limits = limits
        self._told, self.delimiter = self._separator()

    def _lines(self) -> Generator[str]:
        """Yield the lines of the file with their ends; NUL characters are left out."""
        self._stream.seek(0)
        text = io.TextIOWrapper(
            self._stream, encoding=self._charset.codec, errors="replace", newline=""
        )
        try:
            number = 0
            while line := text.readline(_LINE_LIMIT):
                number += 1
                if len(line) >= _LINE_LIMIT:
                    raise Refusal("TextTooLong", row=number, limit=self._limits.text)
                if number == 1:
                    line = line.removeprefix("\ufeff")
                yield line.replace("\x00", "") if "\x00" in line else line
        finally:
            text.detach()

    def _separator(self) -> tuple[bool, str | None]:
        """Return whether the file itself names its delimiter, and the delimiter.

        :raises Refusal: there is nothing but empty lines.
        """
        with closing(self._lines()) as every:
            first = next(every, "")
            if told := _FIRST_LINE.fullmatch(first):
                return True, told[1]
            lines = list(islice(filter(str.strip, chain([first], every)), _LINES_LOOKED_AT))
        if not lines:
            raise Refusal("SourceEmpty")
        return False, likely_delimiter(lines)

    def facts(self) -> dict[str, object]:
        """Return what is known before the rows are read."""
        return {
            "sheet": None,
            "sheets": [],
            "hidden_sheets": [],
            "encoding": self._charset.encoding,
            "delimiter": self.delimiter,
            "unreadable": self._charset.unreadable,
        }

    def rows(self) -> Generator[tuple[int, list[Value]]]:
        """Yield row number and values of each row that holds something.

        Rows are counted as a spreadsheet program counts them: a row with line ends in a quoted
        cell is one, an empty line is one, a first line `sep=;` is none.

        :raises Refusal: the file is empty, or its quotes make no sense.
        """
        found = False
        with closing(self._lines()) as lines:
            if self._told:
                next(lines)
            for number, cells in self._records(lines):
                row = plain_row(number, map(_plain_cell, cells), self._limits)
                if row:
                    found = True
                    yield number, row
        if not found:
            raise Refusal("SourceEmpty")

    def _records(self, lines: Iterator[str]) -> Iterator[tuple[int, list[str]]]:
        """Yield number and cells of every row, also of those that hold nothing.

        :raises Refusal: the quotes make no sense.
        """
        delimiter = self.delimiter or _NEVER
        pending: list[str] = []  # the lines of the row that is being read
        csv.field_size_limit(self._limits.text)
        reader = csv.reader(_kept(lines, pending), delimiter=delimiter)
        number = 0
        try:
            for number, cells in enumerate(reader, start=1):
                if len(pending) > 1 and _is_open(pending, delimiter):
                    raise Refusal("UnclosedQuote", row=number)
                pending.clear()
                yield number, cells
        except csv.Error as error:
            raise Refusal("TextTooLong", row=number + 1, limit=self._limits.text) from error


def _kept(lines: Iterator[str], pending: list[str]) -> Iterator[str]:
    """Yield lines and remember them."""
    for line in lines:
        pending.append(line)
        yield line


def _is_open(pending: list[str], delimiter: str) -> bool:
    """Tell whether a row ends inside a quotation; only the last row of a file can."""
    try:
        list(csv.reader(pending, delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def _plain_cell(text: str) -> Value:
    """Return the text of a cell; `="00123"` is how programs keep Excel from eating the zeros."""
    if text.startswith('="') and (fixed := _FIXED_TEXT.fullmatch(text)):
        text = fixed[1]
    return plain_text(text)


def likely_delimiter(lines: list[str]) -> str | None:
    """Return what separates the cells of these lines; None where nothing does.

    Counted outside quotes, over lines that hold any: the delimiter is the one whose number per line
    is most constant, as titles above the header have fewer. Of two that fit nearly equally well the
    first in `_DELIMITERS` counts, because commas also stand in amounts and addresses.

    >>> likely_delimiter(["name;balance", "Ann, Dr.;68,50", "Bob, Jr.;12,00"])
    ';'
    """
    bare = [re.sub(r'"[^"]*"', "", line) for line in lines]
    best: tuple[float, str | None] = (0.0, None)
    for delimiter in _DELIMITERS:
        counts = Counter(count for line in bare if (count := line.count(delimiter)))
        if not counts:
            continue
        (_, constant), *_ = counts.most_common(1)
        share = constant / len(bare)
        if share > best[0] + 0.2:
            best = (share, delimiter)
    return best[1]
