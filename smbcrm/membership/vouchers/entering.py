"""Vouchers that are given to whoever enters a tier, once for each entry.

They are counted, entry by entry: who comes up into a tier by one sale and, after that was taken
back, by another, keeps the voucher that was given; who turns out never to have come up loses it.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from smbcrm.core.i18n import Text
from smbcrm.core.ids import job_id
from smbcrm.membership.ledger.posting import post, wallet_today
from smbcrm.membership.ledger.postings import NewEntry, Posting, Request
from smbcrm.membership.ledger.types import OperationKind
from smbcrm.membership.requests.rules import request_hash
from smbcrm.membership.tiers.moves import Turn
from smbcrm.membership.tiers.types import Membership, Tier
from smbcrm.membership.vouchers import errors, rules
from smbcrm.membership.vouchers.ports import IssuingWork
from smbcrm.membership.vouchers.steps import kept
from smbcrm.membership.vouchers.types import Definition, Voucher


@dataclass(frozen=True, slots=True)
class Cause:
    """What may lead a customer into a tier or out of it again: who asked, and for which day.

    `about` is the operation that is named where it cannot be: of a reversal, what it takes back.
    None: no operation does it, but a tier that is given by hand, or a review.
    """

    request: Request
    about: Text | str | None
    customer: int
    date: dt.date
    today: dt.date


def reviewed(
    work: IssuingWork, cause: Cause, again: Callable[[IssuingWork, int, dt.date], Tier]
) -> tuple[Tier, tuple[Voucher, ...]]:
    """Work out anew which tiers a customer enters; return the one held now and vouchers given.

    `again` is the step that works out the tiers. Raises EntryVoucherUsed where an entry is undone
    whose voucher was used.
    """
    since = cause.date
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
    after = entries_of(work, cause.customer)
    given = _give_all(work, cause, after - before)
    for voucher in _last_of(work, cause.customer, set(before - after)):
        _take_back(work, cause, voucher)
    return given


@dataclass(frozen=True, slots=True)
class EntryVouchers:
    """Gives the vouchers of tiers that are entered by hand or by a review; see `EntrySteps`."""

    def wanted(self, work: IssuingWork) -> bool:
        """Tell whether any voucher is or was given on the entry of a tier."""
        return bool(work.vouchers.for_entries())

    def risen(self, work: IssuingWork, turn: Turn, before: Sequence[Membership]) -> None:
        """Give the vouchers of tiers that were entered since."""
        if self.wanted(work):
            cause = _turned(work, turn)
            entered = entries_of(work, turn.customer) - entries(work.tiers.all(), before)
            _give_all(work, cause, entered)

    def taken_back(self, work: IssuingWork, turn: Turn, before: Sequence[Membership]) -> None:
        """Do the same, and take back the vouchers of entries undone; raise HeldVoucherUsed."""
        if self.wanted(work):
            follow(work, _turned(work, turn), entries(work.tiers.all(), before))


def _turned(work: IssuingWork, turn: Turn) -> Cause:
    """Return a turn as a cause, after booking what has ended of the customer's."""
    at = turn.at
    request = Request(turn.request_id, "", at.staff.id, at.terminal.id, at.now)
    wallet_today(work, turn.customer, request, at.today)
    return Cause(request, None, turn.customer, turn.date, at.today)


def _give_all(work: IssuingWork, cause: Cause, entered: Counter[str]) -> tuple[Voucher, ...]:
    """Give the vouchers of tiers that were entered, and return them."""
    given = list[Voucher]()
    for definition in work.vouchers.for_entries():
        if definition.active and entered[definition.on_entry or ""]:
            given += _give(work, cause, definition)
    return tuple(given)


def _give(work: IssuingWork, cause: Cause, definition: Definition) -> tuple[Voucher, ...]:
    """Give a voucher, dated as what led into the tier; none that would be over already."""
    ends = rules.last_day(definition, cause.date)
    if ends is not None and ends < cause.today:
        return ()
    wallet = work.ledger.wallet(cause.customer)
    asked = request_hash(OperationKind.VOUCHER_ISSUE, {"definition": definition.code})
    operation = post(
        work,
        Posting(
            kind=OperationKind.VOUCHER_ISSUE,
            request=_request(
                cause,
                job_id("voucher_on_entry", cause.request.id, cause.customer, definition.code),
                asked,
            ),
            business_date=cause.date,
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
            if cause.about is None:
                raise errors.HeldVoucherUsed(code=voucher.code)
            raise errors.EntryVoucherUsed(operation=cause.about, code=voucher.code)
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
            request=_request(cause, job_id("entry_undone", target, cause.request.id), asked),
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
