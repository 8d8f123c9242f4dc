"""The lots of the ledger: what is in them, where they came from, what became of them."""

import datetime as dt
from collections.abc import Collection, Sequence

from smbcrm.membership.ledger.types import AccountKind, Lot, ToppedUp
from smbcrm.models.session import Session, SqlRow

LOT_COLUMNS = (
    "l.id, l.account, a.kind, a.unit, l.opened_by, l.opened_on, l.expires_on, l.remaining, "
    "l.source_lot, p.since"
)
LOT = (
    f"SELECT {LOT_COLUMNS} FROM lot l JOIN account a ON a.id = l.account "
    "LEFT JOIN package_pause p ON p.account = l.account WHERE "
)
OVER = (
    "(l.expires_on IS NOT NULL AND l.expires_on < "
    "CASE WHEN p.since IS NOT NULL AND p.since < ? THEN p.since ELSE ? END)"
)
"""That the last day of a lot `l` is over on a business date, given twice: `Lot.over`."""
_LOST = (
    "SELECT e.lot, -e.amount FROM entry e JOIN operation o ON o.seq = e.operation "
    "WHERE o.kind = 'expiry' AND e.lot IN ({}) AND NOT EXISTS (SELECT 1 FROM lot n "
    "JOIN operation x ON x.seq = n.opened_by WHERE n.source_lot = e.lot AND x.kind = 'extension')"
)
_EXTENDED = (
    "SELECT t.lot, MAX(o.business_date) FROM lot_term t JOIN operation o ON o.seq = t.operation "
    "WHERE o.kind = 'extension' AND t.lot IN ({}) GROUP BY t.lot"
)
_CARRIED_ON = (
    "WITH RECURSIVE family (id) AS (SELECT id FROM lot WHERE opened_by = ? "
    "UNION SELECT l.id FROM lot l JOIN family f ON l.source_lot = f.id) "
)
_GIFT_SPENT = (
    "WITH RECURSIVE family (id) AS ("
    "SELECT l.id FROM lot l JOIN account a ON a.id = l.account "
    "WHERE l.opened_by IN ({}) AND a.kind = 'gift' AND l.source_lot IS NULL "
    "UNION SELECT l.id FROM lot l JOIN family f ON l.source_lot = f.id) "
    "SELECT COALESCE(-SUM(e.amount), 0) FROM family f JOIN entry e ON e.lot = f.id "
    "JOIN operation o ON o.seq = e.operation WHERE o.kind IN ('sale', 'refund') "
    "AND NOT EXISTS (SELECT 1 FROM operation r WHERE r.reverses = o.seq)"
)
_EARNED = (
    "WITH RECURSIVE family (lot, id) AS (SELECT id, id FROM lot WHERE id IN ({}) "
    "UNION ALL SELECT f.lot, l.source_lot FROM family f JOIN lot l ON l.id = f.id "
    "WHERE l.source_lot IS NOT NULL) "
    "SELECT f.lot FROM family f JOIN lot l ON l.id = f.id AND l.source_lot IS NULL "
    "JOIN operation o ON o.seq = l.opened_by WHERE o.kind = 'top_up' AND EXISTS (SELECT 1 "
    "FROM entry e JOIN account a ON a.id = e.account "
    "WHERE e.operation = o.seq AND a.kind = 'points')"
)
_BROUGHT = (
    "SELECT COALESCE(SUM(CASE WHEN a.kind = 'principal' THEN e.amount END), 0), "
    "COALESCE(SUM(CASE WHEN a.kind = 'points' THEN e.amount END), 0) FROM operation o "
    "JOIN account p ON p.id = o.party JOIN entry e ON e.operation = o.seq "
    "JOIN account a ON a.id = e.account AND a.balance IS NOT NULL "
    "WHERE o.seq = ? AND o.kind = 'top_up' AND p.holder = ?"
)
_WITHDRAWN = (
    "WITH RECURSIVE family (id) AS ("
    "SELECT l.id FROM lot l JOIN account a ON a.id = l.account "
    "WHERE l.opened_by = ? AND a.kind = 'principal' "
    "UNION SELECT l.id FROM lot l JOIN family f ON l.source_lot = f.id) "
    "SELECT COALESCE(-SUM(e.amount), 0) FROM family f JOIN entry e ON e.lot = f.id "
    "JOIN operation o ON o.seq = e.operation WHERE o.kind = 'withdrawal' "
    "AND NOT EXISTS (SELECT 1 FROM operation r WHERE r.reverses = o.seq)"
)
PAID_OUT = (
    "WITH RECURSIVE family (id) AS ("
    "SELECT l.id FROM lot l JOIN account a ON a.id = l.account "
    "WHERE l.opened_by = ? AND a.kind = 'principal' "
    "UNION SELECT l.id FROM lot l JOIN family f ON l.source_lot = f.id) "
    "SELECT MAX(o.seq) FROM family f JOIN entry e ON e.lot = f.id "
    "JOIN operation o ON o.seq = e.operation WHERE o.kind = 'withdrawal' AND o.seq > ? "
    "AND NOT EXISTS (SELECT 1 FROM operation r WHERE r.reverses = o.seq)"
)
"""The last standing withdrawal, after another operation, of what an operation brought."""
LOT_ORDER = " ORDER BY l.expires_on IS NULL, l.expires_on, l.opened_on, l.id"


class LotReads:
    """What the store of the ledger reads of lots."""

    _session: Session

    def lots(self, ids: Sequence[int]) -> dict[int, Lot]:
        """Return lots by id."""
        found = (self._session.row(LOT + "l.id = ?", lot) for lot in sorted(set(ids)))
        return {row[0]: lot_of(row) for row in found if row is not None}

    def all_lots(self, customer: int, unit: str) -> tuple[Lot, ...]:
        """Return every lot of a customer's accounts of a unit, also empty ones, as `Wallet`."""
        rows = self._session.rows(
            LOT + "l.id IN (SELECT e.lot FROM account c JOIN entry e ON e.account = c.id "
            "WHERE c.holder = ? AND c.unit = ? AND e.lot IS NOT NULL)" + LOT_ORDER,
            customer,
            unit,
        )
        return tuple(lot_of(row) for row in rows)

    def lost_on(self, lots: Sequence[int]) -> dict[int, int]:
        """Return what lots held when they ended, unless an extension has brought that back."""
        if not lots:
            return {}
        marks = ", ".join("?" * len(lots))
        return dict(self._session.rows(_LOST.format(marks), *lots))

    def visits_from(self, seq: int) -> tuple[Lot, ...]:
        """Return the lots of visits that an operation opened, and all that carried them on."""
        rows = self._session.rows(
            f"{_CARRIED_ON}{LOT}a.kind = 'visits' AND l.id IN (SELECT id FROM family){LOT_ORDER}",
            seq,
        )
        return tuple(lot_of(row) for row in rows)

    def extended_on(self, lots: Sequence[int]) -> dict[int, dt.date]:
        """Return on which business date lots were last extended, of those that were."""
        if not lots:
            return {}
        rows = self._session.rows(_EXTENDED.format(", ".join("?" * len(lots))), *lots)
        return {lot: dt.date.fromisoformat(day) for lot, day in rows}

    def origins(self, lots: Sequence[int]) -> dict[int, int]:
        """Return by which operation the value of lots first came, through the lots before them."""
        found = {}
        for number in lots:
            lot = self.lots((number,))[number]
            while lot.source is not None:
                lot = self.lots((lot.source,))[lot.source]
            found[number] = lot.opened_by
        return found

    def gift_spent(self, operations: Collection[int]) -> int:
        """Return how much was spent of the gift that operations brought, in minor units."""
        marks = ", ".join("?" * len(operations))
        row = self._session.row(_GIFT_SPENT.format(marks), *sorted(operations))
        return 0 if row is None else int(row[0])

    def earned(self, lots: Collection[int]) -> frozenset[int]:
        """Return those of some lots whose value came with a top-up that earned points."""
        if not lots:
            return frozenset()
        marks = ", ".join("?" * len(lots))
        return frozenset(row[0] for row in self._session.rows(_EARNED.format(marks), *lots))

    def topped_up(self, operations: Collection[int], customer: int) -> dict[int, ToppedUp]:
        """Return what a customer's own top-ups among some operations brought, by operation."""
        found = {}
        for seq in operations:
            brought = self._session.row(_BROUGHT, seq, customer)
            withdrawn = self._session.row(_WITHDRAWN, seq)
            if brought and brought[0] and withdrawn:
                found[seq] = ToppedUp(int(brought[0]), int(brought[1]), int(withdrawn[0]))
        return found


def lot_of(row: SqlRow) -> Lot:
    """Return the lot of a row that begins with `LOT_COLUMNS`."""
    return Lot(
        row[0],
        row[1],
        AccountKind(row[2]),
        row[3],
        row[4],
        dt.date.fromisoformat(row[5]),
        None if row[6] is None else dt.date.fromisoformat(row[6]),
        row[7],
        row[8],
        None if row[9] is None else dt.date.fromisoformat(row[9]),
    )
