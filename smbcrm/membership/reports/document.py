"""A report as a neutral document: what it says, before it has words or a look.

Whatever shows reports (terminal, paper, workbook, JSON) takes this and nothing else. Texts are
message ids with parameters; a name that somebody typed is a `str` and stays as it is.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import Text
from smbcrm.core.money import Currency, Money
from smbcrm.membership.lists.types import Kind


class Coded(NamedTuple):
    """A value that programs read as a code and people as words."""

    code: str | int | None
    words: Text


Value = Text | Coded | str | int | Money | dt.date | None
"""One value. Money of a document is in its currency."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the name that programs know it by, its heading (a message id), what stands in it.

    With `summed` its total is the sum of its values. One that is not `on_paper` stands only where
    programs read: an id of 36 characters says nothing to people. One `if_any` is left out for
    people where all it holds is nought. One that is `short` holds codes, numbers or moments: it is
    no wider than it must be, and what is left over goes to one of words.
    """

    id: str
    heading: str
    kind: Kind = Kind.TEXT
    summed: bool = False
    on_paper: bool = True
    if_any: bool = False
    short: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns; `total` (a message id) is what stands before the sums, or nothing."""

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    total: str = ""

    @property
    def sums(self) -> tuple[int | Money | None, ...]:
        """The total of each column; None for one that is not summed or holds nothing."""
        cells = zip(*self.rows, strict=True) if self.rows else [()] * len(self.columns)
        return tuple(
            _sum(values) if column.summed else None
            for column, values in zip(self.columns, cells, strict=True)
        )

    def for_people(self) -> "Table":
        """Return the table without what is for programs, and without columns that are empty."""
        kept = [place for place, column in enumerate(self.columns) if self._is_read(column, place)]
        return Table(
            self.id,
            self.title,
            tuple(self.columns[place] for place in kept),
            tuple(tuple(row[place] for place in kept) for row in self.rows),
            self.total,
        )

    def _is_read(self, column: Column, place: int) -> bool:
        nothing = (None, "", 0) if column.if_any else (None, "")
        return column.on_paper and any(row[place] not in nothing for row in self.rows)


@dataclass(frozen=True, slots=True)
class Fact:
    """A label (a message id) and its value, and the name that programs know it by."""

    id: str
    label: str
    value: Value


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document: its tables, below them what they come to, and what is said of it.

    Of one about an account `unit` is its unit, for programs: the title names a package by its name.
    """

    id: str
    title: Text
    tables: tuple[Table, ...] = ()
    facts: tuple[Fact, ...] = ()
    notes: tuple[Text, ...] = ()
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The shop as it stands at the head of a page."""

    name: str
    address: str
    phone: str


@dataclass(frozen=True, slots=True)
class Letter:
    """What stands on paper before a report that is handed to a customer.

    `to` is who gets it, name and address; `card` the number of their card, or nothing. `lead` says
    in sentences what `sections` show.
    """

    to: tuple[str, ...]
    card: str
    lead: tuple[Text, ...]
    sections: tuple[Section, ...]


class DayEvent(NamedTuple):
    """Something of whole days, for a calendar; `id` is the same whenever it is written."""

    id: str
    first: dt.date
    last: dt.date
    title: Text
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A report. `facts` say whom and which day it is about.

    With a `letter` it is a letter on paper, and the sections of whose id it has none follow as
    proof; wherever else it is shown, the sections are all.

    With `events`, made when they are asked for, it can be written for a calendar too.

    With a `finding` it is shown, but never handed over: what it says cannot be relied on.
    """

    id: str
    title: Text
    shop: Letterhead
    currency: Currency
    day: dt.date
    made_at: dt.datetime
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
    notes: tuple[Text, ...] = ()
    finding: UserError | None = None
    letter: Letter | None = None
    events: Callable[[], Iterable[DayEvent]] | None = None


def _sum(values: Iterable[Value]) -> int | Money | None:
    money = [value for value in values if isinstance(value, Money)]
    counts = [value for value in values if isinstance(value, int)]
    if money:
        return Money(sum(value.minor for value in money), money[0].currency)
    return sum(counts) if counts else None
