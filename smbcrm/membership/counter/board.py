"""What the counter shows while nobody is open. Money in minor units, points as counts."""

import datetime as dt
from enum import StrEnum
from typing import NamedTuple

from smbcrm.membership.occasions.types import Calendar, Occasion
from smbcrm.membership.sales.codes import Means


class ServedKind(StrEnum):
    """What was done for somebody."""

    SALE = "sale"
    TOP_UP = "top_up"
    REDEMPTION = "redemption"
    VISIT_USE = "visit_use"
    REFUND = "refund"
    WITHDRAWAL = "withdrawal"
    NEW = "new"
    """A customer who was added, by hand and not by an import."""


class Served(NamedTuple):
    """One row of “Just served”. A walk-in has no customer, name and tier; a new one no operation.

    `amount` is the net sale, the top-up as paid, the store credit made of points, what went back or
    was paid out; `gift` that of a top-up; `points` those earned by a sale, or turned into store
    credit; `visits` how many were used. `means` has the largest part first. `card_end` are the last
    four signs of the card, for a new customer only. `undo_until` is set where this till may still
    undo it.
    """

    kind: ServedKind
    recorded_at: dt.datetime
    staff: str
    terminal: str
    customer: int | None = None
    name: str = ""
    tier_code: str | None = None
    amount: int = 0
    gift: int = 0
    points: int = 0
    means: tuple[Means, ...] = ()
    operation: str | None = None
    bill_number: int | None = None
    card_end: str = ""
    undo_until: dt.datetime | None = None
    visits: int = 0


class Expected(NamedTuple):
    """A customer with an occasion today or in the next days; the nearest one where several are.

    `name` is the code where no name is known; `alert` tells that there is an alert note. An
    occasion known by month only stands here from before its month begins until the first day.
    """

    customer: int
    name: str
    tier_code: str
    occasion: Occasion
    date: dt.date
    days_left: int
    age: int | None
    whole_month: bool
    alert: bool

    @property
    def lunar(self) -> bool:
        """Whether it is kept in the lunar calendar."""
        return self.occasion.calendar is Calendar.LUNAR


class Strip(NamedTuple):
    """The day so far, by business date, without what was taken back.

    `sales` is the sum of net sales, `by_stored_count` how many of them took stored value,
    `topped_up` what was paid in, `points_redeemed` those that paid or became store credit. New
    customers are those added by hand. Cash is the sum of the ledger's cash entries: what the
    drawer gained, at this till and at all of them.
    """

    sales: int = 0
    sale_count: int = 0
    by_stored_count: int = 0
    topped_up: int = 0
    gift_given: int = 0
    points_given: int = 0
    points_redeemed: int = 0
    new_customers: int = 0
    new_this_month: int = 0
    cash_here: int = 0
    cash_in_all: int = 0


class Board(NamedTuple):
    """The counter while nobody is open. `customers` is how many the shop has.

    `undoable` is the newest operation of this till that may be undone, until `undo_until`.
    `expected_in_all` counts those too that `expected` has no room for.
    """

    today: dt.date
    terminal: str
    served: tuple[Served, ...]
    undoable: Served | None
    undo_until: dt.datetime | None
    expected: tuple[Expected, ...]
    expected_in_all: int
    strip: Strip
    customers: int
