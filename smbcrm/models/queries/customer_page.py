"""What nothing but the page of a customer shows."""

import datetime as dt

from smbcrm.membership.customer_page.types import Year
from smbcrm.membership.history.types import Person
from smbcrm.models.queries.bought import STANDS
from smbcrm.models.session import Session

_YEAR = (
    "SELECT COUNT(DISTINCT CASE WHEN o.business_date >= ? THEN o.business_date END), "
    "COUNT(CASE WHEN o.kind = 'sale' THEN 1 END) FROM account a JOIN operation o ON o.party = a.id "
    "WHERE a.holder = ? AND a.kind = 'principal' AND o.kind IN ('sale', 'visit_use') "
    f"AND {STANDS}"
)


_COMPANIES = (
    "SELECT c.id, c.code, c.full_name, k.role FROM customer_contact k "
    "JOIN customer c ON c.id = k.customer WHERE k.person = ? ORDER BY c.id, k.position"
)


class PeeweeCustomerPage:
    """Reads it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def year(self, customer: int, first: dt.date) -> Year:
        """Return the visits from a day on, and the sales in all; what was taken back is out."""
        (row,) = self._session.rows(_YEAR, first.isoformat(), customer)
        return Year(*row)

    def referred(self, customer: int, limit: int) -> tuple[tuple[Person, ...], int]:
        """Return the first whom a customer brought, in the order they came, and how many."""
        rows = self._session.rows(
            "SELECT id, code, full_name, COUNT(*) OVER () FROM customer WHERE referrer = ? "
            "ORDER BY id LIMIT ?",
            customer,
            limit,
        )
        return tuple(Person(*row[:3]) for row in rows), rows[0][3] if rows else 0

    def companies(self, customer: int) -> tuple[tuple[Person, str], ...]:
        """Return the companies that a customer is a contact of, and what they do there."""
        rows = self._session.rows(_COMPANIES, customer)
        return tuple((Person(*who), role) for *who, role in rows)
