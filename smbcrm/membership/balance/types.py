"""Card and balance: the facts. Amounts are minor units, points and visits are counts."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.sales.codes import Means

if TYPE_CHECKING:
    from smbcrm.membership.cards.types import Card
    from smbcrm.membership.customers.types import Shown


class Purse(StrEnum):
    """What is looked at by itself; both parts of stored value lie in one."""

    STORED = "stored"
    CREDIT = "credit"
    POINTS = "points"
    VISITS = "visits"
    VOUCHERS = "vouchers"


KINDS = {
    Purse.STORED: (AccountKind.PRINCIPAL, AccountKind.GIFT),
    Purse.CREDIT: (AccountKind.CREDIT,),
    Purse.POINTS: (AccountKind.POINTS,),
    Purse.VISITS: (AccountKind.VISITS,),
    Purse.VOUCHERS: (AccountKind.VOUCHERS,),
}
"""The accounts that lie in a purse."""


class Parts(NamedTuple):
    """An amount in a purse: of stored value the paid part and the gift, else all in the first."""

    main: int = 0
    gift: int = 0

    @property
    def total(self) -> int:
        """Both parts."""
        return self.main + self.gift

    def less(self, other: "Parts") -> "Parts":
        """Return what is left of each part without another amount."""
        return Parts(self.main - other.main, self.gift - other.gift)


@dataclass(frozen=True, slots=True)
class LedgerFilter:
    """The lines of one purse of a customer; visits are those of one package, by its unit."""

    customer: int
    purse: Purse = Purse.STORED
    unit: str = ""


class Place(NamedTuple):
    """Where a page of lines ends: older ones are below `seq`, and `left` was there before it."""

    seq: int
    left: Parts


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """An operation as a purse saw it: what it moved there, and what was left afterwards.

    `kind` is a code of `OperationKind`. Of a reversal, `reverses` is the operation that it took
    back, with that one's kind, bill and moment; `reversed_by` is what took this one back. `bill` is
    the operation whose bill it stands on, "" for none. `other` names whoever it was done for, where
    that was not the holder: a visit of the household, the giver of a transfer.
    """

    seq: int
    id: str
    kind: str
    business_date: dt.date
    recorded_at: dt.datetime
    staff: str
    terminal: str
    bill_number: int | None
    reason_code: str | None
    note: str
    reverses: str | None
    target_kind: str
    target_bill: int | None
    target_at: dt.datetime | None
    reversed_by: str | None
    other: str
    bill: str
    moved: Parts
    left: Parts
    items: tuple[str, ...] = ()
    means: tuple[Means, ...] = ()

    @property
    def before(self) -> Place:
        """Where the older lines begin."""
        return Place(self.seq, self.left.less(self.moved))


@dataclass(frozen=True, slots=True)
class Holding:
    """What lies in a purse today.

    `available` leaves out what is over; `ended` is what is over and not booked yet. `until` is the
    last day of what ends first, None where nothing ends. `worth` is what points come to in money,
    None for all else. Of visits, `name` is the package, `brought` how many the living lots came
    with, `paused` since when it stands still; `counted` is False for a pass. `lots` counts the
    living lots.
    """

    purse: Purse
    unit: str
    available: Parts
    ended: int
    until: dt.date | None
    lots: int
    name: str = ""
    worth: int | None = None
    brought: int = 0
    paused: dt.date | None = None
    counted: bool = True


@dataclass(frozen=True, slots=True)
class LotLeft:
    """A living lot: what brought it (a code of `OperationKind`), how much, and what is left.

    `name` is that of a voucher.
    """

    kind: AccountKind
    opened_on: dt.date
    expires_on: dt.date | None
    left: int
    brought: int
    by: str
    reason_code: str | None
    name: str = ""


class Ending(NamedTuple):
    """All that ends on one day, None: never. `had` is what lies there, `left` what stays of it."""

    until: dt.date | None
    had: int
    left: int


@dataclass(frozen=True, slots=True)
class CustomerBalance:
    """What the page Card and balance says of a customer before its lines, as of `today`.

    `cards` come newest first; `holdings` in the order of `Purse`, stored value and points always.
    """

    shown: "Shown"
    today: dt.date
    tier_code: str
    cards: "tuple[Card, ...]"
    holdings: tuple[Holding, ...]
