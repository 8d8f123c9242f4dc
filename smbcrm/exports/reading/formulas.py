"""Formulas of an .xlsx whose value is not in the file, so that they are not taken for empty cells.

Excel writes the value of each formula into `v` beside `f` (ECMA-376 part 1, 18.3.1.4); programs
that only write files leave it out. The parser gives both kinds of cell as nothing. A formula that
comes to an empty text has type `str` and an empty `v`: that one has a value.
"""

import codecs
import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import IO, BinaryIO
from xml.parsers import expat

from smbcrm.exports.reading.cells import Value
from smbcrm.exports.reading.limits import Limits
from smbcrm.exports.reading.wire import Refusal
from smbcrm.membership.imports.unread import Unread

Unvalued = dict[int, list[int]]
"""Columns from 0, by the number of their row from 1."""

_PIECE = 256 * 1024
_OVERLAP = 64
_FORMULA = re.compile(rb"<(?:[\w.-]{1,40}:)?f[\s/>]")
_LETTERS = 26
_HARMLESS = bytes(
    byte if byte in b"\t\r\n" or (0x20 <= byte < 0x7F and byte != ord("&")) else ord("x")  # noqa: PLR2004
    for byte in range(256)
)


def marked(
    rows: Iterable[tuple[int, list[Value]]], found: Unvalued
) -> Iterator[tuple[int, list[Value]]]:
    """Yield rows with the formulas marked, also those of which the parser saw nothing."""
    left = dict(found)
    for number, values in rows:
        yield number, _with(values, left.pop(number, ()))
    for number in sorted(left):
        yield number, _with([], left[number])


def _with(values: list[Value], columns: Iterable[int]) -> list[Value]:
    for column in columns:
        values.extend([None] * (column + 1 - len(values)))
        if values[column] is None:
            values[column] = Unread.FORMULA
    return values


def unvalued(stream: BinaryIO, sheet: str, limits: Limits) -> Unvalued:
    """Return where formulas without a value stand in a sheet of a checked archive.

    :raises Refusal: the sheet is damaged, or such a formula stands beyond the last column read.
    """
    try:
        with zipfile.ZipFile(stream) as archive:
            part = _part_of(archive, sheet)
            if part is None or not _has_formulas(archive, part):
                return {}
            cells = _Cells(limits)
            with archive.open(part) as content:
                _go_through(content, cells.parser)
    except (expat.ExpatError, zipfile.BadZipFile, ValueError) as error:
        raise Refusal("SourceDamaged") from error
    return cells.found


def _go_through(content: IO[bytes], parser: expat.XMLParserType) -> None:
    """Parse a sheet whatever its texts hold: only its elements matter here.

    Texts with signs that XML forbids are read elsewhere, so they are no reason to refuse a list.
    """
    piece = content.read(_PIECE).removeprefix(codecs.BOM_UTF8)
    while piece:
        parser.Parse(piece.translate(_HARMLESS))
        piece = content.read(_PIECE)
    parser.Parse(b"", True)  # noqa: FBT003 - the end of the document


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str | None:
    """Return the part in which a sheet lies; None where this is no .xlsx."""
    names = {name.replace("\\", "/").lower(): name for name in archive.namelist()}
    book, links = names.get("xl/workbook.xml"), names.get("xl/_rels/workbook.xml.rels")
    if book is None or links is None:
        return None
    link = next(
        (
            value
            for found in _elements(archive.read(book), "sheet")
            if found.get("name") == sheet
            for name, value in found.items()
            if name.endswith(":id")
        ),
        None,
    )
    for found in _elements(archive.read(links), "Relationship"):
        if link is not None and found.get("Id") == link:
            target = posixpath.join("/xl", found.get("Target", ""))
            path = target.removeprefix("/xl/xl/").removeprefix("/xl/").lstrip("/")
            return names.get(posixpath.join("xl", path).lower())
    return None


def _elements(content: bytes, wanted: str) -> list[dict[str, str]]:
    """Return the attributes of all elements of a name."""
    found: list[dict[str, str]] = []

    def begins(name: str, attributes: dict[str, str]) -> None:
        if _local(name) == wanted:
            found.append(attributes)

    parser = expat.ParserCreate()
    parser.StartElementHandler = begins
    parser.Parse(content, True)  # noqa: FBT003 - the end of the document
    return found


def _has_formulas(archive: zipfile.ZipFile, part: str) -> bool:
    """Tell at a glance whether a sheet has any formula: most lists have none."""
    end = b""
    with archive.open(part) as content:
        while piece := content.read(_PIECE):
            if _FORMULA.search(end + piece):
                return True
            end = piece[-_OVERLAP:]
    return False


class _Cells:
    """Goes through the cells of a sheet and counts places as the parser does."""

    def __init__(self, limits: Limits) -> None:
        self.found: Unvalued = {}
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._begins
        self.parser.EndElementHandler = self._ends
        self.parser.CharacterDataHandler = self._says
        self._limits = limits
        self._row, self._column = 0, -1
        self._kind = ""
        self._inside = ""
        self._formula = self._value = False

    def _begins(self, name: str, attributes: dict[str, str]) -> None:
        match _local(name):
            case "row":
                self._row = int(attributes.get("r", self._row + 1))
                self._column = -1
            case "c":
                place = attributes.get("r")
                self._column = self._column + 1 if place is None else _column(place)
                self._kind = attributes.get("t", "")
                self._formula = self._value = False
            case "f":
                self._formula = True
            case "v" | "t" as inside:
                self._inside = inside
                self._value = self._value or self._kind == "str"

    def _says(self, _: str) -> None:
        if self._inside:
            self._value = True

    def _ends(self, name: str) -> None:
        local = _local(name)
        if local == "c" and self._formula and not self._value:
            if self._column >= self._limits.columns:
                raise Refusal("TooManyColumns", row=self._row, limit=self._limits.columns)
            self.found.setdefault(self._row, []).append(self._column)
        elif local == self._inside:
            self._inside = ""


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _column(place: str) -> int:
    """Return the column of a place, 1 for B7; raise ValueError where it names none."""
    number = 0
    for letter in place.rstrip("0123456789").upper():
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    if number < 1:
        raise ValueError(place)
    return number - 1
