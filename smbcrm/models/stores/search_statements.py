"""The statement that finds candidates for a query. Fixed SQL: here speed counts.

It asks both search tables, puts the candidates in order and reads what a list shows of the first
of them. Its text depends on the shape of the query alone, so there are few of them.
"""

from functools import lru_cache
from itertools import product

from smbcrm.membership.customers.folding import RunKind
from smbcrm.membership.customers.phone_search import END_LENGTH, LONGEST_WINDOW, phone_window
from smbcrm.membership.customers.search_keys import Query, QueryKind, Rank
from smbcrm.models.stores.card_statements import LIVING_CARD

MOST_PARTS = 20_000
"""Keys that are read of a beginning; of a commoner one (two letters, in a shop of more than
100,000 customers) the first so many in the order of the keys are looked at."""
MOST_RECENT = 64
"""Customers of the latest months that are put in order by day, where a key is all that was asked;
a longer list takes as many as it has rows."""
MOST_CHECKED = 2_000
"""Candidates with an exact key that are checked, those of the latest months first."""

BETWEEN = "\x1f"
"""What stands between the phones of a customer: no phone has control characters."""
BEST_AT, PHONES_AT = 11, 12
"""Where a row that is to be checked has its best place and its phones."""
CUT_PLACE = int(Rank.OTHER) + 1
"""The best place where only the cut start of a word has found; in order it counts as OTHER."""

_WITH_HAN = (QueryKind.HAN, QueryKind.MIXED)
_DIGITS = "0123456789"
_LAST_SIGN = "\U0010ffff"

_WHOLE = f"SELECT customer, {int(Rank.CARD)} AS place FROM search_short WHERE key = ?"
_CODE = (
    f"SELECT id AS customer, {int(Rank.CARD)} AS place FROM customer WHERE code IN (?, ?) "
    f"UNION ALL SELECT customer, {int(Rank.CARD)} FROM card WHERE number IN (?, ?) "
    f"UNION ALL SELECT customer, {int(Rank.CARD)} FROM customer_alias WHERE code IN (?, ?)"
)
_SHORT = (
    "SELECT customer, {place} AS place FROM (SELECT s.customer FROM search_short s "
    "WHERE s.key IN ({marks}){also} ORDER BY s.month DESC, s.customer DESC LIMIT ?) recent"
)
_ALSO_SHORT = (
    " AND EXISTS (SELECT 1 FROM search_short o WHERE o.key = ? AND o.month = s.month "
    "AND o.customer = s.customer)"
)
_PART = (
    "SELECT customer, {place} AS place FROM (SELECT s.customer FROM search_part s "
    "WHERE {keys}{also} LIMIT ?) parts"
)
_ALSO_PART = " AND EXISTS (SELECT 1 FROM search_part o WHERE o.key = ? AND o.customer = s.customer)"
# Materialized: PostgreSQL, which knows nothing yet of rows that have just come in, would else look
# all candidates up again for every customer.
_FIND = (
    "SELECT f.place, c.id, c.code, c.full_name, c.last_visit, c.alert, "
    "(SELECT typed FROM customer_phone WHERE customer = c.id AND position = 0), "
    f"{LIVING_CARD}, "
    "COALESCE((SELECT t.name FROM tier_membership m JOIN tier t ON t.id = m.tier "
    "WHERE m.customer = c.id ORDER BY m.since DESC, m.id DESC LIMIT 1), "
    "(SELECT name FROM tier ORDER BY rank LIMIT 1))"
    "{checked} FROM (WITH k AS MATERIALIZED ({sources}) "
    "SELECT k.customer, MIN(k.place) AS best, "
    f"CASE MIN(k.place) WHEN {CUT_PLACE} THEN {int(Rank.OTHER)} ELSE MIN(k.place) END AS place "
    "FROM k JOIN customer r ON r.id = k.customer GROUP BY k.customer, r.last_visit "
    "ORDER BY place, COALESCE(r.last_visit, '') DESC, k.customer DESC LIMIT ? OFFSET ?) f "
    "JOIN customer c ON c.id = f.customer "
    "ORDER BY f.place, COALESCE(c.last_visit, '') DESC, c.id DESC"
)
_NAMES = ", c.family_name, c.given_name, f.best"
# Of a customer, and of those who are reached there: two look-ups, each by its key.
_PHONES = (
    f", COALESCE((SELECT string_agg(COALESCE(e164, typed), '{BETWEEN}') FROM customer_phone "
    "WHERE customer = c.id), '') || "
    f"COALESCE('{BETWEEN}' || (SELECT string_agg(COALESCE(e164, typed), '{BETWEEN}') "
    "FROM customer_contact WHERE customer = c.id AND typed <> ''), '')"
)


def is_proven(query: Query) -> bool:
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


def statement(
    query: Query, limit: int, *, proven: bool, parts: bool = True
) -> tuple[str, list[object]]:
    """Return the text that finds candidates, and its parameters but for day, page and offset.

    The business date, on which cards must be valid, comes first, page and offset last.

    Without `parts` only whole numbers and short keys are looked for.
    """
    digits = [word for kind, word in query.words if kind is RunKind.DIGITS]
    signs = _other_signs(query) if query.kind in _WITH_HAN else []
    sources: list[str] = []
    params: list[object] = []
    if query.whole_key is not None:
        sources.append(_WHOLE)
        params.append(query.whole_key)
    elif query.whole.isascii():
        sources.append(_CODE)
        params += [query.whole, query.whole.upper()] * 3
    if query.short_key is not None:
        place = Rank.PHONE_END if query.short_key in digits else Rank.OTHER
        sources.append(_short(place, 1, len(signs)))
        most = max(MOST_RECENT, limit) if proven else MOST_CHECKED
        params += [query.short_key, *signs, most]
    ends = [end for word in digits if word != query.short_key for end in _ends(word)]
    if ends:
        sources.append(_short(Rank.PHONE_END, len(ends), len(signs)))
        params += [*ends, *signs, MOST_CHECKED]
    if parts:
        _add_parts(query, digits, sources, params)
    checked = "" if proven else _NAMES + _PHONES if digits else _NAMES
    return _text(tuple(sources), checked), params


def _add_parts(query: Query, digits: list[str], sources: list[str], params: list[object]) -> None:
    """Add the look-ups in `search_part`."""
    for word in digits:
        if len(word) > END_LENGTH:
            keys = _tail(word)
            sources.append(_part(Rank.PHONE_END, "s.key = ?", len(keys) - 1))
            params += [*keys, MOST_PARTS]
    if query.part_key is not None:
        sources.append(_part(CUT_PLACE, "s.key = ?", 0))
        params += [query.part_key, MOST_PARTS]
    if query.part_prefix is not None:
        before = _window_before(query.part_prefix, digits) if digits else []
        sources.append(_part(Rank.OTHER, "s.key >= ? AND s.key < ?", len(before)))
        params += [query.part_prefix, query.part_prefix + _LAST_SIGN, *before, MOST_PARTS]


@lru_cache(maxsize=256)
def _text(sources: tuple[str, ...], checked: str) -> str:
    return _FIND.format(checked=checked, sources=" UNION ALL ".join(sources))


@lru_cache(maxsize=256)
def _short(place: int, keys: int, also: int) -> str:
    marks = ", ".join("?" * keys)
    return _SHORT.format(place=int(place), marks=marks, also=_ALSO_SHORT * also)


@lru_cache(maxsize=16)
def _part(place: int, keys: str, also: int) -> str:
    return _PART.format(place=int(place), keys=keys, also=_ALSO_PART * also)


def _other_signs(query: Query) -> list[str]:
    """Return the Han characters of a query that are not looked up by themselves."""
    han = [word for kind, word in query.words if kind is RunKind.HAN]
    return sorted(set("".join(han)) - {query.short_key}) if han else []


def _ends(digits: str) -> list[str]:
    """Return the short keys of phones that end with a few digits: they stand first.

    Of three digits there are ten keys, of two a hundred; one digit says too little.
    """
    if not 1 < len(digits) <= END_LENGTH:
        return []
    return [
        "".join((*front, digits)) for front in product(_DIGITS, repeat=END_LENGTH - len(digits))
    ]


def _tail(digits: str) -> tuple[str, ...]:
    """Return the keys of phones that end with more than four digits: they stand first.

    A key of fewer digits than a window has is made at the end of a number only. The window that
    ends there is the key of far fewer phones, and any that fits has it as well.
    """
    tail = digits[1 - LONGEST_WINDOW :]
    return (tail,) if len(digits) < LONGEST_WINDOW else (tail, phone_window(digits))


def _window_before(window: str, digits: list[str]) -> list[str]:
    """Return the key that a phone has besides the last window of a number.

    However a number of seven digits or more is written, it ends as the phone does, or where it
    was broken off: the window that begins one digit before is in the phone too, or begins it as
    dialled. In a shop of a million several phones share one window, but hardly any two of them.
    """
    if len(window) < LONGEST_WINDOW:
        return []
    word = next((word for word in digits if phone_window(word) == window), "")
    before = phone_window(word[:-1])
    return [before] if len(before) == LONGEST_WINDOW else []
