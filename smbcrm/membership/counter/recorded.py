"""What there is to say of an operation once it is recorded, which its bill does not know yet."""

import datetime as dt
from typing import NamedTuple

from smbcrm.core.clock import Clock
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.counter import rules
from smbcrm.membership.counter.ports import CounterWork
from smbcrm.membership.customers.showing import show
from smbcrm.membership.ledger.types import OperationKind
from smbcrm.membership.staff.called import terminal_name
from smbcrm.membership.tiers.steps import tier_on

_LIFTS = frozenset({OperationKind.SALE, OperationKind.VISIT_USE})
"""What may bring another tier at once."""


class Taker(NamedTuple):
    """Who got what was handed over, and the stored value that is theirs now."""

    name: str
    code: str
    stored: int


class Recorded(NamedTuple):
    """`closed_at` is the till that had closed the day, so that nothing of it is undone; else "".

    `tier` is the one held afterwards, "" where that is the tier of the bill.
    """

    closed_at: str = ""
    tier: str = ""
    taker: Taker | None = None


def recorded(work: CounterWork, bill: Bill, clock: Clock) -> Recorded:
    """Return what there is to say of what a bill tells of."""
    known = work.ledger.operation(bill.operation)
    if known is None:
        return Recorded()
    return Recorded(
        closed_at(work, known.business_date, known.terminal),
        _tier_after(work, bill, known.business_date),
        _taker(work, bill, clock),
    )


def closed_at(work: CounterWork, date: dt.date, terminal: int) -> str:
    """Return the name of a till that has closed a business date, "" where it is open."""
    return terminal_name(work, terminal) if work.ledger.is_closed(date, terminal) else ""


def _tier_after(work: CounterWork, bill: Bill, date: dt.date) -> str:
    if bill.customer is None or bill.kind not in _LIFTS:
        return ""
    held = tier_on(work, bill.customer.id, date)
    return "" if held.code == bill.customer.tier_code else held.name


def _taker(work: CounterWork, bill: Bill, clock: Clock) -> Taker | None:
    if bill.taker is None:
        return None
    today = work.settings.shop().day.date(clock.now())
    customer = show(work, bill.taker, today).customer
    stored = rules.owned(work.counter.left(bill.taker, today)).stored
    return Taker(customer.profile.full_name, customer.code, stored)
