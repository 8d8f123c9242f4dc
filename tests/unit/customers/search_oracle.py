"""Search done the slow and obvious way, and the look-ups of a store in a few lines."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, product

from smbcrm.membership.customers.han import simplify
from smbcrm.membership.customers.pinyin import syllables
from smbcrm.membership.customers.search_keys import Keys, Query

WORD = re.compile(r"[a-z]+|[0-9]+|[\u4e00-\u9fff]+")


def look_up(query: Query, keys: Keys) -> bool:
    """Tell whether the two tables of a store lead from the query to a customer with these keys."""
    prefix = query.part_prefix
    return (
        query.short_key in keys.short
        or query.whole_key in keys.short
        or query.part_key in keys.part
        or (prefix is not None and any(key.startswith(prefix) for key in keys.part))
    )


def answers(text: str, names: Sequence[str], phones: Sequence[tuple[str, str]]) -> bool:
    """Tell whether a customer answers a text of small letters, digits and simplified characters.

    `names` are Han characters only or small letters and spaces; `phones` are country code and
    national number.
    """
    return all(_answers_word(word, names, phones) for word in WORD.findall(text))


def writings(country: str, national: str) -> tuple[str, ...]:
    """Return every way to dial or write a number whole, shortest first."""
    return (
        national,
        f"0{national}",
        f"{country}{national}",
        f"00{country}{national}",
        f"{country}0{national}",
        f"00{country}0{national}",
    )


def latin_spellings(words: Sequence[str]) -> set[str]:
    """Return every text that finds a name of these words, up to its full length."""
    return set(_spellings([(word,) for word in words]))


def pinyin_spellings(name: str) -> set[str]:
    """Return every pinyin text that finds a Chinese name, up to its full length."""
    units = syllables(name, simplify(name))
    stretches = (tuple(group) for known, group in groupby(units, key=bool) if known)
    return {spelling for stretch in stretches for spelling in _spellings(stretch)}


def _spellings(units: Sequence[tuple[str, ...]]) -> Iterator[str]:
    for readings in product(*units):
        for start in range(len(readings)):
            yield "".join(readings[start:])
            for end in range(start + 2, len(readings) + 1):
                yield "".join(reading[0] for reading in readings[start:end])


def _answers_word(word: str, names: Iterable[str], phones: Iterable[tuple[str, str]]) -> bool:
    if word[0].isdigit():
        return any(_dials(word, *phone) for phone in phones)
    if not word.isascii():
        return any(word in name for name in names)
    return any(
        spelling.startswith(word)
        for name in names
        for spelling in (
            latin_spellings(name.split()) if name.isascii() else pinyin_spellings(name)
        )
    )


def _dials(word: str, country: str, national: str) -> bool:
    whole = writings(country, national)
    home, abroad = whole[1], whole[3]
    return (
        word in whole
        or word in country + national
        or home.startswith(word)
        or (len(word) > 6 and abroad.startswith(word))
    )
