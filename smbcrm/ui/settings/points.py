"""Points and stored value: offers, rules, and what they mean for a sale to a real customer."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from smbcrm.core.i18n import N_
from smbcrm.membership.changes.types import SetUp, SetUpChanged
from smbcrm.membership.ledger.postings import OperationPosted
from smbcrm.membership.offers.types import Offer
from smbcrm.membership.sales.working_out import WorkedSale
from smbcrm.membership.shop.types import Shop
from smbcrm.membership.tiers.types import Tier
from smbcrm.ui.desk import Desk
from smbcrm.ui.event_bridge import Elsewhere
from smbcrm.ui.saver import Saver
from smbcrm.ui.settings.offers_card import OffersCard
from smbcrm.ui.settings.part import Part, column
from smbcrm.ui.settings.points_card import PointsCard
from smbcrm.ui.settings.tried import POINTS
from smbcrm.ui.settings.worked_card import GiftEarnsCard, WorkedCard
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Card
from smbcrm.ui.widgets.labels import IconLabel, label

_RIGHT_WIDTH = 318
_ONE_COLUMN_BELOW = 880
_WATCHED = (SetUp.SHOP, SetUp.TIERS, SetUp.OFFERS)


@dataclass(frozen=True, slots=True)
class _Rules:
    shop: Shop
    tiers: Sequence[Tier]
    offers: Sequence[Offer]
    worked: WorkedSale | None


class PointsPart(Part):
    """Offers and rules at the left; beside them the example, gift money, and what changes."""

    def __init__(self, desk: Desk, saver: Saver) -> None:
        super().__init__(desk, saver)
        self._known = False
        self.offers = OffersCard(self)
        self.points = PointsCard(self)
        self.worked = WorkedCard(self)
        self.gift = GiftEarnsCard(self)
        self._left = column(self.offers, self.points)
        self._right = column(self.worked, self.gift, _promises(desk))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        self._arrange(beside=True)

    def arrive(self) -> None:
        """Ask for the rules and the example."""
        self.desk.ask(self, self._ask, self._show)

    def happened(self, event: object) -> None:
        """Ask again after a change of the rules, or of what customers own."""
        changed = isinstance(event, SetUpChanged) and event.what in _WATCHED
        if changed or isinstance(event, Elsewhere | OperationPosted):
            self.arrive()

    def narrow(self, width: int, height: int) -> None:
        """Put the example below where there is little room."""
        del height
        self._arrange(beside=width >= _ONE_COLUMN_BELOW)

    def escape(self) -> bool:
        """Give back what was typed, then close the form of an offer."""
        if self.offers.form.has_focus():
            return self.offers.form.close_form()
        return super().escape()

    def half_done(self) -> bool:
        """Tell whether something is typed and not saved."""
        return super().half_done() or self.offers.form.half_typed()

    def _arrange(self, *, beside: bool) -> None:
        self._right.setFixedWidth(_RIGHT_WIDTH) if beside else self._right.setMaximumWidth(16777215)
        self._grid.addWidget(self._left, 0, 0)
        self._grid.addWidget(self._right, *((0, 1) if beside else (1, 0)))

    def _ask(self) -> _Rules:
        services = self.desk.services
        return _Rules(
            services.shop.shop(),
            services.tiers.all(),
            services.offers.all(),
            services.till.worked_sale(self.desk.act()),
        )

    def _show(self, rules: _Rules) -> None:
        self.offers.show_offers(rules.offers, rules.tiers)
        self.points.show_shop(rules.shop)
        self.worked.show_worked(rules.worked, rules.shop.rates)
        self.gift.show_worked(rules.worked, rules.shop.rates)
        if not self._known:
            self._known = True
            self.retype()


def _promises(desk: Desk) -> Card:
    """Say what a change does, and what it leaves alone."""
    card = Card(spacing=8)
    card.body.addWidget(label(desk.say(N_("What changes, and what not")), "section"))
    for icon, words in (
        ("circle-check", N_("New rules count from the next sale.")),
        ("lock", N_("A shorter life never shortens points or gifts people already have.")),
        ("flask-conical", N_("Try it first on the last 12 months.")),
    ):
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(IconLabel(icon, 18, "primaryText"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(desk.say(words), wrap=True), 1)
        card.body.addLayout(row)
    what_if = Button(desk.say(N_("What if?")), icon="flask-conical", kind="soft")
    what_if.setObjectName("points_what_if")
    what_if.clicked.connect(lambda: desk.room.go(f"settings/what_if/{POINTS}"))
    card.body.addWidget(what_if, 0, Qt.AlignmentFlag.AlignLeft)
    return card
