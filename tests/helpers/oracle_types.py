"""The facts the oracle speaks in: rules, lots, entries, operations, outcomes.

Money is in integer minor units, points are whole points. The oracle imports nothing from
the program: it is what the program is compared with.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

MONEY = "money"
"""The unit of every amount in the shop's currency (minor units)."""
POINT = "point"
"""The unit of every count of points."""

VISITS = "visits:"
"""Begins the kind of account that holds the visits of one package: visits:cut10."""
VOUCHERS, VOUCHER = "vouchers", "voucher"
"""The kind of account that holds a customer's vouchers, and their unit."""

CUSTOMER_KINDS = ("principal", "gift", "credit", "points")
"""The kinds of account every customer has, in the order `State.lots` lists them."""
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
    sum of the lines. `birthday_percent` multiplies the points on the customer's birthday, with
    `birthday_month` on every day of the calendar month in which that falls.
    """

    code: str
    from_spend: int | None
    factor_percent: int
    discount_percent: int
    birthday_percent: int = 100
    birthday_month: bool = False


class OfferRule(NamedTuple):
    """A top-up offer: the gift for paying at least an amount.

    It holds from `first` through `last` (None: no bound), and only for the tiers named, if any.
    """

    amount: int
    gift: int
    first: dt.date | None = None
    last: dt.date | None = None
    tiers: frozenset[str] = frozenset()


IsBirthday = Callable[[dt.date], bool]
"""Says of a date whether it is somebody's birthday."""


@dataclass(frozen=True)
class PackageRule:
    """A visit package: its price in minor units and how many visits it gives.

    Its visits last for a term in `months` or in `days` from the business date of the sale;
    with neither they never end.
    """

    code: str
    price: int
    visits: int
    months: int | None = None
    days: int | None = None

    @property
    def kind(self) -> str:
        """Return the kind of account that holds its visits."""
        return VISITS + self.code


@dataclass(frozen=True)
class VoucherRule:
    """A voucher of the shop: what it takes off, and for whom and how long it is.

    `does` is amount_off, next_visit or bring_a_friend (`value` in minor units), percent_off
    (`value` in hundredths of a percent) or free_item (one of `item`). `minimum` is the spend it
    asks for. Without `days` and `last_day` it never ends. `entry` is the tier whose entry brings
    it, `points` its price.
    """

    code: str
    does: str
    value: int = 0
    item: str | None = None
    minimum: int = 0
    days: int | None = None
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    entry: str | None = None
    points: int | None = None

    def end(self, issued_on: dt.date) -> dt.date | None:
        """Return the last day of one that is issued on a business date."""
        if self.days is not None:
            return issued_on + dt.timedelta(days=self.days)
        return self.last_day

    def usable_from(self, issued_on: dt.date) -> dt.date:
        """Return the first day on which one that is issued on a business date may be used."""
        if self.does == "next_visit":
            issued_on += dt.timedelta(days=1)
        return max(issued_on, self.first_day or dt.date.min)


@dataclass(frozen=True)
class RewardRule:
    """Something that points are exchanged for; `stock` None: as often as wanted."""

    code: str
    points: int
    stock: int | None = None


@dataclass(frozen=True)
class Rules:
    """The settings of a shop (product.md section 1, defaults of USD, EUR and GBP).

    `earn_points` are earned per `earn_minor`; `worth_points` pay `worth_minor`. `tiers` go
    from the lowest to the highest, the first is everybody's.
    `exponent` only says how the amounts are read (2: 6800 is 68.00); no rule uses it.
    `refund_order` says what goes back first: "money" or "stored". `vouchers_back` says whether
    vouchers come back when all of a sale has gone back. `spend_order` says how stored value is
    spent: "pro_rata", "gift_first" or "principal_first". `earn_at`: points are earned at "spend"
    or at "top_up"; `on_gift`: on gift money too. `weekdays` are (weekday, percent) by which
    points are multiplied, Monday is 0.
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
    offers: tuple[OfferRule, ...] = (OfferRule(20_000, 2_000), OfferRule(50_000, 5_000))
    points_months: int = 12
    gift_months: int = 12
    undo_minutes: int = 30
    refund_order: str = "money"
    spend_order: str = "pro_rata"
    earn_at: str = "spend"
    on_gift: bool = False
    weekdays: tuple[tuple[int, int], ...] = ()
    packages: tuple[PackageRule, ...] = ()
    vouchers: tuple[VoucherRule, ...] = ()
    vouchers_back: bool = True
    rewards: tuple[RewardRule, ...] = ()

    @property
    def customer_kinds(self) -> tuple[str, ...]:
        """Return all kinds of account a customer of this shop has."""
        return (*CUSTOMER_KINDS, *(package.kind for package in self.packages), VOUCHERS)


@dataclass(frozen=True)
class Lot:
    """What one credit opened; `number` rises in the order of creation in the whole shop.

    `source` is the number of the lot whose value this one goes on with.
    """

    number: int
    customer: int
    kind: str
    opened_on: dt.date
    expires_on: dt.date | None
    source: int | None = None

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
    visits, expired, opening, adjustment).
    """

    account: str
    unit: str
    amount: int
    lot: int | None = None
    customer: int | None = None


@dataclass(frozen=True)
class SoldLine:
    """One line of a sale, or what of it a refund by lines took back.

    `number` counts from 1, `quantity` is in thousandths, `net` in minor units. `kind` is the kind
    of account in which a package opened its `visits`; None: no package.
    """

    number: int
    quantity: int
    net: int
    kind: str | None = None
    visits: int = 0


@dataclass(frozen=True)
class Operation:
    """One accepted operation; it is never changed.

    `spend` is the part of a sale paid with money or principal; below zero, what of it a refund
    gave back. `base` is what a sale earned points on, `rate` how many: points (upper) per minor
    units (lower).
    `reverses` is the request id of the operation that this one takes out, `refunds` that of the
    sale it gives back. `terms` are the new last days of lots by number. `package` is the kind of
    account that a pause or a resumption is about. `lines` are those of a sale, or those that a
    refund took back. `voucher` is the code of the voucher that is issued, `entered` the tier whose
    entry brought it, `friend` the customer whose first sale did; `reward` what was redeemed, and
    how many.
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
    base: int = 0
    reverses: str | None = None
    rate: tuple[int, int] = (0, 1)
    refunds: str | None = None
    terms: tuple[tuple[int, dt.date], ...] = ()
    package: str | None = None
    lines: tuple[SoldLine, ...] = ()
    voucher: str | None = None
    entered: str | None = None
    friend: int | None = None
    reward: tuple[str, int] | None = None


@dataclass(frozen=True)
class Accepted:
    """What an accepted request did.

    `gift` is what a top-up offer added; `given` and `change` are cash over the counter;
    `expired` are the ids of the expiry operations booked first (or by `expire`). `net` is the
    net sale, or the part of it that a refund gave back.

    Of a refund: `back` is what went back in minor units by means, in the order of going back
    (points by what they paid); `points_back` are the points that had paid, `points_taken` the
    earned ones taken, `visits_taken` the unused visits. `gift_voided` is the gift that a
    withdrawal ended; it may take points too, which its top-up had earned. `off` is what each
    voucher took off, by its number, in the order of use; `vouchers_returned` are the numbers of
    those that a refund gave back.
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
    back: tuple[tuple[str, int], ...] = ()
    points_back: int = 0
    points_taken: int = 0
    visits_taken: int = 0
    gift_voided: int = 0
    off: tuple[tuple[int, int], ...] = ()
    vouchers_returned: tuple[int, ...] = ()

    def of_customer(self, kind: str) -> int:
        """Return the sum of the entries on customers' accounts of this kind."""
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
    in which they are drawn. `visits` are the lots of packages in the same manner, package by
    package in the order of the rules. `paused` are the codes of packages that stand still.
    """

    principal: int
    gift: int
    credit: int
    points: int
    lots: tuple[LotLine, ...]
    tier: str
    last_visit: dt.date | None
    visits: tuple[LotLine, ...] = ()
    paused: tuple[str, ...] = ()
    vouchers: tuple[LotLine, ...] = ()

    def visits_left(self, package: str) -> int:
        """Return how many visits of a package are left, by its code."""
        return sum(line[1] for line in self.visits if line[0] == VISITS + package)
