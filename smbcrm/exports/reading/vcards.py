"""Rows of a vCard file (.vcf): a card is a row, numbered as it comes, its headings are row 0.

The file is passed twice: once for the encoding of the values and the columns that are needed, once
for the rows. A card without its beginning or end is a row that says so and nothing else.
"""

import io
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from typing import BinaryIO

from smbcrm.exports.reading.cells import Value, plain_row
from smbcrm.exports.reading.charset import Charset, guessed_charset, known_encoding, named_charset
from smbcrm.exports.reading.limits import MIB, Limits
from smbcrm.exports.reading.vcard_card import (
    NAME,
    Card,
    Said,
    headings,
    in_columns,
    phone_heading,
)
from smbcrm.exports.reading.vcard_lines import Line, lines_of, wide_encoding
from smbcrm.exports.reading.wire import Refusal
from smbcrm.membership.imports.unread import Unread

_SAMPLE = MIB
_MARK = b"VCARD"
_BROKEN: dict[str, Said] = {NAME: Unread.CARD}


class CardFile:
    """One vCard file."""

    def __init__(self, stream: BinaryIO, encoding: str | None, limits: Limits) -> None:
        self._stream = stream
        self._limits = limits
        stream.seek(0)
        self._wide = wide_encoding(stream.read(2))
        self._charset = Charset("utf-16", 0) if self._wide else self._of_values(encoding)

    def _lines(self) -> Generator[Line]:
        return lines_of(self._stream, self._wide)

    def _of_values(self, encoding: str | None) -> Charset:
        """Return the encoding of the values that do not name their own.

        :raises Refusal: none fits, or not the one that was asked for.
        """
        sample = io.BytesIO()
        with closing(self._lines()) as lines:
            for line in lines:
                if line.value and line.charset is None and not line.value.isascii():
                    sample.write(line.value + b"\n")
                    if sample.tell() > _SAMPLE:
                        break
        named = encoding and named_charset(sample, encoding)
        return named or Charset(guessed_charset(sample).encoding, 0)

    def facts(self) -> dict[str, object]:
        """Return what is known before the rows are read; what does not decode is told by row."""
        return {
            "sheet": None,
            "sheets": [],
            "hidden_sheets": [],
            "encoding": self._charset.encoding,
            "delimiter": None,
            "unreadable": 0,
        }

    def rows(self) -> Generator[tuple[int, list[Value]]]:
        """Yield the headings as row 0, then a row for each card.

        :raises Refusal: the file is empty.
        """
        columns = self._columns()
        yield 0, list(columns)
        with closing(self._lines()) as lines:
            for number, card in enumerate(self._cards(lines), start=1):
                row = in_columns(card, columns, self._limits.text)
                if found := plain_row(number, row, self._limits):
                    yield number, found

    def _columns(self) -> list[str]:
        used: set[str] = set()
        phones = found = 0
        with closing(self._lines()) as lines:
            for card in self._cards(lines):
                found += 1
                used.update(card)
                while phone_heading(phones) in card:
                    phones += 1
        if not found:
            raise Refusal("SourceEmpty")
        return list(headings(used, phones))

    def _cards(self, lines: Iterable[Line]) -> Iterator[dict[str, Said]]:
        """Yield what each card says by heading."""
        for card in _whole_cards(lines):
            yield _BROKEN if card is None else Card(card, self._decode).cells()

    def _decode(self, line: Line) -> str | None:
        """Return the text of a value, None where its bytes mean nothing or are too many."""
        codec = self._charset.encoding
        try:
            if self._wide:
                codec = "utf-8"
            if line.charset and (line.is_quoted or not self._wide):
                codec = known_encoding(line.charset)
            text = (line.value or b"").decode(codec)
        except (Refusal, UnicodeDecodeError):
            return None
        return text if len(text) <= self._limits.text else None


def _whole_cards(lines: Iterable[Line]) -> Iterator[list[Line] | None]:
    """Yield the lines of each card, None for one that has no beginning or no end.

    A card inside another, as an AGENT of 2.1, is passed over.
    """
    card: list[Line] | None = None
    inside = False
    stray = False
    for line in lines:
        match _border(line):
            case "BEGIN" if card and card[-1].name == "AGENT" and not card[-1].value:
                inside = True
            case "BEGIN":
                if card is not None or stray:
                    yield None
                card, stray = [], False
            case "END" if inside:
                inside = False
            case "END":
                yield card
                card, stray = None, False
            case _ if card is None:
                stray = True
            case _ if not inside:
                _add(card, line)
    if card is not None or stray:
        yield None


def _border(line: Line) -> str:
    is_border = line.name in {"BEGIN", "END"} and (line.value or b"").strip().upper() == _MARK
    return line.name if is_border else ""


def _add(card: list[Line], line: Line) -> None:
    """Add a line; one that is no property spoils the one before, which it may belong to."""
    if line.name:
        card.append(line)
    elif card:
        before = card[-1]
        card[-1] = Line(before.name, None, before.group, before.params)
