"""Refunds: pure rules (product.md section 3, Refund).

Everything that a refund gives back is a function of how much of the net sale has gone back in all:
each refund gives the difference between that function after it and before it. So any way of
splitting a refund ends as one refund of the sum.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TypeVar

from smbcrm.core.money import half_up
from smbcrm.membership.ledger.postings import SaleLine, SaleRecord
from smbcrm.membership.ledger.types import AccountKind, Entry
from smbcrm.membership.refunds.types import RefundOrder
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.rules import points_earned

_Key = TypeVar("_Key")
_MONEY = (
    Means.CARD,
    Means.WECHAT,
    Means.ALIPAY,
    Means.TRANSFER,
    Means.OTHER,
    Means.CASH,
)
_ORDERS: Mapping[RefundOrder, tuple[Means, ...]] = {
    RefundOrder.MONEY: (*_MONEY, Means.STORED, Means.CREDIT, Means.POINTS),
    RefundOrder.STORED: (Means.STORED, *_MONEY, Means.CREDIT, Means.POINTS),
}
_DRAWN = (AccountKind.PRINCIPAL, AccountKind.GIFT, AccountKind.CREDIT, AccountKind.POINTS)


@dataclass(frozen=True, slots=True)
class Sold:
    """A sale as a refund needs it: its record, and what it drew, lot by lot in drawing order."""

    record: SaleRecord
    drawn: Mapping[AccountKind, tuple[tuple[int, int], ...]] = field(default_factory=dict)

    @property
    def paid(self) -> dict[Means, int]:
        """What each means paid of the net sale, in minor units."""
        return {Means(payment.means): payment.amount for payment in self.record.payments}

    @property
    def points_paid(self) -> int:
        """The count of points that paid a part."""
        return sum(payment.points or 0 for payment in self.record.payments)

    def took(self, kind: AccountKind) -> int:
        """Return what the sale took from the accounts of a kind."""
        return sum(amount for _, amount in self.drawn.get(kind, ()))


@dataclass(frozen=True, slots=True)
class Back:
    """What has gone back, in all or with one refund.

    `means` are minor units by means of payment; `owned` what went back to each kind of account (for
    points a count), `lots` the same lot by lot. `spend` is how much less was paid with money or
    principal, `points` how many of the points earned are taken back. Of stored value that share
    goes off what earned points which it had in this sale, floored.
    """

    means: Mapping[Means, int]
    owned: Mapping[AccountKind, int]
    lots: Mapping[int, int]
    spend: int
    points: int

    @property
    def amount(self) -> int:
        """The sum, in minor units."""
        return sum(self.means.values())


def sold(record: SaleRecord, entries: Iterable[Entry]) -> Sold:
    """Return a sale as its record and its entries tell it."""
    drawn: dict[AccountKind, tuple[tuple[int, int], ...]] = {}
    for entry in entries:
        if not entry.house and entry.amount < 0 and entry.lot is not None:
            kind = AccountKind(entry.kind)
            drawn[kind] = (*drawn.get(kind, ()), (entry.lot, -entry.amount))
    return Sold(record, drawn)


def gone_back(sale: Sold, amount: int, order: RefundOrder) -> Back:
    """Return what has gone back in all once `amount` of the net sale has: F of product.md.

    `amount` lies between 0 and the net sale.
    """
    means: dict[Means, int] = {}
    left, paid = amount, sale.paid
    for one in _ORDERS[order]:
        part = min(left, paid.get(one, 0))
        if part:
            means[one] = part
            left -= part
    owned = _owned(sale, means)
    lots = {
        lot: part
        for kind, count in owned.items()
        for lot, part in _refilled(sale.drawn.get(kind, ()), count)
    }
    money = sum(part for one, part in means.items() if one in _MONEY)
    spend = money + owned.get(AccountKind.PRINCIPAL, 0)
    base = money + _earning(sale, means.get(Means.STORED, 0))
    return Back(means, owned, lots, spend, sale.record.points - _still_earned(sale, base))


def in_order(order: RefundOrder) -> tuple[Means, ...]:
    """Return all means of payment in the order in which they go back."""
    return _ORDERS[order]


def difference(after: Back, before: Back) -> Back:
    """Return what one refund gives back: F after it less F before it."""
    return Back(
        _less(after.means, before.means),
        _less(after.owned, before.owned),
        _less(after.lots, before.lots),
        after.spend - before.spend,
        after.points - before.points,
    )


def part_of_line(line: SaleLine, number: int, before: int, quantity: int) -> SaleLine:
    """Return so much of a line of a sale, of which `before` came back already; in thousandths.

    Gross and net are rounded half up over all that came back, so that all parts make the line.
    """
    gross, net = (
        half_up(whole * (before + quantity), line.quantity) - half_up(whole * before, line.quantity)
        for whole in (line.gross, line.net)
    )
    return replace(line, number=number, quantity=quantity, gross=gross, discount=gross - net)


def visits_of_line(brought: int, whole: int, before: int, quantity: int) -> int:
    """Return the visits that come back with so much of a line, of which `before` came already.

    The line brought `brought` visits for `whole` thousandths. A visit that is begun comes back, so
    that nobody keeps one for which the money was returned; all parts make the visits of the line.
    """
    return -(-brought * (before + quantity) // whole) + (-brought * before // whole)


def most_of_line(brought: int, whole: int, before: int, left: int) -> int:
    """Return how much of a line can come back at most where so many visits are left of it."""
    reached = visits_of_line(brought, whole, 0, before) + left
    return min(reached, brought) * whole // brought - before


def _less(after: Mapping[_Key, int], before: Mapping[_Key, int]) -> dict[_Key, int]:
    parts = {key: amount - before.get(key, 0) for key, amount in after.items()}
    return {key: amount for key, amount in parts.items() if amount}


def _owned(sale: Sold, means: Mapping[Means, int]) -> dict[AccountKind, int]:
    """Return what goes back to each kind of account; principal and the points are floored."""
    stored, paid = means.get(Means.STORED, 0), sale.paid
    principal = stored * sale.took(AccountKind.PRINCIPAL) // paid[Means.STORED] if stored else 0
    worth = means.get(Means.POINTS, 0)
    back = {
        AccountKind.PRINCIPAL: principal,
        AccountKind.GIFT: stored - principal,
        AccountKind.CREDIT: means.get(Means.CREDIT, 0),
        AccountKind.POINTS: worth * sale.points_paid // paid[Means.POINTS] if worth else 0,
    }
    return {kind: back[kind] for kind in _DRAWN if back[kind]}


def _refilled(drawn: Sequence[tuple[int, int]], amount: int) -> Iterable[tuple[int, int]]:
    """Yield what goes back to each lot: the one drawn last is filled first."""
    for lot, taken in reversed(drawn):
        part = min(amount, taken)
        if part:
            yield lot, part
            amount -= part


def _earning(sale: Sold, stored: int) -> int:
    """Return how much of so much stored value had earned points."""
    if not stored:
        return 0
    money = sum(part for one, part in sale.paid.items() if one in _MONEY)
    return stored * (sale.record.base - money) // sale.paid[Means.STORED]


def _still_earned(sale: Sold, base_back: int) -> int:
    """Return the points of what is still paid and earns, floored once."""
    record = sale.record
    return points_earned(record.lines, record.net, record.base - base_back, Fraction(record.rate))
