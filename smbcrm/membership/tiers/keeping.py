"""How long a tier is kept: what a review finds of one customer. Pure rules."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

from smbcrm.core.clock import add_months
from smbcrm.membership.tiers.reaching import figures, way, ways
from smbcrm.membership.tiers.types import GIVEN, Membership, Paid, Spend, Tier

_DAY = dt.timedelta(days=1)

Rules = Callable[[int], Sequence[Tier]]
"""The tiers by the rules in force when an operation was recorded, by its sequence number."""


class Question(NamedTuple):
    """What a review asks: as of which day, in force on which day and after which operation.

    The tiers come lowest first.
    """

    day: dt.date
    on: dt.date
    after: int
    tiers: Sequence[Tier]
    rules: Rules

    def seen(self, spends: Sequence[Spend]) -> list[Spend]:
        """Return what counts, as it was then: nothing of later, no refund recorded later."""
        late = {one.seq for one in spends if one.is_refund and one.date > self.day}
        return [
            one._replace(paid=tuple(self._then(paid, late) for paid in one.paid))
            for one in spends
            if one.date <= self.day
            and (one.date, one.seq) <= (self.on, self.after)
            and not (one.is_refund and one.seq > self.after)
        ]

    def _then(self, paid: Paid, late: Collection[int]) -> Paid:
        """Return what was paid for, as it was before the later refunds."""
        later = paid.ended is not None and (paid.ended > self.after or paid.ended in late)
        return paid._replace(ended=None) if later else paid


def held_of(tiers: Sequence[Tier], memberships: Sequence[Membership]) -> Tier:
    """Return the tier of the last membership; the lowest one without any."""
    if not memberships:
        return tiers[0]
    return next(tier for tier in tiers if tier.id == memberships[-1].tier)


def decided(asked: Question, memberships: Sequence[Membership], spends: Sequence[Spend]) -> Tier:
    """Return the tier that a review leaves or gives, on whatever day it is applied.

    It judges as of its day. Where it is applied later it lowers nobody further than it would if
    it judged by then, and nobody whose tier began since. `memberships` and `spends` as for
    `judged`.
    """
    begun = [one for one in memberships if one.since <= asked.day]
    was, held = held_of(asked.tiers, begun), held_of(asked.tiers, memberships)
    found = judged(asked, was, begun, spends)
    if found.rank > was.rank:
        return max(found, held, key=_rank)
    if found.rank == was.rank or len(begun) < len(memberships):
        return held
    left = judged(asked._replace(day=asked.on), held, memberships, spends)
    return min(held, max(found, left, key=_rank), key=_rank)


def judged(
    asked: Question, held: Tier, memberships: Sequence[Membership], spends: Sequence[Spend]
) -> Tier:
    """Return the tier that a review leaves or gives by what was so on its day.

    `memberships` began before it, in order; `spends` reach back one window before the months of
    grace, what was paid for a tier as far as it was paid.
    """
    seen = asked.seen(spends)
    top = max((tier for tier, _ in ways(asked.tiers, seen, asked.day)), key=_rank, default=held)
    if top.rank > held.rank:
        return top
    lower = [tier for tier in asked.tiers if tier.rank <= held.rank]
    kept = (tier for tier in reversed(lower[1:]) if _kept(asked, tier, memberships, seen))
    return next(kept, lower[0])


def first_day(day: dt.date, tiers: Iterable[Tier]) -> dt.date:
    """Return from which day on spends are needed to judge a day."""
    starts = (add_months(add_months(day, -tier.grace_months), -tier.months) for tier in tiers)
    return min(starts)


def held_by_hand(memberships: Iterable[Membership], day: dt.date) -> Membership | None:
    """Return what somebody gave and is not over; of several the last one counts alone."""
    given = [one for one in memberships if one.reason in GIVEN]
    last = given[-1] if given else None
    until = None if last is None else last.held_until
    return last if until is not None and until >= day else None


def _rank(tier: Tier) -> int:
    return tier.rank


def _kept(
    asked: Question, tier: Tier, memberships: Sequence[Membership], seen: Sequence[Spend]
) -> bool:
    by_hand = held_by_hand(memberships, asked.day)
    return (
        (by_hand is not None and by_hand.tier == tier.id)
        or any(
            one.tier == tier.id and add_months(one.since, tier.lasts_months) > asked.day
            for one in memberships
        )
        or any(_paid_for(asked, tier, one) for one in seen)
        or _reached_of_late(asked, tier, seen)
    )


def _paid_for(asked: Question, tier: Tier, spend: Spend) -> bool:
    """Tell whether a sale paid for the tier, for so long, and did not go back."""
    if not spend.paid:
        return False
    then = next(one for one in asked.rules(spend.seq) if one.id == tier.id)
    standing = {one.item for one in spend.paid if one.ended is None}
    if then.item not in standing:
        return False
    ends = add_months(spend.date, then.item_months or 0)
    return add_months(ends, tier.grace_months) > asked.day


def _reached_of_late(asked: Question, tier: Tier, seen: Sequence[Spend]) -> bool:
    """Tell whether the tier was reached on any day of the months of grace.

    Figures rise where something was bought and where a refund leaves the window, so the first day
    and those are enough. (The day on which it leaves may be one later in a shorter month.)
    """
    first = add_months(asked.day, -tier.grace_months)
    left = (add_months(one.date, tier.months) for one in seen if one.is_refund)
    days = {first, *(one.date for one in seen), *(day + _DAY * n for day in left for n in (0, 1))}
    return any(
        way(tier, figures(seen, day, tier.months))
        for day in sorted(days)
        if first <= day <= asked.day
    )
