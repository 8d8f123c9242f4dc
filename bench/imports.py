"""An import of 100,000 rows beside a bare executemany of the rows it leaves behind.

The product is given the list already read (`InMemory`), because what is measured stands beside
reading the file: headings, columns, matching, phones, dates, amounts, search keys, one operation
with its entries for each balance, batches of 500 with a transaction each, on the same pragmas.

The baseline starts from the same empty shop: the same tables, triggers and pragmas, and the
driver's own `executemany`. It is given every row that the product left, as plain tuples, and writes
them as the product has to: for each 500 customers, table by table, parents before children, in a
transaction of its own. It looks nothing up, works nothing out and updates nothing but the chain's
head, once. At the end both databases hold the same rows.
"""

import datetime as dt
import gc
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from itertools import count
from pathlib import Path
from typing import Any

from bench.data import NOW, people
from bench.driver import connect, product_connection, same_content, same_set_up
from bench.measure import Figure, cpu, in_turns
from bench.shops import copy_of, new_shop
from smbcrm.bootstrap import open_shop
from smbcrm.core.clock import SetClock
from smbcrm.core.ids import job_id
from smbcrm.membership.imports.service import ImportService
from smbcrm.membership.imports.source import Row, RowSource, SourceInfo
from smbcrm.membership.imports.types import BATCH, ImportRequest
from smbcrm.membership.requests.types import Act
from smbcrm.models.session import SqlRow

ROWS = 100_000
LIMIT = 3.0
_PAIRS = 2
_BY_PARTY = (
    "SELECT a.holder, t.* FROM {} t JOIN operation o ON o.seq = t.operation "
    "JOIN account a ON a.id = o.party ORDER BY t.operation"
)
_OF_CUSTOMER = {
    "customer": "SELECT id, t.* FROM customer t ORDER BY id",
    "customer_phone": "SELECT customer, t.* FROM customer_phone t ORDER BY customer",
    "occasion": "SELECT customer, t.* FROM occasion t ORDER BY id",
    "card": "SELECT customer, t.* FROM card t ORDER BY rowid",
    # Within a batch the product writes search keys in their order, as they come here.
    "search_short": "SELECT customer, t.* FROM search_short t ORDER BY key, month, customer",
    "search_part": "SELECT customer, t.* FROM search_part t ORDER BY key, customer",
    "change_log": "SELECT customer, t.* FROM change_log t ORDER BY id",
    "import_mark": "SELECT customer, t.* FROM import_mark t ORDER BY row",
    "account": "SELECT holder, t.* FROM account t WHERE holder IS NOT NULL ORDER BY id",
    "operation": "SELECT a.holder, t.* FROM operation t JOIN account a ON a.id = t.party "
    "ORDER BY t.seq",
    "lot": "SELECT a.holder, t.* FROM lot t JOIN account a ON a.id = t.account ORDER BY t.id",
    "entry": _BY_PARTY.format("entry"),
    "lot_term": _BY_PARTY.format("lot_term"),
}
"""The tables that an import of this list fills, parents first: the customer, then the row."""
_HEADINGS = ("姓名", "手机", "会员卡号", "生日", "储值余额", "积分")


class InMemory:
    """A list that has been read: the rows of the file, title first."""

    def __init__(self, rows: int) -> None:
        self._rows: list[tuple[int, Row]] = [(1, _HEADINGS)]
        for number, person in enumerate(people(rows), start=2):
            born = dt.date(1950 + number % 55, 1 + number % 12, 1 + number % 28)
            balance, points = (number * 37 % 100_000) / 100, number % 900
            cells = (person.full_name, person.typed, person.card, born, balance, points)
            self._rows.append((number, cells))

    def info(
        self, path: Path, *, sheet: str | None = None, encoding: str | None = None
    ) -> SourceInfo:
        """Return what is known of the list; `sheet` and `encoding` are not asked for."""
        del sheet, encoding
        return SourceInfo(None, (), (), None, None, path.stat().st_size, "0" * 64)

    def rows(
        self, path: Path, *, sheet: str | None = None, encoding: str | None = None
    ) -> Iterator[tuple[int, Row]]:
        """Yield the rows with their numbers."""
        del path, sheet, encoding
        return iter(self._rows)

    def once(self) -> AbstractContextManager[RowSource]:
        """Return itself: it is read already."""
        return nullcontext(self)


def measure(folder: Path) -> Figure:
    """Measure an import of a whole shop."""
    empty = folder / "empty.db"
    new_shop(empty, SetClock(NOW)).close()
    source, tries = InMemory(ROWS), count(1)
    # The list would be read from a file piece by piece; held here, it must not cost the collector.
    gc.freeze()
    left: dict[str, list[Any]] = {}

    def product() -> float:
        path = copy_of(empty, f"import-{next(tries)}.db")
        spent = _import(path, source)
        left["path"] = [path]
        return spent / ROWS

    def baseline() -> float:
        (path,) = left["path"]
        return _write(copy_of(empty, f"bare-{next(tries)}.db"), path) / ROWS

    name = f"Import of {ROWS:,} rows / executemany of what it leaves"
    figure = in_turns(name, "row", product, baseline, limit=LIMIT, pairs=_PAIRS)
    gc.unfreeze()
    return figure


def _import(path: Path, source: InMemory) -> float:
    shop = open_shop(str(path), clock=SetClock(NOW))
    service = ImportService(shop.imports.uow, shop.clock, source)
    request = ImportRequest(path, Act(job_id("bench", "import")))
    spent = cpu(lambda: service.run(request))
    shop.close()
    return spent


def _write(path: Path, filled: Path) -> float:
    """Write the rows of a filled shop into an empty one; compare both; return the CPU time."""
    shop = open_shop(str(filled), clock=SetClock(NOW))
    theirs, ours = product_connection(shop.imports.uow), connect(path)
    same_set_up(theirs, ours)
    transactions = _transactions(theirs)
    spent = cpu(lambda: _executemany(ours, transactions))
    same_content(theirs, ours)
    ours.close()
    shop.close()
    return spent


def _transactions(filled: Any) -> list[dict[str, list[SqlRow]]]:  # noqa: ANN401 - the driver's
    """Return the rows that the import brought by transaction and table.

    Each row of the list makes one customer, so the n-th batch is the n-th 500 of them.
    """
    transactions: list[dict[str, list[SqlRow]]] = [{} for _ in range(ROWS // BATCH)]
    transactions[0]["import_run"] = filled.execute("SELECT * FROM import_run").fetchall()
    for table, query in _OF_CUSTOMER.items():
        for customer, *row in filled.execute(query):
            batch = transactions[(customer - 1) // BATCH]
            batch.setdefault(table, []).append(tuple(row))
    # The chain's head is there from the first day; the import moves it on.
    transactions[-1]["chain_head"] = filled.execute("SELECT * FROM chain_head").fetchall()
    return transactions


def _executemany(connection: Any, transactions: list[dict[str, list[SqlRow]]]) -> None:  # noqa: ANN401 - the driver's
    for transaction in transactions:
        connection.execute("BEGIN IMMEDIATE")
        for table, rows in transaction.items():
            if table == "chain_head":
                connection.execute("DELETE FROM chain_head")
            marks = ", ".join("?" * len(rows[0]))
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
        connection.execute("COMMIT")
