"""Who is related to whom, and which staff is which customer."""

from collections.abc import Sequence

from smbcrm.membership.change_log.types import Change
from smbcrm.membership.relationships.types import Link, LinkKind, StaffCustomer
from smbcrm.models.session import Session


class PeeweeRelationshipStore:
    """Reads and writes links between people; one stands in the table in both directions."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, customer: int) -> tuple[Link, ...]:
        """Return what others are to a customer, in the order of their ids."""
        rows = self._session.rows(
            "SELECT k.kind, c.id, c.code, c.full_name FROM customer_link k "
            "JOIN customer c ON c.id = k.other WHERE k.customer = ? ORDER BY c.id",
            customer,
        )
        return tuple(Link(LinkKind(kind), *who) for kind, *who in rows)

    def put(self, links: Sequence[tuple[int, int, LinkKind]]) -> None:
        """Write what the second of two is to the first, whatever it was."""
        for customer, other, kind in links:
            self._note(customer, other, kind.value)
        self._session.many(
            "INSERT INTO customer_link (customer, other, kind) VALUES (?, ?, ?) "
            "ON CONFLICT (customer, other) DO UPDATE SET kind = excluded.kind",
            [(customer, other, kind.value) for customer, other, kind in links],
        )

    def remove(self, customer: int, other: int) -> int:
        """Take the links between two away; return how many rows there were."""
        self._note(customer, other, None)
        self._note(other, customer, None)
        return self._session.execute(
            "DELETE FROM customer_link WHERE (customer, other) IN ((?, ?), (?, ?))",
            *(customer, other, other, customer),
        )

    def staff_customers(self) -> tuple[StaffCustomer, ...]:
        """Return who of the staff is a customer, in the order they came."""
        rows = self._session.rows(
            "SELECT k.staff, c.id, c.code, c.full_name FROM staff_customer k "
            "JOIN customer c ON c.id = k.customer ORDER BY k.staff"
        )
        return tuple(StaffCustomer(*row) for row in rows)

    def put_staff(self, staff: int, customer: int | None) -> None:
        """Write which customer somebody of the staff is; None: nobody."""
        row = self._session.row("SELECT customer FROM staff_customer WHERE staff = ?", staff)
        before, after = (
            None if one is None else str(one) for one in (row[0] if row else None, customer)
        )
        if before != after:
            self._session.unsigned.append(Change(None, "staff_customer", str(staff), before, after))
        self._session.execute("DELETE FROM staff_customer WHERE staff = ?", staff)
        if customer is not None:
            self._session.execute(
                "INSERT INTO staff_customer (staff, customer) VALUES (?, ?)", staff, customer
            )

    def _note(self, customer: int, other: int, after: str | None) -> None:
        """Note what the second of two becomes to the first, where that is something else."""
        row = self._session.row(
            "SELECT kind FROM customer_link WHERE customer = ? AND other = ?", customer, other
        )
        before = None if row is None else row[0]
        if before != after:
            change = Change(customer, "relationship", str(other), before, after)
            self._session.unsigned.append(change)
