"""Steps on tiers that several use cases share."""

import datetime as dt

from smbcrm.membership.tiers import rules
from smbcrm.membership.tiers.ports import TierWork
from smbcrm.membership.tiers.types import Membership, Tier, TierReason
from smbcrm.membership.tiers.window import window_start


def tier_on(work: TierWork, customer: int | None, day: dt.date) -> Tier:
    """Return the tier held on a business date; the lowest one for a walk-in or a newcomer."""
    tiers = work.tiers.all()
    if customer is None:
        return tiers[0]
    return _tier(tiers, rules.held(work.tiers.memberships(customer), day))


def _tier(tiers: tuple[Tier, ...], membership: Membership | None) -> Tier:
    if membership is None:
        return tiers[0]
    return next(tier for tier in tiers if tier.id == membership.tier)


def review_upgrades(work: TierWork, customer: int, since: dt.date) -> Tier:
    """Work out anew what the sales from a date on have earned; return the tier held now.

    Called after a sale and after a reversal: upgrades of those days are taken back and made again
    from the sales that stand, so that a reversal leaves the tiers of a shop where the sale never
    happened. A tier held by hand is never lowered, and still rises. A change of rule is for the
    sales after it.
    """
    tiers = work.tiers.all()
    known = work.tiers.memberships(customer)
    stale = [m for m in known if m.reason is TierReason.SPEND and m.since >= since]
    kept = [m for m in known if m not in stale]
    spends = work.tiers.spends(customer, window_start(since))
    start = _tier(tiers, rules.held(kept, dt.date.max))
    found = rules.upgrades(tiers, start, spends, since, work.tiers.past_rules())
    if [(m.operation, m.tier) for m in stale] != [(spend.seq, tier.id) for spend, tier in found]:
        work.tiers.forget([m.id for m in stale])
        for spend, tier in found:
            work.tiers.join(customer, tier.id, spend.date, TierReason.SPEND, spend.seq, None)
    return found[-1][1] if found else start
