"""Requests that wrote no operation."""

from collections.abc import Sequence

from smbcrm.core.clock import instant_text
from smbcrm.membership.requests.types import Entered, Recorded, RuleChange, Signature
from smbcrm.models.session import Session
from smbcrm.models.tables.requests import RequestLogRow

_SIGNED = (
    "INSERT INTO change_log "
    "(at, staff, terminal, act, request, customer, field, part, before, after) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


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
        """Record a request with the hash of what was asked and its answer; sign what it changed."""
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
        self.sign(
            Signature(
                entered.kind, entered.id, entered.staff, entered.terminal, entered.recorded_at
            )
        )

    def sign(self, by: Signature) -> None:
        """Write into the change log what the step changed up to now of customers and the shop."""
        if not self._session.unsigned:
            return
        from smbcrm.membership.change_log.differences import changes_of  # noqa: PLC0415 - few do

        head = instant_text(by.at), by.staff, by.terminal, by.act, by.request
        changes = changes_of(self._session.unsigned, in_bulk=by.in_bulk)
        self._session.many(_SIGNED, [(*head, *change) for change in changes])
        self.begin()

    def begin(self) -> None:
        """Let what the step wrote up to now be what a shop begins with."""
        self._session.unsigned.clear()

    def note_rules(self, request_id: str, changes: Sequence[RuleChange]) -> None:
        """Keep which rules of the shop a request that is kept itself has changed."""
        self._session.many(
            "INSERT INTO rule_change (request, rule, before, after) VALUES (?, ?, ?, ?)",
            [(request_id, *change) for change in changes],
        )
