"""Tiers: the use cases that change something."""

import datetime as dt
from collections.abc import Iterable, Sequence

from smbcrm.core.clock import Clock
from smbcrm.core.ids import uuid7
from smbcrm.core.text import clean
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.changes.types import Changed, SetUp, SetUpChanged
from smbcrm.membership.requests.steps import note_rules
from smbcrm.membership.requests.types import Act, Done
from smbcrm.membership.staff.steps import Moment, once
from smbcrm.membership.tiers import rules
from smbcrm.membership.tiers.ports import TierDesk
from smbcrm.membership.tiers.steps import begin_rules, change_rule, tiers_of
from smbcrm.membership.tiers.types import (
    ComingRule,
    NewTier,
    NoSuchItem,
    PastRule,
    Tier,
    TierChanges,
    TierInUse,
    TierNamed,
    UnknownTier,
)


def add(uow: UnitOfWork[TierDesk], clock: Clock, new: NewTier, act: Act | None) -> Tier:
    """Add a tier; see `TierService.add`."""
    return uow.run(_add, clock, new, act or Act(uuid7(clock)))


def edit(  # noqa: PLR0913 - what changes, when, and by which request
    uow: UnitOfWork[TierDesk],
    clock: Clock,
    tier: int | str,
    changes: TierChanges,
    act: Act | None,
    *,
    later: bool,
) -> Changed[Tier]:
    """Change a tier; see `TierService.edit`."""
    return uow.run(_edit, clock, tier, changes, act or Act(uuid7(clock)), later=later)


def drop(uow: UnitOfWork[TierDesk], clock: Clock, code: str, act: Act | None) -> None:
    """Take a tier away; see `TierService.drop`."""
    uow.run(_drop, clock, code, act or Act(uuid7(clock)))


def reorder(
    uow: UnitOfWork[TierDesk], clock: Clock, codes: Sequence[str], act: Act | None
) -> Changed[tuple[Tier, ...]]:
    """Put the tiers into another order; see `TierService.reorder`."""
    return uow.run(_reorder, clock, tuple(codes), act or Act(uuid7(clock)))


def _add(work: TierDesk, clock: Clock, new: NewTier, act: Act) -> Tier:
    def step(at: Moment) -> Done:
        begin_rules(work, at.today)
        now, tiers = work.tiers.hold(), work.tiers.all()
        code = rules.check_code(tiers, new.code)
        rank = _called(tiers, new.above).rank + 1 if new.above else tiers[-1].rank + 1
        blank = Tier(0, code, rank, new.name, None, 100, 0)
        above = [one._replace(rank=one.rank + 1) for one in tiers if one.rank >= rank]
        work.tiers.put_ranks([*(one for one in tiers if one.rank < rank), *above])
        ranked = work.tiers.all()
        tier = _known(work, rules.changed(ranked, blank, new.changes))
        work.tiers.add(tier)
        made = _called(work.tiers.all(), code)
        # What was recorded before could not reach it.
        work.tiers.add_past_rule(PastRule.of(blank._replace(id=made.id), now), blank)
        work.record(SetUpChanged(SetUp.TIERS))
        return Done(code)

    arguments = {
        "code": new.code,
        "name": new.name,
        "above": new.above,
        **new.changes.given(),
    }
    kept = once(work, clock, act, "tier_add", arguments, step)
    return _called(work.tiers.all(), kept)


def _edit(  # noqa: PLR0913 - what changes, when, and by which request
    work: TierDesk, clock: Clock, which: int | str, changes: TierChanges, act: Act, *, later: bool
) -> Changed[Tier]:
    former: list[Tier] = []

    def step(at: Moment) -> Done:
        begin_rules(work, at.today)
        now = work.tiers.hold()
        tiers = work.tiers.all()
        tier = _called(tiers, which)
        planned = rules.live(tiers, work.tiers.coming(), dt.date.max)
        plan = next(one for one in planned if one.id == tier.id)
        after = _known(work, rules.changed(planned, plan, changes))
        if later:
            former.append(plan)
            work.tiers.put(tier._replace(name=after.name))
        else:
            former.append(tier)
            # Both what counts now and what will count has to be possible.
            change_rule(work, tier, rules.changed(tiers, tier, changes), now)
        _plan(work, after, rules.coming_day(at.today), anew=later)
        work.record(SetUpChanged(SetUp.TIERS))
        return Done(str(tier.id))

    arguments = {"tier": which, **changes.given(), "later": later or None}
    kept = int(once(work, clock, act, "tier_edit", arguments, step))
    today = work.settings.shop().day.date(clock.now())
    seen_on = dt.date.max if later else today
    tier = _called(tiers_of(work, seen_on), kept)
    for before in former:
        note_rules(work, act, f"tier {tier.code}", before._asdict(), tier._asdict())
    return Changed(tier, *former)


def _plan(work: TierDesk, after: Tier, live_from: dt.date, *, anew: bool) -> None:
    """Note what a tier will be, and from when on; forget it where it is that already.

    `anew`: the plan itself was changed, so there is a day again to think about it.
    """
    before = {one.tier.id: one.live_from for one in work.tiers.coming()}
    now = _called(work.tiers.all(), after.id)
    work.tiers.drop_coming(after.id)
    if rules.rule_of(after, now) != now:
        day = live_from if anew else before.get(after.id, live_from)
        work.tiers.put_coming(ComingRule(day, after))


def _drop(work: TierDesk, clock: Clock, code: str, act: Act) -> None:
    def step(_: Moment) -> Done:
        work.tiers.hold()
        tiers = work.tiers.all()
        tier = _called(tiers, code)
        if tier.rank == tiers[0].rank or work.tiers.is_used(tier):
            raise TierInUse(name=tier.name)
        if named := work.tiers.named_by(tier):
            raise TierNamed(name=tier.name, named=list(named))
        work.tiers.drop(tier.id)
        work.record(SetUpChanged(SetUp.TIERS))
        return Done(code)

    once(work, clock, act, "tier_drop", {"code": code}, step)


def _reorder(
    work: TierDesk, clock: Clock, codes: tuple[str, ...], act: Act
) -> Changed[tuple[Tier, ...]]:
    former: list[tuple[Tier, ...]] = []

    def step(_: Moment) -> Done:
        work.tiers.hold()
        tiers = work.tiers.all()
        found = rules.ordered(tiers, codes)
        rules.ordered(rules.live(tiers, work.tiers.coming(), dt.date.max), codes)
        work.tiers.put_ranks(found)
        work.record(SetUpChanged(SetUp.TIERS))
        former.append(tiers)
        return Done(",".join(codes))

    once(work, clock, act, "tier_reorder", {"codes": ",".join(codes)}, step)
    return Changed(work.tiers.all(), *former)


def _called(tiers: Iterable[Tier], which: int | str) -> Tier:
    tier = next((one for one in tiers if which in {one.id, one.code}), None)
    if tier is None:
        raise UnknownTier(tier=which)
    return tier


def _known(work: TierDesk, tier: Tier) -> Tier:
    """Return a tier with its item by its own code; raise NoSuchItem."""
    if tier.item is None:
        return tier
    item = work.items.find(clean(tier.item))
    if item is None:
        raise NoSuchItem(code=tier.item)
    return tier._replace(item=item.code)
