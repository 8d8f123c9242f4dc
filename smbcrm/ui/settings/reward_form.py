"""One reward to be added or changed: its price in points, its stock, and for whom."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from smbcrm.core.i18n import N_
from smbcrm.membership.items.types import Item, UnknownItem
from smbcrm.membership.rewards.types import (
    UNLIMITED,
    NewReward,
    Reward,
    RewardChanges,
    RewardCodeTaken,
)
from smbcrm.membership.tiers.types import Tier
from smbcrm.ui.saver import Save, Work
from smbcrm.ui.settings.entry_form import EntryForm, Line, change, item_options, only_new
from smbcrm.ui.settings.part import Part
from smbcrm.ui.settings.typed_numbers import read_count


class RewardForm(EntryForm):
    """Without a stock there is always enough; without a chosen tier it is for everybody."""

    def __init__(self, part: Part) -> None:
        super().__init__(part, "reward", 3)
        self._reward: Reward | None = None
        self.code = self.line("code", N_("Code"))
        self.name = self.line("name", N_("Name"))
        self.points = self.line("points", N_("Points"))
        self.stock = self.line("stock", N_("In stock"), self.desk.say(N_("always enough")))
        self.item = self.search("item", N_("Item"))
        self._lines: tuple[Line, ...] = (
            *(self.code, self.name, self.points, self.stock),
            self.item,
        )
        for field in self._lines:
            self.put(field)
        self.places = {RewardCodeTaken: self.code, UnknownItem: self.item}

    def begin(self, reward: Reward | None, items: Sequence[Item], tiers: Sequence[Tier]) -> None:
        """Show a reward to be changed, or None to add one."""
        self._reward = reward
        self.item.set_options(item_options(items))
        shown = [""] * 5
        if reward is not None:
            stock = "" if reward.stock is None else str(reward.stock)
            item = "" if reward.item is None else reward.item.code
            shown = [reward.code, reward.name, str(reward.points), stock, item]
        self.fill(zip(self._lines, shown, strict=True))
        self.show_tiers(tiers, () if reward is None else reward.tiers)
        self.code.edit.setReadOnly(reward is not None)
        self.open_at(*(("", self.code) if reward is None else (reward.code, self.name)))

    def asked(self) -> Save[Any]:
        """Return what adds or changes the reward."""
        desk, reward = self.desk, self._reward
        rewards = desk.services.rewards
        typed = NewReward(
            self.needed(self.code),
            self.needed(self.name),
            self.read(self.points, read_count),
            self.item.text() or None,
            self.read(self.stock, read_count) if self.stock.text() else None,
            self.tiers(),
        )
        if reward is None:

            def away(made: Reward) -> Work:
                return partial(rewards.edit, made.code, RewardChanges(active=False), desk.act())

            work = partial(rewards.add, typed, desk.act())
            return Save(typed.name, work, away, done=self.done)
        stock = UNLIMITED if typed.stock is None else typed.stock
        changes = RewardChanges(typed.name, typed.points, typed.item or "", stock, typed.tiers)
        changes = only_new(changes, changes.back_to(reward))
        edit = partial(rewards.edit, reward.code)
        return change(self.part, reward.name, edit, changes, self.done)
