"""The search for duplicates, against one pass over the search index of the same shop.

The product finds everybody who shares a phone, an e-mail or a messenger id with somebody, and who
has a similar name and the same birthday, takes what too many share for itself, names and sorts the
pairs. The baseline reads each row of the two search tables once with the driver's cursor and keeps
none. Seven customers in ten have a birthday, half of these without a year; half have an e-mail. One
in twenty shares the phone of the one before, one in fifty was typed twice, one in a hundred has a
phone of nothing but noughts, another one the birthday that a spreadsheet makes of nothing. Whoever
was typed twice is among the pairs, and both crowds are told.
"""

import datetime as dt
import random
from collections import deque
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from bench.data import NOW, Person, people
from bench.driver import connect
from bench.measure import Figure, cpu, in_turns, must_equal
from bench.shops import new_shop
from smbcrm.bootstrap import open_shop
from smbcrm.core.clock import SetClock
from smbcrm.membership.customers.phones import Phone
from smbcrm.membership.customers.steps import add_customers
from smbcrm.membership.customers.types import NewCustomer, Profile
from smbcrm.membership.duplicates.types import Duplicates
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind

LIMIT = 10.0
_PAIRS = 7
_BATCH = 500
_TWICE, _SHARING, _PLACEHOLDER = 50, 20, 100
"""One customer of so many was typed twice, shares a phone, has what stands where nothing is."""
_EMPTY_DAY = dt.date(1900, 1, 1)
_NO_PHONE = "0000000000"
_FIRST_BIRTHDAY, _DAYS = dt.date(1950, 1, 1), 20_000


def shop(path: Path, count: int) -> Path:
    """Make a shop with so many customers, some of them twice, with search keys."""
    services = new_shop(path, SetClock(NOW))
    coming = iter(_profiles(count))
    while group := tuple(islice(coming, _BATCH)):
        new = [NewCustomer(profile) for profile in group]
        services.customers.uow.run(add_customers, new, NOW)
    services.close()
    return path


def measure(path: Path) -> Figure:
    """Measure on a shop of `shop`; it is not changed."""
    services = open_shop(str(path), clock=SetClock(NOW))
    raw = connect(path)
    (customers,) = raw.execute("SELECT COUNT(*) FROM customer").fetchone()
    found = services.duplicates.find()
    must_equal("who was typed twice", _missing(found, customers), set())
    crowds = [one.customers for one in found.crowds]
    must_equal("what many share", crowds, [customers // _PLACEHOLDER] * 2)
    figure = in_turns(
        f"Duplicates among {customers:,} customers / one pass over the search index",
        "list",
        lambda: cpu(services.duplicates.find),
        lambda: cpu(lambda: _pass(raw)),
        limit=LIMIT,
        pairs=_PAIRS,
    )
    raw.close()
    services.close()
    return figure


def _profiles(count: int) -> Iterator[Profile]:
    rng = random.Random(13)  # noqa: S311 - test data, and it must repeat
    before: Person | None = None
    twin: Profile | None = None
    for number, person in enumerate(people(count), 1):
        if twin is not None:
            yield twin
            twin = None
            continue
        profile = _profile(rng, number, person, before)
        yield profile
        if number % _TWICE == _TWICE - 1:
            twin = Profile(
                full_name=f"{person.given_name} {person.family_name}",
                phones=profile.phones,
                occasions=profile.occasions,
            )
        before = person


def _profile(rng: random.Random, number: int, person: Person, before: Person | None) -> Profile:
    shares = before is not None and number % _SHARING == 1
    known = before if shares and before is not None else person
    phone = Phone(known.typed, known.phone)
    birthday = _FIRST_BIRTHDAY + dt.timedelta(days=rng.randrange(_DAYS))
    has_birthday, has_year = rng.random() < 0.7, rng.random() < 0.5  # noqa: PLR2004 - as said above
    if number % _PLACEHOLDER == 10:  # noqa: PLR2004 - some place in the hundred
        phone = Phone(_NO_PHONE, None)
    if number % _PLACEHOLDER == 30:  # noqa: PLR2004 - another one
        birthday, has_birthday, has_year = _EMPTY_DAY, True, True
    return Profile(
        full_name=person.full_name,
        email=f"person{number}@example.com" if number % 2 else "",
        phones=(phone,),
        occasions=(_born(birthday, has_year),) if has_birthday else (),
    )


def _born(day: dt.date, has_year: bool) -> Occasion:  # noqa: FBT001 - the second half of a birthday
    year = day.year if has_year else None
    return Occasion(OccasionKind.BIRTHDAY, Calendar.SOLAR, year, day.month, day.day)


def _missing(found: Duplicates, customers: int) -> set[tuple[int, int]]:
    """Return who was typed twice and is not found; customers have numbers from 1 on."""
    typed_twice = {(one, one + 1) for one in range(_TWICE - 1, customers, _TWICE)}
    return typed_twice - {(pair.one.id, pair.other.id) for pair in found.pairs}


def _pass(raw: Any) -> None:  # noqa: ANN401 - the driver is not annotated
    for statement in (
        "SELECT key, month, customer FROM search_short",
        "SELECT key, customer FROM search_part",
    ):
        deque(raw.execute(statement), maxlen=0)
