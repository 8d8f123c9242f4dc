"""Sums over the whole ledger. Fixed SQL: it reads every entry of every customer once.

Each kind of account is read by itself, in the order of its accounts and by `entry_account` (the
CROSS JOINs say so), so that entries of house accounts are never looked at and nothing is sorted:
what came after each day is added up on the way, and taken off the sum of all. Grouping by kind and
month in one statement takes SQLite twice as long.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence

from smbcrm.membership.ledger.types import AccountKind, OperationKind
from smbcrm.membership.reports.owing import LedgerSums, Sums, VisitsLeft
from smbcrm.models.session import Session, SqlRow

_OF_KIND = (
    "FROM account a CROSS JOIN entry e CROSS JOIN operation o WHERE a.kind = ? "
    "AND a.balance IS NOT NULL AND e.account = a.id AND o.seq = e.operation "
    "AND o.business_date <= ? "
)
_AFTER = "SUM(e.amount) FILTER (WHERE o.business_date > ?)"
_ENTRIES = f"SELECT '', SUM(e.amount){{after}} {_OF_KIND}"
_VISITS = f"SELECT a.unit, SUM(e.amount){{after}} {_OF_KIND}GROUP BY a.unit"
_OVER = (
    "SELECT a.kind, CASE WHEN a.kind = 'visits' THEN a.unit ELSE '' END, l.expires_on, "
    "SUM(l.remaining) FROM lot l JOIN account a ON a.id = l.account "
    "LEFT JOIN package_pause p ON p.account = a.id WHERE l.remaining <> 0 AND l.expires_on < ? "
    "AND (p.since IS NULL OR l.expires_on < p.since) GROUP BY 1, 2, 3"
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
    "SELECT l.id, p.business_date, SUM(e.amount) FROM operation o CROSS JOIN lot l "
    "CROSS JOIN account a CROSS JOIN entry e CROSS JOIN operation p "
    f"WHERE o.kind NOT IN ({_NEVER_BELOW}) AND l.opened_by = o.seq AND a.id = l.account "
    "AND a.kind = 'points' AND e.lot = l.id AND p.seq = e.operation AND p.business_date <= ? "
    "AND EXISTS (SELECT 1 FROM entry f WHERE f.operation = o.seq AND f.lot = l.id "
    "AND f.amount < 0) GROUP BY l.id, p.business_date"
)
# What a lot of visits cost is what the sale took that opened the first of its line of lots, if that
# sale sold nothing else. UNION and not UNION ALL: it ends, whatever stands in `source_lot`.
_LOTS_OF_VISITS = (
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
    "LEFT JOIN package_pause p ON p.account = w.account "
    "WHERE w.expires_on IS NULL OR w.expires_on >= ? OR w.expires_on >= p.since ORDER BY h.lot"
)


class PeeweeLiability:
    """Adds up what the shop owes."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def at(self, days: Sequence[dt.date]) -> LedgerSums:
        """Return what all customers' accounts come to at the end of some days, in order."""
        texts = [day.isoformat() for day in days]
        return LedgerSums(
            tuple(self._entries(texts)),
            tuple(self._over(texts)),
            self._below(texts),
            tuple(self._visits(texts[-1])),
        )

    def _entries(self, days: Sequence[str]) -> Iterator[Sums]:
        after = "".join(f", {_AFTER}" for _ in days[:-1])
        for kind in AccountKind:
            statement = _VISITS if kind is AccountKind.VISITS else _ENTRIES
            rows = self._session.rows(
                statement.format(after=after), *days[:-1], kind.value, days[-1]
            )
            for unit, total, *later in rows:
                whole = int(total or 0)
                yield Sums(kind, unit, (*(whole - int(part or 0) for part in later), whole))

    def _over(self, days: Sequence[str]) -> Iterator[Sums]:
        ended: defaultdict[tuple[str, str], list[SqlRow]] = defaultdict(list)
        for kind, unit, ends, amount in self._session.rows(_OVER, days[-1]):
            ended[kind, unit].append((ends, int(amount)))
        for (kind, unit), lots in ended.items():
            amounts = (sum(amount for ends, amount in lots if ends < day) for day in days)
            yield Sums(AccountKind(kind), unit, tuple(amounts))

    def _below(self, days: Sequence[str]) -> tuple[int, ...]:
        moved: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
        for lot, date, amount in self._session.rows(_BELOW, days[-1]):
            moved[lot].append((date, int(amount)))
        # What fills a lot may be dated before what opened it: such a day finds nothing missing.
        return tuple(
            sum(
                min(0, sum(amount for date, amount in rows if date <= day))
                for rows in moved.values()
            )
            for day in days
        )

    def _visits(self, day: str) -> Iterator[VisitsLeft]:
        rows = self._session.rows(_LOTS_OF_VISITS, AccountKind.VISITS.value, day, day)
        for unit, left, paid, brought in rows:
            yield VisitsLeft(unit, int(left), paid, int(brought or 0))
