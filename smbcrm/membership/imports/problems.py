"""Rows for the error file, written so that each reads the same without the rows beside it.

A column proves its decimal separator and its order of day and month by its other values; a few
rows alone might prove nothing. So a balance or date that could be read is written plainly, and a
balance that came in is left out: brought in again it would count twice.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from smbcrm.core.money import Currency
from smbcrm.membership.imports.cell_reader import CellReader
from smbcrm.membership.imports.cells import text_of
from smbcrm.membership.imports.dates import plain_date
from smbcrm.membership.imports.fields import BALANCE, COUNTS, DATES, LABELS, Field
from smbcrm.membership.imports.headings import is_our_column, recognise
from smbcrm.membership.imports.layout import Column, Layout
from smbcrm.membership.imports.notes import NoteKind
from smbcrm.membership.imports.row import ReadRow
from smbcrm.membership.imports.types import ProblemRow

_COUNTS = Currency("point", 0)
_UNWANTED = frozenset({Field.IGNORE, Field.OUR_CODE})


def problem_headings(layout: Layout) -> tuple[str, ...]:
    """Return the headings of the error file: each is guessed as it was taken this time."""
    return tuple(_heading(column, layout) for column in written_columns(layout))


def problem_rows(
    rows: Iterable[ReadRow],
    codes: Mapping[int, str],
    layout: Layout,
    reader: CellReader,
    currency: Currency,
) -> list[ProblemRow]:
    """Return the rows that failed or lack something; `codes` are their customers' by row."""
    columns = written_columns(layout)
    found = []
    for row in rows:
        reasons = tuple(note for note in row.notes if note.kind is not NoteKind.REMARK)
        if reasons:
            cells = tuple(_cell(column, row, reader, currency) for column in columns)
            found.append(ProblemRow(row.number, codes.get(row.number, ""), cells, reasons))
    return found


def written_columns(layout: Layout) -> Sequence[Column]:
    """Return the columns to write: without those that would be guessed as what they were not.

    A corrected error file has columns of ours already; they are written anew.
    """
    corrected = Field.OUR_CODE in layout.places
    return [
        column
        for column in layout.columns
        if column.field not in _UNWANTED
        and (column.field or not recognise(column.heading, layout.book))
        and (column.field or not (corrected and is_our_column(column.heading)))
    ]


def _heading(column: Column, layout: Layout) -> str:
    guessed = recognise(column.heading, layout.book)
    if column.field in {None, Field.CUSTOM} or (guessed and guessed[0] is column.field):
        return column.heading
    return LABELS[column.field]


def _cell(column: Column, row: ReadRow, reader: CellReader, currency: Currency) -> str:
    cell = row.cells[column.index] if column.index < len(row.cells) else None
    name = column.field
    if cell is not None and name in DATES:
        rules = reader.date_rules(name, column.index)
        return plain_date(cell, replace(rules, lunar=row.lunar or rules.lunar))
    if name is not None and (amount := row.amount(name)):
        unit = _COUNTS if name in COUNTS else currency
        return unit.plain(amount) if row.failed or name not in BALANCE else ""
    return cell if isinstance(cell, str) else text_of(cell)
