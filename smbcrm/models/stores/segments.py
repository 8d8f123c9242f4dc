"""Segments: filters of customers under a name."""

from smbcrm.membership.segments.types import Segment
from smbcrm.models.session import Session
from smbcrm.models.tables.shop import SegmentRow


class PeeweeSegmentStore:
    """The segments; a name is one whatever its capitals."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> tuple[Segment, ...]:
        """Return every segment by name."""
        rows = self._session.rows("SELECT id, name, content FROM segment ORDER BY key")
        return tuple(Segment(*row) for row in rows)

    def get(self, name: str, *, hold: bool = False) -> Segment | None:
        """Return the segment of that name; `hold` it to the end of the step."""
        lock = "{lock}" if hold else ""
        row = self._session.row(
            f"SELECT id, name, content FROM segment WHERE key = ? {lock}", name.casefold()
        )
        return None if row is None else Segment(*row)

    def add(self, name: str, content: str) -> int:
        """Add a segment and return its number."""
        made = SegmentRow.insert(key=name.casefold(), name=name, content=content)
        return int(made.execute(self._session.db))

    def put(self, segment: Segment) -> None:
        """Write name and content of a known segment."""
        SegmentRow.update(
            key=segment.name.casefold(), name=segment.name, content=segment.content
        ).where(SegmentRow.id == segment.id).execute(self._session.db)

    def remove(self, number: int) -> None:
        """Remove a segment."""
        SegmentRow.delete().where(SegmentRow.id == number).execute(self._session.db)
