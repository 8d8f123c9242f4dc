"""The rows that somebody has to look at, kept while they are on screen, and written to a file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from smbcrm.core.i18n import Translator
from smbcrm.membership.imports.error_file import ErrorFile
from smbcrm.membership.imports.fields import Field
from smbcrm.membership.imports.headings import recognise
from smbcrm.membership.imports.kinds import BOOKS, ListKind
from smbcrm.membership.imports.notes import NoteKind, RowNote
from smbcrm.membership.imports.types import ProblemRow
from smbcrm.membership.services import Services

_NAMES = (
    *(Field.NAME, Field.FAMILY_NAME, Field.GIVEN_NAME, Field.PHONE, Field.CARD),
    *(Field.WHO, Field.CODE, Field.ITEM_NAME, Field.ITEM_CODE),
)


@dataclass(slots=True)
class KeptProblems:
    """A `ProblemSink` in memory."""

    kind: ListKind = ListKind.CUSTOMERS
    source: Path = Path()
    headings: tuple[str, ...] = ()
    rows: list[ProblemRow] = field(default_factory=list)

    def begin(self, source: Path, headings: Sequence[str]) -> None:
        """Begin anew with the headings of a list."""
        self.source, self.headings = source, tuple(headings)
        self.rows = []

    def add(self, rows: Sequence[ProblemRow]) -> None:
        """Keep some rows."""
        self.rows.extend(rows)

    @property
    def places(self) -> dict[Field, int]:
        """Where the cell of each field stands in a row; the headings bear what they were."""
        places: dict[Field, int] = {}
        for index, heading in enumerate(self.headings):
            known = recognise(heading, BOOKS[self.kind])
            if known is not None:
                places.setdefault(known[0], index)
        return places

    def of_kind(self, kind: NoteKind) -> Iterator[ProblemRow]:
        """Yield the rows that failed, or those that came in without something."""
        for row in self.rows:
            failed = any(note.kind is NoteKind.FAILED for note in row.reasons)
            if failed == (kind is NoteKind.FAILED):
                yield row

    def name(self, row: ProblemRow) -> str:
        """Return whom a row is about, as it stands in the file."""
        places = self.places
        found = (_cell(row, places.get(one)) for one in _NAMES)
        return next((text for text in found if text), "")

    def cell(self, row: ProblemRow, note: RowNote) -> tuple[str, str]:
        """Return heading and cell that a note is about, empty texts where it is about the row."""
        index = None if note.field is None else self.places.get(note.field)
        if index is None:
            return "", ""
        return self.headings[index], _cell(row, index)


def _cell(row: ProblemRow, index: int | None) -> str:
    return row.cells[index].strip() if index is not None and index < len(row.cells) else ""


def save_problems(services: Services, kept: KeptProblems, file: Path, words: Translator) -> int:
    """Write the rows to a file that somebody chose, over what is there; return how many.

    Raises what `check_target` raises, ErrorFileRefused and ErrorFileIsTheList.
    """
    services.lists.check_file(file, replace=True, also=(kept.source,))
    with ErrorFile(file, words) as target:
        target.begin(kept.source, kept.headings)
        target.add(kept.rows)
    return target.rows
