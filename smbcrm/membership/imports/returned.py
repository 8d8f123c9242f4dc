"""A list of ours that comes back: the mark in it, and which of its cells were edited.

A sheet that nobody sees holds the mark: of which export the file is, what its columns were, and for
each customer a digest of each cell. So an edited cell is told from one that was not, and what was
changed in the shop meanwhile from what was not, without a second copy of what a shop might have
deleted before it gave the file away. The key of the digests stays in the shop (ADR 50).
"""

import datetime as dt
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import blake2b

from smbcrm.core.money import Money
from smbcrm.membership.imports.cells import text_of
from smbcrm.membership.imports.layout import Layout
from smbcrm.membership.imports.row import ReadRow
from smbcrm.membership.imports.source import Cell, Row

SHEET = "Shopbell"
"""What the sheet of the mark is called."""

CODE = "our_code"
_KIND = "shopbell-list-1"
_SIGNS = 6
_BYTES = 5
_LAST_CONTROL = "\x9f"


@dataclass(frozen=True, slots=True)
class ListExport:
    """An export that may come back: its id, the key of its digests, and when it was made."""

    id: str
    key: bytes
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Returned:
    """The mark of a list: which export it is, and in which language; digests by code."""

    export: str
    language: str
    columns: tuple[str, ...]
    headings: tuple[str, ...]
    digests: Mapping[str, str]


def mark_rows(
    export: str, language: str, columns: Sequence[str], headings: Sequence[str]
) -> list[tuple[str, ...]]:
    """Return the first rows of a mark; a row of code and digests follows for each customer."""
    return [(_KIND, export, language), (",".join(columns),), tuple(headings)]


def digests(key: bytes, code: str, values: Mapping[str, object]) -> str:
    """Return the digests of a customer's cells, by their columns, one after the other."""
    return "".join(_digest(key, code, id_, value) for id_, value in values.items())


def read_mark(rows: Iterable[tuple[int, Row]]) -> Returned | None:
    """Return the mark that a sheet holds, None where it is none of ours."""
    lines = ([text_of(cell) for cell in row] for _, row in rows)
    first, second, third = next(lines, []), next(lines, []), next(lines, [])
    match first, second:
        case [str(kind), export, language], [str(ids)] if kind == _KIND:
            columns = tuple(ids.split(","))
            if len(third) != len(columns):
                return None
            known = {line[0]: line[1] for line in lines if len(line) == len((CODE, _KIND))}
            return Returned(export, language, columns, tuple(third), known)
        case _:
            return None


def places(returned: Returned, layout: Layout) -> dict[str, int]:
    """Return where the columns of an exported list stand now, by their ids."""
    found: dict[str, int] = {}
    headings = dict(zip(returned.headings, returned.columns, strict=True))
    for column in layout.columns:
        if (id_ := headings.get(column.heading.strip())) is not None:
            found.setdefault(id_, column.index)
    return found


@dataclass(frozen=True, slots=True)
class Codes:
    """What became of the codes that were exported.

    `missing` ones stand in the list no more; of those that stand in several rows `twice` holds the
    first two rows.
    """

    missing: tuple[str, ...] = ()
    twice: Mapping[str, tuple[int, int]] = field(default_factory=dict)


def find_codes(returned: Returned, layout: Layout, rows: Iterable[tuple[int, Row]]) -> Codes:
    """Return what became of the codes that were exported."""
    place = places(returned, layout).get(CODE, -1)
    first: dict[str, int] = {}
    twice: dict[str, tuple[int, int]] = {}
    for number, cells in rows:
        code = code_in(cells, place)
        if first.setdefault(code, number) != number:
            twice.setdefault(code, (first[code], number))
    return Codes(tuple(code for code in returned.digests if code not in first), twice)


def code_in(cells: Row, place: int) -> str:
    """Return the code that stands in a row."""
    return text_of(cells[place]) if 0 <= place < len(cells) else ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Tells which cells of a list that came back differ from those that were exported."""

    returned: Returned
    places: Mapping[str, int]
    key: bytes

    def read(self, number: int, cells: Row) -> ReadRow | None:
        """Return a row that we exported with the cells that were edited, None for another one."""
        code = code_in(cells, self.places.get(CODE, -1))
        if code not in self.returned.digests:
            return None
        changed: dict[str, Cell] = {}
        for id_, place in self.places.items():
            cell = cells[place] if place < len(cells) else None
            if self.differs(code, id_, cell):
                changed[id_] = cell
        return ReadRow(number, cells, our_code=code, changed=changed)

    def heading(self, column: str) -> str:
        """Return what a column was called when the list was exported."""
        return self.returned.headings[self.returned.columns.index(column)]

    def differs(self, code: str, column: str, value: object) -> bool:
        """Tell whether a value is another than the one that was exported."""
        start = self.returned.columns.index(column) * _SIGNS
        exported = self.returned.digests[code][start : start + _SIGNS]
        return _digest(self.key, code, column, value) != exported


def same_text(value: object) -> str:
    r"""Return a value so that it is the same text whatever program wrote the file anew.

    >>> same_text(dt.date(1990, 5, 1)), same_text(12.50), same_text("a\r\nb "), same_text(None)
    ('1990-05-01', '12.5', 'a\nb', '')
    """
    match value:
        case Money():
            return _number(Decimal(value.minor).scaleb(-value.currency.exponent))
        case bool() | None:
            return "" if value is None else str(value).upper()
        case Decimal():
            return _number(value)
        case int() | float():
            return _number(Decimal(repr(value)))
        case dt.datetime() | dt.date():
            return value.isoformat()
        case _:
            return _plain(str(value))


def _number(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _plain(text: str) -> str:
    """Return a text without what not every program keeps: ends of lines, blanks, unseen signs."""
    same_ends = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = "".join(filter(_is_kept, same_ends)).strip().split("\n")
    return "\n".join(" ".join(line.split()) for line in lines)


def _is_kept(sign: str) -> bool:
    return sign.isprintable() or sign in "\t\n" or (sign.isspace() and sign > _LAST_CONTROL)


def _digest(key: bytes, code: str, column: str, value: object) -> str:
    said = f"{code}\x1f{column}\x1f{same_text(value)}".encode("utf-8", "replace")
    return urlsafe_b64encode(blake2b(said, key=key, digest_size=_BYTES).digest())[:_SIGNS].decode()
