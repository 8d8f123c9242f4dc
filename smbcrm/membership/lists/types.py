"""Lists: the facts."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.core.money import Money
from smbcrm.membership.customers.lists import CustomerFilter, CustomerSort, ListSort
from smbcrm.membership.customers.types import Profile

Cell = str | int | Decimal | Money | dt.date | None
"""One value: text as it is kept, raw; the writer makes it harmless in its own format."""

_ALL = CustomerFilter()


class Kind(Enum):
    """What stands in a column. Where a value has no such form (a lunar birthday) it is a text."""

    TEXT = "text"
    COUNT = "count"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading in the reader's words, what stands in it, and whether it is added up.

    All money of a column is in one currency.
    """

    heading: str
    kind: Kind = Kind.TEXT
    summed: bool = False


@dataclass(frozen=True, slots=True)
class Beside:
    """A sheet that nobody sees: its name and first rows.

    What a row of the table has beyond its columns is a row of this sheet. Only a workbook has room
    for it.
    """

    name: str
    first: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Table:
    """Columns, rows that may come one by one, and what is said about them in the reader's words.

    `title` is what the list is called, `note` whom it shows and of which day it is, `total` what
    stands before the sums, `day` that day. A file of bare values, as CSV is, holds none of these.
    """

    columns: tuple[Column, ...]
    rows: Iterable[tuple[Cell, ...]]
    title: str = ""
    note: str = ""
    total: str = ""
    day: dt.date | None = None
    beside: Beside | None = None


@dataclass(frozen=True, slots=True)
class CustomerList:
    """Which customers, in which order, with which columns: ids of `columns.columns_of`.

    One whose field is retired by now is left out; without any there are those that can come back.
    """

    columns: tuple[str, ...] = ()
    chosen: CustomerFilter = _ALL
    sort: ListSort = CustomerSort.CODE
    descending: bool = False


class Contact(NamedTuple):
    """A customer as a phone takes one; `note` is what is said of them in the reader's words."""

    code: str
    profile: Profile
    note: str


class TooManyRows(UserError):
    """More than a sheet of a workbook holds."""

    msgid = N_(
        "A sheet of Excel holds {most} customers, and the list has more. Choose a name that ends in"
        " .csv"
    )


class UnknownColumn(UserError):
    """A list has no such column."""

    msgid = N_("The list of customers has no column “{column}”. Use some of these: {known}.")


class NoColumnsHere(UserError):
    """Contacts for a phone have fields, and no columns to choose."""

    msgid = N_(
        "{file}: contacts of a phone have no columns to choose from. Leave the columns out, or"
        " choose a name that ends in .xlsx or .csv"
    )
