"""What customers have bought: the one statement behind the list and the page of a customer."""

import datetime as dt
from collections.abc import Mapping, Sequence

from smbcrm.membership.customers.visits import Bought
from smbcrm.models.session import Session
from smbcrm.models.stores.dates import day_of
from smbcrm.models.stores.past_sales import CAME

STANDS = "NOT EXISTS (SELECT 1 FROM operation r WHERE r.reverses = o.seq)"
"""That an operation `o` was not taken back."""
# Visits are counted already; of the first one and of the spend no more is read than it takes.
BOUGHT = (
    "SELECT c.id, c.visits, (SELECT MIN(v.day) FROM (SELECT MIN((SELECT o.business_date "
    "FROM operation o "
    f"WHERE o.party = a.id AND o.kind IN ('sale', 'visit_use') AND {STANDS} "
    "ORDER BY o.business_date LIMIT 1)) AS day "
    "FROM account a WHERE a.holder = c.id AND a.kind = 'principal' "
    f"UNION ALL SELECT MIN(p.day) FROM past_sale p WHERE p.customer = c.id AND {CAME}) v), "
    "(SELECT COALESCE(SUM(s.spend), 0) FROM account a JOIN operation o ON o.party = a.id "
    "JOIN sale s ON s.operation = o.seq WHERE a.holder = c.id AND a.kind = 'principal' "
    f"AND o.business_date >= ? AND o.kind IN ('sale', 'refund') AND {STANDS}) "
    "FROM customer c WHERE c.id IN ({}) AND c.visits > 0"
)


def bought(session: Session, customers: Sequence[int], first: dt.date) -> Mapping[int, Bought]:
    """Return by customer what they bought, with the spend from a date on; who never did is out."""
    if not customers:
        return {}
    marks = ", ".join("?" * len(customers))
    rows = session.rows(BOUGHT.format(marks), first.isoformat(), *customers)
    return {holder: Bought(visits, day_of(day), int(spend)) for holder, visits, day, spend in rows}
