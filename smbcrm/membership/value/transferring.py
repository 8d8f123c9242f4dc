"""A transfer: stored value or visits handed to another customer, with the ends of their lots."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from smbcrm.core.clock import Clock
from smbcrm.core.errors import UserError
from smbcrm.core.money import Money
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.ledger import rules as ledger
from smbcrm.membership.ledger.posting import wallet_today
from smbcrm.membership.ledger.postings import NewEntry, NewLot, PartyAccount
from smbcrm.membership.ledger.types import AccountKind, Lot, OperationKind, Wallet
from smbcrm.membership.packages.pausing import end_pauses
from smbcrm.membership.packages.rules import check_count, check_left
from smbcrm.membership.packages.steps import bill_visits, package_called
from smbcrm.membership.packages.types import Package
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
from smbcrm.membership.sales.rules import check_amount, check_reason
from smbcrm.membership.spending_pin.steps import asks_pin
from smbcrm.membership.value.types import (
    NothingThere,
    SameCustomer,
    ShortAccount,
    TransferQuote,
    TransferReason,
    TransferRequest,
)


def transfer_with_pin(work: TillWork, clock: Clock, request: TransferRequest) -> Bill | UserError:
    """Hand stored value over after the giver's PIN, where the shop asks for it.

    See `pin_refused` and `transfer`.
    """
    stored = request.amount if request.package is None else 0
    leaving = Leaving(request.giver, stored, request.pin, request.act, also=request.taker)
    refused = pin_refused(work, clock, leaving, partial(_ask, work, request))
    return transfer(work, clock, request) if refused is None else refused


def transfer(work: TillWork, clock: Clock, request: TransferRequest) -> Bill:
    """Hand stored value over, both parts as in spending, or visits of a package.

    The same request again returns the first bill.
    """
    asked = _ask(work, request)
    if asked.first is not None:
        return asked.first
    package = None if request.package is None else package_called(work, request.package)
    reason = check_reason(request.reason, list(TransferReason))
    if request.giver == request.taker:
        raise SameCustomer
    desk = open_desk(work, clock, request.act, asked)
    currency = desk.shop.currency
    # Both at once and in the order of their ids, so that two transfers never wait for each other.
    work.ledger.lock(sorted((request.giver, request.taker)))
    wallet = wallet_today(work, request.giver, desk.request, desk.today)
    taker = wallet_today(work, request.taker, desk.request, desk.today)
    if package is not None:
        return _hand_visits(work, desk, (wallet, taker), (package, request.amount), reason)
    amount = check_amount(request.amount, currency)
    there = wallet.balance(AccountKind.PRINCIPAL) + wallet.balance(AccountKind.GIFT)
    if amount > there:
        refusal = ShortAccount if there else NothingThere
        raise refusal(asked=Money(amount, currency), available=Money(there, currency))
    return _hand_over(work, desk, (wallet, taker), amount, reason)


def transfer_quoted(work: TillWork, clock: Clock, request: TransferRequest) -> TransferQuote:
    """Hand it over, for the unit of work to take it back; raise what `transfer` raises."""
    bill = transfer(work, clock, request)
    after = balances(work.ledger.wallet(request.taker))
    principal, gift = (
        bill.before.principal - bill.after.principal,
        bill.before.gift - bill.after.gift,
    )
    before = replace(after, principal=after.principal - principal, gift=after.gift - gift)
    asks = request.package is None and asks_pin(work.settings.shop(), request.amount)
    has = asks and work.spending_pins.get(request.giver) is not None
    return TransferQuote(bill, None, request, before, after, asks_pin=asks, has_pin=has)


def _ask(work: TillWork, request: TransferRequest) -> Asked:
    return ask(
        work,
        OperationKind.TRANSFER,
        request.act,
        {
            "giver": request.giver,
            "taker": request.taker,
            "amount": request.amount,
            "reason": request.reason,
            "package": request.package,
        },
    )


def _hand_over(
    work: TillWork, desk: Desk, wallets: tuple[Wallet, Wallet], amount: int, reason: str
) -> Bill:
    wallet, taker = wallets
    before = balances(wallet)
    # In whatever order the shop spends: else the gift could be parted from what it was given for.
    principal, gift = ledger.pro_rata(amount, before.principal, before.gift)
    entries = (
        *_handed(wallet.lots_of(AccountKind.PRINCIPAL), principal, taker),
        *_handed(wallet.lots_of(AccountKind.GIFT), gift, taker),
    )
    deed = Deed(
        OperationKind.TRANSFER,
        amount,
        entries,
        billed=False,
        reason=reason,
        other_party=taker.party,
    )
    operation, blank = carry_out(work, desk, wallet, deed)
    bill = replace(
        blank,
        gift=gift,
        taker=taker.holder,
        before=before,
        after=replace(before, principal=before.principal - principal, gift=before.gift - gift),
    )
    return close_desk(work, desk, operation, bill)


def _hand_visits(
    work: TillWork,
    desk: Desk,
    wallets: tuple[Wallet, Wallet],
    visits: tuple[Package, int],
    reason: str,
) -> Bill:
    wallet, taker = wallets
    package, count = visits[0], check_count(visits[1])
    lots = wallet.lots_in(package.unit)
    check_left(package, lots, count)
    end_pauses(work, taker, [package.unit], desk.request, desk.today)
    deed = Deed(
        OperationKind.TRANSFER,
        0,
        tuple(_handed(lots, count, taker)),
        billed=False,
        reason=reason,
        other_party=taker.party,
    )
    operation, blank = carry_out(work, desk, wallet, deed)
    before = balances(wallet)
    bill = replace(
        blank,
        taker=taker.holder,
        before=before,
        after=before,
        visits=bill_visits([(package, -count)], work.ledger.wallet(wallet.holder)),
    )
    return close_desk(work, desk, operation, bill)


def _handed(lots: Sequence[Lot], amount: int, taker: Wallet) -> Iterator[NewEntry]:
    """Yield the entries that draw on lots and open the like of them for the taker."""
    by_id = {lot.id: lot for lot in lots}
    for entry in ledger.draw(lots, amount):
        yield entry
        lot = by_id[entry.lot] if isinstance(entry.lot, int) else lots[0]
        known = taker.account(lot.kind, lot.unit)
        account = PartyAccount(lot.kind, taker.holder) if known is None else known
        yield NewEntry(account, lot.unit, -entry.amount, NewLot(lot.expires_on, lot.id))
