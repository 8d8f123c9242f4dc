"""Value that goes in: a top-up, and points turned into store credit."""

from collections.abc import Sequence
from dataclasses import replace

from smbcrm.core.clock import Clock, add_months
from smbcrm.membership.bills.types import Bill, BillPayment, BillVoucher
from smbcrm.membership.ledger import rules as ledger
from smbcrm.membership.ledger.named import called
from smbcrm.membership.ledger.posting import check_lasting, wallet_today
from smbcrm.membership.ledger.postings import NewEntry
from smbcrm.membership.ledger.types import (
    POINT,
    AccountKind,
    House,
    Operation,
    OperationKind,
    Wallet,
)
from smbcrm.membership.offers.rules import gift_for
from smbcrm.membership.offers.steps import offers_on
from smbcrm.membership.sales import rules
from smbcrm.membership.sales.codes import TENDERS
from smbcrm.membership.sales.desk import (
    Deed,
    Desk,
    ask,
    available,
    balances,
    carry_out,
    close_desk,
    open_desk,
)
from smbcrm.membership.sales.earning import credited_points, rate_on
from smbcrm.membership.sales.errors import BadTopUpPayment
from smbcrm.membership.sales.ports import TillWork
from smbcrm.membership.sales.types import Paid, RedeemRequest, TopUpRequest, payments_text
from smbcrm.membership.shop.types import EarnAt
from smbcrm.membership.tiers.steps import rise, tier_on
from smbcrm.membership.tiers.types import Tier
from smbcrm.membership.vouchers.entering import reviewed
from smbcrm.membership.vouchers.giving import Cause
from smbcrm.membership.vouchers.steps import bill_vouchers


def top_up(work: TillWork, clock: Clock, request: TopUpRequest) -> Bill:
    """Record a top-up with the gift of the largest offer reached."""
    asked = ask(work, OperationKind.TOP_UP, request.act, _arguments(request))
    if asked.first is not None:
        return asked.first
    desk, payments = open_desk(work, clock, request.act, asked), request.payments
    wallet = wallet_today(work, request.customer, desk.request, desk.today)
    amount = rules.check_amount(request.amount, desk.shop.currency)
    if payments is not None and not set(payments) <= set(TENDERS):
        raise BadTopUpPayment
    paid = rules.settle(
        amount, payments, desk.shop.rates.worth, available(wallet), desk.shop.currency
    )
    tier = tier_on(work, wallet.holder, desk.date)
    gift = gift_for(offers_on(work, tier, desk.date), amount) if request.with_offer else 0
    points = _points(work, desk, wallet, tier, (amount, gift))
    before = balances(wallet)
    entries = (
        *_top_up_entries(desk, wallet, paid, amount, gift),
        *credited_points(desk, wallet, points),
    )
    operation, blank = carry_out(work, desk, wallet, Deed(OperationKind.TOP_UP, amount, entries))
    if points:
        blank = replace(blank, vouchers=_brought(work, desk, wallet.holder, operation))
    bill = replace(
        blank,
        gift=gift,
        payments=tuple(
            BillPayment(item.means, item.amount, None, item.given, item.change) for item in paid
        ),
        points=points,
        before=before,
        after=replace(
            before,
            principal=before.principal + amount,
            gift=before.gift + gift,
            points=before.points + points,
        ),
    )
    return close_desk(work, desk, operation, bill)


def _brought(
    work: TillWork, desk: Desk, customer: int, operation: Operation
) -> tuple[BillVoucher, ...]:
    """Return the vouchers that came with a tier into which the points of a top-up led."""
    cause = Cause(desk.request, called(operation), customer, desk.date, desk.today)
    return bill_vouchers((), reviewed(work, cause, rise)[1])


def redeem(work: TillWork, clock: Clock, request: RedeemRequest) -> Bill:
    """Turn points into store credit."""
    asked = ask(
        work,
        OperationKind.REDEMPTION,
        request.act,
        {"customer": request.customer, "points": request.points},
    )
    if asked.first is not None:
        return asked.first
    desk = open_desk(work, clock, request.act, asked)
    wallet = wallet_today(work, request.customer, desk.request, desk.today)
    value = rules.points_worth(request.points, desk.shop.rates.worth)
    before = balances(wallet)
    rules.check_points(request.points, ledger.redeemable(wallet.lots_of(AccountKind.POINTS)))
    unit = desk.shop.currency.code
    entries = (
        *ledger.draw(wallet.lots_of(AccountKind.POINTS), request.points),
        ledger.house(House.POINTS, POINT, request.points),
        ledger.house(House.BONUS, unit, -value),
        ledger.credit(wallet, AccountKind.CREDIT, unit, value),
    )
    deed = Deed(OperationKind.REDEMPTION, value, entries)
    operation, blank = carry_out(work, desk, wallet, deed)
    after = replace(before, points=before.points - request.points, credit=before.credit + value)
    bill = replace(blank, points=-request.points, before=before, after=after)
    return close_desk(work, desk, operation, bill)


def _arguments(request: TopUpRequest) -> dict[str, object]:
    return {
        "customer": request.customer,
        "amount": request.amount,
        "payments": payments_text(request.payments),
        "offer": None if request.with_offer else "none",
    }


def _points(work: TillWork, desk: Desk, wallet: Wallet, tier: Tier, parts: tuple[int, int]) -> int:
    """Return the points of a top-up, of its paid and its gift part; none where the sale earns."""
    rates = desk.shop.rates
    if rates.earn_at is not EarnAt.TOP_UP:
        return 0
    amount, gift = parts
    base = amount + gift if rates.on_gift else amount
    rate = rate_on(work, desk.shop, wallet.holder, tier, desk.date)
    return rules.points_of(base, rate)


def _top_up_entries(
    desk: Desk, wallet: Wallet, paid: Sequence[Paid], amount: int, gift: int
) -> tuple[NewEntry, ...]:
    unit = desk.shop.currency.code
    entries = [
        *(ledger.house(TENDERS[item.means], unit, -item.amount) for item in paid if item.amount),
        ledger.credit(wallet, AccountKind.PRINCIPAL, unit, amount),
    ]
    if gift:
        expires_on = add_months(desk.date, desk.shop.rates.gift_months)
        check_lasting(expires_on, desk.today)
        entries.append(ledger.house(House.BONUS, unit, -gift))
        entries.append(ledger.credit(wallet, AccountKind.GIFT, unit, gift, expires_on))
    return tuple(entries)
