"""Steps on offers that several use cases share."""

import datetime as dt

from smbcrm.membership.offers.ports import OfferWork
from smbcrm.membership.offers.rules import holds
from smbcrm.membership.offers.types import Offer
from smbcrm.membership.tiers.types import Tier


def offers_on(work: OfferWork, tier: Tier, day: dt.date) -> tuple[Offer, ...]:
    """Return the offers for somebody who holds a tier on a business date, smallest first."""
    return tuple(offer for offer in work.offers.all() if holds(offer, tier.code, day))
