"""What somebody chose for single rows of a list: what a cell says, and whom a row means."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from smbcrm.membership.imports import errors
from smbcrm.membership.imports.fields import COUNTS, MONEY, Field
from smbcrm.membership.imports.layout import Layout, field_called
from smbcrm.membership.imports.source import Cell, Row

_PLAIN = re.compile(r"-?[0-9]{1,13}(\.[0-9]{1,6})?")
_LONGEST_SHOWN = 40

Typed = Mapping[int, Mapping[int, Cell]]
"""By row, then by the place of a column."""


@dataclass(frozen=True, slots=True)
class TypedCell:
    """What the cell of a row says instead, in the column that fills a field; "" for nothing.

    An amount or a count is plain: `60.00`, whatever signs the list itself uses.
    """

    row: int
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class ChosenPerson:
    """Whom a row means: that of an earlier row, a customer by their code, None for somebody else.

    Somebody else is new, also with the phone of another one, as in a household.
    """

    row: int
    other: int | str | None


@dataclass(frozen=True, slots=True)
class Choices:
    """What was chosen for the rows of a list."""

    cells: tuple[TypedCell, ...] = ()
    people: tuple[ChosenPerson, ...] = ()

    @property
    def any(self) -> bool:
        """Whether anything was chosen."""
        return bool(self.cells or self.people)

    @property
    def plain(self) -> dict[str, list[list[object]]]:
        """What was chosen as plain lists."""
        return {
            "cells": [[one.row, one.field, one.text] for one in self.cells],
            "people": [[one.row, one.other] for one in self.people],
        }

    @classmethod
    def of(cls, plain: Mapping[str, list[list[object]]]) -> "Choices":
        """Return what `plain` was made of."""
        return cls(
            tuple(TypedCell(*one) for one in plain["cells"]),  # type: ignore[arg-type]
            tuple(ChosenPerson(*one) for one in plain["people"]),  # type: ignore[arg-type]
        )

    def check(self, rows: Iterable[int]) -> None:
        """Raise NoSuchRow, NotAnEarlierRow or ChosenTwice; `rows` are those that tell something."""
        named = {one.row for one in self.cells} | {one.row for one in self.people}
        named |= {one.other for one in self.people if isinstance(one.other, int)}
        missing = named.difference(rows)
        if missing:
            raise errors.NoSuchRow(row=min(missing))
        chosen = [one.row for one in self.people]
        for one in self.people:
            if chosen.count(one.row) > 1:
                raise errors.ChosenTwice(row=one.row)
            if isinstance(one.other, int) and one.other >= one.row:
                raise errors.NotAnEarlierRow(row=one.row, other=one.other)


def placed(cells: Iterable[TypedCell], layout: Layout) -> Typed:
    """Return what was typed by row and column.

    Raises UnknownField, NotOneColumn, NotPlain and ChosenTwice.
    """
    found: dict[int, dict[int, Cell]] = {}
    for one in cells:
        name = field_called(one.field, layout.book)
        places = layout.places.get(name, ())
        if len(places) != 1:
            raise errors.NotOneColumn(field=name.value)
        row = found.setdefault(one.row, {})
        if places[0] in row:
            raise errors.ChosenTwice(row=one.row)
        row[places[0]] = _cell(name, one)
    return found


def with_typed(cells: Row, typed: Mapping[int, Cell]) -> Row:
    """Return the cells of a row with what was typed laid over them."""
    width = max(len(cells), *(index + 1 for index in typed))
    filled = [*cells, *[None] * (width - len(cells))]
    for index, cell in typed.items():
        filled[index] = cell
    return tuple(filled)


def _cell(name: Field, typed: TypedCell) -> Cell:
    text = typed.text.replace("\0", "").strip()
    if name not in MONEY and name not in COUNTS:
        return text or None
    if not text:
        return None
    if not _PLAIN.fullmatch(text):
        raise errors.NotPlain(row=typed.row, field=name.value, text=text[:_LONGEST_SHOWN])
    return float(text) if "." in text else int(text)
