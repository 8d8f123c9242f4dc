"""Bills, as they were on the day."""

from smbcrm.core.clock import instant_text
from smbcrm.membership.bills.codec import decode, encode
from smbcrm.membership.bills.types import Bill, BillIssue
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

    def first_issue(self, seq: int) -> str | None:
        """Return the request by which a bill was handed over first."""
        row = self._session.row(
            "SELECT request FROM bill_issue WHERE operation = ? ORDER BY id LIMIT 1", seq
        )
        return None if row is None else row[0]

    def issued(self, issue: BillIssue) -> None:
        """Note that a bill is handed over; the same request counts once."""
        self._session.execute(
            "INSERT INTO bill_issue (operation, request, issued_at, staff, terminal) "
            "VALUES (?, ?, ?, ?, ?) ON CONFLICT (operation, request) DO NOTHING",
            issue.seq,
            issue.request,
            instant_text(issue.issued_at),
            issue.staff,
            issue.terminal,
        )

    def not_issued(self, seq: int, request: str) -> None:
        """Forget an issue that reached nobody."""
        self._session.execute(
            "DELETE FROM bill_issue WHERE operation = ? AND request = ?", seq, request
        )
