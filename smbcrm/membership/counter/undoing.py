"""What may be undone at a till: the same conditions as an undo checks, asked beforehand.

The answer is for showing. `sales.reversing` asks again when it is done, and its word counts.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from smbcrm.membership.counter.ports import CounterWork
from smbcrm.membership.counter.types import Served
from smbcrm.membership.ledger.posting import has_ended
from smbcrm.membership.sales.reversing import UNDO_WINDOW


def undoable(work: CounterWork, done: Iterable[Served], today: dt.date) -> tuple[Served, ...]:
    """Return of what a till did within the last 30 minutes what may be undone, with until when."""
    return tuple(
        replace(one, undo_until=one.recorded_at + UNDO_WINDOW)
        for one in done
        if one.operation is not None and _is_untouched(work, one.operation, today)
    )


def _is_untouched(work: CounterWork, operation: str, today: dt.date) -> bool:
    known = work.ledger.operation(operation)
    return known is not None and _lots_allow(work, known.seq, today)


def _lots_allow(work: CounterWork, seq: int, today: dt.date) -> bool:
    """Tell whether no lot it opened was used, and none that it would fill again has ended."""
    if any(lot.remaining != brought for lot, brought in work.ledger.opened_by(seq)):
        return False
    drawn = [entry.lot for entry in work.ledger.entries(seq) if entry.lot and entry.amount < 0]
    return not any(has_ended(work, lot, today) for lot in work.ledger.lots(drawn).values())
