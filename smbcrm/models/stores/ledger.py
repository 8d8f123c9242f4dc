"""The ledger on both databases: fixed SQL, because this is where speed counts.

`append` is the only writer. It locks the chain's head last, numbers operations, lots and bills
from it, and writes the rows of all postings at once.
"""

import datetime as dt
from collections.abc import Collection, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from smbcrm.core.clock import parse_instant
from smbcrm.membership.ledger.types import (
    Account,
    AccountKind,
    Entry,
    House,
    Lot,
    Operation,
    OperationKind,
    Refunded,
    ToppedUp,
    Wallet,
)
from smbcrm.models.session import Session, SqlRow

if TYPE_CHECKING:
    from smbcrm.membership.ledger.postings import Posting, SaleRecord
    from smbcrm.models.stores.ledger_writer import LedgerWriter

# ruff: noqa: PLC0415 - what is posted is loaded with the first posting

OPERATION_COLUMNS = (
    "o.seq, o.id, o.kind, o.business_date, o.recorded_at, o.staff, o.terminal, "
    "o.reason_code, o.reverses, o.party, o.bill_number, o.request_hash"
)
_OPERATION = f"SELECT {OPERATION_COLUMNS} FROM operation o WHERE "
LOT_COLUMNS = (
    "l.id, l.account, a.kind, a.unit, l.opened_by, l.opened_on, l.expires_on, l.remaining, "
    "l.source_lot, p.since"
)
_LOT = (
    f"SELECT {LOT_COLUMNS} FROM lot l JOIN account a ON a.id = l.account "
    "LEFT JOIN package_pause p ON p.account = l.account WHERE "
)
_LOST = (
    "SELECT e.lot, -e.amount FROM entry e JOIN operation o ON o.seq = e.operation "
    "WHERE o.kind = 'expiry' AND e.lot IN ({}) AND NOT EXISTS (SELECT 1 FROM lot n "
    "JOIN operation x ON x.seq = n.opened_by WHERE n.source_lot = e.lot AND x.kind = 'extension')"
)
_EXTENDED = (
    "SELECT t.lot, MAX(o.business_date) FROM lot_term t JOIN operation o ON o.seq = t.operation "
    "WHERE o.kind = 'extension' AND t.lot IN ({}) GROUP BY t.lot"
)
_CARRIED_ON = (
    "WITH RECURSIVE family (id) AS (SELECT id FROM lot WHERE opened_by = ? "
    "UNION SELECT l.id FROM lot l JOIN family f ON l.source_lot = f.id) "
)
_GIFT_SPENT = (
    "WITH RECURSIVE family (id) AS ("
    "SELECT l.id FROM lot l JOIN account a ON a.id = l.account "
    "WHERE l.opened_by IN ({}) AND a.kind = 'gift' AND l.source_lot IS NULL "
    "UNION SELECT l.id FROM lot l JOIN family f ON l.source_lot = f.id) "
    "SELECT COALESCE(-SUM(e.amount), 0) FROM family f JOIN entry e ON e.lot = f.id "
    "JOIN operation o ON o.seq = e.operation WHERE o.kind IN ('sale', 'refund') "
    "AND NOT EXISTS (SELECT 1 FROM operation r WHERE r.reverses = o.seq)"
)
_EARNED = (
    "WITH RECURSIVE family (lot, id) AS (SELECT id, id FROM lot WHERE id IN ({}) "
    "UNION ALL SELECT f.lot, l.source_lot FROM family f JOIN lot l ON l.id = f.id "
    "WHERE l.source_lot IS NOT NULL) "
    "SELECT f.lot FROM family f JOIN lot l ON l.id = f.id AND l.source_lot IS NULL "
    "JOIN operation o ON o.seq = l.opened_by WHERE o.kind = 'top_up' AND EXISTS (SELECT 1 "
    "FROM entry e JOIN account a ON a.id = e.account "
    "WHERE e.operation = o.seq AND a.kind = 'points')"
)
_BROUGHT = (
    "SELECT COALESCE(SUM(CASE WHEN a.kind = 'principal' THEN e.amount END), 0), "
    "COALESCE(SUM(CASE WHEN a.kind = 'points' THEN e.amount END), 0) FROM operation o "
    "JOIN account p ON p.id = o.party JOIN entry e ON e.operation = o.seq "
    "JOIN account a ON a.id = e.account AND a.balance IS NOT NULL "
    "WHERE o.seq = ? AND o.kind = 'top_up' AND p.holder = ?"
)
_WITHDRAWN = (
    "WITH RECURSIVE family (id) AS ("
    "SELECT l.id FROM lot l JOIN account a ON a.id = l.account "
    "WHERE l.opened_by = ? AND a.kind = 'principal' "
    "UNION SELECT l.id FROM lot l JOIN family f ON l.source_lot = f.id) "
    "SELECT COALESCE(-SUM(e.amount), 0) FROM family f JOIN entry e ON e.lot = f.id "
    "JOIN operation o ON o.seq = e.operation WHERE o.kind = 'withdrawal' "
    "AND NOT EXISTS (SELECT 1 FROM operation r WHERE r.reverses = o.seq)"
)
_ORDER = " ORDER BY l.expires_on IS NULL, l.expires_on, l.opened_on, l.id"


class PeeweeLedgerStore:
    """Reads and appends to the ledger."""

    def __init__(self, session: Session, house: dict[tuple[str, str], int]) -> None:
        self._session = session
        self._house = house

    @cached_property
    def _writer(self) -> "LedgerWriter":
        """Made with the first posting; most steps only read."""
        from smbcrm.models.stores.ledger_writer import LedgerWriter

        return LedgerWriter(self._session, self._house)

    def operation(self, request_id: str) -> Operation | None:
        """Return the operation with that id."""
        return _operation(self._session.row(_OPERATION + "o.id = ?", request_id))

    def billed(self, bill_number: int) -> Operation | None:
        """Return the operation with that bill number."""
        return _operation(self._session.row(_OPERATION + "o.bill_number = ?", bill_number))

    def reversal_of(self, seq: int) -> Operation | None:
        """Return the reversal of an operation."""
        return _operation(self._session.row(_OPERATION + "o.reverses = ?", seq))

    def entries(self, seq: int) -> tuple[Entry, ...]:
        """Return the entries of an operation by line."""
        rows = self._session.rows(
            "SELECT e.line, e.account, e.lot, e.amount, a.kind, a.unit, a.balance IS NULL "
            "FROM entry e JOIN account a ON a.id = e.account WHERE e.operation = ? ORDER BY e.line",
            seq,
        )
        return tuple(
            Entry(line, account, lot, amount, kind, unit, bool(house))
            for line, account, lot, amount, kind, unit, house in rows
        )

    def lots(self, ids: Sequence[int]) -> dict[int, Lot]:
        """Return lots by id."""
        found = (self._session.row(_LOT + "l.id = ?", lot) for lot in sorted(set(ids)))
        return {row[0]: lot_of(row) for row in found if row is not None}

    def opened_by(self, seq: int) -> tuple[tuple[Lot, int], ...]:
        """Return the lots an operation opened, each with the amount it brought."""
        brought = {entry.lot: entry.amount for entry in self.entries(seq) if entry.lot is not None}
        rows = self._session.rows(_LOT + "l.opened_by = ? ORDER BY l.id", seq)
        return tuple((lot_of(row), brought[row[0]]) for row in rows)

    def later_on_lot(
        self, lot: int, seq: int, kind: OperationKind | None = None
    ) -> Operation | None:
        """Return the first standing operation after `seq` that touched a lot; only of a kind."""
        return _operation(
            self._session.row(
                _OPERATION + "o.seq > ? AND o.reverses IS NULL AND o.kind = COALESCE(?, o.kind) "
                "AND EXISTS (SELECT 1 FROM entry e WHERE e.lot = ? AND e.operation = o.seq) "
                "AND NOT EXISTS (SELECT 1 FROM operation r WHERE r.reverses = o.seq) "
                "ORDER BY o.seq LIMIT 1",
                seq,
                None if kind is None else kind.value,
                lot,
            )
        )

    def sale(self, seq: int) -> "SaleRecord | None":
        """Return the sale record of an operation."""
        from smbcrm.membership.ledger.postings import SaleLine, SalePayment, SaleRecord

        row = self._session.row(
            "SELECT gross, discount, net, tier, rate, points, spend, earned_on FROM sale "
            "WHERE operation = ?",
            seq,
        )
        if row is None:
            return None
        lines = self._session.rows(
            "SELECT item, quantity, price, gross, discount, points_factor, served_by, line "
            "FROM sale_line WHERE operation = ? ORDER BY line",
            seq,
        )
        payments = self._session.rows(
            "SELECT means, amount, points, given, change FROM sale_payment "
            "WHERE operation = ? ORDER BY line",
            seq,
        )
        gross, discount, net, tier, rate, points, spend, earned_on = row
        return SaleRecord(
            gross,
            discount,
            net,
            tier,
            rate,
            points,
            spend,
            tuple(SaleLine(*line) for line in lines),
            tuple(SalePayment(*payment) for payment in payments),
            earned_on,
        )

    def all_lots(self, customer: int, unit: str) -> tuple[Lot, ...]:
        """Return every lot of a customer's accounts of a unit, also empty ones, as `Wallet`."""
        rows = self._session.rows(
            _LOT + "l.id IN (SELECT e.lot FROM account c JOIN entry e ON e.account = c.id "
            "WHERE c.holder = ? AND c.unit = ? AND e.lot IS NOT NULL)" + _ORDER,
            customer,
            unit,
        )
        return tuple(lot_of(row) for row in rows)

    def lost_on(self, lots: Sequence[int]) -> dict[int, int]:
        """Return what lots held when they ended, unless an extension has brought that back."""
        if not lots:
            return {}
        marks = ", ".join("?" * len(lots))
        return dict(self._session.rows(_LOST.format(marks), *lots))

    def visits_from(self, seq: int) -> tuple[Lot, ...]:
        """Return the lots of visits that an operation opened, and all that carried them on."""
        rows = self._session.rows(
            f"{_CARRIED_ON}{_LOT}a.kind = 'visits' AND l.id IN (SELECT id FROM family){_ORDER}", seq
        )
        return tuple(lot_of(row) for row in rows)

    def extended_on(self, lots: Sequence[int]) -> dict[int, dt.date]:
        """Return on which business date lots were last extended, of those that were."""
        if not lots:
            return {}
        rows = self._session.rows(_EXTENDED.format(", ".join("?" * len(lots))), *lots)
        return {lot: dt.date.fromisoformat(day) for lot, day in rows}

    def origins(self, lots: Sequence[int]) -> dict[int, int]:
        """Return by which operation the value of lots first came, through the lots before them."""
        found = {}
        for number in lots:
            lot = self.lots((number,))[number]
            while lot.source is not None:
                lot = self.lots((lot.source,))[lot.source]
            found[number] = lot.opened_by
        return found

    def gift_spent(self, operations: Collection[int]) -> int:
        """Return how much was spent of the gift that operations brought, in minor units."""
        marks = ", ".join("?" * len(operations))
        row = self._session.row(_GIFT_SPENT.format(marks), *sorted(operations))
        return 0 if row is None else int(row[0])

    def earned(self, lots: Collection[int]) -> frozenset[int]:
        """Return those of some lots whose value came with a top-up that earned points."""
        if not lots:
            return frozenset()
        marks = ", ".join("?" * len(lots))
        return frozenset(row[0] for row in self._session.rows(_EARNED.format(marks), *lots))

    def topped_up(self, operations: Collection[int], customer: int) -> dict[int, ToppedUp]:
        """Return what a customer's own top-ups among some operations brought, by operation."""
        found = {}
        for seq in operations:
            brought = self._session.row(_BROUGHT, seq, customer)
            withdrawn = self._session.row(_WITHDRAWN, seq)
            if brought and brought[0] and withdrawn:
                found[seq] = ToppedUp(int(brought[0]), int(brought[1]), int(withdrawn[0]))
        return found

    def other_party(self, seq: int) -> int | None:
        """Return the principal account of who else takes part in an operation."""
        row = self._session.row("SELECT party FROM other_party WHERE operation = ?", seq)
        return None if row is None else row[0]

    def refunded(self, refund: int) -> int | None:
        """Return which sale a refund gives back."""
        row = self._session.row("SELECT sale FROM refund WHERE operation = ?", refund)
        return None if row is None else row[0]

    def refunds(self, sale: int) -> tuple[Refunded, ...]:
        """Return the refunds of a sale that stand, in order."""
        rows = self._session.rows(
            "SELECT o.id, o.seq, o.bill_number, -s.net, f.refund_order FROM refund f "
            "JOIN operation o ON o.seq = f.operation JOIN sale s ON s.operation = f.operation "
            "WHERE f.sale = ? AND NOT EXISTS (SELECT 1 FROM operation r WHERE r.reverses = o.seq) "
            "ORDER BY o.seq",
            sale,
        )
        return tuple(Refunded(*row) for row in rows)

    def lock(self, customers: Sequence[int]) -> None:
        """Hold customers and their accounts until the end of the step.

        Customers first, then accounts, each in id order, the chain's head last: with one order for
        everybody nobody waits for somebody who waits for them. SQLite's BEGIN IMMEDIATE holds the
        whole file already.
        """
        if self._session.postgres and customers:
            marks = ", ".join("?" * len(customers))
            for rows in ("customer WHERE id", "account WHERE holder"):
                self._session.rows(
                    f"SELECT id FROM {rows} IN ({marks}) ORDER BY id FOR NO KEY UPDATE",
                    *customers,
                )

    def wallet(self, customer: int) -> Wallet:
        """Return the customer's accounts and live lots as they stand."""
        accounts = tuple(
            Account(row[0], AccountKind(row[1]), row[2], row[3])
            for row in self._session.rows(
                "SELECT id, kind, unit, balance FROM account WHERE holder = ? ORDER BY id", customer
            )
        )
        lots = tuple(
            lot_of(row)
            for row in self._session.rows(
                _LOT + "a.holder = ? AND l.remaining <> 0" + _ORDER, customer
            )
        )
        party = next(account.id for account in accounts if account.kind is AccountKind.PRINCIPAL)
        return Wallet(customer, party, accounts, lots)

    def holder(self, party: int) -> int | None:
        """Return the customer who holds an account."""
        row = self._session.row("SELECT holder FROM account WHERE id = ?", party)
        return None if row is None else row[0]

    def has_entries(self, customer: int) -> bool:
        """Tell whether any account of the customer was ever moved."""
        row = self._session.row(
            "SELECT 1 FROM account a JOIN entry e ON e.account = a.id WHERE a.holder = ? LIMIT 1",
            customer,
        )
        return row is not None

    def open_accounts(self, customers: Sequence[int], currency: str) -> list[int]:
        """Make the principal accounts of new customers and return their ids in order."""
        return self._session.inserted(
            "INSERT INTO account (holder, kind, unit, balance)",
            [(customer, AccountKind.PRINCIPAL.value, currency, 0) for customer in customers],
        )

    def open_house(self, accounts: Sequence[tuple[House, str]]) -> None:
        """Make house accounts that are not there yet.

        Their ids never change, so each process remembers them.
        """
        self._session.many(
            "INSERT INTO account (holder, kind, unit, balance) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (kind, unit) WHERE balance IS NULL DO NOTHING",
            [(None, house.value, unit, None) for house, unit in accounts],
        )

    def hold_chain(self) -> None:
        """Hold the end of the chain until the end of the step; done after the accounts are.

        What is read after it is read anew (READ COMMITTED): it sees whatever was committed before.
        """
        if self._session.postgres:
            self._session.row("SELECT id FROM chain_head WHERE id = 1 {lock}")

    def is_closed(self, date: dt.date, terminal: int) -> bool:
        """Tell whether a till has closed a business date; asked while the chain is held."""
        row = self._session.row(
            "SELECT 1 FROM day_close WHERE terminal = ? AND business_date = ?",
            terminal,
            date.isoformat(),
        )
        return row is not None

    def append(self, postings: "Sequence[Posting]") -> list[Operation]:
        """Write operations at the end of the chain, with their entries, lots and caches."""
        return self._writer.append(postings)

    def with_expired_lots(self, today: dt.date, limit: int) -> list[int]:
        """Return customers who hold lots that ended before a date, in id order."""
        rows = self._session.rows(
            "SELECT DISTINCT a.holder FROM lot l JOIN account a ON a.id = l.account "
            "LEFT JOIN package_pause p ON p.account = l.account "
            "WHERE l.expires_on < ? AND l.remaining <> 0 AND a.holder IS NOT NULL "
            "AND (p.since IS NULL OR l.expires_on < p.since) ORDER BY a.holder LIMIT ?",
            today.isoformat(),
            limit,
        )
        return [row[0] for row in rows]


def _operation(row: SqlRow | None) -> Operation | None:
    return None if row is None else operation_of(row)


def operation_of(row: SqlRow) -> Operation:
    """Return the operation of a row that begins with `OPERATION_COLUMNS`."""
    return Operation(
        seq=row[0],
        id=row[1],
        kind=OperationKind(row[2]),
        business_date=dt.date.fromisoformat(row[3]),
        recorded_at=parse_instant(row[4]),
        staff=row[5],
        terminal=row[6],
        reason_code=row[7],
        reverses=row[8],
        party=row[9],
        bill_number=row[10],
        request_hash=row[11],
    )


def lot_of(row: SqlRow) -> Lot:
    """Return the lot of a row that begins with `LOT_COLUMNS`."""
    return Lot(
        row[0],
        row[1],
        AccountKind(row[2]),
        row[3],
        row[4],
        dt.date.fromisoformat(row[5]),
        None if row[6] is None else dt.date.fromisoformat(row[6]),
        row[7],
        row[8],
        None if row[9] is None else dt.date.fromisoformat(row[9]),
    )
