"""Packages, vouchers and rewards: three lists of what the shop sells ahead, gives and exchanges."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout

from smbcrm.membership.changes.types import SetUp, SetUpChanged
from smbcrm.membership.items.types import Item
from smbcrm.membership.ledger.postings import OperationPosted
from smbcrm.membership.packages.types import Package
from smbcrm.membership.rewards.types import Reward
from smbcrm.membership.tiers.types import Tier
from smbcrm.membership.vouchers.types import Definition
from smbcrm.ui.desk import Desk
from smbcrm.ui.event_bridge import Elsewhere
from smbcrm.ui.saver import Saver
from smbcrm.ui.settings.packages_card import PackagesCard
from smbcrm.ui.settings.part import Part
from smbcrm.ui.settings.rewards_card import RewardsCard
from smbcrm.ui.settings.vouchers_card import VouchersCard

_WATCHED = (SetUp.ITEMS, SetUp.TIERS, SetUp.VOUCHERS, SetUp.REWARDS)


@dataclass(frozen=True, slots=True)
class _Given:
    packages: Sequence[Package]
    vouchers: Sequence[Definition]
    rewards: Sequence[Reward]
    items: Sequence[Item]
    tiers: Sequence[Tier]


class BenefitsPart(Part):
    """Each list under the other; what is added or changed is typed in a form below its list."""

    def __init__(self, desk: Desk, saver: Saver) -> None:
        super().__init__(desk, saver)
        self.packages = PackagesCard(self)
        self.vouchers = VouchersCard(self)
        self.rewards = RewardsCard(self)
        self._forms = (self.packages.form, self.vouchers.form, self.rewards.form)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for card in (self.packages, self.vouchers, self.rewards):
            column.addWidget(card)
        column.addStretch(1)

    def arrive(self) -> None:
        """Ask for what there is."""
        self.desk.ask(self, self._ask, self._show)

    def happened(self, event: object) -> None:
        """Ask again after a change of what is shown, or of a stock."""
        changed = isinstance(event, SetUpChanged) and event.what in _WATCHED
        if changed or isinstance(event, Elsewhere | OperationPosted):
            self.arrive()

    def escape(self) -> bool:
        """Close the form in which somebody types."""
        return any(form.has_focus() and form.close_form() for form in self._forms)

    def half_done(self) -> bool:
        """Tell whether something is typed and not saved."""
        return any(form.half_typed() for form in self._forms)

    def _ask(self) -> _Given:
        services = self.desk.services
        return _Given(
            services.packages.all(),
            services.vouchers.all(),
            services.rewards.all(),
            services.items.all(),
            services.tiers.all(),
        )

    def _show(self, given: _Given) -> None:
        self.packages.show_packages(given.packages, given.items)
        self.vouchers.show_vouchers(given.vouchers, given.items, given.tiers)
        self.rewards.show_rewards(given.rewards, given.items, given.tiers)
