"""The two search tables, kept in the customer's transaction. What is found is checked here."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Sequence
from operator import itemgetter

from smbcrm.membership.customers.folding import RunKind
from smbcrm.membership.customers.found import Found
from smbcrm.membership.customers.han import simplify
from smbcrm.membership.customers.name_search import MOST_WORDS
from smbcrm.membership.customers.phone_search import LONGEST_WINDOW
from smbcrm.membership.customers.search_keys import Query, QueryKind, Rank, keys_of, match
from smbcrm.models.session import Session, SqlRow
from smbcrm.models.stores.search_statements import (
    BEST_AT,
    BETWEEN,
    CUT_PLACE,
    PHONES_AT,
    is_proven,
    statement,
)

_CHUNK = 500
_FIRST_PAGE = 64
_GROWTH = 16
_FEW_WORDS = 2 * MOST_WORDS
# Han characters that are what they are: no form of compatibility among them.
_HAN_ONLY = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002f7ff]+")
# One phone in E.164 whose national part alone is longer than the digits of a key.
_ONE_NUMBER = re.compile(r"\+[0-9]{9,15}")
_NO_LETTERS = {code: None for code in range(128) if not chr(code).isalpha()}


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

    def find(self, query: Query, limit: int, today: dt.date | None) -> tuple[Found, ...]:
        """Return the best matches: exact card or code, end of phone, others; each by last visit.

        The card that is told of each may be used `today`; None where nobody looks at it. What a
        key alone proves is not checked again. Otherwise candidates are checked in order, page by
        page, until enough are found or none is left.
        """
        day = "" if today is None else today.isoformat()
        if is_proven(query):
            return tuple([_found(row) for row in self._proven(query, limit, day)])
        text, params = statement(query, limit, proven=False)
        found: list[tuple[tuple[int, int, int], SqlRow]] = []
        missing, offset, page = limit, 0, max(_FIRST_PAGE, 2 * limit)
        while missing:
            rows = self._session.rows(text, day, *params, page, offset)
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

    def _proven(self, query: Query, limit: int, day: str) -> list[SqlRow]:
        """Return the answers to a query whose candidates need no check."""
        if query.kind is QueryKind.DIGITS:
            # In a large shop as many phones end with four digits as a list has rows: they stand
            # first, and nobody has to look for those that have the digits in the middle.
            text, params = statement(query, limit, proven=True, parts=False)
            rows = self._session.rows(text, day, *params, limit, 0)
            if len(rows) == limit:
                return rows
        text, params = statement(query, limit, proven=True)
        return self._session.rows(text, day, *params, limit, 0)

    def _index(self, customers: Sequence[int]) -> None:
        marks = ", ".join("?" * len(customers))
        phones = self._texts("COALESCE(e164, typed)", "customer_phone", customers)
        contacts = self._texts("COALESCE(e164, typed)", "customer_contact", customers)
        cards = self._texts("number", "card", customers)
        aliases = self._texts("code", "customer_alias", customers)
        short: list[SqlRow] = []
        part: list[SqlRow] = []
        for id_, code, last_visit, *names in self._session.rows(
            "SELECT id, code, last_visit, full_name, family_name, given_name FROM customer "
            f"WHERE id IN ({marks})",
            *customers,
        ):
            numbers = (*cards[id_], *aliases[id_])
            reached = (*phones[id_], *filter(None, contacts[id_]))
            keys = keys_of([name for name in names if name], reached, numbers, code)
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


def _order(rank: Rank, row: SqlRow) -> tuple[int, int, int]:
    """Return the key of the order of a list: rank, last visit, the newest customer."""
    last_visit = row[4]
    return rank, -int(last_visit.replace("-", "")) if last_visit else 0, -row[1]


def _rank(query: Query, row: SqlRow) -> Rank | None:
    """Return how well a candidate answers; the short ways say what `match` would.

    Most candidates that are none end here, for a tenth of what it takes to read a name aloud.
    """
    names = [name for name in (row[3], row[9], row[10]) if name]
    if len(query.words) == 1:
        kind, word = query.words[0]
        if not _may_hold_it(kind, word, row):
            names = []
            if kind is not RunKind.DIGITS or _is_other_phone(word, row[PHONES_AT]):
                return None
        rank = _seen(kind, word, row)
        if rank is not None:
            return rank
    phones = row[PHONES_AT].split(BETWEEN) if len(row) > PHONES_AT and row[PHONES_AT] else ()
    return match(query, names, phones, (), "")


def _may_hold_it(kind: RunKind, word: str, row: SqlRow) -> bool:
    """Tell whether it takes a closer look to know that a word is in none of the names of a row."""
    full, family, given = row[3], row[9], row[10]
    if kind is RunKind.DIGITS:
        return not f"{full}{family}{given}".replace(" ", "").isalpha()
    cut = row[BEST_AT] == CUT_PLACE
    # What is not in the full name is in no part of it.
    return family not in full or given not in full or _may_hold(kind, word, full, cut=cut)


def _seen(kind: RunKind, word: str, row: SqlRow) -> Rank | None:
    """Return the rank where it is plain to see: a word of an ASCII name, the one phone's end."""
    if kind is RunKind.LETTERS:
        name = row[3]
        plain = len(name) <= _FEW_WORDS and name.isascii() and f" {word}" in f" {name.lower()}"
        return Rank.OTHER if plain else None
    if kind is RunKind.HAN or len(word) > LONGEST_WINDOW:
        return None
    phone = row[PHONES_AT]
    if not phone or not _ONE_NUMBER.fullmatch(phone):
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
    if not _ONE_NUMBER.fullmatch(phone):
        return False
    if len(digits) <= LONGEST_WINDOW or digits.startswith("00"):
        return False
    # They would stand in it, or begin it as dialled, or end as it does behind another prefix than
    # ours (a country code has three digits at most).
    dialled = digits[1:] if digits[0] == "0" else digits
    return dialled not in phone and not digits.endswith(phone[4:])


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
