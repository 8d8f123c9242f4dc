"""Vouchers that are given to whoever enters a tier, once for each entry.

Each belongs to its own entry: who comes up into a tier by one sale and, after that was taken back,
by another, keeps the voucher that was given; who turns out never to have come up then loses it.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from smbcrm.membership.ledger.posting import wallet_today
from smbcrm.membership.ledger.postings import Request
from smbcrm.membership.tiers.moves import Turn
from smbcrm.membership.tiers.types import Membership, Tier
from smbcrm.membership.vouchers import errors, rules
from smbcrm.membership.vouchers.entries import Entry, Turned, entries, turned
from smbcrm.membership.vouchers.giving import Cause, give, is_issue_open, make_void, take_back
from smbcrm.membership.vouchers.ports import IssuingWork
from smbcrm.membership.vouchers.types import NOT_ENTERED, Origin, Voucher

_JOB = "voucher_on_entry"


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


def entries_of(work: IssuingWork, customer: int) -> tuple[Entry, ...]:
    """Return how a customer has come up into tiers."""
    return entries(work.tiers.all(), work.tiers.memberships(customer))


def follow(work: IssuingWork, cause: Cause, before: Sequence[Entry]) -> tuple[Voucher, ...]:
    """Give the vouchers of tiers that were entered since, and take back those of entries undone.

    `before` is what `entries_of` said before memberships changed. Returns what was given.
    """
    now = turned(before, entries_of(work, cause.customer))
    lost = tuple(_given_for(work, cause.customer, now.undone))
    given = _give_all(work, cause, now)
    for voucher in lost:
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
            were = entries(work.tiers.all(), before)
            _give_all(work, cause, turned(were, entries_of(work, turn.customer)))

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


def _give_all(work: IssuingWork, cause: Cause, now: Turned) -> tuple[Voucher, ...]:
    """Give the vouchers of tiers that were entered, and return them; the others' entries move."""
    for was, becomes in now.moved:
        for voucher in _given_for(work, cause.customer, (was,)):
            work.vouchers.move_entry(voucher, becomes.seq)
    codes = {tier.id: tier.code for tier in work.tiers.all()} if now.made else {}
    given = list[Voucher]()
    for definition in work.vouchers.for_entries() if now.made else ():
        for entry in now.made:
            if definition.active and definition.on_entry == codes[entry.tier]:
                origin = Origin(entry.tier, entry.seq)
                job = (_JOB, cause.request.id, cause.customer, definition.code, entry.seq)
                given += give(work, cause, definition, origin, job)
    return tuple(given)


def _given_for(work: IssuingWork, customer: int, wanted: Sequence[Entry]) -> Iterator[Voucher]:
    """Yield the vouchers that were given for entries."""
    led = {(entry.tier, entry.seq) for entry in wanted}
    for voucher in work.vouchers.of_customer(customer) if led else ():
        if (voucher.origin.entered, voucher.origin.entry) in led and not rules.taken_back(voucher):
            yield voucher


def _take_back(work: IssuingWork, cause: Cause, voucher: Voucher) -> None:
    """Take a voucher back; one that went or has ended is gone already.

    It is made void today where it was used and came back in a lot of its own, and where the day of
    its issue is closed: nothing is taken out of that any more. What a refund had taken along may
    come back with an undo of that refund, and has no entry then.
    """
    if rules.lies_as_issued(voucher) and is_issue_open(work, voucher):
        take_back(work, cause, voucher, "entry_undone")
    elif voucher.lot.remaining:
        make_void(work, cause, voucher, NOT_ENTERED)
    elif rules.was_used(voucher):
        if cause.about is None:
            raise errors.HeldVoucherUsed(code=voucher.code)
        raise errors.EntryVoucherUsed(operation=cause.about, code=voucher.code)
    else:
        work.vouchers.move_entry(voucher, None)
