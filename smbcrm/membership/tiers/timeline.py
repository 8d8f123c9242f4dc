"""The tiers of one customer from a day on, worked out anew: a pure rule.

What the customer did raises at once, what was given by hand counts as it was given, and a review
that was applied moves again whom it moved, no further. So whatever is taken back leaves the tiers
of a shop where it never happened, but for this: nobody falls at a review without its list.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from smbcrm.core.clock import add_months
from smbcrm.membership.tiers.keeping import Question, decided, held_of
from smbcrm.membership.tiers.moves import Listed, Review
from smbcrm.membership.tiers.reaching import in_force, known, raised
from smbcrm.membership.tiers.types import (
    GIVEN,
    Membership,
    PastRule,
    Spend,
    Tier,
    TierReason,
)

Event = Spend | Membership | Review | Listed


class Facts(NamedTuple):
    """What tiers follow from. Tiers come lowest first, rules that were given up oldest first.

    `memberships` are all there are, in order; `spends` reach back far enough. A review that is
    `Listed` was applied and moved this customer; any other one judges for the first time.
    """

    tiers: Sequence[Tier]
    past: Sequence[PastRule]
    memberships: Sequence[Membership]
    spends: Sequence[Spend]
    reviews: Sequence[Review | Listed] = ()


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
            new = _reviewed(facts, event, told)
            if new.rank != held.rank:
                review = event if isinstance(event, Review) else event.review
                told.append(by_review(new, review))
    return told[begun:]


def by_review(tier: Tier, review: Review) -> Membership:
    """Return the membership that a review begins."""
    return Membership(
        0, tier.id, review.day, TierReason.REVIEW, None, None, review.after, turn=review.turn
    )


def question(review: Review, tiers: Sequence[Tier], past: Sequence[PastRule]) -> Question:
    """Return what a review asks, by the rules of its moment."""
    then = in_force(tiers, past, review.after, review.turn)
    rules = partial(in_force, tiers, past)
    return Question(review.as_of, review.day, review.after, then, rules)


def _reviewed(facts: Facts, event: Review | Listed, told: Sequence[Membership]) -> Tier:
    """Return the tier after a review.

    An applied one is a fact: told again it does for somebody what its list said, or less where
    what led there was taken back; who was not on the list stays where they are.
    """
    review = event if isinstance(event, Review) else event.review
    found = decided(question(review, facts.tiers, facts.past), told, facts.spends)
    if isinstance(event, Review):
        return found
    held = held_of(facts.tiers, told)
    ranks = {tier.id: tier.rank for tier in facts.tiers}
    listed = next(tier for tier in facts.tiers if tier.id == event.after)
    if ranks[event.before] < listed.rank:
        return max(held, min(found, listed, key=_rank), key=_rank)
    return min(held, max(found, listed, key=_rank), key=_rank)


def _rank(tier: Tier) -> int:
    return tier.rank


def _events(facts: Facts, since: dt.date) -> Iterator[Event]:
    """Yield what happened from a day on, in order of what was recorded on each day.

    A membership of an import has no operation before it: it comes first on its day.
    """
    given = [one for one in facts.memberships if one.reason in GIVEN]
    events: list[tuple[dt.date, int, int, Event]] = [
        *((one.date, one.seq, 0, one) for one in facts.spends if not one.is_refund),
        *((one.since, one.after or 0, one.turn, one) for one in given),
        *(_placed(one) for one in facts.reviews),
    ]
    for date, _, _, event in sorted(events, key=lambda one: one[:3]):
        if date >= since:
            yield event


def _placed(event: Review | Listed) -> tuple[dt.date, int, int, Event]:
    review = event if isinstance(event, Review) else event.review
    return review.day, review.after, review.turn, event


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
