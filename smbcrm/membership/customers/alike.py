"""By what two customers look like one: the rule of the warning on entry and of the list of pairs.

Same phone, same e-mail, same WeChat, WhatsApp or LINE id, or a similar name with the same birthday.
A card number is nobody else's already. Names alone say nothing: there are many of each.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from smbcrm.core.text import small
from smbcrm.membership.customers.folding import RunKind, fold, runs
from smbcrm.membership.customers.han import simplify
from smbcrm.membership.customers.kinds import Sameness
from smbcrm.membership.customers.phones import Phone, phone_key
from smbcrm.membership.customers.pinyin import syllables
from smbcrm.membership.occasions.types import Occasion, OccasionKind

if TYPE_CHECKING:
    from smbcrm.membership.customers.types import Profile

BLANKS = " \t\r\n\u00a0\u3000"
"""What is taken off both ends of a messenger id before it is compared."""

Sound = tuple[str, ...]
"""The words of a name as letters."""

_FEWEST_DIGITS = 7
"""Digits of a phone that is no number here, from which on it may be a whole one."""
_FEWEST_SIGNS = 4
"""Signs of a messenger id; fewer are a dash, or "no" in some language."""
_FEWEST_FOR_A_SLIP = 6
_MOST_TURNS = 4
_LONG = 24
_END = 10
"""A name of so many letters is known by so many at either end, not by each letter left out."""


class MarkKind(StrEnum):
    """What hardly two people have in common. Of messengers it is the column that holds the id."""

    PHONE = "phone"
    EMAIL = "email"
    WECHAT = "wechat"
    WHATSAPP = "whatsapp"
    LINE = "line"


class Mark(NamedTuple):
    """Something by which somebody is known, as it is compared."""

    kind: MarkKind
    value: str

    @property
    def why(self) -> Sameness:
        """What is the same of two who have it."""
        return _WHY.get(self.kind, Sameness.MESSENGER)


_WHY = {MarkKind.PHONE: Sameness.PHONE, MarkKind.EMAIL: Sameness.EMAIL}


def phone_mark(phone: Phone) -> Mark | None:
    """Return the mark of a phone: its number or, where it is none here, its digits if enough."""
    key = phone_key(phone)
    is_whole = phone.e164 is not None or len(key) >= _FEWEST_DIGITS
    return Mark(MarkKind.PHONE, key) if is_whole else None


def text_mark(kind: MarkKind, text: str) -> Mark | None:
    """Return the mark of an e-mail address or a messenger id, none where there is none.

    >>> text_mark(MarkKind.WECHAT, " Grace88 "), text_mark(MarkKind.LINE, "-")
    (Mark(kind=<MarkKind.WECHAT: 'wechat'>, value='grace88'), None)
    """
    value = small(text.strip(BLANKS))
    return Mark(kind, value) if len(value) >= _FEWEST_SIGNS else None


def marks_of(profile: "Profile") -> tuple[Mark, ...]:
    """Return the marks of somebody, each once: phones, e-mail, messengers."""
    found = (
        *map(phone_mark, profile.phones),
        text_mark(MarkKind.EMAIL, profile.email),
        text_mark(MarkKind.WECHAT, profile.wechat),
        text_mark(MarkKind.WHATSAPP, profile.whatsapp),
        text_mark(MarkKind.LINE, profile.line),
    )
    return tuple(dict.fromkeys(filter(None, found)))


def birthdays_of(occasions: Iterable[Occasion]) -> Iterator[Occasion]:
    """Yield the birthdays whose day is known: only these are compared, each in its calendar."""
    for one in occasions:
        if one.kind is OccasionKind.BIRTHDAY and one.day is not None:
            yield one


def same_year(one: int | None, other: int | None) -> bool:
    """Tell whether birthdays on one day may be the same: who gave no year may be as old."""
    return one is None or other is None or one == other


def similar(name: str, other: str) -> bool:
    """Tell whether two names may be one person's: they sound alike, in any order of their words.

    Han characters count by their likeliest reading, so 陈雨桐, 陳雨彤 and Chen Yutong are similar;
    longer names may differ by one letter typed wrong, left out or too many.
    """
    return sound_alike(sound(name), sound(other))


def written(name: str) -> Sound:
    """Return the words of a name as it is written, by which two are the same: in any order."""
    return tuple(sorted(simplify(fold(name)).split()))


def sound(name: str) -> Sound:
    """Return the words of a name as letters: each Han character by its likeliest reading."""
    folded = fold(name)
    simple = simplify(folded)
    words = []
    for kind, start, end in runs(simple):
        run = simple[start:end]
        if kind is RunKind.HAN:
            units = syllables(folded[start:end], run)
            run = "".join(unit[0] if unit else sign for unit, sign in zip(units, run, strict=True))
        words.append(run)
    return tuple(words)


def sound_alike(one: Sound, other: Sound) -> bool:
    """Tell whether names that sound so may be one person's."""
    if not one or not other:
        return False
    if sorted(one) == sorted(other):
        return True
    return any(
        first == second
        or (min(len(first), len(second)) >= _FEWEST_FOR_A_SLIP and _one_slip(first, second))
        for first, second in product(_turned(one), _turned(other))
    )


def sound_keys(one: Sound) -> set[str]:
    """Return keys of which two names that sound alike share one; others may share one, too.

    One slip more or less in a word: then both are the same without a letter.
    """
    turned = _turned(one)
    keys = {*turned, " ".join(sorted(one))} if one else set()
    for text in turned:
        if _FEWEST_FOR_A_SLIP <= len(text) <= _LONG:
            keys.update(text[:place] + text[place + 1 :] for place in range(len(text)))
        if len(text) >= _LONG:
            keys.update((f"{text[:_END]}…", f"…{text[-_END:]}"))
    return keys


def _turned(words: Sound) -> list[str]:
    """Return the words written as one, beginning with each of the first few."""
    turns = range(min(len(words), _MOST_TURNS))
    return ["".join(words[start:] + words[:start]) for start in turns]


def _one_slip(one: str, two: str) -> bool:
    """Tell whether two texts differ by one sign replaced, left out or too many."""
    if abs(len(one) - len(two)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), None)
    if start is None:
        return True
    return (
        one[start + 1 :] == two[start + 1 :]
        or one[start:] == two[start + 1 :]
        or one[start + 1 :] == two[start:]
    )
