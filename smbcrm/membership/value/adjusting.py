"""An adjustment: an account put right with a reason."""

from dataclasses import replace

from smbcrm.core.clock import Clock, add_months, end_of_month
from smbcrm.core.money import Money
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.ledger import rules as ledger
from smbcrm.membership.ledger.posting import check_lasting, wallet_today
from smbcrm.membership.ledger.postings import NewEntry
from smbcrm.membership.ledger.types import POINT, AccountKind, House, OperationKind, Wallet
from smbcrm.membership.packages.pausing import end_pauses
from smbcrm.membership.packages.rules import check_count, check_enough
from smbcrm.membership.packages.steps import bill_visits, package_called
from smbcrm.membership.sales.desk import (
    Deed,
    Desk,
    ask,
    balances,
    carry_out,
    close_desk,
    open_desk,
)
from smbcrm.membership.sales.ports import TillWork
from smbcrm.membership.sales.rules import check_amount, check_reason
from smbcrm.membership.value.types import (
    AdjustmentReason,
    AdjustRequest,
    NotAdjustable,
    NothingMoves,
    NothingThere,
    ShortAccount,
)

ADJUSTABLE = (
    *(AccountKind.PRINCIPAL, AccountKind.GIFT, AccountKind.CREDIT, AccountKind.POINTS),
    AccountKind.VISITS,
)
"""The accounts that an adjustment puts right."""
ADJUSTABLE_NAMES = (*map(str, ADJUSTABLE[:-1]), "visits:CODE")
"""The same as they are typed; visits are those of a package."""


def adjust(work: TillWork, clock: Clock, request: AdjustRequest) -> Bill:
    """Put an account right; the same request again returns the first bill."""
    kind = request.account
    asked = ask(
        work,
        OperationKind.ADJUSTMENT,
        request.act,
        {
            "customer": request.customer,
            "account": kind,
            "amount": request.amount,
            "reason": request.reason,
            "package": request.package,
        },
    )
    if asked.first is not None:
        return asked.first
    reason = check_reason(request.reason, list(AdjustmentReason))
    if (kind is AccountKind.VISITS) != (request.package is not None) or kind not in ADJUSTABLE:
        raise NotAdjustable(account=str(kind), known=list(ADJUSTABLE_NAMES))
    if not request.amount:
        raise NothingMoves
    desk = open_desk(work, clock, request.act, asked)
    wallet = wallet_today(work, request.customer, desk.request, desk.today)
    check_amount(abs(request.amount), desk.shop.currency)
    if request.package is not None:
        return _put_visits_right(work, desk, wallet, request)
    moved = _given if request.amount > 0 else _taken
    entries = (
        ledger.house(House.ADJUSTMENT, _unit(desk, kind), -request.amount),
        *moved(desk, wallet, kind, abs(request.amount)),
    )
    points = request.amount if kind is AccountKind.POINTS else 0
    deed = Deed(
        OperationKind.ADJUSTMENT, request.amount - points, entries, billed=False, reason=reason
    )
    operation, blank = carry_out(work, desk, wallet, deed)
    after = balances(work.ledger.wallet(wallet.holder))
    bill = replace(blank, points=points, before=balances(wallet), after=after)
    return close_desk(work, desk, operation, bill)


def _put_visits_right(work: TillWork, desk: Desk, wallet: Wallet, request: AdjustRequest) -> Bill:
    """Give visits, which never end, or take them, what ends first first."""
    package = package_called(work, request.package or "")
    count, unit = check_count(abs(request.amount)), package.unit
    lots = wallet.lots_in(unit)
    if request.amount > 0:
        end_pauses(work, wallet, [unit], desk.request, desk.today)
        entries: tuple[NewEntry, ...] = (ledger.credit(wallet, AccountKind.VISITS, unit, count),)
    else:
        check_enough(package, lots, count)
        entries = ledger.draw(lots, count)
    entries = (ledger.house(House.ADJUSTMENT, unit, -request.amount), *entries)
    deed = Deed(OperationKind.ADJUSTMENT, 0, entries, billed=False, reason=request.reason)
    operation, blank = carry_out(work, desk, wallet, deed)
    before = balances(wallet)
    visits = bill_visits([(package, request.amount)], work.ledger.wallet(wallet.holder))
    bill = replace(blank, before=before, after=before, visits=visits)
    return close_desk(work, desk, operation, bill)


def _unit(desk: Desk, kind: AccountKind) -> str:
    return POINT if kind is AccountKind.POINTS else desk.shop.currency.code


def _given(desk: Desk, wallet: Wallet, kind: AccountKind, amount: int) -> tuple[NewEntry, ...]:
    """Return the entries that credit an account; it ends as what is earned or given does."""
    rates = desk.shop.rates
    ends = None
    if kind is AccountKind.GIFT:
        ends = add_months(desk.date, rates.gift_months)
    elif kind is AccountKind.POINTS:
        ends = end_of_month(add_months(desk.date, rates.points_months))
    check_lasting(ends, desk.today)
    return ledger.credited(wallet, kind, _unit(desk, kind), amount, ends)


def _taken(desk: Desk, wallet: Wallet, kind: AccountKind, amount: int) -> tuple[NewEntry, ...]:
    """Return the entries that debit an account; never below zero."""
    lots = wallet.lots_of(kind)
    there = max(0, ledger.redeemable(lots))
    if amount > there:
        currency = desk.shop.currency
        asked, have = (
            count if kind is AccountKind.POINTS else Money(count, currency)
            for count in (amount, there)
        )
        raise (ShortAccount if there else NothingThere)(asked=asked, available=have)
    return ledger.draw(lots, amount)
