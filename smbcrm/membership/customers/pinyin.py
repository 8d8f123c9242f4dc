"""How a Chinese name is read: every reading of every character, the surname's own first.

The readings are those of pypinyin, which knows the everyday ones, with those of `surnames` laid
over. All of them are kept, because nobody knows how a customer reads the own name until asked.
"""

import os
from collections.abc import Iterable
from functools import lru_cache

from smbcrm.membership.customers.surnames import (
    COMPOUND_READINGS,
    READ_ONE_WAY,
    SURNAME_READINGS,
)

MOST_READINGS = 3
"""Readings kept of one character; each ü among them is kept as v and as u beside."""

_RARE_READINGS = {"𠮷": ("ji",)}
"""Characters of living names that pypinyin does not know."""

_NO_PHRASES = "PYPINYIN_NO_PHRASES"


def syllables(written: str, simple: str) -> tuple[tuple[str, ...], ...]:
    """Return the toneless readings of each character, likeliest first; none where unknown.

    `written` is a run of Han characters as the customer writes it, `simple` the same run in
    simplified characters; the run begins with the surname. ü is given as v and as u.

    >>> syllables("曾呂", "曾吕"), syllables("游", "游")
    ((('zeng', 'ceng'), ('lv', 'lu')), (('you',),))
    """
    surname = COMPOUND_READINGS.get(simple[:2])
    leading = surname.split() if surname else SURNAME_READINGS.get(simple[:1], "").split()[:1]
    found = tuple(
        _readings(old, new, leading[place] if place < len(leading) else "")
        for place, (old, new) in enumerate(zip(written, simple, strict=True))
    )
    if not surname and simple[:1] in READ_ONE_WAY:
        return found[0][:1], *found[1:]
    return found


@lru_cache(maxsize=16384)
def _readings(written: str, simple: str, leading: str) -> tuple[str, ...]:
    """Return the readings of a character, `leading` first where it is given."""
    everyday = _everyday(written) or _everyday(simple)
    surname = SURNAME_READINGS.get(simple, "").split()
    order = dict.fromkeys([leading, *surname] if leading else [*everyday[:1], *surname])
    kept = list(dict.fromkeys(filter(None, (*order, *everyday))))[:MOST_READINGS]
    return tuple(dict.fromkeys(_with_u(kept)))


def _with_u(readings: Iterable[str]) -> Iterable[str]:
    for reading in readings:
        yield reading
        if "v" in reading:
            yield reading.replace("v", "u")


def _everyday(sign: str) -> tuple[str, ...]:
    """Return the readings that pypinyin names, without tones."""
    # Loading pypinyin costs some 40 ms, so a search for digits or characters must not; its
    # phrases cost another 130 ms and say nothing about names.
    phrases = os.environ.get(_NO_PHRASES)
    os.environ[_NO_PHRASES] = "1"
    try:
        from pypinyin import Style, pinyin  # noqa: PLC0415 - see above
    finally:
        if phrases is None:
            del os.environ[_NO_PHRASES]
        else:
            os.environ[_NO_PHRASES] = phrases
    found = pinyin(sign, style=Style.NORMAL, heteronym=True, errors="ignore")
    readings = (reading for group in found for reading in group)
    return tuple(r for r in readings if r.isascii() and r.isalpha()) or _RARE_READINGS.get(sign, ())
