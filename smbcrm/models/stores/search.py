"""The two search tables, kept in the customer's transaction. Fixed SQL: here speed counts.

One statement asks both tables for candidates, puts them in order and reads what a list shows of
the first of them. Its text depends on the shape of the query alone, so there are few of them.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence

from smbcrm.membership.customers.folding import RunKind
from smbcrm.membership.customers.search_keys import Query, Rank, keys_of, match
from smbcrm.membership.customers.types import Found
from smbcrm.models.session import Session, SqlRow

MOST_PARTS = 20_000
"""Keys that are read of a beginning; of a commoner one (two letters, in a shop of more than
100,000 customers) the first so many in the order of the keys are looked at."""
MOST_RECENT = 64
"""Customers of the latest months that are put in order by day, where a key is all that was asked;
a longer list takes as many as it has rows."""
MOST_CHECKED = 2_000
"""Candidates with an exact key that are checked, those of the latest months first."""

_CHUNK = 500
_FIRST_PAGE = 64
_GROWTH = 8
_LAST_SIGN = "\U0010ffff"
_BETWEEN = "\x1f"  # a phone has no control characters

_WHOLE = f"SELECT customer, {Rank.CARD} AS place FROM search_short WHERE key = ?"
_CODE = (
    f"SELECT id AS customer, {Rank.CARD} AS place FROM customer WHERE code IN (?, ?) "
    f"UNION ALL SELECT customer, {Rank.CARD} FROM card WHERE number IN (?, ?)"
)
_ALSO = (
    " AND EXISTS (SELECT 1 FROM search_short o WHERE o.key = ? AND o.month = s.month "
    "AND o.customer = s.customer)"
)
_SHORT = (
    "SELECT customer, {place} AS place FROM (SELECT s.customer FROM search_short s "
    "WHERE s.key = ?{also} ORDER BY s.month DESC, s.customer DESC LIMIT ?) recent"
)
_PART = (
    f"SELECT customer, {Rank.OTHER} AS place FROM (SELECT customer FROM search_part "
    "WHERE {keys} LIMIT ?) parts"
)
_FIND = (
    "SELECT f.place, c.id, c.code, c.full_name, c.last_visit, c.alert, "
    "(SELECT typed FROM customer_phone WHERE customer = c.id AND position = 0), "
    "(SELECT number FROM card WHERE customer = c.id AND state = 'active' "
    "ORDER BY issued_on DESC, number DESC LIMIT 1), "
    "(SELECT tier FROM tier_membership WHERE customer = c.id ORDER BY since DESC, id DESC LIMIT 1)"
    "{checked} FROM (SELECT k.customer, MIN(k.place) AS place FROM ({sources}) k "
    "JOIN customer r ON r.id = k.customer GROUP BY k.customer, r.last_visit "
    "ORDER BY place, COALESCE(r.last_visit, '') DESC, k.customer DESC LIMIT ? OFFSET ?) f "
    "JOIN customer c ON c.id = f.customer"
)
_NAMES = ", c.family_name, c.given_name"
_PHONES = (
    f", (SELECT string_agg(COALESCE(e164, typed), '{_BETWEEN}') FROM customer_phone "
    "WHERE customer = c.id)"
)


class PeeweeSearchStore:
    """Keeps the search keys and finds by them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def index(self, customers: Sequence[int]) -> None:
        """Write the keys of customers anew from their rows."""
        for start in range(0, len(customers), _CHUNK):
            self._index(customers[start : start + _CHUNK])

    def set_month(self, customer: int, last_visit: dt.date | None) -> None:
        """Move a customer's short keys to the month of the last visit."""
        self._session.execute(
            "UPDATE search_short SET month = ? WHERE customer = ?",
            0 if last_visit is None else last_visit.year * 12 + last_visit.month,
            customer,
        )

    def find(self, query: Query, limit: int) -> tuple[Found, ...]:
        """Return the best matches: exact card or code, end of phone, others; each by last visit.

        What a key alone proves is not checked again. Otherwise candidates are checked in order,
        page by page, until enough are found or none is left.
        """
        proven = _is_proven(query)
        statement, params = _statement(query, limit, proven=proven)
        found: list[tuple[Rank, SqlRow]] = []
        offset, page = 0, limit if proven else max(_FIRST_PAGE, 2 * limit)
        while True:
            rows = self._session.rows(statement, *params, page, offset)
            rows.sort(key=_order)
            for row in rows:
                rank = Rank(row[0]) if proven or not row[0] else _rank(query, row)
                if rank is not None:
                    found.append((rank, row))
                    if len(found) == limit:
                        break
            if len(found) == limit or len(rows) < page:
                break
            offset, page = offset + page, page * _GROWTH
        found.sort(key=lambda one: one[0])
        return tuple(_found(row) for _, row in found)

    def _index(self, customers: Sequence[int]) -> None:
        marks = ", ".join("?" * len(customers))
        phones = self._texts("COALESCE(e164, typed)", "customer_phone", customers)
        cards = self._texts("number", "card", customers)
        short: list[SqlRow] = []
        part: list[SqlRow] = []
        for id_, code, last_visit, *names in self._session.rows(
            "SELECT id, code, last_visit, full_name, family_name, given_name FROM customer "
            f"WHERE id IN ({marks})",
            *customers,
        ):
            keys = keys_of([name for name in names if name], phones[id_], cards[id_], code)
            month = int(last_visit[:4]) * 12 + int(last_visit[5:7]) if last_visit else 0
            short += [(key, month, id_) for key in keys.short]
            part += [(key, id_) for key in keys.part]
        for table in ("search_short", "search_part"):
            self._session.execute(f"DELETE FROM {table} WHERE customer IN ({marks})", *customers)
        # In the order of the keys, neighbours fall on one page of the tree.
        self._session.many(
            "INSERT INTO search_short (key, month, customer) VALUES (?, ?, ?)", sorted(short)
        )
        self._session.many("INSERT INTO search_part (key, customer) VALUES (?, ?)", sorted(part))

    def _texts(
        self, column: str, table: str, customers: Sequence[int]
    ) -> defaultdict[int, list[str]]:
        texts: defaultdict[int, list[str]] = defaultdict(list)
        marks = ", ".join("?" * len(customers))
        for customer, text in self._session.rows(
            f"SELECT customer, {column} FROM {table} WHERE customer IN ({marks})", *customers
        ):
            texts[customer].append(text)
        return texts


def _is_proven(query: Query) -> bool:
    """Tell whether every candidate is an answer, of the rank at which it was found.

    One Han character, at most four letters and four digits are looked up as they are, by keys
    that are not cut so short; of fewer or more digits only a look at the phone tells the rank.
    """
    if len(query.words) != 1:
        return False
    kind, word = query.words[0]
    if kind is RunKind.DIGITS:
        return word == query.short_key
    return query.part_key is None and (query.part_prefix or query.short_key) == word


def _statement(query: Query, limit: int, *, proven: bool) -> tuple[str, list[object]]:
    """Return the text that finds candidates and its parameters, but for page and offset."""
    sources: list[str] = []
    params: list[object] = []
    for source, values in _sources(query, max(MOST_RECENT, limit) if proven else MOST_CHECKED):
        sources.append(source)
        params += values
    checked = "" if proven else _NAMES
    if not proven and any(kind is RunKind.DIGITS for kind, _ in query.words):
        checked += _PHONES
    return _FIND.format(checked=checked, sources=" UNION ALL ".join(sources)), params


def _sources(query: Query, most: int) -> Iterator[tuple[str, list[object]]]:
    """Yield the look-ups of a query."""
    if query.whole_key is not None:
        yield _WHOLE, [query.whole_key]
    elif query.whole.isascii():
        # Among equal short keys the code would stand wherever its last visit puts it.
        yield _CODE, [query.whole, query.whole.upper()] * 2
    digits = max((word for kind, word in query.words if kind is RunKind.DIGITS), key=len, default="")
    if query.short_key is not None:
        others = sorted({sign for kind, word in query.words if kind is RunKind.HAN for sign in word})
        others = [sign for sign in others if sign != query.short_key]
        place = Rank.PHONE_END if query.short_key == digits else Rank.OTHER
        yield (
            _SHORT.format(place=int(place), also=_ALSO * len(others)),
            [query.short_key, *others, most],
        )
    if query.part_key is not None:
        yield _PART.format(keys="key = ?"), [query.part_key, MOST_PARTS]
    if query.part_prefix is not None:
        keys = "key >= ? AND key < ?"
        end = query.part_prefix + _LAST_SIGN
        yield _PART.format(keys=keys), [query.part_prefix, end, MOST_PARTS]


def _order(row: SqlRow) -> tuple[int, int, int]:
    """Return the key of the order in which the page was cut: place, last visit, id."""
    last_visit = row[4]
    return row[0], -int(last_visit.replace("-", "")) if last_visit else 0, -row[1]


def _rank(query: Query, row: SqlRow) -> Rank | None:
    names = [name for name in (row[3], row[9], row[10]) if name]
    phones = row[11].split(_BETWEEN) if len(row) > 11 and row[11] else ()  # noqa: PLR2004
    return match(query, names, phones, (), row[2])


def _found(row: SqlRow) -> Found:
    last_visit = row[4]
    return Found(
        row[1],
        row[2],
        row[3],
        row[6] or "",
        row[7] or "",
        row[8],
        dt.date.fromisoformat(last_visit) if last_visit else None,
        row[5],
    )
