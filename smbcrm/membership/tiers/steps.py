"""Steps on tiers that several use cases share."""

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import partial

from smbcrm.core.work import DoFirst
from smbcrm.membership.changes.types import SetUp, SetUpChanged
from smbcrm.membership.tiers import rules
from smbcrm.membership.tiers.keeping import first_day, held_of
from smbcrm.membership.tiers.moves import TierEntered
from smbcrm.membership.tiers.ports import TierWork
from smbcrm.membership.tiers.timeline import Facts, retold
from smbcrm.membership.tiers.types import (
    Membership,
    Moment,
    PastRule,
    Tier,
    TierReason,
    Wanted,
)
from smbcrm.membership.tiers.window import window_start


def tier_on(work: TierWork, customer: int | None, day: dt.date) -> Tier:
    """Return the tier held on a business date; the lowest one for a walk-in or a newcomer."""
    tiers = work.tiers.all()
    if customer is None:
        return tiers[0]
    membership = rules.held(work.tiers.memberships(customer), day)
    return held_of(tiers, [] if membership is None else [membership])


def tiers_of(work: TierWork, day: dt.date) -> tuple[Tier, ...]:
    """Return the tiers by the rules that count on a business date, lowest first."""
    return rules.live(work.tiers.all(), work.tiers.coming(), day)


def rules_begun(work: TierWork, today: dt.date) -> None:
    """See that the rules count whose day is there; raise DoFirst where they do not yet.

    They begin at the chain's end, which everything at the till holds last, after the customer: so
    they begin in a transaction of their own.
    """
    if _are_due(work, today):
        raise DoFirst(partial(begin_rules, today=today))


def begin_rules(work: TierWork, today: dt.date) -> None:
    """Let the rules that were to come count from the next operation on, if their day is there."""
    if not _are_due(work, today):
        return
    now, tiers = work.tiers.hold(), {tier.id: tier for tier in work.tiers.all()}
    for coming in work.tiers.coming():
        if coming.live_from <= today:
            tier = tiers[coming.tier.id]
            change_rule(work, tier, rules.rule_of(coming.tier, tier), now)
            work.tiers.drop_coming(tier.id)
            work.record(SetUpChanged(SetUp.TIERS))


def _are_due(work: TierWork, today: dt.date) -> bool:
    return any(one.live_from <= today for one in work.tiers.coming())


def change_rule(work: TierWork, before: Tier, after: Tier, now: Moment) -> None:
    """Write a tier; the rule it gives up counts for what was recorded before now."""
    rule = PastRule.of(before, now)
    if rule != PastRule.of(after, now):
        work.tiers.add_past_rule(rule, before)
    work.tiers.put(after)


def review_upgrades(work: TierWork, customer: int, since: dt.date) -> Tier:
    """Work out anew what the days from one on have brought; return the tier held now.

    Called after a sale and after a reversal: upgrades of those days are taken back and made again
    from what stands, so that a reversal leaves the tiers of a shop where it never happened. A
    tier held by hand is never lowered, and still rises. A change of rule is for what comes after.
    """
    facts = facts_since(work, customer, since)
    return held_of(facts.tiers, rewrite(work, customer, facts, since))


def rise(work: TierWork, customer: int, day: dt.date) -> Tier:
    """Do the same after a sale or a visit, and greet who moved up."""
    facts = facts_since(work, customer, day)
    now = rewrite(work, customer, facts, day)
    before, after = held_of(facts.tiers, facts.memberships), held_of(facts.tiers, now)
    if after.rank > before.rank:
        tier_entered(work, customer, after, now[-1].reason)
    return after


def tier_entered(work: TierWork, customer: int, tier: Tier, reason: TierReason) -> None:
    """Do what belongs to moving up into a tier, once, in the transaction that does it."""
    work.record(TierEntered(customer, tier.id, reason))


def facts_since(work: TierWork, customer: int, since: dt.date) -> Facts:
    """Return what a customer's tiers follow from, as far as a day and those after it need it."""
    tiers, past = work.tiers.all(), work.tiers.past_rules()
    reviews = work.tiers.listed(customer, since)
    first = min([since, *(one.review.as_of for one in reviews)])
    spends = work.tiers.spends(
        customer, wanted(every_rule(tiers, past), first, reviewed=bool(reviews))
    )
    return Facts(tiers, past, work.tiers.memberships(customer), spends, reviews)


def every_rule(tiers: Sequence[Tier], past: Iterable[PastRule]) -> list[Tier]:
    """Return a tier for each rule there is or was."""
    return [*tiers, *(rule.put_on(tiers[0]) for rule in past)]


def wanted(tiers: Sequence[Tier], since: dt.date, *, reviewed: bool) -> Wanted:
    """Return which spends work out a day and those after it by such rules.

    Where a review judges one of these days it looks at the months of grace before it.
    """
    first = (
        first_day(since, tiers)
        if reviewed
        else min(window_start(since, tier.months) for tier in tiers)
    )
    return Wanted(first, items_of(tiers), any(tier.points_from is not None for tier in tiers))


def items_of(tiers: Iterable[Tier]) -> tuple[str, ...]:
    """Return the items whose sale gives a tier."""
    return tuple(dict.fromkeys(tier.item for tier in tiers if tier.item is not None))


def rewrite(work: TierWork, customer: int, facts: Facts, since: dt.date) -> Sequence[Membership]:
    """Write the memberships from a day on anew, where they differ; return all there are now.

    Those with the id 0 among the facts are to be: they were given just now.
    """
    stale = [one for one in facts.memberships if one.since >= since and one.id]
    told = retold(facts, since)
    if [one._replace(id=0) for one in stale] != told:
        work.tiers.forget([one.id for one in stale])
        work.tiers.join([(customer, one) for one in told])
    return [*(one for one in facts.memberships if one.since < since), *told]
