"""Bills, as they were on the day."""

import json

from smbcrm.core.clock import instant_text, parse_instant
from smbcrm.membership.bills.codec import decode, encode
from smbcrm.membership.bills.types import Bill, BillIssue, Paper, PaperSize
from smbcrm.models.session import Session


class PeeweeBillStore:
    """The snapshots, one for each operation at the till."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, seq: int, bill: Bill) -> None:
        """Write the snapshot of an operation."""
        self._session.execute(
            "INSERT INTO bill (operation, language, content) VALUES (?, ?, ?)",
            seq,
            bill.language,
            encode(bill),
        )

    def get(self, seq: int) -> Bill | None:
        """Return the snapshot of an operation."""
        row = self._session.row("SELECT content FROM bill WHERE operation = ?", seq)
        return None if row is None else decode(row[0])

    def lock(self, seq: int) -> None:
        """Hold a bill until the end of the step, so that only one till hands over the first."""
        self._session.row("SELECT operation FROM bill WHERE operation = ? {lock}", seq)

    def issues(self, seq: int) -> tuple[BillIssue, ...]:
        """Return how a bill was handed over, in order."""
        rows = self._session.rows(
            "SELECT request, is_copy, size, language, instead, issued_at, staff, terminal "
            "FROM bill_issue WHERE operation = ? ORDER BY id",
            seq,
        )
        return tuple(
            BillIssue(
                seq=seq,
                request=request,
                is_copy=bool(is_copy),
                paper=Paper(PaperSize(size), language, tuple(map(tuple, json.loads(instead)))),
                issued_at=parse_instant(at),
                staff=staff,
                terminal=terminal,
            )
            for request, is_copy, size, language, instead, at, staff, terminal in rows
        )

    def issued(self, issue: BillIssue) -> None:
        """Note that a bill is handed over."""
        self._session.execute(
            "INSERT INTO bill_issue (operation, request, is_copy, size, language, instead, "
            "issued_at, staff, terminal) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            issue.seq,
            issue.request,
            issue.is_copy,
            issue.paper.size.value,
            issue.paper.language,
            json.dumps(issue.paper.instead, ensure_ascii=False),
            instant_text(issue.issued_at),
            issue.staff,
            issue.terminal,
        )

    def not_issued(self, seq: int, request: str) -> None:
        """Forget an issue that reached nobody."""
        self._session.execute(
            "DELETE FROM bill_issue WHERE operation = ? AND request = ?", seq, request
        )
