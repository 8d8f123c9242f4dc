"""Closed days: what a till has closed is left alone, by everybody but the owner."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import NamedTuple

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.ledger.ports import LedgerWork
from smbcrm.membership.ledger.postings import Posting
from smbcrm.membership.ledger.types import OperationKind
from smbcrm.membership.staff.called import owner_of, terminal_name
from smbcrm.membership.staff.steps import Moment

NOT_OF_THE_DAY = frozenset({OperationKind.OPENING, OperationKind.EXPIRY})
"""What counts in no day close: balances of an older book, and what ends by itself."""


class TillDay(NamedTuple):
    """One business date of one till, by its id."""

    date: dt.date
    terminal: int


class DayClosed(UserError):
    """Something new on a day that its till has closed, by somebody who is not the owner."""

    msgid = N_(
        "{date} is closed at {terminal}. {owner} may still record it: it is then listed as a "
        "later change."
    )


class DayClosedToAll(DayClosed):
    """Something without an operation, dated on a closed day by somebody who is not the owner."""

    msgid = N_("{date} is closed at {terminal}. Only {owner} may still date something on it.")


def check_open(work: LedgerWork, postings: Iterable[Posting]) -> None:
    """Hold the end of the chain, and refuse what is dated on a closed day; raise DayClosed.

    A till that closes holds it too: either it sees what is posted here, or is seen. The owner may,
    and it is listed. A reversal is looked at where it is asked for (`closed_among`): what an import
    brought is taken back whatever was closed since.
    """
    asked = {
        (TillDay(posting.business_date, posting.request.terminal), posting.request.staff)
        for posting in postings
        if posting.kind not in NOT_OF_THE_DAY and posting.kind is not OperationKind.REVERSAL
    }
    for day, staff in sorted(asked):
        check_day(work, day, staff)


def check_day(work: LedgerWork, day: TillDay, staff: int) -> None:
    """Raise DayClosed where a till has closed a day and somebody else than the owner acts."""
    if not closed_among(work, (day,)):
        return
    owner = owner_of(work)
    if owner.id != staff:
        raise DayClosed(date=day.date, terminal=terminal_name(work, day.terminal), owner=owner.name)


def check_dated(work: LedgerWork, at: Moment) -> None:
    """Raise DayClosedToAll where what writes no operation is back-dated on a closed day.

    The owner may. It holds the end of the chain, so it is called after all else is held.
    """
    if at.date == at.today:
        return
    try:
        check_day(work, TillDay(at.date, at.terminal.id), at.staff.id)
    except DayClosed as closed:
        raise DayClosedToAll(**closed.params) from None


def closed_among(work: LedgerWork, days: Collection[TillDay]) -> list[TillDay]:
    """Hold the end of the chain, and return which of these days are closed."""
    work.ledger.hold_chain()
    return [day for day in sorted(days) if work.ledger.is_closed(day.date, day.terminal)]
