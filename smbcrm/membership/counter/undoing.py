"""What may be undone at a till: what an undo would check of day and lots, asked beforehand.

The answer is for showing. `sales.reversing` asks again when it is done, and its word counts.
"""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from smbcrm.membership.counter.board import Served
from smbcrm.membership.ledger.touched import hindrance, later_refund
from smbcrm.membership.sales.codes import UNDO_WINDOW

if TYPE_CHECKING:
    from smbcrm.membership.counter.ports import CounterWork


def undoable(work: "CounterWork", done: Iterable[Served], today: dt.date) -> tuple[Served, ...]:
    """Return of what a till did within the last 30 minutes what may be undone, with until when."""
    return tuple(
        one._replace(undo_until=one.recorded_at + UNDO_WINDOW)
        for one in done
        if one.operation is not None and _is_untouched(work, one.operation, today)
    )


def _is_untouched(work: "CounterWork", operation: str, today: dt.date) -> bool:
    known = work.ledger.operation(operation)
    if known is None or later_refund(work, known) is not None:
        return False
    if work.ledger.is_closed(known.business_date, known.terminal):
        return False
    return hindrance(work, known.seq, today) is None
