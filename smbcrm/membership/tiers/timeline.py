"""The tiers of one customer from a day on, worked out anew: a pure rule.

What the customer did raises at once, what was given by hand counts as it was given, and reviews
judge again. So whatever is taken back leaves the tiers of a shop where it never happened.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from smbcrm.core.clock import add_months
from smbcrm.membership.tiers.keeping import Question, judged
from smbcrm.membership.tiers.moves import Review
from smbcrm.membership.tiers.reaching import in_force, known, raised
from smbcrm.membership.tiers.types import (
    GIVEN,
    Membership,
    PastRule,
    Spend,
    Tier,
    TierReason,
)

Event = Spend | Membership | Review


class Facts(NamedTuple):
    """What tiers follow from. Tiers come lowest first, rules that were given up oldest first.

    `memberships` are all there are, in order; `spends` reach back far enough.
    """

    tiers: Sequence[Tier]
    past: Sequence[PastRule]
    memberships: Sequence[Membership]
    spends: Sequence[Spend]
    reviews: Sequence[Review] = ()


def retold(facts: Facts, since: dt.date) -> list[Membership]:
    """Return the memberships that begin on a day or later, in order; their ids are 0."""
    told = [one for one in facts.memberships if one.since < since]
    begun = len(told)
    views = known(facts.spends)
    rules = partial(in_force, facts.tiers, facts.past)
    for event in _events(facts, since):
        held = held_of(facts.tiers, told)
        if isinstance(event, Membership):
            told.append(event._replace(id=0))
        elif isinstance(event, Spend):
            told += _after_spend(rules(event.seq), held, event, views)
        else:
            # It judged by the rules that were to count for the next operation.
            asked = Question(event.day, event.after, rules(event.after + 1), rules)
            new = judged(asked, held, told, facts.spends)
            if new.rank != held.rank:
                told.append(by_review(new, event))
    return told[begun:]


def held_of(tiers: Sequence[Tier], memberships: Sequence[Membership]) -> Tier:
    """Return the tier of the last membership; the lowest one without any."""
    if not memberships:
        return tiers[0]
    return next(tier for tier in tiers if tier.id == memberships[-1].tier)


def by_review(tier: Tier, review: Review) -> Membership:
    """Return the membership that a review begins."""
    return Membership(0, tier.id, review.day, TierReason.REVIEW, None, None, review.after)


def is_of(membership: Membership, review: Review) -> bool:
    """Tell whether a review began a membership."""
    return (membership.reason, membership.since, membership.after) == (
        TierReason.REVIEW,
        review.day,
        review.after,
    )


def _events(facts: Facts, since: dt.date) -> Iterator[Event]:
    """Yield what happened from a day on, in order: of one moment what was done before what is said.

    A membership of an import has no operation before it: it comes first on its day.
    """
    given = [one for one in facts.memberships if one.reason in GIVEN]
    events: list[tuple[dt.date, int, int, Event]] = [
        *((one.date, one.seq, 0, one) for one in facts.spends if not one.is_refund),
        *((one.since, one.after or 0, 1, one) for one in given),
        *((one.day, one.after, 2, one) for one in facts.reviews),
    ]
    for date, _, _, event in sorted(events, key=lambda one: one[:3]):
        if date >= since:
            yield event


def _after_spend(
    tiers: Sequence[Tier], held: Tier, at: Spend, views: Sequence[Sequence[Spend]]
) -> list[Membership]:
    found = raised(tiers, held, at, views)
    if found is None:
        return []
    tier, reason = found
    paid = reason is TierReason.PAID and tier.item_months is not None
    until = add_months(at.date, tier.item_months or 0) if paid else None
    return [Membership(0, tier.id, at.date, reason, at.seq, until)]
