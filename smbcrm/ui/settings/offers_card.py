"""Top-up offers: what is paid, the gift for it, for whom, when, and whether it is given."""

from collections.abc import Sequence
from fractions import Fraction

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.errors import ShopbellError
from smbcrm.core.i18n import N_
from smbcrm.membership.offers.types import Offer, OfferChanges
from smbcrm.membership.tiers.types import Tier
from smbcrm.ui.settings.offer_form import OfferForm, save_changes
from smbcrm.ui.settings.part import Part, empty
from smbcrm.ui.widgets.badges import TierBadge
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Card
from smbcrm.ui.widgets.labels import hairline, label
from smbcrm.ui.widgets.switch import Switch

_ROW_HEIGHT, _EDGE = 36, 16
_OFFER, _GIFT, _FOR, _WHEN, _ON, _EDIT, _COLUMNS = range(7)
_STRETCH = {_OFFER: 5, _FOR: 3, _WHEN: 4}
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class OffersCard(Card):
    """The offers as a table; each has its switch, and a button that opens it in the form below."""

    def __init__(self, part: Part) -> None:
        super().__init__(padding=0, spacing=0)
        self.setObjectName("offers_card")
        self._part = part
        self._desk = part.desk
        self._shown: tuple[Sequence[Offer], Sequence[Tier]] | None = None
        say = self._desk.say
        self.add = Button(say(N_("Offer")), icon="plus", small=True)
        self.add.setAccessibleName(say(N_("Add an offer")))
        self.add.setObjectName("offer_add")
        self.add.clicked.connect(self._begin)
        self.form = OfferForm(part)
        self.form.closed.connect(self.add.setFocus)
        head = QHBoxLayout()
        head.setContentsMargins(_EDGE, 12, _EDGE, 10)
        head.addWidget(label(say(N_("Top-up offers")), "section"), 1)
        head.addWidget(self.add)
        self._table = QVBoxLayout()
        self._table.setSpacing(0)
        self.body.addLayout(head)
        self.body.addWidget(hairline())
        self.body.addLayout(self._table)
        self.body.addWidget(self.form)

    def show_offers(self, offers: Sequence[Offer], tiers: Sequence[Tier]) -> None:
        """Show the offers, smallest amount first, also those that are switched off."""
        if (offers, tiers) == self._shown:
            return
        self._shown = offers, tiers
        empty(self._table)
        self._table.addWidget(self._rows(offers, tiers))

    def _rows(self, offers: Sequence[Offer], tiers: Sequence[Tier]) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(_EDGE, 0, _EDGE, 4)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, _STRETCH.get(column, 0))
        titles = {
            _OFFER: N_("Offer"),
            _GIFT: N_("Gift"),
            _FOR: N_("For"),
            _WHEN: N_("Valid"),
            _ON: N_("On"),
        }
        for column, title in titles.items():
            grid.addWidget(label(self._desk.say(title), "label"), 0, column)
        grid.setRowMinimumHeight(0, 32)
        for number, offer in enumerate(offers):
            line = 2 * number + 1
            grid.addWidget(hairline(), line, 0, 1, _COLUMNS)
            grid.setRowMinimumHeight(line + 1, _ROW_HEIGHT)
            for column, part in enumerate(self._parts(offer, tiers)):
                grid.addWidget(part, line + 1, column, Qt.AlignmentFlag.AlignVCenter)
        return box

    def _parts(self, offer: Offer, tiers: Sequence[Tier]) -> tuple[QWidget, ...]:
        words = self._words(offer)
        share = self._desk.words.number(round(Fraction(100 * offer.gift, offer.amount)))
        switch = Switch("")
        switch.setAccessibleName(words)
        switch.setObjectName(f"offer_on_{offer.id}")
        switch.setChecked(offer.active)
        switch.clicked.connect(lambda on: self._switch(offer, active=on))
        name = self._desk.say(N_("Change: {offer}"), offer=words)
        edit = Button("", icon="pencil-line", kind="quiet", small=True, name=name)
        edit.setObjectName(f"offer_edit_{offer.id}")
        edit.clicked.connect(lambda: self.form.begin(offer, tiers))
        return (
            label(words, "strong", wrap=True),
            label(self._desk.say(N_("{percent} %"), percent=share), "muted"),
            self._whom(offer, tiers),
            label(self._when(offer), "muted", wrap=True),
            switch,
            edit,
        )

    def _whom(self, offer: Offer, tiers: Sequence[Tier]) -> QWidget:
        chosen = [tier for tier in tiers if tier.code in offer.tiers]
        if not chosen:
            return label(self._desk.say(N_("all")), "muted")
        if len(chosen) == 1:
            return TierBadge(chosen[0].code, chosen[0].name, small=True)
        names = self._desk.say(N_(", ")).join(tier.name for tier in chosen)
        return label(names, wrap=True)

    def _when(self, offer: Offer) -> str:
        say, date = self._desk.say, self._desk.words.date
        first, last = offer.first, offer.last
        if first is not None and last is not None:
            return say(N_("{first} to {last}"), first=date(first), last=date(last))
        if first is not None:
            return say(N_("from {day}"), day=date(first))
        return say(N_("always")) if last is None else say(N_("until {day}"), day=date(last))

    def _words(self, offer: Offer) -> str:
        desk = self._desk
        paid, given = desk.words.round_sum(offer.amount), desk.words.round_sum(offer.gift)
        return desk.say(N_("Pay {amount}, get {gift}"), amount=paid, gift=given)

    def _begin(self) -> None:
        if self._shown is not None:
            self.form.begin(None, self._shown[1])

    def _switch(self, offer: Offer, *, active: bool) -> None:
        save_changes(self._part, offer, OfferChanges(active=active), self._not_switched)

    def _not_switched(self, error: ShopbellError) -> None:
        """Show how it stands, and why."""
        self._shown = None
        self._desk.room.toast(self._desk.tell(error))
        self._part.arrive()
