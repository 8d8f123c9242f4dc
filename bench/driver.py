"""The baseline's connection: the driver itself, set up as the product sets it up."""

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from sqlcipher3 import dbapi2

from bench.measure import must_equal
from smbcrm.core.work import UnitOfWork
from smbcrm.models.session import SqlRow

if TYPE_CHECKING:
    from smbcrm.models.uow import PeeweeUnitOfWork

T = TypeVar("T")
Sent = list[tuple[str, Sequence[object]]]
"""Statements with their parameters."""
_PRAGMAS = (
    *("busy_timeout=10000", "foreign_keys=1", "recursive_triggers=1", "trusted_schema=0"),
    *("cell_size_check=1", "journal_mode=wal", "synchronous=full"),
    *("fullfsync=1", "checkpoint_fullfsync=1"),
)
_COMPARED = (
    *(pragma.split("=")[0] for pragma in _PRAGMAS),
    *("cache_size", "page_size", "mmap_size", "temp_store", "wal_autocheckpoint"),
)
_TABLE = re.compile(r"\b(?:FROM|JOIN|INTO|^UPDATE)\s+(\w+)", re.IGNORECASE)


def connect(path: Path) -> Any:  # noqa: ANN401 - the driver is not annotated
    """Return a connection of the driver's own, with the product's pragmas and row for row."""
    connection = dbapi2.connect(f"{path.as_uri()}?mode=rw", uri=True, isolation_level=None)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def product_connection(uow: UnitOfWork[Any]) -> Any:  # noqa: ANN401 - the driver is not annotated
    """Return the connection that the product's use cases work on."""
    return cast("PeeweeUnitOfWork", uow).db.connection()  # type: ignore[no-untyped-call]


def same_set_up(product: Any, baseline: Any) -> None:  # noqa: ANN401 - two connections
    """Raise OutcomesDifferError unless both connections work under the same pragmas."""
    for pragma in _COMPARED:
        values = [one.execute(f"PRAGMA {pragma}").fetchall() for one in (product, baseline)]
        must_equal(f"PRAGMA {pragma}", *values)


def same_content(product: Any, baseline: Any) -> int:  # noqa: ANN401 - two connections
    """Compare two databases row for row, ids and hashes included; return the number of rows.

    Raises OutcomesDifferError.
    """
    listed = "SELECT type, name, sql FROM sqlite_master ORDER BY type, name"
    schema = product.execute(listed).fetchall()
    must_equal("schema and triggers", schema, baseline.execute(listed).fetchall())
    count = 0
    for table in (name for kind, name, _ in schema if kind == "table"):
        ours, theirs = (rows_of(one, table) for one in (product, baseline))
        must_equal(f"rows of {table}", len(ours), len(theirs))
        for our_row, their_row in zip(ours, theirs, strict=True):
            must_equal(f"a row of {table}", our_row, their_row)
        count += len(ours)
    return count


def rows_of(connection: Any, table: str) -> list[SqlRow]:  # noqa: ANN401 - the driver's
    """Return all rows of a table in an order of their own."""
    rows: list[SqlRow] = connection.execute(f"SELECT * FROM {table}").fetchall()
    return sorted(rows, key=repr)


def tables_named(statements: Iterable[str]) -> dict[str, set[str]]:
    """Return which tables were read and which were written by traced statements."""
    named: dict[str, set[str]] = {"read": set(), "written": set()}
    for statement in statements:
        if statement.startswith("--"):  # what a trigger does by itself
            continue
        kind = "read" if statement.startswith(("SELECT", "WITH")) else "written"
        named[kind].update(_TABLE.findall(statement))
    return named


def noted(uow: UnitOfWork[Any], work: Callable[[], T]) -> tuple[Sent, T]:
    """Return the statements that some work of the product sends, and its answer."""
    db = cast("PeeweeUnitOfWork", uow).db
    sent: Sent = []

    def note(statement: str, params: Sequence[object] = ()) -> object:
        sent.append((statement, params))
        return type(db).execute_sql(db, statement, params)  # type: ignore[no-untyped-call]

    vars(db)["execute_sql"] = note
    try:
        return sent, work()
    finally:
        del vars(db)["execute_sql"]


def send(cursor: Any, sent: Sent) -> list[SqlRow]:  # noqa: ANN401 - the driver is not annotated
    """Send statements, and return the rows of all of them."""
    return [row for each in sent for row in cursor.execute(*each).fetchall()]


def traced(connection: Any) -> list[str]:  # noqa: ANN401 - the driver's
    """Return the list that will hold each statement sent from now on."""
    statements: list[str] = []
    connection.set_trace_callback(statements.append)
    return statements


def untrace(connections: Sequence[Any]) -> None:
    """Stop tracing: it costs time."""
    for connection in connections:
        connection.set_trace_callback(None)
