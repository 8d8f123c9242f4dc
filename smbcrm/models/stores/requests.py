"""Requests that wrote no operation."""

from smbcrm.membership.requests.types import Recorded
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

    def keep(self, request_id: str, kind: str, asked: str, result: str) -> None:
        """Record a request with the hash of what was asked and its answer."""
        RequestLogRow.insert(id=request_id, kind=kind, hash=asked, result=result).execute(
            self._session.db
        )
