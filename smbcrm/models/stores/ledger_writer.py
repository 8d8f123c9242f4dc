"""Writes operations at the end of the chain: one row each at the counter, many in an import."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from smbcrm.core.clock import instant_text
from smbcrm.membership.ledger.chain import chained_fields
from smbcrm.membership.ledger.postings import (
    HouseAccount,
    NewEntry,
    NewLot,
    NewTerm,
    PartyAccount,
    Posting,
    SaleRecord,
)
from smbcrm.membership.ledger.rules import digest
from smbcrm.membership.ledger.types import House, Operation
from smbcrm.models.session import Session, SqlRow

_HEAD = "SELECT seq, hash, lot, bill_number FROM chain_head WHERE id = 1 {lock}"
_INSERTS = {
    "operation": "INSERT INTO operation (seq, id, kind, business_date, recorded_at, staff, "
    "terminal, branch, reason_code, reverses, party, bill_number, request_hash, prev, hash) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "lot": "INSERT INTO lot (id, account, opened_by, opened_on, expires_on, remaining, "
    "source_lot) VALUES (?, ?, ?, ?, ?, ?, ?)",
    "entry": "INSERT INTO entry (operation, line, account, lot, amount) VALUES (?, ?, ?, ?, ?)",
    "lot_term": "INSERT INTO lot_term (operation, lot, expires_on, source_lot) VALUES (?, ?, ?, ?)",
    "sale": "INSERT INTO sale (operation, gross, discount, net, tier, rate, points, spend, "
    "earned_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "sale_line": "INSERT INTO sale_line (operation, line, item, quantity, price, gross, discount, "
    "points_factor, served_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "sale_payment": "INSERT INTO sale_payment (operation, line, means, amount, points, given, "
    "change) VALUES (?, ?, ?, ?, ?, ?, ?)",
    "refund": "INSERT INTO refund (operation, sale, refund_order) VALUES (?, ?, ?)",
    "other_party": "INSERT INTO other_party (operation, party) VALUES (?, ?)",
    "served": "INSERT INTO served (operation, line, staff, share) VALUES (?, ?, ?, ?)",
    "operation_note": "INSERT INTO operation_note (operation, note) VALUES (?, ?)",
}


@dataclass(slots=True)
class _Head:
    """The end of the chain, moved on by each posting."""

    seq: int
    hash: str
    lot: int
    bill_number: int


@dataclass(slots=True)
class _Batch:
    """The rows to write, table by table, and what the caches change by."""

    rows: defaultdict[str, list[SqlRow]] = field(default_factory=lambda: defaultdict(list))
    lots: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
    accounts: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
    ends: dict[int, str | None] = field(default_factory=dict)


class LedgerWriter:
    """Turns postings into rows and writes them."""

    def __init__(self, session: Session, house: dict[tuple[str, str], int]) -> None:
        self._session = session
        self._house = house

    def append(self, postings: Sequence[Posting]) -> list[Operation]:
        """Write postings in order; the caller has locked the accounts they touch."""
        made = self._party_accounts(postings)
        accounts = [[self._account(p, entry, made) for entry in p.entries] for p in postings]
        row = self._session.row(_HEAD)
        if row is None:
            raise LookupError("chain_head")
        head, batch = _Head(*row), _Batch()
        operations = [
            _add(head, batch, posting, ids) for posting, ids in zip(postings, accounts, strict=True)
        ]
        self._write(head, batch)
        return operations

    def _party_accounts(
        self, postings: Sequence[Posting]
    ) -> dict[tuple[int | None, str, str], int]:
        """Make the accounts that are credited for the first time."""
        wanted = dict.fromkeys(
            (entry.account.holder or posting.holder, entry.account.kind.value, entry.unit)
            for posting in postings
            for entry in posting.entries
            if isinstance(entry.account, PartyAccount)
        )
        if not wanted:
            return {}
        ids = self._session.inserted(
            "INSERT INTO account (holder, kind, unit, balance)", [(*key, 0) for key in wanted]
        )
        return dict(zip(wanted, ids, strict=True))

    def _account(
        self, posting: Posting, entry: NewEntry, made: dict[tuple[int | None, str, str], int]
    ) -> int:
        match entry.account:
            case PartyAccount(kind, holder):
                return made[holder or posting.holder, kind.value, entry.unit]
            case HouseAccount(house):
                return self._house_account(house, entry.unit)
            case account:
                return account

    def _house_account(self, house: House, unit: str) -> int:
        known = self._house.get((house.value, unit))
        if known is None:
            row = self._session.row(
                "SELECT id FROM account WHERE kind = ? AND unit = ? AND balance IS NULL",
                house.value,
                unit,
            )
            if row is None:
                raise LookupError(house, unit)
            known = row[0]
            self._house[house.value, unit] = known
        return known

    def _write(self, head: _Head, batch: _Batch) -> None:
        session = self._session
        for table, statement in _INSERTS.items():
            session.many(statement, batch.rows[table])
        session.many(
            "UPDATE lot SET remaining = remaining + ? WHERE id = ?",
            [(amount, lot) for lot, amount in sorted(batch.lots.items())],
        )
        session.many(
            "UPDATE lot SET expires_on = ? WHERE id = ?",
            [(ends, lot) for lot, ends in sorted(batch.ends.items())],
        )
        session.many(
            "UPDATE account SET balance = balance + ? WHERE id = ? AND balance IS NOT NULL",
            [(amount, account) for account, amount in sorted(batch.accounts.items())],
        )
        session.execute(
            "UPDATE chain_head SET seq = ?, hash = ?, lot = ?, bill_number = ? WHERE id = 1",
            head.seq,
            head.hash,
            head.lot,
            head.bill_number,
        )


def _add(head: _Head, batch: _Batch, posting: Posting, accounts: Sequence[int]) -> Operation:
    """Add the rows of one posting and move the head on."""
    head.seq += 1
    if posting.billed:
        head.bill_number += 1
    date = posting.business_date.isoformat()
    entries: list[SqlRow] = []
    terms = [_changed_end(batch, term) for term in posting.terms]
    for line, (entry, account) in enumerate(zip(posting.entries, accounts, strict=True), start=1):
        lot = entry.lot
        if isinstance(lot, NewLot):
            lot = _open_lot(head, batch, terms, (entry, account, lot), date)
        elif lot is not None:
            batch.lots[lot] += entry.amount
        entries.append((line, account, lot, entry.amount))
        if not isinstance(entry.account, HouseAccount):
            batch.accounts[account] += entry.amount
    terms.sort(key=itemgetter(0))  # as verify reads them
    operation = _operation_row(head, posting, date)
    sale = _sale_rows(batch, head.seq, posting.sale)
    other = _other_rows(batch, head.seq, posting)
    hashed = digest(head.hash, chained_fields(operation, entries, terms, *sale, *other))
    batch.rows["operation"].append((*operation, head.hash, hashed))
    batch.rows["entry"] += [(head.seq, *entry) for entry in entries]
    batch.rows["lot_term"] += [(head.seq, *term) for term in terms]
    if posting.note:
        batch.rows["operation_note"].append((head.seq, posting.note))
    head.hash = hashed
    return _operation(head, posting)


def _changed_end(batch: _Batch, term: NewTerm) -> SqlRow:
    ends = None if term.expires_on is None else term.expires_on.isoformat()
    batch.ends[term.lot.id] = ends
    return (term.lot.id, ends, term.lot.source)


def _open_lot(
    head: _Head,
    batch: _Batch,
    terms: list[SqlRow],
    opened: tuple[NewEntry, int, NewLot],
    date: str,
) -> int:
    entry, account, lot = opened
    head.lot += 1
    ends = None if lot.expires_on is None else lot.expires_on.isoformat()
    batch.rows["lot"].append((head.lot, account, head.seq, date, ends, entry.amount, lot.source))
    if ends is not None or lot.source is not None:
        terms.append((head.lot, ends, lot.source))
    return head.lot


def _other_rows(
    batch: _Batch, seq: int, posting: Posting
) -> tuple[SqlRow | None, SqlRow | None, list[SqlRow]]:
    """Add which sale is refunded, who else takes part and who served.

    Returns them without the operation.
    """
    refund = None if posting.refund is None else (posting.refund.sale, posting.refund.order)
    other = None if posting.other_party is None else (posting.other_party,)
    for table, row in (("refund", refund), ("other_party", other)):
        if row is not None:
            batch.rows[table].append((seq, *row))
    served: list[SqlRow] = [(line, *one) for line, one in enumerate(posting.served, start=1)]
    batch.rows["served"] += [(seq, *row) for row in served]
    return refund, other, served


def _operation_row(head: _Head, posting: Posting, date: str) -> SqlRow:
    request = posting.request
    return (
        head.seq,
        request.id,
        posting.kind.value,
        date,
        instant_text(request.recorded_at),
        request.staff,
        request.terminal,
        None,
        posting.reason_code,
        posting.reverses,
        posting.party,
        head.bill_number if posting.billed else None,
        request.hash,
    )


def _operation(head: _Head, posting: Posting) -> Operation:
    request = posting.request
    return Operation(
        seq=head.seq,
        id=request.id,
        kind=posting.kind,
        business_date=posting.business_date,
        recorded_at=request.recorded_at.astimezone(dt.UTC),
        staff=request.staff,
        terminal=request.terminal,
        reason_code=posting.reason_code,
        reverses=posting.reverses,
        party=posting.party,
        bill_number=head.bill_number if posting.billed else None,
    )


def _sale_rows(
    batch: _Batch, seq: int, sale: SaleRecord | None
) -> tuple[SqlRow | None, list[SqlRow], list[SqlRow]]:
    if sale is None:
        return None, [], []
    sums = (sale.gross, sale.discount, sale.net, sale.tier, sale.rate, sale.points, sale.spend)
    head = (*sums, sale.earned_on)
    lines: list[SqlRow] = [
        (
            line.number or number,
            line.item,
            line.quantity,
            line.price,
            line.gross,
            line.discount,
            line.points_factor,
            line.served_by,
        )
        for number, line in enumerate(sale.lines, start=1)
    ]
    payments: list[SqlRow] = [
        (number, str(paid.means), paid.amount, paid.points, paid.given, paid.change)
        for number, paid in enumerate(sale.payments, start=1)
    ]
    batch.rows["sale"].append((seq, *head))
    batch.rows["sale_line"] += [(seq, *line) for line in lines]
    batch.rows["sale_payment"] += [(seq, *payment) for payment in payments]
    return head, lines, payments
