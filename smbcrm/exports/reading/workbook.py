"""Rows of a workbook (.xlsx, .xls, .xlsb, .ods), parsed by calamine.

The cached value of a formula is what is read; nothing is evaluated, no macro is run and no link is
followed. A sheet's own claim about its extent is ignored by calamine (a test holds that).
"""

from collections.abc import Generator
from itertools import repeat
from typing import BinaryIO

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from smbcrm.exports.reading.archive import check_archive
from smbcrm.exports.reading.cells import Value, plain_row, plain_value
from smbcrm.exports.reading.formulas import Unvalued, marked, unvalued
from smbcrm.exports.reading.kinds import Kind
from smbcrm.exports.reading.limits import Limits
from smbcrm.exports.reading.ole import check_ole
from smbcrm.exports.reading.wire import Refusal


class Workbook:
    """One open workbook and the sheet of it that is read."""

    def __init__(self, stream: BinaryIO, kind: Kind, limits: Limits, sheet: str | None) -> None:
        if kind is Kind.ZIP:
            check_archive(stream, limits)
        else:
            check_ole(stream)
        stream.seek(0)
        self._limits = limits
        self._stream = stream if kind is Kind.ZIP else None
        try:
            self._book = CalamineWorkbook.from_filelike(stream)
        except CalamineError as error:
            raise Refusal("SourceDamaged") from error
        tables = [
            found for found in self._book.sheets_metadata if found.typ == SheetTypeEnum.WorkSheet
        ]
        self.sheets = [found.name for found in tables if _is_visible(found)]
        self.hidden = [found.name for found in tables if not _is_visible(found)]
        self.sheet = self._chosen(sheet)

    def _chosen(self, sheet: str | None) -> str:
        """Return the sheet asked for by name, or by number from 1, else the first one seen."""
        every = [*self.sheets, *self.hidden]
        if not every:
            raise Refusal("SourceDamaged")
        if sheet is None:
            if not self.sheets:
                raise Refusal("NoVisibleSheet", sheets=self.hidden)
            return self.sheets[0]
        if sheet not in every and _is_place(sheet, len(self.sheets)):
            return self.sheets[int(sheet) - 1]
        if sheet not in every:
            raise Refusal("SheetNotFound", sheet=sheet, sheets=every)
        return sheet

    def facts(self) -> dict[str, object]:
        """Return what is known before the rows are read."""
        return {
            "sheet": self.sheet,
            "sheets": self.sheets,
            "hidden_sheets": self.hidden,
            "encoding": None,
            "delimiter": None,
            "unreadable": 0,
        }

    def rows(self) -> Generator[tuple[int, list[Value]]]:
        """Yield row number and values of each row that holds something.

        :raises Refusal: the sheet is damaged or empty.
        """
        try:
            sheet = self._book.get_sheet_by_name(self.sheet)
        except CalamineError as error:
            raise Refusal("SourceDamaged") from error
        # calamine counts rows from the top of the sheet, but columns from the first used one.
        first = sheet.start[1] if sheet.start else 0
        left = list(repeat(None, first))
        unread = self._unread()
        found = False
        rows = (
            (number, [*left, *map(plain_value, values)])
            for number, values in enumerate(sheet.iter_rows(), start=1)
        )
        for number, values in marked(rows, unread):
            row = plain_row(number, values, self._limits)
            if row:
                found = True
                yield number, row
        if not found:
            others = [name for name in self.sheets if name != self.sheet]
            raise Refusal("SheetEmpty", sheet=self.sheet, sheets=others)

    def _unread(self) -> Unvalued:
        """Return where formulas without a value stand; only an .xlsx tells."""
        if self._stream is None:
            return {}
        return unvalued(self._stream, self.sheet, self._limits)


def _is_place(text: str, last: int) -> bool:
    return text.isdecimal() and len(text) <= len(str(last)) and 0 < int(text) <= last


def _is_visible(sheet: SheetMetadata) -> bool:
    return sheet.visible == SheetVisibleEnum.Visible
