"""The sales of late, as the till asks for them before it takes money."""

import datetime as dt

from smbcrm.core.clock import instant_text, parse_instant
from smbcrm.models.session import Session

_STANDS = "NOT EXISTS (SELECT 1 FROM operation r WHERE r.reverses = s.operation) "


class PeeweeRecentSales:
    """Looks back at the sales that stand."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def nets(self, limit: int) -> tuple[int, ...]:
        """Return the last net sales above zero, newest first."""
        rows = self._session.rows(
            f"SELECT s.net FROM sale s WHERE s.net > 0 AND {_STANDS}"
            "ORDER BY s.operation DESC LIMIT ?",
            limit,
        )
        return tuple(row[0] for row in rows)

    def with_stored_value(self) -> int | None:
        """Return who came by stored value last and has some left, one with a gift before others."""
        for kind in ("gift", "principal"):
            row = self._session.row(
                "SELECT a.holder FROM lot l JOIN account a ON a.id = l.account "
                "WHERE a.kind = ? AND l.remaining > 0 AND a.holder IS NOT NULL "
                "ORDER BY l.id DESC LIMIT 1",
                kind,
            )
            if row is not None:
                return int(row[0])
        return None

    def recorded(self, customer: int, net: int, since: dt.datetime) -> dt.datetime | None:
        """Return when a customer's last sale of that net amount was recorded, if since then."""
        row = self._session.row(
            "SELECT o.recorded_at FROM account a JOIN operation o ON o.party = a.id "
            "JOIN sale s ON s.operation = o.seq "
            f"WHERE a.holder = ? AND s.net = ? AND o.recorded_at >= ? AND {_STANDS}"
            "ORDER BY o.seq DESC LIMIT 1",
            customer,
            net,
            instant_text(since),
        )
        return None if row is None else parse_instant(row[0])
