"""What is to be written into the ledger. Amounts are minor units or counts."""

import datetime as dt
from dataclasses import dataclass, field
from typing import NamedTuple

from smbcrm.membership.ledger.types import AccountKind, House, Lot, OperationKind


@dataclass(frozen=True, slots=True)
class PartyAccount:
    """An account that a customer does not have yet: posting makes it; None: the party's own."""

    kind: AccountKind
    holder: int | None = None


@dataclass(frozen=True, slots=True)
class HouseAccount:
    """A house account by name."""

    house: House


@dataclass(frozen=True, slots=True)
class NewLot:
    """The lot that a credit opens; `source` is the one whose value it carries on."""

    expires_on: dt.date | None = None
    source: int | None = None


@dataclass(frozen=True, slots=True)
class NewTerm:
    """Another last day of a lot; None: it has none."""

    lot: Lot
    expires_on: dt.date | None


@dataclass(frozen=True, slots=True)
class NewEntry:
    """One line of an operation to be posted."""

    account: int | PartyAccount | HouseAccount
    unit: str
    amount: int
    lot: int | NewLot | None = None


@dataclass(frozen=True, slots=True)
class SaleLine:
    """One line of a sale. Quantity in thousandths, money in minor units, factor in percent.

    `number` counts from 1; 0: its place in the sale. A line of a refund bears that of the line that
    comes back.
    """

    item: int | None
    quantity: int
    price: int
    gross: int
    discount: int
    points_factor: int
    served_by: int
    number: int = field(default=0, compare=False)

    @property
    def net(self) -> int:
        """What the line costs after its discounts."""
        return self.gross - self.discount


@dataclass(frozen=True, slots=True)
class SalePayment:
    """How a part of a sale was paid: `points` is a count, `given` and `change` are cash."""

    means: str
    amount: int
    points: int | None = None
    given: int | None = None
    change: int | None = None


@dataclass(frozen=True, slots=True)
class SaleRecord:
    """The facts of a sale that are kept and hashed with its operation.

    `rate` is the points for one minor unit with the factors of tier, weekday and birthday, as a
    fraction in text; `spend` the part of net paid with money or principal, `earned_on` the part
    that points are earned on, where that is another one. A refund is written the same way with
    figures below zero, so that sums over sales are sums of what stands; nothing is earned on it.
    """

    gross: int
    discount: int
    net: int
    tier: int | None
    rate: str
    points: int
    spend: int
    lines: tuple[SaleLine, ...]
    payments: tuple[SalePayment, ...]
    earned_on: int | None = None

    @property
    def base(self) -> int:
        """The part of net that points are earned on, in minor units."""
        return self.spend if self.earned_on is None else self.earned_on


@dataclass(frozen=True, slots=True)
class RefundOf:
    """Which sale a refund gives back, by its sequence number, and in which order of means."""

    sale: int
    order: str


class Served(NamedTuple):
    """Somebody who served, by their number, and their share in percent."""

    staff: int
    share: int


@dataclass(frozen=True, slots=True)
class Request:
    """Who asked, where, when, under which request id; `hash` is that of the arguments."""

    id: str
    hash: str
    staff: int
    terminal: int
    recorded_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Posting:
    """An operation to be posted.

    `other_party` is the principal account of somebody else who takes part; `terms` are lots that
    end on another day from now on. `served` says who served where the lines of the sale cannot:
    several with their shares, or somebody else than who recorded the use of a visit.
    """

    kind: OperationKind
    request: Request
    business_date: dt.date
    entries: tuple[NewEntry, ...]
    holder: int | None = None
    party: int | None = None
    sale: SaleRecord | None = None
    refund: RefundOf | None = None
    other_party: int | None = None
    terms: tuple[NewTerm, ...] = ()
    served: tuple[Served, ...] = ()
    reason_code: str | None = None
    reverses: int | None = None
    note: str = ""
    billed: bool = False


@dataclass(frozen=True, slots=True)
class OperationPosted:
    """Published after an operation has been committed."""

    operation: str
    customers: frozenset[int] = field(default_factory=frozenset)
