"""Requests that wrote no operation."""

from collections.abc import Sequence

from smbcrm.core.clock import instant_text
from smbcrm.membership.requests.types import Entered, Recorded, RuleChange
from smbcrm.models.session import Session
from smbcrm.models.tables.requests import RequestLogRow


class PeeweeRequestStore:
    """The requests that were carried out."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, request_id: str) -> Recorded | None:
        """Return what was recorded under an id; the answer of an operation is not kept here."""
        row = self._session.row(
            "SELECT hash, result FROM request_log WHERE id = ? "
            "UNION ALL SELECT request_hash, '' FROM operation WHERE id = ?",
            request_id,
            request_id,
        )
        return None if row is None else Recorded(*row)

    def customer_of(self, request_id: str) -> int | None:
        """Return the customer whom a recorded request or operation was about."""
        row = self._session.row(
            "SELECT customer FROM request_log WHERE id = ? "
            "UNION ALL SELECT a.holder FROM operation o JOIN account a ON a.id = o.party "
            "WHERE o.id = ?",
            request_id,
            request_id,
        )
        return None if row is None else row[0]

    def keep(self, entered: Entered) -> None:
        """Record a request with the hash of what was asked and its answer."""
        RequestLogRow.insert(
            id=entered.id,
            kind=entered.kind,
            hash=entered.hash,
            result=entered.done.result,
            staff=entered.staff,
            terminal=entered.terminal,
            recorded_at=instant_text(entered.recorded_at),
            customer=entered.done.customer,
        ).execute(self._session.db)

    def note_rules(self, request_id: str, changes: Sequence[RuleChange]) -> None:
        """Keep which rules of the shop a request that is kept itself has changed."""
        self._session.many(
            "INSERT INTO rule_change (request, rule, before, after) VALUES (?, ?, ?, ?)",
            [(request_id, *change) for change in changes],
        )
