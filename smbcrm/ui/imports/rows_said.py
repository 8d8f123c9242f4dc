"""What somebody said of single rows while the list was checked, and what stood there before."""

from collections.abc import Sequence
from dataclasses import dataclass

from smbcrm.membership.imports.choices import Choices, ChosenPerson, TypedCell
from smbcrm.membership.imports.fields import COUNTS, MONEY, Field
from smbcrm.membership.imports.types import RowPair

Key = tuple[int, Field]
"""A row, and a field that one column fills."""


@dataclass(frozen=True, slots=True)
class RowLine:
    """A row to look at, as the page says it; `field` can be typed, where that is not None."""

    row: int
    name: str
    cell: str
    reason: str
    failed: bool
    field: Field | None = None

    @property
    def key(self) -> Key | None:
        """What can be typed."""
        return None if self.field is None else (self.row, self.field)

    @property
    def is_figure(self) -> bool:
        """Whether a figure belongs there."""
        return self.field in MONEY or self.field in COUNTS


class RowsSaid:
    """Keeps what was said with the line or pair of the first check, which is shown on."""

    def __init__(self) -> None:
        self.cells: dict[Key, str] = {}
        self.lines: dict[Key, RowLine] = {}
        self.people: dict[int, bool] = {}
        self.pairs: dict[int, RowPair] = {}

    def say_cell(self, line: RowLine, text: str | None) -> None:
        """Say what a cell says instead, None where it stays as it is."""
        if line.key is None:
            return
        if text is None:
            self.cells.pop(line.key, None)
            self.lines.pop(line.key, None)
        else:
            self.cells[line.key] = text
            self.lines.setdefault(line.key, line)

    def say_person(self, pair: RowPair, *, joined: bool) -> None:
        """Say whether two are one person."""
        first = self.pairs.setdefault(pair.row, pair)
        self.people[pair.row] = joined
        if joined is first.joined:
            del self.people[pair.row], self.pairs[pair.row]

    def choices(self, fields: Sequence[Field | None]) -> Choices:
        """Return what was said, as an import takes it whose columns fill these fields."""
        return Choices(
            tuple(
                TypedCell(row, field, text)
                for (row, field), text in self.cells.items()
                if fields.count(field) == 1
            ),
            tuple(
                ChosenPerson(row, self.pairs[row].other if joined else None)
                for row, joined in self.people.items()
            ),
        )
