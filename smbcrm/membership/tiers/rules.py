"""Tiers: pure rules (product.md section 5)."""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import pairwise

from smbcrm.core.amounts import LARGEST
from smbcrm.membership.staff.rolls import clean_name
from smbcrm.membership.tiers.types import (
    BadTier,
    FirstTier,
    Membership,
    PastRule,
    Spend,
    Tier,
    TierChanges,
    TiersUnordered,
)
from smbcrm.membership.tiers.window import window_start

# Thresholds of a new shop by currency, in major units (product.md section 1).
_SCALE = {"USD": 1, "EUR": 1, "GBP": 1, "CNY": 5, "TWD": 30}
_SILVER_FROM, _GOLD_FROM = 400, 1000

LARGEST_FACTOR = 10_000
"""Percent of the usual points."""
WHOLE_DISCOUNT = 10_000
"""Hundredths of a percent."""


def shipped_thresholds(currency: str) -> tuple[int | None, int | None]:
    """Return the spend from which silver and gold are reached, in major units."""
    scale = _SCALE.get(currency)
    return (_SILVER_FROM * scale, _GOLD_FROM * scale) if scale else (None, None)


def held(memberships: Sequence[Membership], day: dt.date) -> Membership | None:
    """Return the membership in force on a day: the latest one that began by then."""
    begun = [item for item in memberships if item.since <= day]
    return max(begun, key=lambda item: (item.since, item.id), default=None)


def reached(tiers: Iterable[Tier], spend: int) -> Tier | None:
    """Return the highest tier that a spend reaches."""
    fitting = [t for t in tiers if t.spend_from is not None and spend >= t.spend_from]
    return max(fitting, key=lambda tier: tier.rank, default=None)


def in_force(tiers: Sequence[Tier], past: Sequence[PastRule], seq: int) -> Sequence[Tier]:
    """Return the tiers as they were reached when an operation was recorded.

    Of the rules of a tier that were given up, the first one that ended no earlier counts.
    """
    if not past or seq > past[-1].until:
        return tiers
    then = {rule.tier: rule.spend_from for rule in reversed(past) if rule.until >= seq}
    return [tier._replace(spend_from=then.get(tier.id, tier.spend_from)) for tier in tiers]


def upgrades(
    tiers: Sequence[Tier],
    start: Tier,
    spends: Sequence[Spend],
    since: dt.date,
    past: Sequence[PastRule] = (),
) -> list[tuple[Spend, Tier]]:
    """Return the upgrades that the sales from a date on bring, each at once with its sale.

    `spends` are the standing sales and refunds in order of (date, seq), reaching back one window
    before `since`; `start` is the tier held before. A tier is never lowered here, and each sale is
    judged by the rules in force when it was recorded: `past` are those given up, oldest first.

    A refund lowers nothing that was reached before it, and what is recorded after it, dated back
    or not, no longer meets what it gave back: so the spend counts as it was known before each
    refund, and as it is known now.
    """
    refunds = sorted(spend.seq for spend in spends if spend.amount < 0)
    known = [[spend for spend in spends if spend.seq < seq] for seq in refunds] + [list(spends)]
    found: list[tuple[Spend, Tier]] = []
    held_now = start
    for spend in spends:
        if spend.date < since or spend.amount < 0:
            continue
        totals = (_total(then, spend) for then in known if spend in then)
        tier = reached(in_force(tiers, past, spend.seq), max(totals))
        if tier is not None and tier.rank > held_now.rank:
            held_now = next(one for one in tiers if one.id == tier.id)
            found.append((spend, held_now))
    return found


def _total(known: Sequence[Spend], last: Spend) -> int:
    """Return the spend of the window that a sale ends, less what was refunded in it."""
    first = window_start(last.date)
    return sum(
        spend.amount
        for spend in known
        if first <= spend.date <= last.date
        and (spend.amount < 0 or (spend.date, spend.seq) <= (last.date, last.seq))
    )


def changed(tiers: Sequence[Tier], tier: Tier, changes: TierChanges) -> Tier:
    """Return a tier with its changes; raise BadName, NameTaken, BadTier, FirstTier.

    Raises TiersUnordered where a higher tier would be no harder to reach than a lower one.
    """
    given = changes.given()
    if "name" in given:
        others = {other.name for other in tiers if other.id != tier.id}
        given["name"] = clean_name(given["name"], others)
    if "spend_from" in given:
        given["spend_from"] = given["spend_from"] or None
    after = tier._replace(**given)
    if not (
        0 <= after.points_factor <= LARGEST_FACTOR
        and 0 <= after.birthday_factor <= LARGEST_FACTOR
        and 0 <= after.discount <= WHOLE_DISCOUNT
        and (after.spend_from is None or 0 < after.spend_from <= LARGEST)
    ):
        raise BadTier
    if after.spend_from is not None and after.id == tiers[0].id:
        raise FirstTier(name=after.name)
    reachable = [
        one
        for one in (after if other.id == after.id else other for other in tiers)
        if one.spend_from is not None
    ]
    for lower, higher in pairwise(reachable):
        if (lower.spend_from or 0) >= (higher.spend_from or 0):
            raise TiersUnordered(lower=lower.name, higher=higher.name)
    return after
