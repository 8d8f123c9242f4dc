"""Rewards: the use cases of the catalogue."""

from dataclasses import dataclass, fields

from smbcrm.core.clock import Clock
from smbcrm.core.ids import uuid7
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.changes.types import Changed, SetUp, SetUpChanged
from smbcrm.membership.items.steps import item_named
from smbcrm.membership.requests.types import Act, Done
from smbcrm.membership.rewards import rules
from smbcrm.membership.rewards.ports import RewardDesk
from smbcrm.membership.rewards.steps import reward_called
from smbcrm.membership.rewards.types import NewReward, Reward, RewardChanges, RewardCodeTaken
from smbcrm.membership.staff.steps import Moment, once


@dataclass(frozen=True, slots=True)
class RewardService:
    """Adds, lists and edits rewards; nothing is ever deleted. The same again changes nothing."""

    uow: UnitOfWork[RewardDesk]
    clock: Clock

    def add(self, new: NewReward, act: Act | None = None) -> Reward:
        """Add a reward. Raises BadReward, RewardCodeTaken, UnknownTier, UnknownItem."""
        return self.uow.run(_add, self.clock, new, act or Act(uuid7(self.clock)))

    def edit(self, code: str, changes: RewardChanges, act: Act | None = None) -> Changed[Reward]:
        """Change a reward; its code stays. Raises UnknownReward, and as `add`."""
        return self.uow.run(_edit, self.clock, code, changes, act or Act(uuid7(self.clock)))

    def all(self) -> tuple[Reward, ...]:
        """Return every reward, the cheapest first."""
        return self.uow.read(lambda work: work.rewards.all())

    def get(self, code: str) -> Reward:
        """Return the reward with that code; raise UnknownReward."""
        return self.uow.read(reward_called, code)


def _add(work: RewardDesk, clock: Clock, new: NewReward, act: Act) -> Reward:
    def step(_: Moment) -> Done:
        work.tiers.hold()  # nobody takes away a tier meanwhile that is named here
        checked = rules.check_reward(new, work.tiers.all())
        if work.rewards.get(checked.code) is not None:
            raise RewardCodeTaken(code=checked.code)
        work.rewards.add(checked, item_named(work, checked.item))
        work.record(SetUpChanged(SetUp.REWARDS))
        return Done(checked.code)

    asked = {field.name: getattr(new, field.name) for field in fields(new)}
    return reward_called(work, once(work, clock, act, "reward_add", asked, step))


def _edit(
    work: RewardDesk, clock: Clock, code: str, changes: RewardChanges, act: Act
) -> Changed[Reward]:
    former: list[Reward] = []

    def step(_: Moment) -> Done:
        before = reward_called(work, code, hold=True)
        if set(changes.given()) <= {"active"}:  # nothing changes that could be wrong
            new = rules.as_new(before)
        else:
            work.tiers.hold()  # nobody takes away a tier meanwhile that is named here
            new = rules.changed(before, changes, work.tiers.all())
        active = before.active if changes.active is None else changes.active
        work.rewards.put(new, item_named(work, new.item), active=active)
        work.record(SetUpChanged(SetUp.REWARDS))
        former.append(before)
        return Done(before.code)

    kept = once(work, clock, act, "reward_edit", {"code": code, **changes.given()}, step)
    return Changed(reward_called(work, kept), *former)
