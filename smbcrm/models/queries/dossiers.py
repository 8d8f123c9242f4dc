"""What no other query tells of one person."""

from smbcrm.models.session import Session

_BILLS = (
    "SELECT b.content FROM account a JOIN operation o ON o.party = a.id "
    "JOIN bill b ON b.operation = o.seq WHERE a.holder = ? ORDER BY o.seq"
)
_LISTS = (
    "SELECT DISTINCT i.file_name, i.started_at FROM import_mark m "
    "JOIN import_run i ON i.id = m.run WHERE m.customer = ? ORDER BY i.started_at"
)
_ROLES = "SELECT role FROM customer_contact WHERE person = ? ORDER BY customer, position"


class PeeweeDossiers:
    """Reads what is known of one person."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def bills(self, customer: int) -> tuple[str, ...]:
        """Return the snapshots of a customer's bills as they are kept, oldest first."""
        return tuple(row[0] for row in self._session.rows(_BILLS, customer))

    def lists(self, customer: int) -> tuple[str, ...]:
        """Return the names of the files that a customer came with."""
        return tuple(row[0] for row in self._session.rows(_LISTS, customer))

    def roles(self, customer: int) -> tuple[str, ...]:
        """Return what a customer is at each company that they are a contact of."""
        return tuple(row[0] for row in self._session.rows(_ROLES, customer))
