"""One thread's open connection, spoken to in SQL that both databases understand."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING, Any

import peewee

from smbcrm.models.schema import is_postgres

if TYPE_CHECKING:
    from smbcrm.membership.change_log.types import Noted

SqlRow = tuple[Any, ...]

# Several streams are read side by side on one connection; each needs a name of its own.
_STREAMS = count(1)


class Session:
    """Runs fixed SQL text. `?` marks a parameter; `{lock}` stands for FOR UPDATE.

    SQLite needs no row locks: BEGIN IMMEDIATE has the whole file already.

    The stores note in `unsigned` what they change of customers and of the shop; whoever did it
    signs it (`RequestStore.sign`) before the step ends.
    """

    def __init__(self, db: peewee.Database) -> None:
        self.db = db
        self.postgres = is_postgres(db)
        self.unsigned: list[Noted] = []

    def text(self, statement: str) -> str:
        """Return a statement in the words of this database."""
        return _postgres_text(statement) if self.postgres else _sqlite_text(statement)

    def rows(self, statement: str, *params: object) -> list[SqlRow]:
        """Return all rows of a query."""
        rows: list[SqlRow] = self.db.execute_sql(self.text(statement), params).fetchall()
        return rows

    def row(self, statement: str, *params: object) -> SqlRow | None:
        """Return the first row of a query, or None."""
        row: SqlRow | None = self.db.execute_sql(self.text(statement), params).fetchone()
        return row

    def execute(self, statement: str, *params: object) -> int:
        """Run a statement and return how many rows it changed."""
        count: int = self.db.execute_sql(self.text(statement), params).rowcount
        return count

    def many(self, statement: str, rows: Sequence[SqlRow]) -> None:
        """Run a statement once for each row of parameters."""
        if len(rows) == 1:
            self.db.execute_sql(self.text(statement), rows[0])
        elif rows:
            self.db.cursor().executemany(self.text(statement), rows)

    def inserted(self, statement: str, rows: Sequence[SqlRow]) -> list[int]:
        """Insert rows and return their new ids, in order.

        The statement ends before VALUES. Both databases number the rows of one INSERT in the
        order they are given, so the sorted ids belong to the rows one by one.
        """
        ids: list[int] = []
        if not rows:
            return ids
        size = max(1, 900 // len(rows[0]))
        for start in range(0, len(rows), size):
            part = rows[start : start + size]
            marks = ", ".join([_marks(len(part[0]))] * len(part))
            found = self.rows(
                f"{statement} VALUES {marks} RETURNING id", *(v for r in part for v in r)
            )
            ids.extend(sorted(row[0] for row in found))
        return ids

    def stream(self, statement: str, *params: object, size: int = 2000) -> Iterable[SqlRow]:
        """Yield the rows of a long query without holding them all; inside a snapshot only."""
        if not self.postgres:
            yield from self.db.execute_sql(self.text(statement), params)
            return
        with self.db.connection().cursor(name=f"stream_{next(_STREAMS)}") as cursor:
            cursor.itersize = size
            yield from cursor.execute(self.text(statement), params)


def _marks(count: int) -> str:
    return f"({', '.join('?' * count)})"


@lru_cache(maxsize=1024)
def _sqlite_text(statement: str) -> str:
    return statement.replace("{lock}", "")


@lru_cache(maxsize=1024)
def _postgres_text(statement: str) -> str:
    return statement.replace("%", "%%").replace("?", "%s").replace("{lock}", "FOR UPDATE")
