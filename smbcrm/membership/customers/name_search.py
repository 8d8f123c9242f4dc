"""How one name is found: its Han characters, the starts of its words, pinyin and initials."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby, islice, pairwise, product
from operator import itemgetter
from typing import NamedTuple

from smbcrm.membership.customers.folding import RunKind, fold, runs
from smbcrm.membership.customers.han import simplify
from smbcrm.membership.customers.phone_search import digit_windows
from smbcrm.membership.customers.pinyin import syllables

WORD_CUT = 4
"""Letters kept of a key that starts at a word of a name, or that is made of initials."""
PINYIN_CUT = 8
"""Letters kept of a key that starts at a syllable of a name."""
FEWEST_INITIALS = 3
"""Initials that make a key of their own in `search_part`; two stand in `search_short`."""

MOST_HAN = 20
MOST_WORDS = 16
MOST_DIGITS = 20
MOST_PAIRS = 20
MOST_SPELLINGS = 48
MOST_PARTS = 120
"""What is kept of one name, however long: Han characters, words, digits, pairs of initials,
spellings from one syllable, keys for `search_part` in all. A name of three characters with three
readings each is whole."""

Unit = tuple[str, ...]
"""The readings of one syllable, or the one spelling of a word."""


class Chain(NamedTuple):
    """Syllables or words that follow each other; a key starts at each and is cut at `cut`."""

    units: tuple[Unit, ...]
    cut: int

    def spells(self, letters: str) -> bool:
        """Tell whether the letters are written from the start of one unit on."""
        return any(_spells(self.units[start:], letters) for start in range(len(self.units)))

    def abbreviates(self, letters: str) -> bool:
        """Tell whether the letters are the initials of neighbouring units."""
        return any(
            all(
                any(reading[0] == letter for reading in unit)
                for unit, letter in zip(self.units[start:], letters, strict=False)
            )
            for start in range(len(self.units) - len(letters) + 1)
        )


class NameForm(NamedTuple):
    """A name taken apart: unbroken runs of simplified Han characters, chains, runs of digits."""

    han: tuple[str, ...]
    chains: tuple[Chain, ...]
    digits: tuple[str, ...]

    def has(self, kind: RunKind, word: str) -> bool:
        """Tell whether a run of a query is found in this name."""
        if kind is RunKind.HAN:
            return any(word in run for run in self.han)
        if kind is RunKind.DIGITS:
            return any(word in run for run in self.digits)
        return any(chain.spells(word) or chain.abbreviates(word) for chain in self.chains)


@lru_cache(maxsize=2048)
def name_form(name: str) -> NameForm:
    """Take a name apart; of a very long one only the beginning counts."""
    written = fold(name)
    simple = simplify(written)
    han: list[str] = []
    chains: list[Chain] = []
    digits: list[str] = []
    room = {RunKind.HAN: MOST_HAN, RunKind.LETTERS: MOST_WORDS, RunKind.DIGITS: MOST_DIGITS}
    for kind, group in groupby(runs(simple), key=itemgetter(0)):
        spans = [(start, end) for _, start, end in group]
        text = [simple[start:end] for start, end in spans]
        if kind is RunKind.LETTERS:
            words = text[: room[kind]]
            room[kind] -= len(words)
            chains.append(Chain(tuple((word,) for word in words), WORD_CUT))
            continue
        run = "".join(text)[: room[kind]]
        room[kind] -= len(run)
        if kind is RunKind.DIGITS:
            digits.append(run)
            continue
        han.append(run)
        whole = "".join(written[start:end] for start, end in spans)[: len(run)]
        chains.extend(Chain(units, PINYIN_CUT) for units in _readable(syllables(whole, run)))
    return NameForm(tuple(filter(None, han)), tuple(chains), tuple(filter(None, digits)))


def name_keys(form: NameForm) -> tuple[set[str], set[str]]:
    """Return the keys of a name for `search_short` and for `search_part`.

    At most MOST_HAN + MOST_PAIRS and MOST_PARTS of them.
    """
    pairs = islice(_pairs(form.chains), MOST_PAIRS)
    parts = islice(_parts(form), MOST_PARTS)
    return {*"".join(form.han), *pairs}, set(parts)


def _readable(units: Sequence[Unit]) -> Iterator[tuple[Unit, ...]]:
    """Give the stretches of syllables whose reading is known."""
    for known, group in groupby(units, key=bool):
        if known:
            yield tuple(group)


def _pairs(chains: Iterable[Chain]) -> Iterator[str]:
    """Give each pair of initials once, from the front of the name."""
    seen: set[str] = set()
    for chain in chains:
        for first, second in pairwise(chain.units):
            pairs = _initial_pairs(first, second)
            yield from (pair for pair in pairs if pair not in seen)
            seen.update(pairs)


def _parts(form: NameForm) -> Iterator[str]:
    """Give each key for `search_part` once, from the front of the name."""
    seen: set[str] = set()
    for keys in _part_groups(form):
        yield from (key for key in keys if key not in seen)
        seen.update(keys)


def _part_groups(form: NameForm) -> Iterator[tuple[str, ...]]:
    for run in form.digits:
        yield digit_windows(run) or (run,)
    for chain in form.chains:
        for start in range(len(chain.units)):
            yield _spellings(chain.units[start:], chain.cut)
    for chain in form.chains:
        if len(chain.units) >= FEWEST_INITIALS:
            initials = tuple(map(_initials, chain.units))
            for start in range(len(initials) - FEWEST_INITIALS + 1):
                yield _spellings(initials[start : start + WORD_CUT], WORD_CUT)


@lru_cache(maxsize=4096)
def _initials(unit: Unit) -> Unit:
    return tuple(dict.fromkeys(reading[0] for reading in unit))


@lru_cache(maxsize=16384)
def _initial_pairs(first: Unit, second: Unit) -> tuple[str, ...]:
    return tuple(map("".join, product(_initials(first), _initials(second))))


@lru_cache(maxsize=8192)
def _spellings(units: tuple[Unit, ...], cut: int) -> tuple[str, ...]:
    """Return the ways to write the units one after the other, cut, likeliest first.

    Of more than MOST_SPELLINGS those with the fewest unlikely readings stay.
    """
    found = {"": 0}
    for unit in units:
        longer: dict[str, int] = {}
        for text, doubt in found.items():
            for place, reading in enumerate(unit):
                spelling = (text + reading)[:cut]
                longer[spelling] = min(doubt + place, longer.get(spelling, doubt + place))
        likeliest = sorted(longer.items(), key=itemgetter(1))[:MOST_SPELLINGS]
        found = dict(likeliest)
        if all(len(text) == cut for text in found):
            break
    return tuple(found)


def _spells(units: Sequence[Unit], letters: str) -> bool:
    """Tell whether the letters begin one way to write the units one after the other."""
    rests = {letters}
    for unit in units:
        if any(reading.startswith(rest) for reading in unit for rest in rests):
            return True
        rests = {
            rest[len(reading) :] for reading in unit for rest in rests if rest.startswith(reading)
        }
        if not rests:
            return False
    return False
