"""The ledger: the facts. Plus means that the shop owes more. Amounts are minor units or counts."""

import datetime as dt
from enum import StrEnum
from typing import NamedTuple

POINT = "point"
VOUCHER = "voucher"
"""The unit of vouchers: each is a lot of one."""


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
    REFUND = "refund"
    WITHDRAWAL = "withdrawal"
    TRANSFER = "transfer"
    ADJUSTMENT = "adjustment"
    CASH = "cash"
    VISIT_USE = "visit_use"
    PAUSE = "pause"
    RESUME = "resume"
    EXTENSION = "extension"
    VOUCHER_ISSUE = "voucher_issue"
    VOUCHER_VOID = "voucher_void"


BILLED = frozenset(
    {
        OperationKind.SALE,
        OperationKind.TOP_UP,
        OperationKind.REDEMPTION,
        OperationKind.REFUND,
        OperationKind.WITHDRAWAL,
        OperationKind.VISIT_USE,
    }
)
"""The operations that are handed over as a bill; what takes one back marks the bill of that one."""


class Account(NamedTuple):
    """An account of a customer."""

    id: int
    kind: AccountKind
    unit: str
    balance: int


class Lot(NamedTuple):
    """What one credit brought and what is left of it; valid through the end of `expires_on`.

    `source` is the lot whose value it carries on, where it was not new. `paused` is the business
    date since which its account stands still: a lot does not end while that lasts.
    """

    id: int
    account: int
    kind: AccountKind
    unit: str
    opened_by: int
    opened_on: dt.date
    expires_on: dt.date | None
    remaining: int
    source: int | None = None
    paused: dt.date | None = None

    def over(self, today: dt.date) -> bool:
        """Tell whether its last day is over on a business date."""
        counted = today if self.paused is None else min(today, self.paused)
        return self.expires_on is not None and self.expires_on < counted


class Wallet(NamedTuple):
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

    def lots_in(self, unit: str) -> tuple[Lot, ...]:
        """Return the live lots of all accounts of a unit, soonest expiry first, then oldest."""
        return tuple(lot for lot in self.lots if lot.unit == unit)

    def left(self, unit: str) -> int:
        """Return the sum of all accounts of a unit."""
        return sum(account.balance for account in self.accounts if account.unit == unit)


class Operation(NamedTuple):
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


class Refunded(NamedTuple):
    """A refund that stands: what it gave back of the net sale, and in which order of means."""

    id: str
    seq: int
    bill_number: int
    amount: int
    order: str


class ToppedUp(NamedTuple):
    """What a top-up brought: the paid part, the points it earned, what was paid out since."""

    paid: int
    points: int
    withdrawn: int


class Entry(NamedTuple):
    """An entry as it stands in the ledger; `house` names the house account, if it is one."""

    line: int
    account: int
    lot: int | None
    amount: int
    kind: str
    unit: str
    house: bool
