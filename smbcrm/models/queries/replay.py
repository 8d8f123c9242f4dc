"""What is replayed under other rules: sales with what they came to, and top-ups. Fixed SQL."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction

from smbcrm.membership.what_if.types import Sold, ToppedUp
from smbcrm.models.queries.bought import STANDS
from smbcrm.models.session import Session

_SALES = (
    "SELECT a.holder, o.seq, o.business_date, s.gross, s.net, s.spend, s.points, s.rate, "
    "(SELECT COALESCE(SUM((l.gross - l.discount) * l.points_factor), 0) FROM sale_line l "
    "WHERE l.operation = o.seq), f.sale FROM account a JOIN operation o ON o.party = a.id "
    "JOIN sale s ON s.operation = o.seq LEFT JOIN refund f ON f.operation = o.seq "
    "WHERE a.kind = 'principal' AND a.holder IN ({}) AND o.business_date >= ? "
    f"AND {STANDS} ORDER BY o.business_date, o.seq"
)
_TOP_UPS = (
    "SELECT a.holder, o.seq, o.business_date, SUM(CASE WHEN e.account = a.id THEN e.amount ELSE 0 "
    "END), SUM(CASE WHEN p.kind = 'points' AND p.holder = a.holder THEN e.amount ELSE 0 END) "
    "FROM account a JOIN operation o ON o.party = a.id JOIN entry e ON e.operation = o.seq "
    "JOIN account p ON p.id = e.account "
    "WHERE a.kind = 'principal' AND a.holder IN ({}) AND o.business_date >= ? "
    f"AND o.kind = 'top_up' AND {STANDS} GROUP BY a.holder, o.seq, o.business_date "
    "ORDER BY o.business_date, o.seq"
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
        for holder, seq, day, *amounts, rate, weighted, sale in rows:
            gross, net, spend, points = amounts
            date, fraction = dt.date.fromisoformat(day), Fraction(rate)
            found[holder].append(
                Sold(seq, date, gross, net, spend, points, fraction, int(weighted), sale)
            )
        return {customer: tuple(found[customer]) for customer in customers}

    def top_ups(
        self, customers: Sequence[int], first: dt.date
    ) -> Mapping[int, tuple[ToppedUp, ...]]:
        """Return the standing top-ups of customers from a date on, by (date, seq)."""
        found: defaultdict[int, list[ToppedUp]] = defaultdict(list)
        rows = self._session.rows(_TOP_UPS.format(_marks(customers)), *customers, first.isoformat())
        for holder, seq, day, amount, points in rows:
            date = dt.date.fromisoformat(day)
            found[holder].append(ToppedUp(seq, date, int(amount), int(points)))
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
