"""The statements by which the list of customers is read: its orders and what a row shows."""

import datetime as dt
from dataclasses import dataclass

from smbcrm.membership.customers.lists import CustomerSort
from smbcrm.membership.tiers.window import window_start
from smbcrm.models.queries.bought import STANDS
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
_SPEND = (
    "LEFT JOIN (SELECT a.holder, SUM(s.spend) AS spend FROM operation o "
    "JOIN sale s ON s.operation = o.seq JOIN account a ON a.id = o.party AND a.kind = 'principal' "
    f"WHERE o.business_date >= ? AND o.kind IN ('sale', 'refund') AND {STANDS} "
    "GROUP BY a.holder) y ON y.holder = c.id"
)
_FIRST_PHONE = "LEFT JOIN customer_phone n ON n.customer = c.id AND n.position = 0"
_BIRTHDAY = (
    "(SELECT CASE WHEN b.calendar = 'lunar' THEN 10000 ELSE 0 END + b.month * 200 "
    "+ CASE WHEN b.is_leap_month THEN 100 ELSE 0 END + COALESCE(b.day, 0) FROM occasion b "
    "WHERE b.customer = c.id AND b.kind = 'birthday' ORDER BY b.id LIMIT 1)"
)
_HELD = "LEFT JOIN customer_field h ON h.customer = c.id AND h.field = ?"
_HELD_BY = {"number": "CAST(h.value AS NUMERIC)", "date": "h.value"}
_HELD_TEXT = "lower(h.value)"
_KINDS = {
    CustomerSort.STORED: "'principal', 'gift'",
    CustomerSort.PAID: "'principal'",
    CustomerSort.GIFT: "'gift'",
    CustomerSort.CREDIT: "'credit'",
    CustomerSort.POINTS: "'points'",
}


@dataclass(frozen=True, slots=True)
class Order:
    """An order in SQL: by which value, what that needs joined, and what each of them is given.

    What may have `gaps` has them last, rising or falling.
    """

    value: str = ""
    joined: str = ""
    given_joined: tuple[object, ...] = ()
    given: tuple[object, ...] = ()
    gaps: bool = False

    def by(self, *, descending: bool, from_back: bool = False) -> str:
        """Return what rows are ordered by; from the back it is the very reverse.

        The id comes last in every order, so that no two rows stand on one place.
        """
        end = " DESC" if descending != from_back else ""
        gaps = f" NULLS {'FIRST' if from_back else 'LAST'}" if self.gaps else ""
        value = f"{self.value}{end}{gaps}, " if self.value else ""
        return f"{value}c.id{end}"


_COLUMNS = {
    CustomerSort.CODE: Order("c.code"),
    CustomerSort.NAME: Order("c.full_name"),
    CustomerSort.CREATED: Order(),
    CustomerSort.LAST_VISIT: Order("COALESCE(c.last_visit, '')"),
    CustomerSort.VISITS: Order("c.visits"),
    CustomerSort.EMAIL: Order("NULLIF(lower(c.email), '')", gaps=True),
    CustomerSort.PHONE: Order("COALESCE(n.e164, n.typed)", _FIRST_PHONE, gaps=True),
    CustomerSort.BIRTHDAY: Order(_BIRTHDAY, gaps=True),
}


def order(sort: CustomerSort, today: dt.date) -> Order:
    """Return an order as of a day."""
    day = (today.isoformat(),)
    if sort in _COLUMNS:
        return _COLUMNS[sort]
    if sort is CustomerSort.TIER:
        return Order(_RANK, given=day)
    if sort is CustomerSort.CARD:
        return Order(LIVING_CARD, given=day, gaps=True)
    if sort is CustomerSort.SPEND:
        return Order("COALESCE(y.spend, 0)", _SPEND, (window_start(today).isoformat(),))
    kinds = _KINDS[sort]
    return Order(_OWNED.format(kinds=kinds), _ENDED.format(kinds=kinds), day)


def order_of_field(field: int, kind: str) -> Order:
    """Return the order of what a field of that kind holds."""
    return Order(_HELD_BY.get(kind, _HELD_TEXT), _HELD, (field,), gaps=True)


def room_for(ids: int) -> int:
    """Return how many marks a list of ids is given: few sizes make few different statements.

    >>> room_for(0), room_for(5), room_for(70)
    (1, 16, 256)
    """
    room = 1
    while room < ids:
        room *= 16 if room == 1 else 4
    return room
