"""One top-up offer to be added or changed: amount, gift, days, and for whom."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from smbcrm.core.amounts import parse_amount
from smbcrm.core.errors import ShopbellError
from smbcrm.core.i18n import N_, Text
from smbcrm.membership.offers.types import (
    EVER_SINCE,
    FOR_EVER,
    GenerousOffer,
    NewOffer,
    Offer,
    OfferChanges,
)
from smbcrm.membership.tiers.types import Tier
from smbcrm.ui.saver import Save, Work
from smbcrm.ui.settings.entry_form import EntryForm, change
from smbcrm.ui.settings.part import Part
from smbcrm.ui.settings.saved_field import refusal
from smbcrm.ui.typed_dates import read_date
from smbcrm.ui.widgets.own_words import announce

WHAT = N_("Top-up offers")
_MEANT = N_("If it is meant so, save it again.")


class OfferForm(EntryForm):
    """Below the offers while one is added or changed; without a chosen tier it is for everybody."""

    def __init__(self, part: Part) -> None:
        super().__init__(part, "offer", 2)
        self._offer: Offer | None = None
        self._asked_about: tuple[int, int] | None = None
        self._typed: tuple[int, int] | None = None
        self.amount = self.line("amount", N_("Pay"))
        self.gift = self.line("gift", N_("Get"))
        self.first = self.line("from", N_("First day"), "2026-11-01")
        self.last = self.line("to", N_("Last day"), "2026-12-24")
        for field in (self.amount, self.gift, self.first, self.last):
            self.put(field)

    def begin(self, offer: Offer | None, tiers: Sequence[Tier]) -> None:
        """Show an offer to be changed, or None to add one."""
        self._offer, self._asked_about = offer, None
        plain = self.desk.words.currency.plain
        shown = [""] * 4
        if offer is not None:
            days = (day.isoformat() if day else "" for day in (offer.first, offer.last))
            shown = [plain(offer.amount), plain(offer.gift), *days]
        fields = (self.amount, self.gift, self.first, self.last)
        self.fill(zip(fields, shown, strict=True))
        self.show_tiers(tiers, () if offer is None else offer.tiers)
        self.open_at("" if offer is None else str(offer.id), self.amount)

    def asked(self) -> Save[Any]:
        """Return what adds or changes the offer."""
        offers, desk, offer = self.desk.services.offers, self.desk, self._offer
        money = partial(parse_amount, currency=desk.shop.currency)
        typed = NewOffer(
            self.read(self.amount, money),
            self.read(self.gift, money),
            self.read(self.first, read_date),
            self.read(self.last, read_date),
            self.tiers(),
        )
        typed = replace(typed, anyway=(typed.amount, typed.gift) == self._asked_about)
        self._typed = typed.amount, typed.gift
        if offer is not None:
            changes = OfferChanges(
                typed.amount,
                typed.gift,
                typed.first or EVER_SINCE,
                typed.last or FOR_EVER,
                typed.tiers,
                anyway=typed.anyway,
            )
            edit = partial(offers.edit, offer.id)
            return change(self.part, Text(WHAT), edit, changes, self.done)

        def away(made: Offer) -> Work:
            return partial(offers.edit, made.id, OfferChanges(active=False), desk.act())

        return Save(Text(WHAT), partial(offers.add, typed, desk.act()), away, done=self.done)

    def refuse(self, error: ShopbellError) -> None:
        """Say why it was not saved; more given than paid is a question: the same again says yes."""
        super().refuse(error)
        if isinstance(error, GenerousOffer):
            self._asked_about = self._typed
            self.say_wrong(refusal(self.desk, error)[0], self.desk.say(_MEANT))
            announce(self, self.message())
