"""The till: what is asked for. Money in minor units, quantities in thousandths."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from smbcrm.membership.ledger.types import House
from smbcrm.membership.requests.types import Act

LARGEST = 10**12
WHOLE = 1000
UNDO_WINDOW = dt.timedelta(minutes=30)


class Means(StrEnum):
    """How a sale is paid."""

    CASH = "cash"
    CARD = "card"
    WECHAT = "wechat"
    ALIPAY = "alipay"
    TRANSFER = "transfer"
    OTHER = "other"
    STORED = "stored"
    CREDIT = "credit"
    POINTS = "points"


class VoidReason(StrEnum):
    """Why something is voided: codes, because the ledger holds no free text."""

    WRONG_AMOUNT = "wrong_amount"
    WRONG_CUSTOMER = "wrong_customer"
    WRONG_ITEM = "wrong_item"
    WRONG_PAYMENT = "wrong_payment"
    TWICE = "twice"
    CUSTOMER_CHANGED_MIND = "customer_changed_mind"
    TEST = "test"
    OTHER = "other"


TENDERS: Mapping[Means, House] = {
    Means.CASH: House.CASH,
    Means.CARD: House.CARD,
    Means.WECHAT: House.WECHAT,
    Means.ALIPAY: House.ALIPAY,
    Means.TRANSFER: House.TRANSFER,
    Means.OTHER: House.OTHER,
}


@dataclass(frozen=True, slots=True)
class ItemQuantity:
    """So much of an item."""

    code: str
    quantity: int = WHOLE


@dataclass(frozen=True, slots=True)
class SaleRequest:
    """A sale: an amount, items, or both where they agree. No payments: all in cash.

    `payments` are minor units by means, for points a count. A sale without a customer is a walk-in.
    """

    act: Act
    customer: int | None
    amount: int | None = None
    items: tuple[ItemQuantity, ...] = ()
    payments: Mapping[Means, int] | None = None


@dataclass(frozen=True, slots=True)
class TopUpRequest:
    """Money paid in. No payments: all in cash. `with_offer` off: no gift."""

    act: Act
    customer: int
    amount: int
    payments: Mapping[Means, int] | None = None
    with_offer: bool = True


@dataclass(frozen=True, slots=True)
class RedeemRequest:
    """Points turned into store credit."""

    act: Act
    customer: int
    points: int


@dataclass(frozen=True, slots=True)
class ReverseRequest:
    """An operation (its id or bill number) to be taken out whole; a void has a reason."""

    act: Act
    operation: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Available:
    """What a customer may spend today; points below zero are to be earned back first."""

    principal: int = 0
    gift: int = 0
    credit: int = 0
    points: int = 0

    @property
    def stored(self) -> int:
        """Both parts of stored value."""
        return self.principal + self.gift


@dataclass(frozen=True, slots=True)
class Paid:
    """How a net sale is settled: `amount` is money, `points` a count."""

    means: Means
    amount: int
    points: int | None = None
    given: int | None = None
    change: int | None = None
