"""Where the list stands in its file: the row of headings, and the field of each column."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from smbcrm.membership.custom_fields.rules import name_key
from smbcrm.membership.imports import errors
from smbcrm.membership.imports.cells import text_of
from smbcrm.membership.imports.fields import SEVERAL, Field
from smbcrm.membership.imports.headings import CUSTOMERS, Book, heading_key, recognise
from smbcrm.membership.imports.source import Row

HEAD_ROWS = 30
"""Rows from the top among which the headings are looked for."""

LAST_HEADER = 1_000
"""The last row that the user can name as that of the headings."""

_LETTERS = re.compile(r"[A-Za-z]{1,3}")
_PLACE = re.compile(r"=([1-9][0-9]{0,4})")
_MANY = 3
_LONGEST_SHOWN = 60

Mapping = Sequence[tuple[str, str]]
"""What the user said, as (field, column)."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its place from 0, its heading as it stands there, and what it fills."""

    index: int
    heading: str
    field: Field | None
    samples: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """What names this column in a mapping, whatever the headings say: `=1` for the first."""
        return f"={self.index + 1}"

    @property
    def name(self) -> str:
        """What a sentence calls it: its heading on one line, else its letter."""
        return " ".join(self.heading.split())[:_LONGEST_SHOWN] or self.letter

    @property
    def letter(self) -> str:
        """The column as a spreadsheet program names it.

        >>> Column(0, "", None).letter, Column(27, "", None).letter
        ('A', 'AB')
        """
        name, number = "", self.index + 1
        while number:
            number, rest = divmod(number - 1, 26)
            name = chr(ord("A") + rest) + name
        return name


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a list; its rows begin below `heading_row` (0: there are no headings).

    `upper_row` is the one whose headings were read together with those of `heading_row`, or 0.
    """

    heading_row: int
    columns: tuple[Column, ...]
    places: dict[Field, tuple[int, ...]] = field(default_factory=dict)
    upper_row: int = 0
    book: Book = CUSTOMERS

    @property
    def bare(self) -> "Layout":
        """The layout before anybody said what its columns are."""
        return replace(self, columns=tuple(replace(one, field=None) for one in self.columns))

    def with_samples(self, samples: dict[int, tuple[str, ...]]) -> "Layout":
        """Return the layout with a few values of each column."""
        columns = (replace(one, samples=samples.get(one.index, ())) for one in self.columns)
        return replace(self, columns=tuple(columns))


class _Headings(NamedTuple):
    row: int
    texts: list[str]
    fields: dict[int, tuple[Field, int]]
    book: Book
    filled: int = 0
    upper: int = 0

    def score(self, said: set[str]) -> int:
        """Return how many columns it names."""
        return len(self.fields) + len(said & {heading_key(text) for text in self.texts if text})


def lay_out(  # noqa: PLR0913 - what was said of a list, and what the shop knows
    head: Sequence[tuple[int, Row]],
    mapping: Mapping,
    file: str,
    header: int | None = None,
    book: Book = CUSTOMERS,
    own: frozenset[str] = frozenset(),
) -> Layout:
    """Return the layout that the first rows of a list show, with the user's mapping laid over it.

    `header` is the row that the user named, 0 for none, `own` the keys of the shop's own fields.
    Raises HeadingsNotFound, HeaderRowEmpty, and UnknownField, UnknownColumn, SeveralColumns,
    ColumnTwice or FieldTwice for a mapping that cannot be.
    """
    wanted = [(field_called(name, book), column.strip()) for name, column in mapping]
    named = {heading_key(column) for _, column in wanted if not _PLACE.fullmatch(column)}
    found = _headings(list(_candidates(head, book, own)), named, header, file)
    if found is None or not found.score(named):
        if not wanted:
            raise book.unnamed(file=file)
        found = found or _Headings(0, [], {}, book)
    width = max([len(found.texts), *(len(row) for _, row in head)], default=0)
    texts = [*found.texts, *[""] * (width - len(found.texts))]
    said = _said(wanted, texts)
    fields = _chosen(found.fields, said)
    columns = tuple(Column(i, text, fields.get(i)) for i, text in enumerate(texts))
    return Layout(found.row, columns, _places(columns), found.upper, book)


def field_called(name: str, book: Book) -> Field:
    """Return the field of a kind of list by what is typed for it; raise UnknownField."""
    wanted = name.strip().lower().replace("-", "_")
    for one in book.fields:
        if one.value == wanted:
            return one
    known = [one.value for one in book.fields]
    raise errors.UnknownField(field=name[:_LONGEST_SHOWN], known=known)


def _headings(
    rows: Sequence[_Headings], said: set[str], header: int | None, file: str
) -> _Headings | None:
    """Return the headings, None where there are none; raise HeaderRowEmpty."""
    if header is None:
        return _find_headings(rows, said)
    found = _in_row(rows, said, header)
    if header and found is None:
        raise errors.HeaderRowEmpty(row=header, file=file, most=LAST_HEADER)
    return found


def _find_headings(rows: Iterable[_Headings], said: set[str]) -> _Headings | None:
    """Return the row of headings that more columns agree with than any other, the first of equals.

    Headings in two rows, as merged cells make them, count together: the lower text wins.
    """
    found = [one for one in rows if _is_heading(one, said)]
    return max(found, key=lambda one: one.score(said), default=None)


def _in_row(rows: Iterable[_Headings], said: set[str], number: int) -> _Headings | None:
    """Return the headings of a row, together with the row above where that names more columns."""
    found = [one for one in rows if one.row == number]
    return max(found, key=lambda one: one.score(said), default=None)


def _candidates(
    head: Iterable[tuple[int, Row]], book: Book, own: frozenset[str]
) -> Iterator[_Headings]:
    """Yield each row as headings, then together with the row above."""
    above: list[str] = []
    upper = 0
    for number, row in head:
        texts = [text_of(cell) if isinstance(cell, str) else "" for cell in row]
        filled = sum(cell is not None for cell in row)
        yield _Headings(number, texts, _known(texts, book, own), book, filled)
        both = _together(above, texts)
        yield _Headings(number, both, _known(both, book, own), book, filled, upper)
        above, upper = texts, number


def _known(texts: Sequence[str], book: Book, own: frozenset[str]) -> dict[int, tuple[Field, int]]:
    known = ((index, _meant(text, book, own)) for index, text in enumerate(texts) if text)
    return {index: found for index, found in known if found}


def _meant(heading: str, book: Book, own: frozenset[str]) -> tuple[Field, int] | None:
    is_own = book.takes_own and bool(own) and name_key(heading) in own
    return (Field.CUSTOM, 0) if is_own else recognise(heading, book)


def _is_heading(found: _Headings, said: set[str]) -> bool:
    """Tell headings from a row of values, in which a word or two may look like one."""
    fields, score = found.fields.values(), found.score(said)
    named = any(name in found.book.identity or name is Field.OUR_CODE for name, _ in fields)
    return score > len(fields) or (named and (score >= _MANY or 2 * score >= found.filled))


def _together(above: Sequence[str], below: Sequence[str]) -> list[str]:
    width = max(len(above), len(below))
    upper = [*above, *[""] * (width - len(above))]
    lower = [*below, *[""] * (width - len(below))]
    return [low or up for up, low in zip(upper, lower, strict=True)]


def _said(wanted: Iterable[tuple[Field, str]], texts: Sequence[str]) -> dict[int, Field]:
    """Return the field that the user gave to each column."""
    said: dict[int, Field] = {}
    for name, column in wanted:
        index = _column_called(column, texts)
        if index in said:
            raise errors.ColumnTwice(column=column)
        if name in said.values() and name not in SEVERAL:
            raise errors.FieldTwice(field=name.value)
        said[index] = name
    return said


def _column_called(column: str, texts: Sequence[str]) -> int:
    """Return the place of a column named by `=3`, its heading, else its letter or number."""
    exact = _PLACE.fullmatch(column)
    for same in (
        ()
        if exact
        else (
            [i for i, text in enumerate(texts) if text == column],
            [
                i
                for i, text in enumerate(texts)
                if text and heading_key(text) == heading_key(column)
            ],
        )
    ):
        if len(same) == 1:
            return same[0]
        if same:
            letters = [Column(index, "", None).letter for index in same]
            raise errors.SeveralColumns(column=column, letters=letters)
    index = _index(exact[1] if exact else column)
    if not 0 <= index < len(texts):
        known = [text or Column(i, "", None).letter for i, text in enumerate(texts)]
        raise errors.UnknownColumn(column=column[:_LONGEST_SHOWN], known=known)
    return index


def _index(column: str) -> int:
    """Return the place of a letter or a number from 1, -1 for anything else."""
    if column.isascii() and column.isdigit():
        return int(column[:6]) - 1
    if not _LETTERS.fullmatch(column):
        return -1
    number = 0
    for letter in column.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _chosen(guessed: dict[int, tuple[Field, int]], said: dict[int, Field]) -> dict[int, Field]:
    """Return the field of each column: what the user said, then the best guess for each field."""
    chosen = dict(said)
    taken = set(said.values())
    for index, (name, _) in sorted(guessed.items(), key=lambda item: (item[1][1], item[0])):
        if index in said or name in set(said.values()):
            continue
        if name in SEVERAL or name not in taken:
            chosen[index] = name
            taken.add(name)
    return chosen


def _places(columns: Iterable[Column]) -> dict[Field, tuple[int, ...]]:
    places: dict[Field, tuple[int, ...]] = {}
    for one in columns:
        if one.field is not None:
            places[one.field] = (*places.get(one.field, ()), one.index)
    return places
