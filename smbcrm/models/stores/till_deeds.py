"""Operations as reports list them: who, where, for whom, and what they moved."""

import datetime as dt

from smbcrm.core.clock import parse_instant
from smbcrm.membership.ledger.types import OperationKind
from smbcrm.membership.reports.till_deeds import TillDeed
from smbcrm.models.session import SqlRow

_TENDER = "a.kind LIKE 'tender:%' AND a.balance IS NULL"
_MONEY = "a.kind IN ('principal', 'gift', 'credit') AND a.balance IS NOT NULL"
_SUMS = ", ".join(
    f"COALESCE(SUM(e.amount) FILTER (WHERE {which}), 0) AS {name}"
    for name, which in (
        ("money", _TENDER),
        ("cash", "a.kind = 'tender:cash'"),
        ("net", "a.kind = 'sales'"),
        ("value", _MONEY),
        ("gift", "a.kind = 'gift'"),
        ("points", "a.kind = 'points' AND a.balance IS NOT NULL"),
        ("visits", "a.kind = 'visits' AND a.balance IS NOT NULL"),
    )
)
_OF_TRANSFER = (
    "CASE 'transfer' WHEN k.kind THEN e.amount > 0 WHEN z.kind THEN e.amount < 0 ELSE TRUE END"
)
"""Of what goes from one customer to another, both sides sum to nothing: the taker's counts."""
DEEDS = (
    "SELECT o.seq, o.id, o.kind, t.kind, COALESCE(o.bill_number, t.bill_number), o.business_date, "
    "o.recorded_at, t.recorded_at, o.staff, s.name, o.terminal, m.name, p.holder, q.holder, "
    "COALESCE(c.full_name, ''), COALESCE(c.code, ''), "
    "COALESCE(NULLIF(d.full_name, ''), d.code, ''), o.reason_code, "
    "-e.money, -e.cash, e.net, e.value, e.gift, e.points, e.visits "
    "FROM operation o JOIN staff s ON s.id = o.staff JOIN terminal m ON m.id = o.terminal "
    "LEFT JOIN operation t ON t.seq = o.reverses "
    "LEFT JOIN account p ON p.id = o.party LEFT JOIN customer c ON c.id = p.holder "
    "LEFT JOIN other_party x ON x.operation = o.seq LEFT JOIN account q ON q.id = x.party "
    "LEFT JOIN customer d ON d.id = q.holder "
    f"LEFT JOIN (SELECT e.operation, {_SUMS} FROM entry e JOIN account a ON a.id = e.account "
    "JOIN operation k ON k.seq = e.operation LEFT JOIN operation z ON z.seq = k.reverses "
    f"WHERE {_OF_TRANSFER} AND "
    "e.operation IN (SELECT o.seq FROM operation o WHERE {which}) GROUP BY e.operation) e "
    "ON e.operation = o.seq WHERE {which} ORDER BY o.seq"
)
"""`{which}` says, twice, which operations `o`."""


def deed_of(row: SqlRow) -> TillDeed:
    """Return the operation of a row of `DEEDS`."""
    seq, id_, kind, of, bill, date, recorded, target, *rest = row
    who, amounts = rest[:10], rest[10:]
    return TillDeed(
        seq,
        id_,
        OperationKind(kind),
        None if of is None else OperationKind(of),
        bill,
        dt.date.fromisoformat(date),
        parse_instant(recorded),
        None if target is None else parse_instant(target),
        *who,
        *(int(amount or 0) for amount in amounts),
    )
