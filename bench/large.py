"""Ten times as many customers: a search by a short key has to stay as quick.

A shop of 1,000,000 customers is filled with the driver, because the product would take some
minutes: the same rows, by the product's own rules for keys. Then the product searches in it and in
the shop of 100,000, in turns.
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from bench.data import NOW, TODAY, Person, people
from bench.driver import connect
from bench.measure import Figure, must_equal, p95_in_turns
from bench.search import KINDS, PAIRS, SHORT, OpenShop
from bench.shops import CURRENCY, new_shop
from smbcrm.core.clock import SetClock, instant_text
from smbcrm.membership.customers.search_keys import Keys, keys_of
from smbcrm.models.session import SqlRow

LIMIT = 2.0
_BATCH = 10_000
_CUSTOMER = (
    "INSERT INTO customer VALUES (?, ?, 'person', ?, ?, ?, '', '', '', '', '', '', '', '', '', "
    "'', '', '', '', NULL, NULL, '', '', '', 'active', ?, ?, ?)"
)
_CARD = "INSERT INTO card VALUES (?, ?, 'active', ?, NULL, NULL, ?)"
_SORTED = (
    "INSERT INTO search_short SELECT * FROM new_short ORDER BY key, month, customer",
    "INSERT INTO search_part SELECT * FROM new_part ORDER BY key, customer",
)
"""In the order of the keys each page of the tree is written once."""


def measure(small: OpenShop, large: OpenShop) -> list[Figure]:
    """Compare the searches of both shops; only short keys have a limit."""
    return [
        p95_in_turns(
            f"Search, {kind}: 1,000,000 / 100,000",
            "search (p95)",
            large.searches(kind),
            small.searches(kind),
            limit=LIMIT if kind in SHORT else None,
            pairs=PAIRS,
        )
        for kind in KINDS
    ]


def customer_shop(path: Path, count: int) -> Path:
    """Make a shop with so many customers like `shops.customer_shop`, by the driver."""
    new_shop(path, SetClock(NOW)).close()
    raw = connect(path)
    for pragma in ("synchronous=off", "foreign_keys=0", "cache_size=-200000"):
        raw.execute(f"PRAGMA {pragma}")
    indexes = raw.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL "
        "AND tbl_name IN ('search_short', 'search_part', 'customer')"
    ).fetchall()
    raw.execute("BEGIN IMMEDIATE")
    for name, _ in indexes:
        raw.execute(f"DROP INDEX {name}")  # made anew at the end, in one go
    raw.execute("CREATE TEMP TABLE new_short (key, month, customer)")
    raw.execute("CREATE TEMP TABLE new_part (key, customer)")
    numbered = enumerate(people(count), start=1)
    while group := list(islice(numbered, _BATCH)):
        _insert(raw, group)
    for statement in (*_SORTED, *(sql for _, sql in indexes)):
        raw.execute(statement)
    raw.execute("COMMIT")
    must_equal("references", raw.execute("PRAGMA foreign_key_check").fetchall(), [])
    raw.close()
    return path


def _insert(raw: Any, group: list[tuple[int, Person]]) -> None:  # noqa: ANN401 - the driver's
    now, today = instant_text(NOW), TODAY.isoformat()
    keys = [(id_, _month(person), _keys(id_, person)) for id_, person in group]
    raw.executemany(_CUSTOMER, (_customer_row(id_, person, now) for id_, person in group))
    raw.executemany(
        "INSERT INTO customer_phone VALUES (?, 0, ?, ?)",
        ((id_, person.typed, person.phone) for id_, person in group),
    )
    raw.executemany(_CARD, ((person.card, id_, today, now) for id_, person in group))
    raw.executemany(
        "INSERT INTO account (holder, kind, unit, balance) VALUES (?, 'principal', ?, 0)",
        ((id_, CURRENCY) for id_, _ in group),
    )
    raw.executemany("INSERT INTO new_short VALUES (?, ?, ?)", _short(keys))
    raw.executemany(
        "INSERT INTO new_part VALUES (?, ?)",
        ((key, id_) for id_, _, made in keys for key in made.part),
    )


def _short(keys: list[tuple[int, int, Keys]]) -> Iterator[SqlRow]:
    return ((key, month, id_) for id_, month, made in keys for key in made.short)


def _keys(customer: int, person: Person) -> Keys:
    names = (person.full_name, person.family_name, person.given_name)
    return keys_of(names, (person.phone,), (person.card,), _code(customer))


def _code(customer: int) -> str:
    return f"C{customer:06}"


def _month(person: Person) -> int:
    day = person.last_visit
    return 0 if day is None else day.year * 12 + day.month


def _customer_row(customer: int, person: Person, now: str) -> SqlRow:
    names = (person.full_name, person.family_name, person.given_name)
    day = None if person.last_visit is None else person.last_visit.isoformat()
    return (customer, _code(customer), *names, day, now, now)
