"""What other people's rows tell of somebody who is erased: it goes with them."""

from collections.abc import Collection

from smbcrm.models.session import Session

_MERGED = (
    "DELETE FROM change_log WHERE field = 'merged' AND customer IN "
    "(SELECT kept FROM customer_merge WHERE other = ?) AND COALESCE(before, after) IN "
    "(SELECT other_code FROM customer_merge WHERE other = ?)"
)


class ErasedTraces:
    """Takes somebody out of what was written down of others."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def take_out(self, people: Collection[int]) -> None:
        """Do so for somebody, and for whoever went into them by a merge."""
        for person in people:
            self._session.execute(_MERGED, person, person)
