"""Imports and the marks of their rows. A batch passes here, so it is fixed SQL."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence

from smbcrm.core.clock import instant_text, parse_instant
from smbcrm.core.text import small
from smbcrm.membership.change_log.differences import tier_value
from smbcrm.membership.change_log.types import Change
from smbcrm.membership.customers.kinds import OPTED_OUT_BEFORE
from smbcrm.membership.imports.codec import decode_stored, encode_stored
from smbcrm.membership.imports.ports import Before, Brought, Mark, Owners, Standing
from smbcrm.membership.imports.profiles import profile_from, profile_text
from smbcrm.membership.imports.returned import ListExport
from smbcrm.membership.imports.types import ImportRun, RunState
from smbcrm.membership.ledger.types import Entry
from smbcrm.membership.tiers.types import Membership
from smbcrm.models.session import SqlRow
from smbcrm.models.stores.import_marks import ImportMarks, parts
from smbcrm.models.stores.ledger import OPERATION_COLUMNS, operation_of
from smbcrm.models.stores.tier_rows import (
    INSERT_MEMBERSHIP,
    MEMBERSHIP,
    membership,
    membership_row,
)

_RUN = (
    "SELECT id, file_name, file_hash, mapping, state, started_at, business_date, staff, terminal, "
    "rows_done, report FROM import_run "
)
_NEWEST = "ORDER BY started_at DESC, id DESC"
_MARK = "SELECT row, customer, made FROM import_mark WHERE run = ? AND "
_BROUGHT = (
    f"SELECT {OPERATION_COLUMNS}, "
    "EXISTS (SELECT 1 FROM operation r WHERE r.reverses = o.seq), "
    "e.line, e.account, e.lot, e.amount, a.kind, a.unit, a.balance IS NULL, l.remaining "
    "FROM operation o JOIN entry e ON e.operation = o.seq JOIN account a ON a.id = e.account "
    "LEFT JOIN lot l ON l.id = e.lot WHERE o.id IN ({marks}) ORDER BY o.seq, e.line"
)
# An opening that was taken back counts as if it had never been.
_MOVED = (
    "SELECT DISTINCT a.holder FROM account a JOIN entry e ON e.account = a.id "
    "JOIN operation o ON o.seq = e.operation LEFT JOIN operation t ON t.seq = o.reverses "
    "WHERE a.holder IN ({marks}) AND NOT (o.kind = 'reversal' AND t.kind = 'opening') "
    "AND NOT (o.kind = 'opening' AND EXISTS "
    "(SELECT 1 FROM operation r WHERE r.reverses = o.seq))"
)
# What was recorded for a customer beside openings and what took openings back.
_DEALT_WITH = (
    "SELECT DISTINCT a.holder FROM account a JOIN operation o ON o.party = a.id "
    "LEFT JOIN operation t ON t.seq = o.reverses WHERE a.holder IN ({marks}) "
    "AND o.kind <> 'opening' AND NOT (o.kind = 'reversal' AND t.kind = 'opening')"
)
# What an import writes bears the instant at which it began: what bears another came by hand.
_BEGINNINGS = "SELECT started_at FROM import_run"
# Whom another import told of as well, unless that one was taken back.
_ELSEWHERE = (
    "SELECT m.customer FROM import_mark m JOIN import_run i ON i.id = m.run "
    "WHERE m.run <> ? AND i.state <> 'undone' AND m.customer IN ({marks})"
)
_MERGED = "SELECT kept FROM customer_merge WHERE undone_at IS NULL AND kept IN ({marks})"
_STANDING_OPENINGS = (
    "SELECT o.id, a.holder FROM account a JOIN operation o ON o.party = a.id "
    "WHERE a.holder IN ({marks}) AND o.kind = 'opening' "
    "AND NOT EXISTS (SELECT 1 FROM operation r WHERE r.reverses = o.seq)"
)
_CODES = (
    "SELECT code, customer, full_name FROM customer_alias WHERE code IN ({marks}) "
    "UNION ALL SELECT code, id, NULL FROM customer WHERE code IN ({marks})"
)
# The last one of each comes last.
_HELD = (
    f"SELECT customer, {MEMBERSHIP} FROM tier_membership WHERE customer IN ({{marks}}) "
    "ORDER BY since, id"
)
_OTHERS = (
    "SELECT code, barcode FROM item WHERE lower(code) IN ({marks}) OR lower(barcode) IN ({marks}) "
    "UNION ALL SELECT code, NULL FROM voucher WHERE code IN ({marks}) "
    "UNION ALL SELECT number, NULL FROM card_gone WHERE lower(number) IN ({marks})"
)


class PeeweeImportStore(ImportMarks):
    """Reads and writes imports."""

    def add(self, run: ImportRun) -> None:
        """Write a new import."""
        self._session.execute(
            "INSERT INTO import_run (id, file_name, file_hash, mapping, state, started_at, "
            "business_date, staff, terminal, rows_done, report) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            run.id,
            run.file_name,
            run.file_hash,
            run.mapping,
            run.state.value,
            instant_text(run.started_at),
            run.date.isoformat(),
            run.staff,
            run.terminal,
            run.rows_done,
            encode_stored(run.report, run.undo),
        )

    def get(self, run: str, *, lock: bool = False) -> ImportRun | None:
        """Return an import, with `lock` locked until the end of the step."""
        row = self._session.row(_RUN + "WHERE id = ?" + (" {lock}" if lock else ""), run)
        return None if row is None else _run(row)

    def all(self) -> tuple[ImportRun, ...]:
        """Return the imports, newest first."""
        return tuple(_run(row) for row in self._session.rows(_RUN + _NEWEST))

    def of_file(self, file_hash: str) -> tuple[ImportRun, ...]:
        """Return the imports of the very same file, newest first."""
        rows = self._session.rows(_RUN + "WHERE file_hash = ? " + _NEWEST, file_hash)
        return tuple(_run(row) for row in rows)

    def save(self, run: ImportRun) -> None:
        """Write state, rows done and reports anew."""
        self._session.execute(
            "UPDATE import_run SET state = ?, rows_done = ?, report = ? WHERE id = ?",
            run.state.value,
            run.rows_done,
            encode_stored(run.report, run.undo),
            run.id,
        )

    def mark(self, run: str, marks: Sequence[Mark]) -> None:
        """Write the marks of a batch."""
        self._session.many(
            "INSERT INTO import_mark (run, row, customer, made) VALUES (?, ?, ?, ?)",
            [(run, mark.row, mark.customer, mark.made) for mark in marks],
        )

    def marks(self, run: str, after: int, limit: int) -> tuple[Mark, ...]:
        """Return marks of the rows after a row, by row."""
        rows = self._session.rows(_MARK + "row > ? ORDER BY row LIMIT ?", run, after, limit)
        return tuple(map(_mark, rows))

    def between(self, run: str, first: int, last: int) -> tuple[Mark, ...]:
        """Return the marks of the rows from one to another, by row."""
        rows = self._session.rows(_MARK + "row >= ? AND row <= ? ORDER BY row", run, first, last)
        return tuple(map(_mark, rows))

    def marks_of(self, run: str, customers: Sequence[int]) -> tuple[Mark, ...]:
        """Return every mark of the import for customers, by row."""
        found = [
            _mark(row)
            for part, marks in parts(customers)
            for row in self._session.rows(f"{_MARK}customer IN ({marks})", run, *part)
        ]
        return tuple(sorted(found, key=lambda mark: mark.row))

    def first_marks(self, run: str, customers: Sequence[int]) -> dict[int, Mark]:
        """Return the first mark of the import for each of these customers."""
        return {mark.customer: mark for mark in reversed(self.marks_of(run, customers))}

    def unmark(self, run: str, customers: Sequence[int]) -> None:
        """Remove the marks of customers who are gone."""
        for part, marks in parts(customers):
            self._session.execute(
                f"DELETE FROM import_mark WHERE run = ? AND customer IN ({marks})", run, *part
            )

    def owners(self, numbers: Sequence[str]) -> Owners:
        """Return whose codes, cards, items and vouchers these are, capitals or not."""
        codes: dict[str, int] = {}
        cards: dict[str, int] = {}
        others: set[str] = set()
        called: dict[str, str] = {}
        for part, marks in parts(numbers):
            for code, owner, name in self._session.rows(_CODES.format(marks=marks), *part, *part):
                codes[code] = owner
                if name is not None:
                    called[code] = name
        for part, marks in parts(sorted(set(map(small, numbers)))):
            cards |= self._session.rows(
                f"SELECT number, customer FROM card WHERE lower(number) IN ({marks})", *part
            )
            for row in self._session.rows(
                _OTHERS.format(marks=marks),
                *part,
                *part,
                *(number.upper() for number in part),
                *part,
            ):
                others.update(map(small, filter(None, row)))
        alike = {small(number): customer for number, customer in cards.items()}
        return Owners(codes, cards, alike, frozenset(others), called)

    def moved(self, customers: Sequence[int]) -> frozenset[int]:
        """Return those of the customers who have an entry that no undo took back."""
        return frozenset(
            row[0]
            for part, marks in parts(customers)
            for row in self._session.rows(_MOVED.format(marks=marks), *part)
        )

    def join_tiers(self, memberships: Sequence[tuple[int, Membership]]) -> None:
        """Write memberships of (customer, membership); their ids are given by the database."""
        self._session.unsigned.extend(self._tier_changes(memberships))
        self._session.many(INSERT_MEMBERSHIP, [membership_row(*one) for one in memberships])

    def keep(self, run: str, customers: Sequence[Before]) -> None:
        """Keep customers as they were before an import; who is kept already stays as kept."""
        self._session.many(
            "INSERT INTO import_before (run, customer, profile, changed_at) VALUES (?, ?, ?, ?) "
            "ON CONFLICT DO NOTHING",
            [
                (run, one.customer, profile_text(one.profile), instant_text(one.changed_at))
                for one in customers
            ],
        )

    def kept(self, run: str, customers: Sequence[int]) -> dict[int, Before]:
        """Return how customers were before an import, where that was kept."""
        return {
            row[0]: Before(row[0], profile_from(row[1]), parse_instant(row[2]))
            for part, marks in parts(customers)
            for row in self._session.rows(
                "SELECT customer, profile, changed_at FROM import_before "
                f"WHERE run = ? AND customer IN ({marks})",
                run,
                *part,
            )
        }

    def forget(self, begun_before: dt.datetime) -> None:
        """Remove what was kept for imports that began before an instant."""
        self._session.execute(
            "DELETE FROM import_before WHERE run IN "
            "(SELECT id FROM import_run WHERE started_at < ?)",
            instant_text(begun_before),
        )

    def add_export(self, export: ListExport) -> None:
        """Write that a list was exported which may come back."""
        self._session.execute(
            "INSERT INTO list_export (id, key, exported_at) VALUES (?, ?, ?)",
            export.id,
            export.key.hex(),
            instant_text(export.at),
        )

    def export(self, id_: str) -> ListExport | None:
        """Return an export of this shop."""
        row = self._session.row("SELECT key, exported_at FROM list_export WHERE id = ?", id_)
        return (
            None if row is None else ListExport(id_, bytes.fromhex(row[0]), parse_instant(row[1]))
        )

    def _tier_changes(self, memberships: Sequence[tuple[int, Membership]]) -> Iterator[Change]:
        """Yield from which tier customers come to which, in the order in which it is written."""
        former: dict[int, Membership] = {}
        for part, marks in parts([customer for customer, _ in memberships]):
            for customer, *row in self._session.rows(_HELD.format(marks=marks), *part):
                former[customer] = membership(tuple(row))
        for customer, now in memberships:
            was = tier_value(former.get(customer))
            yield Change(customer, "tier", "", was, tier_value(now))

    def brought(self, operations: Sequence[str]) -> dict[str, Brought]:
        """Return openings by the ids of their operations."""
        found: defaultdict[str, list[SqlRow]] = defaultdict(list)
        for part, marks in parts(operations):
            for row in self._session.rows(_BROUGHT.format(marks=marks), *part):
                found[row[1]].append(row)
        return {identity: _brought(rows) for identity, rows in found.items()}

    def standings(
        self, run: str, customers: Sequence[int], openings: Sequence[str]
    ) -> dict[int, Standing]:
        """Return what happened to customers beside an import and these openings of it."""
        own = frozenset(openings)
        found: dict[int, Standing] = {}
        for part, marks in parts(customers):
            dealt = self._dealt_with(part, marks, own)
            cards = self._holders(
                f"SELECT customer FROM card WHERE customer IN ({marks}) "
                f"AND changed_at NOT IN ({_BEGINNINGS})",
                *part,
            )
            consents = self._holders(
                f"SELECT customer FROM consent WHERE customer IN ({marks}) AND how <> ?",
                *part,
                OPTED_OUT_BEFORE,
            )
            referred = self._holders(
                f"SELECT referrer FROM customer WHERE referrer IN ({marks})", *part
            )
            imported = self._holders(_ELSEWHERE.format(marks=marks), run, *part)
            edited = self._holders(
                f"SELECT id FROM customer WHERE id IN ({marks}) "
                f"AND changed_at NOT IN ({_BEGINNINGS})",
                *part,
            )
            merged = self._holders(_MERGED.format(marks=marks), *part)
            all_ = dealt, cards, consents, referred, imported, edited, merged
            found |= {
                customer: Standing(*(customer in those for those in all_))
                for customer in set().union(*all_)
            }
        return found

    def _dealt_with(self, customers: Sequence[object], marks: str, own: frozenset[str]) -> set[int]:
        """Return customers with operations beside these openings and those that were reversed."""
        dealt = self._holders(_DEALT_WITH.format(marks=marks), *customers)
        for identity, holder in self._session.rows(
            _STANDING_OPENINGS.format(marks=marks), *customers
        ):
            if identity not in own:
                dealt.add(holder)
        return dealt

    def _holders(self, statement: str, *params: object) -> set[int]:
        return {row[0] for row in self._session.rows(statement, *params)}


def _run(row: SqlRow) -> ImportRun:
    report, undo = decode_stored(row[10])
    return ImportRun(
        id=row[0],
        file_name=row[1],
        file_hash=row[2],
        mapping=row[3],
        state=RunState(row[4]),
        started_at=parse_instant(row[5]),
        date=dt.date.fromisoformat(row[6]),
        staff=row[7],
        terminal=row[8],
        rows_done=row[9],
        report=report,
        undo=undo,
    )


def _mark(row: SqlRow) -> Mark:
    return Mark(row[0], row[1], bool(row[2]))


def _brought(rows: Sequence[SqlRow]) -> Brought:
    """Return the opening of joined rows: operation, whether reversed, entry, what is left."""
    first = rows[0]
    operation = operation_of(first)
    entries = tuple(
        Entry(line, account, lot, amount, kind, unit, bool(house))
        for *_, line, account, lot, amount, kind, unit, house, _ in rows
    )
    remaining = {row[14]: row[19] for row in rows if row[14] is not None}
    return Brought(operation, entries, remaining, bool(first[11]))
