"""The top-up offers as tiles: left and right, or a click, puts the amount of one in the field."""

from collections.abc import Sequence
from fractions import Fraction

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.offers.rules import offer_for
from smbcrm.membership.offers.types import Offer
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.buttons import ChoiceGroup, ChoiceTile
from smbcrm.ui.widgets.labels import label


class OfferChoice(QWidget):
    """The offers; `chosen` tells the amount to pay, in minor units. Without offers it is hidden."""

    chosen = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._offers: Sequence[Offer] = ()
        self.group: ChoiceGroup | None = None
        self.tiles: list[ChoiceTile] = []
        self._roomy = True
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(label(desk.say(N_("Offer")), "label"))
        self.hint = label(desk.say(N_("← → to choose, or type any amount")), "hint")
        head.addWidget(self.hint)
        head.addStretch(1)
        self._column.addLayout(head)
        self.hide()

    @property
    def smallest(self) -> int | None:
        """The amount from which on there is a gift; None where there never is one."""
        return self._offers[0].amount if self._offers else None

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Offer these, the smallest amount first."""
        if self.group is not None:
            self._column.removeWidget(self.group)
            self.group.hide()
            self.group.deleteLater()
            self.group = None
            self.tiles = []
        self._offers = offers
        self.setVisible(bool(offers))
        if offers:
            self.tiles = [self._tile(offer) for offer in offers]
            self._fit()
            self.group = ChoiceGroup(list(zip(offers, self.tiles, strict=True)), 2)
            self.group.changed.connect(self._told)
            self._column.addWidget(self.group)

    def show_reached(self, bill: Bill | None) -> None:
        """Mark the offer whose gift the till gives."""
        if self.group is None:
            return
        best = None if bill is None else offer_for(self._offers, bill.amount)
        given = best is not None and bill is not None and best.gift == bill.gift
        self.group.choose(best if given else None)

    def narrow(self, *, roomy: bool) -> None:
        """Be lower, without the hint, where there is little room."""
        self._roomy = roomy
        self.hint.setVisible(roomy)
        self._fit()

    def step(self, by: int) -> None:
        """Choose the next (+1) or the previous (-1) offer."""
        if self.group is not None:
            self.group.step(by)

    def _fit(self) -> None:
        for tile in self.tiles:
            tile.set_compact(not self._roomy)

    def _told(self, offer: object) -> None:
        if isinstance(offer, Offer):
            self.chosen.emit(offer.amount)

    def _tile(self, offer: Offer) -> ChoiceTile:
        say = self._desk.say
        title = say(
            N_("Pay {amount}, get {gift}"),
            amount=self._desk.words.round_sum(offer.amount),
            gift=self._desk.words.round_sum(offer.gift),
        )
        share = self._desk.words.share(Fraction(offer.gift, offer.amount))
        return ChoiceTile(title, say(N_("gift {percent} %"), percent=share))
