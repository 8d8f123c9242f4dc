"""What stands in the way of taking an operation back: its lots must be as it left them."""

import datetime as dt
from typing import NamedTuple

from smbcrm.membership.ledger.ending import has_ended
from smbcrm.membership.ledger.forfeits import forfeited
from smbcrm.membership.ledger.ports import LedgerWork
from smbcrm.membership.ledger.types import (
    AccountKind,
    Lot,
    Operation,
    OperationKind,
    Refunded,
)


class Hindrance(NamedTuple):
    """The lot in the way: `ended` after the operation drew on it, else used since it was filled.

    `paid_out` is the withdrawal that paid out the paid part of what a lot of gift came with.
    """

    lot: Lot
    ended: bool
    paid_out: Operation | None = None


def later_refund(work: LedgerWork, target: Operation) -> Refunded | None:
    """Return the last refund that stands and came after a sale, or after a refund of the same sale.

    What a refund gives back follows from all that went back before it.
    """
    refunded = work.ledger.refunded(target.seq) if target.kind is OperationKind.REFUND else None
    refunds = work.ledger.refunds(target.seq if refunded is None else refunded)
    return next((one for one in reversed(refunds) if one.seq > target.seq), None)


def hindrance(work: LedgerWork, seq: int, today: dt.date) -> Hindrance | None:
    """Return what keeps an operation, by its sequence number, from being taken back whole.

    A lot that it opened was used since, one that it filled again holds less than that, or one that
    it would fill again has ended. A lot below zero that it filled is below zero again. A pass is
    used without becoming less.
    """
    opened = work.ledger.opened_by(seq)
    for lot, brought in opened:
        if lot.remaining != brought or _is_used_pass(work, lot, seq):
            return Hindrance(lot, ended=False)
    entries = work.ledger.entries(seq)
    own = {lot.id for lot, _ in opened}
    filled = {
        entry.lot: entry.amount
        for entry in entries
        if entry.lot is not None and entry.amount > 0 and entry.lot not in own
    }
    for number, lot in work.ledger.lots(tuple(filled)).items():
        if lot.remaining < filled[number] and not _is_debt(work, lot):
            return Hindrance(lot, ended=False)
    drawn = [entry.lot for entry in entries if entry.lot is not None and entry.amount < 0]
    taken = work.ledger.lots(drawn)
    for lot in taken.values():
        if has_ended(work, lot, today):
            return Hindrance(lot, ended=True)
    for number, withdrawal in forfeited(work, taken.values(), seq).items():
        return Hindrance(taken[number], ended=False, paid_out=withdrawal)
    return None


def _is_used_pass(work: LedgerWork, lot: Lot, seq: int) -> bool:
    return lot.kind is AccountKind.VISITS and work.ledger.later_on_lot(lot.id, seq) is not None


def _is_debt(work: LedgerWork, lot: Lot) -> bool:
    """Tell whether a lot was opened below zero, for points that were owed and missing."""
    brought = {opened.id: amount for opened, amount in work.ledger.opened_by(lot.opened_by)}
    return brought[lot.id] < 0
