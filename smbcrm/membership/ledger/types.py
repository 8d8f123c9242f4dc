"""The ledger: the facts. Plus means that the shop owes more. Amounts are minor units or counts."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

POINT = "point"


class AccountKind(StrEnum):
    """What a customer can own."""

    PRINCIPAL = "principal"
    GIFT = "gift"
    CREDIT = "credit"
    POINTS = "points"
    VISITS = "visits"
    VOUCHERS = "vouchers"


class House(StrEnum):
    """The other side of every operation: house accounts have no holder, lots or cached balance."""

    CASH = "tender:cash"
    CARD = "tender:card"
    WECHAT = "tender:wechat"
    ALIPAY = "tender:alipay"
    TRANSFER = "tender:transfer"
    OTHER = "tender:other"
    SALES = "sales"
    BONUS = "bonus"
    POINTS = "points"
    VISITS = "visits"
    VOUCHERS = "vouchers"
    EXPIRED = "expired"
    OPENING = "opening"
    ADJUSTMENT = "adjustment"


class OperationKind(StrEnum):
    """What happened."""

    SALE = "sale"
    TOP_UP = "top_up"
    REDEMPTION = "redemption"
    OPENING = "opening"
    EXPIRY = "expiry"
    REVERSAL = "reversal"


@dataclass(frozen=True, slots=True)
class Account:
    """An account of a customer."""

    id: int
    kind: AccountKind
    unit: str
    balance: int


@dataclass(frozen=True, slots=True)
class Lot:
    """What one credit brought and what is left of it; valid through the end of `expires_on`."""

    id: int
    account: int
    kind: AccountKind
    unit: str
    opened_by: int
    opened_on: dt.date
    expires_on: dt.date | None
    remaining: int


@dataclass(frozen=True, slots=True)
class Wallet:
    """All accounts of one customer with their live lots, in drawing order.

    `party` is the customer's principal account: the name under which operations know them.
    """

    holder: int
    party: int
    accounts: tuple[Account, ...]
    lots: tuple[Lot, ...]

    def account(self, kind: AccountKind, unit: str) -> int | None:
        """Return the first account of a kind, or None where nothing was ever credited."""
        for account in self.accounts:
            if account.kind is kind and account.unit == unit:
                return account.id
        return None

    def balance(self, kind: AccountKind) -> int:
        """Return the sum of all accounts of a kind."""
        return sum(account.balance for account in self.accounts if account.kind is kind)

    def lots_of(self, kind: AccountKind) -> tuple[Lot, ...]:
        """Return the live lots of all accounts of a kind, soonest expiry first, then oldest."""
        return tuple(lot for lot in self.lots if lot.kind is kind)


@dataclass(frozen=True, slots=True)
class PartyAccount:
    """An account that the party does not have yet: posting makes it."""

    kind: AccountKind


@dataclass(frozen=True, slots=True)
class HouseAccount:
    """A house account by name."""

    house: House


@dataclass(frozen=True, slots=True)
class NewLot:
    """The lot that a credit opens."""

    expires_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class NewEntry:
    """One line of an operation to be posted."""

    account: int | PartyAccount | HouseAccount
    unit: str
    amount: int
    lot: int | NewLot | None = None


@dataclass(frozen=True, slots=True)
class SaleLine:
    """One line of a sale. Quantity in thousandths, money in minor units, factor in percent."""

    item: int | None
    quantity: int
    price: int
    gross: int
    discount: int
    points_factor: int
    served_by: int

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

    `rate` is the points for one minor unit with the tier's factor, as a fraction in text;
    `spend` the part of net paid with money or principal.
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
    """An operation to be posted."""

    kind: OperationKind
    request: Request
    business_date: dt.date
    entries: tuple[NewEntry, ...]
    holder: int | None = None
    party: int | None = None
    sale: SaleRecord | None = None
    reason_code: str | None = None
    reverses: int | None = None
    note: str = ""
    billed: bool = False


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation as it stands in the ledger."""

    seq: int
    id: str
    kind: OperationKind
    business_date: dt.date
    recorded_at: dt.datetime
    staff: int
    terminal: int
    reason_code: str | None
    reverses: int | None
    party: int | None
    bill_number: int | None
    request_hash: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as it stands in the ledger; `house` names the house account, if it is one."""

    line: int
    account: int
    lot: int | None
    amount: int
    kind: str
    unit: str
    house: bool


@dataclass(frozen=True, slots=True)
class OperationPosted:
    """Published after an operation has been committed."""

    operation: str
    customers: frozenset[int] = field(default_factory=frozenset)
