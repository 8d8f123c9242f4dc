"""The till: what is asked for. Money in minor units, quantities in thousandths."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from smbcrm.membership.ledger.stored import BothParts
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.codes import WHOLE, Means
from smbcrm.membership.sales.serving import Serves


@dataclass(frozen=True, slots=True)
class ItemQuantity:
    """So much of an item."""

    code: str
    quantity: int = WHOLE


def payments_text(payments: Mapping[Means, int] | None) -> str | None:
    """Return payments as they make two requests the same, in whatever order they were given."""
    if payments is None:
        return None
    return ",".join(f"{means}={payments[means]}" for means in sorted(payments))


@dataclass(frozen=True, slots=True)
class SaleRequest:
    """A sale: an amount, items, or both where they agree. No payments: all in cash.

    `payments` are minor units by means, for points a count. A sale without a customer is a walk-in.
    `vouchers` are codes, in the order in which they are used. `pin` is the customer's, where the
    shop asks for it; it is no part of what makes two requests the same, and is never written down.
    `served` names who served; nobody: who sells.
    """

    act: Act
    customer: int | None
    amount: int | None = None
    items: tuple[ItemQuantity, ...] = ()
    payments: Mapping[Means, int] | None = None
    vouchers: tuple[str, ...] = ()
    pin: str | None = field(default=None, repr=False)
    served: tuple[Serves, ...] = ()


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
class Available(BothParts):
    """What a customer may spend today; points below zero are to be earned back first."""

    principal: int = 0
    gift: int = 0
    credit: int = 0
    points: int = 0


@dataclass(frozen=True, slots=True)
class Paid:
    """How a net sale is settled: `amount` is money, `points` a count."""

    means: Means
    amount: int
    points: int | None = None
    given: int | None = None
    change: int | None = None
