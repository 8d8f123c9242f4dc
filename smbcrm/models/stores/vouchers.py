"""Vouchers. A sale passes here, so what it reads is fixed SQL."""

import datetime as dt
from collections.abc import Sequence

from smbcrm.core.clock import instant_text, parse_instant
from smbcrm.membership.items.types import Item
from smbcrm.membership.ledger.types import OperationKind
from smbcrm.membership.vouchers.kinds.catalogue import KINDS
from smbcrm.membership.vouchers.rules import FURTHEST, HOLD
from smbcrm.membership.vouchers.types import (
    Definition,
    Here,
    Hold,
    NewDefinition,
    NewVoucher,
    Origin,
    Voucher,
    VoucherMove,
    WentOut,
)
from smbcrm.models.session import Session, SqlRow
from smbcrm.models.stores.dates import day_of, day_text
from smbcrm.models.stores.items import ITEM_COLUMNS, item_of
from smbcrm.models.stores.ledger_lots import LOT_COLUMNS, lot_of

_DEFINITION = (
    f"SELECT {ITEM_COLUMNS}, d.id, d.code, d.name, d.kind, d.value, d.minimum, d.days, "
    "d.first_day, d.last_day, d.tiers, t.code, d.points, d.active FROM voucher_definition d "
    "LEFT JOIN item i ON i.id = d.item LEFT JOIN tier t ON t.id = d.on_entry "
)
_TIER = "(SELECT id FROM tier WHERE code = ?)"
# A voucher lies in the lot it was issued as, or in one that carries that one on. Of these at most
# one holds it; where none does, the newest is the one in which it lay last.
_LINE = (
    "WITH RECURSIVE line (issued, lot) AS (SELECT v.lot, v.lot FROM voucher v WHERE {where} "
    "UNION SELECT n.issued, l.id FROM line n JOIN lot l ON l.source_lot = n.lot) "
)
_VOUCHER = (
    f"{_LINE}SELECT {ITEM_COLUMNS}, {LOT_COLUMNS}, v.lot, v.code, d.code, v.name, v.kind, "
    "v.value, v.minimum, v.first_day, v.entered, v.entry_seq, v.friend, v.held_by, h.name, "
    "v.held_until, a.holder "
    "FROM line n JOIN voucher v ON v.lot = n.issued JOIN lot l ON l.id = n.lot "
    "JOIN account a ON a.id = l.account JOIN voucher_definition d ON d.id = v.definition "
    "LEFT JOIN package_pause p ON p.account = l.account LEFT JOIN item i ON i.id = v.item "
    "LEFT JOIN terminal h ON h.id = v.held_by ORDER BY l.remaining, l.id"
)
# CROSS JOIN and not JOIN: SQLite would begin with all operations, in their order.
# What a refund gave back and took again, because it was taken back itself, is as it was: used.
_OUT = (
    f"{_LINE}SELECT n.issued, o.kind, x.kind, o.id, o.bill_number, o.business_date "
    "FROM line n CROSS JOIN entry e CROSS JOIN operation o "
    "LEFT JOIN operation x ON x.seq = o.reverses "
    "WHERE e.lot = n.lot AND o.seq = e.operation AND e.amount < 0 "
    "AND NOT (o.kind = 'reversal' AND x.kind = 'refund') ORDER BY o.seq"
)
_MOVES = (
    f"{_LINE}SELECT o.kind, x.kind, o.id, o.bill_number, o.business_date, e.amount, s.name, "
    "t.name, o.reason_code FROM line n CROSS JOIN entry e CROSS JOIN operation o "
    "LEFT JOIN operation x ON x.seq = o.reverses "
    "JOIN staff s ON s.id = o.staff JOIN terminal t ON t.id = o.terminal "
    "WHERE e.lot = n.lot AND o.seq = e.operation ORDER BY o.seq"
)
_OF_CUSTOMER = (
    "v.lot IN (SELECT b.lot FROM account c JOIN entry b ON b.account = c.id "
    "WHERE c.holder = ? AND c.kind = 'vouchers' AND b.lot IS NOT NULL)"
)
_OF_FRIEND = "v.friend IN (SELECT c.id FROM account c WHERE c.holder = ?)"
_OF_LOT = (
    "WITH RECURSIVE up (lot) AS (SELECT id FROM lot WHERE id = ? UNION "
    "SELECT l.source_lot FROM up u JOIN lot l ON l.id = u.lot WHERE l.source_lot IS NOT NULL) "
    "SELECT v.code FROM up u JOIN voucher v ON v.lot = u.lot"
)
_ITEM_END = ITEM_COLUMNS.count(",") + 1
_LOT_END = _ITEM_END + LOT_COLUMNS.count(",") + 1


class PeeweeVoucherStore:
    """The vouchers a shop gives, and those that its customers have."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def definitions(self) -> tuple[Definition, ...]:
        """Return every voucher that the shop gives or gave, by code."""
        rows = self._session.rows(_DEFINITION + "ORDER BY d.code")
        return tuple(_definition(row) for row in rows)

    def for_entries(self) -> tuple[Definition, ...]:
        """Return those that are or were given on the entry of a tier, by code."""
        rows = self._session.rows(
            _DEFINITION + "WHERE d.on_entry IS NOT NULL OR EXISTS (SELECT 1 FROM voucher v "
            "WHERE v.definition = d.id AND v.entered IS NOT NULL) ORDER BY d.code"
        )
        return tuple(_definition(row) for row in rows)

    def for_friends(self) -> tuple[Definition, ...]:
        """Return those that are given when a friend first buys, by code."""
        kinds = [kind.code for kind in KINDS if kind.for_friends]
        marks = ", ".join("?" * len(kinds))
        rows = self._session.rows(
            _DEFINITION + f"WHERE d.kind IN ({marks}) AND d.active ORDER BY d.code", *kinds
        )
        return tuple(_definition(row) for row in rows)

    def definition(self, code: str, *, hold: bool = False) -> Definition | None:
        """Return the one with that code; `hold` it to the end of the step."""
        if hold:
            # Who writes a voucher of it at another till needs only its key, and does not wait.
            held = " FOR NO KEY UPDATE" if self._session.postgres else ""
            self._session.row(f"SELECT id FROM voucher_definition WHERE code = ?{held}", code)
        row = self._session.row(_DEFINITION + "WHERE d.code = ?", code)
        return None if row is None else _definition(row)

    def add_definition(self, new: NewDefinition, item: Item | None) -> None:
        """Add one that was checked before."""
        self._session.execute(
            "INSERT INTO voucher_definition (code, name, kind, value, item, minimum, days, "
            "first_day, last_day, tiers, on_entry, points, active) "
            f"VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, {_TIER}, ?, ?)",
            new.code,
            new.name,
            new.kind,
            *_said(new, item, active=True),
        )

    def put_definition(self, new: NewDefinition, item: Item | None, *, active: bool) -> None:
        """Write a known one, by its code, that was checked before."""
        self._session.execute(
            "UPDATE voucher_definition SET name = ?, value = ?, item = ?, minimum = ?, days = ?, "
            f"first_day = ?, last_day = ?, tiers = ?, on_entry = {_TIER}, points = ?, active = ? "
            "WHERE code = ?",
            new.name,
            *_said(new, item, active=active),
            new.code,
        )

    def alike(self, number: str) -> tuple[str, ...]:
        """Return those that equal a number, whatever its capitals: all are written in capitals."""
        found = self._session.rows("SELECT code FROM voucher WHERE code = ?", number.upper())
        return tuple(row[0] for row in found)

    def keep(self, vouchers: Sequence[NewVoucher]) -> None:
        """Write what is kept of new vouchers beside their lots."""
        self._session.many(
            "INSERT INTO voucher (lot, code, definition, name, kind, value, item, minimum, "
            "first_day, entered, entry_seq, friend) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    new.lot,
                    new.code,
                    new.definition.id,
                    new.definition.name,
                    new.definition.kind_code,
                    new.definition.value,
                    None if new.definition.item is None else new.definition.item.id,
                    new.definition.minimum,
                    day_text(new.first_day),
                    *new.origin,
                )
                for new in vouchers
            ],
        )

    def find(self, code: str) -> Voucher | None:
        """Return the voucher with that code."""
        return next(iter(self._found("v.code = ?", code)), None)

    def of_customer(self, customer: int) -> tuple[Voucher, ...]:
        """Return every voucher that lies on a customer's accounts, soonest end first."""
        found = self._found(_OF_CUSTOMER, customer)
        last = dt.date.max
        return tuple(sorted(found, key=lambda one: (one.lot.expires_on or last, one.issued_as)))

    def of_lots(self, lots: Sequence[int]) -> dict[int, Voucher]:
        """Return the vouchers that lay in lots, by these lots."""
        codes = {lot: self._session.row(_OF_LOT, lot) for lot in lots}
        found = {lot: self.find(row[0]) for lot, row in codes.items() if row is not None}
        return {lot: voucher for lot, voucher in found.items() if voucher is not None}

    def move_entry(self, voucher: Voucher, entry: int | None) -> None:
        """Note that another operation leads to the entry that brought a voucher; None: none."""
        self._session.execute(
            "UPDATE voucher SET entry_seq = ? WHERE lot = ?", entry, voucher.issued_as
        )

    def of_friend(self, customer: int) -> tuple[Voucher, ...]:
        """Return every voucher that somebody got because a customer first bought, oldest first."""
        found = self._found(_OF_FRIEND, customer)
        return tuple(sorted(found, key=lambda one: one.issued_as))

    def moves(self, voucher: Voucher) -> tuple[VoucherMove, ...]:
        """Return what happened to a voucher, oldest first."""
        rows = self._session.rows(_MOVES.format(where="v.lot = ?"), voucher.issued_as)
        return tuple(VoucherMove(*_happened(row), *row[5:]) for row in rows)

    def hold(self, code: str, here: Here) -> bool:
        """Lay a voucher at a till for `rules.HOLD`, unless it lies at another one by now."""
        changed = self._session.execute(
            "UPDATE voucher SET held_by = ?, held_until = ? WHERE code = ? AND (held_by IS NULL "
            "OR held_by = ? OR held_until <= ? OR held_until > ?)",
            here.terminal,
            instant_text(here.now + HOLD),
            code,
            here.terminal,
            instant_text(here.now),
            instant_text(here.now + FURTHEST),
        )
        return changed == 1

    def release(self, code: str, terminal: int) -> None:
        """Let a voucher go that lies at a till."""
        self._session.execute(
            "UPDATE voucher SET held_by = NULL, held_until = NULL WHERE code = ? AND held_by = ?",
            code,
            terminal,
        )

    def _found(self, where: str, *params: object) -> list[Voucher]:
        """Return vouchers, each in the lot it lies in now or lay in last."""
        newest = {
            row[_LOT_END]: row for row in self._session.rows(_VOUCHER.format(where=where), *params)
        }
        went = {
            row[0]: WentOut(*_happened(row[1:]))
            for row in self._session.rows(_OUT.format(where=where), *params)
        }
        return [_voucher(row, went.get(issued)) for issued, row in newest.items()]


def _said(new: NewDefinition, item: Item | None, *, active: bool) -> SqlRow:
    return (
        new.value,
        None if item is None else item.id,
        new.minimum,
        new.days,
        day_text(new.first_day),
        day_text(new.last_day),
        ",".join(new.tiers),
        new.on_entry,
        new.points,
        active,
    )


def _definition(row: SqlRow) -> Definition:
    said = row[_ITEM_END:]
    return Definition(
        kind_code=said[3],
        value=said[4],
        item=_item(row),
        id=said[0],
        code=said[1],
        name=said[2],
        minimum=said[5],
        days=said[6],
        first_day=day_of(said[7]),
        last_day=day_of(said[8]),
        tiers=tuple(filter(None, said[9].split(","))),
        on_entry=said[10],
        points=said[11],
        active=bool(said[12]),
    )


def _item(row: SqlRow) -> Item | None:
    return None if row[0] is None else item_of(row)


def _voucher(row: SqlRow, went_out: WentOut | None) -> Voucher:
    issued, code, definition, name, kind, value, minimum, first, *rest = row[_LOT_END:]
    entered, entry, friend, held_by, held_at, held_until, holder = rest
    return Voucher(
        kind_code=kind,
        value=value,
        item=_item(row),
        code=code,
        definition=definition,
        name=name,
        minimum=minimum,
        first_day=day_of(first),
        origin=Origin(entered, entry, friend),
        issued_as=issued,
        lot=lot_of(row[_ITEM_END:_LOT_END]),
        holder=holder,
        hold=None if held_by is None else Hold(held_by, held_at, parse_instant(held_until)),
        went_out=went_out,
    )


def _happened(row: SqlRow) -> tuple[OperationKind, OperationKind | None, str, int | None, dt.date]:
    kind, target, number, bill, date = row[:5]
    return (
        OperationKind(kind),
        None if target is None else OperationKind(target),
        number,
        bill,
        dt.date.fromisoformat(date),
    )
