"""What a customer owns, and page by page what moved it. Fixed SQL: it may be thousands of rows.

Each account of a purse is walked by itself, newest first and no further than a page, in the index
of its entries. The balance and the lines come from one statement, which sees one moment.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from smbcrm.core.clock import parse_instant
from smbcrm.membership.balance.ports import Owned
from smbcrm.membership.balance.types import (
    KINDS,
    LedgerFilter,
    LedgerLine,
    LotLeft,
    Parts,
    Place,
)
from smbcrm.membership.ledger.types import BILLED, AccountKind
from smbcrm.models.session import Session, SqlRow
from smbcrm.models.stores.dates import day_of
from smbcrm.models.stores.ledger_lots import OVER

_LIVING = f"l.remaining <> 0 AND NOT {OVER}"
_LOTS_OF = (
    "FROM account a {left} JOIN lot l ON l.account = a.id AND l.remaining <> 0 "
    "LEFT JOIN package_pause p ON p.account = a.id "
)
_OWNED = (
    "SELECT a.kind, a.unit, "
    f"COALESCE(SUM(CASE WHEN {OVER} THEN 0 ELSE l.remaining END), 0), "
    f"COALESCE(SUM(CASE WHEN {OVER} THEN l.remaining ELSE 0 END), 0), "
    f"MIN(CASE WHEN {_LIVING} AND l.remaining > 0 THEN l.expires_on END), "
    f"COUNT(CASE WHEN {_LIVING} THEN 1 END), COALESCE(MIN(l.remaining), 0), MIN(p.since) "
    f"{_LOTS_OF.format(left='LEFT')} WHERE a.holder = ? GROUP BY a.kind, a.unit"
)
_BROUGHT = (
    f"SELECT a.unit, SUM(e.amount) {_LOTS_OF.format(left='')} "
    "JOIN entry e ON e.lot = l.id AND e.operation = l.opened_by "
    f"WHERE a.holder = ? AND a.kind = 'visits' AND NOT {OVER} GROUP BY a.unit"
)
_LOTS = (
    "SELECT a.kind, l.opened_on, l.expires_on, l.remaining, o.kind, o.reason_code, "
    "(SELECT COALESCE(SUM(e.amount), 0) FROM entry e "
    "WHERE e.lot = l.id AND e.operation = l.opened_by), v.name "
    f"{_LOTS_OF.format(left='')} LEFT JOIN voucher v ON v.lot = l.id "
    "JOIN operation o ON o.seq = l.opened_by "
    f"WHERE a.id IN ({{accounts}}) AND NOT {OVER} "
    "ORDER BY CASE WHEN a.kind = 'gift' THEN 1 ELSE 0 END, "
    "l.expires_on IS NULL, l.expires_on, l.opened_on, l.id LIMIT ?"
)
_VOUCHERS = (
    "SELECT e.operation, v.name FROM entry e JOIN voucher v ON v.lot = e.lot "
    "WHERE e.operation IN ({}) ORDER BY e.operation, v.lot"
)
_ARM = (
    "SELECT operation FROM (SELECT DISTINCT operation FROM entry "
    "WHERE account = ? AND operation < ? ORDER BY operation DESC LIMIT ?) arm"
)
_MOVED = (
    "(SELECT COALESCE(SUM(e.amount), 0) FROM entry e "
    "WHERE e.operation = o.seq AND e.account IN ({}))"
)
_BALANCE = "(SELECT COALESCE(SUM(b.balance), 0) FROM account b WHERE b.id IN ({}))"
_PAGE = (
    "SELECT o.seq, o.id, o.kind, o.business_date, o.recorded_at, s.name, t.name, o.bill_number, "
    "o.reason_code, n.note, g.id, g.kind, g.bill_number, g.recorded_at, r.id, "
    "COALESCE(NULLIF(c.full_name, ''), c.code), {main}, {gift}, {main_now}, {gift_now} "
    "FROM ({arms}) p JOIN operation o ON o.seq = p.operation "
    "JOIN staff s ON s.id = o.staff JOIN terminal t ON t.id = o.terminal "
    "LEFT JOIN operation_note n ON n.operation = o.seq "
    "LEFT JOIN operation g ON g.seq = o.reverses LEFT JOIN operation r ON r.reverses = o.seq "
    "LEFT JOIN account h ON h.id = o.party AND h.holder <> ? "
    "LEFT JOIN customer c ON c.id = h.holder ORDER BY o.seq DESC LIMIT ?"
)
_COUNT = "SELECT COUNT(DISTINCT operation) FROM entry WHERE account IN ({})"
_BEYOND = 2**62


class PeeweeBalanceQuery:
    """Reads what a customer owns, and what moved it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def owned(self, customer: int, today: dt.date) -> tuple[Owned, ...]:
        """Return what all accounts hold, those of a kind and unit together."""
        day = today.isoformat()
        rows = self._session.rows(_OWNED, *[day, day] * 4, customer)
        return tuple(
            Owned(
                AccountKind(kind),
                unit,
                int(available),
                int(ended),
                day_of(until),
                lots,
                int(lowest),
                day_of(paused),
            )
            for kind, unit, available, ended, until, lots, lowest, paused in rows
        )

    def brought(self, customer: int, today: dt.date) -> Mapping[str, int]:
        """Return by unit how many visits the living lots came with."""
        day = today.isoformat()
        rows = self._session.rows(_BROUGHT, customer, day, day)
        return {unit: int(amount) for unit, amount in rows}

    def lots(self, chosen: LedgerFilter, today: dt.date, limit: int) -> tuple[LotLeft, ...]:
        """Return living lots in the order in which they are drawn on."""
        main, gift = self._accounts(chosen)
        if not main + gift:
            return ()
        day = today.isoformat()
        statement = _LOTS.format(accounts=_marks(main + gift))
        rows = self._session.rows(statement, *main, *gift, day, day, limit)
        return tuple(map(_lot, rows))

    def vouchers(self, operations: Sequence[int]) -> Mapping[int, tuple[str, ...]]:
        """Return the names of the vouchers that each operation moved, by sequence number."""
        if not operations:
            return {}
        rows = self._session.rows(_VOUCHERS.format(_marks(operations)), *operations)
        return {
            seq: tuple(dict.fromkeys(name for _, name in same))
            for seq, same in groupby(rows, key=itemgetter(0))
        }

    def count(self, chosen: LedgerFilter) -> int:
        """Return how many lines there are."""
        main, gift = self._accounts(chosen)
        if not main + gift:
            return 0
        (row,) = self._session.rows(_COUNT.format(_marks(main + gift)), *main, *gift)
        return int(row[0])

    def page(self, chosen: LedgerFilter, after: Place | None, limit: int) -> tuple[LedgerLine, ...]:
        """Return the lines below a place, the newest ones for None."""
        main, gift = self._accounts(chosen)
        if not main + gift:
            return ()
        below = _BEYOND if after is None else after.seq
        arms = [part for account in (*main, *gift) for part in (account, below, limit)]
        # A list without anything in it is no SQL: no account has the number 0.
        parts = [*(main or [0]), *(gift or [0])]
        rows = self._session.rows(
            _statement(len(main), len(gift)), *parts, *parts, *arms, chosen.customer, limit
        )
        return _lines(rows, after)

    def _accounts(self, chosen: LedgerFilter) -> tuple[list[int], list[int]]:
        """Return the accounts of a purse: those of the gift part apart."""
        kinds = KINDS[chosen.purse]
        rows = self._session.rows(
            "SELECT id, kind, unit FROM account WHERE holder = ? ORDER BY id", chosen.customer
        )
        found = [(id_, kind) for id_, kind, unit in rows if chosen.unit in {"", unit}]
        gift = [id_ for id_, kind in found if kind in kinds and kind == AccountKind.GIFT]
        return [id_ for id_, kind in found if kind in kinds and id_ not in gift], gift


def _statement(main: int, gift: int) -> str:
    """Return the statement of a page for so many accounts of each part."""
    mains, gifts = (", ".join("?" * max(1, count)) for count in (main, gift))
    return _PAGE.format(
        main=_MOVED.format(mains),
        gift=_MOVED.format(gifts),
        main_now=_BALANCE.format(mains),
        gift_now=_BALANCE.format(gifts),
        arms=" UNION ".join([_ARM] * (main + gift)),
    )


def _lines(rows: Sequence[SqlRow], after: Place | None) -> tuple[LedgerLine, ...]:
    """Return the lines with what was left after each: the balance, less all that is newer."""
    made = []
    left = None if after is None else after.left
    for row in rows:
        if left is None:
            left = Parts(int(row[18]), int(row[19]))
        line = _line(row, left)
        made.append(line)
        left = line.before.left
    return tuple(made)


def _line(row: SqlRow, left: Parts) -> LedgerLine:
    kind, target = row[2], row[11] or ""
    bill = row[1] if kind in BILLED else row[10] if target in BILLED else None
    return LedgerLine(
        seq=row[0],
        id=row[1],
        kind=kind,
        business_date=dt.date.fromisoformat(row[3]),
        recorded_at=parse_instant(row[4]),
        staff=row[5],
        terminal=row[6],
        bill_number=row[7],
        reason_code=row[8],
        note=row[9] or "",
        reverses=row[10],
        target_kind=target,
        target_bill=row[12],
        target_at=None if row[13] is None else parse_instant(row[13]),
        reversed_by=row[14],
        other=row[15] or "",
        bill=bill or "",
        moved=Parts(int(row[16]), int(row[17])),
        left=left,
    )


def _lot(row: SqlRow) -> LotLeft:
    kind, opened, ends, remaining, by, reason, brought, name = row
    return LotLeft(
        AccountKind(kind),
        dt.date.fromisoformat(opened),
        day_of(ends),
        remaining,
        int(brought),
        by,
        reason,
        name or "",
    )


def _marks(ids: Sequence[int]) -> str:
    return ", ".join("?" * len(ids))
