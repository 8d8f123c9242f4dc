"""The notes of customers."""

import datetime as dt

from smbcrm.core.clock import instant_text, parse_instant
from smbcrm.membership.change_log.types import Change
from smbcrm.membership.notes.types import Note
from smbcrm.models.session import Session
from smbcrm.models.tables.customers import CustomerNoteRow

_FIELD = "note"


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
        self._session.unsigned.append(Change(customer, _FIELD, "", None, text))
        made = CustomerNoteRow.insert(
            customer=customer, at=instant_text(at), staff=staff, text=text
        )
        return int(made.execute(self._session.db))

    def remove(self, customer: int, note: int) -> bool:
        """Take a note of a customer away; tell whether it was there."""
        for one in self.of(customer):
            if one.id == note:
                self._session.unsigned.append(Change(customer, _FIELD, "", one.text, None))
                CustomerNoteRow.delete().where(CustomerNoteRow.id == note).execute(self._session.db)
                return True
        return False
