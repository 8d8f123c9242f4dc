"""What customers have bought: the one statement behind the list and the page of a customer."""

import datetime as dt
from collections.abc import Mapping, Sequence

from smbcrm.membership.customers.visits import Bought
from smbcrm.models.session import Session

STANDS = "NOT EXISTS (SELECT 1 FROM operation r WHERE r.reverses = o.seq)"
"""That an operation `o` was not taken back."""
BOUGHT = (
    "SELECT a.holder, COUNT(DISTINCT CASE WHEN o.kind <> 'refund' THEN o.business_date END), "
    "MIN(CASE WHEN o.kind <> 'refund' THEN o.business_date END), "
    "SUM(CASE WHEN o.business_date >= ? THEN COALESCE(s.spend, 0) ELSE 0 END) "
    "FROM account a "
    "JOIN operation o ON o.party = a.id LEFT JOIN sale s ON s.operation = o.seq "
    "WHERE a.kind = 'principal' AND a.holder IN ({}) "
    f"AND o.kind IN ('sale', 'refund', 'visit_use') AND {STANDS} GROUP BY a.holder"
)


def bought(session: Session, customers: Sequence[int], first: dt.date) -> Mapping[int, Bought]:
    """Return by customer what they bought, with the spend from a date on; who never did is out."""
    if not customers:
        return {}
    marks = ", ".join("?" * len(customers))
    rows = session.rows(BOUGHT.format(marks), first.isoformat(), *customers)
    return {
        holder: Bought(visits, dt.date.fromisoformat(day), int(spend))
        for holder, visits, day, spend in rows
    }
