"""A withdrawal: the paid part out, the unspent gift of the same top-ups voided."""

from dataclasses import replace

from smbcrm.core.clock import Clock
from smbcrm.core.money import Money
from smbcrm.membership.bills.types import Bill, BillPayment
from smbcrm.membership.ledger import rules as ledger
from smbcrm.membership.ledger.posting import wallet_today
from smbcrm.membership.ledger.types import AccountKind, House, OperationKind, Wallet
from smbcrm.membership.sales.codes import TENDERS, Means
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
from smbcrm.membership.sales.rules import check_amount
from smbcrm.membership.value import rules
from smbcrm.membership.value.types import BadMeans, ShortPrincipal, WithdrawRequest


def withdraw(work: TillWork, clock: Clock, request: WithdrawRequest) -> Bill:
    """Pay stored value out; the same request again returns the first bill."""
    asked = ask(
        work,
        OperationKind.WITHDRAWAL,
        request.act,
        {
            "customer": request.customer,
            "amount": request.amount,
            "means": None if request.means is Means.CASH else request.means,
        },
    )
    if asked.first is not None:
        return asked.first
    if request.means not in TENDERS:
        raise BadMeans
    desk = open_desk(work, clock, request.act, asked)
    currency = desk.shop.currency
    wallet = wallet_today(work, request.customer, desk.request, desk.today)
    amount = check_amount(request.amount, currency)
    if amount > (there := wallet.balance(AccountKind.PRINCIPAL)):
        raise ShortPrincipal(asked=Money(amount, currency), available=Money(there, currency))
    return _pay_out(work, desk, wallet, amount, request.means)


def _pay_out(work: TillWork, desk: Desk, wallet: Wallet, amount: int, means: Means) -> Bill:
    unit, gifts = desk.shop.currency.code, wallet.lots_of(AccountKind.GIFT)
    drawn = ledger.draw(wallet.lots_of(AccountKind.PRINCIPAL), amount)
    touched = [entry.lot for entry in drawn if isinstance(entry.lot, int)]
    origins = work.ledger.origins([*touched, *(lot.id for lot in gifts)])
    voided = rules.voided_gifts(drawn, gifts, origins)
    gift = -sum(entry.amount for entry in voided)
    entries = (ledger.house(TENDERS[means], unit, amount), *drawn, *voided)
    if gift:
        entries = (*entries, ledger.house(House.BONUS, unit, gift))
    spent = work.ledger.gift_spent({origins[lot] for lot in touched})
    deed = Deed(OperationKind.WITHDRAWAL, amount, entries)
    operation, blank = carry_out(work, desk, wallet, deed)
    before = balances(wallet)
    bill = replace(
        blank,
        gift=-gift,
        gift_spent=spent,
        payments=(BillPayment(means, amount),),
        before=before,
        after=replace(before, principal=before.principal - amount, gift=before.gift - gift),
    )
    return close_desk(work, desk, operation, bill)
