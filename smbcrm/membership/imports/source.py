"""What an import asks of whatever reads a foreign list: rows of plain values, or a refusal.

A list comes from outside and is hostile until read: every way in which a file can disappoint has
an error of its own here, whose sentence says what happened and what to do. Which formats are read,
and with which limits, is the adapter's business.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Protocol

from smbcrm.core.errors import EnvironmentFault, UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.imports.unread import Unread

Cell = str | int | float | bool | dt.date | dt.datetime | Unread | None
"""One value: a whole number is an int, a float has a fraction, a date is a `date` and a moment a
`datetime` without a zone, a time of day is text (`13:05`), an error or nothing is None. Text is
kept as it stands, without NUL characters (no database takes them); blank text is None. A formula
without a value, or what cannot be read of a card, is Unread."""

Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """What is known of a list before its rows are read.

    `sheet` is the one that is read (None in a text file), `sheets` are the visible ones in their
    order, `hidden_sheets` those that a person does not see when opening the file. `encoding` and
    `delimiter` are None in a workbook; a text file of one column has no delimiter either.
    `unreadable` counts the characters that stand as U+FFFD because their bytes mean nothing in
    that encoding. `size` is in bytes, `sha256` in hex digits.
    """

    sheet: str | None
    sheets: tuple[str, ...]
    hidden_sheets: tuple[str, ...]
    encoding: str | None
    delimiter: str | None
    size: int
    sha256: str
    unreadable: int = 0


class RowSource(Protocol):
    """Reads a list that somebody else made.

    Both methods raise a `SourceRefused` (the file, or what was asked of it) or a `SourceFault`
    (the computer). `sheet` is a name or the number of a visible one, and defaults to the first of
    these, `encoding` to what fits the text.
    """

    def info(
        self, path: Path, *, sheet: str | None = None, encoding: str | None = None
    ) -> SourceInfo:
        """Return what is known of the file before its rows are read."""
        ...

    def rows(
        self, path: Path, *, sheet: str | None = None, encoding: str | None = None
    ) -> Iterator[tuple[int, Row]]:
        """Yield each row that holds something, with its number as a spreadsheet program shows it.

        Cards of a phone are rows by their places in the file, below headings in row 0.

        Empty cells at the end of a row are dropped. Errors come while iterating, also after rows
        that were sound: nothing may be kept of a list that was not read to its end. Closing the
        iterator ends the reading at once.
        """
        ...


class ListReader(RowSource, Protocol):
    """Reads lists, step by step of an import."""

    def once(self) -> AbstractContextManager[RowSource]:
        """Return a source for one step, which may keep what it read until it is left.

        There closing an iterator ends nothing: the rows may be asked for again.
        """
        ...


class SourceRefused(UserError):
    """The list cannot be read as it is; the sentence says how to make it readable."""


class SourceFault(EnvironmentFault):
    """The computer keeps the list from being read; trying again may help."""


class SourceNotFound(SourceRefused):
    """No file of that name."""

    msgid: ClassVar[str] = N_("There is no file {file}. Check its name and folder.")


class SourceIsFolder(SourceRefused):
    """A folder was named."""

    msgid: ClassVar[str] = N_("{file} is a folder. Choose the list inside it.")


class SourceNotRegular(SourceRefused):
    """A device, a pipe or a socket was named."""

    msgid: ClassVar[str] = N_("{file} is not a file. Save the list as a file and choose that.")


class SourceNotPermitted(SourceFault):
    """The system refuses to open the file, or another program holds it."""

    msgid: ClassVar[str] = N_(
        "{file} may not be read. Close it in other programs, or copy it into a folder of your own,"
        " then try again."
    )


class SourceUnreachable(SourceFault):
    """The disk, stick or network that holds the file gave an error."""

    msgid: ClassVar[str] = N_(
        "{file} could not be read to its end. Check the disk, stick or network it lies on, then"
        " try again."
    )


class ReaderNotStarted(SourceFault):
    """The system gives no process to read in."""

    msgid: ClassVar[str] = N_(
        "{file} was not read because the computer could not start another program. Close some"
        " programs, then try again."
    )


class SourceEmpty(SourceRefused):
    """The file holds nothing."""

    msgid: ClassVar[str] = N_("{file} is empty. Choose a file that holds a list.")


class SheetEmpty(SourceRefused):
    """The sheet holds nothing."""

    msgid: ClassVar[str] = N_(
        "The sheet {sheet} of {file} is empty. Choose another sheet: {sheets}."
    )


class SheetNotFound(SourceRefused):
    """The workbook has no sheet of that name."""

    msgid: ClassVar[str] = N_("{file} has no sheet {sheet}. Its sheets are: {sheets}.")


class NoVisibleSheet(SourceRefused):
    """Every sheet is hidden, and none was named."""

    msgid: ClassVar[str] = N_(
        "Every sheet of {file} is hidden. Name the one to read ({sheets}), or unhide it."
    )


class NotASpreadsheet(SourceRefused):
    """Something else altogether; `what` names it."""

    msgid: ClassVar[str] = N_(
        "{file} is {what}, not a list. Choose an Excel workbook (.xlsx, .xls) or a CSV file."
    )


class ForeignFormat(SourceRefused):
    """A list in a format that is not read; `what` names it, `program` can turn it into another."""

    msgid: ClassVar[str] = N_(
        "{file} is {what}, which cannot be read. Open it in {program}, save it as an Excel workbook"
        " (.xlsx) and choose that."
    )


class PasswordProtected(SourceRefused):
    """The content is encrypted."""

    msgid: ClassVar[str] = N_(
        "{file} is protected by a password. Open it in the program that made it, save it without a"
        " password and choose that."
    )


class SourceTooLarge(SourceRefused):
    """The file has more bytes than are read."""

    msgid: ClassVar[str] = N_(
        "{file} is larger than {megabytes} MB. Split it into smaller lists, or save the list alone"
        " without pictures."
    )


class UnpacksTooLarge(SourceRefused):
    """A small file that becomes a huge one: a bomb, or a runaway export."""

    msgid: ClassVar[str] = N_(
        "{file} unpacks to more than {megabytes} MB, so it was not opened. Copy the list alone into"
        " a new workbook and choose that."
    )


class TooManyRows(SourceRefused):
    """More rows than are read."""

    msgid: ClassVar[str] = N_(
        "{file} has more than {limit} rows. Split it into smaller lists and read them one by one."
    )


class TooManyColumns(SourceRefused):
    """A row is wider than any list of customers."""

    msgid: ClassVar[str] = N_(
        "Row {row} of {file} has something beyond column {limit}. Delete what stands far to the"
        " right, save the file and try again."
    )


class TextTooLong(SourceRefused):
    """A cell longer than any spreadsheet program writes."""

    msgid: ClassVar[str] = N_(
        "A cell in row {row} of {file} holds more than {limit} characters. Perhaps a quotation mark"
        " opens there and never closes; correct the row and try again."
    )


class UnclosedQuote(SourceRefused):
    """The text file ends inside a quotation."""

    msgid: ClassVar[str] = N_(
        "A quotation mark opens in row {row} of {file} and never closes, so the rows after it"
        " cannot be told apart. Correct the row and try again."
    )


class TakesTooMuchMemory(SourceRefused):
    """Reading needs more memory than is given to it."""

    msgid: ClassVar[str] = N_(
        "Reading {file} takes more than {megabytes} MB of memory. Often a single cell far below or"
        " to the right of the list is the cause: copy the list alone into a new workbook and choose"
        " that."
    )


class TakesTooLong(SourceRefused):
    """Reading needs more time than is given to it."""

    msgid: ClassVar[str] = N_(
        "Reading {file} was stopped because it took too long. Copy the list alone into a new"
        " workbook, or split it, and try again."
    )


class ReaderStopped(SourceRefused):
    """The reading process ended without a word."""

    msgid: ClassVar[str] = N_(
        "{file} could not be read: the reader stopped on it. Open it in Excel or WPS, save it as a"
        " new workbook and choose that."
    )


class SourceDamaged(SourceRefused):
    """The content breaks off or contradicts itself."""

    msgid: ClassVar[str] = N_(
        "{file} is damaged. Open it in Excel or WPS, save it as a new workbook and choose that, or"
        " ask for the file again."
    )


class UnsafeWorkbook(SourceRefused):
    """A workbook with parts that no spreadsheet program writes; made by hand, perhaps to harm."""

    msgid: ClassVar[str] = N_(
        "{file} holds parts that no spreadsheet program writes, so it was not opened. If you trust"
        " it, open it in Excel or WPS and save it as a new workbook."
    )


class BinaryText(SourceRefused):
    """A file that claims to be text and is not."""

    msgid: ClassVar[str] = N_(
        "{file} holds no readable text. Choose an Excel workbook (.xlsx, .xls) or a CSV file."
    )


class MixedEncodings(SourceRefused):
    """Some lines are UTF-8 and others are not, as where two files were put together."""

    msgid: ClassVar[str] = N_(
        "{file} has more than one text encoding in it: some rows are UTF-8, others are not. Save it"
        " anew as an Excel workbook (.xlsx) and look whether all of it can be read there."
    )
    command: ClassVar[str] = N_("To read it all the same in that of most rows: --encoding gb18030")


class UnknownEncoding(SourceRefused):
    """The encoding asked for does not exist, or none fits."""

    msgid: ClassVar[str] = N_(
        "There is no text encoding {encoding}. Leave it out, or name one of these: {encodings}."
    )


class WrongEncoding(SourceRefused):
    """The text does not decode."""

    msgid: ClassVar[str] = N_(
        "{file} is not written in {encoding}. Choose another encoding, or save the list as an Excel"
        " workbook (.xlsx)."
    )
