"""Finding a customer: the use case against the very same SQL sent by the driver.

The product's side is the whole of `CustomerService.find`: read what was typed, ask the database,
check the candidates, put them in order, make the rows of the list. The baseline sends with the
driver's cursor the very statements with the very parameters that the product sends for the same
text (noted beforehand, when time is not measured) and fetches all their rows, on a connection of
its own to the same file. At the end the rows that the baseline fetched must hold every customer
that the product found.

The time said of a round is that below which 95 of a hundred searches stay (p95).
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from bench.data import Person, people
from bench.driver import Sent, connect, noted, product_connection, same_set_up, send
from bench.measure import Figure, OutcomesDifferError, Work, p95_in_turns
from smbcrm.bootstrap import open_shop
from smbcrm.membership.customers.han import simplify
from smbcrm.membership.customers.pinyin import syllables
from smbcrm.membership.services import Services

LIMIT = 1.5
SEARCHES = 300
PAIRS = 7
_SEED = 11


def _is_chinese(person: Person) -> bool:
    return not person.full_name.isascii() and " " not in person.full_name


def _readings(person: Person) -> list[str]:
    """Return how each syllable of a Chinese name is most likely read."""
    name = person.full_name
    return [readings[0] for readings in syllables(name, simplify(name))]


def _name_part(person: Person, rng: random.Random) -> str:
    """Return what people type: a given name, or the beginning of an English family name."""
    return person.given_name if _is_chinese(person) else person.family_name[: rng.randint(3, 6)]


KINDS: Mapping[str, Callable[[Person, random.Random], str]] = {
    "whole card": lambda person, _: person.card,
    "end of phone": lambda person, _: person.typed[-4:],
    "middle of phone": lambda person, rng: person.typed[3 : rng.choice((7, 8, 9))],
    "name part": _name_part,
    "one Chinese character": lambda person, rng: rng.choice(person.full_name),
    "pinyin, full": lambda person, _: "".join(_readings(person)),
    "pinyin, initials": lambda person, _: "".join(word[0] for word in _readings(person)),
}
"""How each kind of search text is made of a customer."""
SHORT = ("whole card", "end of phone", "one Chinese character")
"""The kinds that are answered by exact keys of `search_short` alone."""
_OF_CHINESE = ("one Chinese character", "pinyin, full", "pinyin, initials")
_SIGNS = 3
"""Characters of a name whose pinyin is typed: `cyt`, never `cy`."""


def texts(count: int) -> dict[str, list[str]]:
    """Return by kind what is searched for in a shop of so many customers."""
    step = count // (2 * SEARCHES)
    some = list(islice(people(count), 0, None, step))
    long_names = [one for one in some if _is_chinese(one) and len(one.full_name) >= _SIGNS]
    rng = random.Random(_SEED)  # noqa: S311 - test data, and it must repeat
    return {
        kind: [make(one, rng) for one in (long_names if kind in _OF_CHINESE else some)[:SEARCHES]]
        for kind, make in KINDS.items()
    }


@dataclass(slots=True)
class OpenShop:
    """A shop, open, with what is searched for in it."""

    services: Services
    texts: dict[str, list[str]]

    @classmethod
    def of(cls, path: Path, count: int) -> "OpenShop":
        """Open a shop of `shops.customer_shop` or `large.customer_shop`."""
        return cls(open_shop(str(path)), texts(count))

    def searches(self, kind: str) -> list[Work]:
        """Return the searches for every text of a kind."""
        return [partial(self.services.customers.find, text) for text in self.texts[kind]]


def measure(path: Path, shop: OpenShop) -> list[Figure]:
    """Measure each kind in a shop that is open, against the driver on the same file."""
    raw = connect(path)
    same_set_up(product_connection(shop.services.customers.uow), raw)
    figures = []
    for kind, asked in shop.texts.items():
        sent = [_noted(shop.services, raw, text) for text in asked]
        figures.append(
            p95_in_turns(
                f"Search, {kind}",
                "search (p95)",
                shop.searches(kind),
                [partial(send, raw.cursor(), statements) for statements in sent],
                limit=LIMIT,
                pairs=PAIRS,
            )
        )
    raw.close()
    return figures


def _noted(services: Services, raw: Any, text: str) -> Sent:  # noqa: ANN401 - the driver's
    """Return what the product sends for a text; both must come to the same customers."""
    sent, answer = noted(services.customers.uow, lambda: services.customers.find(text))
    found = {one.id for one in answer}
    rows = [row for statement, params in sent for row in raw.execute(statement, params)]
    candidates = {row[1] for row in rows}
    if not found or not found <= candidates:
        raise OutcomesDifferError(f"search for {text!r}: {found} among {candidates}"[:2000])
    return sent
