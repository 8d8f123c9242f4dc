"""The steps of an import: begin it or find where it was left, and end it."""

import datetime as dt
from dataclasses import replace

from smbcrm.core.clock import BusinessDay
from smbcrm.core.i18n import Text
from smbcrm.core.ids import is_uuid
from smbcrm.core.text import clean
from smbcrm.membership.imports.course import GOING, Course, check_standing
from smbcrm.membership.imports.facts import shop_facts
from smbcrm.membership.imports.kinds import ListKind
from smbcrm.membership.imports.meanings import MEANINGS
from smbcrm.membership.imports.plan import Glance, Look, ours_of
from smbcrm.membership.imports.ports import ImportWork
from smbcrm.membership.imports.remarks import ABOVE, CREDIT_LEFT_OUT, NOT_OURS, RETURNED
from smbcrm.membership.imports.types import UNDO_DAYS, ImportReport, ImportRun, RunState
from smbcrm.membership.imports.vocabulary import known_words
from smbcrm.membership.requests.rules import business_date
from smbcrm.membership.requests.types import BadRequestId, RequestReused
from smbcrm.membership.staff.called import staff_called, terminal_called

_WRITTEN = frozenset({ABOVE})
"""Remarks about rows that we wrote ourselves into a list."""
_SHOWN = _WRITTEN | {CREDIT_LEFT_OUT}
"""Also those about what is only looked at, in a list that comes back to us."""


def new_run(work: ImportWork, look: Look, run_id: str, now: dt.datetime) -> ImportRun:
    """Return an import that has not begun; raise DateInFuture, UnknownStaff, UnknownTerminal."""
    act, shop = look.request.act, work.settings.shop()
    date = business_date(act.date, shop.day.date(now))
    return ImportRun(
        id=run_id,
        file_name=clean(look.request.path.name),
        file_hash=look.info.sha256,
        mapping=look.mapping,
        state=RunState.RUNNING,
        started_at=now,
        date=date,
        staff=staff_called(work, act.staff).id,
        terminal=terminal_called(work, act.terminal).id,
        rows_done=0,
        report=_told_whose(
            work, look, look.blank_report(date, shop.currency, shop.region), shop.day
        ),
    )


def _told_whose(
    work: ImportWork, look: Look, report: ImportReport, day: BusinessDay
) -> ImportReport:
    """Return a report that says of a list of ours whether it comes back to us."""
    if look.returned is None:
        return report
    ours = ours_of(work, look)
    if ours is not None and look.request.kind is not ListKind.CUSTOMERS:
        return report
    if ours is None:
        said, known = Text(NOT_OURS), _WRITTEN
        report = replace(report, missing=(), missing_in_all=0)
    else:
        said, known = Text(RETURNED, {"date": day.date(ours[1].at)}), _SHOWN
    others = (one for one in report.remarks if one.msgid not in known)
    return replace(report, remarks=(said, *others))


def told_by_shop(work: ImportWork, glance: Glance, look: Look | None, now: dt.datetime) -> Glance:
    """Return a glance with the words that the shop knows, and with what it has to say."""
    shop = work.settings.shop()
    today = shop.day.date(now)
    known = known_words(shop_facts(work, today))
    if look is None:
        return replace(glance, known=known)
    report = look.blank_report(today, shop.currency, shop.region)
    told = _told_whose(work, look, report, shop.day)
    return replace(glance, known=known, remarks=told.remarks)


def begin(work: ImportWork, look: Look, now: dt.datetime) -> ImportRun:
    """Return the import of this request: the first one, one that was left undone, or a new one.

    Raises BadRequestId, RequestReused where the id was used for something else, and as `course_of`.
    """
    act = look.request.act
    if not is_uuid(act.request_id):
        raise BadRequestId(request=act.request_id)
    run_id = act.request_id.lower()
    known = work.imports.get(run_id, lock=True)
    if known is not None:
        if not _is_same(known, look):
            raise RequestReused(request=run_id)
        return known
    if work.requests.find(run_id) is not None:
        raise RequestReused(request=run_id)
    left = left_undone(work, look)
    if left is not None:
        return left
    work.imports.forget(now - dt.timedelta(days=UNDO_DAYS))
    run = new_run(work, look, run_id, now)
    course_of(work, look, run)  # what it refuses leaves no import behind
    return _added(work, run)


def course_of(work: ImportWork, look: Look, run: ImportRun, *, tells_codes: bool = True) -> Course:
    """Return how a list comes in; raise as the course of its kind."""
    return MEANINGS[look.request.kind].course(work, look, run, tells_codes=tells_codes)


def begin_rehearsal(work: ImportWork, look: Look, run_id: str, now: dt.datetime) -> ImportRun:
    """Return the import that a request would go on with, or a new one."""
    return left_undone(work, look) or _added(work, new_run(work, look, run_id, now))


def left_undone(work: ImportWork, look: Look) -> ImportRun | None:
    """Return the import of the very same list that was stopped or broke off."""
    for run in work.imports.of_file(look.info.sha256):
        if run.state in GOING and _is_same(run, look):
            return run
    return None


def _added(work: ImportWork, run: ImportRun) -> ImportRun:
    work.imports.add(run)
    return run


def _is_same(run: ImportRun, look: Look) -> bool:
    date = look.request.act.date
    return (
        run.file_hash == look.info.sha256
        and run.mapping == look.mapping
        and date in {None, run.date}
    )


def settle(work: ImportWork, run: ImportRun, state: RunState) -> ImportRun:
    """Write that an import is done, or was stopped between two batches."""
    check_standing(work, run)
    after = replace(run, state=state)
    work.imports.save(after)
    return after
