"""Tiers: pure rules (product.md section 5)."""

import datetime as dt
from collections.abc import Iterable, Sequence

from smbcrm.core.clock import add_months
from smbcrm.membership.tiers.types import WINDOW_MONTHS, Membership, Offer, Spend, Tier

# Thresholds and offers of a new shop by currency, in major units (product.md section 1).
_SCALE = {"USD": 1, "EUR": 1, "GBP": 1, "CNY": 5, "TWD": 30}
_SILVER_FROM, _GOLD_FROM = 400, 1000
_OFFERS = ((200, 20), (500, 50))


def shipped_thresholds(currency: str) -> tuple[int | None, int | None]:
    """Return the spend from which silver and gold are reached, in major units."""
    scale = _SCALE.get(currency)
    return (_SILVER_FROM * scale, _GOLD_FROM * scale) if scale else (None, None)


def shipped_offers(currency: str) -> tuple[tuple[int, int], ...]:
    """Return the top-up offers of a new shop as (amount, gift), in major units."""
    scale = _SCALE.get(currency, 0)
    return tuple((amount * scale, gift * scale) for amount, gift in _OFFERS) if scale else ()


def window_start(day: dt.date) -> dt.date:
    """Return the first day of the rolling window that ends on a day."""
    return add_months(day, -WINDOW_MONTHS) + dt.timedelta(days=1)


def held(memberships: Sequence[Membership], day: dt.date) -> Membership | None:
    """Return the membership in force on a day: the latest one that began by then."""
    begun = [item for item in memberships if item.since <= day]
    return max(begun, key=lambda item: (item.since, item.id), default=None)


def reached(tiers: Iterable[Tier], spend: int) -> Tier | None:
    """Return the highest tier that a spend reaches."""
    fitting = [t for t in tiers if t.spend_from is not None and spend >= t.spend_from]
    return max(fitting, key=lambda tier: tier.rank, default=None)


def upgrades(
    tiers: Sequence[Tier], start: Tier, spends: Sequence[Spend], since: dt.date
) -> list[tuple[Spend, Tier]]:
    """Return the upgrades that the sales from a date on bring, each at once with its sale.

    `spends` are the standing sales in order of (date, seq), reaching back one window before
    `since`; `start` is the tier held before. A tier is never lowered here.
    """
    found: list[tuple[Spend, Tier]] = []
    held_now = start
    for index, spend in enumerate(spends):
        if spend.date < since:
            continue
        first = window_start(spend.date)
        total = sum(item.amount for item in spends[: index + 1] if item.date >= first)
        tier = reached(tiers, total)
        if tier is not None and tier.rank > held_now.rank:
            held_now = tier
            found.append((spend, tier))
    return found


def gift_for(offers: Iterable[Offer], amount: int) -> int:
    """Return the gift of the largest offer whose amount is reached, once; else nothing."""
    best = max(
        (offer for offer in offers if amount >= offer.amount),
        key=lambda offer: offer.amount,
        default=None,
    )
    return best.gift if best else 0
