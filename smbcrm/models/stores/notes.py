"""The notes of customers."""

import datetime as dt

from smbcrm.core.clock import instant_text, parse_instant
from smbcrm.membership.notes.types import Note
from smbcrm.models.session import Session
from smbcrm.models.tables.customers import CustomerNoteRow


class PeeweeNoteStore:
    """Reads and writes notes."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, customer: int) -> tuple[Note, ...]:
        """Return a customer's notes, newest first."""
        rows = self._session.rows(
            "SELECT id, at, staff, text FROM customer_note WHERE customer = ? "
            "ORDER BY at DESC, id DESC",
            customer,
        )
        return tuple(Note(id_, parse_instant(at), staff, text) for id_, at, staff, text in rows)

    def add(self, customer: int, text: str, at: dt.datetime, staff: int) -> int:
        """Write a note down and return its number."""
        made = CustomerNoteRow.insert(
            customer=customer, at=instant_text(at), staff=staff, text=text
        )
        return int(made.execute(self._session.db))

    def remove(self, customer: int, note: int) -> bool:
        """Take a note of a customer away; tell whether it was there."""
        row = CustomerNoteRow
        gone = row.delete().where((row.id == note) & (row.customer == customer))
        return bool(gone.execute(self._session.db))
