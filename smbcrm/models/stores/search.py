"""The two search tables, kept in the customer's transaction. Fixed SQL: here speed counts.

One statement asks both tables for candidates, puts them in order and reads what a list shows of
the first of them. Its text depends on the shape of the query alone, so there are few of them.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import product
from operator import itemgetter

from smbcrm.membership.customers.folding import RunKind
from smbcrm.membership.customers.han import simplify
from smbcrm.membership.customers.name_search import MOST_WORDS
from smbcrm.membership.customers.phone_search import END_LENGTH, LONGEST_WINDOW
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
_BEST_AT = 11
_PHONES_AT = 12
_DIGITS = "0123456789"
_LAST_SIGN = "\U0010ffff"
_BETWEEN = "\x1f"  # a phone has no control characters
# Han characters that are what they are: no form of compatibility among them.
_HAN_ONLY = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002f7ff]+")
_NO_LETTERS = {code: None for code in range(128) if not chr(code).isalpha()}

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
    "WHERE s.key {keys}{also} ORDER BY s.month DESC, s.customer DESC LIMIT ?) recent"
)
_PART = (
    "SELECT customer, {place} AS place FROM (SELECT customer FROM search_part "
    "WHERE {keys} LIMIT ?) parts"
)
_CUT_PLACE = int(Rank.OTHER) + 1
"""Where a candidate stands that only the cut start of a word has found; in order as Rank.OTHER."""
_FIND = (
    "SELECT f.place, c.id, c.code, c.full_name, c.last_visit, c.alert, "
    "(SELECT typed FROM customer_phone WHERE customer = c.id AND position = 0), "
    "(SELECT number FROM card WHERE customer = c.id AND state = 'active' "
    "ORDER BY issued_on DESC, number DESC LIMIT 1), "
    "COALESCE((SELECT t.name FROM tier_membership m JOIN tier t ON t.id = m.tier "
    "WHERE m.customer = c.id ORDER BY m.since DESC, m.id DESC LIMIT 1), "
    "(SELECT name FROM tier ORDER BY rank LIMIT 1))"
    "{checked} FROM (SELECT k.customer, MIN(k.place) AS best, "
    f"CASE MIN(k.place) WHEN {_CUT_PLACE} THEN {int(Rank.OTHER)} ELSE MIN(k.place) END AS place "
    "FROM ({sources}) k "
    "JOIN customer r ON r.id = k.customer GROUP BY k.customer, r.last_visit "
    "ORDER BY place, COALESCE(r.last_visit, '') DESC, k.customer DESC LIMIT ? OFFSET ?) f "
    "JOIN customer c ON c.id = f.customer "
    "ORDER BY f.place, COALESCE(c.last_visit, '') DESC, c.id DESC"
)
_NAMES = ", c.family_name, c.given_name, f.best"
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
        found: list[tuple[tuple[int, int, int], SqlRow]] = []
        missing, offset, page = limit, 0, max(_FIRST_PAGE, 2 * limit)
        while missing:
            rows = read(statement, *params, page, offset)
            for row in rows:
                rank = _rank(query, row) if row[0] else Rank.CARD
                if rank is not None:
                    found.append((_order(rank, row), row))
                    # One of a lower rank than its place may have to stand behind others to come.
                    missing -= rank <= row[0]
                    if not missing:
                        break
            if len(rows) < page:
                break
            offset, page = offset + page, page * _GROWTH
        found.sort(key=itemgetter(0))
        return tuple([_found(row) for _, row in found[:limit]])

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
    signs, ends, tails = _other_signs(query), _ends(query, digits), _tails(digits)
    text = _text(
        whole=query.whole_key is not None,
        code=query.whole_key is None and query.whole.isascii(),
        short=None if query.short_key is None else query.short_key in digits,
        ends=len(ends),
        tails=len(tails),
        signs=len(signs),
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
    if ends:
        params += [*ends, *signs, MOST_CHECKED]
    for tail in tails:
        params += [tail, MOST_PARTS]
    if query.part_key is not None:
        params += [query.part_key, MOST_PARTS]
    if query.part_prefix is not None:
        params += [query.part_prefix, query.part_prefix + _LAST_SIGN, MOST_PARTS]
    return text, params, proven


def _other_signs(query: Query) -> list[str]:
    """Return the Han characters of a query that are not looked up by themselves."""
    han = [word for kind, word in query.words if kind is RunKind.HAN]
    return sorted(set("".join(han)) - {query.short_key}) if han else []


def _ends(query: Query, digits: Sequence[str]) -> list[str]:
    """Return the short keys of phones that end with the few digits of a query: they stand first.

    Of three digits there are ten keys, of two a hundred; one digit says too little.
    """
    return [
        "".join((*front, word))
        for word in digits
        if word != query.short_key and 1 < len(word) <= END_LENGTH
        for front in product(_DIGITS, repeat=END_LENGTH - len(word))
    ]


def _tails(digits: Sequence[str]) -> list[str]:
    """Return the part keys of phones that end with the many digits of a query: they stand first.

    A key of fewer digits than a window has is made at the end of a number only.
    """
    return [word[1 - LONGEST_WINDOW :] for word in digits if len(word) > END_LENGTH]


@lru_cache(maxsize=256)
def _text(  # noqa: PLR0913 - the shape of a query
    *,
    whole: bool,
    code: bool,
    short: bool | None,
    ends: int,
    tails: int,
    signs: int,
    part: bool,
    prefix: bool,
    checked: str,
) -> str:
    """Return the statement for queries of one shape; `short` tells that the key is digits."""
    sources = []
    if whole:
        sources.append(_WHOLE)
    if code:
        sources.append(_CODE)
    if short is not None:
        place = Rank.PHONE_END if short else Rank.OTHER
        sources.append(_SHORT.format(place=int(place), keys="= ?", also=_ALSO * signs))
    if ends:
        keys = f"IN ({', '.join('?' * ends)})"
        place = Rank.PHONE_END
        sources.append(_SHORT.format(place=int(place), keys=keys, also=_ALSO * signs))
    sources += [_PART.format(place=int(Rank.PHONE_END), keys="key = ?")] * tails
    if part:
        sources.append(_PART.format(place=_CUT_PLACE, keys="key = ?"))
    if prefix:
        sources.append(_PART.format(place=int(Rank.OTHER), keys="key >= ? AND key < ?"))
    return _FIND.format(checked=checked, sources=" UNION ALL ".join(sources))


def _order(rank: Rank, row: SqlRow) -> tuple[int, int, int]:
    """Return the key of the order of a list: rank, last visit, the newest customer."""
    last_visit = row[4]
    return rank, -int(last_visit.replace("-", "")) if last_visit else 0, -row[1]


def _rank(query: Query, row: SqlRow) -> Rank | None:
    """Return how well a candidate answers; the short ways say what `match` would."""
    names = row[3], row[9], row[10]
    if len(query.words) == 1:
        kind, word = query.words[0]
        if _is_ruled_out(kind, word, row):
            return None
        rank = _seen(kind, word, row)
        if rank is not None:
            return rank
    phones = row[_PHONES_AT].split(_BETWEEN) if len(row) > _PHONES_AT and row[_PHONES_AT] else ()
    return match(query, [name for name in names if name], phones, (), "")


def _is_ruled_out(kind: RunKind, word: str, row: SqlRow) -> bool:
    """Tell whether it is plain to see that a word is in no name and no phone of a candidate.

    Most candidates that are none end here, for a tenth of what it takes to read a name aloud.
    """
    full, family, given = row[3], row[9], row[10]
    if kind is RunKind.DIGITS:
        phone_is_other = _is_other_phone(word, row[_PHONES_AT])
        return phone_is_other and f"{full}{family}{given}".replace(" ", "").isalpha()
    cut = row[_BEST_AT] == _CUT_PLACE
    # What is not in the full name is in no part of it.
    return not _may_hold(kind, word, full, cut=cut) and family in full and given in full


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


def _may_hold(kind: RunKind, word: str, name: str, *, cut: bool) -> bool:
    """Tell whether it takes a closer look to know that a word is not in a name.

    `cut`: only the first letters of the word have found the customer.
    """
    if _HAN_ONLY.fullmatch(name):
        if kind is RunKind.HAN:
            return word in simplify(name)
        # The keys of its syllables are not cut so short: they would have found the customer.
        # Only initials are, and there are no more of them than characters.
        return not cut or len(name) >= len(word)
    if kind is RunKind.LETTERS and name.isascii():
        letters = name.lower().translate(_NO_LETTERS)
        return word in letters or len(name) >= 2 * len(word) - 1  # as initials, one by one
    return True


def _is_other_phone(digits: str, phone: str | None) -> bool:
    """Tell whether it is plain that digits are not in the customer's phone, if there is one."""
    if not phone:
        return True
    if len(digits) <= LONGEST_WINDOW or digits.startswith("00"):
        return False
    plain = phone.startswith("+") and _BETWEEN not in phone
    # However a whole number is written, it ends as the phone does, or where it was broken off.
    return plain and digits[-LONGEST_WINDOW:] not in phone


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
