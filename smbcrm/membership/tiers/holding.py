"""A tier given by hand: it is a floor until its last day."""

from collections.abc import Sequence

from smbcrm.core.clock import Clock
from smbcrm.core.ids import uuid7
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.changes.types import SetUp, SetUpChanged
from smbcrm.membership.ledger.closing import check_dated
from smbcrm.membership.requests.types import Act, Done
from smbcrm.membership.staff.steps import Moment, once
from smbcrm.membership.tiers.keeping import held_by_hand, held_of
from smbcrm.membership.tiers.moves import Turn
from smbcrm.membership.tiers.ports import Desk, EntrySteps
from smbcrm.membership.tiers.rules import held as held_on
from smbcrm.membership.tiers.steps import facts_since, rewrite, tier_entered
from smbcrm.membership.tiers.types import (
    FOR_EVER,
    BadHoldReason,
    HeldInPast,
    HoldReason,
    HoldRequest,
    Membership,
    NobodyToHold,
    NothingHeld,
    Tier,
    TierReason,
    UnknownTier,
)

Memberships = tuple[Membership, ...]


def hold(
    uow: UnitOfWork[Desk],
    clock: Clock,
    entry: EntrySteps[Desk],
    request: HoldRequest,
    act: Act | None,
) -> Memberships:
    """Give a tier by hand, or release it; see `TierService.hold`."""
    return uow.run(lambda work: held(work, clock, entry, request, act or Act(uuid7(clock))))


def unhold(
    uow: UnitOfWork[Desk], clock: Clock, entry: EntrySteps[Desk], customer: int, act: Act | None
) -> Memberships:
    """Take back what was given by hand today; see `TierService.unhold`."""
    return uow.run(lambda work: unheld(work, clock, entry, customer, act or Act(uuid7(clock))))


def held(
    work: Desk, clock: Clock, entry: EntrySteps[Desk], request: HoldRequest, act: Act
) -> Memberships:
    """Give a tier by hand in a step of whoever asks; see `TierService.hold`."""

    def step(at: Moment) -> Done:
        if not work.tiers.lock(request.customer):
            raise NobodyToHold
        facts = facts_since(work, request.customer, at.date)
        given = _given(facts.tiers, facts.memberships, request, at)
        given = given._replace(**work.tiers.hold()._asdict())
        check_dated(work, at)
        was, before = facts.memberships, held_of(facts.tiers, facts.memberships)
        work.tiers.note_by_hand(request.customer, held_on(was, at.date), given)
        facts = facts._replace(memberships=(*facts.memberships, given))
        after = held_of(facts.tiers, rewrite(work, request.customer, facts, at.date))
        work.record(SetUpChanged(SetUp.TIERS))
        if after.rank > before.rank:
            tier_entered(work, request.customer, after, TierReason.HAND)
            entry.risen(work, Turn(act.request_id, at, at.date, request.customer), was)
        return Done(str(request.customer), request.customer)

    return work.tiers.memberships(int(once(work, clock, act, "tier_hold", request._asdict(), step)))


def _given(
    tiers: Sequence[Tier], memberships: Sequence[Membership], request: HoldRequest, at: Moment
) -> Membership:
    """Return the membership that is to be; raise what cannot be."""
    known = [one.value for one in HoldReason if one is not HoldReason.RELEASE]
    released = request.tier is None and request.reason == HoldReason.RELEASE
    if request.reason not in known and not released:
        raise BadHoldReason(reason=request.reason, known=known)
    if request.tier is None:
        if held_by_hand(memberships, at.date) is None:
            raise NothingHeld
        tier, until = held_of(tiers, memberships), None
    else:
        found = next((one for one in tiers if one.code == request.tier), None)
        if found is None:
            raise UnknownTier(tier=request.tier)
        tier, until = found, request.until or FOR_EVER
        if until < at.today:
            raise HeldInPast(date=until, today=at.today)
    return Membership(0, tier.id, at.date, TierReason.HAND, None, until, reason_code=request.reason)


def unheld(
    work: Desk, clock: Clock, entry: EntrySteps[Desk], customer: int, act: Act
) -> Memberships:
    """Take it back in a step of whoever asks; see `TierService.unhold`."""

    def step(at: Moment) -> Done:
        if not work.tiers.lock(customer):
            raise NobodyToHold
        facts = facts_since(work, customer, at.today)
        by_hand = [
            one
            for one in facts.memberships
            if one.reason is TierReason.HAND and one.since == at.today
        ]
        if not by_hand:
            raise NothingHeld
        work.tiers.forget([by_hand[-1].id])
        left = tuple(one for one in facts.memberships if one.id != by_hand[-1].id)
        kept = rewrite(work, customer, facts._replace(memberships=left), at.today)
        work.tiers.note_by_hand(customer, by_hand[-1], held_on(kept, at.today))
        work.record(SetUpChanged(SetUp.TIERS))
        entry.taken_back(work, Turn(act.request_id, at, at.today, customer), facts.memberships)
        return Done(str(customer), customer)

    return work.tiers.memberships(
        int(once(work, clock, act, "tier_unhold", {"customer": customer}, step))
    )
