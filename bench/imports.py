"""An import of 100,000 rows beside a bare executemany of the rows it leaves behind.

The product is given the list already read (`InMemory`), because what is measured stands beside
reading the file: headings, columns, matching, phones, dates, amounts, search keys, one operation
with its entries for each balance, batches of 500 with a transaction each, on the same pragmas.

The baseline starts from the same empty shop: the same tables, triggers and pragmas, and the
driver's own `executemany`. It is given every row that the product left, as plain tuples in the
order in which the product wrote them, and writes them table by table in one transaction, parents
before children. It looks nothing up, works nothing out and updates nothing but the chain's head.
At the end both databases hold the same rows.
"""

import datetime as dt
import gc
from collections.abc import Iterator
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
from smbcrm.membership.imports.source import Row, SourceInfo
from smbcrm.membership.imports.types import ImportRequest
from smbcrm.membership.requests.types import Act
from smbcrm.models.tables.base import table_of
from smbcrm.models.tables.catalogue import TABLES

ROWS = 100_000
LIMIT = 3.0
_BATCH = 500
_PAIRS = 2
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
    return in_turns(name, "row", product, baseline, limit=LIMIT, pairs=_PAIRS)


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
    rows = {table_of(table): _coming(theirs, ours, table_of(table)) for table in TABLES}
    spent = cpu(lambda: _executemany(ours, rows))
    same_content(theirs, ours)
    ours.close()
    shop.close()
    return spent


def _coming(filled: Any, empty: Any, table: str) -> list[Any]:  # noqa: ANN401 - two connections
    """Return the rows that the import brought, in the order in which it wrote them.

    The search keys of 500 customers at a time came in the order of the keys; all other tables are
    in the order of their own ids.
    """
    there = set(empty.execute(f"SELECT * FROM {table}").fetchall())
    rows = [row for row in filled.execute(f"SELECT * FROM {table}") if row not in there]
    if table in {"search_short", "search_part"}:
        rows.sort(key=lambda row: (row[-1] // _BATCH, row))
    return rows


def _executemany(connection: Any, rows: dict[str, list[Any]]) -> None:  # noqa: ANN401 - the driver's
    """Insert all rows in one transaction, parents before children."""
    connection.execute("BEGIN IMMEDIATE")
    for table, coming in rows.items():
        if coming:
            # The chain's head is there from the first day; the import moves it on.
            if table == "chain_head":
                connection.execute("DELETE FROM chain_head")
            marks = ", ".join("?" * len(coming[0]))
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", coming)
    connection.execute("COMMIT")
