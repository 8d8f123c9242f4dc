"""Vouchers that nobody gives by hand: they follow from something, and go when it turns out not."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from smbcrm.core.i18n import Text
from smbcrm.core.ids import job_id
from smbcrm.membership.ledger.closing import TillDay, closed_among
from smbcrm.membership.ledger.posting import post
from smbcrm.membership.ledger.postings import NewEntry, Posting, Request
from smbcrm.membership.ledger.types import House, Operation, OperationKind
from smbcrm.membership.requests.rules import request_hash
from smbcrm.membership.vouchers import rules
from smbcrm.membership.vouchers.ports import IssuingWork
from smbcrm.membership.vouchers.steps import kept
from smbcrm.membership.vouchers.types import Definition, Origin, Voucher


@dataclass(frozen=True, slots=True)
class Cause:
    """What vouchers may follow from, or go with: who asked, and for which day.

    `about` is the operation that is named where they cannot go: of a reversal, what it takes back.
    None: no operation does it, but a tier that is given by hand, or a review.
    """

    request: Request
    about: Text | str | None
    customer: int
    date: dt.date
    today: dt.date


def give(
    work: IssuingWork, cause: Cause, definition: Definition, origin: Origin, job: Iterable[object]
) -> tuple[Voucher, ...]:
    """Give the customer of a cause a voucher, dated as that; none that would be over already.

    `job` names it once among all: the parts of the id of its operation.
    """
    ends = rules.last_day(definition, cause.date)
    if ends is not None and ends < cause.today:
        return ()
    wallet = work.ledger.wallet(cause.customer)
    asked = request_hash(OperationKind.VOUCHER_ISSUE, {"definition": definition.code})
    operation = post(
        work,
        Posting(
            kind=OperationKind.VOUCHER_ISSUE,
            request=_request(cause, job_id(*map(str, job)), asked),
            business_date=cause.date,
            entries=rules.issued(wallet, ends),
            holder=cause.customer,
            party=wallet.party,
        ),
    )
    return kept(work, operation, definition, origin)


def take_back(work: IssuingWork, cause: Cause, voucher: Voucher, job: str) -> None:
    """Take out the issue of a voucher that lies, as it was issued, on a cause's customer."""
    issue = _issue_of(work, voucher)
    wallet = work.ledger.wallet(cause.customer)
    target = issue.id
    asked = request_hash(OperationKind.REVERSAL, {"operation": target})
    post(
        work,
        Posting(
            kind=OperationKind.REVERSAL,
            request=_request(cause, job_id(job, target, cause.request.id), asked),
            business_date=issue.business_date,
            entries=tuple(
                NewEntry(entry.account, entry.unit, -entry.amount, entry.lot)
                for entry in work.ledger.entries(issue.seq)
            ),
            holder=cause.customer,
            party=wallet.party,
            reverses=issue.seq,
        ),
    )


def is_issue_open(work: IssuingWork, voucher: Voucher) -> bool:
    """Tell whether the day of a voucher's issue is open at its till."""
    issue = _issue_of(work, voucher)
    return not closed_among(work, (TillDay(issue.business_date, issue.terminal),))


def make_void(work: IssuingWork, cause: Cause, voucher: Voucher, reason: str) -> None:
    """End a voucher that a cause's customer has, today: no day of the past is touched by it.

    Raises DayClosed where this till has closed today, to all but the owner.
    """
    wallet = work.ledger.wallet(cause.customer)
    asked = request_hash(OperationKind.VOUCHER_VOID, {"voucher": voucher.code, "reason": reason})
    post(
        work,
        Posting(
            kind=OperationKind.VOUCHER_VOID,
            request=_request(cause, job_id(reason, voucher.code, cause.request.id), asked),
            business_date=cause.today,
            entries=rules.drawn(voucher.lot, House.ADJUSTMENT),
            holder=cause.customer,
            party=wallet.party,
            reason_code=reason,
        ),
    )


def _issue_of(work: IssuingWork, voucher: Voucher) -> Operation:
    """Return the operation that issued a voucher which lies as it was issued."""
    issue = work.ledger.later_on_lot(voucher.issued_as, 0)
    if issue is None:
        raise LookupError(voucher.issued_as)
    return issue


def _request(cause: Cause, request_id: str, asked: str) -> Request:
    by = cause.request
    return Request(request_id, asked, by.staff, by.terminal, by.recorded_at)
