"""The end of a pause: how long lots last afterwards, and when a pause is over by itself."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from smbcrm.core.ids import job_id
from smbcrm.membership.ledger.ending import has_ended
from smbcrm.membership.ledger.posting import post
from smbcrm.membership.ledger.postings import NewTerm, Posting, Request
from smbcrm.membership.ledger.types import AccountKind, Lot, OperationKind, Wallet
from smbcrm.membership.packages import rules
from smbcrm.membership.packages.ports import PauseWork
from smbcrm.membership.requests.rules import request_hash


def paused_accounts(work: PauseWork, wallet: Wallet, unit: str) -> Mapping[int, dt.date]:
    """Return which accounts of a unit stand still, and since when."""
    return work.packages.paused(
        account.id
        for account in wallet.accounts
        if account.kind is AccountKind.VISITS and account.unit == unit
    )


def without_pause(
    work: PauseWork, lots: Sequence[Lot], paused: Mapping[int, dt.date], today: dt.date
) -> tuple[NewTerm, ...]:
    """Return until when lots that stand still last, if they go on today."""
    held = [lot for lot in lots if lot.account in paused]
    return rules.moved(held, paused, work.ledger.extended_on([lot.id for lot in held]), today)


def end_pauses(
    work: PauseWork, wallet: Wallet, units: Iterable[str], request: Request, today: dt.date
) -> None:
    """Let packages go on of which nothing is left, before new visits of them come.

    Such a pause was of what is gone; what comes now was never paused. It is an operation of its
    own, booked first as an expiry is.
    """
    for unit in units:
        paused = {} if wallet.left(unit) else paused_accounts(work, wallet, unit)
        if paused:
            lots = work.ledger.all_lots(wallet.holder, unit)
            living = [lot for lot in lots if not has_ended(work, lot, today)]
            work.packages.resume(paused)
            post(
                work,
                _resumption(
                    wallet, request, unit, today, without_pause(work, living, paused, today)
                ),
            )


def _resumption(
    wallet: Wallet, request: Request, unit: str, today: dt.date, terms: tuple[NewTerm, ...]
) -> Posting:
    return Posting(
        kind=OperationKind.RESUME,
        request=Request(
            job_id("resume", request.id, wallet.party, unit),
            request_hash(OperationKind.RESUME, {"before": request.id, "unit": unit}),
            request.staff,
            request.terminal,
            request.recorded_at,
        ),
        business_date=today,
        entries=(),
        holder=wallet.holder,
        party=wallet.party,
        terms=terms,
    )
