"""The facts the oracle speaks in: rules, lots, entries, operations, outcomes.

Money is in integer minor units, points are whole points. The oracle imports nothing from
the program: it is what the program is compared with.
"""

import datetime as dt
from dataclasses import dataclass

MONEY = "money"
"""The unit of every amount in the shop's currency (minor units)."""
POINT = "point"
"""The unit of every count of points."""

CUSTOMER_KINDS = ("principal", "gift", "credit", "points")
"""The kinds of account a customer has here, in the order `State.lots` lists them."""
TENDERS = ("cash", "card", "wechat", "alipay", "transfer", "other")
"""The means that count as money."""


class Refusal(Exception):
    """Raised inside a step to leave it whole; the shop turns it into a `Refused`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class TierRule:
    """One tier: the spend that reaches it (None: never by spend) and what it gives.

    `factor_percent` multiplies the points (120 is x1.2); `discount_percent` is taken off the
    sum of the lines.
    """

    code: str
    from_spend: int | None
    factor_percent: int
    discount_percent: int


@dataclass(frozen=True)
class Rules:
    """The settings of a shop (product.md section 1, defaults of USD, EUR and GBP).

    `earn_points` are earned per `earn_minor`; `worth_points` pay `worth_minor`. `tiers` go
    from the lowest to the highest, the first is everybody's. `offers` are (amount, gift).
    `exponent` only says how the amounts are read (2: 6800 is 68.00); no rule uses it.
    """

    exponent: int = 2
    earn_points: int = 1
    earn_minor: int = 100
    worth_points: int = 100
    worth_minor: int = 100
    tiers: tuple[TierRule, ...] = (
        TierRule("regular", 0, 100, 0),
        TierRule("silver", 40_000, 120, 0),
        TierRule("gold", 100_000, 150, 0),
    )
    offers: tuple[tuple[int, int], ...] = ((20_000, 2_000), (50_000, 5_000))
    points_months: int = 12
    gift_months: int = 12
    undo_minutes: int = 30


@dataclass(frozen=True)
class Lot:
    """What one credit opened; `number` rises in the order of creation in the whole shop."""

    number: int
    customer: int
    kind: str
    opened_on: dt.date
    expires_on: dt.date | None

    def is_over(self, today: dt.date) -> bool:
        """Say whether the last day of this lot lies before `today` (a business date)."""
        return self.expires_on is not None and self.expires_on < today

    def drawing_key(self) -> tuple[dt.date, dt.date, int]:
        """Return the sort key: soonest end first, then oldest, then order of creation."""
        return (self.expires_on or dt.date.max, self.opened_on, self.number)


@dataclass(frozen=True)
class Entry:
    """One line of an operation; plus means that the shop owes more.

    `lot` and `customer` are None on a house account (tender:cash, sales, bonus, points,
    expired, opening).
    """

    account: str
    unit: str
    amount: int
    lot: int | None = None
    customer: int | None = None


@dataclass(frozen=True)
class Operation:
    """One accepted operation; it is never changed.

    `spend` is the part of a sale paid with money or principal. `reverses` is the request id
    of the operation that this one takes out.
    """

    request_id: str
    kind: str
    customer: int | None
    business_date: dt.date
    recorded_at: dt.datetime
    terminal: str
    entries: tuple[Entry, ...]
    opened: tuple[Lot, ...] = ()
    spend: int = 0
    reverses: str | None = None


@dataclass(frozen=True)
class Accepted:
    """What an accepted request did.

    `gift` is what a top-up offer added; `given` and `change` are cash over the counter;
    `expired` are the ids of the expiry operations booked first (or by `expire`).
    """

    request_id: str
    kind: str
    business_date: dt.date
    entries: tuple[Entry, ...]
    discount: int = 0
    net: int = 0
    points_earned: int = 0
    gift: int = 0
    given: int = 0
    change: int = 0
    expired: tuple[str, ...] = ()

    def of_customer(self, kind: str) -> int:
        """Return the sum of the entries on the customer's accounts of this kind."""
        return sum(e.amount for e in self.entries if e.lot is not None and e.account == kind)

    def of_house(self, account: str, unit: str = MONEY) -> int:
        """Return the sum of the entries on a house account in one unit."""
        return sum(
            e.amount
            for e in self.entries
            if e.lot is None and e.account == account and e.unit == unit
        )


@dataclass(frozen=True)
class Refused:
    """A refusal with its short code; nothing in the shop has changed."""

    reason: str


Outcome = Accepted | Refused
LotLine = tuple[str, int, dt.date | None, dt.date]
"""Kind, remaining, expires_on, opened_on."""


@dataclass(frozen=True)
class State:
    """What a customer has: booked balances (an expiry that is due but not booked still counts).

    `lots` are those with something left: principal, gift, credit, points, each in the order
    in which they are drawn.
    """

    principal: int
    gift: int
    credit: int
    points: int
    lots: tuple[LotLine, ...]
    tier: str
    last_visit: dt.date | None
