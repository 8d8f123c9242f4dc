"""The PINs of customers, as they are kept. A sale passes here, so reading is fixed SQL."""

import datetime as dt

from smbcrm.core.clock import instant_text, parse_instant
from smbcrm.membership.change_log.types import Change
from smbcrm.membership.ledger.clocks import LOOK_BACK
from smbcrm.membership.spending_pin.types import PinReset, SpendingPin, WrongTry
from smbcrm.models.session import Session

_IS_SET = "set"
"""All that the change log holds of a PIN."""


class PeeweeSpendingPinStore:
    """Reads and writes the PINs of customers who have one."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, customer: int, *, hold: bool = False) -> SpendingPin | None:
        """Return a customer's PIN as it is kept; `hold` it to the end of the step."""
        row = self._session.row(
            "SELECT customer, secret, wrong, locked_until, locks FROM spending_pin "
            "WHERE customer = ?" + (" {lock}" if hold else ""),
            customer,
        )
        if row is None:
            return None
        holder, secret, wrong, until, locks = row
        end = None if until is None else parse_instant(until)
        return SpendingPin(holder, secret, wrong, end, locks)

    def put(self, kept: SpendingPin) -> None:
        """Write a customer's PIN, whether there was one or not.

        Of another PIN the change log is told that it is another one, and nothing more.
        """
        before = self.get(kept.customer)
        if before is None or before.secret != kept.secret:
            self._note(kept.customer, None if before is None else _IS_SET, _IS_SET)
        until = kept.locked_until
        self._session.execute(
            "INSERT INTO spending_pin (customer, secret, wrong, locked_until, locks) "
            "VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (customer) DO UPDATE SET secret = excluded.secret, "
            "wrong = excluded.wrong, locked_until = excluded.locked_until, "
            "locks = excluded.locks",
            *(kept.customer, kept.secret, kept.wrong),
            None if until is None else instant_text(until),
            kept.locks,
        )

    def remove(self, customer: int) -> None:
        """Take a customer's PIN away."""
        if self._session.execute("DELETE FROM spending_pin WHERE customer = ?", customer):
            self._note(customer, _IS_SET, None)

    def note_reset(self, reset: PinReset) -> None:
        """Keep that a PIN was reset with a request, and why."""
        self._session.execute(
            "INSERT INTO spending_pin_reset (request, reason) VALUES (?, ?)",
            reset.request,
            reset.reason,
        )

    def note_wrong(self, one: WrongTry) -> None:
        """Keep that a PIN was typed wrong after it had been locked, and who stood by."""
        self._session.execute(
            "INSERT INTO spending_pin_wrong (customer, staff, terminal, recorded_at) "
            "VALUES (?, ?, ?, ?)",
            *(one.customer, one.staff, one.terminal, instant_text(one.at)),
        )

    def newest_instant(self) -> dt.datetime | None:
        """Return the newest time of the end of the chain; None where nothing was recorded."""
        row = self._session.row(
            "SELECT MAX(recorded_at) FROM operation WHERE seq > (SELECT seq FROM chain_head) - ?",
            LOOK_BACK,
        )
        return None if row is None or row[0] is None else parse_instant(row[0])

    def _note(self, customer: int, before: str | None, after: str | None) -> None:
        self._session.unsigned.append(Change(customer, "pin", "", before, after))
