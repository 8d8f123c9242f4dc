"""How long people are kept who do not come any more, and that the erased stay erased."""

import datetime as dt
from collections.abc import Iterable

from smbcrm.core.clock import Clock, add_months
from smbcrm.core.i18n import N_, Text
from smbcrm.core.ids import job_id
from smbcrm.membership.ledger.postings import Request
from smbcrm.membership.privacy.erasing import owed_to, take_out
from smbcrm.membership.privacy.ports import PrivacyWork
from smbcrm.membership.privacy.types import (
    Away,
    BadMonths,
    ErasedOne,
    EraseReason,
    NoRetention,
    Owed,
    Retention,
)
from smbcrm.membership.requests.types import Act, Done
from smbcrm.membership.staff.steps import Moment, moment, once

_OWED = N_("the shop owes them: {owed}")
_OWES = N_("they owe the shop points")
_MOST_MONTHS = 240


def away(work: PrivacyWork, clock: Clock, months: int | None) -> Retention:
    """Return who did not come for so many months; raise NoRetention, BadMonths."""
    shop = work.settings.shop()
    wanted = shop.retention_months if months is None else months
    if months is None and not wanted:
        raise NoRetention
    if not 1 <= wanted <= _MOST_MONTHS:
        raise BadMonths(most=_MOST_MONTHS)
    today = shop.day.date(clock.now())
    since = add_months(today, -wanted)
    found = work.erasures.away(since)
    names = work.customers.codes([customer for customer, _ in found])
    people = []
    for customer, last in found:
        owed = owed_to(work, customer, today)
        people.append(Away(customer, *names[customer], last, owed, _why_kept(owed)))
    return Retention(since, wanted, tuple(people))


def erase_if_away(work: PrivacyWork, clock: Clock, customer: int, since: dt.date, act: Act) -> bool:
    """Take out somebody who did not come since a day and is owed nothing; else leave them.

    Another till may have sold to them since the list was made.
    """

    def step(at: Moment) -> Done:
        gone = _take_out_if_away(work, customer, since, act, at)
        return Done(str(int(gone)))

    made = Act(job_id("retention", act.request_id, customer), act.staff, act.terminal)
    asked = {"customer": customer, "since": since}
    return once(work, clock, made, "person_retention", asked, step) == "1"


def erase_again(work: PrivacyWork, clock: Clock, ones: Iterable[ErasedOne], act: Act) -> int:
    """Take those out again who are back because a copy of before their erase was restored.

    What the copy says that they own was paid out or given up before they were erased.
    """
    at = moment(work, clock, act)
    again = {one.customer: one for one in ones}
    back = work.erasures.there(tuple(again.values()))
    for customer in back:
        request = Request(
            job_id("restored", act.request_id, customer), "", at.staff.id, at.terminal.id, at.now
        )
        take_out(work, customer, EraseReason.RESTORED, request, at, give_up=True)
    return len(back)


def _take_out_if_away(
    work: PrivacyWork, customer: int, since: dt.date, act: Act, at: Moment
) -> bool:
    if not work.customers.lock(customer) or not work.erasures.away(since, customer):
        return False
    request = Request(
        job_id("retention", act.request_id, customer), "", at.staff.id, at.terminal.id, at.now
    )
    if _why_kept(owed_to(work, customer, at.today)) is not None:
        return False
    take_out(work, customer, EraseReason.STAYED_AWAY, request, at, give_up=False)
    return True


def _why_kept(owed: Owed) -> Text | None:
    """Return why somebody who stayed away is kept all the same."""
    if not owed.nothing:
        return Text(_OWED, {"owed": owed.words})
    return Text(_OWES) if owed.points < 0 else None
