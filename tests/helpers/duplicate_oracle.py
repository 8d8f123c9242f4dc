"""Likely pairs once more, slowly: everybody compared with everybody, nothing looked up."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from smbcrm.membership.customers.alike import similar, sound, written
from smbcrm.membership.customers.types import Profile
from smbcrm.membership.occasions.types import Occasion, OccasionKind

People = Mapping[int, Profile]
Told = tuple[int, int, frozenset[str], str, int]
"""Two customers, what they have in common, what their names say, and the score."""

_POINTS = {"phone": 35, "email": 35, "messenger": 45, "birthday": 35, "birth_day": 20}
_NAMES = {"different": 0, "missing": 10, "similar": 25, "same": 40}


def likely(
    people: People,
    linked: Iterable[tuple[int, int]],
    *,
    most: int,
    most_born: int,
) -> list[Told]:
    """Return all pairs, best first."""
    common = _common_marks(people, most)
    known = {who: _marks(one) - common for who, one in people.items()}
    dates = {who: _days(people, who, most, most_born) for who in people}
    two = {frozenset(pair) for pair in linked}
    found = []
    for one, other in combinations(sorted(people), 2):
        names = people[one].full_name, people[other].full_name
        reasons = {_reason(kind) for kind, _ in known[one] & known[other]}
        if similar(*names):
            reasons |= _born(dates[one], dates[other])
        if not reasons or frozenset((one, other)) in two:
            continue
        naming = _naming(*names)
        points = sum(_POINTS[reason] for reason in reasons) + _NAMES[naming]
        points = min(points, 50 if naming == "different" else 100)
        found.append((one, other, frozenset(reasons), naming, points))
    return sorted(found, key=lambda told: (-told[4], told[0], told[1]))


def _marks(one: Profile) -> set[tuple[str, str]]:
    found = set()
    for phone in one.phones:
        digits = "".join(str(int(sign)) for sign in phone.typed if sign.isdecimal())
        if phone.e164:
            found.add(("phone", phone.e164))
        elif len(digits) > 6:
            found.add(("phone", digits))
    texts = {"email": one.email, "wechat": one.wechat, "whatsapp": one.whatsapp, "line": one.line}
    found |= {(kind, text.strip().lower()) for kind, text in texts.items() if text.strip()[3:]}
    return found


def _reason(kind: str) -> str:
    return kind if kind in {"phone", "email"} else "messenger"


def _common_marks(people: People, most: int) -> set[tuple[str, str]]:
    counted = Counter(mark for one in people.values() for mark in _marks(one))
    return {mark for mark, count in counted.items() if count > most}


def _birthdays(one: Profile) -> set[Occasion]:
    return {day for day in one.occasions if day.kind is OccasionKind.BIRTHDAY and day.day}


def _days(people: People, who: int, most: int, most_born: int) -> Sequence[Occasion]:
    """Return the birthdays of somebody that not too many share, all of them or of one name."""
    kept = []
    name = people[who].full_name
    for day in _birthdays(people[who]):
        born = [one for one in people.values() if day in _birthdays(one)]
        if day.year is not None and len(born) > most_born:
            continue
        if sum(_equal_sound(one.full_name, name) for one in born) <= most:
            kept.append(day)
    return kept


def _equal_sound(name: str, other: str) -> bool:
    return sorted(sound(name)) == sorted(sound(other))


def _born(one: Sequence[Occasion], other: Sequence[Occasion]) -> set[str]:
    found = set()
    for day in one:
        for too in other:
            place = [(at.calendar, at.month, at.day, at.is_leap_month) for at in (day, too)]
            years = {day.year, too.year}
            if place[0] == place[1] and (None in years or len(years) == 1):
                found.add("birth_day" if None in years else "birthday")
    return found


def _naming(name: str, other: str) -> str:
    if not sound(name) or not sound(other):
        return "missing"
    if written(name) == written(other):
        return "same"
    return "similar" if similar(name, other) else "different"
