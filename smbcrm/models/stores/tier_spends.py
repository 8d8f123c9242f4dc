"""What customers did that tiers look at: sales, visits, refunds, points of top-ups. Fixed SQL."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from smbcrm.membership.tiers.types import Paid, Spend, Wanted
from smbcrm.models.session import Session, SqlRow

_VISITS = ("sale", "visit_use")
_TAKES_BACK = ("refund", "withdrawal")
_ONLY_POINTS = ("top_up", "withdrawal")
_STANDS = "NOT EXISTS (SELECT 1 FROM operation r WHERE r.reverses = o.seq)"
POINTS_OF_VALUE = (
    "(SELECT SUM(e.amount) FROM entry e JOIN account p ON p.id = e.account "
    "WHERE o.kind IN ('top_up', 'withdrawal') AND e.operation = o.seq AND p.kind = 'points' "
    "AND e.lot IS NOT NULL)"
)
"""The points that were earned with a top-up `o`, or that a withdrawal took back."""
_SPENDS = (
    "SELECT a.holder, o.business_date, o.seq, COALESCE(s.spend, 0), {points}, o.kind, "
    "COALESCE(s.net, 0), f.sale "
    "FROM account a JOIN operation o ON o.party = a.id "
    "LEFT JOIN sale s ON s.operation = o.seq LEFT JOIN refund f ON f.operation = o.seq "
    "WHERE a.kind = 'principal' AND a.holder IN ({who}) "
    f"AND o.kind IN ('sale', 'refund', 'visit_use'{{more}}) AND {_STANDS} "
    "AND o.business_date >= ? ORDER BY o.business_date, o.seq"
)
_TOP_UPS = {
    "points": f"COALESCE(s.points, {POINTS_OF_VALUE}, 0)",
    "more": ", 'top_up', 'withdrawal'",
}
_NO_TOP_UPS = {"points": "COALESCE(s.points, 0)", "more": ""}
_SOLD = (
    "SELECT a.holder, o.business_date, o.seq, s.spend, s.points, o.kind, i.code, s.net, "
    "SUM(l.quantity) FROM account a JOIN operation o ON o.party = a.id "
    "JOIN sale s ON s.operation = o.seq JOIN sale_line l ON l.operation = o.seq "
    "JOIN item i ON i.id = l.item WHERE a.kind = 'principal' AND a.holder IN ({who}) "
    f"AND o.kind = 'sale' AND i.code IN ({{items}}) AND {_STANDS} "
    "GROUP BY a.holder, o.business_date, o.seq, s.spend, s.points, o.kind, i.code, s.net"
)
_GONE_BACK = (
    "SELECT f.sale, o.seq, s.net, i.code, SUM(l.quantity) FROM refund f "
    "JOIN operation o ON o.seq = f.operation JOIN sale s ON s.operation = o.seq "
    "JOIN sale_line l ON l.operation = o.seq LEFT JOIN item i ON i.id = l.item "
    f"WHERE f.sale IN ({{sales}}) AND {_STANDS} GROUP BY f.sale, o.seq, s.net, i.code "
    "ORDER BY o.seq"
)


def spends_of(
    session: Session, customers: Sequence[int], wanted: Wanted
) -> Mapping[int, tuple[Spend, ...]]:
    """Return by customer what they did, by (date, seq)."""
    which = _TOP_UPS if wanted.top_ups else _NO_TOP_UPS
    statement = _SPENDS.format(who=_marks(customers), **which)
    rows = session.rows(statement, *customers, wanted.first.isoformat())
    found: dict[int, dict[int, Spend]] = {customer: {} for customer in customers}
    for holder, *row in rows:
        _, seq, _, points, kind, *_ = row
        if points or kind not in _ONLY_POINTS:  # without points it would be no event at the till
            found[holder][seq] = _spend(row)
    if wanted.items:
        for holder, spend in _paid(session, customers, wanted.items):
            found[holder][spend.seq] = spend
    return {
        customer: tuple(sorted(by_seq.values(), key=lambda one: (one.date, one.seq)))
        for customer, by_seq in found.items()
    }


def _paid(
    session: Session, customers: Sequence[int], items: Sequence[str]
) -> Iterator[tuple[int, Spend]]:
    """Yield the sales of items that give a tier, by customer."""
    statement = _SOLD.format(who=_marks(customers), items=_marks(items))
    sold: defaultdict[int, list[SqlRow]] = defaultdict(list)
    for row in session.rows(statement, *customers, *items):
        sold[row[2]].append(row)
    back = _gone_back(session, list(sold))
    for seq, rows in sold.items():
        holder, *first, _, net, _ = rows[0]
        paid = tuple(
            Paid(code, _ended(back[seq], net, code, int(quantity)))
            for *_, code, _, quantity in rows
        )
        yield holder, _spend((*first, net, None))._replace(paid=paid)


def _gone_back(session: Session, sales: Sequence[int]) -> Mapping[int, list[SqlRow]]:
    found: defaultdict[int, list[SqlRow]] = defaultdict(list)
    if sales:
        for row in session.rows(_GONE_BACK.format(sales=_marks(sales)), *sales):
            found[row[0]].append(row)
    return found


def _ended(refunds: Sequence[SqlRow], net: int, code: str, quantity: int) -> int | None:
    """Return the refund with which all of an item, or all of the sale, had gone back."""
    amounts: dict[int, int] = {}
    for _, seq, amount, item, count in refunds:
        amounts[seq] = -amount
        if item == code:
            quantity += int(count)
        if quantity <= 0 or sum(amounts.values()) >= net:
            return int(seq)
    return None


def _spend(row: Sequence[Any]) -> Spend:
    day, seq, amount, points, kind, net, sale = row
    date, visit = dt.date.fromisoformat(day), kind in _VISITS
    return Spend(date, seq, amount, int(points), kind in _TAKES_BACK, (), visit, net, sale)


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
