"""Who is compared with whom: only customers who have something in common, never all with all."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, groupby
from typing import NamedTuple

from smbcrm.membership.customers.alike import (
    Mark,
    Sound,
    same_year,
    sound,
    sound_alike,
    sound_keys,
)
from smbcrm.membership.customers.likeness import REASONS, Reason, day_of
from smbcrm.membership.duplicates.rules import MOST_BORN, MOST_SHARING
from smbcrm.membership.duplicates.types import Born, Crowd

Ids = tuple[int, int]
"""Two customers by their ids, the lower one first."""

_Heard = tuple[Sound, Born]
"""A birthday, and how the name of who has it sounds."""


class Blocks(NamedTuple):
    """What pairs have in common, and what too many have."""

    pairs: defaultdict[Ids, set[Reason]]
    crowds: list[Crowd]


def blocks(marks: Iterable[tuple[int, Mark]], births: Iterable[Born]) -> Blocks:
    """Return who has what in common. Birthdays come with those of one day (`day_of`) together."""
    found = Blocks(defaultdict(set), [])
    _share_marks(found, marks)
    for _, group in groupby(births, key=lambda born: day_of(born.birthday)):
        _share_day(found, tuple(group))
    return found


def _share_marks(found: Blocks, marks: Iterable[tuple[int, Mark]]) -> None:
    owners: defaultdict[Mark, set[int]] = defaultdict(set)
    for customer, mark in marks:
        owners[mark].add(customer)
    for mark, sharing in owners.items():
        if len(sharing) > MOST_SHARING:
            found.crowds.append(Crowd(mark, len(sharing)))
            continue
        for pair in combinations(sorted(sharing), 2):
            found.pairs[pair].add(REASONS[mark.why])


def _share_day(found: Blocks, group: Iterable[Born]) -> None:
    """Add who has a birthday on one day, and a similar name."""
    dates: defaultdict[int | None, dict[int, Born]] = defaultdict(dict)
    for one in group:
        dates[one.birthday.year].setdefault(one.customer, one)
    namesakes: defaultdict[tuple[Sound, int | None], list[_Heard]] = defaultdict(list)
    for year, born in dates.items():
        if year is not None and len(born) > MOST_BORN:
            found.crowds.append(Crowd(_first(born.values()).birthday, len(born)))
            continue
        for one in born.values():
            if heard := sound(one.full_name):
                namesakes[tuple(sorted(heard)), year].append((heard, one))
    kept: list[_Heard] = []
    for called in namesakes.values():
        if len(called) > MOST_SHARING:
            first = _first(one for _, one in called)
            found.crowds.append(Crowd(first.birthday, len(called), first.full_name))
        else:
            kept.extend(called)
    for one, other in _sounding_alike(kept):
        _share_birthday(found, one, other)


def _share_birthday(found: Blocks, one: Born, other: Born) -> None:
    year, other_year = one.birthday.year, other.birthday.year
    if one.customer == other.customer or not same_year(year, other_year):
        return
    pair = min(one.customer, other.customer), max(one.customer, other.customer)
    is_whole = year is not None and other_year is not None
    found.pairs[pair].add(Reason.BIRTHDAY if is_whole else Reason.BIRTH_DAY)


def _first(sharing: Iterable[Born]) -> Born:
    """Return who came first, so that a crowd has the same name whatever the order."""
    return min(sharing, key=lambda one: one.customer)


def _sounding_alike(heard: Sequence[_Heard]) -> Iterator[tuple[Born, Born]]:
    """Yield those whose names sound alike, each two once."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, (said, _) in enumerate(heard):
        for key in sound_keys(said):
            places[key].append(place)
    near = {pair for sharing in places.values() for pair in combinations(sharing, 2)}
    for first, second in near:
        (said, one), (other_said, other) = heard[first], heard[second]
        if sound_alike(said, other_said):
            yield one, other
