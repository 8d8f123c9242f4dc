"""The visits that were used of a package, by whoever came. Fixed SQL, from the account on."""

import datetime as dt

from smbcrm.membership.visits.types import VisitUsed
from smbcrm.models.session import Session
from smbcrm.models.stores.serving import who_served

# A pass is taken from its lot and put back: what was taken counts.
_USED = (
    "SELECT o.business_date, SUM(CASE WHEN e.amount < 0 THEN -e.amount ELSE 0 END), "
    "(SELECT SUM(f.amount) FROM account b JOIN entry f ON f.account = b.id "
    "WHERE b.holder = ? AND b.unit = ? AND f.operation <= o.seq), "
    "c.id, c.full_name, c.code, o.seq FROM account a JOIN entry e ON e.account = a.id "
    "JOIN operation o ON o.seq = e.operation "
    "JOIN account p ON p.id = o.party JOIN customer c ON c.id = p.holder "
    "WHERE a.holder = ? AND a.unit = ? AND o.kind = 'visit_use' "
    "AND NOT EXISTS (SELECT 1 FROM operation r WHERE r.reverses = o.seq) "
    "GROUP BY o.seq, o.business_date, c.id, c.full_name, c.code "
    "ORDER BY o.seq DESC LIMIT ?"
)


class PeeweeVisitsUsed:
    """Looks back at the visits that were used."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, owner: int, unit: str, limit: int) -> tuple[VisitUsed, ...]:
        """Return the uses of a customer's package by its unit, newest first, whoever came."""
        rows = self._session.rows(_USED, owner, unit, owner, unit, limit)
        served = who_served(self._session, [row[-1] for row in rows])
        return tuple(
            VisitUsed(
                *(dt.date.fromisoformat(day), int(count), int(left)),
                *(customer, name or code, served[seq]),
            )
            for day, count, left, customer, name, code, seq in rows
        )
