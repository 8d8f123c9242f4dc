"""What a customer's accounts hold and how it came there: the rows of the ledger, as they stand.

Amounts are minor units of the currency, or counts, by the unit of the account.
"""

import datetime as dt
from typing import NamedTuple

from smbcrm.membership.ledger.types import Account


class Deed(NamedTuple):
    """An operation, as it is told of: what it was, when it counts, which bill it has.

    `kind` is a code of `OperationKind`. Of a reversal, `reverses` is the id of what it took back,
    with that one's kind and bill number; `reversed_by` is the id of what took this back.
    """

    seq: int
    id: str
    kind: str
    business_date: dt.date
    bill_number: int | None
    reverses: str | None = None
    target_kind: str = ""
    target_bill: int | None = None
    reversed_by: str | None = None


class HeldLot(NamedTuple):
    """A lot with the day on which the older one was opened that it came from.

    `paused` is the business date since which its package stands still.
    """

    id: int
    account: int
    opened_by: int
    opened_on: dt.date
    expires_on: dt.date | None
    remaining: int
    source_lot: int | None
    source_opened_on: dt.date | None
    paused: dt.date | None = None


class HeldEntry(NamedTuple):
    """An entry, in the order of the ledger; one without a lot is none that we wrote."""

    deed: Deed
    account: int
    lot: int | None
    amount: int


class HeldTerm(NamedTuple):
    """An end that an operation set for a lot that was there already."""

    deed: Deed
    account: int
    lot: int
    expires_on: dt.date | None


class Holdings(NamedTuple):
    """All accounts of a customer by id, their lots by id, and what moved them in order."""

    accounts: tuple[Account, ...]
    lots: tuple[HeldLot, ...]
    entries: tuple[HeldEntry, ...]
    terms: tuple[HeldTerm, ...]
