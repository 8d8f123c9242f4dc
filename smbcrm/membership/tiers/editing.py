"""Tiers: the use cases that change something."""

from smbcrm.core.clock import Clock
from smbcrm.core.ids import uuid7
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.changes.types import Changed, SetUp, SetUpChanged
from smbcrm.membership.requests.types import Act, Done
from smbcrm.membership.staff.steps import Moment, once
from smbcrm.membership.tiers import rules
from smbcrm.membership.tiers.ports import TierDesk
from smbcrm.membership.tiers.types import (
    PastRule,
    Tier,
    TierChanges,
    UnknownTier,
)


def edit(
    uow: UnitOfWork[TierDesk], clock: Clock, tier: int | str, changes: TierChanges, act: Act | None
) -> Changed[Tier]:
    """Change a tier; see `TierService.edit`."""
    return uow.run(_edit, clock, tier, changes, act or Act(uuid7(clock)))


def _edit(
    work: TierDesk, clock: Clock, which: int | str, changes: TierChanges, act: Act
) -> Changed[Tier]:
    former: list[Tier] = []

    def step(_: Moment) -> Done:
        last = work.tiers.hold()
        tiers = work.tiers.all()
        tier = next((one for one in tiers if which in {one.id, one.code}), None)
        if tier is None:
            raise UnknownTier(tier=which)
        after = rules.changed(tiers, tier, changes)
        if after.spend_from != tier.spend_from:
            work.tiers.add_past_rule(PastRule(tier.id, last, tier.spend_from))
        work.tiers.put(after)
        work.record(SetUpChanged(SetUp.TIERS))
        former.append(tier)
        return Done(str(tier.id))

    arguments = {"tier": which, **changes.given()}
    kept = int(once(work, clock, act, "tier_edit", arguments, step))
    return Changed(next(one for one in work.tiers.all() if one.id == kept), *former)
