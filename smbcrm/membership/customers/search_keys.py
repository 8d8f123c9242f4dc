"""What is stored so that a customer is found, what a typed text means, and whether both meet.

Three pure functions. `keys_of` makes the keys of one customer for the tables `search_short`
(exact keys) and `search_part` (keys found by their beginning). `parse_query` turns a typed text
into at most four look-ups; what any of them finds is a candidate. `match` checks a candidate
against the row and gives its rank.

Nothing that matches is missed by the look-ups, but for three things left out on purpose, because
their keys would cost more than they find: two or three digits are looked up where at least four
stand from there on; a text of single letters and digits (`a 1`) only as a whole code; and of the
spellings of a long name with many readings the unlikely ones (limits in `name_search`).
"""

from collections.abc import Sequence
from enum import IntEnum, StrEnum
from typing import NamedTuple

from smbcrm.membership.customers.folding import RunKind, fold, kind_of, runs
from smbcrm.membership.customers.han import simplify
from smbcrm.membership.customers.name_search import (
    PINYIN_CUT,
    WORD_CUT,
    name_form,
    name_keys,
)
from smbcrm.membership.customers.phone_search import (
    END_LENGTH,
    phone_keys,
    phone_window,
    read_line,
)

LONGEST_WHOLE = 64
"""Signs of a card number, a customer code and a query that count."""
FEWEST_SIGNS = 2
"""Signs a query needs, unless one of them is a Han character."""
PAIR = 2
"""Letters that may be the initials of two neighbouring words or syllables."""


class QueryKind(StrEnum):
    """What a typed text is made of."""

    DIGITS = "digits"
    HAN = "han"
    LETTERS = "letters"
    MIXED = "mixed"


class Rank(IntEnum):
    """How well a customer answers a query; the lower, the further up in the list."""

    CARD = 0
    """The text is the whole number of a card, or the customer's code."""
    PHONE_END = 1
    """A phone ends with the digits typed."""
    OTHER = 2


class Keys(NamedTuple):
    """The keys stored for one customer, in `search_short` and in `search_part`."""

    short: frozenset[str]
    part: frozenset[str]


class Query(NamedTuple):
    """What a typed text means. Candidates are what any look-up that is not None finds.

    Each is a question to one table: `key = short_key` and `key = whole_key` in `search_short`,
    `key = part_key` and `key >= part_prefix and key < part_prefix || U+10FFFF` in `search_part`
    (which needs binary comparison: the C collation).
    """

    text: str
    """The text folded and simplified."""
    kind: QueryKind
    words: tuple[tuple[RunKind, str], ...]
    """The runs of like signs; a customer must answer every one of them."""
    whole: str
    """All signs together, as a card number or code is compared."""
    short_key: str | None
    """A Han character, two initials or four digits."""
    whole_key: str | None
    """`whole`, unless it is `short_key` already."""
    part_key: str | None
    """The cut start of a word, where the letters go on beyond it."""
    part_prefix: str | None
    """Digits, or the start of a word or of its pinyin."""


def keys_of(names: Sequence[str], phones: Sequence[str], cards: Sequence[str], code: str) -> Keys:
    """Return the keys of one customer.

    `names` are the full name and whatever other names are known, `phones` are in E.164 or as
    typed, `cards` whole numbers, living and dead. Any text is taken, however hostile: a name
    makes at most 40 keys for `search_short` and 120 for `search_part`, a phone 2 and 28.
    """
    short = {whole for text in (*cards, code) if (whole := _compact(text))}
    part: set[str] = set()
    seen: list[str] = []
    for name in names:
        # Family and given name mostly stand in the full name: no second round for them.
        if any(_stands_in(name, other) for other in seen):
            continue
        seen.append(name)
        name_short, name_part = name_keys(name_form(name))
        short |= name_short
        part |= name_part
    for phone in phones:
        phone_short, phone_part = phone_keys(phone)
        short |= phone_short
        part |= phone_part
    return Keys(frozenset(short), frozenset(part))


def parse_query(text: str) -> Query | None:
    """Return what a typed text means; None if it is too short or has no letter and no digit.

    One Han character is enough, of other signs two are needed.
    """
    folded = simplify(fold(text))[:LONGEST_WHOLE].strip()
    whole = folded.replace(" ", "")
    words = _words(folded)
    kinds = {kind for kind, _ in words}
    if len(whole) < FEWEST_SIGNS and RunKind.HAN not in kinds:
        return None
    short_key, part_key, part_prefix = _look_ups(words)
    return Query(
        text=folded,
        kind=QueryKind(kinds.pop()) if len(kinds) == 1 else QueryKind.MIXED,
        words=words,
        whole=whole,
        short_key=short_key,
        whole_key=None if whole == short_key else whole,
        part_key=part_key,
        part_prefix=part_prefix,
    )


def match(
    query: Query, names: Sequence[str], phones: Sequence[str], cards: Sequence[str], code: str
) -> Rank | None:
    """Return how well a customer answers the query, None if not; arguments as in `keys_of`."""
    if any(_compact(text) == query.whole for text in (*cards, code)):
        return Rank.CARD
    rank = Rank.OTHER
    for kind, word in query.words:
        if kind is RunKind.DIGITS:
            lines = [read_line(phone) for phone in phones]
            if any(line.ends_with(word) for line in lines):
                rank = Rank.PHONE_END
                continue
            if any(line.contains(word) for line in lines):
                continue
        if not any(name_form(name).has(kind, word) for name in names):
            return None
    return rank


def _compact(text: str) -> str:
    """Return a card number or code without the signs that people write between its parts."""
    if text.isascii() and text.isalnum():
        return text[:LONGEST_WHOLE].lower()
    return simplify(fold(text)).replace(" ", "")[:LONGEST_WHOLE]


def _stands_in(name: str, other: str) -> bool:
    """Tell whether whole words, or Han characters, of `other` are this name."""
    if name and kind_of(name[0]) is kind_of(name[-1]) is RunKind.HAN and " " not in name:
        return name in other
    return f" {name} " in f" {other} "


def _words(folded: str) -> tuple[tuple[RunKind, str], ...]:
    """Cut a folded text into the runs that must be found each.

    Neighbouring groups of digits are one number, neighbouring single letters are initials.
    """
    words: list[tuple[RunKind, str]] = []
    initials = False
    for kind, start, end in runs(folded):
        run = folded[start:end]
        single = kind is RunKind.LETTERS and len(run) == 1
        if words and words[-1][0] is kind and (kind is RunKind.DIGITS or (single and initials)):
            words[-1] = (kind, words[-1][1] + run)
        else:
            words.append((kind, run))
        initials = single
    return tuple(words)


def _look_ups(
    words: tuple[tuple[RunKind, str], ...],
) -> tuple[str | None, str | None, str | None]:
    """Return short key, part key and part prefix of the word that fewest customers have."""
    longest: dict[RunKind, str] = {}
    for kind, word in words:
        if len(word) >= len(longest.get(kind, "")):
            longest[kind] = word
    digits, letters = longest.get(RunKind.DIGITS, ""), longest.get(RunKind.LETTERS, "")
    if len(digits) >= END_LENGTH:
        return digits if len(digits) == END_LENGTH else None, None, phone_window(digits)
    if han := longest.get(RunKind.HAN):
        # The last character: the first is often a surname that a tenth of the customers have.
        return han[-1], None, None
    if len(letters) >= PAIR:
        pair = letters if len(letters) == PAIR else None
        cut = letters[:WORD_CUT] if len(letters) > WORD_CUT else None
        return pair, cut, letters[:PINYIN_CUT]
    return None, None, digits if len(digits) >= FEWEST_SIGNS else None
