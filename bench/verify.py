"""Verify, against a plain loop that reads what is hashed and hashes it.

The baseline reads, with the driver's cursor and in order, every row that goes into the chain
(operations with their entries, lot terms, sales, lines and payments) and nothing else, joins the
fields to the same bytes and compares the hash with the one that is stored. Verify reads the
accounts, lots, bills and last visits besides, has the database check its own pages and
references, and proves sums, lots, balances, reversals and bill numbers.

What hashing alone takes, when the bytes lie in memory ready made, is recorded beside it.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.driver import connect, product_connection, same_set_up
from bench.measure import PAIRS, Figure, OutcomesDifferError, cpu, in_turns, must_equal
from smbcrm.bootstrap import open_shop
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
    """Measure on a shop of `shops.ledger_shop`; it is not changed."""
    services = open_shop(str(shop))
    raw = connect(shop)
    services.audit.verify()
    count = services.audit.verify().figures.operations
    same_set_up(product_connection(services.audit.uow), raw)
    chain = list(_chained(raw))
    must_equal("operations", count, len(chain))
    must_equal("end of the chain", services.audit.verify().figures.head_hash, _plain_loop(raw))

    def product() -> float:
        return cpu(lambda: _prove(services.audit.verify().clean)) / count

    figures = [
        in_turns(
            "Verify / reading and hashing the same rows",
            "operation",
            product,
            lambda: cpu(lambda: _plain_loop(raw)) / count,
            limit=LIMIT,
        ),
        in_turns(
            "Verify / hashing alone, bytes in memory",
            "operation",
            product,
            lambda: cpu(lambda: _hash_alone(chain)) / count,
            limit=None,
            pairs=PAIRS // 3,
        ),
    ]
    raw.close()
    services.close()
    return figures


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
