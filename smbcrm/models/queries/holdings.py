"""Everything that ever happened to what a customer owns. Fixed SQL: it may be thousands of rows."""

import datetime as dt
from typing import Any

from smbcrm.membership.ledger.types import Account, AccountKind
from smbcrm.membership.reports.holdings import Deed, HeldEntry, HeldLot, HeldTerm, Holdings
from smbcrm.models.session import Session, SqlRow
from smbcrm.models.stores.dates import day_of

_ACCOUNTS = "SELECT id, kind, unit, balance FROM account WHERE holder = ? ORDER BY id"
# A lot is found by its entries; one that still claims to hold something, also without any.
_OWN_LOTS = (
    "(SELECT e.lot FROM account a JOIN entry e ON e.account = a.id WHERE a.holder = ? "
    "UNION SELECT r.id FROM account a JOIN lot r ON r.account = a.id "
    "WHERE a.holder = ? AND r.remaining <> 0)"
)
_LOTS = (
    "SELECT l.id, l.account, l.opened_by, l.opened_on, l.expires_on, l.remaining, l.source_lot, "
    "s.opened_on, p.since FROM lot l LEFT JOIN lot s ON s.id = l.source_lot "
    f"LEFT JOIN package_pause p ON p.account = l.account WHERE l.id IN {_OWN_LOTS} ORDER BY l.id"
)
_DEED = "o.seq, o.id, o.kind, o.business_date, o.bill_number, g.id, g.kind, g.bill_number, b.id"
_TARGETS = (
    "LEFT JOIN operation g ON g.seq = o.reverses LEFT JOIN operation b ON b.reverses = o.seq "
)
_ENTRIES = (
    f"SELECT e.account, e.lot, e.amount, {_DEED} FROM account a JOIN entry e ON e.account = a.id "
    f"JOIN operation o ON o.seq = e.operation {_TARGETS}"
    "WHERE a.holder = ? ORDER BY e.operation, e.line"
)
_TERMS = (
    f"SELECT l.account, m.lot, m.expires_on, {_DEED} FROM lot_term m JOIN lot l ON l.id = m.lot "
    f"JOIN operation o ON o.seq = m.operation {_TARGETS}"
    f"WHERE m.lot IN {_OWN_LOTS} AND m.operation <> l.opened_by ORDER BY m.operation, m.lot"
)


class PeeweeHoldings:
    """Reads what a customer owns."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of_customer(self, customer: int) -> Holdings:
        """Return the accounts, lots, entries and changed ends of a customer, in order."""
        rows = self._session.rows
        return Holdings(
            tuple(
                Account(id_, AccountKind(kind), *rest)
                for id_, kind, *rest in rows(_ACCOUNTS, customer)
            ),
            tuple(map(_lot, rows(_LOTS, customer, customer))),
            tuple(
                HeldEntry(_deed(deed), account, lot, amount)
                for account, lot, amount, *deed in rows(_ENTRIES, customer)
            ),
            tuple(
                HeldTerm(_deed(deed), account, lot, day_of(ends))
                for account, lot, ends, *deed in rows(_TERMS, customer, customer)
            ),
        )


def _lot(row: SqlRow) -> HeldLot:
    id_, account, opened_by, opened_on, ends, remaining, source, source_opened, since = row
    opened = dt.date.fromisoformat(opened_on)
    ends, source_opened = day_of(ends), day_of(source_opened)
    return HeldLot(
        id_, account, opened_by, opened, ends, remaining, source, source_opened, day_of(since)
    )


def _deed(row: list[Any]) -> Deed:
    seq, id_, kind, date, bill, target, target_kind, target_bill, back = row
    day = dt.date.fromisoformat(date)
    return Deed(seq, id_, kind, day, bill, target, target_kind or "", target_bill, back)
