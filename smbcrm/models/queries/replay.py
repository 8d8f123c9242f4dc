"""What is replayed under other rules: sales with what they came to, and top-ups. Fixed SQL."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence

from smbcrm.membership.what_if.types import Sold
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
    "SELECT a.holder, SUM(e.amount) FROM account a JOIN operation o ON o.party = a.id "
    "JOIN entry e ON e.operation = o.seq AND e.account = a.id "
    "WHERE a.kind = 'principal' AND a.holder IN ({}) AND o.business_date >= ? "
    f"AND o.kind = 'top_up' AND {STANDS} GROUP BY a.holder, o.seq"
)


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
        rows = self._session.rows(_SALES.format(_marks(customers)), *customers, first.isoformat())
        for holder, seq, day, gross, net, spend, weighted, sale in rows:
            date = dt.date.fromisoformat(day)
            found[holder].append(Sold(seq, date, gross, net, spend, int(weighted), sale))
        return {customer: tuple(found[customer]) for customer in customers}

    def top_ups(self, customers: Sequence[int], first: dt.date) -> Mapping[int, tuple[int, ...]]:
        """Return the amounts of the standing top-ups of customers from a date on."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        rows = self._session.rows(_TOP_UPS.format(_marks(customers)), *customers, first.isoformat())
        for holder, amount in rows:
            found[holder].append(int(amount))
        return {customer: tuple(found[customer]) for customer in customers}

    def points_out(self) -> int:
        """Return the points that customers own, those below zero as nothing."""
        row = self._session.row(
            "SELECT SUM(balance) FROM account "
            "WHERE kind = 'points' AND holder IS NOT NULL AND balance > 0"
        )
        return 0 if row is None or row[0] is None else int(row[0])


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
