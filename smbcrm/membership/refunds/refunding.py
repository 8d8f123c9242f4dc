"""A refund, step by step: which sale, how much of it, what goes back where."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from smbcrm.core.clock import Clock
from smbcrm.core.i18n import N_, Text
from smbcrm.core.money import Money
from smbcrm.core.written import quantity_text
from smbcrm.membership.bills.types import Bill, BillLine, BillPayment, BillVoucher
from smbcrm.membership.ledger.named import bill_called, called, operation_named, people_of
from smbcrm.membership.ledger.posting import post
from smbcrm.membership.ledger.postings import (
    NewEntry,
    NewLot,
    Posting,
    RefundOf,
    SaleLine,
    SalePayment,
    SaleRecord,
)
from smbcrm.membership.ledger.types import (
    VOUCHER,
    AccountKind,
    Operation,
    OperationKind,
    Refunded,
    Wallet,
)
from smbcrm.membership.refunds import rules
from smbcrm.membership.refunds import types as errors
from smbcrm.membership.refunds.discounts import TakenOff, taken_off
from smbcrm.membership.refunds.returning import Returned, returned, vouchers_back
from smbcrm.membership.refunds.types import RefundOrder, RefundReason, RefundRequest
from smbcrm.membership.refunds.visiting import ComingBack, told, visits_back
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
from smbcrm.membership.vouchers.befriending import Lost, locked_with_friends, lost_with, voided
from smbcrm.membership.vouchers.giving import Cause
from smbcrm.membership.vouchers.grounds import Going, unborne_living
from smbcrm.membership.vouchers.steps import bill_voucher, bill_vouchers

_PAID_IN = frozenset({OperationKind.TOP_UP, OperationKind.OPENING})
_WITHDRAW = N_("Pay it out by a withdrawal instead.")
_TAKE_BACK = N_("Undo or void it instead.")


@dataclass(frozen=True, slots=True)
class _Asked:
    """How much of a sale is to go back, in minor units, and the lines it comes from."""

    amount: int
    lines: tuple[SaleLine, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The sale that goes back, and what of it went back before; `came` by line, in thousandths."""

    operation: Operation
    record: SaleRecord
    before: tuple[Refunded, ...]
    came: Mapping[int, int]

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
    holder, others = people_of(work, target)
    locked_with_friends(work, (holder, *others))
    for other in others:
        wallet_of(work, desk, other)
    wallet = wallet_of(work, desk, holder)
    found = standing_sale(work, desk.shop, target)
    return _give_back(work, desk, wallet, found, request)


def _give_back(
    work: TillWork, desk: Desk, wallet: Wallet | None, found: Found, request: RefundRequest
) -> Bill:
    """Post the refund of a sale that was found, and return its bill."""
    wanted, target = _wanted(desk, found, request), found.operation
    order = order_of(found, desk.shop)
    sale = rules.sold(found.record, work.ledger.entries(target.seq))
    gone = (rules.gone_back(sale, found.gone + more, order) for more in (wanted.amount, 0))
    back = rules.difference(*gone)
    going = _going(found, wanted, back)
    lost = _lost(work, desk, wallet, going)
    moved = _moved(work, desk, wallet, back, going)
    sold = target.seq, found.record.lines
    visits = visits_back(work, desk.today, wallet, sold, _coming(found, request, wanted))
    operation = post(
        work,
        Posting(
            kind=OperationKind.REFUND,
            request=desk.request,
            business_date=desk.date,
            entries=(*moved.entries, *visits.entries, *voided(lost.vouchers)),
            holder=wallet.holder if wallet else None,
            party=target.party,
            other_party=None if lost.other is None else work.ledger.wallet(lost.other).party,
            sale=_record(found.record, wanted, back),
            refund=RefundOf(target.seq, order),
            served=work.ledger.served(target.seq),
            reason_code=request.reason,
            note=desk.note,
            billed=True,
        ),
    )
    bill = _told(work, _bill(work, desk, wallet, operation, back), found, wanted, moved)
    packages = told(work, wallet, visits, [one.seq for one in found.before])
    own = [one for one in lost.vouchers if wallet and one.holder == wallet.holder]
    gone_too = tuple(bill_voucher(one, -1) for one in own)
    bill = replace(bill, visits=packages, vouchers=(*bill.vouchers, *gone_too))
    return close_desk(work, desk, operation, bill)


def _going(found: Found, wanted: _Asked, back: rules.Back) -> Going:
    left = Counter[int | None]()
    for number, line in enumerate(found.record.lines, 1):
        left[line.item] += line.quantity - found.came.get(number, 0)
    for line in wanted.lines:
        left[line.item] -= line.quantity
    is_last = found.gone + back.amount == found.record.net
    items = frozenset(item for item in left if item and (is_last or left[item] <= 0))
    return Going(found.operation.seq, back.amount, back.spend, back.points, items, is_last)


def _lost(work: TillWork, desk: Desk, wallet: Wallet | None, going: Going) -> Lost:
    """Return the vouchers that go: for a tier not borne any more, for friends with the last."""
    if wallet is None:
        return Lost()
    own = unborne_living(work, wallet.holder, desk.today, going)
    if not going.is_last:
        return Lost(own)
    cause = Cause(desk.request, None, wallet.holder, desk.date, desk.today)
    lost = lost_with(work, cause, going.sale)
    return lost._replace(vouchers=(*own, *lost.vouchers))


def _moved(
    work: TillWork, desk: Desk, wallet: Wallet | None, back: rules.Back, going: Going
) -> Returned:
    """Return what goes back; with the last part of the sale its vouchers come back."""
    moved = returned(work, desk, wallet, going.sale, back)
    if not going.is_last:
        return moved
    vouchers = vouchers_back(work, desk, wallet, going)
    until = moved.until or vouchers.until
    return Returned((*moved.entries, *vouchers.entries), until, moved.void)


def _bill_vouchers(
    work: TillWork, bill: Bill, back: Sequence[NewEntry], took_off: TakenOff
) -> tuple[BillVoucher, ...]:
    """Return the vouchers that came back, and those that took off what goes back.

    Who came back is in the lot that it lies in now.
    """
    lots = [
        entry.lot.source if isinstance(entry.lot, NewLot) else entry.lot
        for entry in back
        if entry.unit == VOUCHER and entry.lot is not None
    ]
    found = work.vouchers.of_lots([lot for lot in lots if lot is not None]) if bill.customer else {}
    amounts = {one.code: one.amount for one in took_off.vouchers}
    came = [
        replace(one, amount=amounts.pop(one.code, 0)) for one in bill_vouchers((), found.values())
    ]
    stay = (one for one in took_off.vouchers if amounts.get(one.code))
    return (*came, *stay)


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
        instead = _WITHDRAW if target.kind in _PAID_IN else _TAKE_BACK
        raise errors.NotASale(operation=called(target), instead=Text(instead))
    taken_back = work.ledger.reversal_of(target.seq)
    if taken_back is not None:
        at = shop.day.local(taken_back.recorded_at)
        raise errors.SaleTakenBack(operation=called(target), at=at)
    before = work.ledger.refunds(target.seq)
    found = Found(target, record, before, came_by_line(work, before))
    if found.before and found.gone == record.net:
        raise errors.AllRefunded(
            operation=called(target), refund=bill_called(found.before[-1].bill_number)
        )
    return found


def _wanted(desk: Desk, found: Found, request: RefundRequest) -> _Asked:
    """Return how much goes back: what is asked for, or all that is left.

    A sale that came to nothing goes back whole, for its vouchers and its visits.
    """
    currency = desk.shop.currency
    left = found.record.net - found.gone
    lines: tuple[SaleLine, ...] = ()
    if not found.record.net:
        if request.lines or request.amount is not None:
            raise errors.OnlyWhole(operation=called(found.operation))
        return _Asked(0, lines)
    if request.lines:
        lines = tuple(_lines(found, request))
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
    return _Asked(amount, lines)


def came_by_line(work: TillWork, refunds: Iterable[Refunded]) -> Counter[int]:
    """Return how much of each line came back with refunds, in thousandths."""
    came = Counter[int]()
    for record in filter(None, (work.ledger.sale(one.seq) for one in refunds)):
        for line in record.lines:
            came[line.number] -= line.quantity
    return came


def _coming(found: Found, request: RefundRequest, wanted: _Asked) -> ComingBack:
    """Return how much of each line comes back: what is asked for, or without an amount the rest."""
    quantities: Mapping[int, int] = request.lines
    if not request.lines and request.amount is None:
        quantities = {
            line.number: line.quantity - found.came.get(line.number, 0)
            for line in found.record.lines
        }
    kept = found.record.net - found.gone - wanted.amount
    return ComingBack(quantities, found.came, wanted.amount, kept, whole=not found.record.net)


def _lines(found: Found, request: RefundRequest) -> Iterator[SaleLine]:
    """Yield the lines that come back, as so much of those of the sale."""
    for number, quantity in sorted(request.lines.items()):
        if not 1 <= number <= len(found.record.lines):
            raise errors.UnknownLine(
                operation=called(found.operation), line=number, last=len(found.record.lines)
            )
        line, came = found.record.lines[number - 1], found.came.get(number, 0)
        if not 0 < quantity <= line.quantity - came:
            raise errors.MoreThanLine(
                line=number,
                left=quantity_text(line.quantity - came),
                asked=quantity_text(quantity),
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
    took_off = taken_off(work, first, found.record.lines, wanted.lines)
    return replace(
        bill,
        lines=_bill_lines(first.lines if first else (), wanted.lines),
        gross=sum(line.gross for line in wanted.lines) or bill.amount,
        discount=sum(line.discount for line in wanted.lines),
        tax=tax_included(bill.amount, None if rate is None else Fraction(rate)),
        tax_rate=rate,
        refunds=found.operation.id,
        refunds_bill=found.operation.bill_number,
        gift=-moved.void,
        again_until=None if moved.until is None else moved.until.isoformat(),
        discount_tier=took_off.tier,
        vouchers=_bill_vouchers(work, bill, moved.entries, took_off),
    )


def _bill_lines(sold: Sequence[BillLine], lines: Sequence[SaleLine]) -> tuple[BillLine, ...]:
    return tuple(
        replace(sold[line.number - 1], quantity=line.quantity, gross=line.gross)
        for line in lines
        if line.number <= len(sold)
    )
