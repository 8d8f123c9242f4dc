"""What the shop owes, against one raw SQL sum over the same rows.

The product adds up every entry of every customer at the end of 13 months, with what is over and not
booked yet, points below zero and visits that are left, and makes the document that is shown. The
baseline is one statement on the driver's cursor, which adds up the same entries by kind of account
for the last day alone. Both come to the same there.
"""

from collections import Counter
from pathlib import Path
from typing import Any

from bench.data import NOW, TODAY
from bench.driver import connect
from bench.measure import Figure, cpu, in_turns, must_equal
from smbcrm.bootstrap import open_shop
from smbcrm.core.clock import SetClock
from smbcrm.core.money import Money
from smbcrm.membership.reports.document import Document

LIMIT = 1.5
_PAIRS = 9
_SUM = (
    "SELECT a.kind, SUM(e.amount) FROM entry e JOIN account a ON a.id = e.account "
    "JOIN operation o ON o.seq = e.operation "
    "WHERE a.balance IS NOT NULL AND o.business_date <= ? GROUP BY a.kind"
)
_OVER = (
    "SELECT a.kind, -SUM(l.remaining) FROM lot l JOIN account a ON a.id = l.account "
    "WHERE l.expires_on < ? GROUP BY a.kind"
)
_KINDS = ("principal", "gift", "points")


def measure(shop: Path) -> Figure:
    """Measure on a shop of `ledgers.books_shop`; it is not changed."""
    services = open_shop(str(shop), clock=SetClock(NOW))
    raw = connect(shop)
    (customers,), (entries,) = (
        raw.execute(f"SELECT COUNT(*) FROM {table}").fetchone() for table in ("customer", "entry")
    )
    must_equal("what is owed", _told(services.reports.liability()), _summed(raw))
    figure = in_turns(
        f"Liability, {customers:,} customers and {entries:,} entries / one raw SQL sum",
        "report",
        lambda: cpu(services.reports.liability),
        lambda: cpu(lambda: _rows(raw, _SUM)),
        limit=LIMIT,
        pairs=_PAIRS,
    )
    raw.close()
    services.close()
    return figure


def _told(document: Document) -> list[int]:
    """Return what the document says of the last day, by kind."""
    last = {
        column.id: value
        for section in document.sections
        for table in section.tables
        if table.id == "by_month"
        for column, value in zip(table.columns, table.rows[-1], strict=True)
    }
    amounts = (last[kind] for kind in _KINDS)
    return [one.minor if isinstance(one, Money) else int(str(one)) for one in amounts]


def _summed(raw: Any) -> list[int]:  # noqa: ANN401 - the driver is not annotated
    total: Counter[str] = Counter()
    for statement in (_SUM, _OVER):
        for kind, amount in _rows(raw, statement):
            total[kind] += amount
    return [total[kind] for kind in _KINDS]


def _rows(raw: Any, statement: str) -> list[tuple[str, int]]:  # noqa: ANN401 - the driver's
    rows: list[tuple[str, int]] = raw.execute(statement, (TODAY.isoformat(),)).fetchall()
    return rows
