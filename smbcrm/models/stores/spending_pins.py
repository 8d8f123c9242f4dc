"""The PINs of customers, as they are kept. A sale passes here, so reading is fixed SQL."""

from smbcrm.core.clock import instant_text, parse_instant
from smbcrm.membership.spending_pin.types import SpendingPin
from smbcrm.models.session import Session


class PeeweeSpendingPinStore:
    """Reads and writes the PINs of customers who have one."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, customer: int, *, hold: bool = False) -> SpendingPin | None:
        """Return a customer's PIN as it is kept; `hold` it to the end of the step."""
        row = self._session.row(
            "SELECT customer, secret, wrong, locked_until FROM spending_pin WHERE customer = ?"
            + (" {lock}" if hold else ""),
            customer,
        )
        if row is None:
            return None
        holder, secret, wrong, until = row
        return SpendingPin(holder, secret, wrong, None if until is None else parse_instant(until))

    def put(self, kept: SpendingPin) -> None:
        """Write a customer's PIN, whether there was one or not."""
        until = kept.locked_until
        self._session.execute(
            "INSERT INTO spending_pin (customer, secret, wrong, locked_until) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (customer) DO UPDATE SET secret = excluded.secret, "
            "wrong = excluded.wrong, locked_until = excluded.locked_until",
            *(kept.customer, kept.secret, kept.wrong),
            None if until is None else instant_text(until),
        )

    def remove(self, customer: int) -> None:
        """Take a customer's PIN away."""
        self._session.execute("DELETE FROM spending_pin WHERE customer = ?", customer)
