"""What a refund would do, told before it is done: what of a sale is left, what goes back where."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from smbcrm.core.clock import Clock
from smbcrm.membership.bills.types import Bill, BillVoucher
from smbcrm.membership.ledger.named import operation_named, people_of
from smbcrm.membership.ledger.touched import hindrance
from smbcrm.membership.ledger.types import AccountKind, Entry, Lot, Refunded
from smbcrm.membership.refunds import rules
from smbcrm.membership.refunds.refunding import (
    Found,
    came_by_line,
    order_of,
    refund,
    standing_sale,
)
from smbcrm.membership.refunds.types import RefundRequest
from smbcrm.membership.sales.codes import MEANS_OF_TENDER, Means
from smbcrm.membership.sales.ports import TillWork
from smbcrm.membership.sales.quoting import Quote
from smbcrm.membership.sales.reversing import reverse
from smbcrm.membership.sales.types import ReverseRequest
from smbcrm.membership.vouchers.steps import bill_voucher
from smbcrm.membership.vouchers.types import Voucher

_PAID_FROM: Mapping[str, Means] = {
    **MEANS_OF_TENDER,
    AccountKind.PRINCIPAL.value: Means.STORED,
    AccountKind.GIFT.value: Means.STORED,
    AccountKind.CREDIT.value: Means.CREDIT,
}


@dataclass(frozen=True, slots=True)
class LineLeft:
    """What of a line of a sale did not come back yet: thousandths, and minor units of it.

    `name` is empty where only an amount was typed; `discount` is its share of all discounts.
    """

    number: int
    name: str
    quantity: int
    price: int
    discount: int
    net: int


@dataclass(frozen=True, slots=True)
class SaleLeft:
    """A sale that stands and did not come back whole; minor units.

    `paid` is what each means paid, in the order in which it goes back; `points` are those given
    that were not taken back yet. `voidable`: of today, and nothing of it was touched.
    """

    operation: str
    bill_number: int | None
    business_date: dt.date
    customer: int | None
    net: int
    gone: int
    lines: tuple[LineLeft, ...]
    paid: Mapping[Means, int]
    points: int
    voidable: bool


@dataclass(frozen=True, slots=True)
class GoesBack:
    """A part that goes back: by which means, how much, and for value to which lot.

    `kind` tells both parts of stored value apart; it is None for money. `amount` is minor units,
    of points a count. The lot was opened on `opened_on` and ends on `ends`; where it has ended,
    the value is valid again until `again_until`.
    """

    means: Means
    amount: int
    kind: AccountKind | None = None
    opened_on: dt.date | None = None
    ends: dt.date | None = None
    again_until: dt.date | None = None


class EndedVoucher(NamedTuple):
    """A voucher that somebody has and would have no more.

    `owner` is that customer's name and `owner_code` their code, where the sale is another one's.
    """

    voucher: BillVoucher
    owner: str = ""
    owner_code: str = ""


@dataclass(frozen=True, slots=True)
class RefundQuote(Quote):
    """What the till says to a refund, or to a void in its place: the bill, and all its parts.

    `vouchers` are those that come back with it, `ended` those that become void, whose ever.
    """

    request: RefundRequest | ReverseRequest
    parts: tuple[GoesBack, ...]
    vouchers: tuple[BillVoucher, ...] = ()
    ended: tuple[EndedVoucher, ...] = ()


def sale_left(work: TillWork, clock: Clock, operation: str) -> SaleLeft:
    """Return a sale by its id or bill number; raise what a refund of it would raise."""
    shop = work.settings.shop()
    found = standing_sale(work, shop, operation_named(work, operation))
    seq, record = found.operation.seq, found.record
    earlier = [one for one in map(work.ledger.sale, _seqs(found.before)) if one is not None]
    order = order_of(found, shop)
    paid = {payment.means: payment.amount for payment in record.payments}
    today = shop.day.date(clock.now())
    fresh = shop.day.date(found.operation.recorded_at) == today and not found.before
    return SaleLeft(
        found.operation.id,
        found.operation.bill_number,
        found.operation.business_date,
        people_of(work, found.operation)[0],
        record.net,
        found.gone,
        tuple(_lines(work, found)),
        {means: paid[means] for means in rules.in_order(order) if means in paid},
        record.points + sum(one.points for one in earlier),
        fresh and hindrance(work, seq, today) is None,
    )


def refund_quoted(work: TillWork, clock: Clock, request: RefundRequest) -> RefundQuote:
    """Give a sale back, for the unit of work to take it back; raise what `refund` raises."""
    before = _living(work, clock, request.operation)
    bill = refund(work, clock, request)
    order = rules.in_order(order_of(_sale_of(work, request.operation), work.settings.shop()))
    parts = sorted(_parts(work, bill), key=lambda part: order.index(part.means))
    after = _living(work, clock, request.operation)
    return RefundQuote(bill, None, request, tuple(parts), *_vouchers(work, bill, before, after))


def void_quoted(work: TillWork, clock: Clock, request: ReverseRequest) -> RefundQuote:
    """Void a sale, for the unit of work to take it back; raise what `reverse` raises."""
    before = _living(work, clock, request.operation)
    bill = reverse(work, clock, request)
    after = _living(work, clock, request.operation)
    parts = tuple(_parts(work, bill))
    return RefundQuote(bill, None, request, parts, *_vouchers(work, bill, before, after))


def _sale_of(work: TillWork, operation: str) -> Found:
    """Return a sale with its refunds, whether something of it is left or not."""
    target = operation_named(work, operation)
    record = work.ledger.sale(target.seq)
    if record is None:
        raise LookupError(operation)
    before = work.ledger.refunds(target.seq)
    return Found(target, record, before, came_by_line(work, before))


def _seqs(refunds: tuple[Refunded, ...]) -> Iterator[int]:
    return (one.seq for one in refunds)


def _lines(work: TillWork, found: Found) -> Iterator[LineLeft]:
    """Yield what is left of each line that did not come back whole."""
    bill = work.bills.get(found.operation.seq)
    names = [line.name for line in bill.lines] if bill is not None else []
    for number, line in enumerate(found.record.lines, 1):
        came = found.came.get(number, 0)
        left = line.quantity - came
        if left > 0:
            part = rules.part_of_line(line, number, came, left)
            name = names[number - 1] if number <= len(names) else ""
            yield LineLeft(number, name, left, line.price, part.discount, part.net)


def _parts(work: TillWork, bill: Bill) -> Iterator[GoesBack]:
    """Yield what goes back to the customer, as the entries of the operation tell it."""
    operation = work.ledger.operation(bill.operation)
    if operation is None:
        raise LookupError(bill.operation)
    entries = work.ledger.entries(operation.seq)
    lots = work.ledger.lots([entry.lot for entry in entries if entry.lot is not None])
    sources = work.ledger.lots([lot.source for lot in lots.values() if lot.source is not None])
    for entry in entries:
        if entry.amount > 0 and entry.kind in _PAID_FROM:
            yield _part(entry, lots, sources, operation.seq)
    points = _points_back(work, bill)
    if points:
        yield GoesBack(Means.POINTS, points, AccountKind.POINTS)


def _living(work: TillWork, clock: Clock, operation: str) -> dict[str, Voucher]:
    """Return the vouchers that live, by code: the customer's, and what their first sale brought."""
    customer, _ = people_of(work, operation_named(work, operation))
    if customer is None:
        return {}
    today = work.settings.shop().day.date(clock.now())
    found = (*work.vouchers.of_customer(customer), *work.vouchers.of_friend(customer))
    return {one.code: one for one in found if one.lot.remaining and not one.lot.over(today)}


def _vouchers(
    work: TillWork, bill: Bill, before: Mapping[str, Voucher], after: Mapping[str, Voucher]
) -> tuple[tuple[BillVoucher, ...], tuple[EndedVoucher, ...]]:
    """Return the vouchers that live only afterwards, and those that lived only before."""
    came = (one for code, one in after.items() if code not in before)
    gone = (one for code, one in before.items() if code not in after)
    ended = (_ended(work, bill, one) for one in gone)
    return tuple(bill_voucher(one, 1) for one in came), tuple(ended)


def _ended(work: TillWork, bill: Bill, voucher: Voucher) -> EndedVoucher:
    """Return a voucher that becomes void, with whose it is if it is not the bill's customer's."""
    told, holder = bill_voucher(voucher, -1), voucher.holder
    if holder is None or (bill.customer is not None and bill.customer.id == holder):
        return EndedVoucher(told)
    code, name = work.customers.codes([holder])[holder]
    return EndedVoucher(told, name, code)


def _part(entry: Entry, lots: Mapping[int, Lot], sources: Mapping[int, Lot], seq: int) -> GoesBack:
    means = _PAID_FROM[entry.kind]
    if entry.house or entry.lot is None:
        return GoesBack(means, entry.amount)
    kind, lot = AccountKind(entry.kind), lots[entry.lot]
    if lot.opened_by != seq or lot.source is None:
        return GoesBack(means, entry.amount, kind, lot.opened_on, lot.expires_on)
    old = sources[lot.source]
    return GoesBack(
        means, entry.amount, kind, old.opened_on, old.expires_on, again_until=lot.expires_on
    )


def _points_back(work: TillWork, bill: Bill) -> int:
    """Return how many of the points come back that had paid."""
    told: Bill | None = bill
    if bill.reverses is not None:
        sale = work.ledger.operation(bill.reverses)
        told = None if sale is None else work.bills.get(sale.seq)
    return 0 if told is None else sum(paid.points or 0 for paid in told.payments)
