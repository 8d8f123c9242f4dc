"""What customers allow, and for which purposes the shop asks."""

import datetime as dt

from smbcrm.core.clock import instant_text, parse_instant
from smbcrm.membership.change_log.differences import consent_value
from smbcrm.membership.change_log.types import Change
from smbcrm.membership.consents.types import Purpose, Word
from smbcrm.membership.customers.kinds import ConsentState
from smbcrm.models.session import Session
from smbcrm.models.stores.customer_rows import CONSENT


class PeeweeConsentStore:
    """Reads and writes consent."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def purposes(self) -> tuple[Purpose, ...]:
        """Return the purposes of the shop, by code."""
        rows = self._session.rows("SELECT code, name FROM consent_purpose ORDER BY code")
        return tuple(Purpose(*row) for row in rows)

    def define(self, purpose: Purpose) -> None:
        """Keep a purpose; one of the same code gets its name."""
        known = {one.code: one.name for one in self.purposes()}
        if known.get(purpose.code) != purpose.name:
            change = Change(None, "purpose", purpose.code, known.get(purpose.code), purpose.name)
            self._session.unsigned.append(change)
        self._session.execute(
            "INSERT INTO consent_purpose (code, name) VALUES (?, ?) "
            "ON CONFLICT (code) DO UPDATE SET name = excluded.name",
            *purpose,
        )

    def of_customer(self, customer: int) -> tuple[Word, ...]:
        """Return all that a customer ever said, oldest first."""
        rows = self._session.rows(
            "SELECT n.channel, n.state, n.at, n.how, COALESCE(s.name, '') FROM consent n "
            "LEFT JOIN staff s ON s.id = n.staff WHERE n.customer = ? ORDER BY n.id",
            customer,
        )
        return tuple(
            Word(about, ConsentState(state), parse_instant(at), how, staff)
            for about, state, at, how, staff in rows
        )

    def add(  # noqa: PLR0913 - the parts of one entry
        self,
        customer: int,
        about: str,
        state: ConsentState,
        at: dt.datetime,
        how: str,
        staff: int | None,
    ) -> None:
        """Add to the history of a customer; nothing of it is ever changed."""
        last = self._session.row(
            "SELECT state, how FROM consent WHERE customer = ? AND channel = ? "
            "ORDER BY id DESC LIMIT 1",
            customer,
            about,
        )
        was = None if last is None else consent_value(ConsentState(last[0]), last[1])
        change = Change(customer, "consent", about, was, consent_value(state, how))
        self._session.unsigned.append(change)
        self._session.execute(CONSENT, customer, about, state.value, instant_text(at), how, staff)
