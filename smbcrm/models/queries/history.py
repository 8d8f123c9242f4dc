"""The operations of a customer, with what they moved on each kind of account."""

import datetime as dt

from smbcrm.core.clock import parse_instant
from smbcrm.membership.history.types import HistoryRow
from smbcrm.membership.ledger.types import OperationKind
from smbcrm.models.session import Session, SqlRow

_KINDS = ("principal", "gift", "credit", "points", "visits", "vouchers")
_MOVED = ", ".join(
    f"(SELECT COALESCE(SUM(e.amount), 0) FROM entry e JOIN account m ON m.id = e.account "
    f"WHERE e.operation = o.seq AND m.kind = '{kind}' AND m.holder = ?)"
    for kind in _KINDS
)
# What was done for the customer, and what somebody else handed over. Each account is walked no
# further down than its own last row of the page.
_PICKED = " UNION ".join(
    f"SELECT w.{seq} AS seq FROM account a JOIN {table} w ON w.party = a.id AND w.{seq} < ? "
    f"AND w.{seq} >= COALESCE((SELECT x.{seq} FROM {table} x WHERE x.party = a.id "
    f"AND x.{seq} < ? ORDER BY x.{seq} DESC LIMIT 1 OFFSET ?), 0) "
    "WHERE a.holder = ? AND a.kind = 'principal'"
    for table, seq in (("operation", "seq"), ("other_party", "operation"))
)
_OF_CUSTOMER = (
    "SELECT o.seq, o.id, o.kind, o.business_date, o.recorded_at, s.name, t.name, o.bill_number, "
    f"sale.net, {_MOVED}, o.reason_code, target.id, back.id, n.note "
    f"FROM ({_PICKED}) p JOIN operation o ON o.seq = p.seq "
    "JOIN staff s ON s.id = o.staff JOIN terminal t ON t.id = o.terminal "
    "LEFT JOIN sale ON sale.operation = o.seq "
    "LEFT JOIN operation target ON target.seq = o.reverses "
    "LEFT JOIN operation back ON back.reverses = o.seq "
    "LEFT JOIN operation_note n ON n.operation = o.seq "
    "ORDER BY o.seq DESC LIMIT ?"
)
_BEYOND = 2**62


class PeeweeHistoryQuery:
    """Reads operations with what they moved."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of_customer(self, customer: int, limit: int, before: int | None) -> tuple[HistoryRow, ...]:
        """Return a customer's operations, newest first, from below a sequence number on."""
        below = before or _BEYOND
        picked = below, below, limit - 1, customer
        rows = self._session.rows(
            _OF_CUSTOMER, *(customer for _ in _KINDS), *picked, *picked, limit
        )
        return tuple(_row(row) for row in rows)


def _row(row: SqlRow) -> HistoryRow:
    return HistoryRow(
        seq=row[0],
        id=row[1],
        kind=OperationKind(row[2]),
        business_date=dt.date.fromisoformat(row[3]),
        recorded_at=parse_instant(row[4]),
        staff=row[5],
        terminal=row[6],
        bill_number=row[7],
        net=row[8],
        principal=int(row[9]),
        gift=int(row[10]),
        credit=int(row[11]),
        points=int(row[12]),
        visits=int(row[13]),
        vouchers=int(row[14]),
        reason_code=row[15],
        reverses=row[16],
        reversed_by=row[17],
        note=row[18] or "",
    )
