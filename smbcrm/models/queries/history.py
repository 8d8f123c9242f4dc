"""The operations of a customer, with what they moved on each kind of account."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from smbcrm.core.clock import parse_instant
from smbcrm.membership.history.types import HistoryRow, Person, VisitsMoved
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
# The customer's own packages, and whosesoever were used.
_PACKAGES = (
    "SELECT o.seq, i.code, i.name, SUM(e.amount), w.id, w.code, w.full_name, "
    "u.id, u.code, u.full_name FROM operation o LEFT JOIN operation t ON t.seq = o.reverses "
    "JOIN entry e ON e.operation = o.seq "
    "JOIN account a ON a.id = e.account AND a.kind = 'visits' AND a.balance IS NOT NULL "
    "JOIN item i ON i.code = SUBSTR(a.unit, 7) JOIN customer w ON w.id = a.holder "
    "LEFT JOIN account p ON p.id = o.party AND COALESCE(t.kind, o.kind) = 'visit_use' "
    "LEFT JOIN customer u ON u.id = p.holder "
    "WHERE o.seq IN ({numbers}) AND (a.holder = ? OR u.id IS NOT NULL) "
    "GROUP BY o.seq, i.id, i.code, i.name, w.id, w.code, w.full_name, u.id, u.code, u.full_name "
    "ORDER BY o.seq, i.code"
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
        packages = self._packages(customer, [row[0] for row in rows])
        return tuple(_row(row, tuple(packages[row[0]])) for row in rows)

    def _packages(
        self, customer: int, operations: Sequence[int]
    ) -> defaultdict[int, list[VisitsMoved]]:
        numbers = ", ".join(map(str, operations)) or "NULL"
        found: defaultdict[int, list[VisitsMoved]] = defaultdict(list)
        for row in self._session.rows(_PACKAGES.format(numbers=numbers), customer):
            seq, code, name, moved, *people = row
            owner, user = Person(*people[:3]), None if people[3] is None else Person(*people[3:])
            found[seq].append(VisitsMoved(code, name, int(moved), owner, user))
        return found


def _row(row: SqlRow, packages: tuple[VisitsMoved, ...]) -> HistoryRow:
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
        packages=packages,
    )
