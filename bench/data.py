"""The customers of the speed suite: the same seed makes the same ones, on every machine."""

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from smbcrm.membership.cards.rules import candidates
from smbcrm.membership.demo import names

TODAY = dt.date(2026, 3, 2)
NOW = dt.datetime(2026, 3, 2, 2, 0, tzinfo=dt.UTC)
"""10:00 in the shop, which keeps Shanghai's time."""

CARD_PREFIX = "6810"
_PHONE_STARTS = (
    *("130", "131", "133", "135", "136", "137", "138", "139", "150", "151", "152", "157"),
    *("158", "159", "177", "186", "187", "188", "189", "199"),
)
_CHINESE, _TRADITIONAL, _TWO_SIGNS, _VISITED = 85, 20, 80, 90
"""How many customers in a hundred have a Chinese name, of these how many a traditional one, how
many a given name of two characters; and how many came within the last two years."""
_DAYS = 730


@dataclass(frozen=True, slots=True)
class Person:
    """A customer to be made. `phone` in E.164, `typed` as a clerk types it."""

    full_name: str
    family_name: str
    given_name: str
    typed: str
    phone: str
    card: str
    last_visit: dt.date | None


def people(count: int, seed: int = 7) -> Iterator[Person]:
    """Yield so many customers; no two share a card, hardly any a phone."""
    rng = random.Random(seed)  # noqa: S311 - test data, and it must repeat
    signs = sorted({sign for given in names.SIMPLIFIED_GIVEN for sign in given})
    traditional = sorted({sign for given in names.TRADITIONAL_GIVEN for sign in given})
    for card in islice(candidates(CARD_PREFIX, 0), count):
        chinese = _chance(rng, _CHINESE)
        if not chinese:
            family, given = rng.choice(names.ENGLISH_FAMILY), rng.choice(names.ENGLISH_GIVEN)
        elif _chance(rng, _TRADITIONAL):
            family, given = rng.choice(names.TRADITIONAL_FAMILY), _given(rng, traditional)
        else:
            family, given = rng.choice(names.SIMPLIFIED_FAMILY), _given(rng, signs)
        typed = f"{rng.choice(_PHONE_STARTS)}{rng.randrange(10**8):08}"
        visited = TODAY - dt.timedelta(days=rng.randrange(_DAYS))
        yield Person(
            family + given if chinese else f"{given} {family}",
            family,
            given,
            typed,
            f"+86{typed}",
            card,
            visited if _chance(rng, _VISITED) else None,
        )


def _chance(rng: random.Random, percent: int) -> bool:
    return rng.randrange(100) < percent


def _given(rng: random.Random, signs: list[str]) -> str:
    return "".join(rng.choices(signs, k=1 + _chance(rng, _TWO_SIGNS)))
