"""Posting: the only way value moves."""

import datetime as dt
from collections.abc import Sequence

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.ledger import rules
from smbcrm.membership.ledger.closing import check_open
from smbcrm.membership.ledger.ending import expiry_id
from smbcrm.membership.ledger.ports import LedgerWork
from smbcrm.membership.ledger.postings import OperationPosted, Posting, Request
from smbcrm.membership.ledger.types import House, Lot, Operation, OperationKind, Wallet
from smbcrm.membership.requests.rules import request_hash


class AlreadyExpired(UserError):
    """A back-dated credit whose lot would have ended already."""

    msgid = N_("What this brings would have ended on {date} already. Choose a later date.")


def post(work: LedgerWork, posting: Posting) -> Operation:
    """Post one operation; see `post_many`."""
    return post_many(work, (posting,))[0]


def post_many(work: LedgerWork, postings: Sequence[Posting]) -> list[Operation]:
    """Post operations in order: the only writer of value.

    Each must sum to zero in every unit. Expiries that are due on the accounts they touch have been
    booked before (`wallet_today`). Raises DayClosed; ValueError for an operation that does not add
    up, which is a bug in the caller.
    """
    for posting in postings:
        rules.check_balanced(posting.entries)
    check_open(work, postings)
    operations = work.ledger.append(postings)
    for posting, operation in zip(postings, operations, strict=True):
        holders = frozenset() if posting.holder is None else frozenset({posting.holder})
        work.record(OperationPosted(operation.id, holders))
    return operations


def check_lasting(expires_on: dt.date | None, today: dt.date) -> None:
    """Raise AlreadyExpired for a lot that would be over on the day it is written."""
    if expires_on is not None and expires_on < today:
        raise AlreadyExpired(date=expires_on)


def wallet_today(work: LedgerWork, customer: int, request: Request, today: dt.date) -> Wallet:
    """Return the customer's locked wallet after booking the expiries that are due."""
    work.ledger.lock((customer,))
    wallet = work.ledger.wallet(customer)
    due = rules.due(wallet, today)
    if not due:
        return wallet
    post_many(work, [expiry(customer, wallet.party, lot, request) for lot in due])
    return work.ledger.wallet(customer)


def expiry(holder: int, party: int, lot: Lot, request: Request) -> Posting:
    """Return the operation that ends a lot, dated the day after its last day."""
    if lot.expires_on is None:
        raise ValueError(lot.id)
    return Posting(
        kind=OperationKind.EXPIRY,
        request=Request(
            expiry_id(lot),
            request_hash(OperationKind.EXPIRY, {"lot": lot.id}),
            request.staff,
            request.terminal,
            request.recorded_at,
        ),
        business_date=lot.expires_on + dt.timedelta(days=1),
        entries=(
            *rules.draw((lot,), lot.remaining),
            rules.house(House.EXPIRED, lot.unit, lot.remaining),
        ),
        holder=holder,
        party=party,
    )
