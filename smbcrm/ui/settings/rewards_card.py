"""Rewards: what each costs in points, how many there are, for whom, and whether it is given."""

from collections.abc import Sequence
from functools import partial

from smbcrm.core.i18n import N_, Text
from smbcrm.membership.items.types import Item
from smbcrm.membership.rewards.types import Reward, RewardChanges
from smbcrm.membership.tiers.types import Tier
from smbcrm.ui.settings.entry_form import change
from smbcrm.ui.settings.list_card import ListCard, Look, Row, whom
from smbcrm.ui.settings.part import Part
from smbcrm.ui.settings.reward_form import RewardForm

_LOOK = Look(
    "reward",
    N_("Rewards"),
    N_("Reward"),
    N_("Add a reward"),
    ((N_("Reward"), 5), (N_("Price in points"), 3), (N_("In stock"), 3), (N_("For"), 3)),
    N_("No reward yet. Add what points are exchanged for."),
    (N_("Price in points"), N_("In stock")),
)


class RewardsCard(ListCard):
    """The rewards, the cheapest first, also those that are switched off."""

    def __init__(self, part: Part) -> None:
        self.form = RewardForm(part)
        super().__init__(part, _LOOK, self.form)
        self._items: Sequence[Item] = ()
        self._tiers: Sequence[Tier] = ()

    def show_rewards(
        self, rewards: Sequence[Reward], items: Sequence[Item], tiers: Sequence[Tier]
    ) -> None:
        """Show the rewards."""
        self._items, self._tiers = items, tiers
        self.show_rows((rewards, items, tiers), lambda: [self._row(one) for one in rewards])

    def begin_new(self) -> None:
        """Open the form for a new one."""
        self.form.begin(None, self._items, self._tiers)

    def _row(self, reward: Reward) -> Row:
        desk, items, tiers = self.desk, self._items, self._tiers
        enough = desk.say(N_("always enough"))
        cells = (
            reward.name,
            desk.words.number(reward.points),
            enough if reward.stock is None else desk.words.number(reward.stock),
            whom(desk, reward.tiers, tiers),
        )
        return Row(
            reward.code,
            reward.name,
            cells,
            reward.active,
            lambda on: self._switch(reward, active=on),
            lambda: self.form.begin(reward, items, tiers),
        )

    def _switch(self, reward: Reward, *, active: bool) -> None:
        said = Text(N_("{name}, on") if active else N_("{name}, off"), {"name": reward.name})
        edit = partial(self.desk.services.rewards.edit, reward.code)
        save = change(self.part, said, edit, RewardChanges(active=active))
        self.part.saver.save(self.part, save, self.not_switched)
