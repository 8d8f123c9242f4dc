"""Opening balances: what a customer owned before the shop kept its books here."""

import datetime as dt
from dataclasses import dataclass

from smbcrm.membership.ledger import rules
from smbcrm.membership.ledger.postings import NewEntry, Posting, Request
from smbcrm.membership.ledger.types import POINT, AccountKind, House, OperationKind, Wallet


@dataclass(frozen=True, slots=True)
class OpeningBalance:
    """One balance brought in; no end unless the old book gives one. Visits name their unit."""

    kind: AccountKind
    amount: int
    expires_on: dt.date | None = None
    unit: str | None = None


def opening(
    wallet: Wallet,
    request: Request,
    business_date: dt.date,
    balances: tuple[OpeningBalance, ...],
    currency: str,
) -> Posting:
    """Return the one operation that brings a customer's balances in.

    It earns no points, counts for no tier and in no day close, and bears no bill number.
    """
    entries: list[NewEntry] = []
    for balance in balances:
        usual = POINT if balance.kind is AccountKind.POINTS else currency
        unit = balance.unit or usual
        entries.append(rules.house(House.OPENING, unit, -balance.amount))
        entries += rules.credited(wallet, balance.kind, unit, balance.amount, balance.expires_on)
    return Posting(
        kind=OperationKind.OPENING,
        request=request,
        business_date=business_date,
        entries=tuple(entries),
        holder=wallet.holder,
        party=wallet.party,
    )
