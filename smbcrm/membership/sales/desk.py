"""Steps that everything at the till begins and ends with."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from smbcrm.core.clock import Clock, instant_text
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.core.text import clean
from smbcrm.membership.bills.types import (
    Balances,
    Bill,
    BillCustomer,
    BillShop,
)
from smbcrm.membership.ledger import rules as ledger
from smbcrm.membership.ledger.posting import post, wallet_today
from smbcrm.membership.ledger.postings import NewEntry, NewTerm, Posting, Request, Served
from smbcrm.membership.ledger.types import AccountKind, Operation, OperationKind, Wallet
from smbcrm.membership.requests.steps import identify, recorded
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.ports import TillWork
from smbcrm.membership.sales.types import Available
from smbcrm.membership.shop.types import Shop, money_of_points
from smbcrm.membership.staff.steps import moment
from smbcrm.membership.staff.types import Staff, Terminal
from smbcrm.membership.tiers.steps import rules_begun, tier_on
from smbcrm.membership.tiers.types import Tier
from smbcrm.membership.vouchers.types import Here

_LONGEST_NOTE = 2000


class NoteTooLong(UserError):
    """A note that is longer than a note should be."""

    msgid = N_("The note is longer than {longest} signs. Shorten it.")


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything about the moment at the till: the shop, who, where, when, which request."""

    shop: Shop
    staff: Staff
    terminal: Terminal
    request: Request
    today: dt.date
    date: dt.date
    note: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A request at the till: its id, the hash of its arguments, and what it did before, if so."""

    id: str
    hash: str
    first: Bill | None


def ask(work: TillWork, kind: OperationKind, act: Act, arguments: Mapping[str, object]) -> Asked:
    """Return the request; raise BadRequestId, or RequestReused for another one of that id."""
    request_id, asked = identify(act, kind, arguments)
    if recorded(work, request_id, asked) is None:
        return Asked(request_id, asked, None)
    operation = work.ledger.operation(request_id)
    first = None if operation is None else work.bills.get(operation.seq)
    return Asked(request_id, asked, first)


def open_desk(work: TillWork, clock: Clock, act: Act, asked: Asked) -> Desk:
    """Return the moment at the till; raise where staff, till, date or note cannot be."""
    if len(act.note) > _LONGEST_NOTE:
        raise NoteTooLong(longest=_LONGEST_NOTE)
    shop = work.settings.shop()
    at = moment(work, clock, act)
    rules_begun(work, at.today)
    request = Request(asked.id, asked.hash, at.staff.id, at.terminal.id, at.now)
    return Desk(shop, at.staff, at.terminal, request, at.today, at.date, clean(act.note))


def whereabouts(desk: Desk) -> Here:
    """Return when and where vouchers are looked at."""
    return Here(desk.today, desk.request.recorded_at, desk.terminal.id, desk.shop.day)


def wallet_of(work: TillWork, desk: Desk, customer: int | None) -> Wallet | None:
    """Return the customer's locked wallet as it is today; None for a walk-in."""
    if customer is None:
        return None
    return wallet_today(work, customer, desk.request, desk.today)


def available(wallet: Wallet | None) -> Available | None:
    """Return what may be spent."""
    if wallet is None:
        return None
    return Available(
        wallet.balance(AccountKind.PRINCIPAL),
        wallet.balance(AccountKind.GIFT),
        wallet.balance(AccountKind.CREDIT),
        ledger.redeemable(wallet.lots_of(AccountKind.POINTS)),
    )


def balances(wallet: Wallet | None) -> Balances:
    """Return what the customer owns, for the bill."""
    if wallet is None:
        return Balances()
    return Balances(
        wallet.balance(AccountKind.PRINCIPAL),
        wallet.balance(AccountKind.GIFT),
        wallet.balance(AccountKind.CREDIT),
        wallet.balance(AccountKind.POINTS),
    )


def blank_bill(
    work: TillWork, desk: Desk, operation: Operation, amount: int, to: tuple[int, Tier] | None
) -> Bill:
    """Return the bill of an operation with what every bill says.

    `to` is the customer and the tier held; the language is the customer's, else the
    shop's document language, never the clerk's.
    """
    shop = desk.shop
    customer, language = None, shop.language
    if to is not None:
        known = work.customers.addressee(to[0], desk.today)
        language = known.language or language
        customer = BillCustomer(
            id=known.id,
            code=known.code,
            name=known.full_name,
            phone=known.phone,
            address=known.address,
            card=known.card,
            tier=to[1].name,
            given_name=known.given_name,
            tier_code=to[1].code,
        )
    return Bill(
        operation=operation.id,
        kind=operation.kind,
        bill_number=operation.bill_number,
        business_date=operation.business_date.isoformat(),
        recorded_at=instant_text(operation.recorded_at),
        language=language,
        currency=shop.currency,
        shop=BillShop(shop.name, shop.address, shop.phone, shop.tax_number, shop.bill_note),
        staff=desk.staff.name,
        terminal=desk.terminal.name,
        amount=amount,
        customer=customer,
        local_time=shop.day.local(operation.recorded_at).strftime("%Y-%m-%dT%H:%M"),
    )


@dataclass(frozen=True, slots=True)
class Deed:
    """What is done for a customer at the till: its kind and amount, what it moves, and why."""

    kind: OperationKind
    amount: int
    entries: tuple[NewEntry, ...]
    billed: bool = True
    reason: str | None = None
    other_party: int | None = None
    terms: tuple[NewTerm, ...] = ()
    served: tuple[Served, ...] = ()


def carry_out(work: TillWork, desk: Desk, wallet: Wallet, deed: Deed) -> tuple[Operation, Bill]:
    """Post what is done for a customer; return it with its bill, still blank but for the amount."""
    operation = post_deed(work, desk, wallet, deed)
    to = (wallet.holder, tier_on(work, wallet.holder, desk.date))
    return operation, blank_bill(work, desk, operation, deed.amount, to)


def post_deed(work: TillWork, desk: Desk, wallet: Wallet, deed: Deed) -> Operation:
    """Post what is done for a customer."""
    return post(
        work,
        Posting(
            kind=deed.kind,
            request=desk.request,
            business_date=desk.date,
            entries=deed.entries,
            holder=wallet.holder,
            party=wallet.party,
            other_party=deed.other_party,
            terms=deed.terms,
            served=deed.served,
            reason_code=deed.reason,
            note=desk.note,
            billed=deed.billed,
        ),
    )


def close_desk(work: TillWork, desk: Desk, operation: Operation, bill: Bill) -> Bill:
    """Write the bill of an operation and return it: the first answer to its request."""
    if bill.customer is not None:
        worth = money_of_points(bill.after.points, desk.shop.rates.worth)
        bill = replace(bill, points_worth=worth)
    work.bills.add(operation.seq, bill)
    return bill
