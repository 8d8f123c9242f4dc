"""The list of customers, page by page; each page is a handful of queries, whatever its size."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from smbcrm.core.clock import parse_instant
from smbcrm.membership.customers.lists import CustomerFilter, CustomerRow, CustomerSort
from smbcrm.membership.customers.types import Status
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.models.session import Session, SqlRow
from smbcrm.models.stores.customer_rows import day_of, occasion_of

_ROW = (
    "SELECT c.id, c.code, c.full_name, COALESCE(p.e164, p.typed, ''), c.email, "
    "COALESCE((SELECT t.name FROM tier_membership m JOIN tier t ON t.id = m.tier "
    "WHERE m.customer = c.id AND m.since <= ? ORDER BY m.since DESC, m.id DESC LIMIT 1), "
    "(SELECT name FROM tier ORDER BY rank LIMIT 1), ''), "
    "c.status, c.last_visit, c.created_at "
    "FROM customer c LEFT JOIN customer_phone p ON p.customer = c.id AND p.position = 0 "
)
_ORDER = {
    CustomerSort.CODE: ("(c.code, c.id) > (?, ?)", "c.code, c.id"),
    CustomerSort.NAME: ("(c.full_name, c.id) > (?, ?)", "c.full_name, c.id"),
    CustomerSort.CREATED: ("? = '' AND c.id > ?", "c.id"),
}
_BALANCES = (
    "SELECT a.holder, a.kind, SUM(a.balance) FROM account a WHERE a.holder IN ({}) "
    "GROUP BY a.holder, a.kind"
)
_OVER = (
    "SELECT a.holder, a.kind, SUM(l.remaining) FROM account a JOIN lot l ON l.account = a.id "
    "WHERE a.holder IN ({}) AND l.remaining <> 0 AND l.expires_on < ? GROUP BY a.holder, a.kind"
)
_VISITS = (
    "SELECT a.holder, COUNT(DISTINCT o.business_date) FROM account a "
    "JOIN operation o ON o.party = a.id WHERE a.holder IN ({}) AND o.kind = 'sale' "
    "AND NOT EXISTS (SELECT 1 FROM operation r WHERE r.reverses = o.seq) GROUP BY a.holder"
)
_BIRTHDAYS = (
    "SELECT customer, kind, label, calendar, year, month, day, is_leap_month FROM occasion "
    "WHERE customer IN ({}) AND kind = 'birthday' ORDER BY id DESC"
)


class PeeweeCustomerList:
    """Reads the customers as a list."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def count(self, chosen: CustomerFilter) -> int:
        """Return how many there are."""
        where, params = _where(chosen)
        row = self._session.row(f"SELECT COUNT(*) FROM customer c WHERE {where}", *params)
        return 0 if row is None else row[0]

    def page(
        self,
        chosen: CustomerFilter,
        sort: CustomerSort,
        after: tuple[str, int] | None,
        limit: int,
        today: dt.date,
    ) -> tuple[CustomerRow, ...]:
        """Return the rows after a place in the order, the first ones for None."""
        where, params = _where(chosen)
        beyond, order = _ORDER[sort]
        if after is not None:
            where, params = f"{where} AND {beyond}", [*params, *after]
        day = today.isoformat()
        found = self._session.rows(
            f"{_ROW} WHERE {where} ORDER BY {order} LIMIT ?", day, *params, limit
        )
        ids = [row[0] for row in found]
        owned = self._owned(ids, day)
        visits = {row[0]: row[1] for row in self._of(_VISITS, ids)}
        birthdays = {row[0]: row[1:] for row in self._of(_BIRTHDAYS, ids)}
        return tuple(
            _row(row, owned[row[0]], visits.get(row[0], 0), birthdays.get(row[0])) for row in found
        )

    def ids(self, chosen: CustomerFilter) -> tuple[int, ...]:
        """Return the ids of all of them, in the order they were added."""
        where, params = _where(chosen)
        found = self._session.rows(
            f"SELECT c.id FROM customer c WHERE {where} ORDER BY c.id", *params
        )
        return tuple(row[0] for row in found)

    def _owned(self, ids: Sequence[int], day: str) -> defaultdict[int, dict[str, int]]:
        """Return by customer and kind what is owned, without what has ended before a day."""
        owned: defaultdict[int, dict[str, int]] = defaultdict(dict)
        for holder, kind, amount in self._of(_BALANCES, ids):
            owned[holder][kind] = int(amount)
        for holder, kind, amount in self._of(_OVER, ids, day):
            owned[holder][kind] -= int(amount)
        return owned

    def _of(self, statement: str, ids: Sequence[int], *params: object) -> list[SqlRow]:
        if not ids:
            return []
        return self._session.rows(statement.format(", ".join("?" * len(ids))), *ids, *params)


def _where(chosen: CustomerFilter) -> tuple[str, list[object]]:
    if chosen.status is None:
        return "1 = 1", []
    return "c.status = ?", [chosen.status.value]


def _row(row: SqlRow, owned: dict[str, int], visits: int, birthday: SqlRow | None) -> CustomerRow:
    return CustomerRow(
        id=row[0],
        code=row[1],
        full_name=row[2],
        phone=row[3],
        email=row[4],
        tier=row[5],
        status=Status(row[6]),
        principal=owned.get(AccountKind.PRINCIPAL, 0),
        gift=owned.get(AccountKind.GIFT, 0),
        credit=owned.get(AccountKind.CREDIT, 0),
        points=owned.get(AccountKind.POINTS, 0),
        birthday=None if birthday is None else occasion_of(birthday),
        last_visit=day_of(row[7]),
        visits=visits,
        created_at=parse_instant(row[8]),
    )
