"""What stands in the way of taking an operation back: its lots must be as it left them."""

import datetime as dt
from typing import NamedTuple

from smbcrm.membership.ledger.ending import has_ended
from smbcrm.membership.ledger.ports import LedgerWork
from smbcrm.membership.ledger.types import Lot


class Hindrance(NamedTuple):
    """The lot in the way: `ended` after the operation drew on it, else used since it was filled."""

    lot: Lot
    ended: bool


def hindrance(work: LedgerWork, seq: int, today: dt.date) -> Hindrance | None:
    """Return what keeps an operation, by its sequence number, from being taken back whole.

    A lot that it opened or filled was used since, or one that it would fill again has ended.
    """
    opened = work.ledger.opened_by(seq)
    for lot, brought in opened:
        if lot.remaining != brought:
            return Hindrance(lot, ended=False)
    entries = work.ledger.entries(seq)
    own = {lot.id for lot, _ in opened}
    filled = [entry.lot for entry in entries if entry.lot is not None and entry.amount > 0]
    for number, lot in work.ledger.lots(filled).items():
        if number not in own and work.ledger.later_on_lot(number, seq) is not None:
            return Hindrance(lot, ended=False)
    drawn = [entry.lot for entry in entries if entry.lot is not None and entry.amount < 0]
    for lot in work.ledger.lots(drawn).values():
        if has_ended(work, lot, today):
            return Hindrance(lot, ended=True)
    return None
