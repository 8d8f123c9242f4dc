"""Words of a list matched with what this shop knows: tiers, gender, person or company, yes or no.

What a word means is known, or said by the user (`--value`), or the field stays empty. A guess is
shown beside the word and never taken by itself.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TypeVar

from smbcrm.core.text import clean
from smbcrm.core.yes_no import YES_NO
from smbcrm.membership.imports import errors, other_words, words
from smbcrm.membership.imports.fields import Field
from smbcrm.membership.imports.headings import heading_key
from smbcrm.membership.imports.row import SHOWN, ReadRow, ShopFacts
from smbcrm.membership.imports.types import MOST_LISTED, ValueUse

SAMPLES = 3
"""First rows with a word that are named."""
_ALIKE = 0.7
_FEWEST_LETTERS = 3
_Meaning = TypeVar("_Meaning")

Said = Sequence[tuple[str, str, str]]
"""What the user said, as (field, word, value); an empty value leaves the field empty."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that one field takes.

    `meanings` are by the keys of words, None for a word that is to be left out; `names` say each
    meaning as it is typed after `=`. `shown` are the names that a note lists. `keeps` where a word
    that is not known stands for itself.
    """

    meanings: Mapping[str, object]
    names: Mapping[object, str]
    shown: tuple[str, ...] = ()
    keeps: bool = False

    def offered(self, word: str) -> tuple[str, ...]:
        """Return what a word can become, itself among it where it may stand for itself."""
        itself = (word,) if self.keeps and word_key(word) not in self.meanings else ()
        return (*self.choices, *itself)

    @property
    def choices(self) -> tuple[str, ...]:
        """What a word can become, each as it is typed after `=`."""
        names = dict.fromkeys(filter(None, self.names.values()))
        return tuple(name for name in names if self.name(name) == name)

    def use(self, name: Field, word: str, rows: int, samples: tuple[int, ...]) -> ValueUse:
        """Return what becomes of a word that stands in so many rows."""
        became = self.name(word)
        guess = self.guess(word) if became is None else None
        return ValueUse(name, word, became, guess, rows, samples)

    def name(self, word: str) -> str | None:
        """Return what a word becomes: empty for nothing, None where it is not known."""
        key = word_key(word)
        if key not in self.meanings:
            return word if self.keeps else None
        meaning = self.meanings[key]
        return "" if meaning is None else self.names.get(meaning, str(meaning))

    def guess(self, word: str) -> str | None:
        """Return what an unknown word may mean: it holds a known one, or is spelled much alike."""
        key = word_key(word)
        known = {one: what for one, what in self.meanings.items() if what is not None}
        held = [one for one in known if one in key and _tells(one)]
        longest = max(map(len, held), default=0)
        near = [one for one in held if len(one) == longest]
        near = near or get_close_matches(key, known, 1, _ALIKE)
        found = {self.names[known[one]] for one in near}
        return (found.pop() or None) if len(found) == 1 else None


def vocabularies(facts: ShopFacts, said: Said) -> dict[Field, Vocabulary]:
    """Return the words of each field, with what the user said; raise as `with_said`."""
    return with_said(known_words(facts), said)


def with_said(words_: Mapping[Field, Vocabulary], said: Said) -> dict[Field, Vocabulary]:
    """Return the words of each field, with what the user said laid over them.

    Raises NoWordsThere, UnknownValue and ValueTwice.
    """
    known = dict(words_)
    spoken: dict[tuple[Field, str], object] = {}
    for name, word, value in said:
        field = _field_called(name, known)
        meaning = _meaning(known[field], field, value)
        if spoken.setdefault((field, word_key(word)), meaning) != meaning:
            raise errors.ValueTwice(field=field.value, word=word[:SHOWN])
    for (field, key), meaning in spoken.items():
        meanings = {**known[field].meanings, key: meaning}
        known[field] = replace(known[field], meanings=meanings)
    return known


def word_key(word: str) -> str:
    """Return a word as it is compared; one of signs alone is compared as it stands."""
    return heading_key(word) or word.strip()


def counted(
    before: Sequence[ValueUse], rows: Iterable[ReadRow], known: Mapping[Field, Vocabulary]
) -> tuple[ValueUse, ...]:
    """Return the words of a list with those of more rows added, the first ones of too many."""
    uses = {(use.field, use.word): use for use in before}
    for row in rows:
        for field, word in Counter((one.field, one.text) for one in row.words):
            use = uses.get((field, word))
            if use is not None:
                samples = (*use.samples, row.number)[:SAMPLES]
                uses[field, word] = replace(use, rows=use.rows + 1, samples=samples)
            elif len(uses) < MOST_LISTED:
                uses[field, word] = known[field].use(field, word, 1, (row.number,))
    return tuple(uses.values())


def shown(text: str) -> str:
    """Return a word as notes and reports repeat it."""
    return clean(text[:SHOWN])


def known_words(facts: ShopFacts) -> dict[Field, Vocabulary]:
    """Return the words of each field that takes only a few, as this shop knows them."""
    return {
        Field.GENDER: _plain(words.GENDERS),
        Field.KIND: _plain(words.KINDS),
        Field.STATUS: _plain(words.STATUSES),
        Field.LANGUAGE: _plain(words.LANGUAGES),
        Field.DO_NOT_CONTACT: Vocabulary(YES_NO, {True: "yes", False: "no"}),
        Field.TIER: _of_shop(facts.tiers, facts.tier_names),
        Field.STAFF: _of_shop(facts.staff, facts.staff_names),
        Field.RELATIONSHIP: _listed(other_words.LINKS),
        Field.OCCASION: replace(_plain(other_words.OCCASIONS), keeps=True),
        Field.CALENDAR: _listed(other_words.CALENDARS),
        Field.ITEM_KIND: _listed(other_words.ITEM_KINDS),
        Field.PACKAGE: _of_shop(
            facts.packages, {one: one.item.code for one in facts.packages.values()}
        ),
    }


def _plain(meanings: Mapping[str, object]) -> Vocabulary:
    names = {meaning: str(meaning) for meaning in meanings.values()}
    typed = {heading_key(name): meaning for meaning, name in names.items() if name}
    return Vocabulary({**typed, **meanings}, names)


def _listed(meanings: Mapping[str, object]) -> Vocabulary:
    """Return the words of a field without which a row means nothing: a note lists what is known."""
    found = _plain(meanings)
    return replace(found, shown=tuple(found.names.values()))


def _of_shop(meanings: Mapping[str, _Meaning], names: Mapping[_Meaning, str]) -> Vocabulary:
    return Vocabulary(meanings, dict(names.items()), tuple(names.values()))


def _field_called(name: str, known: Mapping[Field, Vocabulary]) -> Field:
    wanted = name.strip().lower().replace("-", "_")
    for field in known:
        if field.value == wanted:
            return field
    raise errors.NoWordsThere(field=name[:SHOWN], known=[field.value for field in known])


def _meaning(vocabulary: Vocabulary, field: Field, value: str) -> object:
    if not value.strip():
        return None
    meaning = vocabulary.meanings.get(word_key(value), value if vocabulary.keeps else None)
    if meaning is None:
        known = list(dict.fromkeys(vocabulary.names.values()))
        raise errors.UnknownValue(field=field.value, value=value[:SHOWN], known=known)
    return meaning


def _tells(known: str) -> bool:
    """Tell whether a known word says something inside another: 金 does, m does not."""
    return not known.isascii() or len(known) >= _FEWEST_LETTERS
