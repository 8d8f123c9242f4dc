"""The statements by which the list of customers is read: its orders and what a row shows."""

from dataclasses import dataclass

from smbcrm.membership.customers.lists import CustomerSort
from smbcrm.models.stores import customer_rows as rows
from smbcrm.models.stores.card_statements import LIVING_CARD

ROW = (
    "SELECT c.id, c.code, c.full_name, COALESCE(p.e164, p.typed, ''), c.email, "
    f"t.name, t.code, COALESCE({LIVING_CARD}, ''), "
    "c.alert, c.status, c.last_visit, c.created_at "
    "FROM customer c LEFT JOIN customer_phone p ON p.customer = c.id AND p.position = 0 "
    "JOIN tier t ON t.id = COALESCE((SELECT m.tier FROM tier_membership m "
    "WHERE m.customer = c.id AND m.since <= ? ORDER BY m.since DESC, m.id DESC LIMIT 1), "
    "(SELECT id FROM tier ORDER BY rank LIMIT 1)) WHERE c.id IN ({})"
)
OWNED = (
    "SELECT a.holder, a.kind, SUM(a.balance - COALESCE((SELECT SUM(l.remaining) FROM lot l "
    "WHERE l.account = a.id AND l.remaining <> 0 AND l.expires_on < ?), 0)) "
    "FROM account a WHERE a.holder IN ({}) GROUP BY a.holder, a.kind"
)
BIRTHDAYS = (
    "SELECT customer, kind, label, calendar, year, month, day, is_leap_month FROM occasion "
    "WHERE customer IN ({}) AND kind = 'birthday' ORDER BY id DESC"
)
PROFILES = f"SELECT id, code, {', '.join(rows.PROFILE)} FROM customer WHERE id IN ({{}})"
PARTS = tuple(
    f"SELECT customer, {', '.join(names)} FROM {table} WHERE customer IN ({{}}) "
    f"ORDER BY customer, {order}"
    for table, names, order in rows.PARTS
)
"""The rest of a profile, in the order of `customer_rows.PARTS`."""
CUSTOM = PARTS[-1]
"""What fields of the shop hold."""
KEYED = {
    CustomerSort.CODE: ("(c.code, c.id) > (?, ?)", "c.code, c.id"),
    CustomerSort.NAME: ("(c.full_name, c.id) > (?, ?)", "c.full_name, c.id"),
    CustomerSort.CREATED: ("? = '' AND c.id > ?", "c.id"),
}
"""What lies beyond a place in an order, and the order."""

_ENDED = (
    "LEFT JOIN (SELECT a.holder, SUM(l.remaining) AS ended FROM lot l "
    "JOIN account a ON a.id = l.account WHERE l.expires_on < ? AND l.remaining <> 0 "
    "AND a.kind IN ({kinds}) GROUP BY a.holder) x ON x.holder = c.id"
)
_OWNED = (
    "COALESCE((SELECT SUM(CASE WHEN a.kind IN ({kinds}) THEN a.balance ELSE 0 END) "
    "FROM account a WHERE a.holder = c.id), 0) - COALESCE(x.ended, 0)"
)
_RANK = (
    "(SELECT t.rank FROM tier t WHERE t.id = COALESCE((SELECT m.tier FROM tier_membership m "
    "WHERE m.customer = c.id AND m.since <= ? ORDER BY m.since DESC, m.id DESC LIMIT 1), "
    "(SELECT id FROM tier ORDER BY rank LIMIT 1)))"
)
_COLUMNS = {
    CustomerSort.CODE: ("c.code",),
    CustomerSort.NAME: ("c.full_name",),
    CustomerSort.CREATED: (),
    CustomerSort.LAST_VISIT: ("COALESCE(c.last_visit, '')",),
}
_KINDS = {CustomerSort.STORED: "'principal', 'gift'", CustomerSort.POINTS: "'points'"}


@dataclass(frozen=True, slots=True)
class Order:
    """An order in SQL: what it needs joined, by what it sorts, and how often each asks for a day.

    The id comes last in every order, so that no two rows stand on one place.
    """

    by: str
    joined: str = ""
    days_joined: int = 0
    days_by: int = 0


def order(sort: CustomerSort, *, descending: bool) -> Order:
    """Return an order, forwards or backwards."""
    end = " DESC" if descending else ""

    def by(*values: str) -> str:
        return ", ".join(f"{value}{end}" for value in (*values, "c.id"))

    if sort in _COLUMNS:
        return Order(by(*_COLUMNS[sort]))
    if sort is CustomerSort.TIER:
        return Order(by(_RANK), days_by=1)
    kinds = _KINDS[sort]
    return Order(by(_OWNED.format(kinds=kinds)), _ENDED.format(kinds=kinds), days_joined=1)


def room_for(ids: int) -> int:
    """Return how many marks a list of ids is given: few sizes make few different statements.

    >>> room_for(0), room_for(5), room_for(70)
    (1, 16, 256)
    """
    room = 1
    while room < ids:
        room *= 16 if room == 1 else 4
    return room
