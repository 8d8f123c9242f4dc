"""Sums over the whole ledger. Fixed SQL: it reads every entry of every customer once.

The order of the joins is given (CROSS JOIN): from the accounts of one kind to their entries by
`entry_account`, so that those of house accounts are never looked at, and dates alone are sorted.
One statement for all kinds, grouped by kind and date, takes SQLite half as long again.
"""

import datetime as dt
from collections.abc import Iterator

from smbcrm.membership.ledger.types import AccountKind, OperationKind
from smbcrm.membership.reports.owing import LedgerSums, Sum, VisitsLeft
from smbcrm.models.session import Session

_OF_KIND = (
    "FROM account a CROSS JOIN entry e CROSS JOIN operation o WHERE a.kind = ? "
    "AND a.balance IS NOT NULL AND e.account = a.id AND o.seq = e.operation "
    "AND o.business_date <= ? "
)
_MOVED = f"SELECT '', o.business_date, SUM(e.amount) {_OF_KIND}GROUP BY o.business_date"
_MOVED_VISITS = (
    f"SELECT a.unit, o.business_date, SUM(e.amount) {_OF_KIND}GROUP BY a.unit, o.business_date"
)
_OVER = (
    "SELECT a.kind, CASE WHEN a.kind = 'visits' THEN a.unit ELSE '' END, l.expires_on, "
    "SUM(l.remaining) FROM lot l JOIN account a ON a.id = l.account "
    "WHERE l.remaining <> 0 AND l.expires_on < ? GROUP BY 1, 2, 3"
)
# Of these no operation ever opens a lot below zero; what does is rare.
_NEVER_BELOW = ", ".join(
    f"'{kind.value}'"
    for kind in (
        *(OperationKind.SALE, OperationKind.TOP_UP, OperationKind.REDEMPTION),
        *(OperationKind.OPENING, OperationKind.EXPIRY, OperationKind.REVERSAL),
    )
)
_BELOW = (
    "SELECT p.business_date, SUM(e.amount) FROM operation o CROSS JOIN lot l "
    "CROSS JOIN account a CROSS JOIN entry e CROSS JOIN operation p "
    f"WHERE o.kind NOT IN ({_NEVER_BELOW}) AND l.opened_by = o.seq AND a.id = l.account "
    "AND a.kind = 'points' AND e.lot = l.id AND p.seq = e.operation AND p.business_date <= ? "
    "AND EXISTS (SELECT 1 FROM entry f WHERE f.operation = o.seq AND f.lot = l.id "
    "AND f.amount < 0) GROUP BY p.business_date"
)
# What a lot of visits cost is what the sale took that opened the first of its line of lots, if that
# sale sold nothing else. UNION and not UNION ALL: it ends, whatever stands in `source_lot`.
_VISITS = (
    "WITH RECURSIVE held (lot, unit, amount) AS ("
    f"SELECT e.lot, a.unit, SUM(e.amount) {_OF_KIND}GROUP BY e.lot, a.unit "
    "HAVING SUM(e.amount) > 0), "
    "origin (lot, root) AS (SELECT lot, lot FROM held UNION "
    "SELECT r.lot, l.source_lot FROM origin r JOIN lot l ON l.id = r.root "
    "WHERE l.source_lot IS NOT NULL) "
    "SELECT h.unit, h.amount, s.gross - s.discount, "
    "(SELECT SUM(b.amount) FROM entry b JOIN account v ON v.id = b.account "
    "WHERE b.operation = f.opened_by AND v.kind = 'visits' AND b.lot IS NOT NULL AND b.amount > 0) "
    "FROM held h JOIN lot w ON w.id = h.lot JOIN origin r ON r.lot = h.lot "
    "JOIN lot f ON f.id = r.root AND f.source_lot IS NULL "
    "LEFT JOIN sale_line s ON s.operation = f.opened_by AND NOT EXISTS ("
    "SELECT 1 FROM sale_line x WHERE x.operation = s.operation AND x.line <> s.line) "
    "WHERE w.expires_on IS NULL OR w.expires_on >= ? ORDER BY h.lot"
)


class PeeweeLiability:
    """Adds up what the shop owes."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def up_to(self, day: dt.date) -> LedgerSums:
        """Return what all customers' accounts come to, by business date up to a day."""
        return LedgerSums(
            tuple(self._moved(day)),
            tuple(self._over(day)),
            tuple(self._below(day)),
            tuple(self._visits(day)),
        )

    def _moved(self, day: dt.date) -> Iterator[Sum]:
        for kind in AccountKind:
            statement = _MOVED_VISITS if kind is AccountKind.VISITS else _MOVED
            for unit, date, amount in self._session.rows(statement, kind.value, day.isoformat()):
                yield Sum(kind, unit, dt.date.fromisoformat(date), int(amount))

    def _over(self, day: dt.date) -> Iterator[Sum]:
        for kind, unit, ends, amount in self._session.rows(_OVER, day.isoformat()):
            first = dt.date.fromisoformat(ends) + dt.timedelta(days=1)
            yield Sum(AccountKind(kind), unit, first, int(amount))

    def _below(self, day: dt.date) -> Iterator[Sum]:
        for date, amount in self._session.rows(_BELOW, day.isoformat()):
            yield Sum(AccountKind.POINTS, "", dt.date.fromisoformat(date), int(amount))

    def _visits(self, day: dt.date) -> Iterator[VisitsLeft]:
        text = day.isoformat()
        for unit, left, paid, brought in self._session.rows(
            _VISITS, AccountKind.VISITS.value, text, text
        ):
            yield VisitsLeft(unit, int(left), paid, int(brought or 0))
