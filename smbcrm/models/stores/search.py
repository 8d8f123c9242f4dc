"""The two search tables, kept in the customer's transaction. Fixed SQL: here speed counts.

One statement asks both tables for candidates, puts them in order and reads what a list shows of
the first of them. Its text depends on the shape of the query alone, so there are few of them.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter

from smbcrm.membership.customers.folding import RunKind
from smbcrm.membership.customers.name_search import MOST_WORDS
from smbcrm.membership.customers.phone_search import LONGEST_WINDOW
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
_GROWTH = 16
_FEW_WORDS = 2 * MOST_WORDS
_PHONES_AT = 11
_LAST_SIGN = "\U0010ffff"
_BETWEEN = "\x1f"  # a phone has no control characters

_WHOLE = f"SELECT customer, {int(Rank.CARD)} AS place FROM search_short WHERE key = ?"
_CODE = (
    f"SELECT id AS customer, {int(Rank.CARD)} AS place FROM customer WHERE code IN (?, ?) "
    f"UNION ALL SELECT customer, {int(Rank.CARD)} FROM card WHERE number IN (?, ?)"
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
    f"SELECT customer, {int(Rank.OTHER)} AS place FROM (SELECT customer FROM search_part "
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
    "JOIN customer c ON c.id = f.customer "
    "ORDER BY f.place, COALESCE(c.last_visit, '') DESC, c.id DESC"
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
        statement, params, proven = _statement(query, limit)
        read = self._session.rows
        if proven:
            return tuple([_found(row) for row in read(statement, *params, limit, 0)])
        found: list[tuple[Rank, SqlRow]] = []
        offset, page = 0, max(_FIRST_PAGE, 2 * limit)
        while True:
            rows = read(statement, *params, page, offset)
            for row in rows:
                rank = _rank(query, row) if row[0] else Rank.CARD
                if rank is not None:
                    found.append((rank, row))
                    if len(found) == limit:
                        break
            if len(found) == limit or len(rows) < page:
                break
            offset, page = offset + page, page * _GROWTH
        found.sort(key=itemgetter(0))
        return tuple([_found(row) for _, row in found])

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


def _statement(query: Query, limit: int) -> tuple[str, list[object], bool]:
    """Return the text that finds candidates, its parameters but for page and offset, and proof.

    The last tells that what is found needs no check.
    """
    proven = _is_proven(query)
    digits = [word for kind, word in query.words if kind is RunKind.DIGITS]
    signs = _other_signs(query)
    text = _text(
        whole=query.whole_key is not None,
        code=query.whole_key is None and query.whole.isascii(),
        short=Rank.PHONE_END if query.short_key in digits else Rank.OTHER,
        signs=None if query.short_key is None else len(signs),
        part=query.part_key is not None,
        prefix=query.part_prefix is not None,
        checked="" if proven else _NAMES + _PHONES if digits else _NAMES,
    )
    params: list[object] = []
    if query.whole_key is not None:
        params.append(query.whole_key)
    elif query.whole.isascii():
        params += [query.whole, query.whole.upper()] * 2
    if query.short_key is not None:
        most = max(MOST_RECENT, limit) if proven else MOST_CHECKED
        params += [query.short_key, *signs, most]
    if query.part_key is not None:
        params += [query.part_key, MOST_PARTS]
    if query.part_prefix is not None:
        params += [query.part_prefix, query.part_prefix + _LAST_SIGN, MOST_PARTS]
    return text, params, proven


def _other_signs(query: Query) -> list[str]:
    """Return the Han characters of a query that are not looked up by themselves."""
    han = [word for kind, word in query.words if kind is RunKind.HAN]
    return sorted(set("".join(han)) - {query.short_key}) if han else []


@lru_cache(maxsize=256)
def _text(  # noqa: PLR0913 - the shape of a query
    *,
    whole: bool,
    code: bool,
    short: Rank,
    signs: int | None,
    part: bool,
    prefix: bool,
    checked: str,
) -> str:
    """Return the statement for queries of one shape."""
    sources = [
        *([_WHOLE] if whole else ()),
        *([_CODE] if code else ()),
        *(() if signs is None else [_SHORT.format(place=int(short), also=_ALSO * signs)]),
        *([_PART.format(keys="key = ?")] if part else ()),
        *([_PART.format(keys="key >= ? AND key < ?")] if prefix else ()),
    ]
    return _FIND.format(checked=checked, sources=" UNION ALL ".join(sources))


def _rank(query: Query, row: SqlRow) -> Rank | None:
    """Return how well a candidate answers; the short ways say what `match` would."""
    if len(query.words) == 1:
        rank = _seen(*query.words[0], row)
        if rank is not None:
            return rank
    names = [name for name in (row[3], row[9], row[10]) if name]
    phones = row[11].split(_BETWEEN) if len(row) > _PHONES_AT and row[_PHONES_AT] else ()
    return match(query, names, phones, (), "")


def _seen(kind: RunKind, word: str, row: SqlRow) -> Rank | None:
    """Return the rank where it is plain to see: a word of an ASCII name, the one phone's end."""
    if kind is RunKind.LETTERS:
        name = row[3]
        plain = len(name) <= _FEW_WORDS and name.isascii() and f" {word}" in f" {name.lower()}"
        return Rank.OTHER if plain else None
    if kind is RunKind.HAN or len(word) > LONGEST_WINDOW:
        return None
    phone = row[_PHONES_AT]
    if not phone or not phone.startswith("+") or _BETWEEN in phone:
        return None
    # The key proves that the digits are there: it is left to see whether at the end.
    return Rank.PHONE_END if phone.endswith(word) else Rank.OTHER


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
