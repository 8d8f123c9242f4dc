"""Vouchers that are given to whoever enters a tier, once for each entry.

They are counted, entry by entry: who comes up into a tier by one sale and, after that was taken
back, by another, keeps the voucher that was given; who turns out never to have come up loses it.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from smbcrm.core.ids import job_id
from smbcrm.membership.ledger.named import called
from smbcrm.membership.ledger.posting import post
from smbcrm.membership.ledger.postings import NewEntry, Posting, Request
from smbcrm.membership.ledger.types import Operation, OperationKind
from smbcrm.membership.requests.rules import request_hash
from smbcrm.membership.tiers.types import Membership, Tier
from smbcrm.membership.vouchers import errors, rules
from smbcrm.membership.vouchers.ports import IssuingWork
from smbcrm.membership.vouchers.steps import kept
from smbcrm.membership.vouchers.types import Definition, Voucher


@dataclass(frozen=True, slots=True)
class Cause:
    """What may lead a customer into a tier or out of it again: who asked, and what was recorded.

    `about` is the operation that is named where it cannot be: of a reversal, what it takes back.
    """

    request: Request
    operation: Operation
    about: Operation
    customer: int
    today: dt.date


def reviewed(
    work: IssuingWork, cause: Cause, again: Callable[[IssuingWork, int, dt.date], Tier]
) -> tuple[Tier, tuple[Voucher, ...]]:
    """Work out anew which tiers a customer enters; return the one held now and vouchers given.

    `again` is the step that works out the tiers. Raises EntryVoucherUsed where an entry is undone
    whose voucher was used.
    """
    since = cause.operation.business_date
    if not work.vouchers.for_entries():
        return again(work, cause.customer, since), ()
    before = entries_of(work, cause.customer)
    held = again(work, cause.customer, since)
    return held, follow(work, cause, before)


def entries_of(work: IssuingWork, customer: int) -> Counter[str]:
    """Return how often a customer has entered each tier, by its code."""
    return entries(work.tiers.all(), work.tiers.memberships(customer))


def entries(tiers: Sequence[Tier], memberships: Sequence[Membership]) -> Counter[str]:
    """Return how often memberships lead up into each tier, by its code."""
    by_id = {tier.id: tier for tier in tiers}
    found, held = Counter[str](), tiers[0]
    for one in sorted(memberships, key=lambda one: (one.since, one.id)):
        tier = by_id[one.tier]
        if tier.rank > held.rank:
            found[tier.code] += 1
        held = tier
    return found


def follow(work: IssuingWork, cause: Cause, before: Counter[str]) -> tuple[Voucher, ...]:
    """Give the vouchers of tiers that were entered since, and take back those of entries undone.

    `before` is what `entries_of` said before memberships changed. Returns what was given.
    """
    after, given = entries_of(work, cause.customer), list[Voucher]()
    for definition in work.vouchers.for_entries():
        tier = definition.on_entry or ""
        if definition.active and after[tier] > before[tier]:
            given += _give(work, cause, definition)
    gone = {tier for tier in before if after[tier] < before[tier]}
    for voucher in _last_of(work, cause.customer, gone):
        _take_back(work, cause, voucher)
    return tuple(given)


def _give(work: IssuingWork, cause: Cause, definition: Definition) -> tuple[Voucher, ...]:
    """Give a voucher, dated as what led into the tier; none that would be over already."""
    ends = rules.last_day(definition, cause.operation.business_date)
    if ends is not None and ends < cause.today:
        return ()
    wallet = work.ledger.wallet(cause.customer)
    asked = request_hash(OperationKind.VOUCHER_ISSUE, {"definition": definition.code})
    operation = post(
        work,
        Posting(
            kind=OperationKind.VOUCHER_ISSUE,
            request=_request(
                cause, job_id("voucher_on_entry", cause.operation.id, definition.code), asked
            ),
            business_date=cause.operation.business_date,
            entries=rules.issued(wallet, ends),
            holder=cause.customer,
            party=wallet.party,
        ),
    )
    tiers = {tier.code: tier.id for tier in work.tiers.all()}
    return kept(work, operation, definition, tiers[definition.on_entry or ""])


def _last_of(work: IssuingWork, customer: int, tiers: set[str]) -> Iterator[Voucher]:
    """Yield the voucher of each definition that was given last on entry of one of these tiers."""
    ids = {tier.id for tier in work.tiers.all() if tier.code in tiers}
    last: dict[str, Voucher] = {}
    for voucher in work.vouchers.of_customer(customer) if ids else ():
        before = last.get(voucher.definition)
        newer = before is None or voucher.issued_as > before.issued_as
        if voucher.entered in ids and newer and not rules.taken_back(voucher):
            last[voucher.definition] = voucher
    yield from last.values()


def _take_back(work: IssuingWork, cause: Cause, voucher: Voucher) -> None:
    """Take out the issue of a voucher; one that was made void or has ended is gone already."""
    if voucher.lot.id != voucher.issued_as or not voucher.lot.remaining:
        if rules.was_used(voucher):
            raise errors.EntryVoucherUsed(operation=called(cause.about), code=voucher.code)
        return
    issue = work.ledger.later_on_lot(voucher.issued_as, 0)
    if issue is None:
        raise LookupError(voucher.issued_as)
    wallet = work.ledger.wallet(cause.customer)
    target = issue.id
    asked = request_hash(OperationKind.REVERSAL, {"operation": target})
    post(
        work,
        Posting(
            kind=OperationKind.REVERSAL,
            request=_request(cause, job_id("entry_undone", target, cause.operation.id), asked),
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


def _request(cause: Cause, request_id: str, asked: str) -> Request:
    by = cause.request
    return Request(request_id, asked, by.staff, by.terminal, by.recorded_at)
