"""A table on a sheet: what it is, headings that stay in sight with filters, the rows, the sums.

Dates are dates, money and counts are numbers with a format, everything else is text and never a
formula. The sums follow the filter (SUBTOTAL); their values stand beside the formulas for readers
that do not calculate. What a workbook cannot hold as a number (a double, IEEE 754, keeps 15 digits;
days begin in March 1900, where all programs agree) is written as text, with all its digits.
"""

import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from smbcrm.core.money import Currency, Money
from smbcrm.exports.xlsx import looks
from smbcrm.exports.xlsx.looks import Looks, number_look, width_of
from smbcrm.membership.lists.types import Beside, Cell, Column, Kind, Table, TooManyRows

MOST_ROWS = 1_048_576
"""Rows of a sheet (Excel's specifications and limits)."""
HEADINGS = 2
"""The row of the headings, counted from 0; above them stand title and note."""

_FIRST = HEADINGS + 1
_EXACT = 10**15
_LONGEST_NAME = 31
_DAY_0, _FIRST_DAY = dt.date(1899, 12, 30), dt.date(1900, 3, 1)
_NUMBERS = frozenset({Kind.COUNT, Kind.MONEY, Kind.NUMBER})
_EDGES, _ARROW, _WIDEST, _DAY_WIDTH = 3, 2, 50, 10
_NO_NAME = re.compile(r"[\[\]:*?/\\]")
_NO_END = " '·"
"""What a name neither begins nor ends with: Excel takes no apostrophe there, a dot parts titles."""
# What XML 1.0 (2.2) has no way to write.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class PlainSheet(Worksheet):  # type: ignore[misc] # the library is not typed
    """A sheet on which every text is text.

    Row by row XlsxWriter (3.3) takes any text from `<r>` to `</r>` for XML of its own making, and
    whoever bears such a name could write cells and formulas.
    """

    def _xml_rich_inline_string(
        self, string: str, attributes: Sequence[tuple[str, object]] = ()
    ) -> None:
        self._xml_inline_string(string, False, attributes)  # noqa: FBT003 - no blanks around it


def write_sheet(book: Workbook, table: Table) -> int:
    """Write a table to a new sheet of a workbook and return how many rows it has.

    Raises TooManyRows.
    """
    sheet, dress = book.add_worksheet(_free_name(book, table.title), PlainSheet), Looks(book)
    columns = [
        ColumnOnSheet(sheet, dress, index, column) for index, column in enumerate(table.columns)
    ]
    sheet.set_default_row(looks.ROW_HEIGHT)
    sheet.set_row(0, looks.TITLE_HEIGHT)
    sheet.write_string(0, 0, _clean(table.title), dress.of(looks.TITLE))
    sheet.write_string(1, 0, _clean(table.note), dress.of(looks.NOTE))
    sheet.set_row(HEADINGS, looks.HEADING_HEIGHT)
    for column in columns:
        column.write_heading()
    beside = None if table.beside is None else SheetBeside(book, table.beside)
    row = _FIRST
    for cells in table.rows:
        if row == MOST_ROWS - 1:
            raise TooManyRows(most=f"{MOST_ROWS - _FIRST - 1:,}")
        for column, cell in zip(columns, cells, strict=beside is None):
            column.write(row, cell)
        if beside is not None:
            beside.write(cells[len(columns) :])
        row += 1
    if row > _FIRST and table.total and any(column.summed for column in table.columns):
        for column in columns:
            column.write_total(row, table.total)
    _finish(book, sheet, table, columns, row - 1)
    return row - _FIRST


def sheet_name(title: str) -> str | None:
    """Return a name that Excel takes for a sheet, None where nothing is left of a title.

    >>> sheet_name("'Gold/Silver'"), sheet_name("[]")
    ('Gold Silver', None)
    """
    return _cut(_NO_NAME.sub(" ", title), _LONGEST_NAME) or None


def _free_name(book: Workbook, title: str) -> str | None:
    """Return a name that no sheet of the workbook has; case does not tell them apart."""
    wanted = found = sheet_name(title)
    taken = {sheet.get_name().casefold() for sheet in book.worksheets()}
    number = 1
    while wanted and found and found.casefold() in taken:
        number += 1
        tail = f" {number}"
        found = _cut(wanted, _LONGEST_NAME - len(tail)) + tail
    return found


def _cut(name: str, room: int) -> str:
    """Return what of a name has room: whole words, unless half of it would stand empty."""
    name = name.strip(_NO_END)
    if len(name) > room:
        blank = name.rfind(" ", room // 2, room + 1)
        name = name[: room if blank < 0 else blank]
    return name.strip(_NO_END)


def properties(title: str, day: dt.date | None) -> dict[str, object]:
    """Return what a workbook says of itself; not when it was really made, to be the same again."""
    found: dict[str, object] = {"title": _clean(title)}
    if day is not None:
        found["created"] = dt.datetime.combine(day, dt.time())
    return found


def _clean(text: str) -> str:
    return text if text.isprintable() else _FORBIDDEN.sub("", text)


def _finish(
    book: Workbook, sheet: Worksheet, table: Table, columns: Sequence["ColumnOnSheet"], last: int
) -> None:
    """Set what is known once all rows were there, and what holds for the whole sheet."""
    for column in columns:
        column.set_width()
    right = len(columns) - 1
    sheet.autofilter(HEADINGS, 0, max(last, HEADINGS), right)
    sheet.freeze_panes(_FIRST, 1)
    # Phones and card numbers are texts of digits; Excel would mark each of them.
    sheet.ignore_errors({"number_stored_as_text": xl_range(_FIRST, 0, max(last, _FIRST), right)})
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADINGS)
    sheet.set_footer("&C&P / &N")
    book.set_properties(properties(table.title, table.day))


class SheetBeside:
    """A sheet of bare texts that nobody sees."""

    def __init__(self, book: Workbook, beside: Beside) -> None:
        self._sheet = book.add_worksheet(beside.name, PlainSheet)
        self._sheet.hide()
        self._row = 0
        for cells in beside.first:
            self.write(cells)

    def write(self, cells: Sequence[Cell]) -> None:
        """Write a row."""
        for column, cell in enumerate(cells):
            self._sheet.write_string(self._row, column, _clean(str(cell)))
        self._row += 1


class ColumnOnSheet:
    """Writes the cells of a column, and knows afterwards how wide they are and what they sum to."""

    def __init__(self, sheet: Worksheet, dress: Looks, index: int, column: Column) -> None:
        self._sheet, self._dress, self._index, self._column = sheet, dress, index, column
        self._heading = _clean(column.heading)
        self._width = width_of(self._heading) + _ARROW
        self._currency: Currency | None = None
        self._largest = self._sum = 0
        self._exact = True
        self._look = dress.of(looks.DAY if column.kind is Kind.DATE else number_look(None))

    def write_heading(self) -> None:
        """Write the heading, at the right where numbers stand below."""
        numbers = self._column.kind in _NUMBERS
        look = self._dress.of(looks.HEADING, looks.BESIDE_ARROW if numbers else looks.AT_LEFT)
        self._sheet.write_string(HEADINGS, self._index, self._heading, look)

    def write(self, row: int, cell: Cell) -> None:
        """Write a cell; nothing for None and an empty text."""
        match cell:
            case str():
                self._write_text(row, cell)
            case Money():
                if cell.currency != self._currency:
                    self._currency = cell.currency
                    self._look = self._dress.of(number_look(cell.currency))
                self._write_number(row, cell.minor)
            case int():
                self._write_number(row, cell)
            case Decimal():
                self._width = max(self._width, width_of(str(cell)))
                self._sheet.write_number(row, self._index, float(cell))
            case dt.date():
                self._write_day(row, cell)

    def write_total(self, row: int, word: str) -> None:
        """Write the sum of the column; in the first one, which has none, what the row is."""
        look = self._dress.of(looks.TOTAL)
        if self._column.summed:
            self._write_sum(row)
        elif self._index:
            self._sheet.write_blank(row, self._index, None, look)
        else:
            self._sheet.write_string(row, self._index, _clean(word), look)

    def set_width(self) -> None:
        """Make the column as wide as its longest cell, within reason."""
        shown = "" if not self._largest else self._shown(-self._largest)
        width = max(self._width, width_of(shown)) + _EDGES
        self._sheet.set_column(self._index, self._index, min(width, _WIDEST))

    def _write_sum(self, row: int) -> None:
        self._largest = max(self._largest, abs(self._sum))
        if self._exact and abs(self._sum) < _EXACT:
            look = self._dress.of(looks.TOTAL, number_look(self._currency))
            cells = xl_range(_FIRST, self._index, row - 1, self._index)
            value = self._sum / self._unit
            self._sheet.write_formula(row, self._index, f"=SUBTOTAL(109,{cells})", look, value)
        else:
            look = self._dress.of(looks.TOTAL, looks.AT_RIGHT)
            self._sheet.write_string(row, self._index, self._plain(self._sum), look)

    def _write_text(self, row: int, text: str) -> None:
        if text := _clean(text):
            self._width = max(self._width, width_of(text))
            self._sheet.write_string(row, self._index, text)

    def _write_number(self, row: int, number: int) -> None:
        size = abs(number)
        self._sum += number
        self._largest = max(self._largest, size)
        if size < _EXACT:
            self._sheet.write_number(row, self._index, number / self._unit, self._look)
        else:
            self._exact = False
            look = self._dress.of(looks.AT_RIGHT)
            self._sheet.write_string(row, self._index, self._plain(number), look)

    def _write_day(self, row: int, day: dt.date) -> None:
        if day < _FIRST_DAY:
            self._write_text(row, day.isoformat())
        else:
            self._width = max(self._width, _DAY_WIDTH)
            self._sheet.write_number(row, self._index, (day - _DAY_0).days, self._look)

    @property
    def _unit(self) -> int:
        return 1 if self._currency is None else self._currency.unit

    def _plain(self, number: int) -> str:
        return str(number) if self._currency is None else self._currency.plain(number)

    def _shown(self, number: int) -> str:
        return f"{number:,}" if self._currency is None else Money(number, self._currency).label()
