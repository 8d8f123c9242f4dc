"""The tiers as they stand: rules of today and to come, and how many people hold each."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from smbcrm.core.clock import Clock
from smbcrm.membership.tiers import rules
from smbcrm.membership.tiers.moves import Review
from smbcrm.membership.tiers.ports import TierDesk
from smbcrm.membership.tiers.types import FOR_EVER, ComingRule, Tier


class TiersNow(NamedTuple):
    """Everything that is said of tiers before one looks at a customer.

    `people` by the tiers' ids; `due` is the last review date, `applied` its review, if it was
    done; `coming` are rules with the day from which they count.
    """

    tiers: tuple[Tier, ...]
    coming: tuple[ComingRule, ...]
    people: Mapping[int, int]
    by_hand: Mapping[int, int]
    today: dt.date
    due: dt.date
    applied: Review | None
    next_review: dt.date


class ByHand(NamedTuple):
    """Somebody who holds a tier by hand; `until` is None where it is for ever."""

    customer: int
    code: str
    name: str
    tier: int
    until: dt.date | None


class Close(NamedTuple):
    """Somebody who lacks little of a tier; money in minor units."""

    customer: int
    code: str
    name: str
    spend: int
    wanted: int


def close_to(work: TierDesk, clock: Clock, tier: int, most: int) -> tuple[Close, ...]:
    """Return who lacks least of the spend that leads to a tier, the nearest first."""
    today = work.settings.shop().day.date(clock.now())
    tiers = rules.live(work.tiers.all(), work.tiers.coming(), today)
    aimed = next(one for one in tiers if one.id == tier)
    if aimed.spend_from is None:
        return ()
    ranks = {one.id: one.rank for one in tiers}
    held = work.tier_standing.held(today)
    figures = work.tier_standing.figures(today, aimed.months, visits=False, points=False)
    below = [
        (aimed.spend_from - there.spend, customer)
        for customer, there in figures.items()
        if 0 < there.spend < aimed.spend_from
        and ranks.get(held.get(customer, tiers[0].id), 0) < aimed.rank
    ]
    nearest = sorted(below)[:most]
    names = work.tier_standing.named([customer for _, customer in nearest])
    return tuple(
        Close(customer, *names[customer], aimed.spend_from - lacking, aimed.spend_from)
        for lacking, customer in nearest
    )


def by_hand(work: TierDesk, clock: Clock) -> tuple[ByHand, ...]:
    """Return who holds a tier by hand, what ends first first."""
    given = work.tier_standing.given(work.settings.shop().day.date(clock.now()))
    names = work.tier_standing.named([customer for customer, _, _ in given])
    found = (
        ByHand(customer, *names[customer], tier, None if until == FOR_EVER else until)
        for customer, tier, until in sorted(given, key=lambda one: (one[2], one[0]))
    )
    return tuple(found)


def now(work: TierDesk, clock: Clock) -> TiersNow:
    """Return the tiers as they stand now."""
    shop = work.settings.shop()
    today = shop.day.date(clock.now())
    tiers, coming = work.tiers.all(), work.tiers.coming()
    held = work.tier_standing.held(today)
    people = Counter(held.values())
    people[tiers[0].id] += work.tier_standing.people() - len(held)
    due = rules.review_of(shop.review_dates, today)
    return TiersNow(
        rules.live(tiers, coming, today),
        tuple(one for one in coming if one.live_from > today),
        people,
        Counter(tier for _, tier, _ in work.tier_standing.given(today)),
        today,
        due,
        work.tiers.review_of(due),
        rules.review_after(shop.review_dates, today),
    )
