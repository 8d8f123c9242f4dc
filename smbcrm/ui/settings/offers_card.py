"""Top-up offers: what is paid, and the gift for it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.amounts import AmountRefused, parse_amount
from smbcrm.core.errors import ShopbellError
from smbcrm.core.i18n import N_, Text
from smbcrm.membership.tiers.types import Offer, OfferChanged
from smbcrm.ui.settings.part import Part, empty
from smbcrm.ui.settings.saved_field import refusal
from smbcrm.ui.settings.saver import Save, Work
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Card
from smbcrm.ui.widgets.fields import TextField
from smbcrm.ui.widgets.labels import hairline, label
from smbcrm.ui.widgets.lead_text import Ink, LeadText
from smbcrm.ui.widgets.own_words import announce

_ROW_HEIGHT = 36


class OffersCard(Card):
    """Each offer in a line, with a way to take it away; below two fields for another one."""

    def __init__(self, part: Part) -> None:
        super().__init__(spacing=8)
        self.setObjectName("offers_card")
        self._part = part
        self._desk = part.desk
        say = self._desk.say
        self._offers: Sequence[Offer] = ()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.amount = self._field("offer_amount", say(N_("Pay")))
        self.gift = self._field("offer_gift", say(N_("Get")))
        self.add = Button(say(N_("Add")), icon="plus")
        self.add.setObjectName("offer_add")
        self.add.clicked.connect(self._add)
        self._below = LeadText(Ink("dangerText", "dangerText", "caption"))
        self._below.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.amount, 1)
        row.addWidget(self.gift, 1)
        row.addWidget(self.add, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addWidget(label(say(N_("Top-up offers")), "section"))
        self.body.addLayout(self._lines)
        self.body.addLayout(row)
        self.body.addWidget(self._below)

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Show the offers, smallest amount first."""
        if offers == self._offers:
            return
        self._offers = offers
        empty(self._lines)
        for offer in offers:
            self._lines.addWidget(self._line(offer))
            self._lines.addWidget(hairline())

    def message(self) -> str:
        """Return what is wrong with the new offer."""
        return self._below.text() if not self._below.isHidden() else ""

    def _field(self, name: str, title: str) -> TextField:
        field = TextField(title)
        field.edit.setObjectName(name)
        field.edited.connect(lambda: self._say(""))
        field.edit.returnPressed.connect(self._add)
        return field

    def _line(self, offer: Offer) -> QWidget:
        words = self._words(offer)
        line = QWidget()
        line.setMinimumHeight(_ROW_HEIGHT)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 2, 0, 2)
        row.addWidget(label(words, "strong", wrap=True), 1)
        name = self._desk.say(N_("Take away: {offer}"), offer=words)
        drop = Button("", icon="trash-2", kind="quiet", small=True, name=name)
        drop.setObjectName(f"offer_drop_{offer.amount}")
        drop.clicked.connect(lambda: self._drop(offer))
        row.addWidget(drop)
        return line

    def _words(self, offer: Offer) -> str:
        money = self._desk.words.money
        return self._desk.say(
            N_("Pay {amount}, get {gift}"), amount=money(offer.amount), gift=money(offer.gift)
        )

    def _add(self) -> None:
        desk = self._desk
        read: list[int] = []
        for field in (self.amount, self.gift):
            try:
                read.append(parse_amount(field.text(), desk.shop.currency))
            except AmountRefused as error:
                self._refuse(field, error)
                return
        offer = Offer(*read)
        work = partial(desk.services.tiers.put_offer, offer.amount, offer.gift, desk.act())
        self._save(offer, work, self._empty, partial(self._refuse, self.amount))

    def _drop(self, offer: Offer) -> None:
        work = partial(self._desk.services.tiers.drop_offer, offer.amount, self._desk.act())
        self._save(offer, work, self.add.setFocus, partial(self._refuse, self.amount))

    def _save(
        self,
        offer: Offer,
        work: Callable[[], OfferChanged],
        done: Callable[[], None],
        refused: Callable[[ShopbellError], None],
    ) -> None:
        desk, tiers = self._desk, self._desk.services.tiers

        def back(changed: OfferChanged) -> Work | None:
            before = changed.before
            if before == changed.after:
                return None
            if before is None:
                return partial(tiers.drop_offer, offer.amount, desk.act())
            return partial(tiers.put_offer, before.amount, before.gift, desk.act())

        what = Text(N_("Top-up offers"))
        save = Save(what, work, back, done=lambda _: done())
        self._part.saver.save(self._part, save, refused)

    def _empty(self) -> None:
        self.amount.clear()
        self.gift.clear()
        self.amount.edit.setFocus()

    def _refuse(self, field: TextField, error: ShopbellError) -> None:
        what, todo = refusal(self._desk, error)
        if what:
            field.show_error("")
            field.edit.setAccessibleDescription(f"{what} {todo}".strip())
            self._say(what, todo)
            announce(self, self.message())
            field.edit.setFocus()

    def _say(self, what: str, todo: str = "") -> None:
        self._below.show_text(what, todo)
        self._below.setVisible(bool(what))
