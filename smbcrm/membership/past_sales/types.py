"""Past sales: the facts. Money in minor units, quantities in thousandths."""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple


class PastLine(NamedTuple):
    """A line of a past sale, as far as its list says: what, how many, for how much."""

    item: str
    quantity: int | None
    amount: int | None


@dataclass(frozen=True, slots=True)
class NewPastSale:
    """A past sale as a list tells of it; `row` is the first of its rows.

    `key` is what makes the same sale known again: bill number and day, or a digest of its row.
    `at` is the time of day as HH:MM, empty where the list has none; `total` below zero is a return.
    """

    key: str
    row: int
    customer: int
    day: dt.date
    at: str
    bill: str
    sold_by: str
    total: int
    lines: tuple[PastLine, ...]


@dataclass(frozen=True, slots=True)
class PastSale:
    """A past sale of a customer."""

    id: int
    day: dt.date
    at: str
    bill: str
    sold_by: str
    total: int
    lines: tuple[PastLine, ...]


class PastSums(NamedTuple):
    """What a customer bought at the till before: sales, those below zero, the sum, the days."""

    sales: int = 0
    returns: int = 0
    total: int = 0
    first: dt.date | None = None
    last: dt.date | None = None
