"""One top-up offer to be added or changed: amount, gift, days, and for whom."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.amounts import parse_amount
from smbcrm.core.errors import ShopbellError, UserError
from smbcrm.core.i18n import N_, Text
from smbcrm.membership.changes.types import Changed
from smbcrm.membership.offers.types import (
    EVER_SINCE,
    FOR_EVER,
    NewOffer,
    Offer,
    OfferChanges,
)
from smbcrm.membership.tiers.types import Tier
from smbcrm.ui.settings.part import Part, empty
from smbcrm.ui.settings.saved_field import refusal
from smbcrm.ui.settings.saver import Save, Work
from smbcrm.ui.settings.typed_dates import read_date
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.chip import Chip
from smbcrm.ui.widgets.fields import TextField
from smbcrm.ui.widgets.labels import label
from smbcrm.ui.widgets.lead_text import Ink, LeadText
from smbcrm.ui.widgets.own_words import announce

_WHAT = N_("Top-up offers")


class OfferForm(QWidget):
    """Below the offers while one is added or changed; without a chosen tier it is for everybody."""

    closed = Signal()

    def __init__(self, part: Part) -> None:
        super().__init__()
        self.setObjectName("offer_form")
        self._part = part
        self._desk = part.desk
        self._offer: Offer | None = None
        say = self._desk.say
        self.amount = self._field("offer_amount", say(N_("Pay")))
        self.gift = self._field("offer_gift", say(N_("Get")))
        self.first = self._field("offer_from", say(N_("From")), "2026-11-01")
        self.last = self._field("offer_to", say(N_("To")), "2026-12-24")
        self.chips: dict[str, Chip] = {}
        self._tiers = QHBoxLayout()
        self._tiers.setSpacing(6)
        self._below = LeadText(Ink("dangerText", "dangerText", "caption"))
        self._below.hide()
        self.save = Button(say(N_("Save")), icon="check", kind="soft")
        self.save.setObjectName("offer_save")
        self.save.clicked.connect(self._save)
        cancel = Button(say(N_("Cancel")), kind="quiet")
        cancel.clicked.connect(self.close_form)
        self._lay_out(cancel)
        self.hide()

    def begin(self, offer: Offer | None, tiers: Sequence[Tier]) -> None:
        """Show an offer to be changed, or None to add one."""
        self._offer = offer
        plain = self._desk.words.currency.plain
        shown = [""] * len(self._fields())
        if offer is not None:
            days = (day.isoformat() if day else "" for day in (offer.first, offer.last))
            shown = [plain(offer.amount), plain(offer.gift), *days]
        for field, text in zip(self._fields(), shown, strict=True):
            field.set_text(text)
        self._show_tiers(tiers, () if offer is None else offer.tiers)
        self._say("")
        self.show()
        self.amount.edit.setFocus()

    def message(self) -> str:
        """Return what is wrong."""
        return self._below.text() if not self._below.isHidden() else ""

    def close_form(self) -> bool:
        """Let go of what was typed; tell whether there was a form."""
        if self.isHidden():
            return False
        self.hide()
        self.closed.emit()
        return True

    def _fields(self) -> tuple[TextField, ...]:
        return self.amount, self.gift, self.first, self.last

    def _field(self, name: str, title: str, placeholder: str = "") -> TextField:
        field = TextField(title, placeholder=placeholder)
        field.edit.setObjectName(name)
        field.edited.connect(lambda: self._say(""))
        field.edit.returnPressed.connect(self._save)
        return field

    def _lay_out(self, cancel: Button) -> None:
        grid = QGridLayout()
        grid.setSpacing(8)
        for number, field in enumerate(self._fields()):
            grid.addWidget(field, *divmod(number, 2))
        whom = QHBoxLayout()
        whom.setSpacing(8)
        whom.addWidget(label(self._desk.say(N_("Only for")), "label"))
        whom.addLayout(self._tiers)
        whom.addWidget(label(self._desk.say(N_("none chosen: for all")), "hint"))
        whom.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._below, 1)
        buttons.addWidget(cancel, 0, Qt.AlignmentFlag.AlignTop)
        buttons.addWidget(self.save, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 12)
        column.setSpacing(8)
        column.addLayout(grid)
        column.addLayout(whom)
        column.addLayout(buttons)

    def _show_tiers(self, tiers: Sequence[Tier], chosen: Sequence[str]) -> None:
        empty(self._tiers)
        self.chips = {}
        for tier in tiers:
            chip = Chip(tier.name)
            chip.setObjectName(f"offer_tier_{tier.code}")
            chip.setChecked(tier.code in chosen)
            self._tiers.addWidget(chip)
            self.chips[tier.code] = chip

    def _save(self) -> None:
        typed = self._typed()
        if typed is None:
            return
        offers, desk, offer = self._desk.services.offers, self._desk, self._offer
        what = Text(_WHAT)
        if offer is None:

            def away(made: Offer) -> Work:
                return partial(offers.edit, made.id, OfferChanges(active=False), desk.act())

            added = Save(what, partial(offers.add, typed, desk.act()), away, done=self._done)
            self._part.saver.save(self._part, added, self._refuse)
            return
        changes = OfferChanges(
            typed.amount,
            typed.gift,
            typed.first or EVER_SINCE,
            typed.last or FOR_EVER,
            typed.tiers,
        )
        save_changes(self._part, offer, changes, self._refuse, self._done)

    def _typed(self) -> NewOffer | None:
        """Return what is typed; None where a field is wrong, which was said then."""
        currency = self._desk.shop.currency
        money = partial(parse_amount, currency=currency)
        try:
            field = self.amount
            amount = money(field.text())
            field = self.gift
            gift = money(field.text())
            field = self.first
            first = read_date(field.text())
            field = self.last
            last = read_date(field.text())
        except UserError as error:
            self._refuse_at(field, error)
            return None
        chosen = tuple(code for code, chip in self.chips.items() if chip.isChecked())
        return NewOffer(amount, gift, first, last, chosen)

    def _done(self, _saved: object) -> None:
        self.close_form()

    def _refuse(self, error: ShopbellError) -> None:
        self._refuse_at(self.amount, error)

    def _refuse_at(self, field: TextField, error: ShopbellError) -> None:
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

    def has_focus(self) -> bool:
        """Tell whether somebody types here."""
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)


def save_changes(
    part: Part,
    offer: Offer,
    changes: OfferChanges,
    refused: Callable[[ShopbellError], None],
    done: Callable[[object], None] = lambda _: None,
) -> None:
    """Save what changes of an offer at once, with a way back."""
    offers, desk = part.desk.services.offers, part.desk

    def back(saved: Changed[Offer]) -> Work | None:
        if saved.before is None or saved.before == saved.after:
            return None
        return partial(offers.edit, offer.id, changes.back_to(saved.before), desk.act())

    work = partial(offers.edit, offer.id, changes, desk.act())
    part.saver.save(part, Save(Text(_WHAT), work, back, done=done), refused)
