"""The error file: rows that somebody has to look at, as a CSV that can be brought in again.

UTF-8 with a byte order mark, because Excel takes it for the system's encoding otherwise; a cell
that a spreadsheet would take for a formula bears a quotation mark (`cells.unquoted` takes it off).
"""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from smbcrm.core.i18n import LANGUAGES, N_, Translator
from smbcrm.core.paths import localedir
from smbcrm.membership.imports.cells import quoted
from smbcrm.membership.imports.errors import ErrorFileIsTheList, ErrorFileRefused
from smbcrm.membership.imports.fields import LABELS, Field
from smbcrm.membership.imports.headings import recognise
from smbcrm.membership.imports.types import ProblemRow

ROW = N_("Row in the list")
REASONS = N_("Reasons")
_LONGEST_LINE = 1_000_000


def is_error_file(path: Path) -> bool:
    """Tell whether a file is an error file of ours, in any language, by its first line."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            first = next(csv.reader([stream.readline(_LONGEST_LINE)]), [])
    except (OSError, ValueError, csv.Error):
        return False
    words = [Translator(one, localedir()).gettext for one in LANGUAGES]
    ours = {(one(ROW), one(REASONS)) for one in words}
    return len(first) > 2 and (first[1], first[-1]) in ours  # noqa: PLR2004 - the code is first


class ErrorFile:
    """Writes problem rows; without any the file is not made. Use it in a `with`."""

    def __init__(self, path: Path, translator: Translator) -> None:
        self.path = path
        self.rows = 0
        self._translator = translator
        self._headings: Sequence[str] = ()
        self._stream: TextIO | None = None

    def __enter__(self) -> Self:
        """Return the file; it is opened with its first row."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        if self._stream is not None:
            self._stream.close()

    def begin(self, source: Path, headings: Sequence[str]) -> None:
        """Begin anew with the headings of a list; raise ErrorFileIsTheList for the list itself."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None
        self.rows = 0
        if self.path.exists() and self.path.samefile(source):
            raise ErrorFileIsTheList(file=self.path.name)
        self._headings = headings

    def add(self, rows: Sequence[ProblemRow]) -> None:
        """Write rows; raise ErrorFileRefused."""
        if not rows:
            return
        try:
            self._write(map(self._cells, rows))
        except OSError as error:
            raise ErrorFileRefused(file=self.path.name) from error
        self.rows += len(rows)

    def _write(self, lines: Iterable[Sequence[str]]) -> None:
        if self._stream is None:
            self._stream = self.path.open("w", encoding="utf-8-sig", errors="replace", newline="")
            self._write([self._first_line()])
        csv.writer(self._stream).writerows(list(map(quoted, line)) for line in lines)
        self._stream.flush()

    def _first_line(self) -> list[str]:
        words = self._translator.gettext
        code = words(LABELS[Field.OUR_CODE])
        known = recognise(code)
        if known is None or known[0] is not Field.OUR_CODE:
            code = LABELS[Field.OUR_CODE]
        return [code, words(ROW), *self._headings, words(REASONS)]

    def _cells(self, row: ProblemRow) -> list[str]:
        return [row.code, str(row.row), *row.cells, " ".join(self._reasons(row))]

    def _reasons(self, row: ProblemRow) -> Iterable[str]:
        words = self._translator
        for note in row.reasons:
            reason = words.render(note.text)
            yield f"{words.gettext(LABELS[note.field])}: {reason}" if note.field else reason
