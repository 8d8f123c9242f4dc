"""Bills, as they were on the day."""

from smbcrm.membership.bills.codec import decode, encode
from smbcrm.membership.bills.types import Bill
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
