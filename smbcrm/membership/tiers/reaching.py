"""How a tier is reached: pure rules over the standing operations of one customer.

`spends` are sales, uses of visits and refunds in order of (date, seq), as far back as the longest
window reaches.
"""

import datetime as dt
from collections.abc import Iterable, Sequence

from smbcrm.membership.tiers.types import Figures, PastRule, Spend, Tier, TierReason
from smbcrm.membership.tiers.window import window_start

_REASONS = (TierReason.SPEND, TierReason.VISITS, TierReason.POINTS)


def in_force(
    tiers: Sequence[Tier], past: Sequence[PastRule], seq: int, turn: int = 0
) -> Sequence[Tier]:
    """Return the tiers by the rules in force when an operation was recorded.

    With a turn those in force at that deed after the operation; see `Moment`. Of the rules of a
    tier that were given up, the first one that ended no earlier counts.
    """
    if not past or seq > past[-1].until:
        return tiers
    moment = seq, turn
    then = {rule.tier: rule for rule in reversed(past) if (rule.until, rule.turn) >= moment}
    return [then[tier.id].put_on(tier) if tier.id in then else tier for tier in tiers]


def figures(spends: Iterable[Spend], day: dt.date, months: int) -> Figures:
    """Return what lies in the window of so many months that ends on a day."""
    first = window_start(day, months)
    inside = [one for one in spends if first <= one.date <= day]
    return Figures(
        sum(one.amount for one in inside),
        len({one.date for one in inside if one.is_visit and not one.is_refund}),
        sum(one.points for one in inside),
    )


def way(tier: Tier, there: Figures) -> TierReason | None:
    """Return by which way the figures of a window reach a tier; None: they do not."""
    for wanted, have, reason in zip(tier.counts, there, _REASONS, strict=True):
        if wanted is not None and have >= wanted:
            return reason
    return None


def ways(
    tiers: Iterable[Tier], spends: Sequence[Spend], day: dt.date
) -> list[tuple[Tier, TierReason]]:
    """Return the tiers that are reached on a day, and by which way."""
    windows: dict[int, Figures] = {}
    found = []
    for tier in tiers:
        if tier.months not in windows:
            windows[tier.months] = figures(spends, day, tier.months)
        if reason := way(tier, windows[tier.months]):
            found.append((tier, reason))
    return found


def known(spends: Sequence[Spend]) -> list[list[Spend]]:
    """Return what was known before each refund was recorded, and what is known now.

    A refund lowers nothing that was reached before it, and what is recorded after it, dated back
    or not, no longer meets what it gave back.
    """
    refunds = sorted(one.seq for one in spends if one.is_refund)
    return [[one for one in spends if one.seq < seq] for seq in refunds] + [list(spends)]


def kept(spends: Sequence[Spend]) -> list[Spend]:
    """Return what is left of what was done: each refund lowers the day of its sale.

    A sale that all went back is no visit. What a withdrawal took does not matter.
    """
    left = {one.seq: one for one in spends if not one.is_refund}
    for back in spends:
        if back.of is not None and back.of in left:
            sale = left[back.of]
            net = sale.net + back.net
            left[sale.seq] = sale._replace(
                amount=sale.amount + back.amount,
                points=sale.points + back.points,
                is_visit=net > 0,
                net=net,
            )
    return list(left.values())


def still_reached(tier: Tier, left: Iterable[Spend], day: dt.date) -> bool:
    """Tell whether what is left of what was done by a day, all that day long, reaches a tier."""
    there = list(left)
    bought = {
        paid.item for one in there if one.date == day for paid in one.paid if paid.ended is None
    }
    return tier.item in bought or way(tier, figures(there, day, tier.months)) is not None


def raised(
    tiers: Sequence[Tier], held: Tier, at: Spend, views: Sequence[Sequence[Spend]]
) -> tuple[Tier, TierReason] | None:
    """Return the better tier that a sale or visit brings at once, and how; None: it brings none.

    `tiers` are those in force when it was recorded, `views` what `known` returned.
    """
    found: list[tuple[Tier, TierReason]] = [
        (tier, TierReason.PAID)
        for tier in tiers
        if tier.item is not None and tier.item in {one.item for one in at.paid}
    ]
    for view in views:
        if at in view:
            found += ways(tiers, _until(view, at), at.date)
    better = [one for one in found if one[0].rank > held.rank]
    return max(better, key=lambda one: one[0].rank, default=None)


def _until(view: Iterable[Spend], last: Spend) -> list[Spend]:
    return [one for one in view if one.is_refund or (one.date, one.seq) <= (last.date, last.seq)]
