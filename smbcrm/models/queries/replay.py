"""What is replayed under other rules: sales with what they came to, and top-ups. Fixed SQL."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence

from smbcrm.membership.what_if.types import Drawn, Lasting, Moved, Sold, ToppedUp
from smbcrm.models.queries.bought import STANDS
from smbcrm.models.session import Session

_SALES = (
    "SELECT a.holder, o.seq, o.business_date, s.gross, s.net, s.spend, "
    "(SELECT COALESCE(SUM((l.gross - l.discount) * l.points_factor), 0) FROM sale_line l "
    "WHERE l.operation = o.seq), f.sale FROM account a JOIN operation o ON o.party = a.id "
    "JOIN sale s ON s.operation = o.seq LEFT JOIN refund f ON f.operation = o.seq "
    "WHERE a.kind = 'principal' AND a.holder IN ({}) AND o.business_date >= ? "
    f"AND {STANDS} ORDER BY o.business_date, o.seq"
)
_TOP_UPS = (
    "SELECT a.holder, o.seq, o.business_date, SUM(e.amount), (WITH RECURSIVE family (id) AS ("
    "SELECT l.id FROM lot l JOIN account p ON p.id = l.account "
    "WHERE l.opened_by = o.seq AND p.kind = 'principal' "
    "UNION SELECT l.id FROM lot l JOIN family f ON l.source_lot = f.id) "
    "SELECT COALESCE(-SUM(w.amount), 0) FROM family f JOIN entry w ON w.lot = f.id "
    "JOIN operation b ON b.seq = w.operation WHERE b.kind = 'withdrawal' "
    "AND NOT EXISTS (SELECT 1 FROM operation t WHERE t.reverses = b.seq)) "
    "FROM account a JOIN operation o ON o.party = a.id JOIN entry e ON e.operation = o.seq "
    "AND e.account = a.id WHERE a.kind = 'principal' AND a.holder IN ({}) AND o.business_date >= ? "
    f"AND o.kind = 'top_up' AND {STANDS} GROUP BY a.holder, o.seq, o.business_date "
    "ORDER BY o.business_date, o.seq"
)
# What stored value paid in sales, or got back with refunds, by the lots that were drawn on.
_DRAWN = (
    "SELECT o.seq, e.lot, p.kind, -SUM(e.amount) FROM account a JOIN operation o "
    "ON o.party = a.id JOIN sale s ON s.operation = o.seq JOIN entry e ON e.operation = o.seq "
    "JOIN account p ON p.id = e.account WHERE a.kind = 'principal' AND a.holder IN ({}) "
    "AND o.business_date >= ? AND p.kind IN ('principal', 'gift') AND e.lot IS NOT NULL "
    f"AND {STANDS} GROUP BY o.seq, e.lot, p.kind ORDER BY o.seq, e.lot"
)
# The top-up that brought a lot, also where its value moved to another lot since.
_BROUGHT = (
    "WITH RECURSIVE family (lot, id) AS (SELECT id, id FROM lot WHERE id IN ({}) "
    "UNION ALL SELECT f.lot, l.source_lot FROM family f JOIN lot l ON l.id = f.id "
    "WHERE l.source_lot IS NOT NULL) SELECT f.lot, o.seq, EXISTS (SELECT 1 FROM entry e "
    "JOIN account a ON a.id = e.account WHERE e.operation = o.seq AND a.kind = 'points') "
    "FROM family f JOIN lot l ON l.id = f.id AND l.source_lot IS NULL "
    "JOIN operation o ON o.seq = l.opened_by WHERE o.kind = 'top_up'"
)
_LOTS = (
    "SELECT a.holder, l.id, l.opened_on, a.kind, o.business_date, SUM(e.amount) FROM account a "
    "JOIN lot l ON l.account = a.id AND l.source_lot IS NULL "
    "JOIN operation b ON b.seq = l.opened_by AND b.kind IN ('sale', 'top_up') "
    "JOIN entry e ON e.lot = l.id JOIN operation o ON o.seq = e.operation "
    "WHERE a.kind IN ('points', 'gift') AND a.holder IN ({}) AND o.kind <> 'expiry' "
    f"AND o.reverses IS NULL AND {STANDS} "
    "GROUP BY a.holder, l.id, l.opened_on, a.kind, o.business_date ORDER BY l.id, o.business_date"
)
_MANY = 5_000


class PeeweeReplay:
    """Reads what is replayed."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def customers(self) -> Sequence[int]:
        """Return all customers."""
        return [row[0] for row in self._session.rows("SELECT id FROM customer ORDER BY id")]

    def sales(self, customers: Sequence[int], first: dt.date) -> Mapping[int, tuple[Sold, ...]]:
        """Return the standing sales and refunds of customers from a date on, by (date, seq)."""
        found: defaultdict[int, list[Sold]] = defaultdict(list)
        drawn = self._drawn(customers, first)
        rows = self._session.rows(_SALES.format(_marks(customers)), *customers, first.isoformat())
        for holder, seq, day, gross, net, spend, weighted, sale in rows:
            date, parts = dt.date.fromisoformat(day), tuple(drawn.get(seq, ()))
            found[holder].append(Sold(seq, date, gross, net, spend, int(weighted), sale, parts))
        return {customer: tuple(found[customer]) for customer in customers}

    def top_ups(
        self, customers: Sequence[int], first: dt.date
    ) -> Mapping[int, tuple[ToppedUp, ...]]:
        """Return the standing top-ups of customers from a date on, by (date, seq)."""
        found: defaultdict[int, list[ToppedUp]] = defaultdict(list)
        rows = self._session.rows(_TOP_UPS.format(_marks(customers)), *customers, first.isoformat())
        for holder, seq, day, *amounts in rows:
            found[holder].append(ToppedUp(seq, dt.date.fromisoformat(day), *map(int, amounts)))
        return {customer: tuple(found[customer]) for customer in customers}

    def lots(self, customers: Sequence[int]) -> Mapping[int, tuple[Lasting, ...]]:
        """Return the points and the gift of customers that sales and top-ups ever brought."""
        found: defaultdict[int, dict[int, Lasting]] = defaultdict(dict)
        for holder, lot, opened, kind, day, amount in self._session.rows(
            _LOTS.format(_marks(customers)), *customers
        ):
            moved = Moved(dt.date.fromisoformat(day), int(amount))
            before = found[holder].get(lot)
            moves = (moved,) if before is None else (*before.moves, moved)
            found[holder][lot] = Lasting(dt.date.fromisoformat(opened), kind == "gift", moves)
        return {customer: tuple(found[customer].values()) for customer in customers}

    def _drawn(self, customers: Sequence[int], first: dt.date) -> Mapping[int, list[Drawn]]:
        """Return by sale or refund the stored value in it."""
        rows = self._session.rows(_DRAWN.format(_marks(customers)), *customers, first.isoformat())
        lots = sorted({row[1] for row in rows})
        brought: dict[int, tuple[int, bool]] = {}
        for start in range(0, len(lots), _MANY):
            part = lots[start : start + _MANY]
            for lot, seq, earned in self._session.rows(_BROUGHT.format(_marks(part)), *part):
                brought[lot] = seq, bool(earned)
        found: defaultdict[int, list[Drawn]] = defaultdict(list)
        for seq, lot, kind, amount in rows:
            top_up, earned = brought.get(lot, (None, False))
            found[seq].append(Drawn(int(amount), kind == "gift", top_up, earned))
        return found

    def points_out(self) -> int:
        """Return the points that customers own, those below zero as nothing."""
        row = self._session.row(
            "SELECT SUM(balance) FROM account "
            "WHERE kind = 'points' AND holder IS NOT NULL AND balance > 0"
        )
        return 0 if row is None or row[0] is None else int(row[0])


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
