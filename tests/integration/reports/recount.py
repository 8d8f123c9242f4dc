"""What reports say, worked out anew from the plain tables, slowly: row by row, day by day."""

import datetime as dt
from collections import Counter
from typing import Any, NamedTuple

from smbcrm.models.work import Work
from tests.helpers.shops import StillShop

Row = tuple[Any, ...]


class Tables(NamedTuple):
    """The tables of the ledger by id."""

    accounts: dict[int, Row]
    operations: dict[int, Row]
    entries: list[Row]
    lots: dict[int, Row]


def tables(shop: StillShop) -> Tables:
    """Read everything."""

    def read(work: Work) -> Tables:
        rows = work.session.rows
        return Tables(
            {row[0]: row for row in rows("SELECT id, holder, kind, unit, balance FROM account")},
            {row[0]: row for row in rows("SELECT seq, business_date, kind FROM operation")},
            rows(
                "SELECT operation, line, account, lot, amount FROM entry ORDER BY operation, line"
            ),
            {row[0]: row for row in rows("SELECT id, account, opened_by, expires_on FROM lot")},
        )

    return shop.uow.read(read)


def owed_on(found: Tables, day: dt.date) -> Counter[str]:
    """Return what is owed at the end of a day by kind, visits by unit; `below` by itself.

    A lot counts as long as its last day is not over, whether its end was booked or not. Below zero
    are the lots that were opened so: what is dated back may draw on a lot of a later day.
    """
    text = day.isoformat()
    left: Counter[int] = Counter()
    debts = set()
    for operation, _, _, lot, amount in found.entries:
        if lot is not None and amount < 0 and found.lots[lot][2] == operation:
            debts.add(lot)
        if lot is not None and found.operations[operation][1] <= text:
            left[lot] += amount
    owed: Counter[str] = Counter()
    for lot, amount in left.items():
        _, account, _, ends = found.lots[lot]
        kind, unit = found.accounts[account][2:4]
        if ends is not None and ends < text:
            assert amount >= 0
            continue
        if lot in debts and amount < 0:
            owed["below"] += amount
        else:
            owed[unit if kind == "visits" else kind] += amount
    return owed


def lines_of(found: Tables, customer: int, kind: str, unit: str) -> list[tuple[int, int, int, int]]:
    """Return lot, amount, what was left of the lot, and balance, line by line."""
    ids = {
        id_
        for id_, holder, *about in found.accounts.values()
        if holder == customer and about[:2] == [kind, unit]
    }
    balance, left, lines = 0, Counter[int](), []
    for _, _, account, lot, amount in found.entries:
        if account in ids:
            left[lot] += amount
            balance += amount
            lines.append((lot, amount, left[lot], balance))
    return lines
