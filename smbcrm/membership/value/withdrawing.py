"""A withdrawal: the paid part out, the unspent gift of the same top-ups voided.

Points that a top-up earned go with what is paid out of it, as with a refund: those that are spent
already are owed.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from smbcrm.core.clock import Clock
from smbcrm.core.errors import UserError
from smbcrm.core.money import Money
from smbcrm.membership.bills.types import Bill, BillPayment
from smbcrm.membership.ledger import rules as ledger
from smbcrm.membership.ledger.earned_back import earned_back
from smbcrm.membership.ledger.posting import wallet_today
from smbcrm.membership.ledger.postings import NewEntry
from smbcrm.membership.ledger.types import POINT, AccountKind, House, OperationKind, Wallet
from smbcrm.membership.sales.codes import TENDERS, Means
from smbcrm.membership.sales.desk import (
    Asked,
    Deed,
    Desk,
    ask,
    balances,
    carry_out,
    close_desk,
    open_desk,
)
from smbcrm.membership.sales.pin_asked import Leaving, pin_refused
from smbcrm.membership.sales.ports import TillWork
from smbcrm.membership.sales.rules import check_amount
from smbcrm.membership.shop.types import PayOut, Shop
from smbcrm.membership.spending_pin.steps import asks_pin
from smbcrm.membership.staff.called import owner_of
from smbcrm.membership.staff.types import Staff
from smbcrm.membership.value import rules
from smbcrm.membership.value.types import (
    BadMeans,
    HandedOver,
    NothingToPayOut,
    OwnerPaysOut,
    PaysNothingOut,
    ShortPrincipal,
    WithdrawQuote,
    WithdrawRequest,
)


def withdraw_with_pin(work: TillWork, clock: Clock, request: WithdrawRequest) -> Bill | UserError:
    """Pay stored value out after the customer's PIN, where the shop asks for it.

    See `pin_refused` and `withdraw`.
    """
    leaving = Leaving(request.customer, request.amount, request.pin, request.act)
    refused = pin_refused(work, clock, leaving, partial(_ask, work, request))
    return withdraw(work, clock, request) if refused is None else refused


def withdraw(work: TillWork, clock: Clock, request: WithdrawRequest) -> Bill:
    """Pay stored value out; the same request again returns the first bill."""
    asked = _ask(work, request)
    if asked.first is not None:
        return asked.first
    if request.means not in TENDERS:
        raise BadMeans
    desk = open_desk(work, clock, request.act, asked)
    currency = desk.shop.currency
    check_pays_out(work, desk.shop, desk.staff)
    wallet = wallet_today(work, request.customer, desk.request, desk.today)
    amount = check_amount(request.amount, currency)
    if amount > (there := wallet.balance(AccountKind.PRINCIPAL)):
        short = ShortPrincipal if there else NothingToPayOut
        raise short(asked=Money(amount, currency), available=Money(there, currency))
    return _pay_out(work, desk, wallet, amount, request.means)


def withdrawal_quoted(work: TillWork, clock: Clock, request: WithdrawRequest) -> WithdrawQuote:
    """Pay stored value out, for the unit of work to take it back; raise what `withdraw` raises."""
    bill = withdraw(work, clock, request)
    asks = asks_pin(work.settings.shop(), request.amount)
    has = asks and work.spending_pins.get(request.customer) is not None
    return WithdrawQuote(bill, None, request, asks_pin=asks, has_pin=has)


def _ask(work: TillWork, request: WithdrawRequest) -> Asked:
    return ask(
        work,
        OperationKind.WITHDRAWAL,
        request.act,
        {
            "customer": request.customer,
            "amount": request.amount,
            "means": None if request.means is Means.CASH else request.means,
        },
    )


def check_pays_out(work: TillWork, shop: Shop, staff: Staff) -> None:
    """Raise PaysNothingOut or OwnerPaysOut where the shop lets somebody else do it, or nobody."""
    if shop.pay_out is PayOut.NOBODY:
        raise PaysNothingOut
    if shop.pay_out is PayOut.OWNER:
        owner = owner_of(work)
        if staff.id != owner.id:
            raise OwnerPaysOut(owner=owner.name, staff=staff.name)


def _pay_out(work: TillWork, desk: Desk, wallet: Wallet, amount: int, means: Means) -> Bill:
    unit, gifts = desk.shop.currency.code, wallet.lots_of(AccountKind.GIFT)
    drawn = ledger.draw(wallet.lots_of(AccountKind.PRINCIPAL), amount)
    touched = [entry.lot for entry in drawn if isinstance(entry.lot, int)]
    origins = work.ledger.origins([*touched, *(lot.id for lot in gifts)])
    voided = rules.voided_gifts(drawn, gifts, origins)
    gift = -sum(entry.amount for entry in voided)
    taken = _points(work, wallet, drawn, origins)
    points = -sum(entry.amount for entry in taken)
    entries = (ledger.house(TENDERS[means], unit, amount), *drawn, *voided, *taken)
    if points:
        entries = (*entries, ledger.house(House.POINTS, POINT, points))
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
        points=-points,
        payments=(BillPayment(means, amount),),
        before=before,
        after=replace(
            before,
            principal=before.principal - amount,
            gift=before.gift - gift,
            points=before.points - points,
        ),
    )
    return close_desk(work, desk, operation, bill)


def _points(
    work: TillWork, wallet: Wallet, drawn: Sequence[NewEntry], origins: Mapping[int, int]
) -> tuple[NewEntry, ...]:
    """Return the entries that take back what the customer's own top-ups had earned.

    Raises HandedOver where points stay with somebody else who handed the value over.
    """
    amounts = Counter[int]()
    for entry in drawn:
        if isinstance(entry.lot, int):
            amounts[origins[entry.lot]] -= entry.amount
    brought = work.ledger.topped_up(amounts, wallet.holder)
    lots = [entry.lot for entry in drawn if isinstance(entry.lot, int)]
    earned = {origins[lot] for lot in work.ledger.earned(lots)}
    if foreign := earned - brought.keys():
        currency = work.settings.shop().currency
        raise HandedOver(amount=Money(sum(amounts[seq] for seq in foreign), currency))
    due = sum(rules.points_due(one, amounts[seq]) for seq, one in brought.items())
    return earned_back(work, wallet, brought, due).entries
