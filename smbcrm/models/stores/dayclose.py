"""Closed days, and what was recorded for a day at a till. Fixed SQL, by `operation_date`."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator

from smbcrm.core.clock import instant_text, parse_instant
from smbcrm.membership.dayclose.ports import Chosen
from smbcrm.membership.dayclose.types import (
    BlindCount,
    Closing,
    DrawerMove,
    NewClosing,
    NewCount,
    OpenTill,
    Owed,
    Serving,
    TillCount,
    TillSum,
)
from smbcrm.membership.ledger.clocks import Recorded, runs
from smbcrm.membership.ledger.closing import NOT_OF_THE_DAY, TillDay
from smbcrm.membership.ledger.types import AccountKind, OperationKind
from smbcrm.membership.reports.till_deeds import TillDeed
from smbcrm.models.session import Session, SqlRow
from smbcrm.models.stores.serving import SERVED_BY
from smbcrm.models.stores.till_deeds import DEEDS, deed_of

_CLOSING = (
    "SELECT d.id, d.terminal, d.business_date, s.name, d.recorded_at, d.until_seq, "
    "d.opening_float, d.expected, d.counted, d.kept, w.word FROM day_close d "
    "JOIN staff s ON s.id = d.staff LEFT JOIN day_close_word w ON w.day_close = d.id WHERE "
)
_NONE_OF_IT = ", ".join(f"'{kind.value}'" for kind in sorted(NOT_OF_THE_DAY))
_END = 2**62
_OF_DAY = "o.terminal = ? AND o.business_date = ?"
# What an import brought is taken back as a reversal of an opening.
_COUNTS = (
    f"o.kind NOT IN ({_NONE_OF_IT}) AND (o.reverses IS NULL OR NOT EXISTS ("
    f"SELECT 1 FROM operation z WHERE z.seq = o.reverses AND z.kind IN ({_NONE_OF_IT})))"
)
_TAKEN = (
    f"LEFT JOIN operation t ON t.seq = o.reverses WHERE {_OF_DAY} AND {_COUNTS} AND o.seq <= ? "
)
# What takes something back is by who recorded that, and was served by who served that.
_BY = "COALESCE(t.staff, o.staff)"
_SAID = "COALESCE(o.reverses, o.seq)"
_SERVED_BY = SERVED_BY.format(of=_SAID)
# What had gone back of the same sale when a refund was recorded, whatever became of it since.
_BACK_BEFORE = (
    "COALESCE((SELECT -SUM(y.net) FROM refund m JOIN refund f ON f.sale = m.sale "
    f"AND f.operation < m.operation JOIN sale y ON y.operation = f.operation "
    f"WHERE m.operation = {_SAID} AND NOT EXISTS (SELECT 1 FROM operation r "
    "WHERE r.reverses = f.operation AND r.seq < m.operation)), 0)"
)
_READ = ("reversal", "refund", "withdrawal", "adjustment", "transfer", "cash")
_READ_KINDS = ", ".join(f"'{kind}'" for kind in _READ)


class PeeweeDayCloseStore:
    """Reads and writes closings, and reads what a till did for a day."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def closing(self, day: TillDay) -> Closing | None:
        """Return how a till closed a day."""
        statement = _CLOSING + "d.terminal = ? AND d.business_date = ?"
        return self._closing(self._session.row(statement, *_of(day)))

    def get(self, request_id: str) -> Closing | None:
        """Return the closing that a request made."""
        return self._closing(self._session.row(_CLOSING + "d.id = ?", request_id))

    def add(self, new: NewClosing) -> None:
        """Write a closing."""
        self._session.execute(
            "INSERT INTO day_close (id, terminal, business_date, staff, recorded_at, until_seq, "
            "head, opening_float, expected, counted, kept) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            new.id,
            new.terminal,
            new.date.isoformat(),
            new.staff,
            instant_text(new.recorded_at),
            new.until_seq,
            new.head,
            new.opening_float,
            new.expected,
            new.counted,
            new.kept,
        )
        self._session.many(
            "INSERT INTO day_close_piece (day_close, worth, pieces) VALUES (?, ?, ?)",
            [(new.id, worth, count) for worth, count in new.pieces],
        )
        if new.word:
            statement = "INSERT INTO day_close_word (day_close, word) VALUES (?, ?)"
            self._session.execute(statement, new.id, new.word)

    def chain_end(self) -> tuple[int, str]:
        """Return the number and the hash of the last operation."""
        row = self._session.row("SELECT seq, hash FROM chain_head WHERE id = 1")
        if row is None:
            raise LookupError("chain_head")
        return row[0], row[1]

    def kept_before(self, day: TillDay) -> int:
        """Return what a till's last close before a day left in the drawer."""
        row = self._session.row(
            "SELECT kept FROM day_close WHERE terminal = ? AND business_date < ? "
            "ORDER BY business_date DESC LIMIT 1",
            *_of(day),
        )
        return 0 if row is None else row[0]

    def float_put_in(self, day: TillDay, until: int | None) -> int:
        """Return what was put in as the float of a day, and stands, up to an operation."""
        row = self._session.row(
            "SELECT -SUM(e.amount) FROM operation o JOIN entry e ON e.operation = o.seq "
            f"JOIN account a ON a.id = e.account WHERE {_OF_DAY} AND o.kind = 'cash' "
            "AND o.reason_code = 'float' AND o.seq <= ? AND a.kind = 'tender:cash' "
            "AND e.amount < 0 AND NOT EXISTS "
            "(SELECT 1 FROM operation r WHERE r.reverses = o.seq)",
            *_of(day),
            _END if until is None else until,
        )
        return _number(row)

    def drawer_moves(self, day: TillDay) -> tuple[DrawerMove, ...]:
        """Return by how much each operation of a day changed the drawer, in order."""
        rows = self._session.rows(
            "SELECT o.seq, o.kind, -SUM(e.amount) FROM operation o "
            "JOIN entry e ON e.operation = o.seq JOIN account a ON a.id = e.account "
            f"WHERE {_OF_DAY} AND {_COUNTS} AND a.kind = 'tender:cash' "
            "GROUP BY o.seq, o.kind ORDER BY o.seq",
            *_of(day),
        )
        return tuple(DrawerMove(seq, OperationKind(kind), int(cash)) for seq, kind, cash in rows)

    def blind_counts(self, day: TillDay) -> tuple[BlindCount, ...]:
        """Return what was counted before what should be there was told, the first one first."""
        rows = self._session.rows(
            "SELECT c.id, c.recorded_at, s.name, c.until_seq, c.expected, c.counted "
            "FROM day_count c JOIN staff s ON s.id = c.staff "
            "WHERE c.terminal = ? AND c.business_date = ? ORDER BY c.place",
            day.terminal,
            day.date.isoformat(),
        )
        return tuple(BlindCount(one, parse_instant(at), *rest) for one, at, *rest in rows)

    def keep_count(self, new: NewCount) -> None:
        """Write a count, after those of its day."""
        self._session.execute(
            "INSERT INTO day_count (id, terminal, business_date, place, staff, recorded_at, "
            "until_seq, expected, counted) SELECT ?, ?, ?, COUNT(*) + 1, ?, ?, ?, ?, ? "
            "FROM day_count WHERE terminal = ? AND business_date = ?",
            new.id,
            new.day.terminal,
            new.day.date.isoformat(),
            new.staff,
            instant_text(new.recorded_at),
            new.until_seq,
            new.expected,
            new.counted,
            *_of(new.day),
        )

    def sums(self, day: TillDay, until: int | None) -> tuple[TillSum, ...]:
        """Return what moved, by staff, kind, account and way; openings and expiries left out."""
        rows = self._session.rows(
            f"SELECT {_BY}, o.kind, t.kind, a.kind, SUM(e.amount) FROM operation o "
            "JOIN entry e ON e.operation = o.seq JOIN account a ON a.id = e.account "
            f"{_TAKEN}AND a.unit = (SELECT c.unit FROM account c WHERE c.kind = 'tender:cash') "
            f"GROUP BY {_BY}, o.kind, t.kind, a.kind, e.amount > 0 ORDER BY 1, 2, 3, 4, 5",
            *_of(day),
            _END if until is None else until,
        )
        return tuple(
            TillSum(staff, OperationKind(kind), _kind(of), account, int(amount))
            for staff, kind, of, account, amount in rows
        )

    def servings(self, day: TillDay, until: int | None) -> tuple[Serving, ...]:
        """Return who served what of each net sale, and of what took one back."""
        rows = self._session.rows(
            "SELECT o.seq, o.kind, t.kind, "
            "CASE WHEN o.reverses IS NULL THEN x.net ELSE -x.net END, "
            f"{_BACK_BEFORE}, {_SERVED_BY}, COALESCE(v.share, 100) FROM operation o "
            f"JOIN sale x ON x.operation = {_SAID} LEFT JOIN served v ON v.operation = {_SAID} "
            f"{_TAKEN}ORDER BY o.seq, v.line",
            *_of(day),
            _END if until is None else until,
        )
        return tuple(
            Serving(seq, OperationKind(kind), _kind(of), net, int(before), *who)
            for seq, kind, of, net, before, *who in rows
        )

    def counts(self, day: TillDay, until: int | None) -> tuple[TillCount, ...]:
        """Return how many operations there are, by staff and kind; of the same."""
        rows = self._session.rows(
            f"SELECT {_BY}, o.kind, t.kind, COUNT(*) FROM operation o {_TAKEN}"
            f"GROUP BY {_BY}, o.kind, t.kind ORDER BY 1, 2, 3",
            *_of(day),
            _END if until is None else until,
        )
        return tuple(
            TillCount(staff, OperationKind(kind), _kind(of), count)
            for staff, kind, of, count in rows
        )

    def instants(self, numbers: Iterable[int], before: int) -> Iterator[tuple[Recorded, ...]]:
        """Yield the chain where operations lie in it, from so many operations before them.

        What lies far apart is read apart: an operation that was recorded months later does not
        bring the months between.
        """
        for first, last in runs(numbers, before):
            yield self._recorded("seq BETWEEN ? AND ? ORDER BY seq", first - before, last)

    def numbers(self, day: TillDay) -> frozenset[int]:
        """Return the numbers of the day's operations."""
        statement = f"SELECT o.seq FROM operation o WHERE {_OF_DAY} AND {_COUNTS}"
        return frozenset(row[0] for row in self._session.rows(statement, *_of(day)))

    def deeds(self, day: TillDay, chosen: Chosen) -> tuple[TillDeed, ...]:
        """Return the operations of a day that are chosen, and those that the till recorded that
        day for another, in the order of the chain.
        """  # noqa: D205 - one thought
        begins, ends = instant_text(chosen.begins), instant_text(chosen.ends)
        marks = ", ".join("?" * len(chosen.numbers)) or "NULL"
        outside = "(o.recorded_at < ? OR o.recorded_at >= ?)"
        later = "o.seq > ?"
        own = f"(o.kind IN ({_READ_KINDS}) OR {outside} OR {later} OR o.seq IN ({marks}))"
        other = "o.recorded_at >= ? AND o.recorded_at < ? AND o.business_date <> ?"
        # A reversal bears the date of what it takes out: it is listed with that day alone.
        which = (
            f"o.terminal = ? AND {_COUNTS} AND ((o.business_date = ? AND {own}) "
            f"OR ({other} AND o.reverses IS NULL))"
        )
        until = _END if chosen.until is None else chosen.until
        date = day.date.isoformat()
        params = (day.terminal, date, begins, ends, until, *chosen.numbers, begins, ends, date)
        statement = DEEDS.format(which=which)
        return tuple(deed_of(row) for row in self._session.rows(statement, *params, *params))

    def open_tills(self, day: TillDay) -> tuple[OpenTill, ...]:
        """Return the other tills that worked on the day and have not closed it."""
        rows = self._session.rows(
            "SELECT t.name, COUNT(*) FROM operation o JOIN terminal t ON t.id = o.terminal "
            f"WHERE o.business_date = ? AND o.terminal <> ? AND {_COUNTS} AND NOT EXISTS "
            "(SELECT 1 FROM day_close d WHERE d.terminal = o.terminal "
            "AND d.business_date = o.business_date) GROUP BY t.id, t.name ORDER BY t.id",
            day.date.isoformat(),
            day.terminal,
        )
        return tuple(OpenTill(*row) for row in rows)

    def owed(self, date: dt.date) -> Owed:
        """Return the stored value of the whole shop at the end of a day.

        What had ended by then is not owed, booked or not: its end is dated the day after.
        """
        text, stored = date.isoformat(), "a.kind IN ('principal', 'gift')"
        held = self._session.row(f"SELECT SUM(a.balance) FROM account a WHERE {stored}")
        after = self._session.row(
            "SELECT SUM(e.amount) FROM operation o JOIN entry e ON e.operation = o.seq "
            f"JOIN account a ON a.id = e.account WHERE o.business_date > ? AND {stored}",
            text,
        )
        moved = self._session.rows(
            "SELECT COALESCE(t.kind, o.kind), a.kind, SUM(e.amount) FROM operation o "
            "JOIN entry e ON e.operation = o.seq JOIN account a ON a.id = e.account "
            "LEFT JOIN operation t ON t.seq = o.reverses "
            f"WHERE o.business_date = ? AND {stored} GROUP BY 1, 2",
            text,
        )
        ended: dict[str, int] = dict(
            self._session.rows(
                "SELECT l.expires_on, SUM(l.remaining) FROM lot l JOIN account a "
                f"ON a.id = l.account WHERE l.remaining > 0 AND l.expires_on < ? AND {stored} "
                "GROUP BY l.expires_on",
                text,
            )
        )
        gone = ended.get((date - dt.timedelta(days=1)).isoformat(), 0)
        unbooked = ("expiry", AccountKind.GIFT.value, -int(gone))
        tonight = _number(held) - _number(after) - sum(int(one) for one in ended.values())
        return _owed(tonight, [*moved, unbooked])

    def last_instants(self, count: int) -> tuple[Recorded, ...]:
        """Return the end of the chain, so many operations of it, in order."""
        return self._recorded("seq > (SELECT seq FROM chain_head) - ? ORDER BY seq", count)

    def _recorded(self, which: str, *params: object) -> tuple[Recorded, ...]:
        rows = self._session.rows(f"SELECT seq, recorded_at FROM operation WHERE {which}", *params)
        return tuple(Recorded(seq, parse_instant(at)) for seq, at in rows)

    def _closing(self, row: SqlRow | None) -> Closing | None:
        if row is None:
            return None
        pieces = self._session.rows(
            "SELECT worth, pieces FROM day_close_piece WHERE day_close = ? ORDER BY worth DESC",
            row[0],
        )
        return Closing(
            id=row[0],
            terminal=row[1],
            date=dt.date.fromisoformat(row[2]),
            staff=row[3],
            recorded_at=parse_instant(row[4]),
            until_seq=row[5],
            opening_float=row[6],
            expected=row[7],
            counted=row[8],
            kept=row[9],
            pieces=tuple((worth, count) for worth, count in pieces),
            word=row[10] or "",
        )


def _of(day: TillDay) -> tuple[int, str]:
    return day.terminal, day.date.isoformat()


def _kind(code: str | None) -> OperationKind | None:
    return None if code is None else OperationKind(code)


def _number(row: SqlRow | None) -> int:
    return int(row[0] or 0) if row is not None else 0


def _owed(tonight: int, moved: list[SqlRow]) -> Owed:
    """Return what was owed, and what each kind of operation did to it; reversals with theirs."""
    found: Counter[tuple[str, str]] = Counter()
    for kind, account, amount in moved:
        found[kind, account] += int(amount)
    gift, paid = AccountKind.GIFT.value, AccountKind.PRINCIPAL.value
    topped, given = (found["top_up", one] for one in (paid, gift))
    spent = sum(found["sale", one] for one in (paid, gift))
    back = sum(found["refund", one] for one in (paid, gift))
    other = sum(found.values()) - topped - given - spent - back
    return Owed(tonight, topped, given, spent, back, other)
