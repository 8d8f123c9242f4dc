"""Top-up offers: what is paid, the gift for it, for whom, when, and whether it is given."""

from collections.abc import Sequence
from fractions import Fraction
from functools import partial

from smbcrm.core.i18n import N_, Text
from smbcrm.membership.offers.types import Offer, OfferChanges
from smbcrm.membership.tiers.types import Tier
from smbcrm.ui.settings.entry_form import change
from smbcrm.ui.settings.list_card import ListCard, Look, Row, when, whom
from smbcrm.ui.settings.offer_form import WHAT, OfferForm
from smbcrm.ui.settings.part import Part

_LOOK = Look(
    "offer",
    N_("Top-up offers"),
    N_("Offer"),
    N_("Add an offer"),
    ((N_("Offer"), 5), (N_("Gift"), 0), (N_("For"), 3), (N_("Valid"), 4)),
    figures=(N_("Gift"),),
)


class OffersCard(ListCard):
    """The offers, smallest amount first, also those that are switched off."""

    def __init__(self, part: Part) -> None:
        self.form = OfferForm(part)
        super().__init__(part, _LOOK, self.form)
        self._tiers: Sequence[Tier] = ()

    def show_offers(self, offers: Sequence[Offer], tiers: Sequence[Tier]) -> None:
        """Show the offers."""
        self._tiers = tiers
        self.show_rows((offers, tiers), lambda: [self._row(offer) for offer in offers])

    def begin_new(self) -> None:
        """Open the form for a new one."""
        self.form.begin(None, self._tiers)

    def _row(self, offer: Offer) -> Row:
        desk = self.desk
        paid, given = desk.words.round_sum(offer.amount), desk.words.round_sum(offer.gift)
        words = desk.say(N_("Pay {amount}, get {gift}"), amount=paid, gift=given)
        share = desk.words.share(Fraction(offer.gift, offer.amount))
        cells = (
            words,
            desk.say(N_("{percent} %"), percent=share),
            whom(desk, offer.tiers, self._tiers),
            when(desk, offer.first, offer.last),
        )
        tiers = self._tiers
        return Row(
            str(offer.id),
            words,
            cells,
            offer.active,
            lambda on: self._switch(offer, active=on),
            lambda: self.form.begin(offer, tiers),
        )

    def _switch(self, offer: Offer, *, active: bool) -> None:
        edit = partial(self.desk.services.offers.edit, offer.id)
        save = change(self.part, Text(WHAT), edit, OfferChanges(active=active))
        self.part.saver.save(self.part, save, self.not_switched)
