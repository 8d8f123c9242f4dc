"""What nothing but the page of a customer shows."""

import datetime as dt

from smbcrm.membership.customer_page.types import Year
from smbcrm.membership.history.types import Person
from smbcrm.models.queries.bought import STANDS
from smbcrm.models.session import Session
from smbcrm.models.stores.past_sales import CAME

_YEAR = (
    "SELECT COUNT(DISTINCT CASE WHEN v.day >= ? AND v.came THEN v.day END), "
    "COUNT(DISTINCT CASE WHEN v.day >= ? AND v.here THEN v.day END), "
    "COUNT(CASE WHEN v.sold THEN 1 END) FROM ("
    "SELECT o.business_date AS day, 1 = 1 AS came, 1 = 1 AS here, o.kind = 'sale' AS sold "
    "FROM account a JOIN operation o ON o.party = a.id "
    "WHERE a.holder = ? AND a.kind = 'principal' AND o.kind IN ('sale', 'visit_use') "
    f"AND {STANDS} "
    f"UNION ALL SELECT p.day, {CAME}, 1 = 0, {CAME} FROM past_sale p WHERE p.customer = ?) v"
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
        day = first.isoformat()
        (row,) = self._session.rows(_YEAR, day, day, customer, customer)
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
