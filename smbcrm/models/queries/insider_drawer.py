"""Cash that was taken out of drawers which should not have held it. Fixed SQL."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from smbcrm.membership.dayclose.rules import beyond
from smbcrm.membership.dayclose.types import DrawerMove
from smbcrm.membership.ledger.closing import TillDay
from smbcrm.models.queries.insider_links import BETWEEN
from smbcrm.models.session import Session
from smbcrm.models.stores.dayclose import PeeweeDayCloseStore

_OUT = (
    "SELECT DISTINCT o.seq, o.terminal, o.business_date FROM operation o "
    "JOIN entry e ON e.operation = o.seq JOIN account a ON a.id = e.account "
    f"WHERE {BETWEEN} AND o.kind = 'cash' AND a.kind = 'tender:cash' AND e.amount > 0 "
    "AND NOT EXISTS (SELECT 1 FROM operation r WHERE r.reverses = o.seq)"
)


class PeeweeDrawers:
    """Holds cash that was taken out against what should have been there."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._store = PeeweeDayCloseStore(session)

    def beyond(self, bounds: tuple[int, int]) -> frozenset[int]:
        """Return where more was taken out than should have been there then."""
        outs, found = set[int](), set[int]()
        unclosed: defaultdict[tuple[int, str], dt.date] = defaultdict(lambda: dt.date.min)
        for seq, terminal, text in self._session.rows(_OUT, *bounds):
            outs.add(seq)
            day = TillDay(dt.date.fromisoformat(text), terminal)
            closing = self._store.closing(day)
            if closing is not None:
                found |= beyond(closing.opening_float, self._store.drawer_moves(day))
                continue
            span = terminal, self._closed_before(day)
            unclosed[span] = max(unclosed[span], day.date)
        for (terminal, since), last in unclosed.items():
            kept = self._store.kept_before(TillDay(last, terminal))
            found |= beyond(kept, self._moves(terminal, since, last))
        return frozenset(found & outs)

    def _closed_before(self, day: TillDay) -> str:
        row = self._session.row(
            "SELECT MAX(business_date) FROM day_close WHERE terminal = ? AND business_date < ?",
            day.terminal,
            day.date.isoformat(),
        )
        return "" if row is None or row[0] is None else str(row[0])

    def _moves(self, terminal: int, since: str, last: dt.date) -> Iterator[DrawerMove]:
        dates = self._session.rows(
            "SELECT DISTINCT business_date FROM operation "
            "WHERE terminal = ? AND business_date > ? AND business_date <= ? ORDER BY 1",
            terminal,
            since,
            last.isoformat(),
        )
        for (text,) in dates:
            yield from self._store.drawer_moves(TillDay(dt.date.fromisoformat(text), terminal))
