"""What of a list is kept while it is looked at: its first rows, and how often each word stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from smbcrm.membership.imports.cells import text_of
from smbcrm.membership.imports.fields import Field
from smbcrm.membership.imports.source import Row
from smbcrm.membership.imports.types import MOST_LISTED, ValueUse
from smbcrm.membership.imports.vocabulary import SAMPLES, Vocabulary, shown


@dataclass(slots=True)
class Count:
    """How often a word stands in a column, and the first rows with it."""

    rows: int = 0
    samples: list[int] = field(default_factory=list)


Words = Mapping[str, Count]
"""The first words of a column, in their order."""


@dataclass(slots=True)
class Glimpse:
    """Keeps a little of the rows that go by; of many words in a column only the first ones.

    `words` are by the column's place: any column may be one that takes only a few words.
    """

    head: Sequence[tuple[int, Row]] = ()
    words: dict[int, dict[str, Count]] = field(default_factory=dict)

    def add(self, number: int, row: Row) -> None:
        """Take the row of a customer."""
        for index, cell in enumerate(row):
            if cell is None or not (text := text_of(cell)):
                continue
            column, word = self.words.setdefault(index, {}), shown(text)
            count = column.get(word)
            if count is None:
                if len(column) >= MOST_LISTED:
                    continue
                count = column[word] = Count()
            count.rows += 1
            if count.rows <= SAMPLES:
                count.samples.append(number)


def uses(
    words: Mapping[int, Words], fields: Sequence[Field | None], known: Mapping[Field, Vocabulary]
) -> tuple[ValueUse, ...]:
    """Return the words of the columns that take only a few, and what becomes of each."""
    found: list[ValueUse] = []
    for index, name in enumerate(fields):
        if name is not None and name in known:
            for word, count in words.get(index, {}).items():
                rows, samples = count.rows, tuple(count.samples)
                found.append(known[name].use(name, word, rows, samples))
    return tuple(found)
