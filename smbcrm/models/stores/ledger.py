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
    Wallet,
)
from smbcrm.models.session import Session, SqlRow
from smbcrm.models.stores.customer_gone import who_is_gone
from smbcrm.models.stores.ledger_lots import LOT, LOT_ORDER, PAID_OUT, LotReads, lot_of

if TYPE_CHECKING:
    from smbcrm.membership.ledger.postings import Posting, SaleRecord, Served
    from smbcrm.models.stores.ledger_writer import LedgerWriter

# ruff: noqa: PLC0415 - what is posted is loaded with the first posting

OPERATION_COLUMNS = (
    "o.seq, o.id, o.kind, o.business_date, o.recorded_at, o.staff, o.terminal, "
    "o.reason_code, o.reverses, o.party, o.bill_number"
)
_OPERATION = f"SELECT {OPERATION_COLUMNS} FROM operation o WHERE "


class PeeweeLedgerStore(LotReads):
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

    def opened_by(self, seq: int) -> tuple[tuple[Lot, int], ...]:
        """Return the lots an operation opened, each with the amount it brought."""
        brought = {entry.lot: entry.amount for entry in self.entries(seq) if entry.lot is not None}
        rows = self._session.rows(LOT + "l.opened_by = ? ORDER BY l.id", seq)
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

    def paid_out(self, operations: Collection[int], since: int) -> dict[int, Operation]:
        """Return the last standing withdrawal after `since` of what operations brought."""
        last = _OPERATION + f"o.seq = ({PAID_OUT})"
        found = {seq: _operation(self._session.row(last, seq, since)) for seq in operations}
        return {seq: one for seq, one in found.items() if one is not None}

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

    def other_party(self, seq: int) -> int | None:
        """Return the principal account of who else takes part in an operation."""
        row = self._session.row("SELECT party FROM other_party WHERE operation = ?", seq)
        return None if row is None else row[0]

    def served(self, seq: int) -> "tuple[Served, ...]":
        """Return who served with which share, where the lines of a sale do not say it."""
        from smbcrm.membership.ledger.postings import Served

        statement = "SELECT staff, share FROM served WHERE operation = ? ORDER BY line"
        return tuple(Served(*row) for row in self._session.rows(statement, seq))

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

    def has_bought(self, customer: int, *, besides: int | None = None, kept: bool = False) -> bool:
        """Tell whether a sale to a customer stands, `besides` one; `kept`: not all given back.

        A sale that came to nothing counts as none.
        """
        found = self._session.rows(
            "SELECT o.seq, s.net FROM account a JOIN operation o ON o.party = a.id "
            "JOIN sale s ON s.operation = o.seq WHERE a.holder = ? AND o.kind = 'sale' "
            "AND s.net > 0 AND o.seq <> ? "
            "AND NOT EXISTS (SELECT 1 FROM operation r WHERE r.reverses = o.seq) "
            "ORDER BY o.seq DESC" + ("" if kept else " LIMIT 1"),
            customer,
            0 if besides is None else besides,
        )
        if not kept:
            return bool(found)
        return any(sum(one.amount for one in self.refunds(sale)) < net for sale, net in found)

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

    def wallet(self, customer: int, kind: AccountKind | None = None) -> Wallet:
        """Return the customer's accounts and live lots as they stand; lots only of a kind.

        Their own accounts come before those that a merge brought: the first one is credited.
        Raises UnknownCustomer, MergedAway.
        """
        accounts = tuple(
            Account(row[0], AccountKind(row[1]), row[2], row[3])
            for row in self._session.rows(
                "SELECT id, kind, unit, balance FROM account WHERE holder = ? "
                "ORDER BY merge IS NOT NULL, id",
                customer,
            )
        )
        lots = tuple(
            lot_of(row)
            for row in self._session.rows(
                LOT
                + "a.holder = ? AND a.kind = COALESCE(?, a.kind) AND l.remaining <> 0"
                + LOT_ORDER,
                customer,
                None if kind is None else kind.value,
            )
        )
        parties = (one.id for one in accounts if one.kind is AccountKind.PRINCIPAL)
        party = next(parties, None)
        if party is None:  # erased, merged or taken back with an import since they were looked for
            raise who_is_gone(self._session, customer)
        return Wallet(customer, party, accounts, lots)

    def holder(self, party: int) -> int | None:
        """Return the customer who holds an account."""
        row = self._session.row("SELECT holder FROM account WHERE id = ?", party)
        return None if row is None else row[0]

    def holders(self, seq: int) -> tuple[int | None, ...]:
        """Return the customers whose accounts an operation moved, by id; None: one is erased."""
        rows = self._session.rows(
            "SELECT DISTINCT a.holder FROM entry e JOIN account a ON a.id = e.account "
            "WHERE e.operation = ? AND a.balance IS NOT NULL ORDER BY a.holder",
            seq,
        )
        return tuple(row[0] for row in rows)

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
        there = "SELECT 1 FROM account WHERE kind = ? AND unit = ? AND balance IS NULL"
        missing = [
            one for one in accounts if self._session.row(there, one[0].value, one[1]) is None
        ]
        self._session.many(
            "INSERT INTO account (holder, kind, unit, balance) VALUES (?, ?, ?, ?)",
            [(None, house.value, unit, None) for house, unit in missing],
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
    )
