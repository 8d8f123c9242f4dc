"""Top-up offers: pure rules (product.md section 3, "What it carries")."""

import datetime as dt
from collections.abc import Iterable

from smbcrm.core.amounts import LARGEST
from smbcrm.core.money import Currency, Money
from smbcrm.membership.offers.types import (
    EVER_SINCE,
    FOR_EVER,
    BadOffer,
    GenerousOffer,
    Offer,
    OfferChanges,
    OfferEndsFirst,
    SameOffer,
)
from smbcrm.membership.shop.scale import scale_of

# Offers of a new shop, to be scaled to its currency, in major units (product.md section 1).
_OFFERS = ((200, 20), (500, 50))


def shipped_offers(currency: str) -> tuple[tuple[int, int], ...]:
    """Return the top-up offers of a new shop as (amount, gift), in major units."""
    scale = scale_of(currency)
    return tuple((amount * scale, gift * scale) for amount, gift in _OFFERS) if scale else ()


def holds(offer: Offer, tier: str, day: dt.date) -> bool:
    """Tell whether an offer is given to a customer who holds a tier on a business date."""
    return (
        offer.active
        and (offer.first is None or offer.first <= day)
        and (offer.last is None or day <= offer.last)
        and (not offer.tiers or tier in offer.tiers)
    )


def offer_for(offers: Iterable[Offer], amount: int) -> Offer | None:
    """Return the offer with the largest gift whose amount is reached."""
    reached = (offer for offer in offers if amount >= offer.amount)
    return max(reached, key=lambda offer: (offer.gift, offer.amount), default=None)


def gift_for(offers: Iterable[Offer], amount: int) -> int:
    """Return the largest gift whose amount is reached, once; else nothing."""
    best = offer_for(offers, amount)
    return best.gift if best else 0


def worth_choosing(offers: Iterable[Offer]) -> tuple[Offer, ...]:
    """Return the offers that are given at their own amount: no other brings more for as much."""
    known = tuple(offers)
    return tuple(offer for offer in known if offer_for(known, offer.amount) == offer)


def check_offer(offer: Offer, others: Iterable[Offer], currency: Currency) -> Offer:
    """Return a believable offer; raise BadOffer, OfferEndsFirst or SameOffer."""
    if not (0 < offer.amount <= LARGEST and 0 < offer.gift <= LARGEST):
        raise BadOffer(largest=Money(LARGEST, currency))
    if offer.first is not None and offer.last is not None and offer.last < offer.first:
        raise OfferEndsFirst(first=offer.first, last=offer.last)
    for other in others:
        if other.id != offer.id and other._replace(id=0, active=True) == offer._replace(
            id=0, active=True
        ):
            raise SameOffer(offer=other.id)
    return offer


def check_generous(offer: Offer, currency: Currency) -> None:
    """Raise GenerousOffer where the gift is more than the amount that brings it."""
    if offer.gift > offer.amount:
        raise GenerousOffer(amount=Money(offer.amount, currency), gift=Money(offer.gift, currency))


def changed(offer: Offer, changes: OfferChanges) -> Offer:
    """Return an offer with its changes, not looked at yet."""
    after = offer._replace(**changes.given())
    return after._replace(
        first=None if after.first == EVER_SINCE else after.first,
        last=None if after.last == FOR_EVER else after.last,
    )
