"""Verify, against a plain loop that reads what is hashed and hashes it.

The baseline reads, with the driver's cursor and in order, every row that goes into the chain
(operations with their entries, lot terms, sales, lines and payments) and nothing else, joins the
fields to the same bytes and compares the hash with the one that is stored. Verify reads the
accounts, lots, bills and last visits besides, has the database check its own pages and
references, and proves sums, lots, balances, reversals and bill numbers.

It is measured twice: operation by operation on a small ledger with bills, and once more on two
million entries, to see that the ratio does not grow with the books. What hashing alone takes, when
the bytes lie in memory ready made, is recorded beside it.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.driver import connect, product_connection, same_set_up
from bench.measure import PAIRS, Figure, OutcomesDifferError, cpu, in_turns, must_equal
from smbcrm.bootstrap import open_shop
from smbcrm.membership.audit.types import Figures
from smbcrm.membership.services import Services
from smbcrm.models.session import SqlRow

LIMIT = 12.0

_OPERATIONS = (
    "SELECT seq, id, kind, business_date, recorded_at, staff, terminal, branch, reason_code, "
    "reverses, party, bill_number, request_hash, prev, hash FROM operation ORDER BY seq"
)
_HASHED = 13
"""How many of these are hashed: all but prev and hash."""
_PARTS = {
    "E": "SELECT operation, line, account, lot, amount FROM entry ORDER BY operation, line",
    "T": "SELECT operation, lot, expires_on, source_lot FROM lot_term ORDER BY operation, lot",
    "S": "SELECT operation, gross, discount, net, tier, rate, points, spend FROM sale "
    "ORDER BY operation",
    "L": "SELECT operation, line, item, quantity, price, gross, discount, points_factor, "
    "served_by FROM sale_line ORDER BY operation, line",
    "P": "SELECT operation, line, means, amount, points, given, change FROM sale_payment "
    "ORDER BY operation, line",
}
"""The letter that stands before each row of a table, and the table."""


def measure(shop: Path) -> list[Figure]:
    """Measure on a shop of `shops.ledger_shop`, with bills; it is not changed."""
    with _opened(shop) as (services, raw, figures):
        chain, count = list(_chained(raw)), figures.operations
        return [
            _proof("Verify / reading and hashing the same rows", services, raw, count, PAIRS),
            in_turns(
                "Verify / hashing alone, bytes in memory",
                "operation",
                lambda: cpu(lambda: _prove(services.audit.verify().clean)) / count,
                lambda: cpu(lambda: _hash_alone(chain)) / count,
                limit=None,
                pairs=PAIRS // 3,
            ),
        ]


def measure_many(shop: Path) -> Figure:
    """Measure on a shop of `ledgers.books_shop`, two million entries; it is not changed.

    A round takes a quarter of a minute, so there are few.
    """
    with _opened(shop) as (services, raw, figures):
        name = f"Verify of {figures.entries:,} entries / reading and hashing the same rows"
        return _proof(name, services, raw, figures.operations, PAIRS // 5)


def _proof(name: str, services: Services, raw: Any, count: int, pairs: int) -> Figure:  # noqa: ANN401 - the driver is not annotated
    """Measure the proof of the books against the plain loop."""
    return in_turns(
        name,
        "operation",
        lambda: cpu(lambda: _prove(services.audit.verify().clean)) / count,
        lambda: cpu(lambda: _plain_loop(raw)) / count,
        limit=LIMIT,
        pairs=pairs,
    )


@contextmanager
def _opened(shop: Path) -> Iterator[tuple[Services, Any, Figures]]:
    """Yield the use cases, a bare connection and the figures of the books, once both agree."""
    services = open_shop(str(shop))
    raw = connect(shop)
    figures = services.audit.verify().figures
    same_set_up(product_connection(services.audit.uow), raw)
    must_equal("operations", figures.operations, sum(1 for _ in _chained(raw)))
    must_equal("end of the chain", figures.head_hash, _plain_loop(raw))
    yield services, raw, figures
    raw.close()
    services.close()


def _prove(clean: bool) -> None:  # noqa: FBT001 - what verify says
    if not clean:
        raise OutcomesDifferError("the books of the bench do not prove themselves")


def _plain_loop(raw: Any) -> str:  # noqa: ANN401 - the driver is not annotated
    """Read and hash the whole chain; return the last hash."""
    last = "genesis"
    for prev, hashed, chained in _chained(raw):
        if prev != last or hashlib.sha256(chained).hexdigest() != hashed:
            raise OutcomesDifferError(hashed)
        last = hashed
    return last


def _chained(raw: Any) -> Iterator[tuple[str, str, bytes]]:  # noqa: ANN401 - the driver's
    """Yield prev, hash and the bytes that are hashed of each operation."""
    raw.execute("BEGIN")
    parts = [(letter, _Part(raw.execute(query))) for letter, query in _PARTS.items()]
    for row in raw.execute(_OPERATIONS):
        fields = [row[_HASHED], *row[:_HASHED]]
        for letter, part in parts:
            for fact in part.of(row[0]):
                fields.append(letter)
                fields += fact[1:]
        texts = ["" if field is None else str(field) for field in fields]
        yield row[_HASHED], row[_HASHED + 1], "\x1f".join(texts).encode()
    raw.execute("ROLLBACK")


class _Part:
    """One table in order of operation."""

    def __init__(self, rows: Iterator[SqlRow]) -> None:
        self._rows = rows
        self._next = next(rows, None)

    def of(self, seq: int) -> list[SqlRow]:
        """Return the rows of the operation that is next."""
        found = []
        while self._next is not None and self._next[0] == seq:
            found.append(self._next)
            self._next = next(self._rows, None)
        return found


def _hash_alone(chain: list[tuple[str, str, bytes]]) -> None:
    for _, hashed, chained in chain:
        if hashlib.sha256(chained).hexdigest() != hashed:
            raise OutcomesDifferError(hashed)
