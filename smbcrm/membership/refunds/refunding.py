"""A refund, step by step: which sale, how much of it, what goes back where."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from smbcrm.core.clock import Clock
from smbcrm.core.money import Money
from smbcrm.core.written import THOUSANDTHS
from smbcrm.membership.bills.types import Bill, BillLine, BillPayment, BillVisits
from smbcrm.membership.ledger.named import called, operation_named
from smbcrm.membership.ledger.posting import post
from smbcrm.membership.ledger.postings import (
    NewEntry,
    Posting,
    RefundOf,
    SaleLine,
    SalePayment,
    SaleRecord,
)
from smbcrm.membership.ledger.types import (
    AccountKind,
    Operation,
    OperationKind,
    Refunded,
    Wallet,
)
from smbcrm.membership.packages.steps import bill_visits, packages_in
from smbcrm.membership.refunds import rules
from smbcrm.membership.refunds import types as errors
from smbcrm.membership.refunds.returning import Returned, returned, unused_visits
from smbcrm.membership.refunds.types import RefundOrder, RefundReason, RefundRequest
from smbcrm.membership.requests.types import DateFollows
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.desk import (
    Desk,
    ask,
    balances,
    blank_bill,
    close_desk,
    open_desk,
    wallet_of,
)
from smbcrm.membership.sales.ports import TillWork
from smbcrm.membership.sales.rules import check_amount, check_reason, tax_included
from smbcrm.membership.shop.types import Shop
from smbcrm.membership.tiers.steps import tier_on


@dataclass(frozen=True, slots=True)
class _Asked:
    """How much of a sale is to go back, in minor units, and the lines it comes from."""

    amount: int
    lines: tuple[SaleLine, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The sale that goes back, and what of it went back before."""

    operation: Operation
    record: SaleRecord
    before: tuple[Refunded, ...]

    @property
    def gone(self) -> int:
        """What went back before, in minor units."""
        return sum(one.amount for one in self.before)


def refund(work: TillWork, clock: Clock, request: RefundRequest) -> Bill:
    """Give a sale back, whole or in part; the same request again returns the first bill."""
    asked = ask(work, OperationKind.REFUND, request.act, _arguments(request))
    if asked.first is not None:
        return asked.first
    if request.act.date is not None:
        raise DateFollows
    if request.reason is not None:
        check_reason(request.reason, list(RefundReason))
    target = operation_named(work, request.operation)
    desk = open_desk(work, clock, request.act, asked)
    work.bills.lock(target.seq)  # a walk-in has no wallet by which two tills would meet
    holder = None if target.party is None else work.ledger.holder(target.party)
    wallet = wallet_of(work, desk, holder)
    found = standing_sale(work, desk.shop, target)
    wanted = _wanted(work, desk, found, request)
    order = order_of(found, desk.shop)
    sale = rules.sold(found.record, work.ledger.entries(target.seq))
    gone = (rules.gone_back(sale, found.gone + more, order) for more in (wanted.amount, 0))
    back = rules.difference(*gone)
    moved = _moved(work, desk, wallet, found, back)
    operation = post(
        work,
        Posting(
            kind=OperationKind.REFUND,
            request=desk.request,
            business_date=desk.date,
            entries=(*moved.entries, *moved.visits),
            holder=holder,
            party=target.party,
            sale=_record(found.record, wanted, back),
            refund=RefundOf(target.seq, order),
            reason_code=request.reason,
            note=desk.note,
            billed=True,
        ),
    )
    bill = _bill(work, desk, wallet, operation, back)
    return close_desk(work, desk, operation, _told(work, bill, found, wanted, moved))


def _moved(
    work: TillWork, desk: Desk, wallet: Wallet | None, found: Found, back: rules.Back
) -> Returned:
    """Return what goes back; with the last part of the sale its visits that were not used go."""
    moved = returned(work, desk, wallet, found.operation.seq, back)
    if found.gone + back.amount < found.record.net:
        return moved
    return replace(moved, visits=tuple(unused_visits(work, wallet, found.operation.seq)))


def _bill_visits(work: TillWork, bill: Bill, taken: Sequence[NewEntry]) -> tuple[BillVisits, ...]:
    if bill.customer is None or not taken:
        return ()
    wallet = work.ledger.wallet(bill.customer.id)
    sums = {
        package: sum(e.amount for e in taken if e.unit == package.unit and e.lot is not None)
        for package in packages_in(work, wallet)
    }
    return bill_visits([(package, moved) for package, moved in sums.items() if moved], wallet)


def _arguments(request: RefundRequest) -> dict[str, object]:
    lines = ",".join(f"{line}*{request.lines[line]}" for line in sorted(request.lines))
    return {
        "operation": request.operation,
        "amount": request.amount,
        "lines": lines or None,
        "reason": request.reason,
    }


def order_of(found: Found, shop: Shop) -> RefundOrder:
    """Return in which order the means of a sale go back.

    Its first refund settles the order for all: what goes back follows from it.
    """
    return RefundOrder(found.before[0].order if found.before else shop.refund_order)


def standing_sale(work: TillWork, shop: Shop, target: Operation) -> Found:
    """Return the sale that stands and is not all gone back.

    Raises NotASale, SaleTakenBack, AllRefunded.
    """
    record = work.ledger.sale(target.seq)
    if target.kind is not OperationKind.SALE or record is None:
        raise errors.NotASale(operation=called(target))
    taken_back = work.ledger.reversal_of(target.seq)
    if taken_back is not None:
        at = shop.day.local(taken_back.recorded_at)
        raise errors.SaleTakenBack(operation=called(target), at=at)
    found = Found(target, record, work.ledger.refunds(target.seq))
    if found.before and found.gone == record.net:
        raise errors.AllRefunded(operation=called(target), refund=called(found.before[-1]))
    return found


def _wanted(work: TillWork, desk: Desk, found: Found, request: RefundRequest) -> _Asked:
    """Return how much goes back: what is asked for, or all that is left."""
    currency = desk.shop.currency
    left = found.record.net - found.gone
    lines: tuple[SaleLine, ...] = ()
    if request.lines:
        lines = tuple(_lines(work, found, request))
        amount = sum(line.net for line in lines)
        if not amount:
            raise errors.NothingToRefund
    else:
        amount = left if request.amount is None else request.amount
    if request.amount is not None:
        check_amount(request.amount, currency)
        if request.amount != amount:
            raise errors.LinesDisagree(
                lines=Money(amount, currency), amount=Money(request.amount, currency)
            )
    if amount > left:
        raise errors.MoreThanLeft(
            operation=called(found.operation),
            asked=Money(amount, currency),
            left=Money(left, currency),
        )
    if not amount:
        raise errors.NothingToRefund
    return _Asked(amount, lines)


def _lines(work: TillWork, found: Found, request: RefundRequest) -> Iterator[SaleLine]:
    """Yield the lines that come back, as so much of those of the sale."""
    refunds = (work.ledger.sale(one.seq) for one in found.before)
    earlier = [record for record in refunds if record is not None]
    for number, quantity in sorted(request.lines.items()):
        if not 1 <= number <= len(found.record.lines):
            raise errors.UnknownLine(
                operation=called(found.operation), line=number, last=len(found.record.lines)
            )
        line = found.record.lines[number - 1]
        came = rules.came_back(earlier, number)
        if not 0 < quantity <= line.quantity - came:
            raise errors.MoreThanLine(
                line=number,
                left=THOUSANDTHS.plain(line.quantity - came),
                asked=THOUSANDTHS.plain(quantity),
            )
        yield rules.part_of_line(line, number, came, quantity)


def _record(sale: SaleRecord, wanted: _Asked, back: rules.Back) -> SaleRecord:
    """Return what is kept of a refund: the figures of its sale, as far as they went back."""
    lines = wanted.lines or (SaleLine(None, 0, 0, wanted.amount, 0, 0, sale.lines[0].served_by),)
    return SaleRecord(
        gross=-sum(line.gross for line in lines),
        discount=-sum(line.discount for line in lines),
        net=-wanted.amount,
        tier=sale.tier,
        rate=sale.rate,
        points=-back.points,
        spend=-back.spend,
        lines=tuple(
            replace(line, quantity=-line.quantity, gross=-line.gross, discount=-line.discount)
            for line in lines
        ),
        payments=tuple(
            SalePayment(means, -part, -_points(back) if means is Means.POINTS else None)
            for means, part in back.means.items()
        ),
    )


def _points(back: rules.Back) -> int:
    return back.owned.get(AccountKind.POINTS, 0)


def _bill(
    work: TillWork, desk: Desk, wallet: Wallet | None, operation: Operation, back: rules.Back
) -> Bill:
    to, after = None, balances(None)
    if wallet is not None:
        to = (wallet.holder, tier_on(work, wallet.holder, desk.date))
        after = balances(work.ledger.wallet(wallet.holder))
    payments = tuple(
        BillPayment(
            means,
            part,
            _points(back) if means is Means.POINTS else None,
            principal=back.owned.get(AccountKind.PRINCIPAL, 0) if means is Means.STORED else None,
            gift=back.owned.get(AccountKind.GIFT, 0) if means is Means.STORED else None,
        )
        for means, part in back.means.items()
    )
    return replace(
        blank_bill(work, desk, operation, back.amount, to),
        payments=payments,
        points=-back.points,
        before=balances(wallet),
        after=after,
    )


def _told(work: TillWork, bill: Bill, found: Found, wanted: _Asked, moved: Returned) -> Bill:
    """Return the bill with what it says of the sale: its number, its lines, its tax."""
    first = work.bills.get(found.operation.seq)
    rate = first.tax_rate if first else None
    return replace(
        bill,
        lines=_bill_lines(first.lines if first else (), wanted.lines),
        gross=sum(line.gross for line in wanted.lines) or bill.amount,
        discount=sum(line.discount for line in wanted.lines),
        tax=tax_included(bill.amount, None if rate is None else Fraction(rate)),
        tax_rate=rate,
        refunds=found.operation.id,
        refunds_bill=found.operation.bill_number,
        again_until=None if moved.until is None else moved.until.isoformat(),
        visits=_bill_visits(work, bill, moved.visits),
    )


def _bill_lines(sold: Sequence[BillLine], lines: Sequence[SaleLine]) -> tuple[BillLine, ...]:
    return tuple(
        replace(sold[line.number - 1], quantity=line.quantity, gross=line.gross)
        for line in lines
        if line.number <= len(sold)
    )
