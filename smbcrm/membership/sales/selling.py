"""A sale, step by step: lines, tier discount, vouchers, net sale, payments, points."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial

from smbcrm.core.amounts import LARGEST
from smbcrm.core.clock import Clock
from smbcrm.core.errors import UserError
from smbcrm.membership.bills.types import Balances, Bill, BillLine, BillPayment
from smbcrm.membership.customers.visits import visited
from smbcrm.membership.items.steps import item_called
from smbcrm.membership.items.types import Item, ItemKind, UnknownItem
from smbcrm.membership.ledger import rules as ledger
from smbcrm.membership.ledger.named import called
from smbcrm.membership.ledger.posting import check_lasting, post
from smbcrm.membership.ledger.postings import NewEntry, Posting, SaleLine, SalePayment, SaleRecord
from smbcrm.membership.ledger.types import (
    POINT,
    AccountKind,
    House,
    Operation,
    OperationKind,
    Wallet,
)
from smbcrm.membership.packages.pausing import end_pauses
from smbcrm.membership.packages.rules import last_day, sold, whole
from smbcrm.membership.packages.steps import bill_visits
from smbcrm.membership.packages.types import Package, PackageNeedsCustomer
from smbcrm.membership.sales import rules
from smbcrm.membership.sales.codes import TENDERS, Means
from smbcrm.membership.sales.desk import (
    Asked,
    Desk,
    ask,
    available,
    balances,
    blank_bill,
    close_desk,
    open_desk,
    wallet_of,
    whereabouts,
)
from smbcrm.membership.sales.earning import credited_points, earning, rate_on
from smbcrm.membership.sales.errors import BadQuantity, NothingSold
from smbcrm.membership.sales.pin_asked import Leaving, pin_refused
from smbcrm.membership.sales.ports import TillWork
from smbcrm.membership.sales.serving import Server, asked_text, bill_served, served, servers
from smbcrm.membership.sales.types import Paid, SaleRequest, payments_text
from smbcrm.membership.tiers.steps import rise, tier_on
from smbcrm.membership.tiers.types import Tier
from smbcrm.membership.vouchers.befriending import locked_referrer, welcomed
from smbcrm.membership.vouchers.codes import read_code
from smbcrm.membership.vouchers.entering import reviewed
from smbcrm.membership.vouchers.giving import Cause
from smbcrm.membership.vouchers.rules import drawn, priced
from smbcrm.membership.vouchers.steps import bill_vouchers, chosen, let_go
from smbcrm.membership.vouchers.types import Off, Voucher


@dataclass(frozen=True, slots=True)
class _Spending:
    """What a sale takes from the customer: the entries, and how stored value was shared.

    `earning` is how much of stored value points are earned on.
    """

    entries: tuple[NewEntry, ...]
    principal: int = 0
    gift: int = 0
    earning: int = 0


@dataclass(frozen=True, slots=True)
class Priced:
    """What a sale comes to before it is paid; the lines have their discounts.

    `rate` is the points for one minor unit; `referrer` gets a voucher for this first sale.
    """

    desk: Desk
    wallet: Wallet | None
    tier: Tier
    rate: Fraction
    items: tuple[tuple[Item, int], ...]
    lines: tuple[SaleLine, ...]
    served: tuple[Server, ...]
    gross: int
    packages: tuple[tuple[Package, int], ...] = ()
    vouchers: tuple[Off, ...] = ()
    referrer: int | None = None

    @property
    def net(self) -> int:
        """What is to be paid, in minor units."""
        return sum(line.net for line in self.lines)


@dataclass(frozen=True, slots=True)
class Settled:
    """A sale with its payments: everything is worked out, and nothing is posted."""

    priced: Priced
    record: SaleRecord
    entries: tuple[NewEntry, ...]
    spending: _Spending


def sell_with_pin(work: TillWork, clock: Clock, request: SaleRequest) -> Bill | UserError:
    """Record a sale after the customer's PIN, where the shop asks for it.

    See `pin_refused` and `sell`.
    """
    customer, stored = request.customer, (request.payments or {}).get(Means.STORED, 0)
    if customer is not None:
        also = work.customers.referrer(customer) if stored else None
        leaving = Leaving(customer, stored, request.pin, request.act, also)
        refused = pin_refused(work, clock, leaving, partial(ask_sale, work, request))
        if refused is not None:
            return refused
    return sell(work, clock, request)


def sell(work: TillWork, clock: Clock, request: SaleRequest) -> Bill:
    """Record a sale; the same request again returns the first bill."""
    asked = ask_sale(work, request)
    if asked.first is not None:
        return asked.first
    priced = price(work, clock, request, asked)
    return post_sale(work, settle(work, priced, request.payments))


def ask_sale(work: TillWork, request: SaleRequest) -> Asked:
    """Return the request of a sale; raise BadRequestId or RequestReused."""
    return ask(work, OperationKind.SALE, request.act, _arguments(request))


def price(work: TillWork, clock: Clock, request: SaleRequest, asked: Asked) -> Priced:
    """Return what a sale comes to; nothing but what has ended is booked.

    Raises UserError where the moment, the amount, the items or the vouchers are refused.
    """
    desk = open_desk(work, clock, request.act, asked)
    referrer = locked_referrer(work, request.customer)
    wallet = wallet_of(work, desk, request.customer)
    tier = tier_on(work, request.customer, desk.date)
    items = tuple(_items(work, request))
    found = servers(work, desk.staff, request.served)
    lines = _lines(desk, request, items, found[0].staff.id)
    gross = rules.check_sum(lines, request.amount, desk.shop.currency)
    lines = rules.discounted(lines, tier.discount if wallet else 0)
    rate = rate_on(work, desk.shop, request.customer, tier, desk.date)
    packages = _packages(work, desk, wallet, items)
    wanted = chosen(work, request.vouchers, request.customer, whereabouts(desk))
    lines, offs = priced(lines, wanted, desk.shop.currency)
    return Priced(desk, wallet, tier, rate, items, lines, found, gross, packages, offs, referrer)


def settle(work: TillWork, priced: Priced, payments: Mapping[Means, int] | None) -> Settled:
    """Return the sale as it is paid: all in cash for None. Raises the refusals of a payment."""
    desk, wallet, tier, net = priced.desk, priced.wallet, priced.tier, priced.net
    paid = rules.settle(net, payments, desk.shop.rates.worth, available(wallet), desk.shop.currency)
    spending = _spend(work, desk, wallet, paid)
    money = sum(item.amount for item in paid if item.means in TENDERS)
    spend, base = money + spending.principal, money + spending.earning
    points = rules.points_earned(priced.lines, net, base, priced.rate)
    record = SaleRecord(
        gross=priced.gross,
        discount=priced.gross - net,
        net=net,
        tier=tier.id if wallet else None,
        rate=str(priced.rate),
        points=points,
        spend=spend,
        lines=priced.lines,
        payments=tuple(
            SalePayment(item.means, item.amount, item.points, item.given, item.change)
            for item in paid
        ),
        earned_on=None if base == spend else base,
    )
    used = (entry for one in priced.vouchers for entry in drawn(one.voucher.lot, House.VOUCHERS))
    entries = (
        *(*_tenders(desk, paid, net), *spending.entries),
        *(*credited_points(desk, wallet, points), *used),
        *(sold(wallet, priced.packages, desk.date) if wallet else ()),
    )
    return Settled(priced, record, entries, spending)


def post_sale(work: TillWork, settled: Settled) -> Bill:
    """Record a sale that was settled; return its bill."""
    operation, given = _post(work, settled)
    bill, packages = _bill(work, settled, operation), settled.priced.packages
    bill = replace(bill, vouchers=bill_vouchers(settled.priced.vouchers, given))
    if packages and bill.customer is not None:
        moved = [(package, package.opens * count) for package, count in packages]
        bill = replace(bill, visits=bill_visits(moved, work.ledger.wallet(bill.customer.id)))
    return close_desk(work, settled.priced.desk, operation, bill)


def _arguments(request: SaleRequest) -> dict[str, object]:
    items: dict[str, int] = {}
    for item in request.items:
        items[item.code] = items.get(item.code, 0) + item.quantity
    return {
        "customer": request.customer,
        "amount": request.amount,
        "items": ",".join(f"{code}*{items[code]}" for code in sorted(items)) or None,
        "payments": payments_text(request.payments),
        "vouchers": ",".join(read_code(code) or code for code in request.vouchers) or None,
        "served": asked_text(request.act.staff, request.served),
    }


def _items(work: TillWork, request: SaleRequest) -> list[tuple[Item, int]]:
    found = []
    for asked in request.items:
        item = item_called(work, asked.code)
        if not item.active:
            raise UnknownItem(code=asked.code)
        if not 0 < asked.quantity <= LARGEST // 1000:
            raise BadQuantity(code=asked.code)
        found.append((item, asked.quantity))
    return found


def _packages(
    work: TillWork,
    desk: Desk,
    wallet: Wallet | None,
    items: Sequence[tuple[Item, int]],
) -> tuple[tuple[Package, int], ...]:
    """Return the packages sold with their counts, each once.

    Raises WholePackages, PackageNeedsCustomer, AlreadyExpired.
    """
    counts: dict[int, int] = {}
    for item, quantity in items:
        if item.kind is ItemKind.PACKAGE:
            counts[item.id] = counts.get(item.id, 0) + whole(item, quantity)
    if counts and wallet is None:
        raise PackageNeedsCustomer
    found = ((work.packages.get(item), count) for item, count in counts.items())
    packages = tuple((package, count) for package, count in found if package is not None)
    for package, _ in packages:
        check_lasting(last_day(package, desk.date), desk.today)
    return packages


def _lines(
    desk: Desk, request: SaleRequest, items: Sequence[tuple[Item, int]], served_by: int
) -> tuple[SaleLine, ...]:
    if items:
        return tuple(rules.item_line(item, quantity, served_by) for item, quantity in items)
    if request.amount is None:
        raise NothingSold
    amount = rules.check_amount(request.amount, desk.shop.currency)
    return (rules.amount_line(amount, served_by),)


def _spend(work: TillWork, desk: Desk, wallet: Wallet | None, paid: Sequence[Paid]) -> _Spending:
    """Return what stored value, store credit and points pay."""
    if wallet is None:
        return _Spending(())
    amounts = {item.means: item for item in paid}
    stored = amounts.get(Means.STORED)
    parts = _spend_stored(work, desk, wallet, stored.amount if stored else 0)
    entries = list(parts.entries)
    if credit := amounts.get(Means.CREDIT):
        entries += ledger.draw(wallet.lots_of(AccountKind.CREDIT), credit.amount)
    if points := amounts.get(Means.POINTS):
        count = points.points or 0
        entries += ledger.draw(wallet.lots_of(AccountKind.POINTS), count)
        entries.append(ledger.house(House.POINTS, POINT, count))
        entries.append(ledger.house(House.BONUS, desk.shop.currency.code, -points.amount))
    return replace(parts, entries=tuple(entries))


def _spend_stored(work: TillWork, desk: Desk, wallet: Wallet, amount: int) -> _Spending:
    """Return what is taken of both parts of stored value, in the order of the shop."""
    have = wallet.balance(AccountKind.PRINCIPAL), wallet.balance(AccountKind.GIFT)
    principal, gift = ledger.share(desk.shop.spend_order, amount, *have)
    paid = ledger.draw(wallet.lots_of(AccountKind.PRINCIPAL), principal)
    given = ledger.draw(wallet.lots_of(AccountKind.GIFT), gift)
    counted = (*paid, *given) if desk.shop.rates.on_gift else paid
    return _Spending((*paid, *given), principal, gift, earning(work, counted))


def _tenders(desk: Desk, paid: Sequence[Paid], net: int) -> list[NewEntry]:
    unit = desk.shop.currency.code
    entries = [
        ledger.house(TENDERS[item.means], unit, -item.amount)
        for item in paid
        if item.means in TENDERS and item.amount
    ]
    return [*entries, ledger.house(House.SALES, unit, net)] if net else entries


def _post(work: TillWork, settled: Settled) -> tuple[Operation, tuple[Voucher, ...]]:
    """Post a sale; return it with the vouchers that it brought its customer."""
    wallet, desk = settled.priced.wallet, settled.priced.desk
    if wallet is not None:
        units = [package.unit for package, _ in settled.priced.packages]
        end_pauses(work, wallet, units, desk.request, desk.today)
    operation = post(
        work,
        Posting(
            kind=OperationKind.SALE,
            request=desk.request,
            business_date=desk.date,
            entries=settled.entries,
            holder=wallet.holder if wallet else None,
            party=wallet.party if wallet else None,
            sale=settled.record,
            served=served(settled.priced.served) if len(settled.priced.served) > 1 else (),
            note=desk.note,
            billed=True,
        ),
    )
    if wallet is None:
        return operation, ()
    let_go(work, settled.priced.vouchers)
    visited(work, wallet.holder, desk.date)
    cause = Cause(desk.request, called(operation), wallet.holder, desk.date, desk.today)
    given = reviewed(work, cause, rise)[1]
    if settled.priced.referrer is not None and settled.record.net:
        given += welcomed(work, cause, settled.priced.referrer)
    return operation, given


def _bill(work: TillWork, settled: Settled, operation: Operation) -> Bill:
    """Return the bill; it names the tier by which the points were earned."""
    record, priced = settled.record, settled.priced
    wallet, tax = priced.wallet, priced.desk.shop.tax
    to = (wallet.holder, priced.tier) if wallet else None
    before = balances(wallet)
    return replace(
        blank_bill(work, priced.desk, operation, record.net, to),
        served=bill_served(priced.desk.staff, priced.served),
        lines=_bill_lines(record.lines, priced.items),
        gross=record.gross,
        discount=record.discount,
        tax=rules.tax_included(record.net, tax),
        tax_rate=None if tax is None else str(tax),
        payments=tuple(_bill_payment(item, settled.spending) for item in record.payments),
        points=record.points,
        before=before,
        after=_after(before, record, settled.spending),
    )


def _bill_lines(
    lines: Sequence[SaleLine], items: Sequence[tuple[Item, int]]
) -> tuple[BillLine, ...]:
    names = [(item.code, item.name) for item, _ in items] or [("", "")]
    return tuple(
        BillLine(code, name, line.quantity, line.price, line.gross)
        for line, (code, name) in zip(lines, names, strict=True)
    )


def _bill_payment(payment: SalePayment, spending: _Spending) -> BillPayment:
    parts = (spending.principal, spending.gift) if payment.means == Means.STORED else (None, None)
    return BillPayment(
        payment.means, payment.amount, payment.points, payment.given, payment.change, *parts
    )


def _after(before: Balances, record: SaleRecord, spending: _Spending) -> Balances:
    paid = {payment.means: payment for payment in record.payments}
    credit, points = paid.get(Means.CREDIT), paid.get(Means.POINTS)
    return Balances(
        before.principal - spending.principal,
        before.gift - spending.gift,
        before.credit - (credit.amount if credit else 0),
        before.points - (points.points or 0 if points else 0) + record.points,
    )
