"""The steps that everything begins with that somebody does: who, where, for which day."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from smbcrm.core.clock import Clock
from smbcrm.membership.requests.rules import business_date
from smbcrm.membership.requests.steps import identify, recorded
from smbcrm.membership.requests.types import Act, Done, Entered
from smbcrm.membership.staff.called import staff_called, terminal_called
from smbcrm.membership.staff.ports import ActWork
from smbcrm.membership.staff.types import Staff, Terminal


@dataclass(frozen=True, slots=True)
class Moment:
    """An act that can be: who does it at which till, now, and for which business date."""

    staff: Staff
    terminal: Terminal
    now: dt.datetime
    today: dt.date
    date: dt.date


def moment(work: ActWork, clock: Clock, act: Act) -> Moment:
    """Return an act with everything looked up.

    Raises UnknownStaff, UnknownTerminal, DateInFuture or DateTooEarly.
    """
    now = clock.now()
    today = work.settings.shop().day.date(now)
    return Moment(
        staff_called(work, act.staff),
        terminal_called(work, act.terminal),
        now,
        today,
        business_date(act.date, today),
    )


def once(  # noqa: PLR0913 - the parts of one request
    work: ActWork,
    clock: Clock,
    act: Act,
    kind: str,
    arguments: Mapping[str, object],
    step: Callable[[Moment], Done],
) -> str:
    """Return the answer of `step`, or the first one where this very request was carried out.

    The answer holds ids and never names, because an erase does not look here. Two tills that send
    the same request at once meet at its primary key: the slower one is run again and finds it.
    Raises BadRequestId, RequestReused where the id was used for something else, and what `moment`
    raises; nobody and nowhere are no excuse for a request that was carried out before.
    """
    request_id, asked = identify(act, kind, arguments)
    found = recorded(work, request_id, asked)
    if found is not None:
        return found.result
    at = moment(work, clock, act)
    done = step(at)
    work.requests.keep(Entered(request_id, kind, asked, done, at.staff.id, at.terminal.id, at.now))
    return done.result
